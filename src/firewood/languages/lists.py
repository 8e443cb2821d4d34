"""Things in a row, as each language parts them: "masks, gloves", "口罩、手套"."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def comma() -> str:
    """What stands between two things of a list in the reader's language."""
    return pgettext("between the things of a list", ", ")


def listed(parts: Iterable[str]) -> str:
    """Several things as one text in the reader's language."""
    return comma().join(parts)
