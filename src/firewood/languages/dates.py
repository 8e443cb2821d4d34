"""Days as people state them: read into the earliest and the latest day that is meant, and shown again.

A day nobody knows stays unknown; half-known days ("early February 2020") keep exactly what is known.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.languages import calendars as words_of
from firewood.languages.calendars import MONTH_NUMBERS, MONTHS, PATTERNS, SHORT_MONTHS, Patterns
from firewood.languages.choice import base_of
from firewood.languages.numbers import in_own_digits
from firewood.languages.persian import persian_day

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class StatedDay:
    """A day as stated: the words, and the first and last day they can mean; None is an open or unknown end."""

    words: str = ""
    earliest: date | None = None
    latest: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def exact(self) -> date | None:
        """The day, when it is one day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def machine(self) -> str:
        """The value for <time datetime>, only as precise as the day is known; empty when no such value exists."""
        if self.earliest is None or self.latest is None:
            return ""
        if self.exact:
            return self.exact.isoformat()
        if (self.earliest, self.latest) == _month(self.earliest.year, self.earliest.month):
            return self.earliest.isoformat()[:7]
        whole_year = (date(self.earliest.year, 1, 1), date(self.earliest.year, 12, 31))
        return str(self.earliest.year) if (self.earliest, self.latest) == whole_year else ""


