"""Stories of visits: planned, held, called off; who came, where and why."""

from datetime import date
from typing import Any

import pytest

from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.languages.search import find
from firewood.registry.actions import (
    OfficeDraft,
    PersonDraft,
    VisitDraft,
    call_off_visit,
    change_visit,
    enter_office,
    enter_visit,
    hold_visit,
)
from firewood.registry.models import Visit
from firewood.registry.states import VisitWay
from tests.registry.world import AT, LIU, READER, Registry, lines, registry

pytestmark = pytest.mark.django_db

IN_MAY = StatedDay("May 2021", date(2021, 5, 1), date(2021, 5, 31))


def draft(here: Registry, **more: Any) -> VisitDraft:
    told = {"purpose": "Thirty years of friendship", "language": "en", "day": IN_MAY, **more}
    return VisitDraft(ours=here.beijing, theirs=here.seoul, way=VisitWay.TO_US, **told)


def test_a_visit_is_planned_then_held_and_who_came_is_linked() -> None:
    here = registry()
    office = enter_office(
        OfficeDraft(key="mayor", party=here.seoul, title="Mayor of Seoul"),
        holder=PersonDraft(key="park", name="Park Won-soon"), actor=LIU, at=AT,
    )  # fmt: skip
    visit = enter_visit(draft(here, place="City hall", visitors=["Park Won-soon, Mayor", "three colleagues"]),
                        actor=LIU, at=AT)  # fmt: skip
    assert (visit.number, visit.state) == ("V-2020-001", "planned")
    assert [(who.words, who.office) for who in visit.visitors.all()] == [
        ("Park Won-soon, Mayor", office), ("three colleagues", None)
    ]  # fmt: skip
    assert [(each.kind, each.key) for each in find("three colleagues")] == [("visit", "V-2020-001")]
    day = StatedDay("8 October 2020", date(2020, 10, 8), date(2020, 10, 8))
    assert hold_visit(visit, day=day, actor=LIU, at=AT).state == "held"
    visit.refresh_from_db()
    assert visit.day_earliest == date(2020, 10, 8)
    with pytest.raises(NotNow, match="“held”"):
        call_off_visit(visit, why="too late", actor=LIU, at=AT)


def test_a_visit_cannot_have_been_held_on_a_day_to_come() -> None:
    here = registry()
    before = lines()
    with pytest.raises(Unreadable, match="still to come"):
        enter_visit(draft(here, held=True), actor=LIU, at=AT)
    assert (Visit.objects.count(), lines()) == (0, before)
    planned = enter_visit(draft(here), actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="still to come"):
        hold_visit(planned, day=StatedDay(), actor=LIU, at=AT)
    planned.refresh_from_db()
    assert planned.state == "planned"


def test_a_visit_is_between_one_of_ours_and_one_of_theirs() -> None:
    here = registry()
    with pytest.raises(Unreadable) as refused:
        enter_visit(
            VisitDraft(ours=here.seoul, theirs=here.beijing, way=VisitWay.TO_US, purpose="", language="en"),
            actor=LIU, at=AT,
        )  # fmt: skip
    assert [problem.field for problem in refused.value.problems] == ["purpose", "ours", "theirs"]


def test_a_visit_is_called_off_with_a_reason_and_not_told_anew_after() -> None:
    here = registry()
    visit = enter_visit(draft(here), actor=LIU, at=AT)
    with pytest.raises(Unreadable):
        call_off_visit(visit, why=" ", actor=LIU, at=AT)
    call_off_visit(visit, why="The borders are closed", actor=LIU, at=AT)
    visit.refresh_from_db()
    assert (visit.state, visit.ending) == ("called_off", "The borders are closed")
    with pytest.raises(NotNow, match="called off"):
        change_visit(visit, draft=draft(here), actor=LIU, at=AT)


def test_a_reader_plans_no_visit_and_an_exercise_keeps_its_own_numbers() -> None:
    here = registry()
    before = lines()
    with pytest.raises(NotAllowed):
        enter_visit(draft(here), actor=READER, at=AT)
    assert lines() == before
    drill = enter_visit(draft(here, status=Status.EXERCISE), actor=LIU, at=AT)
    assert drill.number == "X-V-2020-001"
    assert Entry.objects.get(subject=drill.subject).status == "exercise"
    assert not find("friendship").total
