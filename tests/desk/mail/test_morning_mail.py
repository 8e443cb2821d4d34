"""Stories about the morning mail: once a day, in one's language, into a folder or to the server of the office."""

import smtplib
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail as outbox
from django.core.mail.backends import smtp

from firewood.accounts.actor import program
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.desk.mail.actions import Wish, send_morning_mails, wish_for_morning_mail
from firewood.desk.models import MorningMail, MorningWish
from firewood.desk.tasks.actions import TaskDraft, open_task
from firewood.journal.clock import now
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, Unreadable
from firewood.journal.standing import Status
from firewood.project.tasks import send_the_morning_mails
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, announced, line, world

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 11)


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.FIREWOOD_DATA = tmp_path
    return tmp_path / "mail"


def wants(login: str = "liu", *, language: str = "en", when_nothing: bool = False) -> Officer:
    officer(Duty.FOCAL_POINT, login=login, language=language)
    person = Officer.objects.get(login=login)
    wish = Wish(f"{login}@office.example", when_nothing=when_nothing)
    wish_for_morning_mail(person, wish=wish, actor=person.actor, at=AT)
    return person


def sent() -> list[MorningMail]:
    return send_morning_mails(on=DAY, actor=program(), at=now())


def test_the_mail_tells_what_is_due_and_goes_once_a_day(folder: Path) -> None:
    here = world()
    wants()
    officer(Duty.FOCAL_POINT, login="silent")
    open_task(TaskDraft(question="Is the hall heated?", due_on=DAY), actor=LIU, at=AT)
    open_task(TaskDraft(question="Who drives?", due_on=DAY - timedelta(days=1)), actor=LIU, at=AT)
    open_task(TaskDraft(question="Much later", due_on=DAY + timedelta(days=30)), actor=LIU, at=AT)
    open_task(TaskDraft(question="Only a drill", due_on=DAY, status=Status.EXERCISE), actor=LIU, at=AT)
    from firewood.aid.actions import note_arrival
    from firewood.languages.dates import StatedDay

    gift = announced(here, line(here.masks, 5))
    note_arrival(gift, day=StatedDay("9 March 2020", date(2020, 3, 9), date(2020, 3, 9)), actor=LIU, at=AT)
    assert [each.things for each in sent()] == [3]
    kept = message_from_bytes((folder / "2020-03-11-liu.eml").read_bytes(), policy=policy.default)
    text = kept.get_content()
    assert (kept["To"], kept["Subject"]) == ("liu@office.example", "11 March 2020: 3 things for you")
    for part in ("Overdue (1)", "* Who drives?", "Due today (1)", "* Is the hall heated?", "Receipts to confirm (1)"):
        assert part in text
    assert "Much later" not in text
    assert "Only a drill" not in text
    (folder / "2020-03-11-liu.eml").unlink()
    assert sent() == []
    assert list(folder.iterdir()) == []
    assert outbox.outbox == []


def test_each_reads_it_in_the_own_language(folder: Path) -> None:
    world()
    wants("liu", language="de")
    wants("wang", language="zh-hans")
    open_task(TaskDraft(question="Wer fährt?", due_on=DAY), actor=LIU, at=AT)
    assert len(sent()) == 2
    texts = [message_from_bytes(each.read_bytes(), policy=policy.default).get_content() for each in folder.iterdir()]
    assert sum("Heute fällig (1)" in text for text in texts) == 1
    assert sum("今天到期" in text for text in texts) == 1


def test_when_nothing_is_due_only_who_asked_for_it_is_told(folder: Path) -> None:
    world()
    wants("liu")
    wants("wang", when_nothing=True)
    assert [each.officer.login for each in sent()] == ["wang"]
    assert [each.name for each in folder.iterdir()] == ["2020-03-11-wang.eml"]
    assert "Nothing is due." in (folder / "2020-03-11-wang.eml").read_text()
    assert {each.officer.login: each.state for each in MorningMail.objects.all()} == {"liu": "nothing", "wang": "out"}
    assert sent() == []


def test_a_server_that_does_not_answer_is_asked_again_and_one_that_took_it_is_not(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    settings.FIREWOOD_MAIL_SERVER, settings.FIREWOOD_MAIL_FROM = "smtp://mail.example:587", "office@example.org"
    world()
    wants(when_nothing=True)
    taken: list[Any] = []

    def refuse(self: object) -> bool:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(smtp.EmailBackend, "open", refuse)
    assert sent() == []
    assert MorningMail.objects.get().state == "failed"
    monkeypatch.setattr(smtp.EmailBackend, "open", lambda self: True)
    monkeypatch.setattr(smtp.EmailBackend, "close", lambda self: None)
    monkeypatch.setattr(smtp.EmailBackend, "send_messages", lambda self, messages: taken.extend(messages))
    assert len(sent()) == 1
    assert sent() == []
    assert [(each.from_email, each.to) for each in taken] == [("office@example.org", ["liu@office.example"])]
    assert not folder.exists()


def test_the_demonstration_never_sends(settings: LazySettings, folder: Path) -> None:
    settings.FIREWOOD_MAIL_SERVER, settings.FIREWOOD_DEMONSTRATION = "smtp://mail.example:587", True
    world()
    wants(when_nothing=True)
    assert len(sent()) == 1
    assert len(list(folder.iterdir())) == 1


def test_a_mail_that_was_begun_when_the_machine_stopped_is_not_sent_twice(folder: Path) -> None:
    world()
    person = wants(when_nothing=True)
    MorningMail.objects.create(officer=person, day=DAY, begun_at=AT)
    assert sent() == []
    assert not folder.exists()


@pytest.mark.parametrize(("hour", "went"), [(6, 0), (7, 1), (10, 1), (11, 0)])
def test_the_worker_sends_it_from_seven_in_the_zone_of_the_node(hour: int, went: int) -> None:
    world()
    wants(when_nothing=True)
    with time_machine.travel(datetime(2020, 3, 11, hour, 5, tzinfo=ZoneInfo("Asia/Shanghai"))):
        assert send_the_morning_mails(0) == went
        assert send_the_morning_mails(0) == 0


def test_everybody_chooses_for_oneself() -> None:
    world()
    desk = officer(Duty.READER)
    assert "No mail server is set" in words_of(desk.get("/mine/"))
    assert desk.post("/mine/", {"wanted": "on", "address": ""}).status_code == 422
    assert not MorningWish.objects.exists()
    assert desk.post("/mine/", {"wanted": "on", "address": "liu@office.example"}).status_code == 302
    assert MorningWish.objects.get().wanted
    assert desk.post("/mine/", {"address": "liu@office.example"}).status_code == 302
    assert not MorningWish.objects.get().wanted
    lines = Entry.objects.count()
    with pytest.raises(NotAllowed):
        wish_for_morning_mail(Officer.objects.get(), wish=Wish("a@b.example"), actor=program(), at=AT)
    person = Officer.objects.get()
    with pytest.raises(Unreadable):
        wish_for_morning_mail(person, wish=Wish("nonsense"), actor=person.actor, at=AT)
    assert Entry.objects.count() == lines
