"""What can be done with receipts: issue, acknowledge, correct, receive late, close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.rules import require_second_factor
from firewood.accounts.states import Assurance
from firewood.aid import rules
from firewood.aid.actions.counting import Counted, reckon, rows_of
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import refuse
from firewood.aid.actions.pledges import settle_pledge
from firewood.aid.actions.receiving import entry_kind, late_moves, moves_for, receiver_of
from firewood.aid.actions.transit import hold_books, unless_given_on
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment, Discrepancy, Receipt, ReceiptLine
from firewood.aid.queries.settlement import discrepancies, unsettled
from firewood.aid.states import (
    CONSIGNMENT_STEPS,
    DISCREPANCY_STEPS,
    BoxState,
    ConsignmentState,
    Direction,
    DiscrepancyKind,
    DiscrepancyState,
    ReceiptState,
    Resolution,
)
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, require
from firewood.journal.steps import keep, lock, take
from firewood.supplies.ledger import Event, post, replace, reverse
from firewood.supplies.models import LedgerEntry
from firewood.supplies.states import EntryKind


@dataclass(frozen=True)
class Stating:
    """Who states a receipt and when, under which key it is told only once."""

    actor: Actor
    at: datetime
    key: str


@action
def issue_receipt(consignment: Consignment, *, count: Count, key: str, actor: Actor, at: datetime) -> Receipt:
    """State what came, line by line: received, short with what to do about it, rejected with the reason.

    What is over is found by comparing with what was sent. For goods to us our store states it; for goods from us the
    receiver does, through a guest link or a clerk of ours. The same `key` again is the same receipt told twice.
    """
    _see(consignment, actor)
    require(rules.may_receive(actor, consignment), _("confirm a receipt"))
    require_second_factor(actor, at)
    consignment = lock_done(consignment)
    told = _told_before(consignment, key)
    if told is not None:
        record("aid.receipt.repeated", subject=told.subject, actor=actor, at=at, status=told.status)
        return told
    take(consignment, CONSIGNMENT_STEPS, "receive")
    counted = reckon(consignment, count)
    stating = Stating(actor, at, key)
    event = _event(entry_kind(consignment), consignment, stating)
    moves = moves_for(consignment, counted, at=at)
    receipt = _write(consignment, count, counted, post(event, moves) if moves else None, stating)
    keep(consignment, "state")
    _mark_boxes(consignment, count)
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return receipt


@action
def acknowledge_receipt(receipt: Receipt, *, actor: Actor, at: datetime) -> Receipt:
    """The other side has seen the receipt and agrees. With differences open, those are answered one by one."""
    _see(receipt.consignment, actor)
    require(rules.may_acknowledge(actor, receipt.consignment), _("acknowledge this receipt"))
    consignment = lock_done(receipt.consignment)
    receipt = lock(receipt)
    if receipt.state != ReceiptState.ISSUED:
        raise NotNow("receipt_reversed", _("This receipt was taken back; look at the one that replaces it."))
    if _open_differences(receipt):
        raise NotNow("differences_open", _("Answer the differences first; then the receipt is acknowledged with them."))
    _acknowledge(receipt, actor=actor, at=at)
    close_if_settled(consignment, actor=actor, at=at)
    return receipt


@action
def correct_receipt(receipt: Receipt, *, count: Count, reason: str, key: str, actor: Actor, at: datetime) -> Receipt:
    """Take a wrong receipt back and state the right one; the wrong one stays as it was, with a reversing entry."""
    consignment = receipt.consignment
    _see(consignment, actor)
    require(rules.may_receive(actor, consignment), _("correct a receipt"))
    require_second_factor(actor, at)
    if not reason.strip():
        refuse([Problem("reason", _("Say what was wrong with the receipt."))])
    consignment = lock_done(consignment)
    told = _told_before(consignment, key)
    if told is not None:
        record("aid.receipt.repeated", subject=told.subject, actor=actor, at=at, status=told.status)
        return told
    receipt = lock(receipt)
    if receipt.state != ReceiptState.ISSUED:
        raise NotNow("receipt_reversed", _("This receipt was taken back before."))
    take(consignment, CONSIGNMENT_STEPS, "correct")
    return _restate(consignment, receipt, count, reason, Stating(actor, at, key))


@action
def receive_late(
    consignment: Consignment, *, count: Count, key: str, at_sender: bool = False, actor: Actor, at: datetime
) -> Receipt:
    """Receive what was missing when the consignment was closed: the short is taken back as far as it turned up.

    `at_sender`: it was found in our own store and never left, so it goes back on our shelf.
    """
    _see(consignment, actor)
    permitted = rules.may_despatch(actor) if at_sender else rules.may_receive(actor, consignment)
    require(permitted, _("receive what was missing"))
    require_second_factor(actor, at)
    consignment = lock_done(consignment)
    told = _told_before(consignment, key)
    if told is not None:
        record("aid.receipt.repeated", subject=told.subject, actor=actor, at=at, status=told.status)
        return told
    take(consignment, CONSIGNMENT_STEPS, "receive_late")
    stating = Stating(actor, at, key)
    moves, counted = late_moves(consignment, count, at_sender=at_sender, at=at)
    entry = post(_event(EntryKind.LATE_RECEIPT, consignment, stating), moves)
    receipt = _write(consignment, count, counted, entry, stating, late=True)
    _find(consignment, counted, actor=actor, at=at)
    return receipt


@action
def close_consignment(consignment: Consignment, *, actor: Actor, at: datetime) -> Consignment:
    """Close a consignment: nothing is on the way any more and the other side has confirmed."""
    require(rules.may_acknowledge(actor, consignment) or rules.may_prepare(actor), _("close a consignment"))
    consignment = lock_done(consignment)
    waits = unsettled(consignment)
    if consignment.state == ConsignmentState.RECEIVED and waits:
        raise NotNow("not_settled", " ".join(waits), waits=waits)
    _close(consignment, actor=actor, at=at)
    return consignment


def close_if_settled(consignment: Consignment, *, actor: Actor, at: datetime) -> None:
    """Close a received consignment by itself as soon as both sides agree on everything."""
    if consignment.state == ConsignmentState.RECEIVED and not unsettled(consignment):
        _close(consignment, actor=actor, at=at)


def acknowledge_if_answered(receipt: Receipt, *, actor: Actor, at: datetime) -> None:
    """A receipt whose differences were all answered is acknowledged with the last answer."""
    if receipt.acknowledged_at is None and not _open_differences(receipt):
        _acknowledge(receipt, actor=actor, at=at)


def _close(consignment: Consignment, *, actor: Actor, at: datetime) -> None:
    step = "close_with_discrepancy" if discrepancies(consignment).exists() else "close"
    take(consignment, CONSIGNMENT_STEPS, step)
    consignment.save(update_fields=["state"])
    record(
        "aid.consignment.closed",
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        number=consignment.number,
        with_discrepancy=step != "close",
    )


def _see(consignment: Consignment, actor: Actor) -> None:
    if not rules.sees_consignment(actor, consignment):
        raise NotFound("not_found", _("There is no such consignment."))


def _told_before(consignment: Consignment, key: str) -> Receipt | None:
    told = Receipt.objects.filter(idempotency_key=f"{consignment.pk}:{key}")
    return told.get() if told.exists() else None


def _event(kind: EntryKind, consignment: Consignment, stating: Stating, reason: str = "") -> Event:
    key = f"receipt:{consignment.pk}:{stating.key}"
    return Event(kind, consignment.subject, consignment.status, key, stating.actor, stating.at, reason)


def _write(
    consignment: Consignment,
    count: Count,
    counted: Sequence[Counted],
    entry: LedgerEntry | None,
    stating: Stating,
    *,
    late: bool = False,
    corrects: Receipt | None = None,
) -> Receipt:
    actor, at = stating.actor, stating.at
    outbound = consignment.direction == Direction.GIVEN
    receipt = Receipt.objects.create(
        number=next_number("R", year=day_of(at).year, status=consignment.status),
        consignment=consignment,
        status=consignment.status,
        stated_by_id=receiver_of(consignment),
        assurance=str(actor.assurance if outbound else Assurance.OFFICE),
        stated_name=actor.name,
        received_at=at,
        entry=entry,
        idempotency_key=f"{consignment.pk}:{stating.key}",
        corrects=corrects,
        late=late,
        note=count.note,
        language=count.language,
    )
    lines = ReceiptLine.objects.bulk_create(rows_of(list(counted), receipt=receipt))
    Discrepancy.objects.bulk_create(
        Discrepancy(receipt_line=row, kind=str(kind), quantity=quantity)
        for row, one in zip(lines, counted, strict=True)
        for kind, quantity in one.differences()
        if quantity
    )
    record(
        "aid.receipt.issued",
        subject=receipt.subject,
        actor=actor,
        at=at,
        status=receipt.status,
        number=receipt.number,
        consignment=consignment.number,
        assurance=receipt.assurance,
        late=late,
        corrects=corrects.number if corrects else None,
        lines=[_told(one) for one in counted],
    )
    return receipt


def _told(one: Counted) -> dict[str, object]:
    return {
        "item": one.item.key,
        "received": one.line.received,
        "short": one.line.short,
        "rejected": one.line.rejected,
        "over": one.over,
    }


def _restate(consignment: Consignment, wrong: Receipt, count: Count, reason: str, stating: Stating) -> Receipt:
    """Reverse the wrong receipt with all that followed from it, and write the right one."""
    hold_books(consignment, _items(consignment, count))
    for difference in discrepancies(consignment).filter(receipt_line__receipt=wrong).order_by("-answered_at"):
        _void(difference, reason, stating)
    wrong.state = ReceiptState.REVERSED
    wrong.save(update_fields=["state"])
    consignment.save(update_fields=["state"])
    record(
        "aid.receipt.reversed",
        subject=wrong.subject,
        actor=stating.actor,
        at=stating.at,
        status=wrong.status,
        reason=reason,
    )
    counted = reckon(consignment, count)
    entry = _replace_entry(consignment, wrong, counted, _event(entry_kind(consignment), consignment, stating, reason))
    receipt = _write(consignment, count, counted, entry, stating, corrects=wrong)
    _mark_boxes(consignment, count)
    settle_pledge(consignment.pledge, actor=stating.actor, at=stating.at)
    return receipt


def _items(consignment: Consignment, count: Count) -> set[UUID]:
    """Every item of the consignment, of its receipts and of a new count."""
    told = ReceiptLine.objects.filter(receipt__consignment=consignment).values_list("item_id", flat=True)
    listed = consignment.lines.exclude(item=None).values_list("item_id", flat=True)
    return {*told, *(pk for pk in listed if pk), *(line.item.pk for line in count.lines if line.item)}


def _replace_entry(
    consignment: Consignment, wrong: Receipt, counted: list[Counted], event: Event
) -> LedgerEntry | None:
    """Goods to us: only the difference must be there. Goods from us: they are on the way again, then counted."""
    if wrong.entry is not None and consignment.direction == Direction.RECEIVED:
        moves = moves_for(consignment, counted, at=event.at)
        with unless_given_on():
            return replace(wrong.entry, event, moves)
    if wrong.entry is not None:
        reverse(wrong.entry, reason=event.reason, actor=event.actor, at=event.at)
    moves = moves_for(consignment, counted, at=event.at)
    return post(event, moves) if moves else None


def _void(difference: Discrepancy, reason: str, stating: Stating) -> None:
    if difference.entry is not None:
        reverse(difference.entry, reason=reason, actor=stating.actor, at=stating.at)
    difference.state, difference.resolution = str(DiscrepancyState.RESOLVED), str(Resolution.CORRECTED)
    difference.save(update_fields=["state", "resolution"])


def _find(consignment: Consignment, counted: Sequence[Counted], *, actor: Actor, at: datetime) -> None:
    """Mark a short as found when as much as was missing has turned up."""
    found = {one.item.pk: one.line.received for one in counted}
    for difference in discrepancies(consignment).filter(kind=str(DiscrepancyKind.SHORT)).order_by("id"):
        item = difference.receipt_line.item_id
        if difference.resolution != Resolution.FOUND and found.get(item, 0) >= difference.quantity:
            found[item] -= difference.quantity
            take(difference, DISCREPANCY_STEPS, "find")
            difference.resolution = str(Resolution.FOUND)
            difference.save(update_fields=["state", "resolution"])
            record("aid.discrepancy.found", subject=difference.subject, actor=actor, at=at, status=consignment.status)


def _open_differences(receipt: Receipt) -> bool:
    waiting = [str(DiscrepancyState.OPEN), str(DiscrepancyState.DISPUTED)]
    return Discrepancy.objects.filter(receipt_line__receipt=receipt, state__in=waiting).exists()


def _acknowledge(receipt: Receipt, *, actor: Actor, at: datetime) -> None:
    receipt.acknowledged_at, receipt.acknowledged_by = at, actor.name
    inbound = receipt.consignment.direction == Direction.RECEIVED
    receipt.acknowledged_assurance = str(actor.assurance if inbound else Assurance.OFFICE)
    receipt.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_assurance"])
    record(
        "aid.receipt.acknowledged",
        subject=receipt.subject,
        actor=actor,
        at=at,
        status=receipt.status,
        number=receipt.number,
        assurance=receipt.acknowledged_assurance,
    )


def _mark_boxes(consignment: Consignment, count: Count) -> None:
    boxes = consignment.boxes.all()
    boxes.filter(number__in=list(count.missing_boxes)).update(state=str(BoxState.MISSING))
    boxes.filter(number__in=list(count.damaged_boxes)).update(state=str(BoxState.DAMAGED))
    everything_named = count.boxes_arrived is None or count.boxes_arrived == boxes.count()
    if everything_named:
        still = [str(BoxState.OPEN), str(BoxState.SEALED)]
        boxes.filter(state__in=still).update(state=str(BoxState.ARRIVED))
