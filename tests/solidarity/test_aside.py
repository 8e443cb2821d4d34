"""An entry of a letter that came is set aside as a mistake, or because it was entered twice; and brought back."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from firewood.accounts.states import Duty
from firewood.desk.activity.undo import undo_entry
from firewood.desk.finding import find_everything
from firewood.desk.queries.acts import happenings
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.journal.standing import Status
from firewood.solidarity import actions
from firewood.solidarity.api import shown
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import answers_to, letters_known, replies_due, reply_of
from firewood.solidarity.states import Channel, Reply
from tests.aid.pages import officer, words_of
from tests.solidarity.test_races import kept
from tests.solidarity.world import AT, LIU, READER, REGISTRAR, day, friends, letter, reported

pytestmark = pytest.mark.django_db
SPRING = date(2020, 3, 25)
FIRST = date(2020, 3, 1)
WHY = "Keyed into the wrong register"


def known() -> list[str]:
    return [party.key for party in letters_known(as_of=SPRING).cities]


def aside(gesture: Gesture, words: str = WHY, **more: Any) -> Gesture:
    return actions.take_entry_back(gesture, words=words, **{"actor": LIU, "at": AT, **more})


def standing() -> tuple[object, ...]:
    rows = Gesture.objects.order_by("pk").values_list("number", "state", "aside_reason", "twice_of")
    return list(rows), Entry.objects.count()


def refused_twice(gesture: Gesture, other: Gesture, **more: Any) -> list[str]:
    before = standing()
    with pytest.raises(Unreadable) as refused:
        aside(gesture, twice_of=other, **more)
    assert standing() == before
    return [problem.message for problem in refused.value.problems]


def test_a_letter_entered_by_mistake_counts_nowhere_and_counts_again_when_brought_back() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST, reply=Reply.EXPECTED, reply_due=date(2020, 3, 20))
    assert (known(), replies_due(status=Status.ACTUAL, on=SPRING)) == (["seoul"], [came])
    assert [act.number for act in happenings(status=Status.ACTUAL)] == ["IN-2020-001"]
    gone = aside(came)
    assert (gone.state, gone.aside_reason, gone.twice_of) == ("withdrawn", WHY, None)
    assert (known(), replies_due(status=Status.ACTUAL, on=SPRING), happenings(status=Status.ACTUAL)) == ([], [], [])
    line = Entry.objects.latest("number")
    assert (line.event, line.facts) == ("solidarity.gesture.taken_back", {"words": WHY, "twice_of": None})
    assert shown(gone)["set_aside"] == {"reason": WHY, "twice_of": None}
    assert kept() == []
    back = actions.bring_entry_back(gone, actor=LIU, at=AT)
    assert (back.state, back.aside_reason, back.counts_from, shown(back)["set_aside"]) == ("received", "", FIRST, None)
    assert (known(), replies_due(status=Status.ACTUAL, on=SPRING)) == (["seoul"], [came])
    line = Entry.objects.latest("number")
    assert (line.event, line.facts) == (
        "solidarity.gesture.brought_back", {"before": {"words": WHY, "twice_of": None}})  # fmt: skip


def test_of_two_entries_of_one_letter_the_other_stands() -> None:
    here = friends()
    one, two = letter(here.seoul, here.beijing, on=FIRST), letter(here.seoul, here.beijing, on=FIRST)
    assert aside(two, twice_of=one).twice_of == one
    assert known() == ["seoul"]
    assert refused_twice(one, Gesture.objects.get(pk=two.pk)) == [
        "IN-2020-002 is set aside itself. One of the two entries has to stand."]  # fmt: skip
    aside(one)
    assert known() == []


def test_what_it_answered_is_open_again() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, reply=Reply.EXPECTED)
    ours = actions.send_gesture(ours, sent=day(FIRST), channel=Channel.POST, actor=LIU, at=AT)
    came = letter(here.seoul, here.beijing, on=date(2020, 3, 10), answers_gestures=[ours])
    assert reply_of(ours) == "answered"
    aside(came)
    assert (reply_of(ours), answers_to(ours)) == ("expected", [])
    actions.bring_entry_back(came, actor=LIU, at=AT)
    assert reply_of(ours) == "answered"


def test_what_is_no_second_entry_is_refused_in_words() -> None:
    here = friends()
    came, other = letter(here.seoul, here.beijing, on=FIRST), letter(here.daxing, here.stavanger)
    assert refused_twice(came, came) == ["IN-2020-001 is this letter itself. Give the number of the other one."]
    strange = "{} is not the same letter: it did not come from this partner."
    assert refused_twice(came, other) == [strange.format("OUT-2020-001")]
    drill = letter(here.seoul, here.beijing, on=FIRST, status=Status.EXERCISE)
    assert refused_twice(came, drill) == [strange.format(drill.number)]
    to_daxing = letter(here.stavanger, here.daxing, on=FIRST)
    chen = here.of_daxing()
    assert refused_twice(to_daxing, came, actor=chen) == ["There is no letter IN-2020-001."]
    with pytest.raises(NotFound):
        aside(came, actor=chen)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_without_a_reason_nothing_is_set_aside(words: str) -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST)
    before = standing()
    with pytest.raises(Unreadable, match="Say why"):
        aside(came, words)
    assert standing() == before


def test_who_only_reads_sets_nothing_aside_and_brings_nothing_back_but_a_registrar_does() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST)
    before = standing()
    with pytest.raises(NotAllowed):
        aside(came, actor=READER)
    assert standing() == before
    aside(came, actor=REGISTRAR)
    before = standing()
    with pytest.raises(NotAllowed):
        actions.bring_entry_back(came, actor=READER, at=AT)
    assert standing() == before
    assert actions.bring_entry_back(came, actor=REGISTRAR, at=AT).state == "received"


def test_what_was_answered_is_ours_or_only_reported_stays() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST)
    ours = letter(here.beijing, here.seoul, answers_gestures=[came])
    told = reported(here.cologne, here.beijing, FIRST)
    before = standing()
    with pytest.raises(NotNow, match=f"IN-2020-001 was answered: it stays. First take back that {ours.number}"):
        aside(came)
    with pytest.raises(NotNow, match="withdrawn before it goes"):
        aside(ours)
    with pytest.raises(NotNow, match="A source tells of this letter"):
        aside(told)
    assert standing() == before
    actions.withdraw_gesture(ours, words="Not needed", actor=LIU, at=AT)
    assert aside(came).state == "withdrawn"
    before = standing()
    with pytest.raises(NotNow, match="withdrawn before it goes"):
        actions.bring_entry_back(ours, actor=LIU, at=AT)
    with pytest.raises(NotNow):
        aside(came)
    with pytest.raises(NotNow, match="Withdrawn, it gets no reply"):
        actions.expect_reply(came, due=None, actor=LIU, at=AT)
    assert standing() == before


def test_a_reason_stands_only_with_what_is_set_aside() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST)
    with pytest.raises(IntegrityError, match="gesture_aside_is_withdrawn"):
        Gesture.objects.filter(pk=came.pk).update(aside_reason=WHY)


def test_the_search_shows_the_mark_and_undo_brings_it_back() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=FIRST)
    aside(came)
    assert [(hit.key, hit.title) for hit in find_everything("IN-2020-001")] == [
        ("IN-2020-001", "Seoul → Beijing: letter · set aside")]  # fmt: skip
    undo_entry(Entry.objects.latest("number"), actor=LIU, at=AT)
    assert [hit.title for hit in find_everything("IN-2020-001")] == ["Seoul → Beijing: letter"]
    assert known() == ["seoul"]


def test_on_its_page_it_is_set_aside_with_the_number_of_the_other_and_brought_back() -> None:
    here = friends()
    letter(here.seoul, here.beijing, on=FIRST)
    letter(here.seoul, here.beijing, on=FIRST, texts={"body": "Stay strong"}, language="en")
    office: Client = officer(Duty.FOCAL_POINT)
    page = "/letters/IN-2020-002/"
    assert "Entered by mistake" in words_of(office.get(page))
    wrong = office.post(f"{page}aside/", {"words": "", "twice_of": "IN-2020-999"})
    assert (wrong.status_code, "There is nothing with the number IN-2020-999." in words_of(wrong)) == (422, True)
    assert office.post(f"{page}aside/", {"words": WHY, "twice_of": "in-2020-001"}).status_code == 302
    said = words_of(office.get(page))
    for words in ("set aside", "It was entered twice and set aside. IN-2020-001 stands.", WHY, "Stay strong",
                  "Bring it back", "It was set aside: entered by mistake or twice."):  # fmt: skip
        assert words in said, words
    assert "Draft an answer" not in said
    assert "never sent" not in words_of(office.get("/letters/"))
    assert "set aside" in words_of(office.get("/letters/"))
    assert officer(Duty.READER, login="reader").post(f"{page}bring-back/").status_code == 403
    assert office.post(f"{page}bring-back/").status_code == 302
    assert Gesture.objects.get(number="IN-2020-002").state == "received"
