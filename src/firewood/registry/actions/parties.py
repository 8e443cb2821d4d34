"""Entering and changing places and bodies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.steps import lock
from firewood.languages.choice import tidy_tag
from firewood.languages.search import fold
from firewood.languages.texts import texts_of
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Partnership, Party
from firewood.registry.states import PartyKind
from firewood.registry.wordings import Names, replace_names, write_names

TOLD = ("kind", "name", "parent", "country", "latitude", "longitude", "zone", "is_node", "note")
KEPT_BY_OFFICE = ("seat", "postal_address", "email")


@dataclass(frozen=True, kw_only=True)
class PartyDraft:
    """A place or body; `name` is its English name, `names` those in other languages, degrees are decimal.

    `languages` are those its office reads and writes, the one we write in first. Addresses are those of the office.
    """

    key: str
    kind: PartyKind
    name: str
    names: Names = field(default_factory=dict)
    parent: Party | None = None
    country: Party | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    zone: str = ""
    seat: Party | None = None
    languages: Sequence[str] = ()
    postal_address: str = ""
    email: str = ""
    is_node: bool = False
    note: str = ""


@action
def enter_party(draft: PartyDraft, *, actor: Actor, at: datetime) -> Party:
    """Enter a place or body, or describe a known one better; what the office itself added to it stays."""
    require(rules.may_keep_registry(actor), _("enter a place or body"))
    _one_tree_at_a_time()
    known = Party.objects.filter(key=draft.key).first()
    reading.refuse_all(party_problems(draft, known))
    columns = _columns(draft)
    if known:
        columns = {name: value for name, value in columns.items() if name in (*TOLD, "sort_name") or value}
    party, new = Party.objects.update_or_create(key=draft.key, defaults=columns)
    write_names(party.subject, name=draft.name, names=draft.names)
    event = "registry.party.entered" if new else "registry.party.described_again"
    record(event, subject=party.subject, actor=actor, at=at, key=party.key, name=party.name, kind=party.kind)
    _index(party, new=new)
    return party


@action
def change_party(party: Party, *, draft: PartyDraft, seen: int | None = None, actor: Actor, at: datetime) -> Party:
    """Describe a place or body anew: what is not said any more is taken away. Its key and whether it is us stay."""
    require(rules.may_keep_registry(actor), _("change a place or body"))
    _one_tree_at_a_time()
    party = lock(party)
    reading.refuse_if_changed(party.subject, seen)
    reading.refuse_all(party_problems(draft, party))
    columns = _columns(draft) | {"is_node": party.is_node}
    before = {name: str(getattr(party, name) or "") for name in columns if getattr(party, name) != columns[name]}
    for name, value in columns.items():
        setattr(party, name, value)
    party.save(update_fields=list(columns))
    replace_names(party.subject, name=draft.name, names=draft.names)
    record(
        "registry.party.changed", subject=party.subject, actor=actor, at=at, key=party.key, name=party.name,
        before=before, after={name: str(columns[name] or "") for name in before},
    )  # fmt: skip
    _index(party, new=False)
    return party


def party_problems(draft: PartyDraft, known: Party | None) -> Iterator[Problem]:
    """Everything that is wrong with a place or body as somebody describes it."""
    yield from reading.needed("name", draft.name)
    yield from reading.wordings("names", draft.names)
    yield from reading.tags("languages", draft.languages)
    yield from reading.zone("zone", draft.zone)
    yield from reading.email("email", draft.email)
    yield from reading.fitting("postal_address", draft.postal_address)
    yield from reading.fitting("note", draft.note)
    yield from _degrees(draft)
    yield from _family(draft, known)


def namesake_problems(draft: PartyDraft) -> Iterator[Problem]:
    """Whether what is entered anew bears a name, in whatever language, of one of its kind that is here already.

    Cologne is not entered once more as Köln. Those of another country may be called the same.
    """
    wanted = {
        fold(name): name for name in (draft.name, *(each for several in draft.names.values() for each in several))
    }
    rows = Party.objects.filter(kind=draft.kind.value).exclude(key=draft.key)
    if draft.country:
        rows = rows.filter(Q(country=draft.country) | Q(country=None))
    if draft.parent:
        rows = rows.filter(Q(parent=draft.parent) | Q(parent=None))
    parties = {party.subject: party for party in rows}
    named = texts_of(parties, "name")
    for subject, party in parties.items():
        borne = {fold(name) for name in (party.name, *(text.text for text in named[subject]))}
        same = next((name for folded, name in wanted.items() if folded and folded in borne), None)
        if same:
            sentence = _(
                "“%(name)s” is a name of %(known)s, which is entered already."
                " Use that one, or tick that it is another place of the same name."
            )
            yield Problem("name", sentence % {"name": same, "known": party.name})
            return


def _one_tree_at_a_time() -> None:
    """What belongs to what changes one after another, so that two changes made at once do not close a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('firewood.registry.party'))")


def _degrees(draft: PartyDraft) -> Iterator[Problem]:
    if (draft.latitude is None) != (draft.longitude is None):
        missing = "latitude" if draft.latitude is None else "longitude"
        yield Problem(missing, _("Latitude and longitude belong together: give both or none."))
    for name, value, most in (("latitude", draft.latitude, 90), ("longitude", draft.longitude, 180)):
        if value is not None and not abs(value) <= most:
            yield Problem(name, _("This lies between -%(most)s and %(most)s degrees.") % {"most": most})


def _family(draft: PartyDraft, known: Party | None) -> Iterator[Problem]:
    """A party belongs neither to itself nor to what belongs to it, and is entered once."""
    above = Party.objects.filter(pk=draft.parent.pk).first() if draft.parent else None  # as it stands now
    while above is not None and known is not None:
        if above.pk == known.pk:
            yield Problem("parent", _("It cannot belong to itself, or to what belongs to it."))
            break
        above = above.parent
    if known is None:
        twins = Party.objects.filter(kind=draft.kind.value, name=draft.name, parent=draft.parent)
        if twins.exists():
            yield Problem("name", _("“%(name)s” is entered already.") % {"name": draft.name})


def _columns(draft: PartyDraft) -> dict[str, object]:
    columns = {name: getattr(draft, name) for name in (*TOLD, *KEPT_BY_OFFICE)}
    languages = list(dict.fromkeys(tidy_tag(tag) for tag in draft.languages))
    return columns | {"kind": draft.kind.value, "sort_name": draft.name, "languages": languages}


def _index(party: Party, *, new: bool) -> None:
    findable.index_parties([party])
    if not new:
        findable.index_partnerships(Partnership.objects.filter(Q(ours=party) | Q(theirs=party)))
