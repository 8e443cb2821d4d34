"""Reads of the registry: who we are, who belongs where, who is our partner, who said what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from firewood.journal.refusals import NotFound
from firewood.languages.choice import base_of, direction_of, tidy_tag
from firewood.languages.texts import Wording, best_text, best_texts, texts_of
from firewood.registry.models import (
    Occasion,
    Office,
    Partnership,
    PartnershipStatement,
    Party,
    Person,
    Quotation,
    Visit,
)
from firewood.registry.ours import our_side
from firewood.registry.states import ABOUT_YEARS, PartyKind


@dataclass(frozen=True)
class Branch:
    """A party in the tree, `depth` steps below a party that belongs to none."""

    party: Party
    depth: int


def party_by_key(key: str) -> Party:
    """A party by its key, with its parent and country."""
    party = Party.objects.select_related("parent", "country").filter(key=key).first()
    if party is None:
        raise NotFound("no_party", _("There is no place or body “%(key)s”.") % {"key": key}, key=key)
    return party


def occasion_by_key(key: str) -> Occasion | None:
    """An occasion by its key; None where none is named."""
    occasion = Occasion.objects.filter(key=key).first() if key else None
    if key and occasion is None:
        raise NotFound("not_found", _("There is no such occasion."))
    return occasion


def party_tree() -> list[Branch]:
    """All parties, each after the one it belongs to, in one query."""
    children: defaultdict[UUID | None, list[Party]] = defaultdict(list)
    for party in Party.objects.select_related("country"):
        children[party.parent_id].append(party)
    return list(_walk(children, None, 0))


def names_of(parties: Iterable[Party], *, language: str) -> dict[UUID, Wording]:
    """The name of each party for a reader of a language, in one query for all; the own name where no text is."""
    asked = list(parties)
    found = best_texts((party.subject for party in asked), "name", language=language)
    return {party.pk: found.get(party.subject) or _own_name(party) for party in asked}


def partnerships_of_node() -> QuerySet[Partnership]:
    """The partnerships of us and of everything that belongs to us, with both sides and all statements."""
    return _partnerships().filter(ours__in=our_side())


def partnerships_of(party: Party) -> QuerySet[Partnership]:
    """The partnerships in which a party stands, on either side."""
    return _partnerships().filter(Q(ours=party) | Q(theirs=party))


def offices_of(party: Party) -> QuerySet[Office]:
    """Who holds or held an office in a party."""
    return party.offices.select_related("person", "party").order_by("person__sort_name", "title")


def offices_now(party: Party, *, on: date) -> list[Office]:
    """The offices of a party that are not known to have ended, or to begin only later; who leads it first."""
    rows = party.offices.select_related("person").exclude(until_latest__lt=on).exclude(since_earliest__gt=on)
    return list(rows.order_by("-leads", F("attested_on").desc(nulls_last=True), "title"))


def leader_of(party: Party, *, on: date) -> Office | None:
    """The office of the mayor or head, as held on a day; None where nobody entered who leads."""
    return next((office for office in offices_now(party, on=on) if office.leads), None)


def greeting_of(office: Office, language: str) -> Wording | None:
    """How a letter in a language greets whoever holds an office; None where nobody wrote it down in that language."""
    asked = [office.subject, *([office.person.subject] if office.person else [])]
    found = texts_of(asked, "greeting")
    rows = [row for subject in asked for row in found[subject] if base_of(row.language) == base_of(language)]
    exact = [row for row in rows if row.language == tidy_tag(language)]
    return best_text((exact or rows)[:1], language)


def greetings_of(held: Office | Person) -> list[Wording]:
    """How letters in each language greet somebody; the greeting of an office held before that of the person."""
    person = held.person if isinstance(held, Office) else held
    asked = list(dict.fromkeys([held.subject, *([person.subject] if person else [])]))
    found = texts_of(asked, "greeting")
    once = {row.language: row for subject in reversed(asked) for row in found[subject]}
    return [Wording(row.text, tag, direction_of(tag), row.state) for tag, row in sorted(once.items())]


def spoken_years(partnership: Partnership) -> list[PartnershipStatement]:
    """The statements of which one can be decided: those that give a year, for each year what is stated before ours."""
    rows = partnership.statements.filter(aspect__in=[each.value for each in ABOUT_YEARS]).select_related("source")
    by_year: dict[int, PartnershipStatement] = {}
    for row in rows.order_by("derived", "aspect", "id"):
        if row.year is not None:
            by_year.setdefault(row.year, row)
    return [by_year[year] for year in sorted(by_year)]


def visits_between(parties: Iterable[UUID], *, status: str) -> QuerySet[Visit]:
    """The visits in which one of these parties stands on their side, newest first."""
    rows = Visit.objects.filter(theirs__in=list(parties), status=status)
    return rows.select_related("ours", "theirs", "source").order_by(F("day_earliest").desc(nulls_last=True), "-number")


def visit_by_number(number: str) -> Visit:
    """A visit with both sides and whoever came."""
    found = Visit.objects.select_related("ours", "theirs", "source", "occasion").filter(number=number).first()
    if found is None:
        raise NotFound("no_visit", _("There is no visit %(number)s.") % {"number": number}, number=number)
    return found


def missions_of(country: Party) -> QuerySet[Party]:
    """The embassies and consulates that a country has."""
    kinds = [PartyKind.EMBASSY.value, PartyKind.CONSULATE.value]
    return Party.objects.filter(kind__in=kinds).filter(Q(parent=country) | Q(country=country)).select_related("seat")


def persons_of(party: Party) -> QuerySet[Person]:
    """The persons known to hold or have held an office in a party."""
    return Person.objects.filter(offices__party=party).distinct()


def quotations_about(subject: str) -> QuerySet[Quotation]:
    """The words that belong to an act, such as those on its boxes."""
    return _quotations().filter(about=subject)


def quotations_of(party: Party) -> QuerySet[Quotation]:
    """The words said by a party, in its name, by one who holds an office in it, or to it."""
    said = Q(voice_of=party) | Q(addressed_to=party) | Q(speaker__offices__party=party)
    return _quotations().filter(said).distinct()


def _walk(children: dict[UUID | None, list[Party]], parent: UUID | None, depth: int) -> Iterator[Branch]:
    for party in children.get(parent, []):
        yield Branch(party, depth)
        yield from _walk(children, party.pk, depth + 1)


def _own_name(party: Party) -> Wording:
    return Wording(party.name, "en", direction_of("en"), "original")


def _partnerships() -> QuerySet[Partnership]:
    statements = PartnershipStatement.objects.select_related("source").order_by("aspect", "id")
    return Partnership.objects.select_related("ours", "theirs", "via").prefetch_related(
        Prefetch("statements", queryset=statements), "terms", "agreements"
    )


def _quotations() -> QuerySet[Quotation]:
    return Quotation.objects.select_related("speaker", "voice_of", "addressed_to", "source", "occasion")
