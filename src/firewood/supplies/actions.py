"""What an office can do with items and stock: enter items, take over stock, count it, dispose of what is expired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, Unreadable, require
from firewood.languages.numbers import show_number
from firewood.registry.models import Party
from firewood.supplies import rules
from firewood.supplies.ledger import Entered, Event, Goods, Move, Wanted, draw, place_of, post, written
from firewood.supplies.models import LARGEST, Balance, ExternalCode, Item, LedgerEntry, Lot, Packing, Place
from firewood.supplies.states import EntryKind, Quality, Usage


@dataclass(frozen=True)
class ItemDraft:
    """An item before it is entered: its key, English name, units, and how many base units one reporting unit holds."""

    key: str
    name: str
    base_unit: str = "piece"
    reporting_unit: str = "piece"
    reporting_factor: int = 1
    category: str = ""
    note: str = ""
    rank: int = 100


@dataclass(frozen=True)
class Stock:
    """Some of an item as it stands on the shelf: whose gift, which lot, how many, how sure."""

    item: Item
    donor: Party
    entered: Entered
    lot: Lot | None = None
    quality: Quality = Quality.EXACT


@action
def enter_item(draft: ItemDraft, *, actor: Actor, at: datetime) -> Item:
    """Enter a kind of goods. Entering the same key again changes nothing."""
    require(rules.may_keep_catalogue(actor), _("enter items"))
    item, made = Item.objects.get_or_create(
        key=draft.key,
        defaults={
            "name": draft.name,
            "base_unit": draft.base_unit,
            "reporting_unit": draft.reporting_unit,
            "reporting_factor": draft.reporting_factor,
            "category": draft.category,
            "note": draft.note,
            "rank": draft.rank,
        },
    )
    event = "supplies.item.entered" if made else "supplies.item.known"
    record(event, subject=item.subject, actor=actor, at=at, key=draft.key, name=draft.name)
    return item


@action
def enter_packing(
    item: Item, *, unit: str, contains: int, since: date | None = None, note: str = "", actor: Actor, at: datetime
) -> Packing:
    """Say how many base units one larger unit holds. A changed carton is a new packing; the old one stays."""
    require(rules.may_keep_catalogue(actor), _("enter packings"))
    if not 0 < contains <= 1_000_000:
        raise Unreadable([Problem("contains", _("A packing holds between 1 and 1,000,000 base units."))])
    packing, _made = Packing.objects.get_or_create(
        item=item, unit=unit, contains=contains, defaults={"since": since, "note": note}
    )
    record("supplies.packing.entered", subject=item.subject, actor=actor, at=at, unit=unit, contains=contains)
    return packing


@action
def enter_code(item: Item, *, scheme: str, code: str, edition: str = "", actor: Actor, at: datetime) -> ExternalCode:
    """Note what others call the item, with the edition of their list."""
    require(rules.may_keep_catalogue(actor), _("enter codes"))
    external, _made = ExternalCode.objects.get_or_create(item=item, scheme=scheme, edition=edition, code=code)
    record("supplies.code.entered", subject=item.subject, actor=actor, at=at, scheme=scheme, edition=edition, code=code)
    return external


@action
def enter_lot(
    item: Item,
    *,
    number: str,
    expires_on: date | None = None,
    manufacturer: str = "",
    made_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> Lot:
    """Enter a lot of an item with its expiry."""
    require(rules.may_keep_catalogue(actor), _("enter lots"))
    lot, _made = Lot.objects.get_or_create(
        item=item,
        number=number,
        defaults={"expires_on": expires_on, "manufacturer": manufacturer, "made_on": made_on},
    )
    record("supplies.lot.entered", subject=item.subject, actor=actor, at=at, number=number, expires_on=expires_on)
    return lot


@action
def take_opening_stock(
    store: Place, *, stock: Sequence[Stock], status: str, key: str, actor: Actor, at: datetime
) -> LedgerEntry:
    """Take over what already stands in a store when the books begin."""
    require(rules.may_keep_stock(actor), _("take over stock"))
    told_before = written(f"opening:{key}")
    if told_before is not None:
        record("supplies.stock.repeated", subject=f"supplies.place:{store.pk}", actor=actor, at=at, status=status)
        return told_before
    _refuse_impossible(stock)
    origin = place_of(store.party_id, Usage.OPENING)
    event = Event(EntryKind.OPENING, f"supplies.place:{store.pk}", status, f"opening:{key}", actor, at)
    entry = post(event, [Move(_goods(part), origin, store) for part in stock])
    record(
        "supplies.stock.taken_over",
        subject=event.document,
        actor=actor,
        at=at,
        status=status,
        stock=[{"item": part.item.key, "donor": part.donor.key, "quantity": part.entered.base} for part in stock],
    )
    return entry


@action
def count_stock(
    store: Place, *, stock: Sequence[Stock], reason: str, status: str, key: str, actor: Actor, at: datetime
) -> LedgerEntry | None:
    """Set what a store holds to what was counted on its shelves; the difference is written with its reason."""
    require(rules.may_keep_stock(actor), _("count stock"))
    if not reason.strip():
        raise Unreadable([Problem("reason", _("Say why the books differ from the shelf."))])
    told_before = written(f"count:{key}")
    if told_before is not None:
        record("supplies.stock.repeated", subject=f"supplies.place:{store.pk}", actor=actor, at=at, status=status)
        return told_before
    in_order = sorted(stock, key=_order_of_ledger)
    moves = [move for part in in_order for move in _difference(store, part, status)]
    event = Event(EntryKind.COUNT, f"supplies.place:{store.pk}", status, f"count:{key}", actor, at, reason)
    entry = post(event, moves) if moves else None
    record(
        "supplies.stock.counted",
        subject=event.document,
        actor=actor,
        at=at,
        status=status,
        reason=reason,
        differences=len(moves),
    )
    return entry


@action
def dispose_of_lot(
    store: Place, *, lot: Lot, quantity: int, reason: str, status: str, actor: Actor, at: datetime
) -> LedgerEntry:
    """Dispose of goods that may not leave, such as an expired lot, with the reason."""
    require(rules.may_keep_stock(actor), _("dispose of goods"))
    if not reason.strip():
        raise Unreadable([Problem("reason", _("Say why."))])
    goods = draw(store, Wanted(lot.item, quantity, lot.pk, expired=True), status=status, at=at)
    key = f"dispose:{lot.pk}:{at.isoformat()}"
    event = Event(EntryKind.DISPOSAL, f"supplies.lot:{lot.pk}", status, key, actor, at, reason)
    disposed = place_of(store.party_id, Usage.DISPOSED)
    entry = post(event, [Move(part, store, disposed) for part in goods])
    record(
        "supplies.lot.disposed",
        subject=event.document,
        actor=actor,
        at=at,
        status=status,
        item=lot.item.key,
        lot=lot.number,
        quantity=quantity,
        reason=reason,
    )
    return entry


def _goods(part: Stock) -> Goods:
    lot = part.lot.pk if part.lot else None
    return Goods(part.item.pk, part.donor.pk, part.entered.base, lot, part.quality, part.entered)


def _order_of_ledger(part: Stock) -> tuple[UUID, bool, UUID, UUID]:
    # The order in which everybody locks balances: items, then lots with none first, then donors.
    return part.item.pk, part.lot is not None, part.lot.pk if part.lot else part.item.pk, part.donor.pk


def _refuse_impossible(stock: Sequence[Stock]) -> None:
    problems = [
        Problem("quantity", _("The quantity must be between 1 and %(most)s.") % {"most": show_number(LARGEST)}, row)
        for row, part in enumerate(stock, start=1)
        if not 0 < part.entered.base <= LARGEST
    ]
    if problems or not stock:
        raise Unreadable(problems or [Problem("stock", _("Say what stands in the store."))])


def _difference(store: Place, part: Stock, status: str) -> list[Move]:
    if not 0 <= part.entered.base <= LARGEST:
        raise Unreadable(
            [Problem("quantity", _("The quantity must be between 0 and %(most)s.") % {"most": show_number(LARGEST)})]
        )
    lot = part.lot.pk if part.lot else None
    row = (
        Balance.objects.select_for_update(of=("self",))
        .filter(place=store, item=part.item, donor=part.donor, lot=part.lot, status=status)
        .first()
    )
    difference = part.entered.base - (row.quantity if row else 0)
    if not difference:
        return []
    goods = Goods(part.item.pk, part.donor.pk, abs(difference), lot, part.quality)
    adjustment = place_of(store.party_id, Usage.ADJUSTMENT)
    return [Move(goods, adjustment, store) if difference > 0 else Move(goods, store, adjustment)]
