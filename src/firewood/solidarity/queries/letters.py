"""How many sister cities have sent letters: known by name, beside what a source states; docs/methods/letters.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import BooleanField, Case, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from firewood.journal.standing import Status
from firewood.registry.models import Occasion, Partnership, Party
from firewood.registry.ours import our_city, our_side
from firewood.registry.states import PartnershipKind, PartyKind
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.solidarity.states import COUNTED_AS_LETTER, NOT_GONE, GestureKind, Way

SPEAKS_FOR_ITS_PLACE: Final = frozenset({PartyKind.GOVERNMENT_BODY, PartyKind.PARTY_COMMITTEE})
"""A letter from, or to, such a body is one from, or to, the city or district to which it belongs."""
PARTS_OF_A_CITY: Final = frozenset({PartyKind.DISTRICT, PartyKind.SUBDISTRICT, PartyKind.COMMUNITY})


@dataclass(frozen=True)
class LettersKnown:
    """Who has written to our city up to the end of a day, each once, by name; beside the count that a source states.

    `cities` are sister cities of our city; `organisations` and `others` wrote to it or to a body of ours; `districts`
    are those who wrote to a district of ours. `thanks` is how many thanks came, which are no letters here. Among all
    these are only letters of `occasion` and those whose occasion is not known; `elsewhen` are those who wrote on
    another one, told apart and counted nowhere. `stated` is the latest count of a source up to that day, `named`
    how many cities were known on the day of that count, and `not_named` how many of the stated ones nobody has named.
    """

    as_of: date
    cities: list[Party]
    stated: StatedLetters | None
    named: int
    not_named: int | None
    organisations: list[Party]
    districts: list[Party]
    others: list[Party]
    thanks: int
    occasion: Occasion | None
    elsewhen: list[Party]

    def as_json(self) -> dict[str, Any]:
        """The same for programs; who is who by key and name."""
        return {
            "as_of": self.as_of,
            "known": len(self.cities),
            "cities": _named(self.cities),
            "stated": self._stated_as_json(),
            "organisations": _named(self.organisations),
            "districts": _named(self.districts),
            "others": _named(self.others),
            "thanks": self.thanks,
            "occasion": self.occasion.key if self.occasion else None,
            "of_another_occasion": _named(self.elsewhen),
        }

    def _stated_as_json(self) -> dict[str, Any] | None:
        if self.stated is None:
            return None
        names = ("cities", "as_of", "quality", "words", "language")
        said = {name: getattr(self.stated, name) for name in names}
        return {**said, "source": self.stated.source.key, "known": self.named, "not_named": self.not_named}


@dataclass(frozen=True)
class _Wrote:
    """That a place has written to a place of ours, the first day from which it counts, on another occasion or not."""

    speaker: Party
    addressee: Party
    first: date
    elsewhen: bool


def letters_known(*, as_of: date, status: str = Status.ACTUAL, occasion: Occasion | None = None) -> LettersKnown:
    """Distinct sister cities with at least one letter to our city up to the end of a day; others apart.

    Without an occasion it is that of the stated count, so that both speak of the same letters.
    """
    city = our_city()
    sisters = _sister_cities(city)
    counts = _counts_of(city, occasion) if status == Status.ACTUAL else []
    stated = next((count for count in counts if count.as_of <= as_of), None)
    occasion = occasion or (counts and (stated or counts[-1]).occasion) or None
    every = _who_wrote(as_of=as_of, status=status, occasion=occasion)
    wrote = [each for each in every if not each.elsewhen]
    to_city = [each for each in wrote if each.addressee.pk == city.pk]
    cities = [each for each in to_city if each.speaker.pk in sisters]
    districts = [each for each in wrote if each.addressee.kind in PARTS_OF_A_CITY]
    told = {id(each) for each in (*cities, *districts)}
    apart = [each for each in wrote if id(each) not in told]
    named = len({each.speaker.pk for each in cities if each.first <= stated.as_of}) if stated else 0
    return LettersKnown(
        as_of=as_of,
        cities=_once(cities),
        stated=stated,
        named=named,
        not_named=max(stated.cities - named, 0) if stated else None,
        organisations=_once(each for each in apart if _is_organisation(each.speaker)),
        districts=_once(districts),
        others=_once(each for each in apart if not _is_organisation(each.speaker)),
        thanks=_inbound(as_of=as_of, status=status).filter(of_occasion(occasion), kind=str(GestureKind.THANKS)).count(),
        occasion=occasion,
        elsewhen=_once(each for each in every if each.elsewhen),
    )


def of_occasion(occasion: Occasion | None) -> Q:
    """What counts for an occasion: of that one, or of one that is not known. Without an occasion everything."""
    return Q(occasion=None) | Q(occasion=occasion) if occasion else Q()


def _sister_cities(city: Party) -> frozenset[UUID]:
    rows = Partnership.objects.filter(ours=city, kind=PartnershipKind.SISTER_CITY.value)
    return frozenset(rows.values_list("theirs_id", flat=True))


def _inbound(*, as_of: date, status: str) -> QuerySet[Gesture]:
    rows = Gesture.objects.filter(status=status, way=str(Way.IN), counts_from__lte=as_of, addressee__in=our_side())
    return rows.exclude(state__in=[str(state) for state in NOT_GONE]).order_by()


def _who_wrote(*, as_of: date, status: str, occasion: Occasion | None) -> list[_Wrote]:
    """Every pair of a place that wrote and a place of ours with its first day, in three small questions.

    Each stands once for the occasion, and once more where letters of another one came.
    """
    letters = _inbound(as_of=as_of, status=status).filter(kind__in=[str(kind) for kind in COUNTED_AS_LETTER])
    pairs = list(
        letters.annotate(speaker=Coalesce("on_behalf_of_id", "sender_id"), elsewhen=_elsewhen(occasion))
        .values_list("speaker", "addressee_id", "elsewhen")
        .annotate(first=Min("counts_from"))
    )
    places = _places_of({pk for speaker, addressee, _elsewhen, _first in pairs for pk in (speaker, addressee)})
    return [
        _Wrote(places[speaker], places[addressee], first, elsewhen) for speaker, addressee, elsewhen, first in pairs
    ]


def _elsewhen(occasion: Occasion | None) -> Case | Value:
    if occasion is None:
        return Value(value=False, output_field=BooleanField())
    return Case(When(of_occasion(occasion), then=Value(value=False)), default=Value(value=True))


def _places_of(ids: Iterable[UUID]) -> dict[UUID, Party]:
    """For each party the place for which it speaks: itself, or the city or district of its government."""
    known = Party.objects.in_bulk(list(ids))
    asked = list(known)
    while above := {party.parent_id for party in known.values() if _is_spoken_for(party)} - set(known):
        known |= Party.objects.in_bulk(list(above))
    return {pk: _place(known[pk], known) for pk in asked}


def _place(party: Party, known: dict[UUID, Party]) -> Party:
    while _is_spoken_for(party) and party.parent_id is not None:
        party = known[party.parent_id]
    return party


def _is_spoken_for(party: Party) -> bool:
    return party.kind in SPEAKS_FOR_ITS_PLACE and party.parent_id is not None


def _counts_of(city: Party, occasion: Occasion | None) -> list[StatedLetters]:
    """The counts that sources state for our city, of one occasion where one is asked for, the latest first."""
    rows = StatedLetters.objects.filter(party=city).select_related("source", "occasion")
    return list((rows.filter(occasion=occasion) if occasion else rows).order_by("-as_of", "key"))


def _once(wrote: Iterable[_Wrote]) -> list[Party]:
    speakers = {each.speaker.pk: each.speaker for each in wrote}
    return sorted(speakers.values(), key=lambda party: (party.sort_name, party.key))


def _is_organisation(party: Party) -> bool:
    return party.kind == PartyKind.INTERNATIONAL_ORGANISATION


def _named(parties: Iterable[Party]) -> list[dict[str, str]]:
    return [{"key": party.key, "name": party.name} for party in parties]
