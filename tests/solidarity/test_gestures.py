"""The life of a letter: entered, rewritten, signed, sent, handed over, delivered, corrected, withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay
from firewood.languages.texts import fields_of
from firewood.registry.models import Office, Party, Person
from firewood.solidarity import actions
from firewood.solidarity.drafts import GestureDays, SignatoryDraft
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import day_of_gesture, four_days, gesture_by_number, letters_known
from firewood.solidarity.states import Channel, GestureKind, GestureState, Reply
from tests.aid.world import at_work
from tests.solidarity.world import AT, LIU, READER, REGISTRAR, WANG, day, draft, friends, letter, lines, reported

pytestmark = pytest.mark.django_db
MARCH_9 = day(date(2020, 3, 9))


def chen() -> Office:
    person = Person.objects.create(key="chen", name="Chen Jining", sort_name="chen")
    city = Party.objects.get(key="beijing")
    return Office.objects.create(key="mayor", person=person, party=city, title="Mayor of Beijing")


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
    ours = actions.sign_gesture(ours, [SignatoryDraft(office=chen())], actor=LIU, at=AT)
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
    lines = Entry.objects.filter(subject=ours.subject).order_by("number")
    assert [entry.event.rpartition(".")[2] for entry in lines] == [
        "entered", "rewritten", "signed", "sent", "handed_over", "delivered",
    ]  # fmt: skip


def test_a_letter_of_ours_may_go_by_word_of_the_focal_point_without_being_signed() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul)
    ours = actions.send_gesture(ours, sent=StatedDay("unknown"), channel=Channel.EMAIL, actor=LIU, at=AT)
    assert (ours.state, ours.counts_from) == ("sent", date(2020, 3, 25))


def test_numbers_run_by_way_and_year_and_an_exercise_counts_for_itself() -> None:
    here = friends()
    drill = letter(here.seoul, here.beijing, status=Status.EXERCISE)
    later = actions.enter_gesture(draft(here.seoul, here.beijing), actor=LIU, at=datetime(2021, 1, 2, tzinfo=UTC))
    old = reported(here.seoul, here.beijing, date(2019, 5, 1))
    out = letter(here.beijing, here.seoul)
    assert [each.number for each in (drill, later, old, out)] == [
        "X-IN-2020-001", "IN-2021-001", "IN-2019-001", "OUT-2020-001",
    ]  # fmt: skip


def test_one_sending_of_a_form_is_told_once() -> None:
    here = friends()
    first = actions.enter_gesture(draft(here.seoul, here.beijing), key="form-1", actor=LIU, at=AT)
    again = actions.enter_gesture(draft(here.seoul, here.beijing), key="form-1", actor=LIU, at=AT)
    other = actions.enter_gesture(draft(here.seoul, here.beijing), key="form-1", actor=REGISTRAR, at=AT)
    assert (again, other.number, Gesture.objects.count()) == (first, "IN-2020-002", 2)


def test_a_wrong_entry_is_corrected_and_the_journal_keeps_both() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=date(2020, 3, 5), texts={"title": "Greetings"}, language="en")
    right = draft(
        here.cologne, here.beijing, GestureKind.VIDEO, texts={"title": "Grüße"}, language="de",
        days=GestureDays(received=day(date(2020, 3, 6))),
        signatories=[SignatoryDraft(name="Henriette Reker", title="Mayor")],
    )  # fmt: skip
    came = actions.amend_gesture(came, right, actor=REGISTRAR, at=AT)
    came.refresh_from_db()
    assert (came.number, came.sender, came.kind, came.counts_from) == (
        "IN-2020-001", here.cologne, "video", date(2020, 3, 6),
    )  # fmt: skip
    assert [(text.language, text.text) for text in fields_of(came.subject)["title"]] == [("de", "Grüße")]
    told = Entry.objects.get(event="solidarity.gesture.amended").facts
    assert (told["before"]["sender"], told["after"]["sender"]) == ("seoul", "cologne")
    assert (told["before"]["texts"], told["after"]["texts"]) == ({"title": "Greetings"}, {"title": "Grüße"})
    assert (told["before"]["signatories"], told["after"]["signatories"]) == ([], ["Henriette Reker, Mayor"])
    assert "channel" not in told["before"]


def test_a_letter_whose_day_is_taken_away_counts_from_the_day_of_its_entry() -> None:
    here = friends()
    came = letter(here.seoul, here.beijing, on=date(2020, 3, 5))
    later = datetime(2020, 4, 2, 4, tzinfo=UTC)
    came = actions.amend_gesture(came, draft(here.seoul, here.beijing), actor=at_work(LIU, later), at=later)
    assert (came.counts_from, letters_known(as_of=date(2020, 3, 24)).cities) == (date(2020, 3, 25), [])
    told = reported(here.cologne, here.beijing, date(2020, 2, 1), days=GestureDays(received=MARCH_9))
    told = actions.adopt_reported_gesture(told, actor=LIU, at=AT)
    assert told.counts_from == date(2020, 3, 9)
    told = actions.amend_gesture(told, draft(here.cologne, here.beijing), actor=LIU, at=AT)
    assert told.counts_from == date(2020, 2, 1)
    ours = letter(here.beijing, here.seoul)
    ours = actions.send_gesture(ours, sent=MARCH_9, channel=Channel.POST, actor=LIU, at=AT)
    ours = actions.amend_gesture(ours, draft(here.beijing, here.seoul), actor=at_work(LIU, later), at=later)
    assert ours.counts_from == date(2020, 3, 25)


def test_no_reply_is_expected_of_a_letter_that_was_withdrawn() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul)
    ours = actions.withdraw_gesture(ours, words="Written twice", actor=LIU, at=AT)
    before = lines()
    with pytest.raises(NotNow, match="it gets no reply"):
        actions.expect_reply(ours, due=None, actor=LIU, at=AT)
    ours.refresh_from_db()
    assert (ours.reply, lines()) == (Reply.UNKNOWN, before)
    assert actions.leave_reply_unknown(ours, actor=LIU, at=AT).reply == Reply.UNKNOWN


def test_the_words_of_a_letter_that_has_gone_are_not_changed_but_its_file_number_is() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, texts={"body": "Dear friends"}, language="en")
    ours = actions.send_gesture(ours, sent=MARCH_9, channel=Channel.POST, actor=LIU, at=AT)
    kept = draft(here.beijing, here.seoul, texts={"body": "Dear friends"}, language="en",
                 days=GestureDays(sent=MARCH_9), file_number="A 12")  # fmt: skip
    assert actions.amend_gesture(ours, kept, actor=LIU, at=AT).file_number == "A 12"
    before = lines()
    with pytest.raises(Unreadable, match="its words are not changed afterwards"):
        actions.amend_gesture(ours, replace(kept, texts={"body": "Dear foes"}), actor=LIU, at=AT)
    assert (lines(), fields_of(ours.subject)["body"][0].text) == (before, "Dear friends")


def test_everything_that_is_wrong_with_a_letter_is_said_at_once() -> None:
    here = friends()
    before = lines()
    wrong = draft(
        here.seoul,
        here.beijing,
        days=GestureDays(
            written=day(date(2020, 3, 9)),
            handed=day(date(2020, 3, 8)),
            received=StatedDay("9 to 3 March", date(2020, 3, 9), date(2020, 3, 3)),
            sent=day(date(2020, 4, 1)),
        ),
        texts={"title": "x" * 301, "headline": "no such text"},
        language="klingon-ish",
        signatories=[SignatoryDraft(), SignatoryDraft(title="Mayor", title_language="xx")],
        reply=Reply.UNKNOWN,
        reply_due=date(2020, 4, 8),
        words="Worte",
        words_language="",
    )
    with pytest.raises(Unreadable) as refused:
        actions.enter_gesture(wrong, actor=LIU, at=AT)
    assert {(problem.field, problem.row) for problem in refused.value.problems} == {
        ("received", None), ("sent", None), ("handed", None), ("language", None), ("title", None), ("headline", None),
        ("words_language", None), ("signatories", 1), ("title_language", 2), ("reply_due", None),
    }  # fmt: skip
    assert (Gesture.objects.count(), lines()) == (0, before)


def test_a_gesture_that_is_not_between_us_and_others_is_refused_with_a_sentence() -> None:
    here = friends()
    before = lines()
    for sides, sentence in (
        ((here.seoul, here.cologne), "Neither side is ours"),
        ((here.beijing, here.daxing), "Both sides are ours"),
        ((here.beijing, here.beijing), "Sender and addressee are the same"),
    ):
        with pytest.raises(Unreadable, match=sentence):
            actions.enter_gesture(draft(*sides), actor=LIU, at=AT)
    assert (Gesture.objects.count(), lines()) == (0, before)


def test_steps_out_of_turn_are_refused_in_words() -> None:
    here = friends()
    came, ours = letter(here.seoul, here.beijing), letter(here.beijing, here.seoul)
    before = lines()
    with pytest.raises(NotNow, match="the state is “received”, and it would have to be “draft”"):
        actions.sign_gesture(came, actor=LIU, at=AT)
    with pytest.raises(NotNow, match="would have to be “sent”"):
        actions.note_delivery(ours, day=MARCH_9, actor=LIU, at=AT)
    with pytest.raises(NotNow, match="A draft is rewritten, not corrected"):
        actions.amend_gesture(ours, draft(here.beijing, here.seoul), actor=LIU, at=AT)
    with pytest.raises(NotNow):
        actions.rewrite_gesture(came, draft(here.seoul, here.beijing), actor=LIU, at=AT)
    with pytest.raises(NotNow, match="can be handed over"):
        actions.note_handover_of_gesture(ours, day=MARCH_9, handed_to=None, words="x", actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="Say who signs"):
        actions.sign_gesture(ours, actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="Say why"):
        actions.withdraw_gesture(ours, words=" ", actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="would go the other way"):
        actions.rewrite_gesture(ours, draft(here.seoul, here.beijing), actor=LIU, at=AT)
    assert lines() == before
    assert set(Gesture.objects.values_list("state", flat=True)) == {"received", "draft"}


def test_a_withdrawn_draft_keeps_its_number_and_goes_no_further() -> None:
    here = friends()
    ours = actions.withdraw_gesture(letter(here.beijing, here.seoul), words="written twice", actor=LIU, at=AT)
    assert (ours.state, letter(here.beijing, here.seoul).number) == ("withdrawn", "OUT-2020-002")
    with pytest.raises(NotNow):
        actions.send_gesture(ours, sent=MARCH_9, channel=Channel.POST, actor=LIU, at=AT)


def test_whoever_has_not_the_duty_changes_nothing() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul)
    before = lines()
    for nobody in (READER, WANG):
        with pytest.raises(NotAllowed):
            actions.enter_gesture(draft(here.seoul, here.beijing), actor=nobody, at=AT)
        with pytest.raises(NotAllowed):
            actions.rewrite_gesture(ours, draft(here.beijing, here.cologne), actor=nobody, at=AT)
    with pytest.raises(NotAllowed):
        actions.sign_gesture(ours, [SignatoryDraft(name="Chen")], actor=REGISTRAR, at=AT)
    with pytest.raises(NotAllowed):
        actions.enter_reported_gesture(
            draft(here.seoul, here.beijing), key="x", counts_from=date(2020, 3, 1), state=GestureState.SENT,
            actor=here.of_daxing(), at=AT,
        )  # fmt: skip
    assert (Gesture.objects.count(), lines()) == (1, before)


def test_signing_asks_for_a_second_proof_of_who_signs() -> None:
    here = friends()
    ours = letter(here.beijing, here.seoul, signatories=[SignatoryDraft(name="Chen Jining")])
    before = lines()
    for asked in (None, datetime(2020, 3, 24, 15, tzinfo=UTC)):
        with pytest.raises(NotAllowed, match="second proof"):
            actions.sign_gesture(ours, actor=replace(LIU, second_factor_at=asked), at=AT)
        with pytest.raises(NotAllowed, match="second proof"):
            actions.send_gesture(
                ours, sent=MARCH_9, channel=Channel.POST, actor=replace(LIU, second_factor_at=asked), at=AT
            )
    assert lines() == before
    signed = actions.sign_gesture(ours, actor=LIU, at=AT)
    sent = actions.send_gesture(
        signed, sent=MARCH_9, channel=Channel.POST, actor=replace(LIU, second_factor_at=None), at=AT
    )
    assert sent.state == "sent"


def test_a_colleague_of_a_district_keeps_its_letters_and_does_not_see_others() -> None:
    here = friends()
    chen_of_daxing = here.of_daxing()
    ours = actions.enter_gesture(draft(here.daxing, here.stavanger), actor=chen_of_daxing, at=AT)
    ours = actions.sign_gesture(ours, [SignatoryDraft(name="Chen")], actor=chen_of_daxing, at=AT)
    assert (ours.number, ours.state) == ("OUT-2020-001", "signed")
    of_city = letter(here.seoul, here.beijing)
    before = lines()
    with pytest.raises(NotAllowed):
        actions.enter_gesture(draft(here.beijing, here.seoul), actor=chen_of_daxing, at=AT)
    with pytest.raises(NotFound):
        actions.amend_gesture(of_city, draft(here.seoul, here.beijing), actor=chen_of_daxing, at=AT)
    with pytest.raises(NotFound):
        gesture_by_number(of_city.number, actor=chen_of_daxing)
    with pytest.raises(NotAllowed):
        actions.rewrite_gesture(
            actions.enter_gesture(draft(here.daxing, here.stavanger), actor=chen_of_daxing, at=AT),
            draft(here.beijing, here.stavanger), actor=chen_of_daxing, at=AT,
        )  # fmt: skip
    assert lines() == before + 1
    assert gesture_by_number(ours.number, actor=chen_of_daxing) == ours


def test_a_reported_gesture_is_told_once_and_only_at_a_state_that_a_source_can_tell() -> None:
    here = friends()
    first = reported(here.seoul, here.beijing, date(2020, 2, 1), key="once")
    assert reported(here.cologne, here.beijing, date(2020, 2, 2), key="once") == first
    before = lines()
    with pytest.raises(Unreadable) as refused:
        actions.enter_reported_gesture(
            draft(here.seoul, here.beijing), key="", counts_from=date(2020, 4, 1), state=GestureState.DRAFT,
            actor=LIU, at=AT,
        )  # fmt: skip
    assert {problem.field for problem in refused.value.problems} == {"key", "counts_from", "state"}
    with pytest.raises(NotNow, match="only reported"):
        actions.amend_gesture(first, draft(here.seoul, here.beijing), actor=LIU, at=AT)
    assert lines() == before
    taken = actions.adopt_reported_gesture(first, actor=LIU, at=AT)
    assert (taken.basis, taken.state, taken.counts_from) == ("done", "received", date(2020, 2, 1))
