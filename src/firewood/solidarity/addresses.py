"""Where the pages of letters and other gestures are."""

from firewood.solidarity.models import Gesture, StatedLetters

REGISTER = "/letters/"


def of_gesture(gesture: Gesture) -> str:
    """The page of a letter or another gesture."""
    return f"{REGISTER}{gesture.number}/"


def of_stated_letters(stated: StatedLetters) -> str:
    """A stated count stands in the register, beside what is known by name."""
    return f"{REGISTER}#{stated.key}"
