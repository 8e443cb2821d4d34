"""Rows of goods: item, how many of which unit, how sure, in which box; typed, or pasted from a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.lines import problems_of
from firewood.aid.drafts import LineDraft
from firewood.aid.forms.fields import CountField, QuietForm
from firewood.aid.queries.catalogue import Catalogue, Known, Unit
from firewood.aid.words import choices
from firewood.journal.paging import whole_number
from firewood.journal.refusals import Problem
from firewood.languages.numbers import show_number
from firewood.languages.search import fold
from firewood.supplies.ledger import Entered
from firewood.supplies.models import LARGEST, Lot
from firewood.supplies.states import Quality
from firewood.supplies.words import UNITS, unit_words

MOST_ROWS = 2_000
COLUMNS = ("item", "quantity", "unit", "box", "words")


class LineForm(QuietForm):
    """One row. An empty row is no row; a unit is never guessed where an item has several."""

    item = forms.ChoiceField(label=later("Item"), required=False)
    quantity = CountField(label=later("How many"), required=False)
    unit = forms.ChoiceField(label=later("Unit"), required=False)
    quality = forms.ChoiceField(label=later("How sure"), required=False, choices=choices("quality"))
    box = CountField(label=later("In box"), required=False)
    lot = forms.CharField(label=later("Lot"), required=False, max_length=60)
    words = forms.CharField(
        label=later("In words"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, catalogue: Catalogue, *, boxed: bool, **options: Any) -> None:
        super().__init__(**options)
        self.catalogue = catalogue
        self.fields["item"].choices = [("", _("choose")), *((k.item.key, str(k.name)) for k in catalogue.items)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("choose")), *self._unit_choices()]  # type: ignore[attr-defined]
        if not boxed:
            del self.fields["box"], self.fields["lot"]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed into the row."""
        typed = (self[name].value() for name in self.fields if name != "quality")
        return not any(str(value or "").strip() for value in typed)

    @property
    def chosen(self) -> Known | None:
        """The item of the row, as it was typed."""
        return self.catalogue.by_key.get(str(self["item"].value() or ""))

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        known = self.catalogue.by_key.get(read.get("item", ""))
        self._check_named(known, read)
        self._check_unit(known, read)
        self._check_lot(known, read)
        return read

    def draft(self) -> LineDraft:
        """The row as an action takes it; call it only when the form is valid."""
        read = self.cleaned_data
        known = self.catalogue.by_key.get(read.get("item", ""))
        quality = Quality(read.get("quality") or Quality.EXACT)
        return LineDraft(
            item=known.item if known else None,
            entered=read.get("entered"),
            quality=quality if read.get("entered") else Quality.UNKNOWN,
            words=read.get("words", ""),
            language=get_language() or "en",
            lot=read.get("found_lot"),
            box=read.get("box"),
        )

    def _unit_choices(self) -> list[tuple[str, str]]:
        if self.chosen:
            return [(unit.code, unit.words(self.chosen.item)) for unit in self.chosen.units]
        return self.catalogue.unit_choices

    def _check_named(self, known: Known | None, read: Mapping[str, Any]) -> None:
        if known is None and not read.get("words") and "item" not in self.errors:
            self.add_error("item", _("Choose an item, or write the words in which it was told."))
        if known is None and read.get("quantity") is not None:
            self.add_error("item", _("Choose the item of which there are so many."))

    def _check_unit(self, known: Known | None, read: dict[str, Any]) -> None:
        quantity, unknown = read.get("quantity"), read.get("quality") == Quality.UNKNOWN
        if "quantity" in self.errors or known is None:
            return
        if quantity is None:
            if not unknown:
                self.add_error("quantity", _("Write how many, or choose “not known how many”."))
        elif quantity == 0 or unknown:
            self.add_error("quantity", _("Nothing, or a number that is not known? Leave the row empty, or the number."))
        else:
            self._enter(quantity, self._unit_of(known, read), read)

    def _unit_of(self, known: Known, read: Mapping[str, Any]) -> Unit | None:
        if "unit" in self.errors:
            return None
        if not read.get("unit"):
            if len(known.units) == 1:
                return known.units[0]
            named = _(" or ").join(unit.words(known.item) for unit in known.units)
            self.add_error("unit", _("Say in which unit: %(units)s.") % {"units": named})
            return None
        return known.unit(read["unit"])

    def _enter(self, quantity: int, unit: Unit | None, read: dict[str, Any]) -> None:
        if unit is None:
            return
        if quantity * unit.factor > LARGEST:
            most = show_number(LARGEST // unit.factor)
            self.add_error("quantity", _("This is more than there can be. The most is %(most)s.") % {"most": most})
            return
        read["entered"] = Entered(quantity, unit.name, unit.factor)

    def _check_lot(self, known: Known | None, read: dict[str, Any]) -> None:
        if not read.get("lot") or known is None:
            return
        read["found_lot"] = Lot.objects.filter(item=known.item, number=read["lot"]).first()
        if read["found_lot"] is None:
            told = {"lot": read["lot"], "item": known.name}
            self.add_error("lot", _("There is no lot %(lot)s of “%(item)s”.") % told)


class Rows:
    """All rows of a form, with the buttons that add and remove one, and the field to paste a spreadsheet into."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        catalogue: Catalogue,
        *,
        boxed: bool = False,
        initial: list[dict[str, Any]] | None = None,
    ) -> None:
        self.catalogue, self.boxed = catalogue, boxed
        self.pasted, self.paste_errors = "", list[str]()
        rows = typed(data) if data is not None else (initial or [{}])
        self.judged = data is not None and not {"add", "paste-over", "remove"} & set(data)
        if data is not None:
            rows = self._with_pasted(rows, str(data.get("paste", "")))
            rows = [row for number, row in enumerate(rows) if number != _removed(data)] + [{}] * ("add" in data)
        self.forms = [self._form(number, row) for number, row in enumerate(rows[:MOST_ROWS] or [{}])]
        if not self.judged:
            for form in self.forms:
                form.hush()

    def __iter__(self) -> Iterator[LineForm]:
        return iter(self.forms)

    @property
    def filled(self) -> list[LineForm]:
        return [form for form in self.forms if not form.is_empty]

    def are_valid(self) -> bool:
        """Judge every filled row; every problem is found, not only the first."""
        if not self.judged:
            return False
        for form in self.forms:
            if form.is_empty:
                form.hush()
        fine = [form.is_valid() for form in self.filled]
        return all(fine) and not self.paste_errors

    def read(self) -> list[tuple[int, LineForm]]:
        """The filled rows that could be read, each with its number as people see it."""
        numbered = list(enumerate(self.forms, start=1))
        return [(number, form) for number, form in numbered if not form.is_empty and form.is_valid()]

    def problems(self, *, all_known: bool = False) -> list[Problem]:
        """What an action would refuse in the rows that could be read."""
        return [
            replace(problem, row=number)
            for number, form in self.read()
            for problem in problems_of([form.draft()], all_known=all_known)
        ]

    def boxes(self) -> list[int | None]:
        """The box of every row as people see it, as far as it could be read."""
        return [None if form.is_empty else form.cleaned_data.get("box") for form in self.forms]

    def drafts(self) -> list[LineDraft]:
        return [form.draft() for form in self.filled]

    def _form(self, number: int, row: Mapping[str, Any]) -> LineForm:
        data = {f"line-{number}-{name}": value for name, value in row.items()}
        return LineForm(self.catalogue, boxed=self.boxed, data=data, prefix=f"line-{number}")

    def _with_pasted(self, rows: list[dict[str, Any]], pasted: str) -> list[dict[str, Any]]:
        """The typed rows and those of a pasted table; a pasted row that cannot be read stays where it was pasted."""
        kept = [row for row in rows if any(str(value).strip() for name, value in row.items() if name != "quality")]
        left: list[str] = []
        for number, text in enumerate(pasted.splitlines(), start=1):
            if not text.strip():
                continue
            read = _read_pasted(text, self.catalogue)
            if read.problem:
                self.paste_errors.append(_("Row %(row)s: %(problem)s") % {"row": number, "problem": read.problem})
                left.append(text)
            else:
                kept.append(read.row)
        self.pasted = "\n".join(left)
        return kept or rows


@dataclass(frozen=True)
class Pasted:
    """One pasted row as form data, or what is wrong with it."""

    row: dict[str, Any]
    problem: str = ""


def _read_pasted(text: str, catalogue: Catalogue) -> Pasted:
    cells = [cell.strip() for cell in text.split("\t")]
    row: dict[str, Any] = dict(zip(COLUMNS, cells, strict=False)) | {"quality": str(Quality.EXACT)}
    known = catalogue.by_name.get(fold(row["item"]))
    if known is None:
        return Pasted(row, _("“%(item)s” is no item that we know.") % {"item": row["item"]})
    row["item"] = known.item.key
    if not row.get("quantity"):
        row["quality"] = str(Quality.UNKNOWN)
    if row.get("unit"):
        unit = next((unit for unit in known.units if row["unit"].casefold() in _spellings(unit)), None)
        if unit is None:
            told = {"item": known.name, "unit": row["unit"]}
            return Pasted(row, _("“%(item)s” is not counted in “%(unit)s”.") % told)
        row["unit"] = unit.code
    return Pasted(row)


def _spellings(unit: Unit) -> set[str]:
    singular_and_plural = {unit_words(unit.name, 1), unit_words(unit.name, 2)} if unit.name in UNITS else set()
    return {word.casefold() for word in {unit.name, unit.name + "s", unit.code, unit.words(), *singular_and_plural}}


def typed(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a sent form, in their order."""
    count = str(data.get("lines", "1"))
    number = min(whole_number(count), MOST_ROWS)
    names = (*COLUMNS, "quality", "lot")
    return [{name: data.get(f"line-{n}-{name}", "") for name in names} for n in range(number)]


def _removed(data: Mapping[str, Any]) -> int:
    """The number of the row whose remove button was pressed; -1 when none was."""
    return whole_number(str(data.get("remove", "")), otherwise=-1)
