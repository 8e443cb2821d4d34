"""Who may do what with tasks. A guest answers the one task of their link, and sees nothing else of the desk."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.desk.models import Task


def may_keep_tasks(actor: Actor) -> bool:
    """Open a task, give it to a colleague, change it, close it, or open it again."""
    return actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR, Duty.STORE) and not actor.is_of_district


def may_finish_task(actor: Actor, task: Task) -> bool:
    """Close a task: whoever keeps tasks, or the colleague who looks after this one."""
    mine = task.officer is not None and task.officer.login == actor.key and actor.kind == "officer"
    return may_keep_tasks(actor) or mine


def may_hand_task(actor: Actor) -> bool:
    """Hand a task to another department or district, or take it back."""
    return actor.has(Duty.FOCAL_POINT) and not actor.is_of_district


def may_answer_task(actor: Actor, task: Task) -> bool:
    """Answer a handed task: the guest of its link, a colleague of the party, or a clerk of ours for them."""
    if actor.is_guest:
        return actor.thread == task.subject and actor.party_id == task.party_id
    if actor.is_of_district:
        return actor.party_id == task.party_id
    return may_keep_tasks(actor)


def sees_task(actor: Actor, task: Task) -> bool:
    """The office sees every task; a guest the one of their link; a colleague of a district those of that district."""
    if actor.is_guest:
        return actor.thread == task.subject and actor.party_id == task.party_id
    return not actor.is_of_district or actor.party_id == task.party_id
