"""Who may do what with aid. Everything not named here is refused; a guest speaks for one party, in one thread."""

from uuid import UUID

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Need, Pledge
from firewood.aid.states import Direction
from firewood.registry.models import Party


def sees_consignment(actor: Actor, consignment: Consignment) -> bool:
    """An officer sees every consignment, a guest only the one of their thread."""
    return not actor.is_guest or actor.thread == consignment.subject


def sees_pledge(actor: Actor, pledge: Pledge) -> bool:
    """An officer sees every pledge, a guest those of the party for which they speak."""
    return not actor.is_guest or _speaks_for(actor, pledge.giver_id) or _speaks_for(actor, pledge.receiver_id)


def may_write_down(actor: Actor) -> bool:
    """Write down for anybody what is lacking or offered."""
    return _office(actor) or actor.has(Duty.REGISTRAR)


def may_state_need(actor: Actor, party: Party) -> bool:
    """Write down what a party lacks: an officer for anybody, a guest for their own party."""
    return may_write_down(actor) or _speaks_for(actor, party.pk)


def may_manage_needs(actor: Actor) -> bool:
    """Publish or close a need."""
    return _office(actor)


def may_change_need(actor: Actor, need: Need) -> bool:
    """Change what a need says: we do, or the guest of the party that stated it."""
    return may_withdraw_need(actor, need)


def may_withdraw_need(actor: Actor, need: Need) -> bool:
    """Take a need back: we do, or the guest of the party that stated it."""
    return _office(actor) or (_speaks_for(actor, need.party_id) and need.stated_by_id == need.party_id)


def may_offer(actor: Actor, giver: Party) -> bool:
    """Write down an offer: an officer for anybody, a guest for their own party."""
    return may_write_down(actor) or _speaks_for(actor, giver.pk)


def may_answer_pledge(actor: Actor, pledge: Pledge) -> bool:
    """Accept or decline: the receiver answers, by guest link or through a clerk of ours."""
    return _office(actor) or _speaks_for(actor, pledge.receiver_id)


def may_withdraw_pledge(actor: Actor, pledge: Pledge) -> bool:
    """Take an offer back: only the giver does, by guest link or through a clerk of ours."""
    return _office(actor) or _speaks_for(actor, pledge.giver_id)


def may_prepare(actor: Actor) -> bool:
    """Prepare, announce, revise, pack or cancel a consignment; note an arrival."""
    return actor.has(Duty.FOCAL_POINT, Duty.STORE)


def may_despatch(actor: Actor) -> bool:
    """Let goods leave our store, or write off what was lost on the way."""
    return actor.has(Duty.FOCAL_POINT, Duty.STORE)


def may_hold_handover(actor: Actor) -> bool:
    """Plan a handover or say that it was held."""
    return _office(actor)


def may_receive(actor: Actor, consignment: Consignment) -> bool:
    """State what came: for goods to us our store; for goods from us the receiver's guest, or a clerk of ours."""
    if actor.is_guest:
        return consignment.direction == Direction.GIVEN and _is_receiver(actor, consignment)
    if consignment.direction == Direction.RECEIVED:
        return actor.has(Duty.FOCAL_POINT, Duty.STORE)
    return actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR)


def may_acknowledge(actor: Actor, consignment: Consignment) -> bool:
    """Answer a receipt: the side that did not state it. For the partner a guest answers, or a clerk of ours."""
    if actor.is_guest:
        return consignment.direction == Direction.RECEIVED and _speaks_for(actor, consignment.giver_id)
    return _office(actor)


def may_distribute(actor: Actor) -> bool:
    """Give goods of ours on to those who use them, open boxes, count or dispose of stock."""
    return actor.has(Duty.FOCAL_POINT, Duty.STORE)


def may_state_distribution(actor: Actor, consignment: Consignment) -> bool:
    """State what the receiver did with goods from us."""
    return _office(actor) or (actor.is_guest and _is_receiver(actor, consignment))


def may_report(actor: Actor) -> bool:
    """Enter an act or a figure that is known only from a source, or turn a reported act into a done one."""
    return actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR)


def may_choose_figure(actor: Actor) -> bool:
    """Choose which part of a total the office speaks."""
    return _office(actor)


def _office(actor: Actor) -> bool:
    return actor.has(Duty.FOCAL_POINT)


def _speaks_for(actor: Actor, party_id: UUID | None) -> bool:
    return actor.is_guest and party_id is not None and actor.party_id == party_id


def _is_receiver(actor: Actor, consignment: Consignment) -> bool:
    if actor.thread != consignment.subject or actor.party_id is None:
        return False
    if actor.party_id == consignment.receiver_id:
        return True
    return consignment.shared_with.filter(pk=actor.party_id).exists()
