"""For which goods thanks are owed, and for which they are expected: it follows from receipts and answers alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from firewood.aid.models import Consignment, Receipt
from firewood.aid.states import Basis, Direction, ReceiptState
from firewood.journal.clock import day_of, end_of
from firewood.registry.models import Party
from firewood.solidarity.models import Answer, ThanksSetAside
from firewood.solidarity.queries.register import NOT_GONE_CODES
from firewood.solidarity.states import Way

PATIENCE: Final = timedelta(days=14)
"""Within so many days of a receipt thanks are due."""


@dataclass(frozen=True)
class OwedThanks:
    """Thanks for one consignment: to or from whom, since which receipt, and by which day they are due."""

    consignment: Consignment
    partner: Party
    since: date
    due: date
    receipt: Receipt


Parties = Collection[UUID] | None
"""Between whom and us; None for all."""


def thanks_owed(*, status: str, on: date, limit: int | None = None, parties: Parties = None) -> list[OwedThanks]:
    """Goods that we have confirmed and not thanked for by anything that has gone, the oldest first."""
    return _open(Way.OUT, _of(status, Direction.RECEIVED, parties), on=on, limit=limit)


def thanks_expected(*, status: str, on: date, limit: int | None = None, parties: Parties = None) -> list[OwedThanks]:
    """Goods of ours that the partner has confirmed and not thanked for, the oldest first."""
    return _open(Way.IN, _of(status, Direction.GIVEN, parties), on=on, limit=limit)


def number_of_thanks_owed(*, status: str, on: date) -> int:
    """For how many goods thanks are owed."""
    return _unthanked(Way.OUT, _of(status, Direction.RECEIVED, None), on=on).count()


def _of(status: str, direction: Direction, parties: Parties) -> QuerySet[Consignment]:
    rows = Consignment.objects.filter(status=status, direction=str(direction), basis=str(Basis.DONE))
    if parties is None:
        return rows
    return rows.filter(**{"giver__in" if direction == Direction.RECEIVED else "receiver__in": parties})


def _open(way: Way, goods: QuerySet[Consignment], *, on: date, limit: int | None) -> list[OwedThanks]:
    rows = (
        _unthanked(way, goods, on=on)
        .select_related("giver", "receiver")
        .prefetch_related(Prefetch("receipts", queryset=_confirmed().order_by("received_at"), to_attr="confirmed"))
        .annotate(first=Subquery(_first(_confirmed())))
        .order_by("first", "number")[:limit]
    )
    found = [_owed(row) for row in rows]
    return sorted(found, key=lambda owed: (owed.since, owed.consignment.number))


def _confirmed() -> QuerySet[Receipt]:
    """Receipts that stand, but for what came late to one that stood already."""
    return Receipt.objects.filter(state=str(ReceiptState.ISSUED), late=False)


def _unthanked(way: Way, goods: QuerySet[Consignment], *, on: date) -> QuerySet[Consignment]:
    """Goods confirmed up to the end of a day, for which no thanks have gone this way and none were set aside."""
    receipts = _confirmed().filter(received_at__lte=end_of(on))
    thanked = Answer.objects.filter(to_consignment=OuterRef("pk"), gesture__way=str(way))
    return (
        goods.filter(Exists(receipts.filter(consignment=OuterRef("pk"))))
        .exclude(Exists(thanked.exclude(gesture__state__in=NOT_GONE_CODES)))
        .exclude(Exists(ThanksSetAside.objects.filter(consignment=OuterRef("pk"))))
        .order_by()
    )


def _first(receipts: QuerySet[Receipt]) -> QuerySet[Receipt, datetime]:
    """When a consignment was first confirmed; those long confirmed are asked first, whatever the limit."""
    mine = receipts.filter(consignment=OuterRef("pk")).order_by("received_at")
    return mine.values_list("received_at", flat=True)[:1]


def _owed(row: Consignment) -> OwedThanks:
    first: Receipt = row.confirmed[0]  # type: ignore[attr-defined]
    since = day_of(first.received_at)
    partner = row.giver if row.direction == Direction.RECEIVED else row.receiver
    assert partner is not None  # noqa: S101  what is done here has a receiver
    return OwedThanks(row, partner, since, since + PATIENCE, first)
