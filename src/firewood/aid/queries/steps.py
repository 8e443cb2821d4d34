"""The way of a consignment as a line of steps: what is done, where it is now, what nobody knows, what is to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.aid.models import Consignment, Discrepancy, Distribution, Handover, Receipt
from firewood.aid.states import (
    Basis,
    ConsignmentState,
    Direction,
    DiscrepancyState,
    HandoverState,
    ReceiptState,
)
from firewood.journal.clock import day_of
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.ui.drawing.steps import Step

S = ConsignmentState
RANK = {
    S.DRAFT: 0, S.ANNOUNCED: 1, S.PACKED: 1, S.DESPATCHED: 2, S.ARRIVED: 3, S.RECEIVED: 4, S.CLOSED: 6,
    S.CLOSED_WITH_DISCREPANCY: 6, S.LOST: 2, S.RETURNED: 2, S.CANCELLED: 0, S.UNKNOWN: -1,
}  # fmt: skip


@dataclass(frozen=True)
class Course:
    """What is known of the way of a consignment."""

    consignment: Consignment
    moments: Mapping[str, datetime]
    handovers: Sequence[Handover]
    receipts: Sequence[Receipt]
    differences: Sequence[Discrepancy]
    distributions: Sequence[Distribution]


def step(name: str, state: str, words: str = "", *, reported: bool = False) -> Step:
    """One step: `state` is done, now, stop, or open when it is not known or still to come."""
    return Step(name=name, state=state, words=words, reported=reported)


def steps_of(course: Course) -> list[Step]:
    """The step line of a consignment, reported or done here."""
    if course.consignment.basis == Basis.REPORTED:
        return _reported(course)
    return _with_now([*_before(course), *_on_the_way(course), *_after(course)])


def _reported(course: Course) -> list[Step]:
    consignment = course.consignment
    sent = StatedDay(consignment.despatched_words, consignment.despatched_earliest, consignment.despatched_latest)
    known = [
        (_("Announced"), consignment.state == S.ANNOUNCED, ""),
        (_("Packed"), consignment.state == S.PACKED, ""),
        (_("Sent off"), sent.is_known or consignment.state == S.DESPATCHED, _shown(sent)),
        (_("Handed over"), bool(course.handovers), _handovers(course.handovers)),
        (_("Arrived"), bool(_arrivals(consignment)) or consignment.state == S.ARRIVED, _days(consignment)),
        (_("Received"), consignment.state == S.RECEIVED, _days(consignment)),
        (_("Distributed"), bool(course.distributions), _distributed(course.distributions)),
    ]
    last = max((at for at, (_name, is_known, _detail) in enumerate(known) if is_known), default=-1)
    return [
        step(
            name,
            ("now" if at == last else "done") if is_known else "open",
            detail if is_known else _("not known"),
            reported=True,
        )
        for at, (name, is_known, detail) in enumerate(known)
    ]


def _before(course: Course) -> Iterable[Step]:
    consignment, rank = course.consignment, RANK[ConsignmentState(course.consignment.state)]
    if consignment.pledge:
        yield step(_("Pledged"), "done", consignment.pledge.number)
    if consignment.state == S.CANCELLED:
        yield step(_("Cancelled"), "stop", _when(course, "aid.consignment.cancelled"))
    elif consignment.direction == Direction.RECEIVED:
        yield step(_("Announced"), "done", _when(course, "aid.consignment.announced"))
    else:
        done = "done" if rank >= 1 else "open"
        yield step(_("Prepared"), "done", _when(course, "aid.consignment.prepared"))
        yield step(_("Packed"), done, _when(course, "aid.consignment.packed"))


def _on_the_way(course: Course) -> Iterable[Step]:
    consignment, rank = course.consignment, RANK[ConsignmentState(course.consignment.state)]
    if consignment.direction == Direction.GIVEN:
        sent = _when(course, "aid.consignment.despatched")
        yield step(_("Sent off"), "done" if rank >= 2 else "open", sent)
    if course.handovers:
        held = any(handover.state == HandoverState.DONE for handover in course.handovers)
        yield step(_("Handed over"), "done" if held else "open", _handovers(course.handovers))
    if consignment.state in {S.LOST, S.RETURNED}:
        yield step(_("Lost") if consignment.state == S.LOST else _("Came back"), "stop")
    elif _arrivals(consignment) or rank < 4:
        yield step(_("Arrived"), "done" if _arrivals(consignment) or rank >= 3 else "open", _days(consignment))


def _after(course: Course) -> Iterable[Step]:
    consignment, rank = course.consignment, RANK[ConsignmentState(course.consignment.state)]
    issued = [receipt for receipt in course.receipts if receipt.state == ReceiptState.ISSUED]
    differs = any(each.state in {DiscrepancyState.OPEN, DiscrepancyState.DISPUTED} for each in course.differences)
    received = ("stop" if differs else "done") if issued else "open"
    yield step(_("Received"), received, show_day(day_of(issued[-1].received_at)) if issued else _awaited(course))
    settled = rank >= 6
    waits = "" if settled else (_("waits for both sides") if issued else "")
    yield step(_("Settled"), "done" if settled else "open", waits)
    if consignment.direction == Direction.GIVEN:
        done = "done" if course.distributions else "open"
        yield step(_("Distributed"), done, _distributed(course.distributions))


def _with_now(steps: list[Step]) -> list[Step]:
    """The first step that is to come waits now, unless something stopped before it."""
    if any(each.state == "stop" for each in steps):
        return steps
    last = max((at for at, each in enumerate(steps) if each.state == "done"), default=-1)
    if last == len(steps) - 1 or last < 0:
        return steps
    here = steps[last]
    return [*steps[:last], step(str(here.name), "now", str(here.words)), *steps[last + 1 :]]


def _awaited(course: Course) -> str:
    day = course.consignment.expected_on
    return _("expected on %(day)s") % {"day": show_day(day)} if day else ""


def _when(course: Course, event: str) -> str:
    moment = course.moments.get(event)
    return show_day(day_of(moment)) if moment else ""


def _arrivals(consignment: Consignment) -> list[StatedDay]:
    rows = consignment.arrivals.all()
    return [StatedDay(row.day_words, row.day_earliest, row.day_latest) for row in rows]


def _days(consignment: Consignment) -> str:
    return listed(_shown(day) for day in _arrivals(consignment))


def _handovers(handovers: Sequence[Handover]) -> str:
    return listed(_shown(StatedDay(each.day_words, each.day_earliest, each.day_latest)) for each in handovers)


def _distributed(distributions: Sequence[Distribution]) -> str:
    return listed(_shown(StatedDay(each.day_words, each.day_earliest, each.day_latest)) for each in distributions)


def _shown(day: StatedDay) -> str:
    return show_day(day) if day.is_known else _("day not known")
