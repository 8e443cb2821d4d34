"""What was done in error and is taken back by an act of its own: nothing is erased, the books stand as before.

Each refuses as soon as somebody else has built on it: the other side answered, goods were given on, a box was opened.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.rules import require_second_factor
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import refuse
from firewood.aid.actions.pledges import settle_pledge
from firewood.aid.actions.transit import hold_books, unless_given_on
from firewood.aid.models import Consignment, Discrepancy, Need, Pledge, Receipt
from firewood.aid.states import (
    CONSIGNMENT_STEPS,
    NEED_STEPS,
    PLEDGE_STEPS,
    BoxState,
    Direction,
    DiscrepancyState,
    ReceiptState,
)
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, require
from firewood.journal.steps import lock, take
from firewood.supplies.ledger import reverse
from firewood.supplies.models import LedgerEntry
from firewood.supplies.states import EntryKind


@action
def take_receipt_back(receipt: Receipt, *, reason: str, actor: Actor, at: datetime) -> Receipt:
    """Take the only receipt of a consignment back: its goods are on the way again, totals stand as before it."""
    consignment = receipt.consignment
    if not rules.sees_consignment(actor, consignment):
        raise NotFound("not_found", _("There is no such consignment."))
    require(rules.may_receive(actor, consignment), _("take a receipt back"))
    require_second_factor(actor, at)
    _say_why(reason)
    consignment, receipt = lock_done(consignment), lock(receipt)
    _refuse_built_on(consignment, receipt)
    take(consignment, CONSIGNMENT_STEPS, _before_receipt(consignment))
    if receipt.entry is not None:
        items = receipt.lines.values_list("item_id", flat=True)
        hold_books(consignment, {pk for pk in items if pk})
        with unless_given_on():
            reverse(receipt.entry, reason=reason, actor=actor, at=at)
    receipt.state = str(ReceiptState.REVERSED)
    receipt.save(update_fields=["state"])
    consignment.save(update_fields=["state"])
    _boxes_as_before(consignment)
    record("aid.receipt.reversed", subject=receipt.subject, actor=actor, at=at, status=receipt.status,
           number=receipt.number, reason=reason)  # fmt: skip
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return receipt


@action
def take_despatch_back(consignment: Consignment, *, reason: str, actor: Actor, at: datetime) -> Consignment:
    """Take back that a consignment was sent off: it stands packed in our store, as before."""
    require(rules.may_despatch(actor), _("take a despatch back"))
    require_second_factor(actor, at)
    _say_why(reason)
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, "take_despatch_back")
    sent = LedgerEntry.objects.filter(document=consignment.subject, kind=str(EntryKind.DESPATCH), reversed_by=None)
    entry = sent.order_by("-pk").first()
    if entry is None:
        raise NotNow("nothing_in_transit", _("Nothing of it is on the way any more."))
    items = consignment.lines.exclude(item=None).values_list("item_id", flat=True)
    hold_books(consignment, {pk for pk in items if pk})
    reverse(entry, reason=reason, actor=actor, at=at)
    consignment.despatched_words = ""
    consignment.despatched_earliest = consignment.despatched_latest = None
    consignment.save(update_fields=["state", "despatched_words", "despatched_earliest", "despatched_latest"])
    record("aid.consignment.despatch_taken_back", subject=consignment.subject, actor=actor, at=at,
           status=consignment.status, number=consignment.number, reason=reason)  # fmt: skip
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return consignment


@action
def take_answer_back(pledge: Pledge, *, actor: Actor, at: datetime) -> Pledge:
    """Take back that an offer was accepted or declined: it waits for an answer again."""
    if not rules.sees_pledge(actor, pledge):
        raise NotFound("not_found", _("There is no such pledge."))
    require(rules.may_answer_pledge(actor, pledge), _("answer this offer"))
    pledge = lock_done(pledge)
    take(pledge, PLEDGE_STEPS, "take_answer_back")
    if pledge.consignments.exists():
        raise NotNow("built_on", _("Goods were prepared for this pledge already."))
    pledge.answered_at, pledge.answer_words = None, ""
    pledge.save(update_fields=["state", "answered_at", "answer_words"])
    record("aid.pledge.answer_taken_back", subject=pledge.subject, actor=actor, at=at, status=pledge.status)
    return pledge


@action
def take_publication_back(need: Need, *, actor: Actor, at: datetime) -> Need:
    """Take back that a need was published: only we see it again."""
    require(rules.may_manage_needs(actor), _("publish a need"))
    need = lock(need)
    take(need, NEED_STEPS, "take_publication_back")
    if need.pledges.exists() or need.consignments.exists():
        raise NotNow("built_on", _("Something was pledged for this need already."))
    need.save(update_fields=["state"])
    record("aid.need.publication_taken_back", subject=need.subject, actor=actor, at=at, status=need.status)
    return need


def _say_why(reason: str) -> None:
    if not reason.strip():
        refuse([Problem("reason", _("Say why."))])


def _refuse_built_on(consignment: Consignment, receipt: Receipt) -> None:
    if receipt.state != ReceiptState.ISSUED:
        raise NotNow("receipt_reversed", _("This receipt was taken back before."))
    if receipt.acknowledged_at is not None:
        raise NotNow("acknowledged", _("The other side has acknowledged this receipt; correct it instead."))
    if consignment.receipts.filter(state=str(ReceiptState.ISSUED)).count() > 1:
        raise NotNow("built_on", _("There is another receipt of this consignment; correct this one instead."))
    answered = Discrepancy.objects.filter(receipt_line__receipt=receipt).exclude(state=str(DiscrepancyState.OPEN))
    if answered.exists():
        raise NotNow("acknowledged", _("The other side has answered a difference; correct the receipt instead."))
    if consignment.boxes.filter(state=str(BoxState.OPENED)).exists():
        raise NotNow("built_on", _("Boxes were opened and counted since; correct the receipt instead."))


def _before_receipt(consignment: Consignment) -> str:
    """The step that leads where the consignment was: arrived, on the way, or announced."""
    if consignment.arrivals.exists():
        return "back_to_arrived"
    return "back_to_despatched" if consignment.direction == Direction.GIVEN else "back_to_announced"


def _boxes_as_before(consignment: Consignment) -> None:
    closed = BoxState.SEALED if consignment.direction == Direction.GIVEN else BoxState.OPEN
    state = BoxState.ARRIVED if consignment.arrivals.exists() else closed
    consignment.boxes.update(state=str(state))
