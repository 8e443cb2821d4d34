"""The sheets for a place or body, and for an occasion."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.journal.refusals import Problem
from firewood.registry.actions import OccasionDraft, PartyDraft
from firewood.registry.actions.parties import namesake_problems, party_problems
from firewood.registry.actions.words import occasion_problems
from firewood.registry.forms.fields import (
    ByLanguageField,
    DegreesField,
    LanguagesField,
    PartyField,
    StatedDayField,
    WordsField,
    as_lines,
)
from firewood.registry.forms.sheet import CHOOSE, MISSING, Sheet, offer, standing
from firewood.registry.keys import free_key
from firewood.registry.models import Occasion, Party
from firewood.registry.models.parties import PARTY_KINDS
from firewood.registry.states import PartyKind

NAMES_HELP = later(
    "One a line: the language, a colon, the name. For example ko: 서울. The first of a language is shown."
)


class PartySheet(Sheet):
    """A place or body: what it is, its names, where it lies, how its office is written to."""

    kind = forms.ChoiceField(label=later("Kind"), choices=PARTY_KINDS, error_messages=CHOOSE)
    name = forms.CharField(label=later("English name"), max_length=200, error_messages=MISSING)
    names = ByLanguageField(label=later("Names in other languages"), rows=5, help_text=NAMES_HELP)
    parent = PartyField(label=later("Belongs to"), required=False, error_messages=CHOOSE)
    country = PartyField(label=later("Country"), required=False, error_messages=CHOOSE)
    seat = PartyField(label=later("Sits in"), required=False, error_messages=CHOOSE,
                      help_text=later("Where a body has its seat, such as the city of an embassy."))  # fmt: skip
    latitude = DegreesField(label=later("Latitude"), required=False)
    longitude = DegreesField(label=later("Longitude"), required=False)
    zone = forms.CharField(label=later("Time zone"), required=False, max_length=60,
                           help_text=later("Such as Asia/Seoul."))  # fmt: skip
    languages = LanguagesField(
        label=later("Languages its office reads and writes"), required=False,
        help_text=later("The one we write in first. For example Korean, English."),
    )  # fmt: skip
    postal_address = WordsField(label=later("Postal address of the office"), rows=3)
    email = forms.CharField(
        label=later("E-mail address of the office"), required=False, max_length=254,
        help_text=later("Of the office, never of a person."),
    )  # fmt: skip
    note = WordsField(label=later("Note for the office"), rows=2)
    another = forms.BooleanField(
        label=later("It is another place of the same name"), required=False,
        help_text=later("Tick this only if both are different places."),
    )  # fmt: skip
    parts = (
        (later("What it is"), ("kind", "name", "names", "another")),
        (later("Where it is"), ("parent", "country", "seat", "latitude", "longitude", "zone")),
        (later("How we write to it"), ("languages", "postal_address", "email", "note")),
    )

    def __init__(self, data: Any = None, *, party: Party | None = None, **more: Any) -> None:
        super().__init__(data, initial=_shown_party(party) if party else more.pop("initial", None), **more)
        self.party = party
        if party or not data:
            del self.fields["another"]
        others = list(Party.objects.exclude(key=party.key if party else ""))
        offer(self, "parent", others, _("to nothing above it"))
        offer(self, "seat", [each for each in others if each.kind == PartyKind.CITY], _("nowhere else"))
        offer(self, "country", [each for each in others if each.kind == PartyKind.COUNTRY], _("none"))

    def problems(self) -> Iterable[Problem]:
        draft = self.draft()
        yield from party_problems(draft, self.party)
        if self.party or self.read("another", otherwise=False):
            return
        namesakes = list(namesake_problems(draft))
        if not namesakes:
            self.fields.pop("another", None)  # it is asked only where there is a place of the same name
        yield from namesakes

    def draft(self) -> PartyDraft:
        """The place or body as it was described."""
        plain = {name: self.read(name) for name in ("name", "zone", "postal_address", "email", "note")}
        known: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in ("parent", "country", "seat", "latitude", "longitude")
        }
        key = self.party.key if self.party else free_key(Party, plain["name"])
        return PartyDraft(
            key=key, kind=PartyKind(self.read("kind", PartyKind.OTHER)), names=self.read("names", {}),
            languages=self.read("languages", ()), **plain, **known,
        )  # fmt: skip


class OccasionSheet(Sheet):
    """An occasion: what happened, since when, where."""

    name = forms.CharField(label=later("English name"), max_length=200, error_messages=MISSING)
    names = ByLanguageField(label=later("Names in other languages"), rows=4, help_text=NAMES_HELP)
    started = StatedDayField(label=later("Began"), required=False)
    place = PartyField(label=later("Where"), required=False, error_messages=CHOOSE)
    note = WordsField(label=later("Note for the office"), rows=2)
    parts = ((later("What happened"), ("name", "names", "started", "place", "note")),)

    def __init__(self, data: Any = None, *, occasion: Occasion | None = None) -> None:
        super().__init__(data, initial=_shown_occasion(occasion) if occasion else None)
        self.occasion = occasion
        offer(self, "place", Party.objects.all(), _("nowhere in particular"))

    def problems(self) -> Iterable[Problem]:
        return occasion_problems(self.draft())

    def draft(self) -> OccasionDraft:
        """The occasion as it was described."""
        read = self.cleaned_data
        told = {name: read[name] for name in ("started", "place") if read.get(name)}
        key = self.occasion.key if self.occasion else free_key(Occasion, self.read("name"))
        return OccasionDraft(
            key=key, name=self.read("name"), names=self.read("names", {}), note=self.read("note"), **told
        )


def _shown_party(party: Party) -> dict[str, Any]:
    plain = ("kind", "name", "latitude", "longitude", "zone", "postal_address", "email", "note")
    above = {name: getattr(party, name).key for name in ("parent", "country", "seat") if getattr(party, name)}
    return {
        **{name: getattr(party, name) for name in plain}, **above, "languages": ", ".join(party.languages),
        "names": as_lines(standing(party.subject, "name", without=party.name)),
    }  # fmt: skip


def _shown_occasion(occasion: Occasion) -> dict[str, Any]:
    return {
        "name": occasion.name, "note": occasion.note, "started": occasion.started_words,
        "place": occasion.place.key if occasion.place else "",
        "names": as_lines(standing(occasion.subject, "name", without=occasion.name)),
    }  # fmt: skip
