"""What the pages of letters have in common: show a form, act on it, and keep what was typed when the answer is no."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from firewood.accounts.requests import About, OfficeRequest, key_of, same_standing
from firewood.aid.models import Consignment
from firewood.journal.refusals import NotNow, Refused, Unreadable
from firewood.solidarity.addresses import of_gesture
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import gesture_by_number


@dataclass
class Shown:
    """How a form is shown: its template, what stands on it besides the form, and the name of the draft it keeps."""

    template: str
    more: dict[str, Any] = field(default_factory=dict)
    draft: str = ""


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def the_gesture(request: OfficeRequest, number: str) -> Gesture:
    """The gesture that a page is about; one that may not be seen is not there."""
    found = gesture_by_number(number, actor=request.actor)
    request.about = About(found.subject, found.number, of_gesture(found))
    return found


def write(
    request: OfficeRequest, form: Form, shown: Shown, act: Callable[[], Gesture | Consignment | str]
) -> HttpResponse:
    """Show the form; when it was sent and can be read, act, and go to the page of what was made.

    A refusal of the action stands on the form, which keeps what was typed: nothing was changed.
    """
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            same_standing(request)
            made = act()
        except (Unreadable, NotNow) as no:
            refusal = None if _marked(form, no) else no
        else:
            return gone(request, made, shown.draft)
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    context = {"form": form, "refusal": refusal, "key": key_of(request), "draft": shown.draft, **shown.more}
    return render(request, shown.template, context, status=status)


def gone(request: OfficeRequest, made: Any, draft: str = "") -> HttpResponse:
    """Lead on to what was made; the draft that was kept in the browser is not needed any more."""
    if draft:
        request.session["draft_done"] = draft
    return redirect(of_gesture(made) if isinstance(made, Gesture) else str(made))


def _marked(form: Any, no: Refused) -> bool:
    """Whether the form could say at its fields what the action refused."""
    if not isinstance(no, Unreadable) or not hasattr(form, "mark"):
        return False
    form.mark(no.problems)
    return True
