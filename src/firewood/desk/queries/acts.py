"""Every act of aid and friendship as one event between two sides: for the woodpile, the days, the map and an axis.

An office may have tens of thousands of acts, so an event holds only what is needed to sort, count and name it; who
shows a few of them asks `rows_of` for the acts themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import attrgetter, or_
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firewood.aid.models import Consignment, Pledge
from firewood.aid.queries.days import NOT_YET, days_of, sent_or_noted
from firewood.aid.states import Basis, ConsignmentState, Direction
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Wording, best_texts
from firewood.registry.models import Party, Visit
from firewood.registry.states import VisitState, VisitWay
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.days import FIRST, NAMES
from firewood.solidarity.states import NOT_GONE, GestureKind, Way
from firewood.solidarity.words import word

NOT_GIVEN = frozenset({ConsignmentState.LOST, ConsignmentState.RETURNED, ConsignmentState.ANNOUNCED})

PAGES: Final = {
    "consignment": "/aid/consignments/", "pledge": "/aid/pledges/", "gesture": "/letters/", "visit": "/visits/"
}  # fmt: skip
TABLES: Final[dict[str, Any]] = {"consignment": Consignment, "pledge": Pledge, "gesture": Gesture, "visit": Visit}
SUBJECTS: Final = {
    "consignment": "aid.consignment", "pledge": "aid.pledge", "gesture": "solidarity.gesture", "visit": "registry.visit"
}  # fmt: skip
ICONS: Final[dict[str, str]] = {
    GestureKind.LETTER: "letter",
    GestureKind.VIDEO: "video",
    GestureKind.SOCIAL_POST: "words",
    GestureKind.ILLUMINATION: "light",
    GestureKind.STATEMENT: "words",
    GestureKind.CALL: "call",
    GestureKind.VISIT: "visit",
    GestureKind.BOX_MESSAGE: "words",
    GestureKind.THANKS: "thanks",
}
"""Which icon of the visual language stands for a kind of gesture."""
VISIT_WAYS: Final = {
    str(VisitWay.TO_US): "us", str(VisitWay.TO_THEM): "them", str(VisitWay.ELSEWHERE): "exchange"
}  # fmt: skip
PLACES: Final = {str(way): [3 * NAMES.index(name) for name in names] for way, names in FIRST.items()}
"""Where the days of a gesture begin in a row of all four, that by which it is known first in front."""


class Happening(NamedTuple):
    """One act: when, which way (us, them), what icon, between whom. `sort` is a gesture's kind, else the noun."""

    noun: str
    pk: UUID
    number: str
    sort: str
    way: str
    kind: str
    day: StatedDay
    giver: UUID | None
    receivers: tuple[UUID, ...]
    basis: str
    state: str
    occasion: UUID | None
    offer: bool = False
    batch: int | None = None
    batches: int | None = None
    contents_open: bool = False

    @property
    def subject(self) -> str:
        return f"{SUBJECTS[self.noun]}:{self.pk}"

    @property
    def url(self) -> str:
        """The page of the act."""
        return f"{PAGES[self.noun]}{self.number}/"

    @property
    def reported(self) -> bool:
        return self.basis == Basis.REPORTED

    @property
    def partners(self) -> tuple[UUID, ...]:
        """The other side."""
        if self.way == "us" or self.noun == "visit":
            return (self.giver,) if self.giver else ()
        return self.receivers


@dataclass(frozen=True)
class Called:
    """What an act is called: what happened between whom, and the title it was given, in its own language."""

    happened: str
    title: Wording | None = None

    def __str__(self) -> str:
        if not (self.happened and self.title):
            return self.happened or str(self.title or "")
        return pgettext("an act and its title", "%(act)s: %(title)s") % {"act": self.happened, "title": self.title}


@dataclass(frozen=True)
class Wanted:
    """Which acts are read: of one standing, of all or some parties, all or some keys by noun."""

    status: str
    parties: Sequence[UUID] | None = None
    keys: Mapping[str, Collection[UUID]] | None = None

    def among(self, noun: str, *sides: str) -> Q:
        """The condition on rows; `sides` are the columns in which one of the parties must stand."""
        found = Q(status=self.status)
        if self.parties is not None:
            found &= reduce(or_, (Q(**{f"{side}__in": self.parties}) for side in sides))
        return found & Q(pk__in=self.keys[noun]) if self.keys is not None else found

    @property
    def wide(self) -> bool:
        """Whether everything is wanted."""
        return self.parties is None and self.keys is None


