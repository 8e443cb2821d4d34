"""Forms about colleagues: an invitation, and their duties."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from firewood.accounts.actions import Colleague
from firewood.accounts.states import Duty
from firewood.desk.colleagues.words import MEANINGS, NAMES
from firewood.registry.models import Party
from firewood.registry.ours import our_office, our_side
from firewood.registry.states import PartyKind

KINDS = (
    PartyKind.DISTRICT, PartyKind.SUBDISTRICT, PartyKind.COMMUNITY, PartyKind.GOVERNMENT_BODY,
    PartyKind.PARTY_COMMITTEE, PartyKind.HOSPITAL,
)  # fmt: skip


class DutiesForm(forms.Form):
    """Which duties, and for which district or department if not for the whole city."""

    duties = forms.MultipleChoiceField(label=_("Duties"), widget=forms.CheckboxSelectMultiple)
    party = forms.ChoiceField(
        label=_("District or department"),
        help_text=_("A colleague of a district or department sees only what concerns it."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duties: Any = self.fields["duties"]
        duties.choices = [(duty.value, f"{NAMES[duty]}: {MEANINGS[duty]}") for duty in Duty]
        party: Any = self.fields["party"]
        self.parties = {str(each.pk): each for each in _ours()}
        party.choices = [("", _("the whole city")), *((key, each.name) for key, each in self.parties.items())]

    def chosen_duties(self) -> list[Duty]:
        """The duties, in the order of the table."""
        return [duty for duty in Duty if duty.value in self.cleaned_data["duties"]]

    def chosen_party(self) -> tuple[UUID, str] | None:
        """The district or department; None for the whole city."""
        party = self.parties.get(self.cleaned_data["party"])
        return (party.pk, party.name) if party else None

    def mark(self, field: str, message: str) -> None:
        """Say at its field what an action refused."""
        self.add_error(field if field in self.fields else None, message)


class InviteForm(DutiesForm):
    """Who is invited."""

    field_order = ["name", "office", "language", "duties", "party"]
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    office = forms.CharField(
        label=_("Office"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def colleague(self) -> Colleague:
        """The colleague, as the form tells of them."""
        told = self.cleaned_data
        return Colleague(told["name"], told["office"], self.chosen_duties(), told["language"], self.chosen_party())


def _ours() -> list[Party]:
    """Districts and departments of our city, apart from the office itself."""
    try:
        side, office = our_side(), our_office()
    except Party.DoesNotExist:
        return []
    return list(Party.objects.filter(pk__in=side, kind__in=KINDS).exclude(pk=office.pk).order_by("sort_name"))
