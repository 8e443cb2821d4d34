"""Where days stand in a text, as words that can be read as a day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from firewood.analysis.reading.plain import folded, plain

HEAD = 6
"""The day of a letter stands in its first or last lines."""


@dataclass(frozen=True)
class DayWords:
    """Words that name a day, and where they begin in the text."""

    words: str
    start: int


def days_in(written: str, months: Sequence[str]) -> list[DayWords]:
    """Every day that stands in a text, in its order; `months` are the names of months in all languages."""
    text = plain(written)
    found = _pattern(tuple(sorted({folded(month) for month in months}, key=len, reverse=True))).finditer(text.text)
    return [DayWords(text.words(*hit.span()), text.span(*hit.span())[0]) for hit in found]


def day_of_letter(written: str, months: Sequence[str]) -> str:
    """The words of the day that stands in the head or at the foot of a letter; empty where none or several stand."""
    lines = [line for line in written.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * HEAD else [*lines[:HEAD], *lines[-HEAD:]]
    alone = [day.words for line in edges if len(line) <= 60 for day in days_in(line, months)]
    return alone[0] if len(set(alone)) == 1 else ""


@lru_cache(maxsize=4)
def _pattern(months: tuple[str, ...]) -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in months) or r"(?!)"
    return re.compile(
        rf"(?<![\w-])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}"
        rf"|\d{{1,2}}\. ?(?:{month}|\d{{1,2}}\.)(?: ?\d{{4}})?"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{month})\.?(?:,? \d{{4}})?"
        rf"|(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)(?!\w)"
        r"|(?:\d{4} ?[年년] ?)?(?<!\d)\d{1,2} ?[月월] ?\d{1,2} ?[日号號일]"
    )
