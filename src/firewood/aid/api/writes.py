"""What other programs may do in aid. Each call carries a key of the client's own and is done once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.api import ClientRequest
from firewood.accounts.tokens import once
from firewood.aid import actions
from firewood.aid.api import shown
from firewood.aid.api.reading import Reading, by_number
from firewood.aid.api.reads import CONSIGNMENTS, DIFFERENCES, NEEDS, PLEDGES, RECEIPTS, router
from firewood.aid.api.schemas import (
    ArrivalIn,
    ConsignmentIn,
    DistributionIn,
    NeedIn,
    PledgeIn,
    ReceiptIn,
    ResolutionIn,
    Sent,
    WordsIn,
)
from firewood.aid.drafts import BoxDraft, ConsignmentDraft, DistributionDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Consignment, Need, Pledge
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, Problem
from firewood.registry.models import Party

__all__ = ["router"]
NOTHING = WordsIn()


def _do(request: ClientRequest, sent: Sent, work: Callable[[Actor], dict[str, Any]]) -> Any:
    """Run the work of one call as the client's actor, once for its key."""
    key = str(request.headers.get("Idempotency-Key", ""))
    asked = {"path": request.path, "sent": sent.model_dump(mode="json")}
    return once(request.auth, key, asked=asked, work=lambda: work(request.auth.actor))


def _party(reading: Reading, field: str, key: str) -> Party:
    found = reading.party(field, key)
    if found is None and not key:
        reading.problems.append(Problem(field, _("Say who.")))
    return found or Party()


__all__ = ["router"]  # the reads and, below, the writes


