"""From what a program sent to what an action takes: keys become things, and every problem is said at once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from firewood.aid.api.schemas import ActIn, CountedIn, LineIn, ReceiptIn
from firewood.aid.drafts import NO_DAY, Count, CountedLine, LineDraft, Telling
from firewood.aid.models import Consignment
from firewood.journal.clock import today
from firewood.journal.refusals import NotFound, Problem, Unreadable
from firewood.journal.standing import Status
from firewood.languages.dates import NotADay, StatedDay, read_stated_day
from firewood.languages.numbers import show_number
from firewood.registry.models import Occasion, Party
from firewood.supplies.ledger import Entered
from firewood.supplies.models import LARGEST, Item, Lot
from firewood.supplies.states import Quality

M = TypeVar("M", bound=Model)


def by_number(rows: QuerySet[M], number: str) -> M:
    """The act of this number; raises `NotFound`."""
    found = rows.filter(number=number).first()
    if found is None:
        raise NotFound("not_found", _("There is nothing with the number “%(number)s”.") % {"number": number})
    return found


class Reading:
    """Collects problems while it looks things up; `done` refuses with all of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def done(self) -> None:
        if self.problems:
            raise Unreadable(self.problems)

    def party(self, field: str, key: str, row: int | None = None) -> Party | None:
        return self._one(Party.objects.filter(key=key), field, key, row)

    def act(self, field: str, rows: QuerySet[M], number: str) -> M | None:
        return self._one(rows.filter(number=number), field, number, None)

    def lines(self, lines: Iterable[LineIn]) -> list[LineDraft]:
        return [self._line(line, row) for row, line in enumerate(lines, start=1)]

    def telling(self, sent: ActIn) -> Telling:
        occasion = self._one(Occasion.objects.filter(key=sent.occasion), "occasion", sent.occasion, None)
        return Telling(Status(sent.status), occasion, self.day(sent.day), sent.words, sent.language, sent.note)

    def day(self, words: str) -> StatedDay:
        try:
            return read_stated_day(words, year=today().year) if words else NO_DAY
        except NotADay as error:
            self.problems.append(Problem("day", error.sentence))
            return NO_DAY

    def count(self, sent: ReceiptIn, consignment: Consignment) -> Count:
        lines = {line.ordinal + 1: line for line in consignment.lines.select_related("item")}
        return Count(
            [self._counted(counted, lines, row) for row, counted in enumerate(sent.lines, start=1)],
            boxes_arrived=sent.boxes_arrived,
            boxes_damaged=sent.boxes_damaged,
            damaged_boxes=sent.damaged_boxes,
            missing_boxes=sent.missing_boxes,
            note=sent.note,
            language=sent.language,
        )

    def _line(self, line: LineIn, row: int) -> LineDraft:
        item = self.item(line.item, row)
        return LineDraft(
            item,
            self._entered(line, item, row),
            Quality(line.quality),
            line.words,
            line.language,
            self._lot(line.lot, item, row),
            self.party("donor", line.donor, row),
            line.box,
        )

    def item(self, key: str, row: int) -> Item | None:
        """The item of a code; an unknown one is refused by name, never dropped."""
        return self._one(Item.objects.prefetch_related("packings").filter(key=key), "item", key, row)

    def _lot(self, number: str, item: Item | None, row: int) -> Lot | None:
        return self._one(Lot.objects.filter(number=number, item=item), "lot", number, row)

    def _counted(self, sent: CountedIn, lines: dict[int, Any], row: int) -> CountedLine:
        if sent.line is not None and sent.line not in lines:
            sentence = _("There is no line %(line)s in this consignment.") % {"line": sent.line}
            self.problems.append(Problem("line", sentence, row))
        item = self.item(sent.item, row)
        return CountedLine(
            sent.received,
            sent.short,
            sent.rejected,
            line=lines.get(sent.line or 0),
            item=item,
            lot=self._lot(sent.lot, item, row) if item else None,
            shortage_action=sent.shortage_action,
            reject_reason=sent.reject_reason,
            reject_action=sent.reject_action,
            quality=Quality(sent.quality),
            note=sent.note,
        )

    def _entered(self, line: LineIn, item: Item | None, row: int) -> Entered | None:
        if line.quantity is None:
            return None
        units = _units_of(item) if item else {(line.unit or "piece", line.factor or 1)}
        fitting = {
            (unit, factor) for unit, factor in units
            if (not line.unit or unit == line.unit) and line.factor in (None, factor)
        }  # fmt: skip
        if len(fitting) != 1:
            self.problems.append(_which_unit(line, sorted(fitting or units), row))
            return None
        ((unit, factor),) = fitting
        if line.quantity * factor > LARGEST:
            self.problems.append(Problem("quantity", _("More than %(most)s.") % {"most": show_number(LARGEST)}, row))
        return Entered(line.quantity, unit, factor)

    def _one(self, rows: QuerySet[M], field: str, key: str, row: int | None) -> M | None:
        if not key:
            return None
        found = rows.first()
        if found is None:
            sentence = _("There is no %(field)s “%(key)s”.") % {"field": field.replace("_", " "), "key": key}
            self.problems.append(Problem(field, sentence, row))
        return found


def _units_of(item: Item) -> set[tuple[str, int]]:
    """Every unit of an item with how many base units it holds."""
    units = {(item.base_unit, 1), (item.reporting_unit, item.reporting_factor)}
    return units | {(packing.unit, packing.contains) for packing in item.packings.all()}


def _which_unit(line: LineIn, units: list[tuple[str, int]], row: int) -> Problem:
    named = ", ".join(f"{unit} ({factor})" for unit, factor in units)
    return Problem("unit", _("Say in which unit: %(units)s.") % {"units": named}, row)
