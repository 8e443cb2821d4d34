"""Many colleagues at the same moment: no number twice, no link twice, nothing entered twice, nobody waits for ever."""

from functools import partial

import pytest

from firewood.journal.checks import journal_unbroken
from firewood.journal.models import Entry
from firewood.journal.refusals import NotNow, Unreadable
from firewood.solidarity import actions
from firewood.solidarity.checks import CHECKS
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.states import Channel
from tests.faults.racing import at_once, split, times
from tests.solidarity.test_gestures import MARCH_9
from tests.solidarity.world import AT, LIU, Friends, draft, friends, letter


@pytest.fixture
def here(committed: str) -> Friends:
    return friends()


def kept() -> list[str]:
    """What the doctor finds of letters and of the journal."""
    found = [(check.name, check.test()) for check in CHECKS]
    return [name for name, (fine, _said) in (*found, ("journal", journal_unbroken())) if not fine]


def test_sixteen_letters_at_once_have_sixteen_numbers_without_a_gap(here: Friends) -> None:
    came = partial(actions.enter_gesture, draft(here.seoul, here.beijing), actor=LIU, at=AT)
    wrong = partial(actions.enter_gesture, draft(here.seoul, here.cologne), actor=LIU, at=AT)
    done, refused = split(at_once(*[came, wrong] * 8, *[came] * 8))
    assert sorted(each.number for each in done) == [f"IN-2020-{number:03d}" for number in range(1, 17)]
    assert {type(error) for error in refused} == {Unreadable}
    assert kept() == []


def test_one_form_sent_eight_times_at_once_is_entered_once(here: Friends) -> None:
    sending = partial(actions.enter_gesture, draft(here.seoul, here.beijing), key="form", actor=LIU, at=AT)
    done, refused = split(times(8, sending))
    assert ({each.number for each in done}, refused, Gesture.objects.count()) == ({"IN-2020-001"}, [], 1)
    assert Entry.objects.filter(event="solidarity.gesture.repeated").count() == 7


def test_of_eight_who_link_the_same_answer_one_does(here: Friends) -> None:
    came, ours = letter(here.seoul, here.beijing), letter(here.beijing, here.seoul)
    done, refused = split(times(8, partial(actions.link_answer, ours, to=came, actor=LIU, at=AT)))
    assert (len(done), {type(error) for error in refused}, Answer.objects.count()) == (1, {NotNow}, 1)


def test_two_letters_linked_both_ways_at_once_do_not_answer_each_other(here: Friends) -> None:
    for _ in range(5):
        came, ours = letter(here.seoul, here.beijing), letter(here.beijing, here.seoul)
        one = partial(actions.link_answer, ours, to=came, actor=LIU, at=AT)
        other = partial(actions.link_answer, came, to=ours, actor=LIU, at=AT)
        done, refused = split(at_once(*[one, other] * 3))
        assert len(done) == 1
        assert {type(error) for error in refused} <= {NotNow, Unreadable}
    assert kept() == []


def test_of_those_who_sign_send_or_withdraw_at_once_one_goes_first(here: Friends) -> None:
    ours = letter(here.beijing, here.seoul, signatories=[SignatoryDraft(name="Chen Jining")])
    sign = partial(actions.sign_gesture, ours, actor=LIU, at=AT)
    withdraw = partial(actions.withdraw_gesture, ours, words="twice", actor=LIU, at=AT)
    send = partial(actions.send_gesture, ours, sent=MARCH_9, channel=Channel.POST, actor=LIU, at=AT)
    _done, refused = split(at_once(*[sign, withdraw, send] * 4))
    assert {type(error) for error in refused} == {NotNow}
    events = [entry.event.rpartition(".")[2] for entry in Entry.objects.filter(subject=ours.subject)]
    assert tuple(events) in {
        ("entered", "sent"), ("entered", "withdrawn"), ("entered", "signed", "sent"),
        ("entered", "signed", "withdrawn"),
    }  # fmt: skip
    assert kept() == []


def test_of_two_entries_set_aside_for_each_other_at_once_one_stands(here: Friends) -> None:
    one, two = letter(here.seoul, here.beijing), letter(here.seoul, here.beijing)
    back = partial(actions.take_entry_back, words="Entered twice", actor=LIU, at=AT)
    done, refused = split(at_once(partial(back, one, twice_of=two), partial(back, two, twice_of=one)))
    assert (len(done), [type(error) for error in refused]) == (1, [Unreadable])
    assert sorted(Gesture.objects.values_list("state", flat=True)) == ["received", "withdrawn"]
    assert kept() == []
