"""The other lists of the registry: places and bodies that are no partners, our own side, persons, occasions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from firewood.aid.queries.parties import names
from firewood.languages.choice import direction_of
from firewood.languages.texts import Wording, best_texts
from firewood.registry.models import Occasion, Office, Partnership, Party, Person
from firewood.registry.ours import our_side
from firewood.registry.states import PartyKind

PLACES: Final = (
    PartyKind.REGION, PartyKind.CITY, PartyKind.DISTRICT, PartyKind.SUBDISTRICT, PartyKind.COMMUNITY,
    PartyKind.AIRPORT, PartyKind.COUNTRY,
)  # fmt: skip
PLACES_FIRST = [str(kind) for kind in PartyKind]
BODIES_FIRST = [
    *(str(kind) for kind in PartyKind if kind not in PLACES), *(str(kind) for kind in PLACES),
]  # fmt: skip
"""In which order the kinds stand in a list."""


@dataclass(frozen=True)
class PartyRow:
    """A place or body: what it is, and where it belongs or sits."""

    party: Party
    name: Wording
    where: list[Wording]


@dataclass(frozen=True)
class PersonRow:
    """A person with the offices held: the title, and where."""

    person: Person
    name: Wording
    offices: list[tuple[Wording, Party, Wording]]


@dataclass(frozen=True)
class OccasionRow:
    """An occasion, and where it was."""

    occasion: Occasion
    name: Wording
    place: Wording | None


def other_parties() -> list[Party]:
    """Governments, embassies, organisations, countries and places that are no partner and not of our side."""
    partners = Partnership.objects.values("theirs")
    return _by_kind(Party.objects.exclude(pk__in=our_side()).exclude(pk__in=partners), BODIES_FIRST)


def our_parties() -> list[Party]:
    """Our city, its districts, and the bodies that belong to it."""
    return _by_kind(Party.objects.filter(pk__in=our_side()), PLACES_FIRST)


def _by_kind(parties: QuerySet[Party], order: Sequence[str]) -> list[Party]:
    """In the order of their kinds, then by name."""
    rows = parties.select_related("country", "parent", "seat")
    return sorted(rows, key=lambda party: (order.index(party.kind), party.sort_name))


def party_rows(parties: Sequence[Party], *, language: str) -> list[PartyRow]:
    """Some parties with their names and where they are."""
    around = {party.pk: _around(party) for party in parties}
    named = names([*parties, *(place for places in around.values() for place in places)], language)
    return [PartyRow(each, named[each.pk], [named[place.pk] for place in around[each.pk]]) for each in parties]


def _around(party: Party) -> list[Party]:
    places = {place.pk: place for place in (party.seat, party.parent, party.country) if place}
    return list(places.values())


def person_rows(persons: Sequence[Person], *, language: str) -> list[PersonRow]:
    """Some persons with the offices they hold or held."""
    offices = list(Office.objects.filter(person__in=persons).select_related("party").order_by("-leads", "title"))
    named = best_texts((person.subject for person in persons), "name", language=language)
    titles = best_texts((office.subject for office in offices), "title", language=language)
    where = names([office.party for office in offices], language)
    held: dict[UUID | None, list[tuple[Wording, Party, Wording]]] = {}
    for office in offices:
        title = titles.get(office.subject) or _own(office.title, office.language)
        held.setdefault(office.person_id, []).append((title, office.party, where[office.party_id]))
    return [
        PersonRow(person, named.get(person.subject) or _own(person.name), held.get(person.pk, [])) for person in persons
    ]


def occasion_rows(*, language: str) -> list[OccasionRow]:
    """Every occasion in the order of their days; those of no known day at the end."""
    rows = list(Occasion.objects.select_related("place"))
    named = best_texts((row.subject for row in rows), "name", language=language)
    where = names([row.place for row in rows if row.place], language)
    return [
        OccasionRow(row, named.get(row.subject) or _own(row.name), where[row.place_id] if row.place_id else None)
        for row in rows
    ]


def _own(words: str, language: str = "en") -> Wording:
    """Words that are given in one language only."""
    return Wording(words, language, direction_of(language), "original")
