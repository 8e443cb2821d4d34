"""How far a need is covered and a pledge fulfilled: always computed, never stored."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from firewood.aid.models import Consignment, ConsignmentLine, Need, Pledge, ReceiptLine
from firewood.aid.states import ON_THE_WAY, OPEN_PLEDGES, ConsignmentState, Contents, ReceiptState
from firewood.supplies.models import Item

_UNDONE = [str(ConsignmentState.CANCELLED), str(ConsignmentState.LOST), str(ConsignmentState.RETURNED)]
_UNSETTLED = [str(state) for state in ON_THE_WAY | {ConsignmentState.RECEIVED}]
_NOT_YET_SENT = [*_UNDONE, str(ConsignmentState.DRAFT), str(ConsignmentState.PACKED), str(ConsignmentState.ANNOUNCED)]


@dataclass(frozen=True)
class Progress:
    """One item of a pledge, in base units: promised, sent so far, still open, sent beyond the promise."""

    item: Item
    promised: int
    sent: int

    @property
    def open(self) -> int:
        return max(0, self.promised - self.sent)

    @property
    def over(self) -> int:
        return max(0, self.sent - self.promised)


@dataclass(frozen=True)
class Coverage:
    """One item of a need, in base units. `requested` is None when nobody said how many; then nothing is ever open."""

    item: Item | None
    words: str
    requested: int | None
    pledged: int
    in_transit: int
    received: int

    @property
    def open(self) -> int | None:
        if self.requested is None:
            return None
        return max(0, self.requested - self.pledged - self.in_transit - self.received)


def pledge_progress(pledge: Pledge, *, planned: bool = False) -> list[Progress]:
    """What was sent of each item of a pledge; `planned` counts drafts, packed and announced consignments too."""
    sent = _quantities(Q(pledge=pledge), without=_UNDONE if planned else _NOT_YET_SENT)
    lines = pledge.lines.exclude(item=None).exclude(quantity=None).select_related("item")
    promised: dict[UUID, int] = defaultdict(int)
    items: dict[UUID, Item] = {}
    for line in lines:
        if line.item is not None and line.quantity is not None:
            promised[line.item.pk] += line.quantity
            items[line.item.pk] = line.item
    return [Progress(items[pk], amount, sent.get(pk, 0)) for pk, amount in promised.items()]


def coverage(need: Need) -> list[Coverage]:
    """How far each line of a need is covered: by open pledges, by goods on the way, by what was received."""
    theirs = Q(need=need) | Q(pledge__need=need)
    pledged = _open_pledges(need)
    received = _received(need)
    announced = _quantities(theirs & Q(state__in=_UNSETTLED), without=_UNDONE)
    arrived = _settled(theirs)
    return [
        Coverage(
            item=line.item,
            words=line.words,
            requested=line.quantity,
            pledged=pledged.get(line.item_id, 0),
            in_transit=max(0, announced.get(line.item_id, 0) - arrived.get(line.item_id, 0)),
            received=received.get(line.item_id, 0),
        )
        for line in need.lines.select_related("item")
    ]


def _open_pledges(need: Need) -> dict[UUID | None, int]:
    total: dict[UUID | None, int] = defaultdict(int)
    for pledge in need.pledges.filter(state__in=[str(state) for state in OPEN_PLEDGES]):
        for part in pledge_progress(pledge):
            total[part.item.pk] += part.open
    return total


def _quantities(which: Q, *, without: list[str]) -> dict[UUID | None, int]:
    consignments = Consignment.objects.filter(which).exclude(state__in=without)
    rows = (
        ConsignmentLine.objects.filter(consignment__in=consignments, quantity__isnull=False)
        .exclude(box__contents=str(Contents.VERIFIED))
        .order_by()
        .values_list("item")
        .annotate(total=Sum("quantity"))
    )
    return dict(rows)


def _received(need: Need) -> dict[UUID | None, int]:
    rows = (
        _receipt_lines(Q(need=need) | Q(pledge__need=need))
        .values_list("item")
        .annotate(total=Sum(F("received_quantity") - F("rejected_quantity")))
    )
    return dict(rows)


def _settled(which: Q) -> dict[UUID | None, int]:
    """What is no longer on the way of consignments that are still open: received or reported short."""
    open_ones = which & Q(state__in=_UNSETTLED)
    rows = (
        _receipt_lines(open_ones)
        .values_list("item")
        .annotate(total=Sum(F("received_quantity") - F("oversupply_quantity") + F("short_quantity")))
    )
    return dict(rows)


def _receipt_lines(which: Q) -> QuerySet[ReceiptLine]:
    return ReceiptLine.objects.filter(
        receipt__consignment__in=Consignment.objects.filter(which), receipt__state=str(ReceiptState.ISSUED)
    ).order_by()
