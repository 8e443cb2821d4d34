"""What the pages of the registry have in common: show a sheet, act on it, and keep what was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from firewood.accounts.requests import About, OfficeRequest, key_of, same_standing
from firewood.journal.paging import whole_number
from firewood.journal.queries import newest_line
from firewood.journal.refusals import NotNow, Refused, Unreadable, require
from firewood.registry import rules
from firewood.registry.forms.sheet import Sheet
from firewood.registry.models import Party

Words = str | Promise


@dataclass
class Shown:
    """How a sheet is shown: the question over it, the button under it, where one comes from, whose card is beside."""

    question: Words
    button: Words
    back: str
    back_words: Words
    card: Party | None = None
    draft: str = ""
    template: str = "registry/sheet.html"
    more: dict[str, Any] = field(default_factory=dict)


def keeper(request: OfficeRequest, doing: str) -> None:
    """Whoever only reads does not even get the sheet."""
    require(rules.may_keep_registry(request.actor), doing)


def about(request: OfficeRequest, subject: str, title: str, url: str, parts: Iterable[str] = ()) -> None:
    """Say what the request is about, so that a refusal can show what happened to it meanwhile."""
    request.about = About(subject, title, url, lambda: list(parts))


def seen_line(request: OfficeRequest) -> int | None:
    """The number of the latest line that was known when the sheet was opened."""
    line = whole_number(request.POST.get("line", ""), otherwise=-1)
    return line if line >= 0 else None


def write(
    request: OfficeRequest, sheet: Sheet, shown: Shown, act: Callable[[], str], *, subject: str = ""
) -> HttpResponse:
    """Show the sheet; when it was sent and can be read, act, and go to the page that `act` names.

    What the action refuses stands on the sheet, which keeps what was typed: nothing was changed.
    """
    refusal: Refused | None = None
    sent = request.method == "POST"
    if sent and sheet.is_valid():
        try:
            same_standing(request)
            made = act()
            request.session["draft_done"] = shown.draft
            return redirect(made)
        except Unreadable as no:
            sheet.mark(no.problems)
        except NotNow as no:
            refusal = no
    status = refusal.status if refusal else 422 if sent else 200
    line = request.POST.get("line", "") if sent else str(newest_line(subject)) if subject else ""
    context = {"form": sheet, "refusal": refusal, "shown": shown, "key": key_of(request), "line": line, **shown.more}
    return render(request, shown.template, context, status=status)
