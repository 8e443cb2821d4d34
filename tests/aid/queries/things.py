"""Small things for stories about totals: parties, items, ledger entries, reported gifts."""

from datetime import UTC, date, datetime
from itertools import count

from firewood.accounts.actor import Actor, program
from firewood.aid.models import Box, Consignment, ConsignmentLine, StatedFigure
from firewood.archive.models import Source
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from firewood.supplies.ledger import Event, Goods, Move, place_of, post
from firewood.supplies.models import Item, LedgerEntry
from firewood.supplies.states import EntryKind, Quality, Usage

FEBRUARY = datetime(2020, 2, 20, 4, tzinfo=UTC)
ACTOR: Actor = program()
_numbers = count(1)


def party(name: str, kind: PartyKind = PartyKind.CITY) -> Party:
    key = name.lower().replace(" ", "-")
    return Party.objects.get_or_create(key=key, defaults={"kind": kind, "name": name, "sort_name": name})[0]


def item(name: str, *, unit: str = "piece", factor: int = 1, rank: int = 10) -> Item:
    key = name.lower().replace(" ", "-")
    defaults = {"name": name, "reporting_unit": unit, "reporting_factor": factor, "rank": rank}
    return Item.objects.get_or_create(key=key, defaults=defaults)[0]


def receive(
    what: Item, quantity: int, *, giver: Party, at: datetime = FEBRUARY, quality: Quality = Quality.EXACT,
    status: str = "actual",
) -> LedgerEntry:  # fmt: skip
    """Goods of a giver come into our store."""
    goods = Goods(what.pk, giver.pk, quantity, quality=quality)
    move = Move(goods, place_of(giver.pk, Usage.DONOR), place_of(party("Beijing").pk, Usage.STORE))
    return post(_event(EntryKind.RECEIPT, at, status), [move])


def give(
    what: Item, quantity: int, *, donor: Party, receiver: Party, at: datetime = FEBRUARY, usage: Usage = Usage.PARTNER
) -> LedgerEntry:
    """Goods leave our store and reach a partner, who may refuse them."""
    goods = Goods(what.pk, donor.pk, quantity)
    move = Move(goods, place_of(party("Beijing").pk, Usage.STORE), place_of(receiver.pk, usage))
    return post(_event(EntryKind.PARTNER_RECEIPT, at, "actual"), [move])


def _event(kind: EntryKind, at: datetime, status: str) -> Event:
    return Event(kind, "aid.consignment:story", status, f"story:{next(_numbers)}", ACTOR, at)


def reported(*, giver: Party, receiver: Party | None, direction: str = "received", **columns: object) -> Consignment:
    """A gift known only from a source."""
    columns.setdefault("counts_from", date(2020, 3, 25))
    columns.setdefault("state", "arrived")
    return Consignment.objects.create(
        number=f"R-{next(_numbers)}", basis="reported", direction=direction, giver=giver, receiver=receiver, **columns
    )


def line(gift: Consignment, what: Item | None, quantity: int | None, quality: str = "exact") -> ConsignmentLine:
    quality = quality if quantity is not None else "unknown"
    return ConsignmentLine.objects.create(consignment=gift, item=what, quantity=quantity, quality=quality)


def boxes(gift: Consignment, number: int) -> None:
    Box.objects.bulk_create(Box(consignment=gift, number=each) for each in range(1, number + 1))


def stated(what: Item, quantity: int, *, as_of: date, scope: str = "", factor: int = 1) -> StatedFigure:
    source = Source.objects.get_or_create(key="A", defaults={"title": "Article", "language": "en"})[0]
    return StatedFigure.objects.create(
        key=f"figure-{next(_numbers)}", direction="received", party=party("Beijing"), item=what,
        quantity=quantity * factor, quality="approximate", entered_quantity=quantity, entered_unit=what.reporting_unit,
        entered_factor=factor, words=f"approximately {quantity}", language="en", scope=scope, source=source,
        as_of=as_of,
    )  # fmt: skip
