"""Stories about the calendar: a month on the page, and the feed as another program reads it back."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Event

from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import AttendeeDraft, HandoverDraft, PledgeDraft
from firewood.aid.models import Handover
from firewood.aid.states import HandoverRole
from firewood.desk.calendar.actions import close_calendar_feed, open_calendar_feed
from firewood.desk.models import CalendarFeed
from firewood.desk.tasks.actions import TaskDraft, open_task
from firewood.journal.clock import now, today
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed
from firewood.languages.dates import StatedDay
from firewood.registry.models import Agreement, Partnership
from tests.aid.pages import officer, words_of
from tests.aid.world import EXERCISE, LIU, World, line, prepared, world

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=3)


def handover_at(here: World, *, hour: time | None = None, **more: object) -> Handover:
    draft = HandoverDraft(
        StatedDay(SOON.isoformat(), SOON, SOON), starts_at=hour, place=here.seoul,
        people=[AttendeeDraft(HandoverRole.TAKER, "Kim Min-jun")],
    )  # fmt: skip
    gift = prepared(here, line(here.masks, 5), **more)
    return actions.plan_handover(gift, draft=draft, actor=LIU, at=now())


def pledged(here: World, day: date) -> None:
    draft = PledgeDraft(here.seoul, here.beijing, [line(here.masks, 5)], due_on=day)
    actions.accept_pledge(actions.offer(draft, actor=LIU, at=now()), actor=LIU, at=now())


def feed_of(client: Client) -> str:
    """The path of a new address, as the page shows it once."""
    client.post("/calendar/feed/")
    found = re.search(
        r'id="address" readonly dir="ltr" value="https?://[^/]+([^"]+)"', client.get("/mine/").content.decode()
    )
    assert found
    return found[1]


def events(path: str) -> dict[str, Event]:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert all(len(each) <= 75 for each in answer.content.split(b"\r\n"))
    return {str(each["summary"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_month_shows_what_is_due_expected_and_planned() -> None:
    here = world()
    pledged(here, SOON)
    handover_at(here, hour=time(10))
    prepared(here, line(here.masks, 5), expected_on=SOON)
    open_task(TaskDraft(question="Is the hall heated?", due_on=SOON), actor=LIU, at=now())
    words = words_of(officer(Duty.FOCAL_POINT).get(f"/calendar/?month={SOON:%Y-%m}"))
    year = today().year
    for part in (f"Pledge {'P'}-{year}-001 is due: Seoul → Beijing", "10:00 Handover of", f"Task K-{year}-001 is due"):
        assert part in words
    for bad in ("2020-13", "x", "9999-01"):
        assert officer(Duty.READER, login=f"r{bad}").get(f"/calendar/?month={bad}").status_code == 200


def test_the_feed_is_read_back_with_names_versions_days_and_hours() -> None:
    here = world()
    pledged(here, SOON)
    timed = handover_at(here, hour=time(10))
    desk = officer(Duty.FOCAL_POINT)
    path = feed_of(desk)
    found = events(path)
    pledge = next(each for name, each in found.items() if name.startswith("Pledge"))
    assert (pledge.decoded("dtstart"), pledge.decoded("dtend")) == (SOON, SOON + timedelta(days=1))
    assert pledge["sequence"] == 1
    meeting = next(each for name, each in found.items() if name.startswith("Handover"))
    begins = meeting.decoded("dtstart")
    assert (begins.date(), begins.time(), begins.tzinfo.key) == (SOON, time(10), "Asia/Shanghai")
    assert (meeting["uid"], meeting["sequence"], str(meeting["location"])) == (
        f"handover-{timed.pk}@localhost",
        0,
        "Seoul",
    )
    zones = Calendar.from_ical(Client().get(path).content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Asia/Shanghai"]
    assert "Kim" not in Client().get(path).content.decode()
    actions.cancel_handover(timed, actor=LIU, at=now())
    after = next(each for name, each in events(path).items() if name.startswith("Handover"))
    assert (after["uid"], after["sequence"], str(after["status"])) == (meeting["uid"], 1, "CANCELLED")


def test_the_feed_speaks_the_language_of_the_colleague_and_folds_long_lines() -> None:
    here = world()
    pledged(here, SOON)
    path = feed_of(officer(Duty.FOCAL_POINT, language="zh-hans"))
    assert any("Seoul → Beijing" in name and "Pledge" not in name for name in events(path))


def test_exercises_are_never_in_the_feed() -> None:
    here = world()
    handover_at(here, telling=EXERCISE)
    draft = TaskDraft(question="In the exercise", due_on=SOON, status=EXERCISE.status)
    open_task(draft, actor=LIU, at=now())
    path = feed_of(officer(Duty.FOCAL_POINT))
    assert events(path) == {}


def test_an_address_is_renewed_and_closed_and_only_its_hash_is_kept() -> None:
    world()
    desk = officer(Duty.FOCAL_POINT)
    first = feed_of(desk)
    second = feed_of(desk)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    secret = second.rsplit("/", 1)[1].removesuffix(".ics")
    assert secret not in str(CalendarFeed.objects.values())
    assert secret not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert second not in desk.get("/mine/").content.decode()
    desk.post("/calendar/feed/close/")
    assert Client().get(second).status_code == 404
    assert Client().get("/calendar/feed/wrong.ics").status_code == 404
    third = feed_of(desk)
    Officer.objects.update(is_active=False)
    assert Client().get(third).status_code == 404


def test_nobody_opens_or_closes_the_calendar_of_somebody_else() -> None:
    world()
    officer(Duty.FOCAL_POINT, login="zhang")
    other = Officer.objects.get(login="zhang")
    lines = Entry.objects.count()
    with pytest.raises(NotAllowed):
        open_calendar_feed(other, actor=LIU, at=now())
    made = open_calendar_feed(other, actor=other.actor, at=now())
    with pytest.raises(NotAllowed):
        close_calendar_feed(made.feed, actor=LIU, at=now())
    assert (Entry.objects.count(), CalendarFeed.objects.get().closed_at) == (lines + 1, None)


def test_agreements_that_end_stand_in_it() -> None:
    here = world()
    partnership = Partnership.objects.create(
        key="beijing-seoul", ours=here.beijing, theirs=here.seoul, kind="sister_city"
    )
    Agreement.objects.create(partnership=partnership, title="Friendship", language="en", valid_until=SOON)
    assert "An agreement with Seoul ends" in words_of(officer(Duty.READER).get(f"/calendar/?month={SOON:%Y-%m}"))
