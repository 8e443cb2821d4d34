"""What answers what, and what we know of a reply."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.models import Consignment, Pledge
from firewood.aid.states import Direction
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.record import record
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Problem, require
from firewood.journal.steps import lock
from firewood.registry.models import Party
from firewood.solidarity import rules
from firewood.solidarity.actions.problems import due_problems, refuse
from firewood.solidarity.actions.rows import lock_seen, seen
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.states import GestureState, Reply, Way

Answered = Gesture | Consignment


@action
def link_answer(gesture: Gesture, *, to: Answered, actor: Actor, at: datetime) -> Answer:
    """Say that a gesture answers another one, or a consignment."""
    seen(gesture, actor)
    require(rules.may_keep(actor, gesture), _("say what this letter answers"))
    if not rules.sees_what_it_answers(actor, to):
        raise NotFound("not_found", _("There is nothing with the number %(number)s.") % {"number": to.number})
    gesture, to = _both_locked(gesture, to)
    if _links(gesture, to).exists():
        raise NotNow("linked_already", _("This is linked already."))
    return _link(gesture, to, actor=actor, at=at)


@action
def unlink_answer(gesture: Gesture, *, to: Answered, actor: Actor, at: datetime) -> None:
    """Take back that a gesture answers another one, or a consignment."""
    seen(gesture, actor)
    require(rules.may_keep(actor, gesture), _("say what this letter answers"))
    gesture, to = _both_locked(gesture, to)
    gone, _kinds = _links(gesture, to).delete()
    if not gone:
        raise NotFound("not_linked", _("This is not linked."))
    record("solidarity.answer.unlinked", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           answers=to.number)  # fmt: skip


@action
def expect_reply(gesture: Gesture, *, due: date | None, actor: Actor, at: datetime) -> Gesture:
    """Expect a reply, by a day or without one; to what came in it is we who owe it."""
    refuse(due_problems(Reply.EXPECTED, due, on=day_of(at)))
    return _note_reply(gesture, Reply.EXPECTED, due, actor=actor, at=at)


@action
def expect_no_reply(gesture: Gesture, *, actor: Actor, at: datetime) -> Gesture:
    """Say that no reply is expected."""
    return _note_reply(gesture, Reply.NOT_EXPECTED, None, actor=actor, at=at)


@action
def leave_reply_unknown(gesture: Gesture, *, actor: Actor, at: datetime) -> Gesture:
    """Say that it is not known whether there was or will be a reply: it is then never overdue."""
    return _note_reply(gesture, Reply.UNKNOWN, None, actor=actor, at=at)


def answer_everything(gesture: Gesture, answered: Iterable[Answered], *, actor: Actor, at: datetime) -> None:
    """Link a gesture that has just been entered with all it answers."""
    for each in [lock(each) for each in sorted(dict.fromkeys(answered), key=lambda thing: thing.pk)]:
        _link(gesture, each, actor=actor, at=at)


def refuse_mixed(status: str, *things: Answered | Pledge | None) -> None:
    """Real things and those of an exercise have nothing to do with each other."""
    if any(thing is not None and thing.status != status for thing in things):
        raise NotAllowed("status_mixed", _("An exercise and a real act cannot be mixed."))


def refuse_unseen(draft: GestureDraft, *, actor: Actor, before: Gesture | None = None) -> None:
    """What a district may not see is not there for it: it can neither answer it nor say that it came with it.

    What stood there before is kept.
    """
    answered: list[Answered] = [*draft.answers_gestures, *draft.answers_consignments]
    named: list[tuple[str, Answered | Pledge]] = [("answers", each) for each in answered]
    if draft.accepts and before is None:
        named.append(("accepts", draft.accepts))
    if draft.with_goods and (before is None or before.with_goods_id != draft.with_goods.pk):
        named.append(("with_goods", draft.with_goods))
    sentence = _("There is nothing with the number %(number)s.")
    refuse(
        Problem(field, sentence % {"number": thing.number})
        for field, thing in named
        if not rules.sees_what_it_answers(actor, thing)
    )


def refuse_other_partner(gesture: Gesture) -> None:
    """After its sides were corrected: what it answers, and what answers it, is still of the same partner."""
    rows = Answer.objects.select_related("gesture", "to_gesture", "to_consignment")
    links = rows.filter(Q(gesture=gesture) | Q(to_gesture=gesture))
    others = [link.gesture if link.to_gesture_id == gesture.pk else link.to_gesture or link.to_consignment
              for link in links]  # fmt: skip
    sentence = _("%(number)s is of another partner.")
    refuse(
        Problem("sender", sentence % {"number": other.number})
        for other in others
        if other is not None and not _same_land(_their_side(gesture), _partners_of(other))
    )


def same_partner(one: Gesture, other: Gesture) -> bool:
    """Whether the other sides of two letters belong to one partner."""
    return _same_land(_their_side(one), [_their_side(other)])


def _partners_of(thing: Answered) -> list[Party | None]:
    if isinstance(thing, Consignment):
        return [thing.giver, thing.receiver, *thing.shared_with.all()]
    return [thing.sender, thing.addressee]


def _both_locked(gesture: Gesture, to: Answered) -> tuple[Gesture, Answered]:
    """Both rows held, always in the same order, so that two who link the other way round do not wait for ever."""
    if isinstance(to, Consignment):
        return lock(gesture), lock(to)
    if gesture.pk <= to.pk:
        return lock(gesture), lock(to)
    other = lock(to)
    return lock(gesture), other


def _one_chain_at_a_time() -> None:
    """Chains of answers grow one link after another, so that two links made at once do not close a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('firewood.solidarity.answer'))")


