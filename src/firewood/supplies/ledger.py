"""Write in the goods ledger: move goods between places, draw them from a store, reverse what was wrong.

These functions are the pen, not the decision: they are called inside an action and never by a door.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.clock import day_of
from firewood.journal.identity import new_id
from firewood.journal.refusals import NotNow
from firewood.supplies import statements
from firewood.supplies.models import Balance, Item, LedgerEntry, Place, Posting
from firewood.supplies.states import EntryKind, Quality, Usage
from firewood.supplies.words import measured, name_of


@dataclass(frozen=True)
class Entered:
    """A quantity as it was typed: so many of a unit, each holding `factor` base units."""

    quantity: int
    unit: str
    factor: int = 1

    @property
    def base(self) -> int:
        return self.quantity * self.factor


@dataclass(frozen=True)
class Goods:
    """Some of an item: base units of one lot (or none) from one donor, and how sure the number is."""

    item_id: UUID
    donor_id: UUID
    quantity: int
    lot_id: UUID | None = None
    quality: str = Quality.EXACT
    entered: Entered | None = None


@dataclass(frozen=True)
class Move:
    """Goods that leave one place and reach another."""

    goods: Goods
    origin: Place
    destination: Place


@dataclass(frozen=True)
class Event:
    """What an entry says of itself before it is written."""

    kind: EntryKind
    document: str
    status: str
    key: str
    actor: Actor
    at: datetime
    reason: str = ""


def place_of(party_id: UUID, usage: Usage, *, reference: str = "", name: str = "") -> Place:
    """The place of a party with this usage, made when it is first needed."""
    asked: list[Any] = [party_id, str(usage), reference]
    with connection.cursor() as cursor:
        cursor.execute(statements.FIND_PLACE, asked)
        found = cursor.fetchone()
        while found is None:
            cursor.execute(statements.MAKE_PLACE, [new_id(), *asked, name])
            cursor.execute(statements.FIND_PLACE, asked)
            found = cursor.fetchone()
    return Place.from_db("default", ["id", "party_id", "usage", "reference", "name"], [found[0], *asked, found[1]])


def written(key: str) -> LedgerEntry | None:
    """The entry that was written under this key, if it was.

    Whoever tells the same at the same moment waits here until the first has ended, and then sees what it wrote.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        cursor.execute("SELECT id FROM supplies_ledgerentry WHERE idempotency_key = %s", [key])
        found = cursor.fetchone()
    return LedgerEntry.objects.get(pk=found[0]) if found else None


def post(event: Event, moves: Sequence[Move]) -> LedgerEntry:
    """Write one entry with two postings for every move, all in one statement.

    The database locks the balances in one order for everybody. Raises `NotNow("insufficient")` when a place would fall
    below zero. The same key is never written twice.
    """
    columns: dict[str, Any] = {"id": new_id(), **_columns(event)}
    legs = [leg for move in moves for leg in ((move.goods, move.origin, -1), (move.goods, move.destination, 1))]
    with _told_when_too_little(), connection.cursor() as cursor:
        cursor.execute(statements.POST, [*columns.values(), *statements.arrays(legs)])
    return LedgerEntry.from_db("default", list(columns), list(columns.values()))


def replace(entry: LedgerEntry, event: Event, moves: Sequence[Move]) -> LedgerEntry:
    """Take an entry back and write the right one in the same breath, so that only the difference must be there.

    What was given on meanwhile does not stand in the way of a correction upwards.
    """
    reversal = _reversal(entry, reason=event.reason, actor=event.actor, at=event.at)
    right = LedgerEntry.objects.create(**_columns(event))
    mirrored = [_mirrored(reversal, posting) for posting in entry.postings.all()]
    _insert([*mirrored, *(posting for move in moves for posting in _legs(right, move))])
    return right


def reverse(entry: LedgerEntry, *, reason: str, actor: Actor, at: datetime) -> LedgerEntry:
    """Write the entry that takes another back, leg by leg; the old one stays as it was."""
    reversal = _reversal(entry, reason=reason, actor=actor, at=at)
    _insert([_mirrored(reversal, posting) for posting in entry.postings.all()])
    return reversal


def _reversal(entry: LedgerEntry, *, reason: str, actor: Actor, at: datetime) -> LedgerEntry:
    event = Event(EntryKind.REVERSAL, entry.document, entry.status, f"reversal:{entry.pk}", actor, at, reason)
    if written(event.key):
        raise NotNow("already_reversed", _("This was taken back before."))
    return LedgerEntry.objects.create(**_columns(event), reverses=entry)


@dataclass(frozen=True)
class Wanted:
    """So many base units of an item, of one lot or donor if said; `expired` allows what is past its day."""

    item: Item
    quantity: int
    lot_id: UUID | None = None
    donor_id: UUID | None = None
    expired: bool = False


def draw(place: Place, wanted: Wanted, *, status: str, at: datetime) -> list[Goods]:
    """Choose which lots and donors the wanted goods come from: first expired, first out; never what is expired.

    The balances are locked until the transaction ends, in the order of the ledger. Refuses aloud, naming item, place
    and what is there.
    """
    return draw_all(place, [wanted], status=status, at=at)[0]


