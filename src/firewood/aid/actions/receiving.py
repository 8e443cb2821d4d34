"""How a receipt moves goods in our books: from the giver into our store, or from the way to the partner."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.actions.counting import Counted
from firewood.aid.actions.transit import transit_of
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment
from firewood.aid.queries.settlement import reckoning
from firewood.aid.states import Direction
from firewood.journal.refusals import NotNow, Problem, Unreadable
from firewood.languages.numbers import show_number
from firewood.registry.ours import our_city
from firewood.supplies.ledger import Goods, Move, Wanted, draw, draw_all, place_of
from firewood.supplies.models import Place
from firewood.supplies.states import EntryKind, Quality, Usage


def entry_kind(consignment: Consignment) -> EntryKind:
    """What the ledger calls a receipt: ours, or the partner's."""
    return EntryKind.RECEIPT if consignment.direction == Direction.RECEIVED else EntryKind.PARTNER_RECEIPT


def moves_for(consignment: Consignment, counted: Sequence[Counted], *, at: datetime) -> list[Move]:
    """The moves of a receipt. What is short stays where it is until the other side has answered."""
    if consignment.direction == Direction.RECEIVED:
        return [move for one in counted for move in _into_store(consignment, one)]
    return _to_partner(consignment, counted, at=at)


def late_moves(
    consignment: Consignment, count: Count, *, at_sender: bool, at: datetime
) -> tuple[list[Move], list[Counted]]:
    """What was short and turned up: out of the loss of this consignment to the partner, or back into our store."""
    counted = _late(consignment, count)
    if consignment.direction == Direction.RECEIVED:
        return [move for one in counted for move in _into_store(consignment, one)], counted
    loss = place_of(our_city().pk, Usage.LOSS, reference=consignment.subject)
    target = store_of(consignment) if at_sender else _at_partner(consignment, Usage.PARTNER)
    moves = [
        Move(goods, loss, target)
        for one in sorted(counted, key=lambda one: one.item.pk)
        for goods in draw(loss, Wanted(one.item, one.line.received, expired=True), status=consignment.status, at=at)
    ]
    return moves, counted


def store_of(consignment: Consignment) -> Place:
    """The store of ours that this consignment leaves from or comes to."""
    if consignment.store is None:
        raise NotNow("no_store", _("Say which store of ours this is about."))
    return consignment.store


def _late(consignment: Consignment, count: Count) -> list[Counted]:
    missing = {row.item.pk: row.short for row in reckoning(consignment)}
    problems, counted = [], []
    for row, line in enumerate(count.lines, start=1):
        item = line.item or (line.line.item if line.line else None)
        if item is None or not 0 < line.received <= missing.get(item.pk, 0):
            problems.append(
                Problem(
                    "received",
                    _("Of this %(short)s are missing; only so many can turn up.")
                    % {"short": show_number(missing.get(item.pk, 0) if item else 0)},
                    row,
                )
            )
        else:
            counted.append(
                Counted(line, item, consignment.giver_id, line.lot.pk if line.lot else None, 0, announced=True)
            )
    if problems or not counted:
        raise Unreadable(problems or [Problem("lines", _("Say what turned up."))])
    return counted


def _into_store(consignment: Consignment, one: Counted) -> list[Move]:
    origin = place_of(one.donor_id, Usage.DONOR)
    line = one.line
    entered = line.entered if line.entered and line.entered.base == one.accepted else None
    moves = []
    if one.accepted:
        goods = Goods(one.item.pk, one.donor_id, one.accepted, one.lot_id, line.quality, entered)
        moves.append(Move(goods, origin, store_of(consignment)))
    if line.rejected:
        goods = Goods(one.item.pk, one.donor_id, line.rejected, one.lot_id, line.quality)
        moves.append(Move(goods, origin, place_of(our_city().pk, Usage.REJECTED)))
    return moves


def _to_partner(consignment: Consignment, counted: Sequence[Counted], *, at: datetime) -> list[Move]:
    """Out of transit each item and lot is drawn once, in the order of the ledger; the first drawn are the rejected."""
    transit, accepted = transit_of(consignment), _at_partner(consignment, Usage.PARTNER)
    any_refused = any(one.line.rejected for one in counted)
    refused = _at_partner(consignment, Usage.PARTNER_REJECTED) if any_refused else accepted
    groups: dict[tuple[UUID, UUID | None], list[Counted]] = defaultdict(list)
    for one in counted:
        groups[one.item.pk, one.lot_id].append(one)
    came = [group for group in groups.values() if _as_sent(group)]
    wanted = [Wanted(group[0].item, _as_sent(group), group[0].lot_id, expired=True) for group in came]
    drawn = draw_all(transit, wanted, status=consignment.status, at=at) if wanted else []
    moves = [
        move
        for part, group in zip(drawn, came, strict=True)
        for move in _split(part, group, transit, (accepted, refused))
    ]
    return moves + _beyond(counted, accepted, refused)


def _as_sent(group: list[Counted]) -> int:
    """How much of what was sent has come."""
    return sum(one.line.received - one.over for one in group)


def _split(drawn: list[Goods], group: list[Counted], transit: Place, ends: tuple[Place, Place]) -> list[Move]:
    accepted, refused = ends
    rejected = sum(one.rejected_as_sent for one in group)
    quality = max((one.line.quality for one in group), key=lambda quality: quality != Quality.EXACT)
    moves = []
    for goods in drawn:
        bad = min(goods.quantity, rejected)
        rejected -= bad
        for quantity, place in ((bad, refused), (goods.quantity - bad, accepted)):
            if quantity:
                part = Goods(goods.item_id, goods.donor_id, quantity, goods.lot_id, quality)
                moves.append(Move(part, transit, place))
    return moves


def _beyond(counted: Sequence[Counted], accepted: Place, refused: Place) -> list[Move]:
    """What came beyond what was sent: our books learn of it through an adjustment."""
    moves = []
    for one in counted:
        bad = one.line.rejected - one.rejected_as_sent
        for quantity, place in ((bad, refused), (one.over - bad, accepted)):
            if quantity:
                goods = Goods(one.item.pk, one.donor_id, quantity, one.lot_id, one.line.quality)
                moves.append(Move(goods, place_of(our_city().pk, Usage.ADJUSTMENT), place))
    return moves


def receiver_of(consignment: Consignment) -> UUID:
    """Who receives it; a consignment that is done here always has a receiver."""
    if consignment.receiver_id is None:
        raise NotNow("no_receiver", _("Nobody knows for whom this is."))
    return consignment.receiver_id


def _at_partner(consignment: Consignment, usage: Usage) -> Place:
    return place_of(receiver_of(consignment), usage)
