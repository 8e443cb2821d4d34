"""What can be done with the words of a gesture: enter it, rewrite a draft of ours, correct what was entered."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.states import Basis
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, WrittenMeanwhile, require
from firewood.journal.steps import take
from firewood.languages.choice import tidy_tag
from firewood.languages.texts import fields_of
from firewood.solidarity import rules
from firewood.solidarity.actions.answers import answer_everything, refuse_mixed, refuse_other_partner, refuse_unseen
from firewood.solidarity.actions.problems import FIELDS, problems_of, refuse, way_of
from firewood.solidarity.actions.rows import (
    COLUMNS,
    columns,
    counted_anew,
    counted_from,
    lock_seen,
    told,
    write_original,
    write_signatories,
)
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import newest_line
from firewood.solidarity.states import GESTURE_STEPS, GestureState, Way

PREFIX = {Way.IN: "IN", Way.OUT: "OUT"}


@action
def enter_gesture(draft: GestureDraft, *, key: str = "", actor: Actor, at: datetime) -> Gesture:
    """Enter a letter or another gesture: one that came is received, one of ours is a draft until it is sent.

    `key` is that of one sending of a form: told again, the gesture that stands already is given.
    """
    require(rules.may_enter(actor, draft.sender, draft.addressee), _("enter this letter"))
    refuse(problems_of(draft, at=at))
    refuse_unseen(draft, actor=actor)
    refuse_mixed(draft.status, *draft.answers_gestures, *draft.answers_consignments, draft.with_goods, draft.accepts)
    fingerprint = _fingerprint(key, actor)
    known = _entered_before(fingerprint)
    if known is not None:
        record("solidarity.gesture.repeated", subject=known.subject, actor=actor, at=at, status=known.status)
        return known
    gesture = _create(draft, fingerprint, at=at)
    write_parts(gesture, draft, actor=actor, at=at)
    record("solidarity.gesture.entered", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           number=gesture.number, **told(draft))  # fmt: skip
    return gesture


@action
def rewrite_gesture(
    gesture: Gesture, /, draft: GestureDraft, *, seen: int | None = None, actor: Actor, at: datetime
) -> Gesture:
    """Write a draft of ours anew; its way and number stay.

    `seen` is the newest line of the journal about it that the writer knew (`queries.newest_line`): what somebody else
    wrote after it is not overwritten.
    """
    gesture = lock_seen(gesture, actor)
    _refuse_unread(gesture, seen)
    require(rules.may_keep(actor, gesture), _("rewrite this letter"))
    take(gesture, GESTURE_STEPS, "rewrite")
    before, after = _change(gesture, draft, actor=actor, at=at)
    record("solidarity.gesture.rewritten", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           before=before, after=after)  # fmt: skip
    return gesture


@action
def amend_gesture(
    gesture: Gesture, /, draft: GestureDraft, *, seen: int | None = None, actor: Actor, at: datetime
) -> Gesture:
    """Correct what was entered wrongly of a gesture; the journal keeps both. The words of one of ours stay as sent.

    `seen` as for `rewrite_gesture`.
    """
    gesture = lock_seen(gesture, actor)
    _refuse_unread(gesture, seen)
    require(rules.may_keep(actor, gesture), _("correct this letter"))
    _refuse_not_entered(gesture)
    if gesture.way == Way.OUT:
        refuse(_changed_after_sending(gesture, draft))
    before, after = _change(gesture, draft, actor=actor, at=at)
    record("solidarity.gesture.amended", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           before=before, after=after)  # fmt: skip
    return gesture


def write_parts(gesture: Gesture, draft: GestureDraft, *, actor: Actor, at: datetime) -> None:
    """Signatories, the texts of the original, and what it answers."""
    write_signatories(gesture, tuple(draft.signatories))
    write_original(gesture, draft)
    answer_everything(gesture, [*draft.answers_gestures, *draft.answers_consignments], actor=actor, at=at)


def _create(draft: GestureDraft, fingerprint: str | None, *, at: datetime) -> Gesture:
    way, today = way_of(draft.sender), day_of(at)
    return Gesture.objects.create(
        **columns(draft),
        number=next_number(PREFIX[way], year=today.year, status=draft.status),
        status=str(draft.status),
        way=str(way),
        state=str(GestureState.RECEIVED if way == Way.IN else GestureState.DRAFT),
        counts_from=counted_from(draft.days, way, entered=today, today=today),
        sent_fingerprint=fingerprint,
        accepts=draft.accepts,
    )


def _fingerprint(key: str, actor: Actor) -> str | None:
    return hashlib.sha256(f"{actor.kind}:{actor.key}:{key}".encode()).hexdigest() if key else None


def _entered_before(fingerprint: str | None) -> Gesture | None:
    """What one sending of a form became; two at the same time wait for each other."""
    if fingerprint is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [fingerprint])
    return Gesture.objects.filter(sent_fingerprint=fingerprint).first()


def _change(
    gesture: Gesture, draft: GestureDraft, *, actor: Actor, at: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write the draft over the gesture; gives what stood there and what stands there now, where they differ."""
    require(rules.may_enter(actor, draft.sender, draft.addressee), _("enter this letter"))
    refuse([*problems_of(draft, at=at), *_identity_problems(gesture, draft)])
    refuse_unseen(draft, actor=actor, before=gesture)
    refuse_mixed(gesture.status, draft.with_goods)
    before, language = _snapshot(gesture), gesture.language
    for name, value in columns(draft).items():
        setattr(gesture, name, value)
    if gesture.basis == Basis.DONE:
        gesture.counts_from = counted_anew(gesture, today=day_of(at))
    gesture.save(update_fields=[*COLUMNS, "counts_from"])
    refuse_other_partner(gesture)
    write_signatories(gesture, tuple(draft.signatories))
    write_original(gesture, draft, before=language)
    after = _snapshot(gesture)
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _identity_problems(gesture: Gesture, draft: GestureDraft) -> list[Problem]:
    """A number says which way it went, and in which year and standing: that stays."""
    problems = []
    if way_of(draft.sender) != gesture.way:
        sentence = _("%(number)s would go the other way. Withdraw it, and enter a new one.")
        problems.append(Problem("sender", sentence % {"number": gesture.number}))
    if draft.status != gesture.status:
        problems.append(Problem("status", _("An exercise and a real act cannot be mixed.")))
    return problems


