"""What the pages of the registry have in common: show a sheet, act on it, and keep what was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise

from firewood.accounts import writing
from firewood.accounts.requests import About, OfficeRequest
from firewood.journal.paging import whole_number
from firewood.journal.queries import newest_line
from firewood.journal.refusals import require
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
    sent = request.method == "POST"
    line = request.POST.get("line", "") if sent else str(newest_line(subject)) if subject else ""
    how = writing.Shown(shown.template, {"shown": shown, "line": line, **shown.more}, shown.draft)
    return writing.write(request, sheet, how, act)
