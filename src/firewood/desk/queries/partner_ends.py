"""What is open with one partner, and which dates lie ahead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from firewood.aid import addresses as aid
from firewood.aid.models import Consignment, Handover, Pledge
from firewood.aid.states import OPEN_PLEDGES, Basis, ConsignmentState, HandoverState
from firewood.desk.models import Task
from firewood.desk.queries.open_ends import OpenEnd, open_ends
from firewood.desk.states import UNDER_WAY
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.texts import Wording
from firewood.registry import addresses as registry
from firewood.registry.models import Agreement, Visit
from firewood.registry.states import VisitState
from firewood.solidarity import addresses as solidarity
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import ANSWERED, replies_due, replies_of, thanks_expected, thanks_owed
from firewood.solidarity.states import GestureKind, GestureState, Reply, Way
from firewood.solidarity.words import word

MOST = 20


@dataclass(frozen=True)
class NextDate:
    """Something that lies ahead: its day as far as it is known, what it is, its page."""

    day: StatedDay
    words: str | Wording
    url: str


def ends_with(side: Sequence[UUID], *, status: str, language: str, on: date) -> list[OpenEnd]:
    """What is open with the parties of one side: what waits, then replies and thanks, tasks, then what nobody knows."""
    ends = open_ends(status=status, language=language, parties=side)
    waiting = [end for end in ends if end.kind]
    unknown = [end for end in ends if not end.kind]
    return [*waiting, *_thanks(side, status, on), *_replies(side, status, on), *_tasks(side, status), *unknown,
            *_unknown_replies(side, status)]  # fmt: skip


def dates_with(side: Sequence[UUID], *, status: str, on: date) -> list[NextDate]:
    """The dates ahead with the parties of one side, the nearest first; those of no known day at the end."""
    found = [*_visits(side, status), *_handovers(side, status, on), *_pledges(side, status), *_expected(side, status),
             *_reply_days(side, status)]  # fmt: skip
    if status == Status.ACTUAL:
        found += _agreements(side, on)
    return sorted(found, key=lambda each: (each.day.earliest or each.day.latest or date.max, each.url))


def _thanks(side: Sequence[UUID], status: str, on: date) -> Iterator[OpenEnd]:
    for owed in thanks_owed(status=status, on=on, parties=side, limit=MOST):
        yield OpenEnd(
            _("Have we thanked for %(number)s?") % {"number": owed.consignment.number},
            _("Confirmed on %(day)s; nothing of ours that answers it has gone.") % {"day": show_day(owed.since)},
            _("Thank"), f"/letters/new/?answers={owed.consignment.number}&kind=thanks", owed.due, "thanks",
        )  # fmt: skip
    for owed in thanks_expected(status=status, on=on, parties=side, limit=MOST):
        yield OpenEnd(
            _("Have they thanked for %(number)s?") % {"number": owed.consignment.number},
            _("They confirmed it on %(day)s; no thanks are entered.") % {"day": show_day(owed.since)},
            _("Look at it"), aid.of_consignment(owed.consignment), owed.due, "thanks",
        )  # fmt: skip


def _replies(side: Sequence[UUID], status: str, on: date) -> Iterator[OpenEnd]:
    for row in replies_due(status=status, on=on, parties=side, limit=MOST):
        ours = row.way == Way.IN
        yield OpenEnd(
            _("Do we answer %(number)s?") % {"number": row.number} if ours
            else _("Have they answered %(number)s?") % {"number": row.number},
            _("A reply is expected."), _("Answer") if ours else _("Look at it"), solidarity.of_gesture(row),
            row.reply_due, "reply",
        )  # fmt: skip


def _tasks(side: Sequence[UUID], status: str) -> Iterator[OpenEnd]:
    subjects = [f"registry.party:{pk}" for pk in side]
    rows = Task.objects.filter(status=status, state__in=[str(state) for state in UNDER_WAY])
    for task in rows.filter(Q(party__in=list(side)) | Q(about__in=subjects)).order_by("due_on", "id")[:MOST]:
        yield OpenEnd(task.question, task.number, _("Look at it"), f"/tasks/{task.number}/", task.due_on, "task")


def _unknown_replies(side: Sequence[UUID], status: str) -> Iterator[OpenEnd]:
    """Letters of theirs of which nobody knows whether we answered; not late, only not known."""
    rows = list(
        Gesture.objects.filter(
            status=status, way=str(Way.IN), kind=str(GestureKind.LETTER), reply=str(Reply.UNKNOWN), sender__in=side
        )
        .exclude(state=str(GestureState.WITHDRAWN))
        .order_by("-counts_from")[:MOST]
    )
    known = replies_of(rows)
    for row in rows:
        if known[row.pk] != ANSWERED:
            yield OpenEnd(
                _("Was %(number)s answered?") % {"number": row.number}, _("Not known."), _("Look at it"),
                solidarity.of_gesture(row),
            )  # fmt: skip


def _visits(side: Sequence[UUID], status: str) -> Iterator[NextDate]:
    for row in Visit.objects.filter(theirs__in=side, status=status, state=VisitState.PLANNED.value)[:MOST]:
        day = StatedDay(row.day_words, row.day_earliest, row.day_latest)
        yield NextDate(day, _("Visit: %(purpose)s") % {"purpose": row.purpose}, registry.of_visit(row))


def _handovers(side: Sequence[UUID], status: str, on: date) -> Iterator[NextDate]:
    planned = Handover.objects.filter(consignment__status=status, state=str(HandoverState.PLANNED))
    rows = planned.filter(_either("consignment__", side)).filter(Q(day_earliest=None) | Q(day_earliest__gte=on))
    for row in rows.select_related("consignment")[:MOST]:
        yield NextDate(
            StatedDay(row.day_words, row.day_earliest, row.day_latest),
            _("Handover of %(number)s") % {"number": row.consignment.number}, aid.of_consignment(row.consignment),
        )  # fmt: skip


def _pledges(side: Sequence[UUID], status: str) -> Iterator[NextDate]:
    rows = Pledge.objects.filter(_either("", side), status=status, basis=str(Basis.DONE), due_on__isnull=False)
    for row in rows.filter(state__in=[str(state) for state in OPEN_PLEDGES]).order_by("due_on")[:MOST]:
        words = _("Pledge %(number)s is due") % {"number": row.number}
        yield NextDate(_one(row.due_on), words, aid.of_pledge(row))


def _expected(side: Sequence[UUID], status: str) -> Iterator[NextDate]:
    coming = [str(ConsignmentState.ANNOUNCED), str(ConsignmentState.DESPATCHED)]
    rows = Consignment.objects.filter(_either("", side), status=status, basis=str(Basis.DONE), state__in=coming)
    for row in rows.exclude(expected_on=None).order_by("expected_on")[:MOST]:
        words = _("%(number)s is expected") % {"number": row.number}
        yield NextDate(_one(row.expected_on), words, aid.of_consignment(row))


def _reply_days(side: Sequence[UUID], status: str) -> Iterator[NextDate]:
    rows = list(
        Gesture.objects.filter(Q(sender__in=side) | Q(addressee__in=side), status=status, reply_due__isnull=False)
        .exclude(state=str(GestureState.WITHDRAWN)).order_by("reply_due")[:MOST]
    )  # fmt: skip
    known = replies_of(rows)
    for row in rows:
        if known[row.pk] != ANSWERED:
            told: dict[str, Any] = {"number": row.number, "kind": word("kind", row.kind)}
            words = _("Reply to %(kind)s %(number)s") % told
            yield NextDate(_one(row.reply_due), words, solidarity.of_gesture(row))


def _agreements(side: Sequence[UUID], on: date) -> Iterator[NextDate]:
    rows = Agreement.objects.filter(partnership__theirs__in=side, valid_until__gte=on)
    for row in rows.select_related("partnership__theirs")[:MOST]:
        words = _("“%(title)s” ends") % {"title": row.title}
        yield NextDate(_one(row.valid_until), words, registry.of_agreement(row))


def _either(prefix: str, side: Sequence[UUID]) -> Q:
    return Q(**{f"{prefix}giver__in": list(side)}) | Q(**{f"{prefix}receiver__in": list(side)})


def _one(day: date | None) -> StatedDay:
    return StatedDay(day.isoformat() if day else "", day, day)
