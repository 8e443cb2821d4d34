"""What came: line by line, or in one line for boxes ("49 arrived, 2 damaged")."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.counting import box_count_problems
from firewood.aid.drafts import Count, CountedLine
from firewood.aid.forms.fields import BoxNumbersField, CountField, QuietForm, WordsField, ranges
from firewood.aid.forms.lines import Rows
from firewood.aid.models import Consignment, ConsignmentLine
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.settlement import boxes_outstanding, outstanding
from firewood.aid.states import RejectAction, RejectReason, ShortageAction
from firewood.aid.words import choices
from firewood.journal.refusals import Problem
from firewood.languages.numbers import NotAWholeNumber, read_whole_number, show_number
from firewood.supplies.ledger import Entered
from firewood.supplies.states import Quality
from firewood.supplies.words import in_units, unit_words

NO_CHOICE = [("", later("choose"))]
HOW_MANY = {"required": later("Write how many arrived. If none came, write 0.")}


class CountLineForm(QuietForm):
    """One line that was sent: how many arrived, how many of these are bad and why, what becomes of the rest."""

    arrived = CountField(label=later("Arrived"), required=False, error_messages=HOW_MANY)
    damaged = CountField(label=later("of these damaged"), required=False)
    reason = forms.ChoiceField(
        label=later("Why not accepted"), required=False, choices=[*NO_CHOICE, *choices("reject_reason")]
    )
    reject_action = forms.ChoiceField(
        label=later("What becomes of it"), required=False, choices=[*NO_CHOICE, *choices("reject_action")]
    )
    missing = forms.ChoiceField(
        label=later("What shall become of what is missing"),
        required=False,
        choices=[*NO_CHOICE, *choices("shortage_action")],
    )
    words = forms.CharField(
        label=later("Note"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, line: ConsignmentLine, left: int | None, *, judged: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.line, self.left = line, left
        self.factor, self.unit = _unit_of(line, left)
        self.fields["arrived"].required = judged

    @property
    def sent(self) -> str:
        """How many are still to come, in the unit of the row."""
        return "" if self.left is None else show_number(self.left // self.factor)

    @property
    def unit_words(self) -> str:
        return unit_words(self.unit, 2)

    @property
    def over(self) -> str:
        """How many more were typed than are still to come; empty when there are not more."""
        return "" if self.left is None else more_than(self["arrived"].value(), self.left // self.factor)

    @property
    def short(self) -> str:
        """How many are missing by what was typed; empty when none are."""
        arrived = typed_number(self["arrived"].value())
        missing = 0 if arrived is None else self._short(arrived)
        return show_number(missing // self.factor) if missing else ""

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        arrived, damaged = read.get("arrived"), read.get("damaged") or 0
        if arrived is None:
            return read
        if damaged > arrived:
            self.add_error("damaged", _("More is damaged than arrived: what is damaged has arrived, too."))
        if damaged and not read.get("reason"):
            self.add_error("reason", _("Choose why it is not accepted."))
        if self._short(arrived) and not read.get("missing"):
            told = {"missing": show_number(self._short(arrived) // self.factor), "unit": self.unit_words}
            self.add_error(
                "missing", _("%(missing)s %(unit)s are missing. Choose: search, replace, or write off.") % told
            )
        return read

    def counted(self) -> CountedLine:
        """The line as an action takes it, in base units."""
        read = self.cleaned_data
        arrived, damaged = read["arrived"], read.get("damaged") or 0
        short = self._short(arrived)
        return CountedLine(
            received=arrived * self.factor,
            short=short,
            rejected=damaged * self.factor,
            line=self.line,
            box=self.line.box,
            shortage_action=ShortageAction(read["missing"]) if short else None,
            reject_reason=RejectReason(read["reason"]) if damaged else None,
            reject_action=RejectAction(read["reject_action"]) if damaged and read["reject_action"] else None,
            quality=Quality.EXACT,
            entered=Entered(arrived, self.unit, self.factor) if arrived else None,
            note=read["words"],
        )

    def _short(self, arrived: int) -> int:
        return max(0, (self.left or 0) - arrived * self.factor)


class BoxCountForm(QuietForm):
    """Boxes in one act: how many arrived, which or how many are damaged, which did not come."""

    boxes_arrived = CountField(label=later("Boxes that arrived"), required=False, error_messages=HOW_MANY)
    boxes_damaged = CountField(label=later("of these damaged"), required=False)
    damaged_boxes = BoxNumbersField(label=later("Numbers of damaged boxes"), required=False)
    missing_boxes = BoxNumbersField(label=later("Numbers of boxes that did not come"), required=False)
    note = WordsField(label=later("Words with the receipt"), rows=2, max_length=2000)

    def __init__(self, data: Mapping[str, Any] | None, consignment: Consignment) -> None:
        super().__init__(data)
        self.consignment = consignment

    def clean_damaged_boxes(self) -> list[int]:
        return self._of_this_consignment("damaged_boxes")

    def clean_missing_boxes(self) -> list[int]:
        return self._of_this_consignment("missing_boxes")

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        arrived, damaged = read.get("boxes_arrived"), read.get("boxes_damaged")
        if arrived is not None and damaged is not None and damaged > arrived:
            self.add_error("boxes_damaged", _("More is damaged than arrived: what is damaged has arrived, too."))
        if damaged is not None and len(read.get("damaged_boxes", [])) > damaged:
            self.add_error("damaged_boxes", _("More boxes are named here than are damaged."))
        return read

    def _of_this_consignment(self, name: str) -> list[int]:
        numbers: list[int] = self.cleaned_data[name]
        known = set(self.consignment.boxes.values_list("number", flat=True)) if numbers else set()
        strange = [number for number in numbers if number not in known]
        if strange:
            raise forms.ValidationError(
                [_("Box %(number)s is not in this consignment.") % {"number": span} for span in ranges(strange)]
            )
        return numbers


class ReceiptSheet:
    """A receipt being written: boxes, the lines that were sent, and what nobody had announced."""

    def __init__(self, data: Mapping[str, Any] | None, consignment: Consignment, *, with_reason: bool = False) -> None:
        self.consignment = consignment
        left = outstanding(consignment)
        if with_reason:
            left = {line.pk: line.quantity for line in consignment.lines.all() if line.pk in left}
        self.boxes_left = boxes_outstanding(consignment)
        self.head = BoxCountForm(data, consignment)
        self.extra = Rows(data, Catalogue(get_language() or "en"))
        self.rows = self.extra
        self.reason = WordsField(required=True, label=later("What was wrong with the first receipt"))
        self.with_reason = with_reason
        self.data = data
        rows = consignment.lines.select_related("item", "box").order_by("box__number", "ordinal")
        self.lines = [
            CountLineForm(
                line, left[line.pk], data=data, prefix=f"count-{line.pk}", judged=self._lines_judged(left[line.pk])
            )
            for line in rows
            if line.item is not None and line.pk in left and (left[line.pk] != 0 or with_reason)
        ]
        self.reason_error = ""
        self.beside: list[Problem] = []

    def __iter__(self) -> Iterator[CountLineForm]:
        return iter(self.lines)

    def is_valid(self) -> bool:
        """Whether it was sent and can be read; all problems at once."""
        if self.data is None or not self.extra.judged:
            return False
        if self.with_reason and not self.reason_words:
            self.reason_error = _("Say what was wrong with the first receipt.")
        fine = [self.head.is_valid(), self._extra_is_valid(), *(line.is_valid() for line in self.lines)]
        if all(fine) and not self.reason_error:
            return True
        if self.head.is_valid():
            self.beside = list(box_count_problems(self.consignment, self._boxes()))
        return False

    @property
    def reason_words(self) -> str:
        return str((self.data or {}).get("reason", "")).strip()

    def count(self) -> Count:
        """The count as an action takes it."""
        counted = [line.counted() for line in self.lines if line.cleaned_data.get("arrived") is not None]
        return replace(self._boxes(), lines=[*counted, *self._unannounced()])

    def _boxes(self) -> Count:
        read = self.head.cleaned_data
        return Count(
            boxes_arrived=read["boxes_arrived"],
            boxes_damaged=read["boxes_damaged"] or 0,
            damaged_boxes=read["damaged_boxes"],
            missing_boxes=read["missing_boxes"],
            note=read["note"],
            language=get_language() or "en",
        )

    def _extra_is_valid(self) -> bool:
        """What nobody announced is counted: words alone, or a number that is not known, would be lost."""
        fine = self.extra.are_valid()
        for _number, row in self.extra.read():
            if not row.cleaned_data.get("entered"):
                row.add_error("quantity", _("Say which item came, and how many."))
                fine = False
        return fine

    def _unannounced(self) -> list[CountedLine]:
        return [
            CountedLine(received=draft.entered.base, item=draft.item, entered=draft.entered, note=draft.words)
            for draft in self.extra.drafts()
            if draft.entered
        ]

    def _lines_judged(self, left: int | None) -> bool:
        """A line must be answered when something of it is still to come."""
        return left != 0


def typed_number(text: Any) -> int | None:
    """What was typed as a whole number in the language of the page; None when it is none."""
    try:
        return read_whole_number(str(text or ""), language=get_language() or "en")
    except NotAWholeNumber:
        return None


def more_than(text: Any, left: int) -> str:
    """How many more were typed than `left`; empty when there are not more."""
    typed = typed_number(text)
    return show_number(typed - left) if typed is not None and typed > left else ""


def _unit_of(line: ConsignmentLine, left: int | None) -> tuple[int, str]:
    """In which unit a line is counted at receipt: as it was entered where that divides, else the item's own units."""
    quantity = left if left is not None else 0
    if line.entered_factor and quantity % line.entered_factor == 0:
        return line.entered_factor, line.entered_unit
    if line.item is None:
        return 1, "piece"
    _number, unit = in_units(quantity, line.item)
    return (line.item.reporting_factor if unit == line.item.reporting_unit and unit != line.item.base_unit else 1), unit


def everything_came(data: QueryDict, consignment: Consignment) -> QueryDict:
    """The same form filled in as if everything that is still to come had come whole."""
    filled = data.copy()
    sheet = ReceiptSheet(None, consignment)
    for line in sheet.lines:
        if line.left is not None:
            filled[f"{line.prefix}-arrived"] = str(line.left // line.factor)
            filled[f"{line.prefix}-damaged"] = ""
    if sheet.boxes_left:
        filled["boxes_arrived"] = str(sheet.boxes_left)
    return filled
