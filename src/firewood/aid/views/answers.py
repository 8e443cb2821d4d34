"""What the pages of aid have in common: what a request is about, and which page is shown next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from firewood.accounts import writing
from firewood.accounts.requests import About, OfficeRequest
from firewood.accounts.writing import Shown
from firewood.aid import addresses
from firewood.aid.models import Consignment, Need, Pledge, StatedFigure
from firewood.aid.queries.lists import parts_of
from firewood.aid.templatetags.aid_words import page
from firewood.supplies.models import Item, LedgerEntry


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def about(request: OfficeRequest, act: Consignment | Need | Pledge) -> None:
    """Say what the request is about, so that a refusal can show how it stands now."""
    request.about = About(act.subject, act.number, page(act), lambda: parts_of(act))


def write(request: OfficeRequest, form: writing.Readable, shown: Shown, act: Callable[[], Any]) -> HttpResponse:
    """Show the form; when it was sent and can be read, act, and go to the page of what was made."""
    return writing.write(request, form, shown, act, page=where)


def where(made: Any) -> str:
    """The page shown next: a receipt, a handover or an arrival leads to its consignment."""
    if isinstance(made, StatedFigure):
        return addresses.of_stated_figure(made)
    if isinstance(made, Item):
        return reverse("item", args=[made.key])
    if made is None or isinstance(made, LedgerEntry):
        return reverse("stock")
    return page(getattr(made, "consignment", None) or made)
