"""How a consignment stands between the two sides: what was sent, came, is short or damaged, and what is still open."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet, Sum
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, ConsignmentLine, Discrepancy, ReceiptLine
from firewood.aid.queries.parties import names
from firewood.aid.states import Contents, Direction, DiscrepancyState, ReceiptState
from firewood.languages.numbers import show_number
from firewood.supplies.items import BOX, box_item
from firewood.supplies.models import Balance, Item
from firewood.supplies.states import Quality, Usage
from firewood.supplies.words import measured, name_of


@dataclass(frozen=True)
class Reckoning:
    """One item of a consignment in base units: sent + over = accepted + rejected + short + open.

    `sent` is None where nobody knows how many were sent; then `open` is None too. `late` is what was short and came
    after all; it is contained in `received` and taken off `short`.
    """

    item: Item
    sent: int | None
    quality: Quality
    received: int
    rejected: int
    short: int
    over: int
    late: int

    @property
    def accepted(self) -> int:
        return self.received - self.rejected

    @property
    def open(self) -> int | None:
        if self.sent is None:
            return None
        return self.sent + self.over - self.received - self.short


def reckoning(consignment: Consignment) -> list[Reckoning]:
    """Each item once, in the order of the consignment, boxes of unknown contents last, then what nobody announced."""
    sent, items = _sent(consignment)
    came = _came(consignment)
    items |= {pk: Item.objects.get(pk=pk) for pk in came if pk not in items}
    return [_reckon(items[pk], sent.get(pk, (0, Quality.EXACT)), came.get(pk, {})) for pk in items]


_OPENED = str(Contents.VERIFIED)
_OUTSTANDING = """
SELECT l.id, l.quantity - coalesce((
    SELECT sum(r.received_quantity - r.oversupply_quantity + r.short_quantity)
    FROM aid_receiptline r JOIN aid_receipt t ON t.id = r.receipt_id
    WHERE r.line_id = l.id AND t.state = 'issued' AND NOT t.late), 0)::bigint
FROM aid_consignmentline l LEFT JOIN aid_box b ON b.id = l.box_id
WHERE l.consignment_id = %s AND b.contents IS DISTINCT FROM 'verified'
"""


def outstanding(consignment: Consignment) -> dict[int, int | None]:
    """Per line what has not been stated as received or short yet; None where nobody knows how many were sent.

    What was found in an opened box was received with the box and is not to come.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OUTSTANDING, [consignment.pk])
        return dict(cursor.fetchall())


def boxes_outstanding(consignment: Consignment) -> int:
    """How many boxes of unknown contents have not been stated as received or short yet."""
    stated = (
        _issued(consignment)
        .filter(item__key=BOX, line=None, receipt__late=False)
        .aggregate(total=Sum(F("received_quantity") - F("oversupply_quantity") + F("short_quantity")))["total"]
    )
    return _unknown_boxes(consignment) - (stated or 0)


def unsettled(consignment: Consignment) -> list[str]:
    """What still stands between this consignment and its end, each in a sentence; empty when both sides agree."""
    return [*_still_open(consignment), *_unanswered(consignment)]


def _still_open(consignment: Consignment) -> list[str]:
    if consignment.direction == Direction.GIVEN:
        rows = (
            Balance.objects.filter(
                place__usage=str(Usage.TRANSIT), place__reference=consignment.subject, quantity__gt=0
            )
            .values_list("item")
            .annotate(total=Sum("quantity"))
            .order_by("item")
        )
        items = Item.objects.in_bulk([pk for pk, _total in rows])
        return [
            _("Still on the way: “%(item)s”, %(amount)s.")
            % {"item": name_of(items[pk]), "amount": measured(total, items[pk])}
            for pk, total in rows
        ]
    return [
        _("Not come yet: “%(item)s”, %(amount)s.") % {"item": name_of(row.item), "amount": measured(row.open, row.item)}
        for row in reckoning(consignment)
        if row.open
    ]


