"""Pages of the store: write down what was counted on its shelves, enter a new kind of goods."""

from django.http import HttpResponse

from firewood.accounts.requests import OfficeRequest
from firewood.accounts.writing import Shown
from firewood.aid.forms.stock import CountSheet, ItemForm
from firewood.aid.views.answers import language, write
from firewood.journal.clock import now
from firewood.supplies import actions


def count(request: OfficeRequest) -> HttpResponse:
    """Set the books of a store to what was counted on its shelves."""
    form = CountSheet(request.POST or None, language=language())

    def act() -> object:
        return actions.count_stock(
            form.store, stock=form.stock(), reason=form.head.cleaned_data["reason"], status=str(request.status),
            key=request.POST.get("key", ""), actor=request.actor, at=now(),
        )  # fmt: skip

    return write(request, form, Shown("aid/stock_form.html"), act)


def new_item(request: OfficeRequest) -> HttpResponse:
    """Enter a new kind of goods."""
    form = ItemForm(request.POST or None)
    return write(
        request, form, Shown("aid/item_form.html"),
        lambda: actions.enter_item(form.draft(), actor=request.actor, at=now()),
    )  # fmt: skip