def happenings(*, status: str, parties: Iterable[UUID] | None = None) -> list[Happening]:
    """All gifts, offers, gestures and visits held, of all or of these parties: the dated in order, then the undated.

    A need is nothing that one side did for the other; it stands in the lists and on the partner's card.
    """
    return in_order(read_acts(Wanted(status, list(parties) if parties is not None else None)))


def read_acts(wanted: Wanted) -> Iterator[Happening]:
    """The acts that are wanted, in no order."""
    same = _Same()
    for noun, read in (("consignment", _gifts), ("pledge", _offers), ("gesture", _gestures), ("visit", _visits)):
        if wanted.keys is None or noun in wanted.keys:
            yield from read(wanted, same)


class _Same:
    """Days and sides that many acts share: thousands of acts have a few hundred, so they are kept once."""

    def __init__(self) -> None:
        self.days: dict[tuple[Any, ...], StatedDay] = {}
        self.parties: dict[UUID, UUID] = {}
        self.sides: dict[tuple[UUID, ...], tuple[UUID, ...]] = {}

    def day(self, words: str = "", earliest: date | None = None, latest: date | None = None) -> StatedDay:
        key = (words, earliest, latest)
        found = self.days.get(key)
        if found is None:
            found = self.days[key] = StatedDay(*key)
        return found

    def side(self, *parties: UUID) -> tuple[UUID, ...]:
        return self.sides.setdefault(parties, parties)

    def party(self, party: UUID) -> UUID:
        return self.parties.setdefault(party, party)


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """By day, those of one day by number, the undated at the end. Days are few, so they are sorted by themselves."""
    days: dict[tuple[date, date], list[Happening]] = defaultdict(list)
    for event in events:
        day = event.day
        days[day.earliest or date.max, day.latest or date.max].append(event)
    return [event for day in sorted(days) for event in sorted(days[day], key=attrgetter("number"))]