class NotADay(ValueError):
    """Words that are no day. `code`: not_in_calendar, no_year, backwards, not_read; `words` as typed."""

    def __init__(self, code: str, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(code, words)

    @property
    def sentence(self) -> str:
        """What is wrong and what to write instead, in the language of the reader."""
        return _sentences()[self.code] % {"words": self.words}

    def __str__(self) -> str:
        return self.sentence


def read_stated_day(words: str, *, language: str = "en", year: int | None = None) -> StatedDay:
    """Read a stated day in English, German, Chinese, Korean or Japanese, or as ISO 8601.

    `year` is taken where the words give none ("9 March"). "03/04/2020" is refused: it means two days.
    `language` is that of the words; forms of all languages are understood. Raises NotADay.
    """
    kept = " ".join(words.split())
    plain = in_plain_digits(kept).lower().rstrip(".。").strip()
    if plain in words_of.UNKNOWN_WORDS:
        return StatedDay(kept)
    earliest, latest = _Reader(kept, year).open_or_closed(plain)
    return StatedDay(kept, earliest, latest)


def show_day(day: StatedDay | date | None, *, language: str | None = None, short: bool = False) -> str:
    """A day in the words of a language, no more precise than it is known; `short` leaves out the year.

    The Persian day stands beside the Gregorian one for readers of Persian.
    """
    tag = language or get_language() or "en"
    patterns = PATTERNS.get(base_of(tag), words_of.EN)
    stated = day if isinstance(day, StatedDay) else StatedDay("", day, day)
    shown = in_own_digits(_shown(stated, _Writer(patterns, base_of(tag), short)), tag)
    if base_of(tag) == "fa" and stated.exact and not short:
        return f"{shown} ({in_own_digits(persian_day(stated.exact), tag)})"
    return shown


def in_plain_digits(text: str) -> str:
    """Text with ASCII digits instead of full-width, Persian or Arabic ones."""
    return re.sub(r"[^\D0-9]", lambda hit: str(int(hit.group())), text)


def _sentences() -> dict[str, str]:
    return {
        "not_in_calendar": _("“%(words)s” is not in the calendar. Look at the day and the month."),
        "no_year": _("“%(words)s” lacks the year. Write it, for example 9 March 2020."),
        "backwards": _("“%(words)s” ends before it begins."),
        "not_read": _(
            "“%(words)s” cannot be read as a day. Write it like 9 March 2020, 2020-03-09 or early March 2020."
        ),
    }


# ---------- reading ----------


@dataclass(frozen=True)
class _Part:
    """What one expression says: year, month, day, third of the month or year (1, 2, 3)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    third: int | None = None


Span = tuple[date | None, date | None]

_CJK: Final = r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?:(?P<m>\d{1,2})\s?[月월]\s?(?:份)?)?(?:(?P<d>\d{1,2})\s?[日号일])?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})",
        r"(?P<y>\d{4})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4}))?",
        r"(?P<d>\d{1,2})(?:\.|st|nd|rd|th)?(?: of)?(?: (?P<name>[^\W\d]+)\.?,?(?: (?P<y>\d{4}))?)?",
        r"(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y>\d{4}))?",
        r"(?P<name>[^\W\d]+)\.?(?:,? (?:of )?(?P<y>\d{4}))?",
        _CJK,
    )
)


class _Reader:
    """Reads one statement; keeps the words and the year assumed for its refusals."""

    def __init__(self, words: str, year: int | None) -> None:
        self.words = words
        self.year = year

    def open_or_closed(self, plain: str) -> Span:
        """A statement with an open end, or with two."""
        plain = re.sub(r"^from (?=.+ (?:to|until) )", "", plain)  # "from ... to" has two ends, "from" alone has one
        for starts, ends, opened in _OPENINGS:
            rest = _without(plain, starts, ends)
            if rest is not None and (span := self.maybe_closed(rest)) is not None:
                return opened(span)
        span = self.maybe_closed(plain)
        if span is None:
            raise NotADay("not_read", self.words)
        return span

    def maybe_closed(self, plain: str) -> tuple[date, date] | None:
        """One expression, or two joined by a word; None when it is neither."""
        rest = _without(plain, words_of.LEADING, ()) or plain
        single = _part(rest)
        if single is not None:
            return self.days(single)
        for joiner in words_of.JOINERS:
            left, found, right = rest.partition(joiner)
            parts = (_part(left.strip()), _part(right.strip())) if found else (None, None)
            if parts[0] is not None and parts[1] is not None:
                return self.joined(parts[0], parts[1])
        return _hyphenated(rest, self)

    def joined(self, left: _Part, right: _Part) -> tuple[date, date]:
        """Two parts complete each other: "16 and 17 March 2020" gives the first its month and year."""
        first = self.days(_completed(left, right))
        last = self.days(_completed(right, left))
        if last[1] < first[0]:
            raise NotADay("backwards", self.words)
        return first[0], last[1]

    def days(self, part: _Part) -> tuple[date, date]:
        """The first and the last day of a part."""
        year = self.year if part.year is None else part.year
        if part.day is not None and part.month is None:
            raise NotADay("not_read", self.words)
        if year is None:
            raise NotADay("no_year", self.words)
        try:
            return _days(replace(part, year=year), year)
        except ValueError as impossible:
            raise NotADay("not_in_calendar", self.words) from impossible


def _after(span: tuple[date, date]) -> Span:
    return span[1] + ONE_DAY, None


def _since(span: tuple[date, date]) -> Span:
    return span[0], None


def _before(span: tuple[date, date]) -> Span:
    return None, span[0] - ONE_DAY


def _until(span: tuple[date, date]) -> Span:
    return None, span[1]


_OPENINGS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...], Callable[[tuple[date, date]], Span]], ...]] = (
    (words_of.AFTER, words_of.AFTER_ENDS, _after),
    (words_of.SINCE, words_of.SINCE_ENDS, _since),
    (words_of.BEFORE, words_of.BEFORE_ENDS, _before),
    (words_of.UNTIL, words_of.UNTIL_ENDS, _until),
)
_THIRDS: Final = (
    (words_of.EARLY, words_of.EARLY_ENDS, 1),
    (words_of.MIDDLE, words_of.MIDDLE_ENDS, 2),
    (words_of.LATE, words_of.LATE_ENDS, 3),
)


def _without(plain: str, starts: tuple[str, ...], ends: tuple[str, ...]) -> str | None:
    """The words without one of these beginnings or ends; None when they have none."""
    for start in starts:
        if plain.startswith(start):
            return plain.removeprefix(start).strip()
    for end in ends:
        if plain.endswith(end):
            return plain.removesuffix(end).strip()
    return None


def _part(plain: str) -> _Part | None:
    """One expression without joining words; None when it is not one."""
    for starts, ends, third in _THIRDS:
        rest = _without(plain, starts, ends)
        if rest is not None:
            whole = _part(rest)
            return replace(whole, third=third) if whole and whole.day is None and whole.third is None else None
    bare = _without(plain, words_of.LEADING, ()) or plain
    matches = (form.fullmatch(bare) for form in _FORMS)
    return next((part for match in matches if match and (part := _of_match(match))), None)


def _of_match(match: re.Match[str]) -> _Part | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    name = said.pop("name", None)
    if name is not None and name not in MONTH_NUMBERS:
        return None
    numbers = {key: int(value) for key, value in said.items()}
    month = MONTH_NUMBERS[name] if name else numbers.get("m")
    part = _Part(numbers.get("y"), month, numbers.get("d"))
    return part if part != _Part() else None


def _hyphenated(plain: str, reader: _Reader) -> tuple[date, date] | None:
    """ "16-17 March 2020": a hyphen joins only when nothing else explains it."""
    left, found, right = plain.partition("-")
    parts = (_part(left.strip()), _part(right.strip())) if found else (None, None)
    return reader.joined(parts[0], parts[1]) if parts[0] and parts[1] else None


def _completed(part: _Part, other: _Part) -> _Part:
    """What a part leaves out above its finest word is taken from the other one."""
    month = part.month if part.month is not None or part.day is None else other.month
    year = other.year if part.year is None else part.year
    return _Part(year, month, part.day, part.third)


def _days(part: _Part, year: int) -> tuple[date, date]:
    if part.month is None:
        first, last = {None: (1, 12), 1: (1, 4), 2: (5, 8), 3: (9, 12)}[part.third]
        return date(year, first, 1), _month(year, last)[1]
    if part.day is not None:
        day = date(year, part.month, part.day)
        return day, day
    first_day, last_day = _month(year, part.month)
    ten, twenty = first_day.replace(day=10), first_day.replace(day=20)
    thirds = {
        None: (first_day, last_day),
        1: (first_day, ten),
        2: (ten + ONE_DAY, twenty),
        3: (twenty + ONE_DAY, last_day),
    }
    return thirds[part.third]


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


# ---------- showing ----------


@dataclass(frozen=True)
class _Writer:
    """The patterns of one language, filled in."""

    patterns: Patterns
    base: str
    short: bool

    def fill(self, pattern: str, day: date, **more: object) -> str:
        """A pattern with the day's numbers and names in it."""
        months = MONTHS.get(self.base, MONTHS["en"])
        shorts = SHORT_MONTHS.get(self.base, months)
        return pattern.format(
            d=day.day, n=day.month, y=day.year, m=months[day.month - 1], s=shorts[day.month - 1], **more
        )

    def day(self, day: date) -> str:
        """One day."""
        return self.fill(self.patterns.short_day if self.short else self.patterns.day, day)

    def month(self, day: date) -> str:
        """The month of a day."""
        return self.fill(self.patterns.short_month if self.short else self.patterns.month, day)


def _shown(stated: StatedDay, write: _Writer) -> str:
    patterns = write.patterns
    if stated.earliest is None and stated.latest is None:
        return patterns.unknown
    if stated.latest is None and stated.earliest:
        return patterns.after.format(day=write.day(stated.earliest - ONE_DAY))
    if stated.earliest is None and stated.latest:
        return patterns.before.format(day=write.day(stated.latest + ONE_DAY))
    return _closed(stated.earliest or date.min, stated.latest or date.max, write)


def _closed(earliest: date, latest: date, write: _Writer) -> str:
    if earliest == latest:
        return write.day(earliest)
    named = _named_span(earliest, latest, write)
    if named:
        return named
    patterns = write.patterns
    if latest - earliest == ONE_DAY and earliest.month == latest.month:
        pair = patterns.short_two_days if write.short else patterns.two_days
        return write.fill(pair, earliest, a=earliest.day, b=latest.day)
    joined = patterns.pair if latest - earliest == ONE_DAY else patterns.span
    first = (
        write.day(earliest)
        if write.short or earliest.year != latest.year
        else write.fill(patterns.day_without_year, earliest)
    )
    return joined.format(a=first, b=write.day(latest))


def _named_span(earliest: date, latest: date, write: _Writer) -> str | None:
    """The word for a whole year, a whole month or a third of one."""
    patterns = write.patterns
    year = earliest.year
    if (earliest, latest) == (date(year, 1, 1), date(year, 12, 31)):
        return write.fill(patterns.year, earliest)
    for third, pattern in ((None, "{month}"), (1, patterns.early), (2, patterns.middle), (3, patterns.late)):
        if (earliest, latest) == _days(_Part(year, earliest.month, None, third), year):
            return pattern.format(month=write.month(earliest))
    return None
