"""What stands in the calendar: due pledges, expected arrivals, needs, handovers, tasks, replies, visits, agreements."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.queries import secret_hash
from firewood.aid import addresses
from firewood.aid.models import Consignment, Handover, Need, Pledge
from firewood.aid.queries.parties import names
from firewood.aid.states import OPEN_PLEDGES, Basis, ConsignmentState, HandoverState, NeedState
from firewood.desk.models import CalendarFeed, Task
from firewood.desk.states import UNDER_WAY, TaskState
from firewood.journal.clock import node_zone
from firewood.journal.models import Entry
from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status
from firewood.languages.lists import listed
from firewood.languages.texts import Wording
from firewood.registry import addresses as registry
from firewood.registry.models import Agreement, Party, Visit
from firewood.registry.states import VisitState, VisitWay
from firewood.solidarity import addresses as letters
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.register_page import answers_that_went
from firewood.solidarity.states import NOT_GONE, Reply

EXPECTED = [str(state) for state in (ConsignmentState.PACKED, ConsignmentState.ANNOUNCED, ConsignmentState.DESPATCHED)]
MOST = 1000


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One thing on one day. `key` names it for ever; the journal of `subject` tells how often it changed."""

    key: str
    subject: str
    kind: str
    day: date
    title: str
    url: str
    starts: time | None = None
    ends: time | None = None
    zone: ZoneInfo | None = None
    where: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed: datetime | None = None


Days = tuple[date, date]
Source = Callable[[str, Days, str], Iterator[Dated]]


def dates(*, status: str, days: Days, language: str, actor: Actor | None = None) -> list[Dated]:
    """Everything between two days, in the order of day and hour. A colleague of a district sees its tasks only."""
    if actor is not None and actor.is_of_district:
        found = list(_tasks(status, days, language, party=actor.party_id))
    else:
        found = [each for source in SOURCES for each in source(status, days, language)]
    return sorted(found, key=lambda each: (each.day, each.starts or time.min, each.title))


def with_versions(found: Iterable[Dated]) -> list[Dated]:
    """The same, each with how often it changed and when last, as calendar programs ask to know."""
    rows = list(found)
    told = Entry.objects.filter(subject__in={each.subject for each in rows}).values("subject").order_by()
    known = {row["subject"]: (row["lines"], row["last"]) for row in told.annotate(lines=Count("pk"), last=Max("at"))}
    return [
        each if each.changed else replace(each, sequence=known[each.subject][0] - 1, changed=known[each.subject][1])
        if each.subject in known else each
        for each in rows
    ]  # fmt: skip


def feed_of_secret(secret: str) -> CalendarFeed:
    """The feed that a secret opens; a wrong or closed one, or that of a colleague who left, is not there."""
    rows = CalendarFeed.objects.select_related("officer").filter(closed_at=None, officer__is_active=True)
    found = rows.filter(secret_hash=secret_hash(secret)).first()
    if found is None:
        raise NotFound("feed_closed", _("This calendar address is not open."))
    return found


def _pledges(status: str, days: Days, language: str) -> Iterator[Dated]:
    rows = Pledge.objects.filter(
        status=status, basis=str(Basis.DONE), state__in=[str(state) for state in OPEN_PLEDGES], due_on__range=days
    ).select_related("giver", "receiver")[:MOST]
    named = _named((side for row in rows for side in (row.giver, row.receiver)), language)
    for row in rows:
        title = _("Pledge %(number)s is due: %(giver)s → %(receiver)s") % {
            "number": row.number, "giver": named[row.giver_id], "receiver": named[row.receiver_id],
        }  # fmt: skip
        yield _day("pledge", row, row.due_on, title, addresses.of_pledge(row))


def _needs(status: str, days: Days, language: str) -> Iterator[Dated]:
    rows = Need.objects.filter(status=status, state=str(NeedState.PUBLISHED), due_on__range=days)
    rows = rows.select_related("party")[:MOST]
    named = _named((row.party for row in rows), language)
    for row in rows:
        title = _("Need %(number)s of %(party)s is due") % {"number": row.number, "party": named[row.party_id]}
        yield _day("need", row, row.due_on, title, addresses.of_need(row))


def _arrivals(status: str, days: Days, language: str) -> Iterator[Dated]:
    rows = Consignment.objects.filter(
        status=status, basis=str(Basis.DONE), state__in=EXPECTED, expected_on__range=days
    ).select_related("giver", "receiver")[:MOST]
    named = _named(_sides(rows), language)
    for row in rows:
        title = _("%(number)s is expected: %(way)s") % {"number": row.number, "way": _way(row, named)}
        yield _day("arrival", row, row.expected_on, title, addresses.of_consignment(row))


