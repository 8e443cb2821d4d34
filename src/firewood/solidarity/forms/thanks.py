"""The sheet of a letter of thanks: the proposed text, who signs, and how it went."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as later

from firewood.aid.forms.fields import StatedDayField, WordsField
from firewood.aid.models import Consignment
from firewood.journal.clock import today
from firewood.languages.dates import show_day
from firewood.registry.models import Office, Party
from firewood.registry.ours import our_city
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.forms.gestures import signatory
from firewood.solidarity.forms.steps import StepForm, offer_our_offices
from firewood.solidarity.queries.polite import Proposal
from firewood.solidarity.states import Channel, GestureKind
from firewood.solidarity.words import CHANNELS


class ThanksForm(StepForm):
    """Thanks for one consignment, in the partner's language and in ours; everything is filled in and can be changed."""

    title = forms.CharField(label=later("Heading"), max_length=300)
    body = WordsField(label=later("The text"), required=True, rows=14, max_length=60_000)
    own_title = forms.CharField(label=later("Heading"), required=False, max_length=300)
    own_body = WordsField(label=later("The text"), rows=14, max_length=60_000)
    office = forms.ModelChoiceField(Office.objects.none(), label=later("Who signs"), required=False)
    name = forms.CharField(label=later("Name, if not in the list"), required=False, max_length=200)
    office_held = forms.CharField(label=later("Office held at that time"), required=False, max_length=200)
    sent = StatedDayField(label=later("Sent on"), required=True, max_length=200)
    channel = forms.ChoiceField(label=later("How it goes"), choices=list(CHANNELS.items()))

    def __init__(self, data: Mapping[str, Any] | None, *, theirs: Proposal, ours: Proposal | None) -> None:
        own = {"own_title": ours.title, "own_body": ours.text} if ours else {}
        begins = {"title": theirs.title, "body": theirs.text, "sent": show_day(today()), "channel": Channel.EMAIL}
        super().__init__(data, initial={**begins, **own})
        self.theirs, self.ours = theirs, ours
        if ours is None:
            del self.fields["own_title"], self.fields["own_body"]
        offer_our_offices(self.fields["office"])
        for name, proposal in (("title", theirs), ("body", theirs), ("own_title", ours), ("own_body", ours)):
            if proposal:
                self.fields[name].widget.attrs |= {"lang": proposal.language, "dir": "auto"}

    def draft(self, consignment: Consignment, partner: Party, *, status: Any) -> GestureDraft:
        """The letter that was read: from our city, answering the consignment."""
        read = self.cleaned_data
        given = read["office"] or read["name"] or read["office_held"]
        return GestureDraft(
            kind=GestureKind.THANKS, sender=our_city(), addressee=partner, status=status,
            signatories=[signatory(read["office"], read["name"], read["office_held"])] if given else [],
            texts={"title": read["title"], "body": read["body"]}, language=self.theirs.language,
            answers_consignments=[consignment], occasion=consignment.occasion,
        )  # fmt: skip

    def own_words(self) -> dict[str, str]:
        """The same in our language; empty where there is none."""
        read = {"title": self.cleaned_data.get("own_title", ""), "body": self.cleaned_data.get("own_body", "")}
        return {name: text for name, text in read.items() if text.strip()}
