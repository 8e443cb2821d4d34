"""Parties to choose from: ours, and those with whom we deal, named for a reader."""

from collections.abc import Iterable
from uuid import UUID

from firewood.languages.choice import direction_of
from firewood.languages.texts import Wording, best_texts
from firewood.registry.models import Party
from firewood.registry.ours import our_side
from firewood.registry.states import PartyKind

NOT_FOR_AID = (PartyKind.AIRPORT, PartyKind.NEWSPAPER)


def names(parties: Iterable[Party], language: str) -> dict[UUID, Wording]:
    """The name of each party for a reader, in one query; the own name where there is no other."""
    asked = {party.pk: party for party in parties}
    found = best_texts((party.subject for party in asked.values()), "name", language=language)
    return {pk: found.get(party.subject) or _own_name(party) for pk, party in asked.items()}


def party_choices(language: str, *, ours: bool) -> list[tuple[str, str]]:
    """Keys and names of the parties on our side, or of all others, in the order of their names."""
    side = our_side()
    parties = [
        party
        for party in Party.objects.exclude(kind__in=[str(kind) for kind in NOT_FOR_AID])
        if (party.pk in side) == ours
    ]
    named = names(parties, language)
    return sorted(((party.key, str(named[party.pk])) for party in parties), key=lambda each: each[1].casefold())


def place_choices(language: str) -> list[tuple[str, str]]:
    """Keys and names of all parties at which goods may arrive, airports included."""
    parties = list(Party.objects.exclude(kind=PartyKind.NEWSPAPER))
    named = names(parties, language)
    return sorted(((party.key, str(named[party.pk])) for party in parties), key=lambda each: each[1].casefold())


def _own_name(party: Party) -> Wording:
    return Wording(party.name, "en", direction_of("en"), "original")
