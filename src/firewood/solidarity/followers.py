"""What solidarity does after something happened: put into the search what was touched."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from firewood.journal.following import follow
from firewood.journal.models import Entry
from firewood.solidarity.findable import INDEXERS
from firewood.solidarity.models import Gesture

NAME = "search of solidarity"
CHANGES_OF_NAMES = ("registry.party", "registry.person", "registry.office", "registry.occasion")

Touched = defaultdict[str, set[UUID]]


def catch_up() -> int:
    """Bring the search up to date with the journal; gives how many lines were read. Cheap when nothing happened."""
    return follow(NAME, index_touched)


def index_touched(lines: Sequence[Entry]) -> None:
    """Index again whatever these lines of the journal are about."""
    touched: Touched = defaultdict(set)
    for line in lines:
        kind, _colon, key = line.subject.partition(":")
        if kind in INDEXERS or kind in CHANGES_OF_NAMES:
            touched[kind].add(UUID(key))
    named = set[UUID]().union(*(touched[kind] for kind in CHANGES_OF_NAMES))
    if named:
        touched["solidarity.gesture"] |= _bearing(named)
    for kind, index in INDEXERS.items():
        if touched[kind]:
            index(touched[kind])


def _bearing(named: set[UUID]) -> set[UUID]:
    """The gestures that bear a name that has changed."""
    sides = Q(sender__in=named) | Q(addressee__in=named) | Q(on_behalf_of__in=named) | Q(meant_for__in=named)
    offices = Q(to_office__in=named) | Q(to_office__person__in=named) | Q(handed_to__in=named)
    signed = Q(signatories__person__in=named) | Q(signatories__office__in=named)
    rows = Gesture.objects.filter(sides | offices | signed | Q(handed_to__person__in=named) | Q(occasion__in=named))
    return set(rows.order_by().values_list("pk", flat=True).distinct())