def _handovers(status: str, days: Days, language: str) -> Iterator[Dated]:
    rows = Handover.objects.filter(
        consignment__status=status, consignment__basis=str(Basis.DONE), day_earliest__range=days
    ).select_related("consignment__giver", "consignment__receiver", "place")[:MOST]
    named = _named(_sides(row.consignment for row in rows), language)
    places = _named((row.place for row in rows if row.place), language)
    for row in rows:
        told = {"number": row.consignment.number, "way": _way(row.consignment, named)}
        yield replace(
            _day("handover", row, row.day_earliest, _("Handover of %(number)s: %(way)s") % told,
                 f"/handovers/{row.pk}/"),
            starts=row.starts_at, ends=row.ends_at, zone=_zone(row.place),
            where=str(places[row.place.pk]) if row.place else "", cancelled=row.state == HandoverState.CANCELLED,
            sequence=row.version - 1, changed=row.changed_at,
        )  # fmt: skip


def _tasks(status: str, days: Days, language: str, *, party: UUID | None = None) -> Iterator[Dated]:
    rows = Task.objects.filter(status=status, state__in=[str(state) for state in UNDER_WAY], due_on__range=days)
    rows = rows.select_related("party")
    if party is not None:
        rows = rows.filter(party=party).exclude(state=TaskState.OPEN.value)
    named = _named((row.party for row in rows if row.party), language)
    for row in rows[:MOST]:
        title = _("Task %(number)s is due") % {"number": row.number}
        if row.party and row.state != TaskState.OPEN:
            title = _("Task %(number)s is due from %(party)s") % {
                "number": row.number, "party": named[row.party.pk]}  # fmt: skip
        yield _day("task", row, row.due_on, title, f"/tasks/{row.number}/")


def _replies(status: str, days: Days, language: str) -> Iterator[Dated]:
    rows = Gesture.objects.filter(status=status, reply=Reply.EXPECTED.value, reply_due__range=days)
    rows = rows.exclude(Exists(answers_that_went().filter(to_gesture=OuterRef("pk"))))
    rows = rows.exclude(state__in=[state.value for state in NOT_GONE]).select_related("sender", "addressee")[:MOST]
    named = _named((side for row in rows for side in (row.sender, row.addressee)), language)
    for row in rows:
        title = _("A reply to %(number)s is due: %(sender)s → %(addressee)s") % {
            "number": row.number, "sender": named[row.sender_id], "addressee": named[row.addressee_id],
        }  # fmt: skip
        yield _day("reply", row, row.reply_due, title, letters.of_gesture(row))


def _visits(status: str, days: Days, language: str) -> Iterator[Dated]:
    """Visits by their first day; who travels stays out of it."""
    rows = Visit.objects.filter(status=status, day_earliest__range=days).select_related("ours", "theirs")[:MOST]
    named = _named((side for row in rows for side in (row.ours, row.theirs)), language)
    for row in rows:
        ours, theirs = named[row.ours_id], named[row.theirs_id]
        way = f"{theirs} → {ours}" if row.way == VisitWay.TO_US else f"{ours} → {theirs}"
        if row.way == VisitWay.ELSEWHERE:
            way = listed([str(ours), str(theirs)])
        title = _("Visit %(number)s: %(way)s") % {"number": row.number, "way": way}
        told = _day("visit", row, row.day_earliest, title, registry.of_visit(row))
        yield replace(told, cancelled=row.state == VisitState.CALLED_OFF)


def _agreements(status: str, days: Days, language: str) -> Iterator[Dated]:
    if status != Status.ACTUAL:
        return
    rows = Agreement.objects.filter(valid_until__range=days).select_related("partnership__theirs")[:MOST]
    named = _named((row.partnership.theirs for row in rows), language)
    for row in rows:
        title = _("An agreement with %(partner)s ends") % {"partner": named[row.partnership.theirs_id]}
        yield _day("agreement", row, row.valid_until, title, registry.of_agreement(row))


SOURCES: tuple[Source, ...] = (
    _pledges, _needs, _arrivals, _handovers, _tasks, _replies, _visits, _agreements,
)  # fmt: skip
Told = Pledge | Need | Consignment | Handover | Task | Gesture | Visit | Agreement


def _day(kind: str, row: Told, day: date | None, title: str, url: str) -> Dated:
    if day is None:
        raise AssertionError("asked for by its day")
    return Dated(key=f"{kind}-{row.pk}", subject=row.subject, kind=kind, day=day, title=title, url=url)


def _named(parties: Iterable[Party], language: str) -> dict[UUID, Wording]:
    return names(parties, language)


def _sides(rows: Iterable[Consignment]) -> Iterator[Party]:
    for row in rows:
        yield row.giver
        if row.receiver:
            yield row.receiver


def _way(row: Consignment, named: dict[UUID, Wording]) -> str:
    return " → ".join(str(named[side]) for side in (row.giver_id, row.receiver_id) if side)


def _zone(place: Party | None) -> ZoneInfo:
    return ZoneInfo(place.zone) if place is not None and place.zone else node_zone()
