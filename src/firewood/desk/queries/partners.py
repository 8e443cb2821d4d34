"""The list of partners: who, where, how long, and how many acts went which way."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from firewood.aid.queries.parties import names
from firewood.desk.queries.kept_acts import all_happenings
from firewood.desk.queries.partner import Since, since_of
from firewood.languages.texts import Wording
from firewood.registry.models import Partnership, Party


@dataclass(frozen=True)
class PartnerRow:
    """One partner of a list."""

    party: Party
    name: Wording
    country: Wording | None
    kind: str
    with_whom: Wording
    since: list[Since]
    to_us: int
    from_us: int


def partner_rows(*, status: str, language: str) -> list[PartnerRow]:
    """Every partner of ours and of our districts, by name; then others with whom something passed."""
    rows = list(Partnership.objects.select_related("theirs__country", "ours").prefetch_related("statements__source"))
    counts = _counts(status)
    parties = [party for row in rows for party in (row.theirs, row.ours, row.theirs.country) if party]
    others = _others({row.theirs_id for row in rows}, counts)
    named = names([*parties, *others, *(party.country for party in others if party.country)], language)
    found = [_row(row.theirs, row, named, counts) for row in rows]
    found += [_row(party, None, named, counts) for party in others]
    return sorted(found, key=lambda row: row.party.sort_name)


def _row(
    party: Party, partnership: Partnership | None, named: dict[UUID, Wording], counts: Counter[tuple[UUID, str]]
) -> PartnerRow:
    country = named.get(party.country_id) if party.country_id else None
    return PartnerRow(
        party, named[party.pk], country, partnership.kind if partnership else "",
        named[partnership.ours_id] if partnership else Wording("", "en", "ltr", "original"),
        since_of(partnership) if partnership else [], counts[party.pk, "us"], counts[party.pk, "them"],
    )  # fmt: skip


def _counts(status: str) -> Counter[tuple[UUID, str]]:
    return Counter((party, event.way) for event in all_happenings(status) for party in event.partners)


def _others(partners: set[UUID], counts: Counter[tuple[UUID, str]]) -> list[Party]:
    keys = {party for party, _way in counts} - partners
    return list(Party.objects.filter(pk__in=keys).select_related("country"))
