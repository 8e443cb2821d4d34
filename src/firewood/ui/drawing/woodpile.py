"""The woodpile: every act is one log end, stacked where its day is known, the undated on a ground of their own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

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


def stack(acts: Iterable[Act]) -> Pile:
    """Stack acts: by day up to 40 dated ones, else by week, month or year, whichever first gives 40 columns or fewer.

    An act known only to its month or year stands at its first day; a column for a single span keeps the span's words.
    """
    everything = sorted(acts, key=_order)
    dated = [act for act in everything if act.day.earliest]
    undated = [act for act in everything if not act.day.earliest]
    grouping = _grouping(dated)
    columns = _columns(dated, grouping)
    ground = _column(undated, _("day not known"), "", UNDATED, numbered=True) if undated else None
    return Pile(tuple(columns), ground, grouping)


def _order(act: Act) -> tuple[date, date, str]:
    return act.day.earliest or date.max, act.day.latest or date.max, act.label


def _grouping(dated: Sequence[Act]) -> str:
    if len(dated) <= SINGLE:
        return "day"
    fitting = (name for name, span in _SPANS.items() if len({span(act.day) for act in dated}) <= COLUMNS)
    return next(fitting, "year")


def _first(day: StatedDay) -> date:
    return day.earliest or date.max


def _week(day: StatedDay) -> Key:
    monday = _first(day) - timedelta(days=_first(day).weekday())
    return monday, monday + timedelta(days=6)


def _month(day: StatedDay) -> Key:
    first = _first(day).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _year(day: StatedDay) -> Key:
    return date(_first(day).year, 1, 1), date(_first(day).year, 12, 31)


def _as_known(day: StatedDay) -> Key:
    return _first(day), day.latest or date.max


_SPANS: Final[dict[str, Callable[[StatedDay], Key]]] = {"week": _week, "month": _month, "year": _year}


def _columns(dated: Sequence[Act], grouping: str) -> list[Column]:
    span = _SPANS.get(grouping, _as_known)
    stacks: dict[Key, list[Act]] = {}
    for act in dated:
        stacks.setdefault(span(act.day), []).append(act)
    several = len({first.year for first, _ in stacks}) > 1
    tallest = len(dated) if grouping == "day" else TALLEST
    columns, year = [], 0
    for key, acts in stacks.items():
        main, below = _heading(key, grouping)
        told = several and below and (grouping == "day" or key[0].year != year)
        columns.append(_column(acts, main, below if told else "", tallest, numbered=grouping != "day"))
        year = key[0].year
    return columns


def _column(acts: Sequence[Act], main: str, below: str, tallest: int, *, numbered: bool) -> Column:
    return Column(main, below, tuple(acts[:tallest]), len(acts), numbered)


def _heading(key: Key, grouping: str) -> tuple[str, str]:
    """What stands below a column: the day as far as it is known, and its year."""
    first, last = key
    year = str(first.year)
    if grouping == "year" or last - first > timedelta(days=32):
        return year, ""
    shown = StatedDay("", first, first if grouping == "week" else last)
    return show_day(shown, short=True), year
