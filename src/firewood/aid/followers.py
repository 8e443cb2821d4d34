"""What aid does after something happened: put into the search what was touched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from firewood.aid.findable import INDEXERS
from firewood.aid.models import Consignment, Discrepancy, Handover, Need, Pledge, Receipt
from firewood.journal.following import follow
from firewood.journal.models import Entry

NAME = "search of aid"
CHANGES_OF_NAMES = ("registry.party", "supplies.item", "registry.occasion")

Touched = defaultdict[str, set[UUID]]


def catch_up() -> int:
    """Bring the search up to date with the journal; gives how many lines were read. Cheap when nothing happened."""
    return follow(NAME, index_touched)


def index_touched(lines: Sequence[Entry]) -> None:
    """Index again whatever these lines of the journal are about."""
    touched: Touched = defaultdict(set)
    for line in lines:
        kind, _colon, key = line.subject.partition(":")
        if _is_identity(key):
            touched[kind].add(UUID(key))
    _lead_to_acts(touched)
    for kind, index in INDEXERS.items():
        if touched[kind]:
            index(touched[kind])


def _is_identity(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _lead_to_acts(touched: Touched) -> None:
    """A receipt, a difference or a handover is found with its consignment; a new name changes the acts that bear it."""
    consignments = touched["aid.consignment"]
    consignments |= _ids(Handover.objects.filter(pk__in=touched["aid.handover"]).values_list("consignment_id"))
    consignments |= _ids(Receipt.objects.filter(pk__in=touched["aid.receipt"]).values_list("consignment_id"))
    differences = Discrepancy.objects.filter(pk__in=touched["aid.discrepancy"])
    consignments |= _ids(differences.values_list("receipt_line__receipt__consignment_id"))
    named = set().union(*(touched[kind] for kind in CHANGES_OF_NAMES))
    if named:
        _bearing(touched, named)


def _bearing(touched: Touched, named: set[UUID]) -> None:
    by_item_or_occasion = Q(lines__item__in=named) | Q(occasion__in=named)
    two_sides = Q(giver__in=named) | Q(receiver__in=named)
    touched["aid.need"] |= _ids(Need.objects.filter(by_item_or_occasion | Q(party__in=named)).values_list("pk"))
    touched["aid.pledge"] |= _ids(Pledge.objects.filter(by_item_or_occasion | two_sides).values_list("pk"))
    shared = two_sides | Q(shared_with__in=named)
    touched["aid.consignment"] |= _ids(Consignment.objects.filter(by_item_or_occasion | shared).values_list("pk"))


def _ids(rows: Iterable[tuple[UUID]]) -> set[UUID]:
    return {row[0] for row in rows}