def _unanswered(consignment: Consignment) -> list[str]:
    waiting = list(consignment.receipts.filter(state=str(ReceiptState.ISSUED), acknowledged_at=None))
    giver = names([consignment.giver], get_language() or "en")[consignment.giver.pk] if waiting else ""
    sentences = [
        _("Receipt %(number)s waits for the answer of %(giver)s.") % {"number": receipt.number, "giver": giver}
        for receipt in waiting
    ]
    if not consignment.receipts.filter(state=str(ReceiptState.ISSUED)).exists():
        sentences.append(_("Nobody has confirmed a receipt yet."))
    open_ones = discrepancies(consignment).exclude(state=str(DiscrepancyState.RESOLVED)).count()
    if open_ones:
        sentences.append(
            ngettext("One difference is not settled.", "%(count)s differences are not settled.", open_ones)
            % {"count": show_number(open_ones)}
        )
    return sentences


def discrepancies(consignment: Consignment) -> QuerySet[Discrepancy]:
    """The differences of the receipts that stand."""
    return Discrepancy.objects.filter(
        receipt_line__receipt__consignment=consignment, receipt_line__receipt__state=str(ReceiptState.ISSUED)
    ).select_related("receipt_line__item", "receipt_line__receipt")


def _sent(consignment: Consignment) -> tuple[dict[UUID, tuple[int | None, Quality]], dict[UUID, Item]]:
    sent: dict[UUID, tuple[int | None, Quality]] = {}
    items: dict[UUID, Item] = {}
    for line in consignment.lines.exclude(item=None).exclude(box__contents=_OPENED).select_related("item"):
        if line.item is not None:
            items[line.item.pk] = line.item
            sent[line.item.pk] = _plus(sent.get(line.item.pk, (0, Quality.EXACT)), line)
    boxes = _unknown_boxes(consignment)
    if boxes:
        box = box_item()
        items[box.pk] = box
        sent[box.pk] = (boxes, Quality.EXACT)
    return sent, items


def _plus(sum_: tuple[int | None, Quality], line: ConsignmentLine) -> tuple[int | None, Quality]:
    if sum_[0] is None or line.quantity is None:
        return None, Quality.UNKNOWN
    return sum_[0] + line.quantity, Quality(line.quality) if line.quality != Quality.EXACT else sum_[1]


def _came(consignment: Consignment) -> dict[UUID, dict[str, int]]:
    rows = (
        _issued(consignment)
        .values("item", "receipt__late")
        .annotate(
            received=Sum("received_quantity"),
            rejected=Sum("rejected_quantity"),
            short=Sum("short_quantity"),
            over=Sum("oversupply_quantity"),
        )
    )
    came: dict[UUID, dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("received", "rejected", "short", "over", "late"), 0)
    )
    for row in rows:
        sums = came[row["item"]]
        for name in ("received", "rejected", "short", "over"):
            sums[name] += row[name]
        sums["late"] += row["received"] if row["receipt__late"] else 0
    return came


def _reckon(item: Item, sent: tuple[int | None, Quality], came: dict[str, int]) -> Reckoning:
    late = came.get("late", 0)
    return Reckoning(
        item,
        sent[0],
        sent[1],
        came.get("received", 0),
        came.get("rejected", 0),
        came.get("short", 0) - late,
        came.get("over", 0),
        late,
    )


def _issued(consignment: Consignment) -> QuerySet[ReceiptLine]:
    return ReceiptLine.objects.filter(
        receipt__consignment=consignment, receipt__state=str(ReceiptState.ISSUED)
    ).order_by()


def _unknown_boxes(consignment: Consignment) -> int:
    """Boxes that were sent without anybody saying what is in them; opened ones were counted as boxes, too."""
    unknown = consignment.boxes.filter(level="box", contents=str(Contents.UNKNOWN)).count()
    return unknown + consignment.boxes.filter(level="box", contents=str(Contents.VERIFIED)).count()