def draw_all(place: Place, wanted: Sequence[Wanted], *, status: str, at: datetime) -> list[list[Goods]]:
    """The same for several items at once, in their order; what is wanted of one lot or donor is set aside first."""
    with connection.cursor() as cursor:
        cursor.execute(statements.STANDING, [place.pk, str(status), sorted({want.item.pk for want in wanted})])
        rows = [Standing(*row) for row in cursor.fetchall()]
    today = day_of(at)
    by_item: dict[UUID, list[Standing]] = defaultdict(list)
    for row in sorted(rows, key=Standing.first_expired):
        by_item[row.item_id].append(row)
    taken: dict[int, list[Goods]] = {}
    for number, want in sorted(enumerate(wanted), key=lambda one: one[1].lot_id is None and one[1].donor_id is None):
        usable = [row for row in by_item[want.item.pk] if row.serves(want, today)]
        available = sum(row.quantity for row in usable)
        if available < want.quantity:
            raise insufficient(want.item, place, available=available, asked=want.quantity)
        taken[number] = _taken(usable, want.quantity)
    return [taken[number] for number in range(len(wanted))]


@dataclass
class Standing:
    """What stands at a place of one item, lot and donor; taking from it lessens it."""

    id: int
    item_id: UUID
    lot_id: UUID | None
    donor_id: UUID
    quantity: int
    expires_on: date | None

    def first_expired(self) -> tuple[bool, date, int]:
        return self.expires_on is None, self.expires_on or date.max, self.id

    def serves(self, want: Wanted, today: date) -> bool:
        """Whether it may be taken for what is wanted."""
        fits = want.lot_id in (None, self.lot_id) and want.donor_id in (None, self.donor_id)
        return fits and (want.expired or self.expires_on is None or self.expires_on >= today)


def hold(places: Iterable[Place], items: Iterable[UUID], *, status: str) -> None:
    """Lock what stands of these items at these places until the transaction ends, in the order of the ledger.

    For an act that writes several entries, or draws from a place that is no store: what it will touch is locked in the
    same order as by everybody else, so that no two acts wait for each other.
    """
    rows = Balance.objects.select_for_update(of=("self",)).filter(
        place__in=list(places), item_id__in=list(items), status=str(status)
    )
    first = Case(When(usage=str(Usage.STORE), then=0), default=1)
    order = (first, "item_id", F("lot_id").asc(nulls_first=True), "donor_id", "place_id")
    list(rows.order_by(*order).values_list("pk"))


def insufficient(item: Item, place: Place, *, available: int, asked: int) -> NotNow:
    """The refusal when a store does not hold enough; nothing is silently reduced to what is there."""
    return NotNow(
        "insufficient",
        _("%(place)s holds %(available)s of “%(item)s”; asked for: %(asked)s. Nothing was changed.")
        % {
            "place": place,
            "available": measured(available, item),
            "item": name_of(item),
            "asked": measured(asked, item),
        },
        item=item.key,
        place=str(place),
        available=available,
        asked=asked,
    )


def _taken(rows: Iterable[Standing], quantity: int) -> list[Goods]:
    taken: list[Goods] = []
    for row in rows:
        part = min(row.quantity, quantity)
        if part:
            taken.append(Goods(row.item_id, row.donor_id, part, row.lot_id))
            row.quantity -= part
            quantity -= part
    return taken


def _columns(event: Event) -> dict[str, object]:
    return {
        "kind": str(event.kind),
        "status": str(event.status),
        "document": event.document,
        "occurred_at": event.at,
        "actor_key": event.actor.key,
        "actor_name": event.actor.name,
        "actor_office": event.actor.office,
        "idempotency_key": event.key,
        "reason": event.reason,
    }


def _legs(entry: LedgerEntry, move: Move) -> tuple[Posting, Posting]:
    return _leg(entry, move.goods, move.origin, -1), _leg(entry, move.goods, move.destination, +1)


def _leg(entry: LedgerEntry, goods: Goods, place: Place, sign: int) -> Posting:
    entered = goods.entered
    return Posting(
        entry=entry,
        status=entry.status,
        occurred_at=entry.occurred_at,
        item_id=goods.item_id,
        lot_id=goods.lot_id,
        donor_id=goods.donor_id,
        place=place,
        usage=place.usage,
        quantity=sign * goods.quantity,
        quality=str(goods.quality),
        entered_quantity=entered.quantity if entered else None,
        entered_unit=entered.unit if entered else "",
        entered_factor=entered.factor if entered else None,
    )


def _mirrored(reversal: LedgerEntry, posting: Posting) -> Posting:
    return Posting(
        entry=reversal,
        status=reversal.status,
        occurred_at=reversal.occurred_at,
        reversing=True,
        item_id=posting.item_id,
        lot_id=posting.lot_id,
        donor_id=posting.donor_id,
        place_id=posting.place_id,
        usage=posting.usage,
        quantity=-posting.quantity,
        quality=posting.quality,
        entered_quantity=posting.entered_quantity,
        entered_unit=posting.entered_unit,
        entered_factor=posting.entered_factor,
    )


def _insert(postings: list[Posting]) -> None:
    with _told_when_too_little():
        Posting.objects.bulk_create(postings)


@contextmanager
def _told_when_too_little() -> Iterator[None]:
    """The database refuses a place below zero; say it in words."""
    try:
        yield
    except IntegrityError as error:
        if "balance_never_negative" not in str(error):
            raise
        raise NotNow("insufficient", _("A place would hold less than nothing. Nothing was changed.")) from error
