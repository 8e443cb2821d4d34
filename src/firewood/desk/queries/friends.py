"""On the overview: who wrote to us, and for what thanks are owed, expected, or nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from firewood.aid.models import Consignment
from firewood.aid.queries.days import NOT_YET
from firewood.aid.queries.parties import names
from firewood.aid.states import Basis, Direction
from firewood.desk.queries.open_letters import ThanksOpen
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording
from firewood.registry.models import Party
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.queries import LettersKnown, OwedThanks, day_of_gesture, letters_known
from firewood.solidarity.states import NOT_GONE, Way

MOST: Final = 5  # lines of each list; the rest has a page of its own
NAMED: Final = 12  # names written out below the rings


class Letters:
    """Who wrote to us: on the day of a source's count, and since then."""

    def __init__(self, *, on: date, status: str, language: str) -> None:
        self.on, self.status, self.language = on, status, language

    @cached_property
    def now(self) -> LettersKnown:
        return letters_known(as_of=self.on, status=self.status)

    @cached_property
    def known(self) -> LettersKnown:
        """As of the day for which a source states a count; as of today where no source does."""
        stated = self.now.stated
        if stated is None or stated.as_of >= self.on:
            return self.now
        return letters_known(as_of=stated.as_of, status=self.status)

    @cached_property
    def named(self) -> dict[UUID, Wording]:
        parties = (*self.now.cities, *self.known.cities, *self.now.organisations, *self.now.districts)
        return names(parties, self.language)

    @property
    def anybody(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.now.stated or self.now.cities or self.now.organisations or self.now.districts)

    @property
    def city_names(self) -> list[str]:
        return [str(name) for name in self._named(self.known.cities)]

    @property
    def cities(self) -> list[Wording]:
        return self._named(self.known.cities)[:NAMED]

    @property
    def more(self) -> int:
        """How many cities are not written out."""
        return max(0, len(self.known.cities) - NAMED)

    @property
    def since(self) -> list[Wording]:
        """Who wrote after the day of the stated count."""
        before = {party.pk for party in self.known.cities}
        return self._named([party for party in self.now.cities if party.pk not in before])

    @property
    def organisations(self) -> list[Wording]:
        return self._named(self.now.organisations)

    def _named(self, parties: Iterable[Party]) -> list[Wording]:
        return [self.named[party.pk] for party in parties]


@dataclass(frozen=True)
class ThanksLine:
    """Thanks for one consignment. `state`: due, late, came, unknown; `since` the receipt or the day they came."""

    consignment: Consignment
    who: tuple[Wording, ...]
    state: str
    day: StatedDay | date | None = None


class Thanks:
    """Thanks that we owe and that we wait for; of reported goods, whether anybody has thanked."""

    def __init__(self, found: ThanksOpen, *, on: date, status: str, language: str) -> None:
        self.found, self.on, self.status, self.language = found, on, status, language

    @cached_property
    def owed(self) -> list[ThanksLine]:
        """For what we have confirmed, the oldest first."""
        return self._lines(self.found[0][:MOST])

    @cached_property
    def expected(self) -> list[ThanksLine]:
        """For what a partner has confirmed, the oldest first."""
        return self._lines(self.found[1][:MOST])

    @cached_property
    def not_known(self) -> list[ThanksLine]:
        """Reported gifts to us of which no thanks of ours are known."""
        rows = _reported(self.status, Direction.RECEIVED).exclude(Exists(_answers(Way.OUT)))
        return self._told([(row, "unknown", None) for row in rows[:MOST]])

    @cached_property
    def of_reported(self) -> list[ThanksLine]:
        """Reported gifts of ours, and whether thanks came."""
        rows = list(_reported(self.status, Direction.GIVEN)[:MOST])
        came = _thanked([row.pk for row in rows])
        return self._told([(row, "came" if row.pk in came else "unknown", came.get(row.pk)) for row in rows])

    @property
    def anything(self) -> bool:
        return bool(self.owed or self.expected or self.not_known or self.of_reported)

    def _lines(self, rows: Sequence[OwedThanks]) -> list[ThanksLine]:
        named = names((row.partner for row in rows), self.language)
        return [
            ThanksLine(row.consignment, (named[row.partner.pk],), "late" if row.due < self.on else "due", row.since)
            for row in rows
        ]

    def _told(self, rows: Sequence[tuple[Consignment, str, StatedDay | None]]) -> list[ThanksLine]:
        sides = {row.pk: _other_side(row) for row, *_rest in rows}
        named = names((party for parties in sides.values() for party in parties), self.language)
        return [
            ThanksLine(row, tuple(named[party.pk] for party in sides[row.pk]), state, day) for row, state, day in rows
        ]


def _other_side(row: Consignment) -> list[Party]:
    if row.direction == Direction.RECEIVED:
        return [row.giver]
    return [*([row.receiver] if row.receiver else []), *row.shared_with.all()]


def _reported(status: str, direction: Direction) -> QuerySet[Consignment]:
    rows = Consignment.objects.filter(status=status, direction=str(direction), basis=str(Basis.REPORTED))
    rows = rows.exclude(state__in=NOT_YET).select_related("giver", "receiver").prefetch_related("shared_with")
    return rows.order_by("counts_from", "pk")


def _answers(way: Way) -> QuerySet[Answer]:
    gone = Answer.objects.exclude(gesture__state__in=[str(state) for state in NOT_GONE])
    return gone.filter(to_consignment=OuterRef("pk"), gesture__way=str(way))


def _thanked(keys: Sequence[UUID]) -> dict[UUID, StatedDay]:
    """The day of what came in answer to some goods."""
    gone = Answer.objects.exclude(gesture__state__in=[str(state) for state in NOT_GONE])
    rows = gone.filter(to_consignment__in=keys, gesture__way=str(Way.IN)).select_related("gesture")
    found: dict[UUID, Gesture] = {row.to_consignment_id: row.gesture for row in rows if row.to_consignment_id}
    return {pk: day_of_gesture(gesture) for pk, gesture in found.items()}
