"""The life of a letter: entered, rewritten, signed, sent, handed over, delivered, corrected, withdrawn."""

from datetime import date, timedelta

import pytest

from firewood.accounts.rules import SecondFactorMissing
from firewood.journal.models import Entry
from firewood.languages.texts import fields_of
from firewood.registry.models import Office, Person
from firewood.solidarity import actions
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import day_of_gesture, four_days, gesture_by_number
from firewood.solidarity.states import Channel
from tests.aid.world import at_work
from tests.solidarity.world import AT, LIU, REGISTRAR, day, draft, friends, letter

pytestmark = pytest.mark.django_db
MARCH_9 = day(date(2020, 3, 9))


def chen() -> Office:
    person = Person.objects.create(key="chen", name="Chen Jining", sort_name="chen")
    beijing = Gesture.objects.get().sender if Gesture.objects.exists() else friends().beijing
    return Office.objects.create(key="mayor", person=person, party=beijing, title="Mayor of Beijing")


def test_a_letter_that_came_is_received_and_has_a_number_of_its_own() -> None:
    here = friends()
    first = letter(here.seoul, here.beijing, on=date(2020, 2, 3), texts={"title": "위로"}, language="ko")
    second = letter(here.cologne, here.beijing)
    assert [(each.number, each.way, each.state, each.basis) for each in (first, second)] == [
        ("IN-2020-001", "in", "received", "done"),
        ("IN-2020-002", "in", "received", "done"),
    ]
    assert (first.counts_from, second.counts_from) == (date(2020, 2, 3), date(2020, 3, 25))
    assert [(text.language, text.state, text.text) for text in fields_of(first.subject)["title"]] == [
        ("ko", "original", "위로")
    ]
    assert Entry.objects.filter(event="solidarity.gesture.entered", subject=first.subject).count() == 1


def test_a_letter_of_ours_is_written_signed_sent_handed_over_and_delivered() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, texts={"title": "Thanks"}, language="en")
    assert (ours.number, ours.way, ours.state) == ("OUT-2020-001", "out", "draft")
    ours = actions.rewrite_gesture(
        ours, draft(here.beijing, here.seoul, texts={"title": "With thanks"}, language="en"), actor=REGISTRAR, at=AT
    )
    by = [SignatoryDraft(office=chen())]
    with pytest.raises(SecondFactorMissing):
        actions.sign_gesture(ours, by, actor=at_work(LIU, AT - timedelta(hours=13)), at=AT)
    assert Gesture.objects.get().state == "draft"
    ours = actions.sign_gesture(ours, by, actor=at_work(LIU, AT), at=AT)
    assert [str(each) for each in ours.signatories.all()] == ["Chen Jining, Mayor of Beijing"]
    ours = actions.send_gesture(ours, sent=MARCH_9, channel=Channel.EMBASSY, actor=LIU, at=AT)
    assert (ours.state, ours.counts_from, ours.channel) == ("sent", date(2020, 3, 9), "embassy")
    ours = actions.note_handover_of_gesture(ours, day=MARCH_9, handed_to=None, words="the ambassador", actor=LIU, at=AT)
    ours = actions.note_delivery(ours, day=day(date(2020, 3, 12)), actor=LIU, at=AT)
    ours = gesture_by_number(ours.number)
    days = four_days(ours)
    assert (ours.state, days.sent.exact, days.handed.exact, days.received.exact) == (
        "delivered", date(2020, 3, 9), date(2020, 3, 9), date(2020, 3, 12),
    )  # fmt: skip
    assert day_of_gesture(ours).exact == date(2020, 3, 9)
    assert [entry.event.rpartition(".")[2] for entry in Entry.objects.filter(subject=ours.subject)] == [
        "entered", "rewritten", "signed", "sent", "handed_over", "delivered",
    ]  # fmt: skip
