"""The four days of a gesture, and the one by which it is known."""

from firewood.languages.dates import StatedDay
from firewood.solidarity.drafts import GestureDays
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Way

NAMES = ("written", "sent", "received", "handed")
FIRST = {Way.IN: ("received", "handed", "sent", "written"), Way.OUT: ("sent", "handed", "written", "received")}
"""By which of the four days a gesture is known first: ours by the day it went, theirs by the day it came."""


def four_days(gesture: Gesture) -> GestureDays:
    """Written, sent, received, handed over, each as stated."""
    return GestureDays(**{name: _day(gesture, name) for name in NAMES})


def day_of_gesture(gesture: Gesture) -> StatedDay:
    """The day by which a gesture is known; the words of a day nobody can name; unknown when nothing is said."""
    days = [_day(gesture, name) for name in FIRST[Way(gesture.way)]]
    known = (day for day in days if day.is_known)
    worded = (day for day in days if day.words)
    return next(known, None) or next(worded, None) or StatedDay()


def _day(gesture: Gesture, name: str) -> StatedDay:
    words, earliest, latest = (getattr(gesture, f"{name}_{part}") for part in ("words", "earliest", "latest"))
    return StatedDay(words, earliest, latest)
