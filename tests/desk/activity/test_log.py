"""Stories about the activity log: who did what, when, to which thing; filtered, paged, in the reader's language."""

import re

import pytest

from firewood.accounts.actions import note_sign_in
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.desk.activity.words import is_told
from firewood.journal.clock import now
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, WANG, announced, line, prepared, world
from tests.architecture.source import modules

pytestmark = pytest.mark.django_db
WRITTEN = re.compile(r'record\(\s*"((?:aid|solidarity|desk|archive|registry|supplies|accounts)\.[a-z_]+\.[a-z_]+)"')


def test_every_line_that_is_written_has_its_sentence() -> None:
    events = {event for path in modules() for event in WRITTEN.findall(path.read_text())}
    assert len(events) > 40
    assert sorted(event for event in events if not is_told(event)) == []


def test_the_log_is_asked_by_person_kind_day_and_thing() -> None:
    here = world()
    gift = prepared(here, line(here.masks, 5))
    actions.pack_consignment(gift, actor=WANG, at=AT)
    other = announced(here, line(here.masks, 5))
    officer(Duty.FOCAL_POINT, login="wang")
    desk = officer(Duty.FOCAL_POINT)
    everything = words_of(desk.get("/activity/"))
    assert f"{gift.number}: It was packed and sealed. Wang, Foreign Affairs Office" in everything
    assert f"{other.number}: The consignment was announced." in everything
    by_wang = words_of(desk.get("/activity/?person=wang"))
    assert "packed and sealed" in by_wang
    assert other.number not in by_wang
    assert other.number not in words_of(desk.get(f"/activity/?thing={gift.number.lower()}"))
    assert "Nothing was done that fits." in words_of(desk.get("/activity/?day=2019-01-01"))
    assert gift.number in words_of(desk.get("/activity/?day=2020-03-09"))
    assert gift.number not in words_of(desk.get("/activity/?room=supplies"))
    for odd in ("before=x", "before=99999999999999999999", "day=31.2.", "person=%27", "room=%25"):
        assert desk.get(f"/activity/?{odd}").status_code == 200


def test_the_log_is_read_page_by_page_and_in_german() -> None:
    here = world()
    for _number in range(60):
        announced(here, line(here.masks, 5))
    desk = officer(Duty.READER, language="de")
    first = desk.get("/activity/?room=aid").content.decode()
    more = re.search(r'href="(\?[^"]*before=\d+)"', first)
    assert more
    assert "Die Sendung wurde angekündigt." in first
    second = desk.get("/activity/" + more[1].replace("&amp;", "&")).content.decode()
    assert first.count("<time") == 50
    assert second.count("<time") == 10


def test_who_signed_in_when_is_for_the_custodian() -> None:
    world()
    officer(Duty.FOCAL_POINT, login="wang")
    person = Officer.objects.get()
    note_sign_in(person, actor=person.actor, at=now())
    assert "A colleague signed in." not in words_of(officer(Duty.FOCAL_POINT).get("/activity/"))
    assert "A colleague signed in." in words_of(officer(Duty.CUSTODIAN, login="keeper").get("/activity/"))


def test_the_exercise_has_a_log_of_its_own() -> None:
    here = world()
    gift = prepared(here, line(here.masks, 5))
    desk = officer(Duty.FOCAL_POINT)
    desk.post("/exercise/", {"exercise": "on"})
    assert gift.number not in words_of(desk.get("/activity/"))
