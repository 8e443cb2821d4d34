"""What the desk does with a paper in one go: enter the letter and what it brings, file the paper as all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.rules import needs_second_factor
from firewood.aid.actions import (
    announce_consignment,
    cancel_consignment,
    close_need,
    offer,
    state_need,
    withdraw_pledge,
)
from firewood.aid.drafts import ConsignmentDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Consignment, Need, Pledge
from firewood.aid.states import OPEN_PLEDGES, NeedEnding, PledgeState
from firewood.archive import rules
from firewood.archive.actions import file_as, take_up_paper_again
from firewood.archive.models import IncomingPaper
from firewood.archive.states import PAPER_STEPS
from firewood.desk.inbox.answering import acceptance_of
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.models import Entry
from firewood.journal.record import record
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, require
from firewood.journal.standing import Status
from firewood.journal.steps import lock, take
from firewood.languages.dates import StatedDay
from firewood.languages.lists import listed
from firewood.registry.models import Party
from firewood.registry.ours import our_city, our_side
from firewood.solidarity import rules as letters
from firewood.solidarity.actions import enter_gesture, send_gesture, take_entry_back
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import Channel, GestureKind

ACCEPTED = frozenset({*OPEN_PLEDGES, PledgeState.FULFILLED})
"""States in which an offer stands as accepted."""

Became = Gesture | Pledge | Need | Consignment
KINDS: Final = (Gesture, Pledge, Need, Consignment)


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
    became: tuple[Became, ...]


@action
def file_paper(paper: IncomingPaper, *, draft: FilingDraft, actor: Actor, at: datetime) -> Filed:
    """File a paper in one go: all it becomes is entered and linked to it, or nothing is."""
    require(rules.may_file_paper(actor), _("file a paper"))
    paper = lock(paper)
    take(paper, PAPER_STEPS, "file")
    _refuse_mixed(paper, draft)
    became: list[Became] = []
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


@action
def send_acceptance(pledge: Pledge, *, letter: Gesture | None, language: str, actor: Actor, at: datetime) -> Gesture:
    """Say that the words with which an offer was accepted have gone: they become a letter of ours, once.

    It answers the letter in which the offer came. Without a second proof of who the colleague is it stays a draft.
    """
    require(letters.may_enter(actor, _ours(pledge), pledge.giver), _("enter this letter"))
    pledge = lock(pledge)
    _refuse_unsaid(pledge)
    draft = GestureDraft(
        kind=GestureKind.LETTER, sender=_ours(pledge), addressee=pledge.giver, status=Status(pledge.status),
        texts={"body": pledge.answer_words}, language=language, accepts=pledge,
        answers_gestures=[letter] if letter else [],
    )  # fmt: skip
    made = enter_gesture(draft, actor=actor, at=at)
    if needs_second_factor(actor, at):
        return made
    today = day_of(at)
    made = send_gesture(made, sent=StatedDay("", today, today), channel=Channel.UNKNOWN, actor=actor, at=at)
    record("desk.acceptance.sent", subject=pledge.subject, actor=actor, at=at, status=pledge.status, letter=made.number)
    return made


def may_say_gone(actor: Actor, pledge: Pledge) -> bool:
    """Whether the words of acceptance wait to be sent, and this colleague may say that they have gone."""
    waits = pledge.state in ACCEPTED and bool(pledge.answer_words.strip()) and acceptance_of(pledge) is None
    return waits and letters.may_enter(actor, _ours(pledge), pledge.giver)


def _ours(pledge: Pledge) -> Party:
    """Who of us accepts: whom the offer is for, else our city."""
    return pledge.receiver if pledge.receiver and pledge.receiver_id in our_side() else our_city()


def _refuse_unsaid(pledge: Pledge) -> None:
    """What was not accepted with words has no letter; what has one gets no second."""
    if pledge.state not in ACCEPTED or not pledge.answer_words.strip():
        raise NotNow("not_accepted", _("Accept the offer first, with the words that go."))
    known = acceptance_of(pledge)
    if known is not None:
        raise NotNow("written_already", _("The answer was entered already: %(number)s.") % {"number": known.number})


@action
def take_filing_back(paper: IncomingPaper, *, filed: Entry, actor: Actor, at: datetime) -> IncomingPaper:
    """Take back all that one filing of a paper made; the paper waits again. Where one thing has gone on, all stay."""
    require(rules.may_file_paper(actor), _("file a paper"))
    paper = lock(paper)
    subjects = [str(subject) for subject in filed.facts["became"]]
    things = [_lock_filed(subject) for subject in subjects]
    _refuse_gone_on(things, filed)
    for thing in things:
        _take_back(thing, actor=actor, at=at)
    return take_up_paper_again(paper, without=subjects, actor=actor, at=at)


def _lock_filed(subject: str) -> Became:
    label, _colon, key = subject.partition(":")
    found = next((model.objects.filter(pk=key).first() for model in KINDS if model._meta.label_lower == label), None)
    if found is None:
        raise NotFound("not_found", _("This is not there any more."))
    return lock(found)


def _refuse_gone_on(things: Sequence[Became], filed: Entry) -> None:
    """With whatever something has happened since, that is named, and everything stays as it is."""
    since = set(Entry.objects.filter(subject__in=[each.subject for each in things], number__gt=filed.number)
                .values_list("subject", flat=True))  # fmt: skip
    gone_on = [each.number for each in things if each.subject in since]
    if gone_on:
        sentence = _("Something has happened to %(numbers)s since: everything stays. Look at each on its page.")
        raise NotNow("happened_since", sentence % {"numbers": listed(gone_on)})


def _take_back(thing: Became, *, actor: Actor, at: datetime) -> None:
    """One thing that a filing made, by the act that ends it."""
    match thing:
        case Gesture():
            take_entry_back(thing, words=_("Undone"), actor=actor, at=at)
        case Pledge():
            withdraw_pledge(thing, words=_("Undone"), actor=actor, at=at)
        case Need():
            close_need(thing, ending=NeedEnding.WITHDRAWN, actor=actor, at=at)
        case Consignment():
            cancel_consignment(thing, reason=_("Undone"), actor=actor, at=at)


def _refuse_mixed(paper: IncomingPaper, draft: FilingDraft) -> None:
    """A paper of an exercise becomes acts of the exercise, a real one real acts."""
    acts = [each.telling.status for each in (draft.pledge, draft.need, draft.announcement) if each]
    acts += [draft.gesture.status] if draft.gesture else []
    if any(str(status) != paper.status for status in acts):
        raise NotAllowed("status_mixed", _("An exercise and a real act cannot be mixed."))
