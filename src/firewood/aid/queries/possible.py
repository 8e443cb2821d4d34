"""Which steps somebody can take next with a consignment or a need: what its state and what the rules allow."""

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.models import Consignment, Need
from firewood.aid.states import CONSIGNMENT_STEPS, Basis, ConsignmentState, Direction, NeedState
from firewood.journal.step import Step

S = ConsignmentState


def possible_steps(consignment: Consignment, actor: Actor) -> dict[str, bool]:
    """For each step whether a button for it is shown."""
    if consignment.basis == Basis.REPORTED:
        return {"adopt": rules.may_report(actor)}
    state, given = consignment.state, consignment.direction == Direction.GIVEN
    prepare, despatch = rules.may_prepare(actor), rules.may_despatch(actor)
    receive, answer = rules.may_receive(actor, consignment), rules.may_acknowledge(actor, consignment)
    on_its_way = state in {S.DESPATCHED, S.ARRIVED}
    return {
        "revise": prepare and state in {S.DRAFT, S.ANNOUNCED},
        "pack": prepare and _open("pack", state) and given,
        "unpack": prepare and _open("unpack", state),
        "despatch": despatch and _open("despatch", state),
        "cancel": prepare and _open("cancel", state),
        "arrival": prepare and _open("note_arrival", state),
        "handover": rules.may_hold_handover(actor) and (on_its_way or state in {S.PACKED, S.RECEIVED}),
        "receive": receive and _open("receive", state),
        "answer": answer,
        "correct": receive and _open("correct", state),
        "late": receive and _open("receive_late", state),
        "count_boxes": rules.may_distribute(actor) and not given and state in _IN_STORE,
        "close": (answer or prepare) and _open("close", state),
        "lost": despatch and given and on_its_way,
        "return": despatch and given and on_its_way,
        "distribution": given and state in _IN_STORE and rules.may_state_distribution(actor, consignment),
        "batch": prepare and state not in {S.CANCELLED},
    }


def possible_with_need(need: Need, actor: Actor) -> dict[str, bool]:
    """For each step of a need whether a button for it is shown."""
    open_here = need.basis == Basis.DONE and need.state != NeedState.CLOSED
    manage = rules.may_manage_needs(actor)
    return {
        "change": open_here and rules.may_change_need(actor, need),
        "publish": open_here and manage and need.state == NeedState.DRAFT,
        "close": open_here and manage,
    }


_IN_STORE = {S.RECEIVED, S.CLOSED, S.CLOSED_WITH_DISCREPANCY}


def _open(name: str, state: str) -> bool:
    step: Step = CONSIGNMENT_STEPS[name]
    return state in {str(source) for source in step.sources}
