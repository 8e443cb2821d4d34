"""Entering and changing persons, and the offices they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.steps import lock
from firewood.languages.choice import tidy_tag
from firewood.languages.dates import StatedDay
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Office, Party, Person
from firewood.registry.wordings import (
    Names,
    replace_greetings,
    replace_names,
    replace_original,
    write_greetings,
    write_names,
    write_original,
)


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """A person; `sort_name` as in a list of names, the name itself unless given.

    `greetings` are how a letter in each language greets the person, `reads` and `writes` languages, best first.
    """

    key: str
    name: str
    names: Names = field(default_factory=dict)
    sort_name: str = ""
    greetings: Mapping[str, str] = field(default_factory=dict)
    reads: Sequence[str] = ()
    writes: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficeDraft:
    """An office held by a person, or by somebody unnamed; `attested_on` is a day on which it was held.

    Who `leads` is the mayor or head. `greetings` are how a letter in each language greets whoever holds it now; they
    go before those of the person.
    """

    key: str
    party: Party
    title: str
    person: Person | None = None
    language: str = "en"
    translations: Mapping[str, str] = field(default_factory=dict)
    greetings: Mapping[str, str] = field(default_factory=dict)
    attested_on: date | None = None
    since: StatedDay = field(default_factory=StatedDay)
    until: StatedDay = field(default_factory=StatedDay)
    leads: bool = False
    note: str = ""


@action
def enter_person(draft: PersonDraft, *, actor: Actor, at: datetime) -> Person:
    """Enter a person, or describe a known one better."""
    require(rules.may_keep_registry(actor), _("enter a person"))
    reading.refuse_all(person_problems(draft))
    columns = _person_columns(draft)
    if Person.objects.filter(key=draft.key).exists():
        columns = {name: value for name, value in columns.items() if value or name not in ("reads", "writes")}
    person, new = Person.objects.update_or_create(key=draft.key, defaults=columns)
    write_names(person.subject, name=draft.name, names=draft.names)
    write_greetings(person.subject, draft.greetings)
    event = "registry.person.entered" if new else "registry.person.described_again"
    record(event, subject=person.subject, actor=actor, at=at, key=person.key, name=person.name)
    findable.index_persons([person])
    return person


@action
def change_person(person: Person, *, draft: PersonDraft, seen: int | None = None, actor: Actor, at: datetime) -> Person:
    """Describe a person anew: what is not said any more is taken away."""
    require(rules.may_keep_registry(actor), _("change a person"))
    person = lock(person)
    reading.refuse_if_changed(person.subject, seen)
    reading.refuse_all(person_problems(draft))
    before = person.name
    columns = _person_columns(draft)
    for name, value in columns.items():
        setattr(person, name, value)
    person.save(update_fields=list(columns))
    replace_names(person.subject, name=draft.name, names=draft.names)
    replace_greetings(person.subject, draft.greetings)
    record("registry.person.changed", subject=person.subject, actor=actor, at=at, name=person.name, before=before)
    findable.index_persons([person])
    return person


@action
def enter_office(draft: OfficeDraft, *, holder: PersonDraft | None = None, actor: Actor, at: datetime) -> Office:
    """Enter which office somebody holds or held; `holder` is a person who is entered with it."""
    require(rules.may_keep_registry(actor), _("enter an office"))
    reading.refuse_all(office_problems(draft))
    if holder:
        draft = replace(draft, person=enter_person(holder, actor=actor, at=at))
    office, new = Office.objects.update_or_create(key=draft.key, defaults=_office_columns(draft))
    write_original(
        office.subject, field="title", language=draft.language, text=draft.title, translations=draft.translations
    )
    write_greetings(office.subject, draft.greetings)
    event = "registry.office.entered" if new else "registry.office.described_again"
    record(event, subject=office.subject, actor=actor, at=at, title=office.title, holder=_holder(draft))
    if draft.person:
        findable.index_persons([draft.person])
    return office


@action
def change_office(
    office: Office,
    *,
    draft: OfficeDraft,
    holder: PersonDraft | None = None,
    seen: int | None = None,
    actor: Actor,
    at: datetime,
) -> Office:
    """Describe an office anew, such as when it ended. Letters and gifts keep the office as it was at their time."""
    require(rules.may_keep_registry(actor), _("change an office"))
    office = lock(office)
    reading.refuse_if_changed(office.subject, seen)
    reading.refuse_all(office_problems(draft))
    if holder:
        draft = replace(draft, person=enter_person(holder, actor=actor, at=at))
    held_before, columns = office.person, _office_columns(draft)
    for name, value in columns.items():
        setattr(office, name, value)
    office.save(update_fields=list(columns))
    replace_original(
        office.subject, field="title", language=draft.language, text=draft.title, translations=draft.translations
    )
    replace_greetings(office.subject, draft.greetings)
    record(
        "registry.office.changed", subject=office.subject, actor=actor, at=at, title=office.title,
        holder=_holder(draft), since=draft.since.words, until=draft.until.words,
    )  # fmt: skip
    findable.index_persons({person for person in (held_before, draft.person) if person})
    return office


def person_problems(draft: PersonDraft) -> Iterator[Problem]:
    """Everything that is wrong with a person as somebody describes them."""
    yield from reading.needed("name", draft.name)
    yield from reading.wordings("names", draft.names)
    yield from reading.wordings("greetings", draft.greetings)
    yield from reading.tags("reads", draft.reads)
    yield from reading.tags("writes", draft.writes)
    yield from reading.fitting("note", draft.note)


def office_problems(draft: OfficeDraft) -> Iterator[Problem]:
    """Everything that is wrong with an office as somebody describes it."""
    yield from reading.needed("title", draft.title)
    yield from reading.tags("language", [draft.language])
    yield from reading.wordings("translations", draft.translations)
    yield from reading.wordings("greetings", draft.greetings)
    yield from reading.in_order("until", draft.since, draft.until)
    yield from reading.fitting("note", draft.note)


def _person_columns(draft: PersonDraft) -> dict[str, object]:
    tongues = {name: list(dict.fromkeys(map(tidy_tag, getattr(draft, name)))) for name in ("reads", "writes")}
    return {"name": draft.name, "sort_name": draft.sort_name or draft.name, "note": draft.note, **tongues}


def _office_columns(draft: OfficeDraft) -> dict[str, object]:
    names = ("party", "person", "title", "language", "attested_on", "leads", "note")
    columns = {name: getattr(draft, name) for name in names}
    return columns | reading.day_columns("since", draft.since) | reading.day_columns("until", draft.until)


def _holder(draft: OfficeDraft) -> str:
    return draft.person.name if draft.person else ""
