"""Which act takes another back. What is not in this table cannot be undone by one button.

An act is undone by an act of its own; it is offered while nothing else has happened to the thing since, and the
reversing act itself refuses, with its sentence, what cannot be any more: goods that are gone are never made up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from firewood.accounts.actions import revoke_guest_link
from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink
from firewood.aid import actions as aid
from firewood.aid.models import Consignment, Distribution, Handover, Need, Pledge, Receipt
from firewood.aid.states import NeedEnding
from firewood.archive import actions as papers
from firewood.archive.models import IncomingPaper
from firewood.desk.inbox.actions import take_filing_back
from firewood.desk.models import Task
from firewood.desk.tasks import actions as tasks
from firewood.journal.models import Entry
from firewood.journal.refusals import NotFound, NotNow
from firewood.solidarity import actions as letters
from firewood.solidarity.models import Gesture

Reversing = Callable[[Any, Entry, dict[str, Any]], Any]


@dataclass(frozen=True)
class Undo:
    """How one kind of act is taken back: the thing it was done to, and the act that reverses it, where it `fits`."""

    model: type[Any]
    words: str | Promise
    act: Reversing
    fits: Callable[[Entry], bool] = lambda _entry: True


def _why() -> dict[str, Any]:
    return {"reason": _("Undone")}


def _handover(entry: Entry) -> Handover:
    found = Handover.objects.select_related("consignment").filter(pk=entry.facts.get("handover")).first()
    if found is None:
        raise NotFound("not_found", _("This is not there any more."))
    return found


def _answered(entry: Entry) -> Gesture | Consignment:
    number = entry.facts.get("answers")
    found = Gesture.objects.filter(number=number).first() or Consignment.objects.filter(number=number).first()
    if found is None:
        raise NotFound("not_found", _("This is not there any more."))
    return found


UNDO: dict[str, Undo] = {
    "aid.receipt.issued": Undo(
        Receipt, later("Take the receipt back"), lambda it, _e, by: aid.take_receipt_back(it, **_why(), **by)
    ),
    "aid.consignment.prepared": Undo(
        Consignment, later("Cancel the consignment"), lambda it, _e, by: aid.cancel_consignment(it, **_why(), **by)
    ),
    "aid.consignment.announced": Undo(
        Consignment, later("Cancel the consignment"), lambda it, _e, by: aid.cancel_consignment(it, **_why(), **by)
    ),
    "aid.consignment.packed": Undo(
        Consignment, later("Open it again"), lambda it, _e, by: aid.unpack_consignment(it, **by)
    ),
    "aid.consignment.unpacked": Undo(
        Consignment, later("Pack and seal"), lambda it, _e, by: aid.pack_consignment(it, **by)
    ),
    "aid.consignment.despatched": Undo(
        Consignment, later("Take the sending back"), lambda it, _e, by: aid.take_despatch_back(it, **_why(), **by)
    ),
    "aid.handover.planned": Undo(
        Consignment, later("Call it off"), lambda _it, entry, by: aid.cancel_handover(_handover(entry), **by)
    ),
    "aid.handover.planned_again": Undo(
        Consignment, later("Call it off"), lambda _it, entry, by: aid.cancel_handover(_handover(entry), **by)
    ),
    "aid.handover.cancelled": Undo(
        Consignment, later("Plan it again"), lambda _it, entry, by: aid.plan_handover_again(_handover(entry), **by)
    ),
    "aid.handover.held": Undo(
        Consignment, later("Plan it again"), lambda _it, entry, by: aid.plan_handover_again(_handover(entry), **by)
    ),
    "aid.need.stated": Undo(
        Need, later("Withdraw"), lambda it, _e, by: aid.close_need(it, ending=NeedEnding.WITHDRAWN, **by)
    ),
    "aid.need.published": Undo(
        Need, later("Take the publication back"), lambda it, _e, by: aid.take_publication_back(it, **by)
    ),
    "aid.pledge.offered": Undo(
        Pledge, later("Withdraw"), lambda it, _e, by: aid.withdraw_pledge(it, words=_("Undone"), **by)
    ),
    "aid.pledge.accepted": Undo(
        Pledge, later("Take the answer back"), lambda it, _e, by: aid.take_answer_back(it, **by)
    ),
    "aid.pledge.declined": Undo(
        Pledge, later("Take the answer back"), lambda it, _e, by: aid.take_answer_back(it, **by)
    ),
    "aid.distribution.made": Undo(
        Distribution, later("Take the distribution back"),
        lambda it, _e, by: aid.reverse_distribution(it, **_why(), **by),
    ),
    "accounts.guest_link.made": Undo(
        GuestLink, later("Close this link"), lambda it, _e, by: revoke_guest_link(it, **by)
    ),
    "archive.paper.filed": Undo(
        IncomingPaper, later("Take the filing back"), lambda it, entry, by: take_filing_back(it, filed=entry, **by)
    ),
    "archive.paper.set_aside": Undo(
        IncomingPaper, later("Take it up again"), lambda it, _e, by: papers.take_up_paper_again(it, **by)
    ),
    "desk.task.opened": Undo(Task, later("Withdraw the task"), lambda it, _e, by: tasks.withdraw_task(it, **by)),
    "desk.task.handed": Undo(Task, later("Take it back"), lambda it, _e, by: tasks.take_task_back(it, **by)),
    "desk.task.finished": Undo(Task, later("Open it again"), lambda it, _e, by: tasks.open_task_again(it, **by)),
    "desk.task.withdrawn": Undo(Task, later("Open it again"), lambda it, _e, by: tasks.open_task_again(it, **by)),
    "desk.task.opened_again": Undo(Task, later("Withdraw the task"), lambda it, _e, by: tasks.withdraw_task(it, **by)),
    "solidarity.gesture.entered": Undo(
        Gesture, later("Withdraw"), lambda it, _e, by: letters.withdraw_gesture(it, words=_("Undone"), **by),
        lambda entry: "OUT-" in entry.facts.get("number", ""),  # what came has come; it is corrected
    ),
    "solidarity.gesture.taken_back": Undo(
        Gesture, later("Bring it back"), lambda it, _e, by: letters.bring_entry_back(it, **by)
    ),
    "solidarity.answer.linked": Undo(
        Gesture, later("Take the link back"), lambda it, entry, by: letters.unlink_answer(it, to=_answered(entry), **by)
    ),
    "solidarity.answer.unlinked": Undo(
        Gesture, later("Link it again"), lambda it, entry, by: letters.link_answer(it, to=_answered(entry), **by)
    ),
    "solidarity.thanks.set_aside": Undo(
        Consignment, later("Back on the list"), lambda it, _e, by: letters.take_up_thanks_again(it, **by)
    ),
}  # fmt: skip


def undo_of(entry: Entry) -> Undo | None:
    """How this line of the journal is taken back; None where one button cannot do it."""
    known = UNDO.get(entry.event)
    return known if known is not None and known.fits(entry) else None


def undo_entry(entry: Entry, *, actor: Actor, at: datetime) -> None:
    """Take back what this line of the journal tells, by the act that reverses it."""
    known = undo_of(entry)
    if known is None:
        raise NotNow("no_undo", _("This cannot be undone by one button. Look at the thing itself."))
    if not is_newest(entry):
        raise NotNow("happened_since", _("Something else has happened to it since. Look at it first."))
    thing = known.model.objects.filter(pk=entry.subject.partition(":")[2]).first()
    if thing is None:
        raise NotFound("not_found", _("This is not there any more."))
    known.act(thing, entry, {"actor": actor, "at": at})


def is_newest(entry: Entry) -> bool:
    """Whether nothing has happened to the thing since."""
    return not Entry.objects.filter(subject=entry.subject, number__gt=entry.number).exists()
