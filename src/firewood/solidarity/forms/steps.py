"""Small forms: one step of a letter, with the day, the way or the words it asks for; filters of the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.accounts.actor import Actor
from firewood.aid.forms.fields import DayField, StatedDayField, WordsField
from firewood.aid.models import Consignment
from firewood.journal.clock import today
from firewood.journal.refusals import Problem
from firewood.languages.choice import is_tag, tidy_tag
from firewood.languages.dates import show_day
from firewood.registry.models import Office
from firewood.registry.ours import our_side
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.forms import choices
from firewood.solidarity.forms.gestures import answered_by_number, mark, signatory
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Channel, Reply
from firewood.solidarity.words import CHANNELS, KINDS, REPLIES, WAYS


class StepForm(forms.Form):
    """One step; what the action refuses stands at its field."""

    def mark(self, problems: Sequence[Problem]) -> None:
        """Say at its fields what the action refused."""
        mark(self, problems)


class SignForm(StepForm):
    """Who signs a letter of ours."""

    office = forms.ModelChoiceField(Office.objects.none(), label=later("Who signs"), required=False)
    name = forms.CharField(label=later("Name, if not in the list"), required=False, max_length=200)
    title = forms.CharField(label=later("Office held at that time"), required=False, max_length=200)

    def __init__(self, data: Mapping[str, Any] | None, *, needed: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.needed = needed
        offer_our_offices(self.fields["office"])

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        if self.needed and not any(read.get(name) for name in ("office", "name", "title")):
            self.add_error("office", _("Say who signs."))
        return read

    def signatories(self) -> list[SignatoryDraft]:
        """Who signs now, besides those who stand on the letter already."""
        read = self.cleaned_data
        given = read["office"] or read["name"] or read["title"]
        return [signatory(read["office"], read["name"], read["title"])] if given else []


def offer_our_offices(field: Any) -> None:
    """Let one of our offices be chosen."""
    offices = list(Office.objects.filter(party__in=our_side()).select_related("person", "party"))
    field.queryset = Office.objects.filter(pk__in=[office.pk for office in offices])
    field.choices = choices.office_choices(offices, _("not chosen here"))


class SendForm(StepForm):
    """When and how a letter of ours went."""

    sent = StatedDayField(label=later("Sent on"), required=True, max_length=200)
    channel = forms.ChoiceField(label=later("How it goes"), choices=list(CHANNELS.items()), initial=Channel.EMAIL)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sent"].initial = show_day(today())


class DeliveryForm(StepForm):
    """When a letter of ours reached them."""

    day = StatedDayField(label=later("On which day"), required=True, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = show_day(today())


class HandoverForm(DeliveryForm):
    """When, and to whom, a letter was handed over, such as an ambassador."""

    handed_to = forms.ModelChoiceField(Office.objects.none(), label=later("Handed over to"), required=False)
    words = forms.CharField(label=later("Handed over to, in words"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offices = list(Office.objects.select_related("person", "party"))
        field: Any = self.fields["handed_to"]
        field.queryset = Office.objects.all()
        field.choices = choices.office_choices(offices, _("nobody named"))


class WithdrawForm(StepForm):
    """Why a letter of ours is not sent."""

    words = WordsField(label=later("Why"), required=True, max_length=1000)


class EntryAsideForm(StepForm):
    """Why the entry of a letter that came is set aside; when it was entered twice, the number of the other entry."""

    words = WordsField(label=later("Why"), required=True, rows=2, max_length=1000)
    twice_of = forms.CharField(
        label=later("Number of the other entry, if it was entered twice"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        self.actor = actor

    def clean_twice_of(self) -> Gesture | None:
        number = self.cleaned_data["twice_of"].strip()
        found = answered_by_number(number, actor=self.actor) if number else None
        if isinstance(found, Consignment):
            raise forms.ValidationError(_("There is no letter %(number)s.") % {"number": number})
        return found


class AsideForm(StepForm):
    """Why thanks need not be given or waited for."""

    reason = WordsField(label=later("Why"), required=True, rows=2, max_length=1000)


class ReplyForm(StepForm):
    """What we know of a reply."""

    reply = forms.ChoiceField(label=later("Reply"), choices=list(REPLIES.items()), widget=forms.RadioSelect)
    due = DayField(label=later("Expected by"), required=False)

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        if read.get("due") and read.get("reply") != Reply.EXPECTED:
            self.add_error("reply", _("You gave a day by which the reply is expected: choose “expected” here."))
        return read


class AnswerForm(StepForm):
    """What a letter answers: the number of another letter, or of a consignment."""

    number = forms.CharField(
        label=later("Number of the letter or consignment that it answers"), max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        self.actor = actor

    def clean_number(self) -> Gesture | Consignment:
        return answered_by_number(self.cleaned_data["number"].strip(), actor=self.actor)


class QuoteForm(StepForm):
    """A passage to quote."""

    text = WordsField(label=later("The passage, word for word"), required=True, rows=4, max_length=4000)
    language = forms.ChoiceField(label=later("In which language"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["language"]
        field.choices = choices.language_choices(str(self.initial.get("language") or ""))


class VersionForm(StepForm):
    """A translation of a letter: the same fields in another language."""

    language = forms.ChoiceField(label=later("Into which language"), required=False)
    other_language = forms.CharField(
        label=later("Another language"), required=False, max_length=35, help_text=later("Its tag, for example ka.")
    )
    title = forms.CharField(label=later("Heading"), required=False, max_length=300)
    summary = WordsField(label=later("What it says, in short"), rows=2, max_length=2000)
    body = WordsField(label=later("The text"), rows=12, max_length=60_000)
    machine = forms.BooleanField(label=later("Made by a machine, and read by nobody yet"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, fields: Sequence[str], **options: Any) -> None:
        super().__init__(data, **options)
        for name in {"title", "summary", "body"} - set(fields):
            del self.fields[name]
        self.texts = [name for name in ("title", "summary", "body") if name in self.fields]
        tag = str(self.initial.get("language") or "")
        field: Any = self.fields["language"]
        field.choices = choices.language_choices(tag)
        for name in self.texts:
            if tag:
                self.fields[name].widget.attrs["lang"] = tag

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        tag = str(read.get("other_language") or "")
        if tag and not is_tag(tag):
            self.add_error("other_language", _("“%(tag)s” is no tag of a language.") % {"tag": tag})
        if not tag and not read.get("language"):
            self.add_error("language", _("Say into which language."))
        if not any(read.get(name) for name in self.texts):
            self.add_error(self.texts[-1], _("Write the translation."))
        return read

    @property
    def tag(self) -> str:
        """The language into which it is translated."""
        return tidy_tag(self.cleaned_data["other_language"] or self.cleaned_data["language"])

    def written(self) -> dict[str, str]:
        """The texts by field."""
        return {name: self.cleaned_data[name] for name in self.texts}


class FilterForm(forms.Form):
    """The filters over the register; every one may stay open."""

    way = forms.ChoiceField(label=later("Way"), required=False)
    kind = forms.ChoiceField(label=later("What it is"), required=False)
    partner = forms.ChoiceField(label=later("Partner"), required=False)
    year = forms.ChoiceField(label=later("Year"), required=False)
    reply = forms.ChoiceField(label=later("Reply"), required=False)
    occasion = forms.ChoiceField(label=later("Occasion"), required=False)
    as_of = forms.CharField(
        label=later("As of"), required=False, max_length=10, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Mapping[str, Any], *, years: Sequence[int]) -> None:
        super().__init__(data)
        anything = _("all")
        offered: dict[str, choices.Choices] = {
            "way": [(str(code), str(said)) for code, said in WAYS.items()],
            "kind": [(str(code), str(said)) for code, said in KINDS.items()],
            "partner": choices.partners_and_ours(ours=False),
            "year": [(str(year), str(year)) for year in years],
            "reply": [("answered", _("answered")), *((str(code), str(said)) for code, said in REPLIES.items())],
            "occasion": choices.occasion_choices(anything)[1:],
        }
        for name, found in offered.items():
            self.fields[name].choices = [("", anything), *found]  # type: ignore[attr-defined]
