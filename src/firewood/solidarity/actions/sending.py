"""The way of a letter of ours: signed, sent, handed over, delivered; or withdrawn before it went."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.rules import require_second_factor
from firewood.aid.states import Basis
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.steps import take
from firewood.languages.dates import StatedDay
from firewood.registry.models import Office
from firewood.solidarity import rules
from firewood.solidarity.actions.problems import day_problems, refuse, signatory_problems
from firewood.solidarity.actions.rows import counted_from, day_columns, days_of, lock_seen, write_signatories
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.models import Gesture
from firewood.solidarity.states import GESTURE_STEPS, Channel, GestureState, Way


@action
def sign_gesture(
    gesture: Gesture, /, signatories: Sequence[SignatoryDraft] = (), *, actor: Actor, at: datetime
) -> Gesture:
    """Say that a letter of ours is signed, and by whom; without names those in the draft signed it."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_sign(actor, gesture), _("sign this letter"))
    require_second_factor(actor, at)
    take(gesture, GESTURE_STEPS, "sign")
    refuse(signatory_problems(signatories))
    if signatories:
        write_signatories(gesture, tuple(signatories))
    signed_by = [str(each) for each in gesture.signatories.order_by("ordinal")]
    refuse([] if signed_by else [Problem("signatories", _("Say who signs: a name, or the office held."))])
    gesture.save(update_fields=["state"])
    record("solidarity.gesture.signed", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           signatories=signed_by)  # fmt: skip
    return gesture


@action
def send_gesture(gesture: Gesture, *, sent: StatedDay, channel: Channel, actor: Actor, at: datetime) -> Gesture:
    """Say that a letter of ours has gone: when, and how. From now on it counts. It may go without being signed."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_send(actor, gesture), _("send this letter"))
    if gesture.state == GestureState.DRAFT:
        require_second_factor(actor, at)
    take(gesture, GESTURE_STEPS, "send")
    gesture.channel, gesture.counts_from = str(channel), day_of(at)
    _write_day(gesture, "sent", sent, at=at)
    gesture.save(update_fields=["state", "channel"])
    record("solidarity.gesture.sent", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           day=sent.words, channel=str(channel))  # fmt: skip
    return gesture


@action
def note_delivery(gesture: Gesture, *, day: StatedDay, actor: Actor, at: datetime) -> Gesture:
    """Note that a letter of ours has reached them."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_send(actor, gesture), _("note that this letter was delivered"))
    take(gesture, GESTURE_STEPS, "deliver")
    _write_day(gesture, "received", day, at=at)
    gesture.save(update_fields=["state"])
    record("solidarity.gesture.delivered", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           day=day.words)  # fmt: skip
    return gesture


@action
def note_handover_of_gesture(
    gesture: Gesture, *, day: StatedDay, handed_to: Office | None, words: str = "", actor: Actor, at: datetime
) -> Gesture:
    """Note that it was handed over, such as to an ambassador; whether it has reached them then is another day."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_send(actor, gesture), _("note that this letter was handed over"))
    _refuse_not_there(gesture)
    if handed_to is None and not words.strip():
        refuse([Problem("handed_to", _("Say to whom it was handed over."))])
    _write_day(gesture, "handed", day, at=at)
    gesture.handed_to, gesture.handed_to_words = handed_to, words[:300]
    gesture.save(update_fields=["handed_to", "handed_to_words"])
    record("solidarity.gesture.handed_over", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           day=day.words, handed_to=handed_to.title if handed_to else words)  # fmt: skip
    return gesture


@action
def withdraw_gesture(gesture: Gesture, *, words: str, actor: Actor, at: datetime) -> Gesture:
    """Withdraw a letter of ours before it goes, with the reason; its number is not given again."""
    gesture = lock_seen(gesture, actor)
    require(rules.may_sign(actor, gesture), _("withdraw this letter"))
    take(gesture, GESTURE_STEPS, "withdraw")
    refuse([] if words.strip() else [Problem("words", _("Say why."))])
    gesture.save(update_fields=["state"])
    record("solidarity.gesture.withdrawn", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           words=words)  # fmt: skip
    return gesture


def _write_day(gesture: Gesture, name: str, day: StatedDay, *, at: datetime) -> None:
    """One of the four days, in order with the other three; it counts from the one by which it is known."""
    for column, value in day_columns(name, day).items():
        setattr(gesture, column, value)
    days = days_of(gesture)
    refuse(day_problems(days, at=at))
    gesture.counts_from = counted_from(days, Way(gesture.way), entered=gesture.counts_from, today=day_of(at))
    gesture.save(update_fields=[*day_columns(name, day), "counts_from"])


def _refuse_not_there(gesture: Gesture) -> None:
    if gesture.basis == Basis.REPORTED or gesture.state in {GestureState.DRAFT, GestureState.WITHDRAWN}:
        raise NotNow(
            "not_to_hand_over",
            _("Only a letter that is signed, sent or received here can be handed over."),
            state=gesture.state,
        )
