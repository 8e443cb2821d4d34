"""What can be done with differences: acknowledge with what becomes of the goods, dispute, note what came back."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.states import Assurance
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import refuse
from firewood.aid.actions.receipts import acknowledge_if_answered, close_if_settled
from firewood.aid.actions.receiving import store_of
from firewood.aid.actions.transit import hold_books, transit_of
from firewood.aid.models import Consignment, Discrepancy
from firewood.aid.states import DISCREPANCY_STEPS, Direction, DiscrepancyKind, ReceiptState, Resolution
from firewood.aid.words import word
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, require
from firewood.journal.steps import lock, take
from firewood.languages.lists import listed
from firewood.registry.ours import our_city
from firewood.supplies.ledger import Event, Move, Wanted, draw, place_of, post
from firewood.supplies.models import LedgerEntry, Place
from firewood.supplies.states import EntryKind, Usage

U, R, K = Usage, Resolution, DiscrepancyKind

SETTLEMENTS: dict[tuple[Direction, DiscrepancyKind], dict[Resolution, tuple[Usage, Usage] | None]] = {
    (Direction.GIVEN, K.SHORT): {
        R.WRITE_OFF: (U.TRANSIT, U.LOSS),
        R.REPLACE: (U.TRANSIT, U.LOSS),
        R.FOUND: (U.TRANSIT, U.STORE),
    },
    (Direction.GIVEN, K.DAMAGED): {
        R.DISPOSE: (U.PARTNER_REJECTED, U.DISPOSED),
        R.REPLACE: (U.PARTNER_REJECTED, U.DISPOSED),
        R.RETURN: (U.PARTNER_REJECTED, U.REJECTED),
        R.ACCEPT_AS_IS: (U.PARTNER_REJECTED, U.PARTNER),
    },
    (Direction.GIVEN, K.OVER): {R.ACCEPT_AS_IS: None, R.RETURN: (U.PARTNER, U.STORE)},
    (Direction.GIVEN, K.UNEXPECTED): {R.ACCEPT_AS_IS: None, R.RETURN: (U.PARTNER, U.STORE)},
    (Direction.RECEIVED, K.SHORT): {R.WRITE_OFF: None, R.REPLACE: None},
    (Direction.RECEIVED, K.DAMAGED): {
        R.DISPOSE: (U.REJECTED, U.DISPOSED),
        R.REPLACE: (U.REJECTED, U.DISPOSED),
        R.RETURN: (U.REJECTED, U.DONOR),
        R.ACCEPT_AS_IS: (U.REJECTED, U.STORE),
    },
    (Direction.RECEIVED, K.OVER): {R.ACCEPT_AS_IS: None, R.RETURN: (U.STORE, U.DONOR)},
    (Direction.RECEIVED, K.UNEXPECTED): {R.ACCEPT_AS_IS: None, R.RETURN: (U.STORE, U.DONOR)},
}
"""What each resolution does to the goods: from which place to which, or nothing."""


@action
def acknowledge_discrepancy(
    discrepancy: Discrepancy, *, resolution: Resolution | None = None, words: str = "", actor: Actor, at: datetime
) -> Discrepancy:
    """Agree that there is a difference, and say what becomes of the goods; only now does the short leave the way.

    Without a resolution the difference is acknowledged and stays to be settled, for instance while somebody searches.
    """
    consignment, discrepancy = _locked(discrepancy, actor)
    if resolution is None:
        take(discrepancy, DISCREPANCY_STEPS, "acknowledge")
        _answer(discrepancy, "aid.discrepancy.acknowledged", words, actor=actor, at=at)
        acknowledge_if_answered(discrepancy.receipt_line.receipt, actor=actor, at=at)
        return discrepancy
    return _resolve(consignment, discrepancy, resolution, words, actor=actor, at=at)


def _resolve(
    consignment: Consignment,
    discrepancy: Discrepancy,
    resolution: Resolution,
    words: str,
    *,
    actor: Actor,
    at: datetime,
) -> Discrepancy:
    moves = SETTLEMENTS[Direction(consignment.direction), DiscrepancyKind(discrepancy.kind)]
    if resolution not in moves:
        choices = listed(word("resolution", move) for move in sorted(moves))
        refuse([Problem("resolution", _("Choose what becomes of it: %(choices)s.") % {"choices": choices})])
    take(discrepancy, DISCREPANCY_STEPS, "settle")
    way = moves[resolution]
    if way is not None:
        discrepancy.entry = _settle(consignment, discrepancy, way, actor=actor, at=at)
    discrepancy.resolution = str(resolution)
    _answer(discrepancy, "aid.discrepancy.settled", words, actor=actor, at=at)
    acknowledge_if_answered(discrepancy.receipt_line.receipt, actor=actor, at=at)
    close_if_settled(consignment, actor=actor, at=at)
    return discrepancy


@action
def dispute_discrepancy(discrepancy: Discrepancy, *, words: str, actor: Actor, at: datetime) -> Discrepancy:
    """Say that there is no such difference, and why; both versions stay side by side."""
    _consignment, discrepancy = _locked(discrepancy, actor)
    if not words.strip():
        refuse([Problem("words", _("Say what you know of it."))])
    take(discrepancy, DISCREPANCY_STEPS, "dispute")
    _answer(discrepancy, "aid.discrepancy.disputed", words, actor=actor, at=at)
    return discrepancy


def _locked(discrepancy: Discrepancy, actor: Actor) -> tuple[Consignment, Discrepancy]:
    consignment = discrepancy.receipt_line.receipt.consignment
    if not rules.sees_consignment(actor, consignment):
        raise NotFound("not_found", _("There is no such difference."))
    require(rules.may_acknowledge(actor, consignment), _("answer this difference"))
    consignment = lock_done(consignment)
    discrepancy = lock(discrepancy)
    if discrepancy.receipt_line.receipt.state != ReceiptState.ISSUED:
        raise NotNow("receipt_reversed", _("This receipt was taken back; look at the one that replaces it."))
    return consignment, discrepancy


def _settle(
    consignment: Consignment, discrepancy: Discrepancy, way: tuple[Usage, Usage], *, actor: Actor, at: datetime
) -> LedgerEntry:
    origin, destination = (_place(consignment, usage) for usage in way)
    line = discrepancy.receipt_line
    donor = consignment.giver_id if Usage.DONOR in way else None
    hold_books(consignment, [line.item_id])
    wanted = Wanted(line.item, discrepancy.quantity, line.lot_id, donor, expired=True)
    goods = draw(origin, wanted, status=consignment.status, at=at)
    kind = EntryKind.RETURN if discrepancy.resolution == Resolution.RETURN else EntryKind.SETTLEMENT
    event = Event(kind, discrepancy.subject, consignment.status, f"settle:{discrepancy.pk}", actor, at)
    return post(event, [Move(part, origin, destination) for part in goods])


def _place(consignment: Consignment, usage: Usage) -> Place:
    city = our_city().pk
    own_reference = {Usage.LOSS}
    if usage == Usage.TRANSIT:
        return transit_of(consignment)
    if usage == Usage.STORE:
        return store_of(consignment)
    if usage == Usage.DONOR:
        return place_of(consignment.giver_id, usage)
    if usage in {Usage.PARTNER, Usage.PARTNER_REJECTED} and consignment.receiver_id:
        return place_of(consignment.receiver_id, usage)
    return place_of(city, usage, reference=consignment.subject if usage in own_reference else "")


def _answer(discrepancy: Discrepancy, event: str, words: str, *, actor: Actor, at: datetime) -> None:
    inbound = discrepancy.receipt_line.receipt.consignment.direction == Direction.RECEIVED
    discrepancy.answered_at, discrepancy.answered_by = at, actor.name
    discrepancy.answered_assurance = str(actor.assurance if inbound else Assurance.OFFICE)
    discrepancy.answer_words = words
    discrepancy.save()
    record(
        event,
        subject=discrepancy.subject,
        actor=actor,
        at=at,
        status=discrepancy.receipt_line.receipt.status,
        kind=discrepancy.kind,
        quantity=discrepancy.quantity,
        resolution=discrepancy.resolution,
        words=words,
        receipt=discrepancy.receipt_line.receipt.number,
    )
