"""What the desk does with a paper in one go: enter the letter and what it brings, file the paper as all of them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.actions import announce_consignment, offer, state_need
from firewood.aid.drafts import ConsignmentDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Consignment, Need, Pledge
from firewood.archive import rules
from firewood.archive.actions import file_as
from firewood.archive.models import IncomingPaper
from firewood.archive.states import PAPER_STEPS
from firewood.journal.action import action
from firewood.journal.refusals import NotAllowed, require
from firewood.journal.steps import lock, take
from firewood.solidarity.actions import enter_gesture
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.models import Gesture


@dataclass(frozen=True, kw_only=True)
class FilingDraft:
    """What a paper becomes: a letter, and an offer, a need or goods that are announced; each may be missing."""

    gesture: GestureDraft | None = None
    pledge: PledgeDraft | None = None
    need: NeedDraft | None = None
    announcement: ConsignmentDraft | None = None


@dataclass(frozen=True)
class Filed:
    """A paper with what it became."""

    paper: IncomingPaper
    became: tuple[Gesture | Pledge | Need | Consignment, ...]


@action
def file_paper(paper: IncomingPaper, *, draft: FilingDraft, actor: Actor, at: datetime) -> Filed:
    """File a paper in one go: all it becomes is entered and linked to it, or nothing is."""
    require(rules.may_file_paper(actor), _("file a paper"))
    paper = lock(paper)
    take(paper, PAPER_STEPS, "file")
    _refuse_mixed(paper, draft)
    became: list[Gesture | Pledge | Need | Consignment] = []
    if draft.gesture:
        became.append(enter_gesture(draft.gesture, actor=actor, at=at))
    if draft.pledge:
        became.append(offer(draft.pledge, actor=actor, at=at))
    if draft.need:
        became.append(state_need(draft.need, actor=actor, at=at))
    if draft.announcement:
        became.append(announce_consignment(draft.announcement, actor=actor, at=at))
    filed = file_as(paper, subjects=[each.subject for each in became], actor=actor, at=at)
    return Filed(filed, tuple(became))


def _refuse_mixed(paper: IncomingPaper, draft: FilingDraft) -> None:
    """A paper of an exercise becomes acts of the exercise, a real one real acts."""
    acts = [each.telling.status for each in (draft.pledge, draft.need, draft.announcement) if each]
    acts += [draft.gesture.status] if draft.gesture else []
    if any(str(status) != paper.status for status in acts):
        raise NotAllowed("status_mixed", _("An exercise and a real act cannot be mixed."))
