"""The overview with its kept parts is always the one that would be drawn anew, after whatever act."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from firewood.accounts.actor import program
from firewood.aid.actions import issue_receipt
from firewood.aid.drafts import Count
from firewood.aid.states import Direction
from firewood.desk.exercise import hold_exercise
from firewood.desk.queries import kept_acts
from firewood.desk.record.loading import load_record
from firewood.desk.tasks.actions import TaskDraft, open_task
from firewood.desk.views import drawn
from firewood.desk.views.drawn import Drawn, drawn_overview
from firewood.journal import action
from firewood.journal.models import Entry
from firewood.journal.standing import Status
from firewood.solidarity import actions
from firewood.solidarity.states import Channel, GestureKind
from tests.aid.world import AT as NINTH
from tests.aid.world import announced, came, despatched, line, stocked, world
from tests.solidarity.world import AT, LIU, day, letter, reported, stated

pytestmark = pytest.mark.django_db
LATER = datetime(2020, 10, 9, 2, 0, tzinfo=UTC)
RECORD = Path(__file__).resolve().parents[2] / "records" / "2020"


def drawings() -> list[Drawn]:
    """The overview of the office and of the exercise."""
    with override("en"):
        standings = (Status.ACTUAL, Status.EXERCISE)
        return [drawn_overview(each, Direction.RECEIVED, language="en") for each in standings]


def same_as_fresh() -> None:
    """What is shown with kept parts is what is shown when everything is drawn anew."""
    kept = drawings()
    drawn.forget()
    kept_acts.forget()
    fresh = drawings()
    for before, now in zip(kept, fresh, strict=True):
        assert before.line == now.line
        assert (before.city, before.sources) == (now.city, now.sources)
        for part in drawn.PARTS:
            assert before.parts[part] == now.parts[part], part


def compare(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """From now on look after every act, and compare with a fresh drawing after each new kind; gives the kinds seen."""
    seen: set[str] = set()
    once = action._once

    def looked_at(*given: Any, **named: Any) -> Any:
        last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
        found = once(*given, **named)
        drawings()
        told = set(Entry.objects.filter(number__gt=last).values_list("event", flat=True))
        if not told <= seen:
            seen.update(told)
            same_as_fresh()
        return found

    drawn.forget()
    monkeypatch.setattr(action, "_once", looked_at)
    return seen


def test_after_every_act_of_the_exercise_the_page_is_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    load_record(RECORD, actor=program(), at=LATER)
    compared = compare(monkeypatch)
    hold_exercise(at=LATER)
    same_as_fresh()
    assert {"aid.need.stated", "aid.pledge.accepted", "aid.receipt.issued", "aid.consignment.lost"} <= compared


def test_after_every_letter_thanks_and_task_the_page_is_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = compare(monkeypatch)
    here = world()
    stocked(here, here.masks, 50)
    boxes = announced(here, line(here.masks, 10))
    issue_receipt(boxes, count=Count([came(boxes, here.masks, 10)]), key="1", actor=LIU, at=NINTH)
    gone = despatched(here, line(here.masks, 10), to=here.cologne)
    issue_receipt(gone, count=Count([came(gone, here.masks, 10)]), key="2", actor=LIU, at=NINTH)
    theirs = letter(here.cologne, here.beijing)
    actions.expect_reply(theirs, due=date(2020, 3, 26), actor=LIU, at=AT)
    ours = letter(here.beijing, here.cologne)
    actions.link_answer(ours, to=theirs, actor=LIU, at=AT)
    actions.send_gesture(ours, sent=day(date(2020, 3, 24)), channel=Channel.EMAIL, actor=LIU, at=AT)
    actions.unlink_answer(ours, to=theirs, actor=LIU, at=AT)
    letter(here.cologne, here.beijing, kind=GestureKind.VIDEO, answers_consignments=[gone])
    thanks = letter(here.beijing, here.seoul, kind=GestureKind.THANKS, answers_consignments=[boxes])
    actions.set_thanks_aside(boxes, reason="thanked by telephone", actor=LIU, at=AT)
    actions.take_up_thanks_again(boxes, actor=LIU, at=AT)
    actions.send_gesture(thanks, sent=day(date(2020, 3, 24)), channel=Channel.EMAIL, actor=LIU, at=AT)
    reported(here.seoul, here.beijing, date(2020, 3, 2))
    stated(here.beijing, 24, date(2020, 3, 25))
    open_task(TaskDraft(question="Call Cologne?"), actor=LIU, at=AT)
    same_as_fresh()
    assert compared >= {
        "solidarity.gesture.entered", "solidarity.gesture.sent", "solidarity.gesture.reported",
        "solidarity.answer.linked", "solidarity.answer.unlinked", "solidarity.thanks.set_aside",
        "solidarity.thanks.taken_up_again", "solidarity.stated_letters.entered", "desk.task.opened",
    }  # fmt: skip


def test_a_line_of_an_unknown_kind_draws_everything_anew_and_a_need_only_the_next_steps() -> None:
    assert drawn.concerned(["registry.party.changed"]) == drawn.EVERY
    assert drawn.concerned(["aid.need.stated", "a.kind.nobody.knows"]) == drawn.EVERY
    assert drawn.concerned(["aid.need.stated", "desk.task.opened", "desk.morning_mail.begun"]) == {"steps"}
    assert drawn.concerned([]) == frozenset()
    assert "wrote" in drawn.concerned(["solidarity.gesture.entered"])


def test_a_journal_that_is_another_one_draws_everything_anew() -> None:
    here = world()
    stocked(here, here.masks, 10)
    drawings()
    for key, kept in list(drawn._kept.items()):
        line_of_another = kept.line._replace(hash=b"of another office") if kept.line else None
        parts = dict.fromkeys(drawn.PARTS, SafeString("of another office"))
        drawn._kept[key] = replace(kept, line=line_of_another, parts=parts)
    assert all("of another office" not in part for each in drawings() for part in each.parts.values())


def test_another_day_draws_everything_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    here = world()
    stocked(here, here.masks, 10)
    first = drawings()[0]
    assert drawings()[0] is first
    monkeypatch.setattr(drawn, "today", lambda: date(2031, 1, 2))
    assert drawings()[0] is not first
