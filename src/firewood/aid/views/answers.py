"""What the pages of aid have in common: show a form, act on it, and keep what was typed when the answer is no."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from firewood.accounts.requests import About, OfficeRequest, key_of, same_standing
from firewood.aid import addresses
from firewood.aid.models import Consignment, Need, Pledge, StatedFigure
from firewood.aid.queries.lists import parts_of
from firewood.aid.templatetags.aid_words import page
from firewood.journal.refusals import NotNow, Refused, Unreadable, WrittenMeanwhile
from firewood.supplies.models import Item, LedgerEntry


class Readable(Protocol):
    """A form, or several judged together."""

    def is_valid(self) -> bool: ...


@dataclass
class Shown:
    """How a form is shown: its template, what stands on it besides the form, and the name of the draft it keeps."""

    template: str
    more: dict[str, Any] = field(default_factory=dict)
    draft: str = ""


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def about(request: OfficeRequest, act: Consignment | Need | Pledge) -> None:
    """Say what the request is about, so that a refusal can show how it stands now."""
    request.about = About(act.subject, act.number, page(act), lambda: parts_of(act))


def write(request: OfficeRequest, form: Readable, shown: Shown, act: Callable[[], Any]) -> HttpResponse:
    """Show the form; when it was sent and can be read, act, and go to the page of what was made.

    A refusal of the action stands on the form, which keeps what was typed: nothing was changed.
    """
    refusal: Refused | None = None
    sent = request.method == "POST"
    if sent and form.is_valid():
        try:
            same_standing(request)
            made = act()
            if shown.draft:
                request.session["draft_done"] = shown.draft
            return redirect(where(made))
        except WrittenMeanwhile:
            raise
        except (Unreadable, NotNow) as no:
            refusal = None if _marked(form, no) else no
    bad = sent and refusal is None and _judged(form)
    status = refusal.status if refusal else 422 if bad else 200
    context = {"form": form, "refusal": refusal, "key": key_of(request), "draft": shown.draft, **shown.more}
    return render(request, shown.template, context, status=status)


def where(made: Any) -> str:
    """The page shown next: a receipt, a handover or an arrival leads to its consignment."""
    if isinstance(made, StatedFigure):
        return addresses.of_stated_figure(made)
    if isinstance(made, Item):
        return reverse("item", args=[made.key])
    if made is None or isinstance(made, LedgerEntry):
        return reverse("stock")
    return page(getattr(made, "consignment", None) or made)


def _marked(form: Any, no: Refused) -> bool:
    """Whether the form could say at its fields what the action refused."""
    if not isinstance(no, Unreadable) or not hasattr(form, "mark"):
        return False
    form.mark(no.problems)
    return True


def _judged(form: Any) -> bool:
    rows = getattr(form, "rows", None)
    return rows is None or bool(rows.judged)
