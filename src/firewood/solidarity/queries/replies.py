"""Whether a gesture was answered, and which replies are due. A reply that is unknown is never due."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.queries.register import NOT_GONE_CODES
from firewood.solidarity.states import GestureState, Reply

ANSWERED: Final = "answered"
ANSWER_NOT_GONE: Final = "not_gone"
"""An answer is being written here, but has not left us."""
PATIENCE: Final = timedelta(days=14)
"""After so many days an expected reply without a day of its own is due."""


def replies_due(
    *, status: str, on: date, parties: Collection[UUID] | None = None, limit: int | None = None
) -> list[Gesture]:
    """Gestures whose reply is expected and late, the oldest first: those of theirs, to which we owe it, and ours.

    Of all, or of those between us and these parties.
    """
    late = Q(reply_due__lt=on) | Q(reply_due=None, counts_from__lt=on - PATIENCE)
    rows = Gesture.objects.filter(late, status=status, reply=str(Reply.EXPECTED))
    rows = rows.exclude(state__in=NOT_GONE_CODES).exclude(_answered())
    if parties is not None:
        rows = rows.filter(Q(sender__in=parties) | Q(addressee__in=parties))
    rows = rows.select_related("sender", "addressee").order_by("counts_from", "id")
    return list(rows[:limit])


def reply_of(gesture: Gesture) -> str:
    """What is known of the reply: "answered", "not_gone" (written here, not yet sent), or a value of `Reply`."""
    return replies_of([gesture])[gesture.pk]


def replies_of(gestures: Iterable[Gesture]) -> dict[UUID, str]:
    """`reply_of` for many, in one question."""
    asked = list(gestures)
    states: dict[UUID, set[str]] = {gesture.pk: set() for gesture in asked}
    answers = Answer.objects.filter(to_gesture__in=asked).exclude(gesture__state=str(GestureState.WITHDRAWN))
    for pk, state in answers.values_list("to_gesture_id", "gesture__state"):
        if pk is not None:
            states[pk].add(state)
    return {gesture.pk: _said(gesture, states[gesture.pk]) for gesture in asked}


def _said(gesture: Gesture, answers: set[str]) -> str:
    if answers - set(NOT_GONE_CODES):
        return ANSWERED
    return ANSWER_NOT_GONE if answers else gesture.reply


def _answered() -> Exists:
    answers = Answer.objects.filter(to_gesture=OuterRef("pk"))
    return Exists(answers.exclude(gesture__state__in=NOT_GONE_CODES))
