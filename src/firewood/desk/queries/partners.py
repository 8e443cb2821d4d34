"""The list of partners: who, where, how long, and how many acts went which way; districts under their cities."""

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
    """One partner of a list; `under` when the city it belongs to stands above it."""

    party: Party
    name: Wording
    where: list[Wording]
    under: bool
    kind: str
    with_whom: Wording
    since: list[Since]
    to_us: int
    from_us: int


def partner_rows(*, status: str, language: str) -> list[PartnerRow]:
    """Every partner of ours and of our districts, and others with whom something passed: by name, districts under
    their cities."""
    rows = list(
        Partnership.objects.select_related("theirs__country", "theirs__parent", "ours").prefetch_related(
            "statements__source"
        )
    )
    counts = _counts(status)
    others = _others({row.theirs_id for row in rows}, counts)
    parties = [*(row.theirs for row in rows), *others]
    around = [place for party in parties for place in (party.country, party.parent) if place]
    named = names([*parties, *around, *(row.ours for row in rows)], language)
    listed = {party.pk for party in parties}
    found = [_row(row.theirs, row, named, counts, listed) for row in rows]
    found += [_row(party, None, named, counts, listed) for party in others]
    return sorted(found, key=_order)


def _order(row: PartnerRow) -> tuple[str, bool, str]:
    """By name; what stands under its city follows it."""
    above = row.party.parent if row.under and row.party.parent else row.party
    return above.sort_name, row.under, row.party.sort_name


def _row(
    party: Party, partnership: Partnership | None, named: dict[UUID, Wording], counts: Counter[tuple[UUID, str]],
    listed: set[UUID],
) -> PartnerRow:  # fmt: skip
    around = [key for key in dict.fromkeys((party.parent_id, party.country_id)) if key]
    return PartnerRow(
        party, named[party.pk], [named[key] for key in around], party.parent_id in listed,
        partnership.kind if partnership else "",
        named[partnership.ours_id] if partnership else Wording("", "en", "ltr", "original"),
        since_of(partnership) if partnership else [], counts[party.pk, "us"], counts[party.pk, "them"],
    )  # fmt: skip


def _counts(status: str) -> Counter[tuple[UUID, str]]:
    return Counter((party, event.way) for event in all_happenings(status) for party in event.partners)


def _others(partners: set[UUID], counts: Counter[tuple[UUID, str]]) -> list[Party]:
    keys = {party for party, _way in counts} - partners
    return list(Party.objects.filter(pk__in=keys).select_related("country", "parent"))
