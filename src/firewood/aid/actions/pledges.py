"""What can be done with offers and pledges: offer, accept, decline, withdraw, let lapse."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import columns, far_problems, problems_of, refuse, told
from firewood.aid.drafts import LineDraft, PledgeDraft
from firewood.aid.models import Pledge, PledgeLine
from firewood.aid.queries.coverage import pledge_progress
from firewood.aid.states import OPEN_PLEDGES, PLEDGE_STEPS, Basis, Direction
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotAllowed, NotFound, Problem, require
from firewood.journal.steps import lock, take
from firewood.registry.ours import our_side

GRACE_DAYS = 14
"""After its day a pledge is given so many days before it lapses."""


@action
def offer(draft: PledgeDraft, *, actor: Actor, at: datetime) -> Pledge:
    """Write down what a giver is willing to give, for a need or unasked."""
    require(rules.may_offer(actor, draft.giver), _("make this offer"))
    due = far_problems("due_on", draft.due_on, on=day_of(at))
    refuse([*_problems(draft), *due, *problems_of(draft.lines)])
    telling = draft.telling
    pledge = Pledge.objects.create(
        number=next_number("P", year=day_of(at).year, status=telling.status),
        status=str(telling.status),
        direction=str(Direction.RECEIVED if draft.receiver.pk in our_side() else Direction.GIVEN),
        giver=draft.giver,
        receiver=draft.receiver,
        need=draft.need,
        assurance=str(telling.assurance or actor.assurance),
        offered_words=telling.day.words,
        offered_earliest=telling.day.earliest or day_of(at),
        offered_latest=telling.day.latest or day_of(at),
        due_on=draft.due_on,
        occasion=telling.occasion,
        counts_from=day_of(at),
        words=telling.words,
        language=telling.language,
        note=telling.note,
    )
    PledgeLine.objects.bulk_create(
        [PledgeLine(pledge=pledge, **columns(line, n)) for n, line in enumerate(draft.lines)]
    )
    record(
        "aid.pledge.offered",
        subject=pledge.subject,
        actor=actor,
        at=at,
        status=pledge.status,
        number=pledge.number,
        giver=draft.giver.key,
        receiver=draft.receiver.key,
        lines=told(draft.lines),
    )
    return pledge


@action
def accept_pledge(pledge: Pledge, *, words: str = "", actor: Actor, at: datetime) -> Pledge:
    """Accept an offer; from now on it is a pledge."""
    return _answer(pledge, "accept", "aid.pledge.accepted", words, actor=actor, at=at)


@action
def decline_pledge(pledge: Pledge, *, words: str, actor: Actor, at: datetime) -> Pledge:
    """Decline an offer, with thanks and a reason in words."""
    if not words.strip():
        refuse([Problem("words", _("Say it politely: an offer is declined with words of thanks and a reason."))])
    return _answer(pledge, "decline", "aid.pledge.declined", words, actor=actor, at=at)


@action
def withdraw_pledge(pledge: Pledge, *, words: str = "", actor: Actor, at: datetime) -> Pledge:
    """Take an offer or a pledge back, on the giver's side."""
    _seen(pledge, actor)
    require(rules.may_withdraw_pledge(actor, pledge), _("withdraw this pledge"))
    pledge = lock_done(pledge)
    take(pledge, PLEDGE_STEPS, "withdraw")
    pledge.ended_at, pledge.answer_words = at, words or pledge.answer_words
    pledge.save(update_fields=["state", "ended_at", "answer_words"])
    record("aid.pledge.withdrawn", subject=pledge.subject, actor=actor, at=at, status=pledge.status, words=words)
    return pledge


def lapse_overdue_pledges(*, actor: Actor, at: datetime) -> list[Pledge]:
    """Let every pledge lapse whose day and grace are over without its goods; each is an act of its own."""
    latest = day_of(at) - timedelta(days=GRACE_DAYS)
    overdue = Pledge.objects.filter(
        basis=str(Basis.DONE), state__in=[str(state) for state in OPEN_PLEDGES], due_on__lt=latest
    ).order_by(F("id"))
    return [lapse_pledge(pledge, actor=actor, at=at) for pledge in overdue]


@action
def lapse_pledge(pledge: Pledge, *, actor: Actor, at: datetime) -> Pledge:
    """Let a pledge lapse: what is still open of it goes back to the open balance of the need."""
    require(actor.has(Duty.FOCAL_POINT), _("let a pledge lapse"))
    pledge = lock(pledge)
    take(pledge, PLEDGE_STEPS, "lapse")
    pledge.ended_at = at
    pledge.save(update_fields=["state", "ended_at"])
    record("aid.pledge.lapsed", subject=pledge.subject, actor=actor, at=at, status=pledge.status, due_on=pledge.due_on)
    return pledge


def settle_pledge(pledge: Pledge | None, *, actor: Actor, at: datetime) -> None:
    """Bring a pledge to the state that its consignments give it: accepted, part fulfilled, fulfilled."""
    if pledge is None:
        return
    pledge = lock(pledge)
    name = _step_for(pledge)
    if name is None or PLEDGE_STEPS[name].target == pledge.state:
        return
    take(pledge, PLEDGE_STEPS, name)
    pledge.save(update_fields=["state"])
    record("aid.pledge.settled", subject=pledge.subject, actor=actor, at=at, status=pledge.status, state=pledge.state)


def _step_for(pledge: Pledge) -> str | None:
    if pledge.state not in {str(source) for source in PLEDGE_STEPS["fulfil"].sources}:
        return None
    progress = pledge_progress(pledge)
    if not any(part.sent for part in progress):
        return "reopen"
    return "part_fulfil" if any(part.open for part in progress) else "fulfil"


def _answer(pledge: Pledge, step: str, event: str, words: str, *, actor: Actor, at: datetime) -> Pledge:
    _seen(pledge, actor)
    require(rules.may_answer_pledge(actor, pledge), _("answer this offer"))
    pledge = lock_done(pledge)
    take(pledge, PLEDGE_STEPS, step)
    pledge.answered_at, pledge.answer_words = at, words
    pledge.save(update_fields=["state", "answered_at", "answer_words"])
    record(event, subject=pledge.subject, actor=actor, at=at, status=pledge.status, words=words)
    return pledge


def _seen(pledge: Pledge, actor: Actor) -> None:
    if not rules.sees_pledge(actor, pledge):
        raise NotFound("not_found", _("There is no such pledge."))


def nothing_offered(lines: Sequence[LineDraft]) -> list[Problem]:
    """An offer of nothing is a slip."""
    return [] if lines else [Problem("lines", _("Say what is offered, even if it is not known how many."))]


def _problems(draft: PledgeDraft) -> list[Problem]:
    problems = []
    if draft.giver.pk == draft.receiver.pk:
        problems.append(Problem("receiver", _("Giver and receiver are the same.")))
    problems += nothing_offered(draft.lines)
    if draft.need is not None and draft.need.status != draft.telling.status:
        raise NotAllowed("status_mixed", _("An exercise and a real act cannot be mixed."))
    return problems
