"""What answers what, and which replies are due."""

from datetime import UTC, date, datetime

import pytest

from firewood.aid.drafts import Telling
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from firewood.solidarity import actions
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.queries import answers_to, replies_due, replies_of, reply_of
from firewood.solidarity.states import Channel, Reply
from tests.aid.world import announced, line, party
from tests.aid.world import world as aid_world
from tests.solidarity.world import AT, LIU, READER, day, draft, friends, letter, lines, reported

pytestmark = pytest.mark.django_db
APRIL = date(2020, 4, 30)


def sent(gesture: Gesture, on: date = date(2020, 3, 20)) -> Gesture:
    return actions.send_gesture(gesture, sent=day(on), channel=Channel.POST, actor=LIU, at=AT)


def test_a_letter_is_answered_when_the_answer_has_gone_not_while_it_is_written() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=date(2020, 3, 1), reply=Reply.EXPECTED)
    answer = letter(here.beijing, here.seoul, answers_gestures=[came])
    assert (reply_of(came), answers_to(came), answers_to(came, gone=True)) == ("not_gone", [answer], [])
    sent(answer)
    assert (reply_of(came), answers_to(came, gone=True)) == ("answered", [answer])
    assert replies_due(status="actual", on=APRIL) == []


def test_a_withdrawn_answer_answers_nothing() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, reply=Reply.EXPECTED)
    answer = letter(here.beijing, here.seoul, answers_gestures=[came])
    actions.withdraw_gesture(answer, words="another way", actor=LIU, at=AT)
    assert (reply_of(came), answers_to(came)) == ("expected", [])
    assert replies_due(status="actual", on=APRIL) == [came]


def test_a_letter_whose_reply_is_unknown_is_never_overdue() -> None:
    here = friends()
    unknown = reported(here.seoul, here.beijing, date(2010, 1, 1))
    none = letter(here.cologne, here.beijing, on=date(2010, 1, 1), reply=Reply.NOT_EXPECTED)
    assert replies_due(status="actual", on=date(2030, 1, 1)) == []
    assert replies_of([unknown, none]) == {unknown.pk: "unknown", none.pk: "not_expected"}


def test_expected_replies_are_due_after_their_day_or_after_fourteen_days() -> None:
    here = friends()
    dated = letter(here.seoul, here.beijing, on=date(2020, 3, 1), reply=Reply.EXPECTED, reply_due=date(2020, 4, 1))
    open_ended = letter(here.cologne, here.beijing, on=date(2020, 3, 10), reply=Reply.EXPECTED)
    ours = sent(letter(here.beijing, here.berlin, reply=Reply.EXPECTED))
    draft_of_ours = letter(here.beijing, here.seoul, reply=Reply.EXPECTED)
    due = {on: replies_due(status="actual", on=date(2020, *on)) for on in ((3, 24), (3, 25), (4, 1), (4, 2), (4, 4))}
    assert due == {
        (3, 24): [], (3, 25): [open_ended], (4, 1): [open_ended], (4, 2): [dated, open_ended],
        (4, 4): [dated, open_ended, ours],
    }  # fmt: skip
    assert reply_of(draft_of_ours) == "expected"
    assert replies_due(status="exercise", on=APRIL) == []


