"""Small forms: one step of a consignment, an offer or a need, with the words or the day it asks for."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.aid.drafts import HandoverDraft
from firewood.aid.forms.fields import CountField, PartyField, StatedDayField, WordsField
from firewood.aid.queries.parties import party_choices, place_choices
from firewood.aid.words import choices
from firewood.journal.clock import today
from firewood.languages.dates import show_day


class WordsForm(forms.Form):
    """Words that go with an answer."""

    words = WordsField(label=later("Words with it"), max_length=4000)

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].required = needed


class ReasonForm(forms.Form):
    """A reason, which is kept."""

    reason = WordsField(label=later("Why"), required=True, max_length=1000)


class EndingForm(forms.Form):
    """Why a need is closed."""

    ending = forms.ChoiceField(label=later("Why it is closed"), choices=choices("ending"), widget=forms.RadioSelect)


class ArrivalForm(forms.Form):
    """A day and a place at which goods arrived."""

    day = StatedDayField(label=later("On which day"), required=True)
    place = PartyField(label=later("Where"), required=False)
    batch = CountField(label=later("Batch number"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = show_day(today())
        self.fields["place"].choices = [("", _("not noted")), *place_choices(get_language() or "en")]  # type: ignore[attr-defined]


class HandoverForm(forms.Form):
    """A meeting at which something is handed over."""

    day = StatedDayField(label=later("On which day"), required=True)
    part_of_day = forms.CharField(label=later("At what time of day"), required=False, max_length=60)
    place = PartyField(label=later("Where"), required=False)
    place_words = forms.CharField(label=later("Where, in words"), required=False, max_length=200)
    giver_words = forms.CharField(label=later("Who hands over, with office"), required=False, max_length=300)
    taker_words = forms.CharField(label=later("Who takes, with office"), required=False, max_length=300)
    witness_words = forms.CharField(label=later("Before whom"), required=False, max_length=500)
    handed_words = forms.CharField(label=later("What is handed over"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [("", _("not noted")), *place_choices(get_language() or "en")]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name.endswith("_words"):
                field.widget.attrs["dir"] = "auto"

    def draft(self) -> HandoverDraft:
        return HandoverDraft(**self.cleaned_data)


class GuestForm(forms.Form):
    """For whom a guest link is made."""

    party = PartyField(label=later("For which party"))
    name = forms.CharField(label=later("Name of the colleague there"), required=False, max_length=200)
    language = forms.ChoiceField(label=later("Language"))

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], parties: list[tuple[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["party"].choices = parties or party_choices(get_language() or "en", ours=False)  # type: ignore[attr-defined]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["dir"] = "auto"
