"""What is known only from a source: gestures it tells of, and how many letters it says came.

Each has a stable key; entering the same key again changes nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.states import Basis
from firewood.archive.models import Source
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.steps import lock
from firewood.registry.models import Occasion, Party
from firewood.solidarity import rules
from firewood.solidarity.actions.answers import refuse_mixed
from firewood.solidarity.actions.gestures import PREFIX, write_parts
from firewood.solidarity.actions.problems import language_problems, problems_of, refuse, way_of
from firewood.solidarity.actions.rows import columns, counted_from, days_of, told
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.solidarity.states import NOT_GONE, GestureState, Way
from firewood.supplies.states import Quality

FITTING = {
    Way.IN: frozenset({GestureState.SENT, GestureState.DELIVERED, GestureState.RECEIVED}),
    Way.OUT: frozenset({GestureState.SENT, GestureState.DELIVERED}),
}
"""The states at which a source may leave a gesture; what has not gone is no act of which it could tell."""


@dataclass(frozen=True, kw_only=True)
class StatedCount:
    """How many sister cities a source says have sent letters to `party` on an occasion, in its words, as of a day."""

    key: str
    party: Party
    cities: int
    words: str
    language: str
    source: Source
    as_of: date
    quality: Quality = Quality.EXACT
    occasion: Occasion | None = None
    note: str = ""


@action
def enter_reported_gesture(
    draft: GestureDraft, *, key: str, counts_from: date, state: GestureState, actor: Actor, at: datetime
) -> Gesture:
    """Enter a letter or another gesture that a source tells of, at the state it gives; earlier steps stay unknown."""
    require(rules.may_report(actor), _("enter what a source tells"))
    known = Gesture.objects.filter(key=key).first()
    if known is not None:
        record("solidarity.gesture.known", subject=known.subject, actor=actor, at=at, status=known.status, key=key)
        return known
    refuse([*problems_of(draft, at=at), *_problems(draft, key, counts_from, state, at=at)])
    refuse_mixed(draft.status, *draft.answers_gestures, *draft.answers_consignments, draft.with_goods)
    way = way_of(draft.sender)
    gesture = Gesture.objects.create(
        **columns(draft), number=next_number(PREFIX[way], year=counts_from.year, status=draft.status), key=key,
        status=str(draft.status), basis=str(Basis.REPORTED), way=str(way), state=str(state), counts_from=counts_from,
    )  # fmt: skip
    write_parts(gesture, draft, actor=actor, at=at)
    record("solidarity.gesture.reported", subject=gesture.subject, actor=actor, at=at, status=gesture.status,
           number=gesture.number, key=key, counts_from=counts_from, state=str(state), **told(draft))  # fmt: skip
    return gesture


@action
def enter_stated_letters(stated: StatedCount, *, actor: Actor, at: datetime) -> StatedLetters:
    """Enter how many sister cities a source says have sent letters. It is never added to what we know by name."""
    require(rules.may_report(actor), _("enter what a source states"))
    known = StatedLetters.objects.filter(key=stated.key).first()
    if known is not None:
        record("solidarity.stated_letters.known", subject=known.subject, actor=actor, at=at, key=stated.key)
        return known
    refuse([*_count_problems(stated), *language_problems("language", stated.language)])
    names = ("key", "party", "cities", "words", "language", "source", "as_of", "occasion", "note")
    row = StatedLetters.objects.create(**{name: getattr(stated, name) for name in names}, quality=str(stated.quality))
    record("solidarity.stated_letters.entered", subject=row.subject, actor=actor, at=at, key=row.key,
           cities=row.cities, words=row.words, as_of=row.as_of,
           occasion=row.occasion.key if row.occasion else None)  # fmt: skip
    return row


@action
def adopt_reported_gesture(gesture: Gesture, *, actor: Actor, at: datetime) -> Gesture:
    """Take a reported gesture to us into our own books, now that the paper is on the table."""
    require(rules.may_report(actor), _("turn a reported act into a done one"))
    gesture = lock(gesture)
    if gesture.basis != Basis.REPORTED or gesture.way != Way.IN:
        refuse([Problem("gesture", _("Only a reported gesture to us can be taken into our books."))])
    gesture.basis, gesture.state = str(Basis.DONE), str(GestureState.RECEIVED)
    gesture.counts_from = counted_from(days_of(gesture), Way.IN, entered=gesture.counts_from, today=day_of(at))
    gesture.save(update_fields=["basis", "state", "counts_from"])
    record("solidarity.gesture.adopted", subject=gesture.subject, actor=actor, at=at, status=gesture.status)
    return gesture


def _problems(draft: GestureDraft, key: str, counts_from: date, state: GestureState, *, at: datetime) -> list[Problem]:
    problems = []
    if not key.strip():
        problems.append(Problem("key", _("A reported gesture needs a key of its own.")))
    if counts_from > day_of(at):
        problems.append(Problem("counts_from", _("It cannot count from a day that is still to come.")))
    if state in NOT_GONE or state not in FITTING[way_of(draft.sender)]:
        problems.append(Problem("state", _("A source does not tell of a gesture in this state.")))
    return problems


def _count_problems(stated: StatedCount) -> list[Problem]:
    problems = [] if stated.cities > 0 else [Problem("cities", _("Say how many."))]
    return problems if stated.words.strip() else [*problems, Problem("words", _("Give the words of the source."))]