@router.post("/needs", summary="State a need")
def state_need(request: ClientRequest, sent: NeedIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        reading = Reading()
        draft = NeedDraft(
            _party(reading, "party", sent.party), reading.lines(sent.lines), sent.origin, sent.list_open, sent.due_on,
            reading.telling(sent),
        )  # fmt: skip
        reading.done()
        return shown.need(actions.state_need(draft, actor=actor, at=now()))

    return _do(request, sent, work)


@router.post("/pledges", summary="Make an offer")
def offer(request: ClientRequest, sent: PledgeIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        reading = Reading()
        draft = PledgeDraft(
            _party(reading, "giver", sent.giver), _party(reading, "receiver", sent.receiver),
            reading.lines(sent.lines), reading.act("need", Need.objects.all(), sent.need), sent.due_on,
            reading.telling(sent),
        )  # fmt: skip
        reading.done()
        return shown.pledge(actions.offer(draft, actor=actor, at=now()))

    return _do(request, sent, work)


def _answer_pledge(request: ClientRequest, number: str, sent: WordsIn, answer: Callable[..., Pledge]) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        return shown.pledge(answer(by_number(PLEDGES, number), words=sent.words, actor=actor, at=now()))

    return _do(request, sent, work)


@router.post("/pledges/{number}/accept", summary="Accept an offer")
def accept(request: ClientRequest, number: str, sent: WordsIn = NOTHING) -> Any:
    return _answer_pledge(request, number, sent, actions.accept_pledge)


@router.post("/pledges/{number}/decline", summary="Decline an offer, with words")
def decline(request: ClientRequest, number: str, sent: WordsIn) -> Any:
    return _answer_pledge(request, number, sent, actions.decline_pledge)


@router.post("/pledges/{number}/withdraw", summary="Take an offer back")
def withdraw(request: ClientRequest, number: str, sent: WordsIn = NOTHING) -> Any:
    return _answer_pledge(request, number, sent, actions.withdraw_pledge)


def _begin(request: ClientRequest, sent: ConsignmentIn, begin: Callable[..., Consignment]) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        draft = _draft(sent)
        return shown.consignment(begin(draft, confirm_over=sent.confirm_over, actor=actor, at=now()))

    return _do(request, sent, work)


def _draft(sent: ConsignmentIn) -> ConsignmentDraft:
    reading = Reading()
    boxes = [BoxDraft(box.number, box.level, box.inside, box.contents_known, box.note, box.sscc) for box in sent.boxes]
    draft = ConsignmentDraft(
        _party(reading, "giver", sent.giver),
        _party(reading, "receiver", sent.receiver),
        reading.lines(sent.lines),
        boxes,
        need=reading.act("need", NEEDS, sent.need),
        pledge=reading.act("pledge", PLEDGES, sent.pledge),
        first_batch=reading.act("first_batch", Consignment.objects.all(), sent.first_batch),
        batch_number=sent.batch_number,
        batch_count=sent.batch_count,
        transport=sent.transport,
        bound_for=reading.party("bound_for", sent.bound_for),
        expected_on=sent.expected_on,
        messages=list(sent.messages.items()),
        telling=reading.telling(sent),
    )
    reading.done()
    return draft


@router.post("/consignments", summary="Prepare a consignment of ours")
def prepare(request: ClientRequest, sent: ConsignmentIn) -> Any:
    return _begin(request, sent, actions.prepare_consignment)


@router.post("/announcements", summary="Announce a consignment to us")
def announce(request: ClientRequest, sent: ConsignmentIn) -> Any:
    return _begin(request, sent, actions.announce_consignment)


@router.post("/consignments/{number}/pack", summary="Seal its boxes")
def pack(request: ClientRequest, number: str) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        return shown.consignment(actions.pack_consignment(by_number(CONSIGNMENTS, number), actor=actor, at=now()))

    return _do(request, NOTHING, work)


@router.post("/consignments/{number}/despatch", summary="Send it on its way out of our store")
def despatch(request: ClientRequest, number: str) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        found = by_number(CONSIGNMENTS, number)
        return shown.consignment(
            actions.despatch_consignment(found, key=f"api:{request.headers['Idempotency-Key']}", actor=actor, at=now())
        )

    return _do(request, NOTHING, work)


@router.post("/consignments/{number}/arrivals", summary="Note that it, or a batch of it, arrived")
def arrive(request: ClientRequest, number: str, sent: ArrivalIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        reading = Reading()
        day, place = reading.day(sent.day), reading.party("place", sent.place)
        reading.done()
        found = by_number(CONSIGNMENTS, number)
        actions.note_arrival(
            found, day=day, place=place, place_words=sent.place_words, batch=sent.batch, actor=actor, at=now()
        )
        return shown.consignment(by_number(CONSIGNMENTS, number))

    return _do(request, sent, work)


@router.post("/consignments/{number}/receipts", summary="State what came, line by line")
def receive(request: ClientRequest, number: str, sent: ReceiptIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        found = by_number(CONSIGNMENTS, number)
        reading = Reading()
        count = reading.count(sent, found)
        reading.done()
        key = f"api:{request.headers['Idempotency-Key']}"
        return shown.receipt(actions.issue_receipt(found, count=count, key=key, actor=actor, at=now()))

    return _do(request, sent, work)


@router.post("/receipts/{number}/acknowledge", summary="Agree with a receipt")
def acknowledge(request: ClientRequest, number: str) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        return shown.receipt(actions.acknowledge_receipt(by_number(RECEIPTS, number), actor=actor, at=now()))

    return _do(request, NOTHING, work)


@router.post("/differences/{identity}/acknowledge", summary="Agree with a difference and say what becomes of it")
def acknowledge_difference(request: ClientRequest, identity: UUID, sent: ResolutionIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        found = _difference(identity)
        answered = actions.acknowledge_discrepancy(
            found, resolution=sent.resolution, words=sent.words, actor=actor, at=now()
        )
        return shown.difference(answered)

    return _do(request, sent, work)


@router.post("/differences/{identity}/dispute", summary="Disagree with a difference, with words")
def dispute(request: ClientRequest, identity: UUID, sent: WordsIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        found = _difference(identity)
        return shown.difference(actions.dispute_discrepancy(found, words=sent.words, actor=actor, at=now()))

    return _do(request, sent, work)


def _difference(identity: UUID) -> Any:
    found = DIFFERENCES.filter(pk=identity).first()
    if found is None:
        raise NotFound("not_found", _("There is no such difference."))
    return found


@router.post("/distributions", summary="Give goods on, or state what the receiver did with ours")
def distribute(request: ClientRequest, sent: DistributionIn) -> Any:
    def work(actor: Actor) -> dict[str, Any]:
        reading = Reading()
        draft = DistributionDraft(
            reading.lines(sent.lines), sent.groups, reading.party("recipient", sent.recipient),
            reading.act("consignment", Consignment.objects.all(), sent.consignment), telling=reading.telling(sent),
        )  # fmt: skip
        reading.done()
        if draft.consignment is not None:
            return shown.distribution(actions.state_distribution(draft, state=sent.state, actor=actor, at=now()))
        key = f"api:{request.auth.pk}:{request.headers['Idempotency-Key']}"
        return shown.distribution(actions.distribute(draft, key=key, actor=actor, at=now()))

    return _do(request, sent, work)
