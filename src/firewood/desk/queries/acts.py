"""Every act of aid as one event between two sides: for the woodpile, the days, the map and a partner's timeline."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from firewood.aid import addresses
from firewood.aid.models import Consignment, Pledge
from firewood.aid.queries.days import NOT_YET, days_of, own_day
from firewood.aid.states import Basis, ConsignmentState, Direction
from firewood.languages.dates import StatedDay
from firewood.registry.models import Party

NOT_GIVEN = frozenset({ConsignmentState.LOST, ConsignmentState.RETURNED, ConsignmentState.ANNOUNCED})


@dataclass(frozen=True)
class Happening:
    """One act: when, which way (us, them), what kind, between whom."""

    act: Consignment | Pledge
    noun: str
    way: str
    kind: str
    day: StatedDay
    giver: UUID | None
    receivers: tuple[UUID, ...]
    url: str
    offer: bool = False
    batch: int | None = None

    @property
    def subject(self) -> str:
        return self.act.subject

    @property
    def reported(self) -> bool:
        return self.act.basis == Basis.REPORTED

    @property
    def partners(self) -> tuple[UUID, ...]:
        """The other side."""
        if self.way == "us":
            return (self.giver,) if self.giver else ()
        return self.receivers


def happenings(*, status: str, parties: Iterable[UUID] | None = None) -> list[Happening]:
    """All gifts and offers, of all partners or of these parties: the dated in their order, then the undated.

    A need is nothing that one side did for the other; it stands in the lists and on the partner's card.
    """
    among = list(parties) if parties is not None else None
    found = [*_gifts(status, among), *_offers(status, among)]
    return sorted(found, key=_order)


def _order(event: Happening) -> tuple[date, date, str]:
    return event.day.earliest or date.max, event.day.latest or date.max, event.act.number


def _gifts(status: str, parties: Sequence[UUID] | None) -> Iterable[Happening]:
    """Gifts that are at least announced or on their way, once for each known day on which a batch arrived."""
    rows = Consignment.objects.filter(status=status).exclude(state__in=NOT_YET)
    if parties is not None:
        rows = rows.filter(Q(giver__in=parties) | Q(receiver__in=parties) | Q(shared_with__in=parties)).distinct()
    shared, days = _shared_with(rows, wide=parties is None), days_of(rows, wide=parties is None)
    for row in rows.order_by("pk"):
        receivers = tuple([row.receiver_id] if row.receiver_id else []) + tuple(shared.get(row.pk, ()))
        way = "us" if row.direction == Direction.RECEIVED else "them"
        url = addresses.of_consignment(row)
        for day, batch in days.get(row.pk) or [(own_day(row), row.batch_number)]:
            yield Happening(row, "consignment", way, "goods", day, row.giver_id, receivers, url, batch=batch)


def _shared_with(rows: QuerySet[Consignment], *, wide: bool) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    through = Consignment.shared_with.through.objects.all()
    pairs = through if wide else through.filter(consignment__in=rows)
    for consignment, party in pairs.values_list("consignment_id", "party_id"):
        found[consignment].append(party)
    return found


def _offers(status: str, parties: Sequence[UUID] | None) -> Iterable[Happening]:
    rows = Pledge.objects.filter(status=status)
    if parties is not None:
        rows = rows.filter(Q(giver__in=parties) | Q(receiver__in=parties))
    for row in rows.order_by("pk"):
        day = StatedDay(row.offered_words, row.offered_earliest, row.offered_latest)
        way = "us" if row.direction == Direction.RECEIVED else "them"
        yield Happening(
            row, "pledge", way, "offer", day, row.giver_id, (row.receiver_id,), addresses.of_pledge(row), offer=True
        )


def title_of(event: Happening, names: dict[UUID, Any]) -> str:
    """What happened, in a few words with the names of both sides."""
    givers = str(names.get(event.giver, "")) if event.giver else ""
    receivers = _(" and ").join(str(names.get(party, "")) for party in event.receivers)
    if event.noun == "pledge":
        return _("Offer of %(giver)s to %(receiver)s") % {"giver": givers, "receiver": receivers}
    told = {"giver": givers, "receiver": receivers or _("for whom is not known")}
    if event.batch and isinstance(event.act, Consignment) and event.act.batch_count:
        told |= {"batch": str(event.batch), "count": str(event.act.batch_count)}
        return _("Goods: %(giver)s → %(receiver)s, batch %(batch)s of %(count)s") % told
    return _("Goods: %(giver)s → %(receiver)s") % told


def side_of(party: Party) -> list[UUID]:
    """A party and everything that belongs to it."""
    found, level = [party.pk], [party.pk]
    while level:
        level = list(Party.objects.filter(parent__in=level).values_list("pk", flat=True))
        found += level
    return found
