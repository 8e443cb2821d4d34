"""Tables for spreadsheets and other tools: CSV with a row of HXL hashtags under the headings.

HXL 1.1 (hxlstandard.org): the second row says what each column means, so that tools find it whatever its heading.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from firewood.aid.models import Consignment, ConsignmentLine, Need, ReceiptLine
from firewood.aid.queries.figures import Figure
from firewood.aid.queries.lists import Asked
from firewood.aid.queries.lists import consignments as consignments_of
from firewood.aid.queries.lists import needs as needs_of
from firewood.aid.queries.totals import totals as totals_of
from firewood.aid.states import Direction
from firewood.supplies.models import Item
from firewood.supplies.words import in_units

CHUNK = 500
MARK = "\ufeff"
"""Spreadsheets take a file that begins with this mark for UTF-8."""
RUNS = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[\t\r]|[ \ufeff]*[=+\-@＝＋－＠])")
"""Where a text would be run as a formula: at its beginning, and behind what parts cells in some country's program."""

Cell = str | int | date | None
Rows = Iterable[tuple[Cell, ...]]


@dataclass(frozen=True)
class Table:
    """A table that can be taken along: headings with their HXL hashtags, and its rows for what was asked."""

    columns: tuple[tuple[str, str], ...]
    rows: Callable[[Asked, date | None], Rows]


def lines_of(table: Table, asked: Asked, *, as_of: date | None = None) -> Iterator[str]:
    """The table line by line as CSV; long ones are never held whole."""
    line = csv.writer(_Passing())
    yield MARK + line.writerow([heading for heading, _tag in table.columns])
    yield line.writerow([tag for _heading, tag in table.columns])
    for row in table.rows(asked, as_of):
        yield line.writerow([harmless(cell) for cell in row])


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return RUNS.sub("'", cell) if isinstance(cell, str) else cell


class _Passing:
    """Gives back each line instead of keeping it."""

    def write(self, line: str) -> Any:
        return line


def _totals(direction: Direction) -> Callable[[Asked, date | None], Rows]:
    def rows(asked: Asked, as_of: date | None) -> Rows:
        found = totals_of(direction, as_of=as_of, status=asked.status)
        for row in found.rows:
            head = (found.as_of, row.item, row.name, row.unit)
            yield (*head, "counted", *_figure(row.counted), "", "")
            yield (*head, "reported", *_figure(row.reported), "", "")
            for stated in row.stated:
                yield (*head, "stated", *_figure(stated.figure), stated.source, stated.scope)
            yield (*head, "unknown acts", row.unknown_acts, "exact", "", "")

    return rows


def _figure(figure: Figure) -> tuple[Cell, Cell]:
    return figure.quantity, str(figure.quality)


def _consignments(asked: Asked, _as_of: date | None) -> Rows:
    for row in _all(consignments_of(asked).select_related("occasion")):
        yield (
            row.number, row.direction, row.basis, row.state, row.giver.name, _receivers(row), row.counts_from,
            row.despatched_words, row.occasion.name if row.occasion else "", row.words, row.language, row.key,
        )  # fmt: skip


def _receivers(row: Consignment) -> str:
    known = [row.receiver] if row.receiver else []
    return ", ".join(party.name for party in [*known, *row.shared_with.all()])


def _lines(asked: Asked, _as_of: date | None) -> Rows:
    rows = ConsignmentLine.objects.filter(consignment__in=consignments_of(asked).order_by())
    joined = rows.select_related("consignment", "item", "box", "lot", "donor")
    for line in _all(joined.order_by("consignment_id", "id")):
        goods, amount = _goods(line.item, line.words), _amount(line.quantity, line.item)
        box, lot, donor = line.box and line.box.number, line.lot and line.lot.number, line.donor and line.donor.name
        yield (line.consignment.number, line.ordinal + 1, *goods, *amount, line.quality, box, lot, donor)


