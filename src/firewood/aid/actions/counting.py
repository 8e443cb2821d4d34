"""From what was counted to the lines of a receipt: what is short, damaged, over, or was never announced."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.drafts import Count, CountedLine
from firewood.aid.models import Consignment, ReceiptLine
from firewood.aid.queries.settlement import boxes_outstanding, outstanding
from firewood.aid.states import Contents, DiscrepancyKind, RejectReason, ShortageAction
from firewood.journal.refusals import Problem, Unreadable
from firewood.languages.numbers import show_number
from firewood.supplies.items import box_item
from firewood.supplies.models import LARGEST, Item


@dataclass(frozen=True)
class Counted:
    """A counted line that can be written: its item, what came over, from whom it is, and whether it was announced."""

    line: CountedLine
    item: Item
    donor_id: UUID
    lot_id: UUID | None
    over: int
    announced: bool

    @property
    def accepted(self) -> int:
        return self.line.received - self.line.rejected

    @property
    def rejected_as_sent(self) -> int:
        """The rejected among what was sent; the rest of the rejected came over."""
        return min(self.line.rejected, self.line.received - self.over)

    def differences(self) -> Iterable[tuple[DiscrepancyKind, int]]:
        """The differences this line opens, each with its quantity in base units."""
        yield DiscrepancyKind.SHORT, self.line.short
        yield DiscrepancyKind.DAMAGED, self.line.rejected
        yield (DiscrepancyKind.OVER if self.announced else DiscrepancyKind.UNEXPECTED), self.over

    def columns(self) -> dict[str, object]:
        """The columns of `ReceiptLine`."""
        line, entered = self.line, self.line.entered
        return {
            "line": line.line,
            "box": line.box,
            "item": self.item,
            "lot_id": self.lot_id,
            "received_quantity": line.received,
            "short_quantity": line.short,
            "rejected_quantity": line.rejected,
            "oversupply_quantity": self.over,
            "quality": str(line.quality),
            "shortage_action": str(line.shortage_action or ""),
            "reject_reason": str(line.reject_reason or ""),
            "reject_action": str(line.reject_action or ""),
            "note": line.note,
            "entered_quantity": entered.quantity if entered else None,
            "entered_unit": entered.unit if entered else "",
            "entered_factor": entered.factor if entered else None,
        }


def reckon(consignment: Consignment, count: Count) -> list[Counted]:
    """Read a count against what is still open of the consignment. Raises `Unreadable` with every problem at once."""
    remaining = outstanding(consignment)
    problems: list[Problem] = []
    counted: list[Counted] = []
    seen: set[int] = set()
    for row, line in enumerate(count.lines, start=1):
        found = list(_problems(consignment, line, remaining, row, seen))
        problems += found
        if not found and (line.received or line.short):
            counted.append(_counted(consignment, line, remaining))
    problems += box_count_problems(consignment, count)
    if not problems:
        counted += _boxes(consignment, count)
    if not (counted or problems):
        problems.append(Problem("lines", _("Say what came, or what did not come.")))
    if problems:
        raise Unreadable(problems)
    return counted


def _counted(consignment: Consignment, line: CountedLine, remaining: dict[int, int | None]) -> Counted:
    announced = line.line
    item = line.item or (announced.item if announced else None)
    if item is None:  # refused before; told to the type checker
        raise AssertionError("a counted line without an item")
    donor = announced.donor_id if announced and announced.donor_id else consignment.giver_id
    lot = line.lot.pk if line.lot else (announced.lot_id if announced else None)
    return Counted(line, item, donor, lot, _over(line, remaining), announced is not None)


def _over(line: CountedLine, remaining: dict[int, int | None]) -> int:
    if line.line is None:
        return line.received
    left = remaining[line.line.pk]
    return 0 if left is None else max(0, line.received - max(0, left))


def _problems(
    consignment: Consignment, line: CountedLine, remaining: dict[int, int | None], row: int, seen: set[int]
) -> Iterable[Problem]:
    if line.line is not None and line.line.pk not in remaining:
        yield Problem("line", _("This line is not of this consignment."), row)
        return
    if line.line is not None and line.line.pk in seen:
        yield Problem("line", _("This line is counted twice."), row)
    if line.line is not None:
        seen.add(line.line.pk)
    if line.item is None and (line.line is None or line.line.item is None):
        yield Problem("item", _("Say which item this is."), row)
    if line.box is not None and line.box.consignment_id != consignment.pk:
        yield Problem("box", _("This box is not of this consignment."), row)
    yield from _quantity_problems(line, row)
    yield from _short_problems(line, remaining, row)


def _quantity_problems(line: CountedLine, row: int) -> Iterable[Problem]:
    if not all(0 <= number <= LARGEST for number in (line.received, line.short, line.rejected)):
        yield Problem(
            "received", _("Each number must be between 0 and %(most)s.") % {"most": show_number(LARGEST)}, row
        )
    if line.rejected > line.received:
        yield Problem("rejected", _("More is damaged than arrived: what is damaged has arrived, too."), row)
    if line.rejected and line.reject_reason is None:
        yield Problem("reject_reason", _("Say why it is not accepted."), row)
    if line.short and line.shortage_action is None:
        yield Problem(
            "shortage_action", _("Say what shall become of what is missing: search, replace, or write off."), row
        )


def _short_problems(line: CountedLine, remaining: dict[int, int | None], row: int) -> Iterable[Problem]:
    if not line.short:
        return
    left = remaining.get(line.line.pk) if line.line else None
    if left is None:
        yield Problem("short", _("Nobody knows how many were sent, so none can be missing."), row)
    elif line.received + line.short > left:
        yield Problem(
            "short",
            _("Only %(left)s were still to come: %(received)s arrived and %(short)s missing is more.")
            % {
                "left": show_number(left),
                "received": show_number(line.received),
                "short": show_number(line.short),
            },
            row,
        )


def box_count_problems(consignment: Consignment, count: Count) -> Iterable[Problem]:
    """What cannot be in the boxes of a count: boxes that are not there, or both damaged and missing."""
    numbers = (
        set(consignment.boxes.values_list("number", flat=True)) if count.damaged_boxes or count.missing_boxes else set()
    )
    for number in [*count.damaged_boxes, *count.missing_boxes]:
        if number not in numbers:
            yield Problem("boxes", _("Box %(number)s is not in this consignment.") % {"number": number})
    for number in set(count.damaged_boxes) & set(count.missing_boxes):
        yield Problem("boxes", _("Box %(number)s cannot be both damaged and missing.") % {"number": number})
    if count.damaged_boxes and count.boxes_damaged and len(set(count.damaged_boxes)) != count.boxes_damaged:
        told = {"said": count.boxes_damaged, "named": len(set(count.damaged_boxes))}
        yield Problem("boxes", _("%(said)s boxes are said to be damaged, but %(named)s are named.") % told)
    if count.boxes_arrived is not None and count.boxes_damaged > count.boxes_arrived:
        yield Problem("boxes", _("More boxes are damaged than arrived."))
    if count.boxes_arrived is not None and count.boxes_arrived < 0:
        yield Problem("boxes", _("A number of boxes cannot be less than 0."))
    yield from _missing_problems(consignment, count)


def _missing_problems(consignment: Consignment, count: Count) -> Iterable[Problem]:
    """Boxes that are named as missing while as many arrived as were to come."""
    if not count.missing_boxes or count.boxes_arrived is None:
        return
    unknown = set(
        consignment.boxes.filter(level="box", contents=str(Contents.UNKNOWN)).values_list("number", flat=True)
    )
    missing, left = len(unknown & set(count.missing_boxes)), boxes_outstanding(consignment)
    if missing and count.boxes_arrived + missing > left:
        told = {"arrived": show_number(count.boxes_arrived), "missing": show_number(missing), "left": show_number(left)}
        sentence = _("%(arrived)s boxes arrived and %(missing)s did not come: only %(left)s were still to come.")
        yield Problem("boxes_arrived", sentence % told)


def _boxes(consignment: Consignment, count: Count) -> Iterable[Counted]:
    """The boxes of unknown contents as one line: how many came, are missing, are damaged."""
    if count.boxes_arrived is None and not (count.damaged_boxes or count.missing_boxes):
        return
    left = boxes_outstanding(consignment)
    unknown = set(
        consignment.boxes.filter(level="box", contents=str(Contents.UNKNOWN)).values_list("number", flat=True)
    )
    missing = len(unknown & set(count.missing_boxes))
    arrived = count.boxes_arrived if count.boxes_arrived is not None else left - missing
    damaged = len(unknown & set(count.damaged_boxes)) or count.boxes_damaged
    if left == 0 and not arrived:
        return
    line = CountedLine(received=arrived, short=max(0, left - arrived), rejected=damaged, item=box_item())
    line = replace(
        line,
        shortage_action=ShortageAction.SEARCH if line.short else None,
        reject_reason=RejectReason.DAMAGED if damaged else None,
    )
    yield Counted(line, box_item(), consignment.giver_id, None, max(0, arrived - left), announced=True)


def rows_of(counted: list[Counted], **receipt: object) -> list[ReceiptLine]:
    """The rows of a receipt, not yet saved."""
    return [ReceiptLine(**receipt, **one.columns()) for one in counted]
