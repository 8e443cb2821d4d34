"""Things in a row, as each language parts them: "masks, gloves", "口罩、手套"."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def comma() -> str:
    """What stands between two things of a list in the reader's language."""
    return pgettext("between the things of a list", ", ")


def listed(parts: Iterable[str]) -> str:
    """Several things as one text in the reader's language."""
    return comma().join(parts)


def pause() -> str:
    """What stands between two parts of a sentence: "Park Won-soon, Mayor of Seoul", "朴元淳，首尔市市长"."""
    return pgettext("between two parts of a sentence", ", ")


def semicolon() -> str:
    """What stands between two things of a list that have commas of their own."""
    return pgettext("between long things of a list", "; ")


def colon() -> str:
    """What stands before that which is told of a thing."""
    return pgettext("before what is told of a thing", ": ")


def full_stop() -> str:
    """What stands between two sentences."""
    return pgettext("between two sentences", ". ")