def _link(gesture: Gesture, to: Answered, *, actor: Actor, at: datetime) -> Answer:
    refuse_mixed(gesture.status, to)
    _one_chain_at_a_time()
    refuse(_problems(gesture, to))
    if isinstance(to, Consignment):
        answer = Answer.objects.create(gesture=gesture, to_consignment=to)
    else:
        answer = Answer.objects.create(gesture=gesture, to_gesture=to)
    record("solidarity.answer.linked", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           answers=to.number)  # fmt: skip
    return answer


def _links(gesture: Gesture, to: Answered) -> QuerySet[Answer]:
    field = "to_consignment" if isinstance(to, Consignment) else "to_gesture"
    return Answer.objects.filter(gesture=gesture, **{field: to})


def _problems(gesture: Gesture, to: Answered) -> list[Problem]:
    goes_back = _goes_back(gesture.way, to) if isinstance(to, Consignment) else gesture.way != to.way
    problems = []
    if gesture.pk == to.pk:
        problems.append(Problem("answers", _("A letter does not answer itself.")))
    elif not goes_back:
        sentence = _("%(number)s went the same way: an answer goes the other way.")
        problems.append(Problem("answers", sentence % {"number": to.number}))
    if isinstance(to, Gesture) and to.state == GestureState.WITHDRAWN:
        problems.append(Problem("answers", _("%(number)s was withdrawn.") % {"number": to.number}))
    if isinstance(to, Gesture) and _leads_to(to, gesture):
        sentence = _("%(number)s answers this letter already: they cannot answer each other.")
        problems.append(Problem("answers", sentence % {"number": to.number}))
    if not _same_land(_their_side(gesture), _partners_of(to)):
        sentence = _("%(number)s is of another partner.")
        problems.append(Problem("answers", sentence % {"number": to.number}))
    return problems


def _goes_back(way: str, consignment: Consignment) -> bool:
    return (way == Way.OUT) == (consignment.direction == Direction.RECEIVED)


def _leads_to(start: Gesture, end: Gesture) -> bool:
    """Whether a chain of answers leads from one gesture to another."""
    known, ahead = set(), {start.pk}
    while ahead:
        if end.pk in ahead:
            return True
        known |= ahead
        found = Answer.objects.filter(gesture__in=ahead).exclude(to_gesture=None).values_list("to_gesture", flat=True)
        ahead = {pk for pk in found if pk is not None} - known
    return False


def _their_side(gesture: Gesture) -> Party:
    return gesture.sender if gesture.way == Way.IN else gesture.addressee


def _same_land(party: Party, others: Iterable[Party | None]) -> bool:
    """An ambassador may answer for a city, and a city for its district; nobody for another country."""
    known = [other for other in others if other is not None]
    return len(known) < 2 or any(_land(party) == _land(other) for other in known)


def _land(party: Party) -> object:
    while party.country_id is None and party.parent is not None:
        party = party.parent
    return party.country_id or party.pk


def _note_reply(gesture: Gesture, reply: Reply, due: date | None, *, actor: Actor, at: datetime) -> Gesture:
    gesture = lock_seen(gesture, actor)
    require(rules.may_keep(actor, gesture), _("note what is known of a reply"))
    if gesture.state == GestureState.WITHDRAWN and reply == Reply.EXPECTED:
        raise NotNow("withdrawn", _("Withdrawn, it gets no reply."), state=gesture.state)
    before = gesture.reply
    gesture.reply, gesture.reply_due = str(reply), due
    gesture.save(update_fields=["reply", "reply_due"])
    record("solidarity.gesture.reply_noted", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           before=before, reply=str(reply), due=due)  # fmt: skip
    return gesture
