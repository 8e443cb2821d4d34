"""Entering places, bodies, persons and the offices they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import require
from firewood.languages.dates import StatedDay
from firewood.registry import findable, rules
from firewood.registry.models import Office, Partnership, Party, Person
from firewood.registry.states import PartyKind
from firewood.registry.wordings import Names, write_names, write_original


@dataclass(frozen=True, kw_only=True)
class PartyDraft:
    """A place or body; `name` is its English name, `names` those in other languages, degrees are decimal."""

    key: str
    kind: PartyKind
    name: str
    names: Names = field(default_factory=dict)
    parent: Party | None = None
    country: Party | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    zone: str = ""
    is_node: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """A person; `sort_name` as in a list of names, the name itself unless given."""

    key: str
    name: str
    names: Names = field(default_factory=dict)
    sort_name: str = ""
    languages: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficeDraft:
    """An office held by a person, or by somebody unnamed; `attested_on` is a day on which it was held."""

    key: str
    party: Party
    title: str
    person: Person | None = None
    language: str = "en"
    translations: Mapping[str, str] = field(default_factory=dict)
    attested_on: date | None = None
    since: StatedDay = field(default_factory=StatedDay)
    until: StatedDay = field(default_factory=StatedDay)
    note: str = ""


@action
def enter_party(draft: PartyDraft, *, actor: Actor, at: datetime) -> Party:
    """Enter a place or body, or describe a known one better."""
    require(rules.may_keep_registry(actor), _("enter a place or body"))
    names = ("kind", "name", "parent", "country", "latitude", "longitude", "zone", "is_node", "note")
    columns = {name: getattr(draft, name) for name in names} | {"kind": draft.kind.value, "sort_name": draft.name}
    party, new = Party.objects.update_or_create(key=draft.key, defaults=columns)
    write_names(party.subject, name=draft.name, names=draft.names)
    event = "registry.party.entered" if new else "registry.party.described_again"
    record(event, subject=party.subject, actor=actor, at=at, key=party.key, name=party.name, kind=party.kind)
    findable.index_parties([party])
    if not new:
        findable.index_partnerships(Partnership.objects.filter(Q(ours=party) | Q(theirs=party)))
    return party


@action
def enter_person(draft: PersonDraft, *, actor: Actor, at: datetime) -> Person:
    """Enter a person, or describe a known one better."""
    require(rules.may_keep_registry(actor), _("enter a person"))
    columns = {
        "name": draft.name,
        "sort_name": draft.sort_name or draft.name,
        "languages": draft.languages,
        "note": draft.note,
    }
    person, new = Person.objects.update_or_create(key=draft.key, defaults=columns)
    write_names(person.subject, name=draft.name, names=draft.names)
    event = "registry.person.entered" if new else "registry.person.described_again"
    record(event, subject=person.subject, actor=actor, at=at, key=person.key, name=person.name)
    findable.index_persons([person])
    return person


@action
def enter_office(draft: OfficeDraft, *, actor: Actor, at: datetime) -> Office:
    """Enter which office somebody holds or held."""
    require(rules.may_keep_registry(actor), _("enter an office"))
    names = ("party", "person", "title", "language", "attested_on", "note")
    columns = {name: getattr(draft, name) for name in names}
    columns |= _columns("since", draft.since) | _columns("until", draft.until)
    office, new = Office.objects.update_or_create(key=draft.key, defaults=columns)
    write_original(
        office.subject, field="title", language=draft.language, text=draft.title, translations=draft.translations
    )
    event = "registry.office.entered" if new else "registry.office.described_again"
    holder = draft.person.name if draft.person else ""
    record(event, subject=office.subject, actor=actor, at=at, title=office.title, holder=holder)
    if draft.person:
        findable.index_persons([draft.person])
    return office


def _columns(name: str, day: StatedDay) -> dict[str, object]:
    return {f"{name}_words": day.words, f"{name}_earliest": day.earliest, f"{name}_latest": day.latest}
