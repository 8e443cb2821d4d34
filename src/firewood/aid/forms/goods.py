"""Goods in our hands: what turned up late, what was in opened boxes, who was given what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.drafts import Count, CountedLine, DistributionDraft, LineDraft
from firewood.aid.forms.acts import Head, Sheet
from firewood.aid.forms.fields import CountField, PartyField, StatedDayField
from firewood.aid.models import Consignment
from firewood.aid.queries.parties import party_choices
from firewood.aid.queries.settlement import Reckoning, reckoning
from firewood.aid.states import DistributionState, RecipientGroup
from firewood.aid.words import choices
from firewood.journal.refusals import Problem
from firewood.languages.numbers import show_number
from firewood.supplies.models import Place
from firewood.supplies.states import Usage
from firewood.supplies.words import in_units, unit_words


class LateForm(forms.Form):
    """One item that was missing: how many turned up."""

    turned_up = CountField(label=later("Turned up"), required=False)

    def __init__(self, row: Reckoning, **options: Any) -> None:
        super().__init__(**options)
        self.row = row
        number, self.unit = in_units(row.short, row.item)
        self.factor = row.short // number if number else 1
        self.missing = show_number(number)
        self.unit_words = unit_words(self.unit, 2)


class LateSheet:
    """What was missing when a consignment was closed, item by item."""

    def __init__(self, data: Mapping[str, Any] | None, consignment: Consignment) -> None:
        self.data = data
        rows = [row for row in reckoning(consignment) if row.short > 0]
        self.lines = [LateForm(row, data=data, prefix=f"late-{row.item.key}") for row in rows]

    def __iter__(self) -> Iterator[LateForm]:
        return iter(self.lines)

    def is_valid(self) -> bool:
        return self.data is not None and all([line.is_valid() for line in self.lines])  # noqa: C419  every line is judged

    def count(self) -> Count:
        """What turned up, in base units."""
        lines = [
            CountedLine(received=line.cleaned_data["turned_up"] * line.factor, item=line.row.item)
            for line in self.lines
            if line.cleaned_data["turned_up"]
        ]
        return Count(lines=lines, language=get_language() or "en")


class OpenedHead(Head):
    """Nothing more than rows is needed to say what was in opened boxes."""


class OpenedSheet(Sheet):
    """Opened boxes: each row says in which box it was."""

    def __init__(self, data: Mapping[str, Any] | None, *, language: str) -> None:
        super().__init__(data, language=language, boxed=True)
        self.head = OpenedHead(data)

    def is_valid(self) -> bool:
        fine = super().is_valid()
        for row in self.rows.filled if self.rows.judged else ():
            if row.is_valid() and row.cleaned_data.get("box") is None:
                row.add_error("box", _("Say in which box it was."))
                fine = False
        return fine

    def problems(self) -> Iterable[Problem]:
        yield from self.rows.problems(all_known=True)

    def mark(self, problems: Iterable[Problem]) -> None:
        """An action counts its rows box by box: when the form itself is in order, what it says stands above them."""
        in_order = not any(row.errors for row in self.rows)
        super().mark([replace(problem, row=None) if in_order else problem for problem in problems])

    def boxes(self) -> dict[int, list[LineDraft]]:
        """The lines by the number of their box."""
        found: dict[int, list[LineDraft]] = {}
        for draft in self.rows.drafts():
            if draft.box is not None:
                found.setdefault(draft.box, []).append(draft)
        return found


class DistributionHead(Head):
    day = StatedDayField(label=later("On which day"), required=False)
    groups = forms.MultipleChoiceField(
        label=later("To whom"), choices=choices("group"), widget=forms.CheckboxSelectMultiple
    )
    recipient = PartyField(label=later("Through which place or body"), required=False)
    store = forms.ModelChoiceField(
        Place.objects.filter(usage=str(Usage.STORE)), label=later("Out of our store"), required=False,
        empty_label=later("the only one, or choose"),
    )  # fmt: skip
    promised = forms.BooleanField(label=later("It is promised, not yet done"), required=False)
    field_order = ["day", "groups", "recipient", "store", "promised", "words", "note", "occasion"]


class DistributionSheet(Sheet):
    """A distribution: ours out of our store, or what a partner states about goods from us."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, language: str, consignment: Consignment | None = None
    ) -> None:
        super().__init__(data, language=language)
        self.consignment = consignment
        self.head = DistributionHead(data)
        parties = party_choices(language, ours=consignment is None)
        self.head.fields["recipient"].choices = [("", _("not noted")), *parties]  # type: ignore[attr-defined]
        del self.head.fields["store" if consignment else "promised"]

    @property
    def state(self) -> DistributionState:
        return DistributionState.PROMISED if self.head.cleaned_data.get("promised") else DistributionState.DONE

    def draft(self, *, status: str) -> DistributionDraft:
        read = self.head.cleaned_data
        return DistributionDraft(
            lines=self.rows.drafts(),
            groups=[RecipientGroup(group) for group in read["groups"]],
            recipient=read["recipient"],
            consignment=self.consignment,
            store=read.get("store"),
            telling=self.head.telling(status, read["day"]),
        )
