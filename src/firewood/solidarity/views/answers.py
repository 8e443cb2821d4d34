"""What the pages of letters have in common: the gesture they are about, and which page is shown next."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import get_language

from firewood.accounts import writing
from firewood.accounts.requests import About, OfficeRequest
from firewood.accounts.writing import Shown
from firewood.aid.models import Consignment
from firewood.solidarity.addresses import of_gesture
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import gesture_by_number


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
    """Show the form; when it was sent and can be read, act, and go to the page of what was made."""
    return writing.write(request, form, shown, act, page=where)


def where(made: Any) -> str:
    """The page shown next."""
    return of_gesture(made) if isinstance(made, Gesture) else str(made)