def test_what_is_known_of_a_reply_is_noted_and_taken_back() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing)
    came = actions.expect_reply(came, due=date(2020, 4, 1), actor=LIU, at=AT)
    assert (came.reply, came.reply_due) == ("expected", date(2020, 4, 1))
    came = actions.expect_no_reply(came, actor=LIU, at=AT)
    assert (came.reply, came.reply_due) == ("not_expected", None)
    came = actions.leave_reply_unknown(came, actor=LIU, at=AT)
    assert came.reply == "unknown"
    assert Entry.objects.filter(event="solidarity.gesture.reply_noted").count() == 3
    before = lines()
    with pytest.raises(Unreadable, match="Is the year right"):
        actions.expect_reply(came, due=date(2202, 4, 1), actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        actions.expect_reply(came, due=None, actor=READER, at=AT)
    assert lines() == before


def test_links_are_made_once_and_taken_back() -> None:
    here = friends()
    came, ours = letter(here.seoul, here.beijing), letter(here.beijing, here.seoul)
    actions.link_answer(ours, to=came, actor=LIU, at=AT)
    before = lines()
    with pytest.raises(NotNow, match="linked already"):
        actions.link_answer(ours, to=came, actor=LIU, at=AT)
    assert lines() == before
    actions.unlink_answer(ours, to=came, actor=LIU, at=AT)
    with pytest.raises(NotFound, match="not linked"):
        actions.unlink_answer(ours, to=came, actor=LIU, at=AT)
    assert (lines(), Answer.objects.count()) == (before + 1, 0)


def test_an_answer_goes_the_other_way_to_the_same_partner_and_never_in_a_circle() -> None:
    here = friends()
    korea, iran = party("korea", "South Korea", PartyKind.COUNTRY), party("iran", "Iran", PartyKind.COUNTRY)
    Party.objects.filter(pk=here.seoul.pk).update(country=korea)
    here.seoul.refresh_from_db()
    embassy = party("embassy", "Embassy of Korea", PartyKind.EMBASSY, country=korea)
    tehran = party("tehran", "Tehran", country=iran)
    came, again, ours = letter(here.seoul, here.beijing), letter(here.seoul, here.beijing), letter(
        here.beijing, here.seoul
    )  # fmt: skip
    withdrawn = actions.withdraw_gesture(letter(here.beijing, here.seoul), words="x", actor=LIU, at=AT)
    actions.link_answer(ours, to=came, actor=LIU, at=AT)
    actions.link_answer(letter(embassy, here.beijing), to=ours, actor=LIU, at=AT)
    before = lines()
    for gesture, to, sentence in (
        (again, came, "IN-2020-001 went the same way"),
        (came, ours, "OUT-2020-001 answers this letter already"),
        (came, came, "does not answer itself"),
        (again, withdrawn, "OUT-2020-002 was withdrawn"),
    ):
        with pytest.raises(Unreadable, match=sentence):
            actions.link_answer(gesture, to=to, actor=LIU, at=AT)
    elsewhere = draft(tehran, here.beijing, answers_gestures=[ours])
    with pytest.raises(Unreadable, match="of another partner"):
        actions.enter_gesture(elsewhere, actor=LIU, at=AT)
    assert (lines(), Gesture.objects.count()) == (before, 5)


def test_a_longer_chain_of_answers_does_not_come_back() -> None:
    here = friends()
    first = letter(here.seoul, here.beijing)
    second = letter(here.beijing, here.seoul, answers_gestures=[first])
    third = letter(here.seoul, here.beijing, answers_gestures=[second])
    fourth = letter(here.beijing, here.seoul, answers_gestures=[third])
    with pytest.raises(Unreadable, match="cannot answer each other"):
        actions.link_answer(first, to=fourth, actor=LIU, at=AT)
    assert Answer.objects.count() == 3


def test_real_and_exercise_do_not_answer_each_other() -> None:
    here = friends()
    drill = letter(here.seoul, here.beijing, status=Status.EXERCISE)
    ours = letter(here.beijing, here.seoul)
    before = lines()
    with pytest.raises(NotAllowed, match="cannot be mixed"):
        actions.link_answer(ours, to=drill, actor=LIU, at=AT)
    with pytest.raises(NotAllowed, match="cannot be mixed"):
        actions.enter_gesture(draft(here.beijing, here.seoul, answers_gestures=[drill]), actor=LIU, at=AT)
    assert lines() == before


def test_a_correction_mixes_neither_standings_nor_partners() -> None:
    here = aid_world()
    drill = announced(here, line(here.masks, 10), telling=Telling(status=Status.EXERCISE))
    goods = announced(here, line(here.masks, 10))
    thanks, came = letter(here.beijing, here.seoul, answers_consignments=[goods]), letter(here.seoul, here.beijing)
    before = lines()
    with pytest.raises(NotAllowed, match="cannot be mixed"):
        actions.amend_gesture(came, draft(here.seoul, here.beijing, with_goods=drill), actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="another partner"):
        actions.rewrite_gesture(thanks, draft(here.beijing, here.cologne), actor=LIU, at=AT)
    thanks.refresh_from_db()
    assert (thanks.addressee, lines()) == (here.seoul, before)


def test_thanks_answer_goods_of_the_other_side_only() -> None:
    here = aid_world()
    goods = announced(here, line(here.masks, 10))
    thanks = letter(here.beijing, here.seoul, answers_consignments=[goods])
    assert answers_to(goods) == [thanks]
    with pytest.raises(Unreadable, match="went the same way"):
        letter(here.seoul, here.beijing, answers_consignments=[goods])
    at = datetime(2020, 3, 25, tzinfo=UTC)
    actions.unlink_answer(thanks, to=goods, actor=LIU, at=at)
    assert answers_to(goods) == []
