"""A small set of books for tests of the ledger: places, items, donors, and entries written straight with the pen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.db.models import Sum

from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.supplies.ledger import Event, Goods, Move, place_of, post
from firewood.supplies.models import Balance, Item, LedgerEntry, Lot, Place, Posting
from firewood.supplies.states import EntryKind, Usage
from tests.aid.world import AT, WANG, item, party

_numbers = count(1)
PLACES = (Usage.OPENING, Usage.DONOR, Usage.STORE, Usage.TRANSIT, Usage.PARTNER, Usage.LOSS)
Shelf = tuple[str, str, str | None, str, str]


@dataclass(frozen=True)
class Books:
    """Beijing with its office and every kind of place, two donors, masks with a lot, and suits."""

    city: Party
    donors: tuple[Party, Party]
    items: tuple[Item, Item]
    lot: Lot
    places: dict[Usage, Place]

    def goods(self, quantity: int, *, item: int = 0, donor: int = 0, lot: bool = False, **more: str) -> Goods:
        row = self.lot.pk if lot and item == 0 else None
        return Goods(self.items[item].pk, self.donors[donor].pk, quantity, row, **more)  # type: ignore[arg-type]

    def move(self, goods: Goods, origin: Usage, destination: Usage) -> Move:
        return Move(goods, self.places[origin], self.places[destination])

    def stocked(self, quantity: int) -> LedgerEntry:
        """So many masks in the store."""
        return write(self.move(self.goods(quantity), Usage.OPENING, Usage.STORE))


def books() -> Books:
    beijing = party("beijing", "Beijing")
    party("office", "Foreign Affairs Office", is_node=True, parent=beijing)
    donors = (party("seoul", "Seoul"), party("cologne", "Cologne"))
    masks, suits = item("masks", "Masks"), item("suits", "Protective suits")
    lot = Lot.objects.create(item=masks, number="L1")
    return Books(beijing, donors, (masks, suits), lot, {usage: place_of(beijing.pk, usage) for usage in PLACES})


def event(status: Status = Status.ACTUAL, key: str = "") -> Event:
    return Event(EntryKind.COUNT, "test", status, key or f"test:{next(_numbers)}", WANG, AT)


def write(*moves: Move, status: Status = Status.ACTUAL) -> LedgerEntry:
    return post(event(status), moves)


def balances() -> dict[Shelf, int]:
    """What stands where by the balances: (usage, item, lot, donor, status) to base units, nothing where it is zero."""
    return _by_shelf(Balance.objects.exclude(quantity=0))


def sums() -> dict[Shelf, int]:
    """The same by adding up all postings."""
    return {shelf: quantity for shelf, quantity in _by_shelf(Posting.objects.all()).items() if quantity}


def total_per_kind() -> list[int]:
    """The sum over all places for each item, lot, donor and status."""
    rows = Posting.objects.order_by().values("item", "lot", "donor", "status").annotate(total=Sum("quantity"))
    return [row["total"] for row in rows]


def counts() -> tuple[int, int, int]:
    return LedgerEntry.objects.count(), Posting.objects.count(), Balance.objects.count()


def _by_shelf(rows: "Sequence[Balance] | object") -> dict[Shelf, int]:
    found = rows.order_by().values_list(  # type: ignore[attr-defined]
        "usage", "item__key", "lot__number", "donor__key", "status"
    )
    return {tuple(row[:5]): row[5] for row in found.annotate(total=Sum("quantity"))}  # type: ignore[misc]
