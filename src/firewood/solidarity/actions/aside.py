"""Entries of letters that came, set aside because they were made by mistake or twice; and brought back."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.states import Basis
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.steps import lock, take
from firewood.languages.lists import listed
from firewood.solidarity import rules
from firewood.solidarity.actions.answers import same_partner
from firewood.solidarity.actions.problems import refuse
from firewood.solidarity.actions.rows import seen
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import GESTURE_STEPS, NOT_GONE, GestureState, Way


@action
def take_entry_back(
    gesture: Gesture, *, words: str, twice_of: Gesture | None = None, actor: Actor, at: datetime
) -> Gesture:
    """Set the entry of a letter that came aside: made by mistake, or twice, when the other entry stands.

    It stays readable, with the reason, and counts nowhere. One that was answered stays.
    """
    seen(gesture, actor)
    require(rules.may_set_aside(actor, gesture), _("set this letter aside"))
    gesture, twice_of = _locked(gesture, twice_of)
    _refuse_not_entered(gesture)
    take(gesture, GESTURE_STEPS, "take_back")
    refuse([*([] if words.strip() else [Problem("words", _("Say why."))]), *_twice_problems(gesture, twice_of, actor)])
    _refuse_answered(gesture)
    gesture.aside_reason, gesture.twice_of = words.strip(), twice_of
    gesture.save(update_fields=["state", "aside_reason", "twice_of"])
    record("solidarity.gesture.taken_back", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           words=words.strip(), twice_of=twice_of.number if twice_of else None)  # fmt: skip
    return gesture


@action
def bring_entry_back(gesture: Gesture, *, actor: Actor, at: datetime) -> Gesture:
    """Bring a letter that was set aside back: it is received again, and counts from the day it counted from."""
    seen(gesture, actor)
    require(rules.may_set_aside(actor, gesture), _("bring this letter back"))
    gesture = lock(gesture)
    _refuse_not_entered(gesture)
    take(gesture, GESTURE_STEPS, "bring_back")
    before = {"words": gesture.aside_reason, "twice_of": gesture.twice_of.number if gesture.twice_of else None}
    gesture.aside_reason, gesture.twice_of = "", None
    gesture.save(update_fields=["state", "aside_reason", "twice_of"])
    record("solidarity.gesture.brought_back", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           before=before)  # fmt: skip
    return gesture


def _locked(gesture: Gesture, other: Gesture | None) -> tuple[Gesture, Gesture | None]:
    """Both rows held, always in the same order, so that two entries cannot be set aside for each other at once."""
    if other is None or other.pk == gesture.pk:
        return lock(gesture), other
    held = {each.pk: lock(each) for each in sorted((gesture, other), key=lambda each: each.pk)}
    return held[gesture.pk], held[other.pk]


def _refuse_not_entered(gesture: Gesture) -> None:
    if gesture.way == Way.OUT:
        raise NotNow("not_theirs", _("This is one of ours: it is withdrawn before it goes, not set aside."))
    if gesture.basis == Basis.REPORTED:
        raise NotNow("only_reported", _("A source tells of this letter; what it tells is not set aside here."))


def _twice_problems(gesture: Gesture, other: Gesture | None, actor: Actor) -> list[Problem]:
    """The other entry is one that stands, of the same partner and the same standing."""
    if other is None:
        return []
    if not rules.sees_gesture(actor, other):
        sentence = _("There is no letter %(number)s.")
    elif other.pk == gesture.pk:
        sentence = _("%(number)s is this letter itself. Give the number of the other one.")
    elif other.way != Way.IN or other.status != gesture.status or not same_partner(gesture, other):
        sentence = _("%(number)s is not the same letter: it did not come from this partner.")
    elif other.state in NOT_GONE:
        sentence = _("%(number)s is set aside itself. One of the two entries has to stand.")
    else:
        return []
    return [Problem("twice_of", sentence % {"number": other.number})]


def _refuse_answered(gesture: Gesture) -> None:
    rows = gesture.answered_by.exclude(gesture__state=str(GestureState.WITHDRAWN)).order_by("gesture__number")
    answers = list(rows.values_list("gesture__number", flat=True))
    if answers:
        sentence = _("%(number)s was answered: it stays. First take back that %(answers)s answers it.")
        raise NotNow("answered", sentence % {"number": gesture.number, "answers": listed(answers)})
