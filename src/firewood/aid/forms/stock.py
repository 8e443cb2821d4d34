"""The forms of the store: what was counted on its shelves, and a new kind of goods."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions import our_store
from firewood.aid.forms.acts import Head, Sheet
from firewood.aid.forms.fields import PartyField, WordsField
from firewood.aid.queries.parties import party_choices
from firewood.registry.ours import our_city
from firewood.supplies.actions import ItemDraft, Stock
from firewood.supplies.models import Place
from firewood.supplies.states import Quality, Usage
from firewood.supplies.words import UNITS, unit_words

PAIR = 2


class CountHead(Head):
    """Which store, whose gift the goods are, and why the books are set to the shelf."""

    store = forms.ModelChoiceField(
        Place.objects.filter(usage=str(Usage.STORE)),
        label=later("Our store"),
        required=False,
        empty_label=later("the only one, or choose"),
    )
    donor = PartyField(label=later("From"))
    reason = WordsField(label=later("Why"), rows=2, required=True, max_length=1000)
    field_order = ["store", "donor", "reason"]


class CountSheet(Sheet):
    """What was counted on the shelves of a store, item by item."""

    def __init__(self, data: Mapping[str, Any] | None, *, language: str) -> None:
        super().__init__(data, language=language)
        self.head = CountHead(data, initial={"donor": our_city().key})
        self.head.let_choose("donor", [*party_choices(language, ours=True), *party_choices(language, ours=False)])
        for name in ("occasion", "words", "note"):
            del self.head.fields[name]

    @property
    def store(self) -> Place:
        """The store that was counted."""
        found: Place | None = self.head.cleaned_data["store"]
        return found or our_store()

    def stock(self) -> list[Stock]:
        """The counted goods; a row without a number says nothing about the shelf."""
        donor = self.head.cleaned_data["donor"]
        return [
            Stock(draft.item, donor, draft.entered, draft.lot, Quality(draft.quality))
            for draft in self.rows.drafts()
            if draft.item and draft.entered
        ]


class ItemForm(forms.Form):
    """A new kind of goods. What is reported in pairs is kept in pieces."""

    key = forms.SlugField(label=later("key"), max_length=60)
    name = forms.CharField(label=later("name"), max_length=200)
    unit = forms.ChoiceField(label=later("Reported in"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [(unit, unit_words(unit, 2)) for unit in UNITS]  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["lang"] = get_language() or "en"

    def draft(self) -> ItemDraft:
        read = self.cleaned_data
        if read["unit"] == "pair":
            return ItemDraft(read["key"], read["name"], "piece", "pair", PAIR)
        return ItemDraft(read["key"], read["name"], read["unit"], read["unit"])
