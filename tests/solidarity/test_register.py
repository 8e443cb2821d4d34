"""The register: filtered, page by page, in the same few questions however long it grows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status
from firewood.solidarity import actions
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.queries import (
    Asked,
    gesture_by_number,
    gestures_between,
    letters_known,
    partner_of,
    register,
    replies_due,
    replies_of,
)
from firewood.solidarity.states import Channel, GestureKind, Reply, Way
from tests.aid.world import party
from tests.solidarity.world import AT, LIU, Friends, day, friends, letter, reported, sisters

pytestmark = pytest.mark.django_db


def numbers(**asked: object) -> list[str]:
    return [gesture.number for gesture in register(Asked(**asked))]  # type: ignore[arg-type]


def story() -> Friends:
    here = friends()
    reported(here.seoul, here.beijing, date(2019, 5, 1))
    letter(here.seoul, here.beijing, on=date(2020, 3, 1), reply=Reply.EXPECTED)
    letter(here.cologne, here.beijing, on=date(2020, 3, 5), kind=GestureKind.VIDEO)
    letter(here.beijing, here.seoul)
    ours = letter(here.daxing, here.stavanger)
    actions.send_gesture(ours, sent=day(date(2020, 3, 4)), channel=Channel.POST, actor=LIU, at=AT)
    letter(here.seoul, here.beijing, status=Status.EXERCISE)
    return here


def test_the_register_answers_what_it_is_asked_the_latest_first() -> None:
    here = story()
    assert numbers() == ["OUT-2020-001", "IN-2020-002", "OUT-2020-002", "IN-2020-001", "IN-2019-001"]
    assert numbers(status="exercise") == ["X-IN-2020-001"]
    assert numbers(way="in") == ["IN-2020-002", "IN-2020-001", "IN-2019-001"]
    assert numbers(kind="video") == ["IN-2020-002"]
    assert numbers(partner="seoul") == ["OUT-2020-001", "IN-2020-001", "IN-2019-001"]
    assert numbers(year="2019") == ["IN-2019-001"]
    assert numbers(year="20x9") == numbers()
    assert numbers(reply="expected") == ["IN-2020-001"]
    assert numbers(state="draft") == ["OUT-2020-001"]
    assert numbers(gone=True) == ["IN-2020-002", "OUT-2020-002", "IN-2020-001", "IN-2019-001"]
    assert [gesture.number for gesture in register(Asked(), actor=here.of_daxing())] == ["OUT-2020-002"]


def test_between_two_sides_only_what_has_gone_or_come_is_told() -> None:
    here = story()
    found = gestures_between([here.seoul.pk], status="actual")
    assert [(each.number, partner_of(each).key) for each in found] == [
        ("IN-2020-001", "seoul"),
        ("IN-2019-001", "seoul"),
    ]
    assert gestures_between([here.seoul.pk], status="actual", gone=False).count() == 3
    assert [each.number for each in gestures_between(None, status="actual", way=Way.OUT)] == ["OUT-2020-002"]
    assert [each.number for each in gestures_between(None, status="actual", kind="video")] == ["IN-2020-002"]
    with pytest.raises(NotFound, match="There is no letter IN-1999-001"):
        gesture_by_number("IN-1999-001")


def test_a_longer_register_takes_no_more_questions() -> None:
    here = story()
    few = _questions()
    for number in range(12):
        city = party(f"city-{number}", f"City {number}")
        sisters(here.beijing, city)
        letter(city, here.beijing, reply=Reply.EXPECTED, signatories=[SignatoryDraft(name="A mayor")])
        first = letter(city, here.daxing, on=date(2020, 1, 1), reply=Reply.EXPECTED)
        letter(here.daxing, city, answers_gestures=[first])
    assert _questions() == few


def _questions() -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = register(Asked())
        for gesture in page:
            [str(each) for each in (gesture.sender, gesture.addressee, *gesture.signatories.all())]
            [str(each.to_gesture or each.to_consignment) for each in gesture.answers.all()]
        replies_of(page.object_list)
        letters_known(as_of=date(2020, 10, 9))
        replies_due(status="actual", on=date(2020, 10, 9))
    return len(asked)