def rows_of(events: Iterable[Happening]) -> dict[UUID, Any]:
    """The acts themselves of a few events: consignments, pledges and gestures by their keys."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for event in events:
        keys[event.noun].add(event.pk)
    found: dict[UUID, Any] = {}
    for noun, wanted in keys.items():
        found |= TABLES[noun].objects.in_bulk(wanted)
    return found


def _gifts(wanted: Wanted, same: _Same) -> Iterator[Happening]:
    """Gifts that are at least announced or on their way, once for each known day on which a batch arrived."""
    rows = Consignment.objects.filter(wanted.among("consignment", "giver", "receiver", "shared_with"))
    rows = rows.exclude(state__in=NOT_YET)
    rows = rows.distinct() if wanted.parties is not None else rows
    shared, days = _shared_with(rows, wide=wanted.wide), days_of(rows, wide=wanted.wide)
    told: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "number", "direction", "giver_id", "receiver_id", "basis", "state", "occasion_id", "batch_number",
        "batch_count", "contents_open", "counts_from", "despatched_words", "despatched_earliest", "despatched_latest",
    )  # fmt: skip
    for pk, number, direction, giver, receiver, basis, state, occasion, own, count, is_open, noted, *sent in told:
        receivers = same.side(*([receiver] if receiver else []), *shared.get(pk, ()))
        way = "us" if direction == Direction.RECEIVED else "them"
        for day, batch in days.get(pk) or [(sent_or_noted(StatedDay(*sent), basis=basis, noted=noted), own)]:
            yield Happening(
                "consignment", pk, number, "consignment", way, "goods",
                same.day(day.words, day.earliest, day.latest), same.party(giver), receivers, basis, state, occasion,
                batch=batch, batches=count, contents_open=is_open,
            )  # fmt: skip


def _shared_with(rows: QuerySet[Consignment], *, wide: bool) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    through = Consignment.shared_with.through.objects.all()
    pairs = through if wide else through.filter(consignment__in=rows)
    for consignment, party in pairs.values_list("consignment_id", "party_id"):
        found[consignment].append(party)
    return found


def _offers(wanted: Wanted, same: _Same) -> Iterator[Happening]:
    rows = Pledge.objects.filter(wanted.among("pledge", "giver", "receiver"))
    told: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "number", "direction", "giver_id", "receiver_id", "basis", "state", "occasion_id",
        "offered_words", "offered_earliest", "offered_latest",
    )  # fmt: skip
    for pk, number, direction, giver, receiver, basis, state, occasion, *day in told:
        way = "us" if direction == Direction.RECEIVED else "them"
        yield Happening(
            "pledge", pk, number, "pledge", way, "offer", same.day(*day), same.party(giver), same.side(receiver),
            basis, state, occasion, offer=True,
        )  # fmt: skip


def _gestures(wanted: Wanted, same: _Same) -> Iterator[Happening]:
    """Gestures that came, or have left us; a message on a box goes with its goods and is no act of its own."""
    rows = Gesture.objects.filter(wanted.among("gesture", "sender", "addressee", "on_behalf_of"))
    rows = rows.exclude(state__in=[str(state) for state in NOT_GONE])
    rows = rows.exclude(kind=str(GestureKind.BOX_MESSAGE), with_goods__isnull=False)
    told: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "number", "kind", "way", "sender_id", "addressee_id", "basis", "state", "occasion_id",
        *(f"{name}_{part}" for name in NAMES for part in ("words", "earliest", "latest")),
    )  # fmt: skip
    for pk, number, kind, way, sender, addressee, basis, state, occasion, *days in told:
        incoming = way == Way.IN
        yield Happening(
            "gesture", pk, number, kind, "us" if incoming else "them", ICONS[kind], same.day(*_own_day(way, days)),
            same.party(sender), same.side(addressee), basis, state, occasion,
        )  # fmt: skip


def _visits(wanted: Wanted, same: _Same) -> Iterator[Happening]:
    """Visits that were held: of nobody to anybody alone, where both sides met elsewhere."""
    rows = Visit.objects.filter(wanted.among("visit", "theirs"), state=VisitState.HELD.value)
    told: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "number", "way", "ours_id", "theirs_id", "state", "source_id", "occasion_id",
        "day_words", "day_earliest", "day_latest",
    )  # fmt: skip
    for pk, number, way, ours, theirs, state, source, occasion, *day in told:
        basis = str(Basis.REPORTED if source else Basis.DONE)
        yield Happening(
            "visit", pk, number, "visit", VISIT_WAYS[way], "visit", same.day(*day), same.party(theirs),
            same.side(ours), basis, state, occasion,
        )  # fmt: skip


def _own_day(way: str, days: Sequence[Any]) -> Sequence[Any]:
    """The day of a gesture among its four, as `day_of_gesture` tells it; words alone are the words of no known day."""
    for place in PLACES[way]:
        if days[place + 1] is not None or days[place + 2] is not None:
            return days[place : place + 3]
    return [next((days[place] for place in PLACES[way] if days[place]), "")]


def title_of(event: Happening, names: Mapping[UUID, Any]) -> str:
    """What happened, in a few words with the names of both sides."""
    givers = str(names.get(event.giver, "")) if event.giver else ""
    receivers = _(" and ").join(str(names.get(party, "")) for party in event.receivers)
    if event.noun == "pledge":
        return _("Offer of %(giver)s to %(receiver)s") % {"giver": givers, "receiver": receivers}
    told = {"giver": givers, "receiver": receivers or _("for whom is not known")}
    if event.noun == "visit":
        return _visit_title(event, told)
    if event.noun == "gesture":
        said = {"kind": word("kind", event.sort), **told}
        return _capital(_("%(kind)s: %(giver)s → %(receiver)s") % said)
    if event.batch and event.batches:
        told |= {"batch": str(event.batch), "count": str(event.batches)}
        return _("Goods: %(giver)s → %(receiver)s, batch %(batch)s of %(count)s") % told
    return _("Goods: %(giver)s → %(receiver)s") % told


def _visit_title(event: Happening, told: Mapping[str, str]) -> str:
    """Who came to whom; the giver of a visit is their side."""
    if event.way == "exchange":
        return _("Visit: %(giver)s and %(receiver)s") % told
    turned = told if event.way == "us" else {"giver": told["receiver"], "receiver": told["giver"]}
    return _("Visit: %(giver)s → %(receiver)s") % turned


def titles_of(events: Sequence[Happening], names: Mapping[UUID, Any], *, language: str) -> list[Called]:
    """What each of a few events is called: what happened between whom, and the title that a gesture was given."""
    given = best_texts((event.subject for event in events if event.noun == "gesture"), "title", language=language)
    return [Called(title_of(event, names), given.get(event.subject)) for event in events]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def side_of(party: Party) -> list[UUID]:
    """A party and everything that belongs to it."""
    found, level = [party.pk], [party.pk]
    while level:
        level = list(Party.objects.filter(parent__in=level).values_list("pk", flat=True))
        found += level
    return found
