"""The sheets for a person, and for an office that somebody holds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.journal.refusals import Problem
from firewood.registry.actions import OfficeDraft, PersonDraft
from firewood.registry.actions.persons import office_problems, person_problems
from firewood.registry.forms.fields import (
    ByLanguageField,
    DayField,
    LanguageField,
    LanguagesField,
    OnceByLanguageField,
    StatedDayField,
    WordsField,
    as_lines,
)
from firewood.registry.forms.parties import NAMES_HELP
from firewood.registry.forms.sheet import CHOOSE, MISSING, Sheet, reader, standing
from firewood.registry.keys import free_key
from firewood.registry.models import Office, Party, Person

GREETINGS_HELP = later(
    "How a letter begins, one a line. For example de: Sehr geehrte Frau Oberbürgermeisterin or zh-hans: 尊敬的市长女士"
)


class PersonSheet(Sheet):
    """A person: names, how a letter greets them, which languages they read and write."""

    name = forms.CharField(label=later("Name"), max_length=200, error_messages=MISSING)
    names = ByLanguageField(label=later("Name in other scripts"), rows=3, help_text=NAMES_HELP)
    sort_name = forms.CharField(label=later("Name for sorting"), required=False, max_length=200)
    greetings = OnceByLanguageField(label=later("Form of address"), rows=3, help_text=GREETINGS_HELP)
    reads = LanguagesField(label=later("Reads"), required=False, help_text=later("Languages, the best first."))
    writes = LanguagesField(label=later("Writes"), required=False, help_text=later("Languages, the best first."))
    note = WordsField(label=later("Note for the office"), rows=2)
    parts = (
        (later("Who it is"), ("name", "names", "sort_name")),
        (later("How we write to them"), ("greetings", "reads", "writes", "note")),
    )

    def __init__(self, data: Any = None, *, person: Person | None = None) -> None:
        super().__init__(data, initial=_shown_person(person) if person else None)
        self.person = person

    def problems(self) -> Iterable[Problem]:
        return person_problems(self.draft())

    def draft(self) -> PersonDraft:
        """The person as described."""
        plain = {name: self.read(name) for name in ("name", "sort_name", "note")}
        tongues = {name: self.read(name, ()) for name in ("reads", "writes")}
        wordings = {name: self.read(name, {}) for name in ("names", "greetings")}
        key = self.person.key if self.person else free_key(Person, plain["name"])
        return PersonDraft(key=key, **plain, **tongues, **wordings)


class OfficeSheet(Sheet):
    """An office in a party: who holds it, since when, until when, and how a letter greets whoever holds it."""

    person = forms.ChoiceField(label=later("Who holds it"), required=False, error_messages=CHOOSE)
    new_person = forms.CharField(
        label=later("or somebody new: the name"), required=False, max_length=200,
        help_text=later("Nobody chosen and no name: the source gives the office without a name."),
    )  # fmt: skip
    title = forms.CharField(label=later("Office"), max_length=200, error_messages=MISSING,
                            help_text=later("For example Mayor of Seoul."))  # fmt: skip
    language = LanguageField(label=later("Language of the title"), error_messages=MISSING)
    translations = OnceByLanguageField(
        label=later("The title in other languages"),
        rows=3,
        help_text=later("One a line: the language, a colon, the title."),
    )
    leads = forms.BooleanField(label=later("Mayor or head: letters go to this office"), required=False)
    greetings = OnceByLanguageField(label=later("Form of address"), rows=3, help_text=GREETINGS_HELP)
    since = StatedDayField(label=later("Held since"), required=False)
    until = StatedDayField(label=later("Held until"), required=False)
    attested_on = DayField(label=later("Known to be held on"), required=False)
    note = WordsField(label=later("Note for the office"), rows=2)
    parts = (
        (later("Who and what"), ("person", "new_person", "title", "language", "translations", "leads")),
        (later("How we write to them"), ("greetings",)),
        (later("Since when and until when"), ("since", "until", "attested_on", "note")),
    )

    def __init__(self, data: Any = None, *, party: Party, office: Office | None = None) -> None:
        super().__init__(data, initial=_shown_office(office) if office else {"language": reader()})
        self.party, self.office = party, office
        known = [(person.key, person.name) for person in Person.objects.all()]
        self.fields["person"].choices = [("", _("not known by name")), *known]  # type: ignore[attr-defined]

    def problems(self) -> Iterable[Problem]:
        yield from office_problems(self.draft())
        if self.read("person") and self.read("new_person"):
            yield Problem("new_person", _("Choose somebody, or write a new name; not both."))

    def new_holder(self) -> PersonDraft | None:
        """Somebody new who holds the office."""
        name = self.read("new_person")
        return PersonDraft(key=free_key(Person, name), name=name) if name else None

    def draft(self) -> OfficeDraft:
        """The office as described."""
        plain = {name: self.read(name) for name in ("title", "note")}
        wordings = {name: self.read(name, {}) for name in ("translations", "greetings")}
        days = {name: self.cleaned_data[name] for name in ("since", "until") if self.cleaned_data.get(name)}
        return OfficeDraft(
            key=self.office.key if self.office else free_key(Office, self.party.key, plain["title"]),
            party=self.party, person=Person.objects.filter(key=self.read("person")).first(),
            language=self.read("language") or "en", leads=bool(self.read("leads")),
            attested_on=self.cleaned_data.get("attested_on"), **plain, **wordings, **days,
        )  # fmt: skip


def _shown_person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name, "sort_name": person.sort_name, "note": person.note,
        "names": as_lines(standing(person.subject, "name", without=person.name)),
        "greetings": as_lines(standing(person.subject, "greeting")),
        "reads": ", ".join(person.reads), "writes": ", ".join(person.writes),
    }  # fmt: skip


def _shown_office(office: Office) -> dict[str, Any]:
    plain = {name: getattr(office, name) for name in ("title", "language", "leads", "note")}
    titles = standing(office.subject, "title")
    titles.pop(office.language, None)
    return {
        **plain, "person": office.person.key if office.person else "", "translations": as_lines(titles),
        "greetings": as_lines(standing(office.subject, "greeting")),
        "since": office.since_words, "until": office.until_words,
        "attested_on": office.attested_on.isoformat() if office.attested_on else "",
    }  # fmt: skip
