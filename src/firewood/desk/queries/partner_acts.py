"""What passed between us and one partner, on one axis: goods, offers, letters and other gestures, visits."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from math import ceil
from typing import Any, Final
from uuid import UUID

from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.contents import Contained, contents_of
from firewood.aid.queries.parties import names
from firewood.archive.queries import citations_of, source_letters
from firewood.desk.queries.acts import Called, Happening, happenings, rows_of, titles_of
from firewood.languages.choice import direction_of
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording, best_texts
from firewood.registry.models import Occasion, Party, Visit
from firewood.solidarity.models import Signatory

PAGE: Final = 60
"""So many acts stand on one page of the axis; a partner with more has further pages, the newest first."""


@dataclass(frozen=True)
class ActShown:
    """One act on the axis."""

    event: Happening
    title: Called
    row: Any
    holds: Contained | None
    letters: list[str]
    signed: str = ""


@dataclass
class Moment:
    """One row of the axis: a day known or not, with what they did and what we did; `year` when a year begins here."""

    day: StatedDay
    loose: bool
    left: list[ActShown] = field(default_factory=list)
    right: list[ActShown] = field(default_factory=list)
    year: int | None = None
    occasion: Wording | None = None


class Axis:
    """One page of everything that passed between us and the parties of one side, and how much there is in all.

    What fits on one page is told from its beginning; of more the newest come first. The undated stand at the end.
    """

    def __init__(self, side: Sequence[UUID], *, status: str, language: str, page: int = 1) -> None:
        self.side, self.status, self.language, self.asked = list(side), status, language, page

    @cached_property
    def events(self) -> list[Happening]:
        """Every act, the dated in their order, then the undated."""
        found = happenings(status=self.status, parties=self.side)
        dated = sorted((event for event in found if event.day.is_known), key=_order)
        undated = [event for event in found if not event.day.is_known]
        return [*(reversed(dated) if len(found) > PAGE else dated), *undated]

    @property
    def total(self) -> int:
        return len(self.events)

    @property
    def pages(self) -> int:
        return max(1, ceil(self.total / PAGE))

    @property
    def page(self) -> int:
        """The page shown; one beyond the end is the last."""
        return min(max(1, self.asked), self.pages)

    @property
    def before(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.page < self.pages else None

    @property
    def first(self) -> int:
        """The place of the first act shown, counted from 1."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.total)

    @cached_property
    def shown(self) -> list[Happening]:
        """The acts of this page."""
        return self.events[self.first - 1 : self.last]

    @cached_property
    def to_us(self) -> int:
        return sum(1 for event in self.events if event.way == "us")

    @cached_property
    def from_us(self) -> int:
        return sum(1 for event in self.events if event.way == "them")

    @cached_property
    def names(self) -> dict[UUID, Wording]:
        """The names of all sides of the acts of this page."""
        keys = {pk for event in self.shown for pk in (event.giver, *event.receivers) if pk}
        return names(Party.objects.filter(pk__in=keys), self.language)

    @cached_property
    def moments(self) -> list[Moment]:
        """The rows of the axis."""
        return list(self._moments())

    @cached_property
    def letters(self) -> set[str]:
        """The letters of all sources on this page."""
        return {letter for row in self.moments for act in (*row.left, *row.right) for letter in act.letters}

    def newest(self, way: str) -> Happening | None:
        """The newest dated act of one way, else any; None where there is none."""
        dated = [event for event in self.events if event.way == way and event.day.is_known]
        if dated:
            return max(dated, key=_order)
        return next((event for event in self.events if event.way == way), None)

    def told(self, event: Happening) -> Called:
        """What an act is called."""
        sides = names(Party.objects.filter(pk__in=[event.giver, *event.receivers]), self.language)
        return _titles([event], sides, self.language)[0]

    def _moments(self) -> Iterator[Moment]:
        year, occasions = None, _occasions(self.shown, self.language)
        for day, acts in groupby(self._acts(), key=lambda act: (act.event.day.earliest, act.event.day.latest)):
            together = list(acts)
            moment = Moment(together[0].event.day, loose=day[0] is None or day[0] != day[1])
            mine = next((end.year for end in day if end), None)
            if mine is not None and mine != year:
                moment.year, moment.occasion, year = mine, occasions.get(mine), mine
            for act in together:
                (moment.right if act.event.way == "them" else moment.left).append(act)
            yield moment

    def _acts(self) -> list[ActShown]:
        holds: dict[UUID, Contained] = {}
        catalogue = Catalogue(self.language)
        for noun in ("consignment", "pledge"):
            acts = [event for event in self.shown if event.noun == noun]
            holds |= contents_of(noun, acts, catalogue) if acts else {}
        cited, rows = citations_of(event.subject for event in self.shown), rows_of(self.shown)
        titles, signed = _titles(self.shown, self.names, self.language), _signed(self.shown)
        return [
            ActShown(
                event, title, rows[event.pk], holds.get(event.pk), source_letters(cited[event.subject]),
                signed.get(event.pk, ""),
            )
            for event, title in zip(self.shown, titles, strict=True)
        ]  # fmt: skip


def _order(event: Happening) -> tuple[Any, ...]:
    ends = [end for end in (event.day.earliest, event.day.latest) if end]
    return min(ends), max(ends), event.number


def _titles(events: Sequence[Happening], named: dict[UUID, Wording], language: str) -> list[Called]:
    told = [event for event in events if event.noun != "visit"]
    titles = iter(titles_of(told, named, language=language))
    visits = Visit.objects.in_bulk([event.pk for event in events if event.noun == "visit"])
    return [Called("", _purpose(visits[event.pk])) if event.noun == "visit" else next(titles) for event in events]


def _purpose(visit: Visit) -> Wording:
    return Wording(visit.purpose, visit.language, direction_of(visit.language), "original")


def _signed(events: Sequence[Happening]) -> dict[UUID, str]:
    """Who signed or spoke the gestures of a page: name and office as held then."""
    keys = [event.pk for event in events if event.noun == "gesture"]
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in Signatory.objects.filter(gesture__in=keys).order_by("ordinal"):
        found[row.gesture_id].append(str(row))
    return {key: "; ".join(rows) for key, rows in found.items()}


def _occasions(events: Sequence[Happening], language: str) -> dict[int, Wording]:
    """For each year the occasion of its acts, where all that have one have the same."""
    by_year: dict[int, set[UUID]] = defaultdict(set)
    for event in events:
        end = event.day.earliest or event.day.latest
        if end and event.occasion:
            by_year[end.year].add(event.occasion)
    rows = Occasion.objects.in_bulk({pk for found in by_year.values() for pk in found})
    named = best_texts((row.subject for row in rows.values()), "name", language=language)
    found = {}
    for year, several in by_year.items():
        if len(several) == 1:
            row = rows[next(iter(several))]
            found[year] = named.get(row.subject) or Wording(row.name, "en", "ltr", "original")
    return found
