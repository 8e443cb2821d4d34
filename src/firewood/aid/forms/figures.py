"""The form for a total that a source states."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.actions.reported import Figure
from firewood.aid.forms.fields import CountField, DayField, WordsField
from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.states import Direction
from firewood.aid.words import choices
from firewood.archive.models import Source
from firewood.registry.ours import our_city
from firewood.supplies.ledger import Entered
from firewood.supplies.models import LARGEST
from firewood.supplies.states import Quality

SAID = frozenset({"exact", "approximate", "at_least"})


class StatedFigureForm(forms.Form):
    """How many a source says there were, in its own words."""

    direction = forms.ChoiceField(label=later("Which way"), choices=choices("direction"), widget=forms.RadioSelect)
    item = forms.ChoiceField(label=later("Item"))
    quantity = CountField(label=later("How many"))
    unit = forms.ChoiceField(label=later("Unit"))
    quality = forms.ChoiceField(label=later("How sure"), choices=choices("quality", only=SAID))
    words = WordsField(label=later("The words of the source"), required=True, max_length=2000)
    language = forms.CharField(label=later("Language of these words"), max_length=35)
    source = forms.ModelChoiceField(
        Source.objects.all(), label=later("Source"), to_field_name="key", empty_label=later("choose")
    )
    scope = forms.CharField(label=later("Whose gifts it covers"), required=False, max_length=300)
    as_of = DayField(label=later("As of"))

    def __init__(self, *args: Any, catalogue: Catalogue, **options: Any) -> None:
        super().__init__(*args, **options)
        self.catalogue = catalogue
        self.fields["item"].choices = [("", _("choose")), *((k.item.key, str(k.name)) for k in catalogue.items)]  # type: ignore[attr-defined]
        units = {unit.code: unit.words(known.item) for known in catalogue.items for unit in known.units}
        self.fields["unit"].choices = [("", _("choose")), *sorted(units.items(), key=lambda each: each[1])]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        known = self.catalogue.by_key.get(read.get("item", ""))
        unit = known.unit(read["unit"]) if known and read.get("unit") else None
        if known and read.get("unit") and unit is None:
            self.add_error("unit", _("“%(item)s” is not counted in this unit.") % {"item": known.name})
        if unit and read.get("quantity") is not None:
            read["entered"] = Entered(read["quantity"], unit.name, unit.factor)
            if read["entered"].base > LARGEST:
                self.add_error("quantity", _("This is more than there can be."))
        return read

    def figure(self) -> Figure:
        read = self.cleaned_data
        source = read["source"]
        key = slugify(f"{source.key}-{read['direction']}-{read['item']}-{read['as_of'].isoformat()}")
        return Figure(
            key=key, direction=Direction(read["direction"]), party=our_city(),
            item=self.catalogue.by_key[read["item"]].item, entered=read["entered"], quality=Quality(read["quality"]),
            words=read["words"], language=read["language"], source=source, as_of=read["as_of"], scope=read["scope"],
        )  # fmt: skip
