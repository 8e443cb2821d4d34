"""How a page writes: show a form, act once it can be read, and keep what was typed when the answer is no."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import redirect, render

from firewood.accounts.requests import OfficeRequest, key_of, same_standing
from firewood.journal.refusals import NotNow, Refused, Unreadable, WrittenMeanwhile


class Readable(Protocol):
    """A form, or several judged together."""

    def is_valid(self) -> bool: ...


@dataclass
class Shown:
    """How a form is shown: its template, what stands on it besides the form, and the name of the draft it keeps."""

    template: str
    more: dict[str, Any] = field(default_factory=dict)
    draft: str = ""


def write(
    request: OfficeRequest, form: Readable, shown: Shown, act: Callable[[], Any], *, page: Callable[[Any], str] = str
) -> HttpResponse:
    """Show the form; when it was sent and can be read, act, and go to the `page` of what was made.

    What the action refuses stands on the form, which keeps what was typed: nothing was changed. Only when somebody
    else has written meanwhile is it for the caller to show both versions: WrittenMeanwhile.
    """
    refusal: Refused | None = None
    sent = request.method == "POST"
    if sent and form.is_valid():
        try:
            same_standing(request)
            return gone(request, page(act()), shown.draft)
        except WrittenMeanwhile:
            raise
        except (Unreadable, NotNow) as no:
            refusal = None if _marked(form, no) else no
    bad = sent and refusal is None and _judged(form)
    status = refusal.status if refusal else 422 if bad else 200
    context = {"form": form, "refusal": refusal, "key": key_of(request), "draft": shown.draft, **shown.more}
    return render(request, shown.template, context, status=status)


def gone(request: OfficeRequest, url: str, draft: str = "") -> HttpResponse:
    """Lead on to what was made; the draft that was kept in the browser is not needed any more."""
    if draft:
        request.session["draft_done"] = draft
    return redirect(url)


def _marked(form: Any, no: Refused) -> bool:
    """Whether the form could say at its fields what the action refused."""
    if not isinstance(no, Unreadable) or not hasattr(form, "mark"):
        return False
    form.mark(no.problems)
    return True


def _judged(form: Any) -> bool:
    """Whether a form was sent to be taken, not only to get another row."""
    rows = getattr(form, "rows", None)
    return rows is None or bool(rows.judged)
