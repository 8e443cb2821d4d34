"""One friendship on one axis: on one side what they did for us, on the other what we did for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils.functional import Promise

from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording

Words = str | Promise | Wording


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One act. `way`: us, them, exchange; `kind` as in firewood.ui.marks; `mark` a quality; `sources` letters."""

    title: Words
    way: str
    kind: str
    words: Words = ""
    url: str = ""
    day: StatedDay = field(default_factory=StatedDay)
    mark: str = "reported"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One day: what both did on it. `year` when a new year begins here; `loose` where the day is not known."""

    day: StatedDay
    theirs: tuple[Deed, ...]
    ours: tuple[Deed, ...]
    year: str
    loose: bool


def line_up(deeds: Iterable[Deed]) -> list[Row]:
    """Rows in the order of their days, the undated last in one row; an exchange stands on their side."""
    rows: list[Row] = []
    year = ""
    for _, together in groupby(sorted(deeds, key=_order), key=_order):
        acts = list(together)
        day = acts[0].day
        known = day.earliest or day.latest
        mine = str(known.year) if known else ""
        theirs = tuple(act for act in acts if act.way != "them")
        ours = tuple(act for act in acts if act.way == "them")
        rows.append(Row(day, theirs, ours, mine if mine != year else "", known is None))
        year = mine
    return rows


def _order(deed: Deed) -> tuple[bool, date, date]:
    first, last = deed.day.earliest, deed.day.latest
    return not deed.day.is_known, first or last or date.max, last or date.max
