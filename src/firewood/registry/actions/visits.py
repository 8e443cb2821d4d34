"""Planning, noting and calling off visits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.archive.models import Source
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.standing import Status
from firewood.journal.steps import advance, lock
from firewood.languages.dates import StatedDay
from firewood.registry import findable, rules
from firewood.registry.actions import reading
from firewood.registry.models import Occasion, Office, Party, Person, Visit, Visitor
from firewood.registry.ours import our_side
from firewood.registry.states import VISIT_STEPS, VisitState, VisitWay


@dataclass(frozen=True, kw_only=True)
class VisitDraft:
    """A visit as somebody tells of it: between whom, which way, when, where, why, and who came."""

    ours: Party
    theirs: Party
    way: VisitWay
    purpose: str
    language: str
    held: bool = False
    day: StatedDay = field(default_factory=StatedDay)
    place: str = ""
    visitors: Sequence[str] = ()
    status: Status = Status.ACTUAL
    occasion: Occasion | None = None
    source: Source | None = None
    note: str = ""


@action
def enter_visit(draft: VisitDraft, *, actor: Actor, at: datetime) -> Visit:
    """Enter a visit: one that is planned, or one that was held."""
    require(rules.may_keep_registry(actor), _("enter a visit"))
    reading.refuse_all(visit_problems(draft, at=at))
    visit = Visit.objects.create(
        number=next_number("V", year=day_of(at).year, status=draft.status), status=str(draft.status),
        state=str(VisitState.HELD if draft.held else VisitState.PLANNED), **_columns(draft),
    )  # fmt: skip
    _bring(visit, draft.visitors)
    event = "registry.visit.noted" if draft.held else "registry.visit.planned"
    _tell(event, visit, actor=actor, at=at)
    return visit


@action
def change_visit(visit: Visit, *, draft: VisitDraft, seen: int | None = None, actor: Actor, at: datetime) -> Visit:
    """Tell of a visit anew: another day, place or purpose, other visitors. Whether it was held stays."""
    require(rules.may_keep_registry(actor), _("change a visit"))
    visit = lock(visit)
    reading.refuse_if_changed(visit.subject, seen)
    if visit.state == VisitState.CALLED_OFF:
        raise NotNow("visit_called_off", _("This visit was called off. Plan a new one."))
    reading.refuse_all(visit_problems(draft, at=at, held=visit.state == VisitState.HELD))
    for name, value in _columns(draft).items():
        setattr(visit, name, value)
    visit.save()
    visit.visitors.all().delete()
    _bring(visit, draft.visitors)
    _tell("registry.visit.changed", visit, actor=actor, at=at)
    return visit


@action
def hold_visit(visit: Visit, *, day: StatedDay, actor: Actor, at: datetime) -> Visit:
    """Note that a planned visit was held, and when; no day said means the planned one."""
    require(rules.may_keep_registry(actor), _("note that a visit was held"))
    when = day if day.is_known else StatedDay(visit.day_words, visit.day_earliest, visit.day_latest)
    reading.refuse_all(_not_ahead(when, at))
    visit = advance(visit, VISIT_STEPS, "hold")
    if day.is_known:
        for name, value in reading.day_columns("day", day).items():
            setattr(visit, name, value)
        visit.save()
    _tell("registry.visit.held", visit, actor=actor, at=at)
    return visit


@action
def call_off_visit(visit: Visit, *, why: str, actor: Actor, at: datetime) -> Visit:
    """Call off a planned visit, and say why."""
    require(rules.may_keep_registry(actor), _("call off a visit"))
    reading.refuse_all(reading.needed("why", why, longest=reading.LONGEST_TEXT))
    visit = lock(visit)
    visit.ending = why
    visit.save(update_fields=["ending"])
    visit = advance(visit, VISIT_STEPS, "call off")
    _tell("registry.visit.called_off", visit, actor=actor, at=at)
    return visit


def visit_problems(draft: VisitDraft, *, at: datetime, held: bool | None = None) -> Iterator[Problem]:
    """Everything that is wrong with a visit as somebody tells of it."""
    yield from reading.needed("purpose", draft.purpose, longest=reading.LONGEST_TEXT)
    yield from reading.tags("language", [draft.language])
    yield from reading.fitting("place", draft.place, longest=300)
    yield from reading.fitting("note", draft.note)
    for who in draft.visitors:
        yield from reading.fitting("visitors", who, longest=300)
    side = our_side()
    if draft.ours.pk not in side:
        yield Problem("ours", _("One side of a visit is ours."))
    if draft.theirs.pk in side:
        yield Problem("theirs", _("The other side of a visit is not ours."))
    if draft.held if held is None else held:
        yield from _not_ahead(draft.day, at)


def _not_ahead(day: StatedDay, at: datetime) -> Iterator[Problem]:
    if day.earliest and day.earliest > day_of(at):
        yield Problem("day", _("This day is still to come; a visit that was held cannot lie ahead."))


def _columns(draft: VisitDraft) -> dict[str, object]:
    names = ("ours", "theirs", "place", "purpose", "language", "occasion", "source", "note")
    columns = {name: getattr(draft, name) for name in names}
    return columns | {"way": draft.way.value} | reading.day_columns("day", draft.day)


def _bring(visit: Visit, visitors: Sequence[str]) -> None:
    """Who came, in the words given; one who is known by name is linked, with the office held in one of both sides."""
    known = {person.name: person for person in Person.objects.filter(name__in=[_name(words) for words in visitors])}
    offices = {
        office.person_id: office
        for office in Office.objects.filter(person__in=known.values(), party__in=[visit.ours_id, visit.theirs_id])
    }
    Visitor.objects.bulk_create(
        Visitor(
            visit=visit, ordinal=ordinal, words=words, person=known.get(_name(words)),
            office=offices.get(known[_name(words)].pk) if _name(words) in known else None,
        )
        for ordinal, words in enumerate(visitors)
    )  # fmt: skip


def _name(words: str) -> str:
    return words.replace("，", ",").partition(",")[0].strip()


def _tell(event: str, visit: Visit, *, actor: Actor, at: datetime) -> None:
    record(
        event, subject=visit.subject, actor=actor, at=at, status=visit.status, number=visit.number,
        theirs=visit.theirs.name, purpose=visit.purpose, day=visit.day_words, place=visit.place, ending=visit.ending,
        visitors=[visitor.words for visitor in visit.visitors.all()],
    )  # fmt: skip
    findable.index_visits([visit])
