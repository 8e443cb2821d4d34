"""The woodpile: every act is one log end, stacked where its day is known, the undated on a ground of their own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Final, TypeVar

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from firewood.languages.dates import StatedDay, show_day
from firewood.ui.drawing.logs import draw_log

SINGLE: Final = 40  # dated acts up to which each day has its own column
COLUMNS: Final = 40  # columns that a pile can have before it is grouped more coarsely
TALLEST: Final = 8  # logs drawn in one column of a grouped pile; the number below counts all
UNDATED: Final = 40  # logs drawn on the dotted ground; the words below count all


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act for the pile. `label` is its full name; `way`: us, them, exchange; `kind` as in firewood.ui.marks."""

    label: str
    url: str
    way: str
    kind: str
    day: StatedDay = field(default_factory=StatedDay)
    offer: bool = False
    exercise: bool = False

    @property
    def svg(self) -> SafeString:
        """The drawn log end."""
        return draw_log(self.way, self.kind, offer=self.offer, exercise=self.exercise)


@dataclass(frozen=True)
class Column:
    """One stack: what stands below it, the logs drawn and how many there are."""

    main: str
    below: str
    acts: tuple[Act, ...]
    count: int
    numbered: bool

    @property
    def more(self) -> int:
        """How many are not drawn one by one."""
        return self.count - len(self.acts)


@dataclass(frozen=True)
class Pile:
    """All stacks in the order of their days, and the undated; `grouping`: day, week, month, year."""

    columns: tuple[Column, ...]
    undated: Column | None
    grouping: str

    @property
    def words(self) -> str | Promise:
        """How the columns are made, for the legend."""
        return {
            "week": _("a column is a week"),
            "month": _("a column is a month"),
            "year": _("a column is a year"),
        }.get(self.grouping, _("a column is a day"))


Key = tuple[date, date]
Heap = list[Any]
T = TypeVar("T")


def stack(acts: Iterable[Act]) -> Pile:
    """Stack acts: by day up to 40 dated ones, else by week, month or year, whichever first gives 40 columns or fewer.

    An act known only to its month or year stands at its first day; a column for a single span keeps the span's words.
    """
    return stack_of(acts, day=lambda act: act.day, act=lambda act: act)


def stack_of(things: Iterable[T], *, day: Callable[[T], StatedDay], act: Callable[[T], Act]) -> Pile:
    """Stack things of any kind by their day; `act` is asked only for those that are drawn one by one."""
    days: dict[tuple[date | None, date | None], list[T]] = {}
    for thing in things:
        stated = day(thing)
        days.setdefault((stated.earliest, stated.latest), []).append(thing)
    known = [((first, last or date.max), heap) for (first, last), heap in days.items() if first]
    dated = sorted(known, key=itemgetter(0))
    undated = [thing for (first, _last), heap in days.items() if not first for thing in heap]
    grouping = _grouping(dated)
    ground = _column(undated, _("day not known"), "", UNDATED, numbered=True, act=act) if undated else None
    return Pile(tuple(_columns(dated, grouping, act)), ground, grouping)


def _grouping(dated: Sequence[tuple[Key, Heap]]) -> str:
    if sum(len(heap) for _, heap in dated) <= SINGLE:
        return "day"
    fitting = (name for name, span in _SPANS.items() if len({span(key) for key, _ in dated}) <= COLUMNS)
    return next(fitting, "year")


def _week(key: Key) -> Key:
    monday = key[0] - timedelta(days=key[0].weekday())
    return monday, monday + timedelta(days=6)


def _month(key: Key) -> Key:
    first = key[0].replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _year(key: Key) -> Key:
    return date(key[0].year, 1, 1), date(key[0].year, 12, 31)


def _as_known(key: Key) -> Key:
    return key


_SPANS: Final[dict[str, Callable[[Key], Key]]] = {"week": _week, "month": _month, "year": _year}


def _columns(dated: Sequence[tuple[Key, Heap]], grouping: str, act: Callable[[Any], Act]) -> list[Column]:
    span = _SPANS.get(grouping, _as_known)
    stacks: dict[Key, Heap] = {}
    for key, heap in dated:
        stacks.setdefault(span(key), []).extend(heap)
    several = len({first.year for first, _ in stacks}) > 1
    tallest = SINGLE if grouping == "day" else TALLEST
    columns, year = [], 0
    for key, heap in stacks.items():
        main, below = _heading(key, grouping)
        told = several and below and (grouping == "day" or key[0].year != year)
        columns.append(_column(heap, main, below if told else "", tallest, numbered=grouping != "day", act=act))
        year = key[0].year
    return columns


def _column(heap: Heap, main: str, below: str, tallest: int, *, numbered: bool, act: Callable[[Any], Act]) -> Column:
    return Column(main, below, tuple(act(thing) for thing in heap[:tallest]), len(heap), numbered)


def _heading(key: Key, grouping: str) -> tuple[str, str]:
    """What stands below a column: the day as far as it is known, and its year."""
    first, last = key
    year = str(first.year)
    if grouping == "year" or last - first > timedelta(days=32):
        return year, ""
    shown = StatedDay("", first, first if grouping == "week" else last)
    return show_day(shown, short=True), year