def _receipts(asked: Asked, _as_of: date | None) -> Rows:
    rows = ReceiptLine.objects.filter(receipt__consignment__in=consignments_of(asked).order_by())
    joined = rows.select_related("receipt__consignment", "receipt__stated_by", "item", "lot")
    for line in _all(joined.order_by("receipt_id", "id")):
        receipt = line.receipt
        yield (
            receipt.number, receipt.consignment.number, receipt.state, receipt.stated_by.name, receipt.assurance,
            receipt.received_at.isoformat(), *_goods(line.item, ""), line.item.base_unit, line.received_quantity,
            line.short_quantity, line.rejected_quantity, line.oversupply_quantity, line.accepted_quantity, line.quality,
            line.shortage_action, line.reject_reason,
        )  # fmt: skip


def _needs(asked: Asked, _as_of: date | None) -> Rows:
    rows: Iterable[Need] = _all(needs_of(asked).prefetch_related("lines__item"))
    for need in rows:
        head = (need.number, need.basis, need.state, need.origin, need.party.name, need.counts_from)
        for line in need.lines.all():
            yield (*head, *_goods(line.item, line.words), *_amount(line.quantity, line.item), line.quality)


def _all(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK)  # type: ignore[no-any-return]


def _goods(item: Item | None, words: str) -> tuple[Cell, Cell, Cell]:
    return (item.key, item.name, words) if item else ("", "", words)


def _amount(quantity: int | None, item: Item | None) -> tuple[Cell, Cell]:
    """Number and unit as the pages show them: in the reporting unit where it divides."""
    if quantity is None or item is None:
        return quantity, item.reporting_unit if item else ""
    return in_units(quantity, item)


TOTALS = (
    ("As of", "#date+as_of"),
    ("Item key", "#item+code"),
    ("Item", "#item+name"),
    ("Unit", "#meta+unit"),
    ("Part", "#meta+part"),
    ("Quantity", "#output+quantity"),
    ("Quality", "#meta+quality"),
    ("Source", "#meta+source"),
    ("Scope", "#meta+scope"),
)
ITEM = (("Item key", "#item+code"), ("Item", "#item+name"), ("Words", "#description+item"))
TABLES: dict[str, Table] = {
    "totals-received": Table(TOTALS, _totals(Direction.RECEIVED)),
    "totals-given": Table(TOTALS, _totals(Direction.GIVEN)),
    "consignments": Table(
        (
            ("Number", "#meta+id"),
            ("Direction", "#meta+direction"),
            ("Basis", "#meta+basis"),
            ("State", "#status"),
            ("Giver", "#org+donor"),
            ("Receiver", "#org+recipient"),
            ("Counts from", "#date+counts_from"),
            ("Despatched", "#date+despatched"),
            ("Occasion", "#crisis"),
            ("Words", "#description"),
            ("Language", "#meta+language"),
            ("Key in the record", "#meta+key"),
        ),
        _consignments,
    ),
    "lines": Table(
        (
            ("Consignment", "#meta+id"),
            ("Line", "#meta+line"),
            *ITEM,
            ("Quantity", "#output+quantity"),
            ("Unit", "#meta+unit"),
            ("Quality", "#meta+quality"),
            ("Box", "#meta+box"),
            ("Lot", "#meta+lot"),
            ("First giver", "#org+donor"),
        ),
        _lines,
    ),
    "receipts": Table(
        (
            ("Receipt", "#meta+id"),
            ("Consignment", "#meta+consignment"),
            ("State", "#status"),
            ("Stated by", "#org+recipient"),
            ("Assurance", "#meta+assurance"),
            ("Received at", "#date+received"),
            *ITEM,
            ("Unit", "#meta+unit"),
            ("Received", "#output+received"),
            ("Short", "#output+short"),
            ("Rejected", "#output+rejected"),
            ("Oversupply", "#output+oversupply"),
            ("Accepted", "#output+accepted"),
            ("Quality", "#meta+quality"),
            ("Shortage action", "#meta+shortage_action"),
            ("Reject reason", "#meta+reject_reason"),
        ),
        _receipts,
    ),
    "needs": Table(
        (
            ("Need", "#meta+id"),
            ("Basis", "#meta+basis"),
            ("State", "#status"),
            ("Origin", "#meta+origin"),
            ("Of", "#org+recipient"),
            ("Counts from", "#date+counts_from"),
            *ITEM,
            ("Quantity", "#inneed+quantity"),
            ("Unit", "#meta+unit"),
            ("Quality", "#meta+quality"),
        ),
        _needs,
    ),
}