def _refuse_unread(gesture: Gesture, seen: int | None) -> None:
    if seen is not None and newest_line(gesture) != seen:
        raise WrittenMeanwhile("stale", _("Somebody else has written here since this was opened."))


def _refuse_not_entered(gesture: Gesture) -> None:
    if gesture.basis == Basis.REPORTED:
        raise NotNow(
            "only_reported",
            _("This is only reported by a source. Take it into our books first, when the papers are here."),
            basis=gesture.basis,
        )
    if gesture.state in {GestureState.DRAFT, GestureState.SIGNED, GestureState.WITHDRAWN}:
        raise NotNow(
            "not_entered",
            _("A draft is rewritten, not corrected; what is signed or withdrawn stays as it is."),
            state=gesture.state,
        )


def _changed_after_sending(gesture: Gesture, draft: GestureDraft) -> list[Problem]:
    stands = _texts(gesture)
    told_now = {field: text.strip() for field, text in draft.texts.items() if text.strip()}
    problems = []
    if stands != told_now or gesture.language != tidy_tag(draft.language):
        problems.append(Problem("texts", _("It has gone as it is: its words are not changed afterwards.")))
    if len(draft.signatories) != gesture.signatories.count():
        problems.append(Problem("signatories", _("It has gone as it is: who signed it is not changed afterwards.")))
    return problems


def _snapshot(gesture: Gesture) -> dict[str, Any]:
    row = {name: _plain(getattr(gesture, name)) for name in COLUMNS}
    signatories = [str(each) for each in gesture.signatories.order_by("ordinal")]
    return {**row, "signatories": signatories, "texts": _texts(gesture)}


def _plain(value: Any) -> Any:
    """A party, a person, an office or a gift by its key or number; everything else as it is."""
    return getattr(value, "key", None) or getattr(value, "number", value)


def _texts(gesture: Gesture) -> dict[str, str]:
    """The original, field by field."""
    return {
        field: text.text
        for field, texts in fields_of(gesture.subject).items()
        for text in texts
        if field in FIELDS and text.language == gesture.language
    }
