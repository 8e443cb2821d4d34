"""Goods on the way: each consignment has one place of transit in our books."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.models import Consignment
from firewood.journal.refusals import NotNow
from firewood.registry.ours import our_city_id
from firewood.supplies.ledger import Event, Goods, Move, hold, place_of, post
from firewood.supplies.models import Balance, LedgerEntry, Place
from firewood.supplies.states import Usage


def transit_of(consignment: Consignment) -> Place:
    """The place where the goods of this consignment are while they are on their way."""
    return place_of(our_city_id(), Usage.TRANSIT, reference=consignment.subject, name=consignment.number)


def in_transit(consignment: Consignment) -> list[Balance]:
    """What is still on the way, locked until the transaction ends."""
    rows = Balance.objects.select_for_update(of=("self",)).filter(
        place__usage=str(Usage.TRANSIT), place__reference=consignment.subject, quantity__gt=0
    )
    return list(rows.select_related("item", "lot").order_by("item_id", "lot_id", "donor_id"))


def hold_books(consignment: Consignment, items: Iterable[UUID]) -> None:
    """Lock what both sides hold of these items, before an act that moves them more than once."""
    parties = [our_city_id(), consignment.giver_id, *([consignment.receiver_id] if consignment.receiver_id else [])]
    places = Place.objects.filter(party_id__in=parties, reference="")
    hold(places, items, status=consignment.status)


@contextmanager
def unless_given_on() -> Iterator[None]:
    """Say in words what the ledger refuses in numbers: what somebody has given on cannot be taken back."""
    try:
        yield
    except NotNow as no:
        if no.code != "insufficient":
            raise
        sentence = _("Goods of this receipt were given on since, so it cannot be taken back. Take that back first.")
        raise NotNow("given_on", sentence) from no


def clear_transit(consignment: Consignment, event: Event, target: Place) -> LedgerEntry:
    """Move everything that is still on the way to one place."""
    transit = transit_of(consignment)
    moves = [
        Move(Goods(row.item_id, row.donor_id, row.quantity, row.lot_id), transit, target)
        for row in in_transit(consignment)
    ]
    if not moves:
        raise NotNow("nothing_in_transit", _("Nothing of it is on the way any more."))
    return post(event, moves)
