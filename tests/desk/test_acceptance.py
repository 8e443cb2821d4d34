"""Words of acceptance that have gone become a letter of ours, once; the letter with the offer is then answered."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from firewood.accounts.states import Duty
from firewood.aid.models import Pledge
from firewood.archive.models import IncomingPaper
from firewood.desk.inbox.actions import send_acceptance
from firewood.journal.models import Entry
from firewood.languages.models import Text
from firewood.registry.wordings import write_names
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import ANSWERED, reply_of
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, World, world
from tests.desk.test_inbox import OFFER, file, paste

pytestmark = pytest.mark.django_db
WORDS = "Liebe Freunde in Köln,\n\nhaben Sie Dank für Ihr Angebot. Wir nehmen Ihre Hilfe dankbar an."


@pytest.fixture(autouse=True)
def here(settings: LazySettings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)
    made = world()
    write_names(made.cologne.subject, name="Cologne", names={"de": ["Köln"]})
    write_names(made.masks.subject, name="Masks", names={"de": ["Masken"]})
    write_names(made.gloves.subject, name="Gloves", names={"de": ["Handschuhe"]})
    return made


def accepted(office: Client, words: str = WORDS) -> IncomingPaper:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    assert office.post(f"/inbox/{paper.pk}/accept/", {"words": words}).status_code == 302
    return paper


def gone(office: Client, paper: IncomingPaper) -> tuple[int, str]:
    answer = office.post(f"/inbox/{paper.pk}/gone/", {"standing": "actual"})
    return answer.status_code, answer.get("Location", "")


def test_words_that_have_gone_are_a_letter_that_answers_the_one_with_the_offer() -> None:
    office = officer(Duty.FOCAL_POINT)
    paper = accepted(office)
    assert "It has gone" in words_of(office.get(f"/inbox/{paper.pk}/"))
    assert gone(office, paper) == (302, f"/inbox/{paper.pk}/")
    letter, answer = Gesture.objects.get(way="in"), Gesture.objects.get(way="out")
    body = Text.objects.get(subject=answer.subject, field="body")
    assert (answer.number, answer.kind, answer.state, answer.language) == ("OUT-2020-001", "letter", "sent", "de")
    assert (answer.sender.key, answer.addressee.key, answer.accepts) == ("beijing", "cologne", Pledge.objects.get())
    assert (body.text, body.language, answer.sent_earliest) == (WORDS, "de", date(2020, 10, 9))
    assert [link.to_gesture for link in answer.answers.all()] == [letter]
    assert reply_of(letter) == ANSWERED
    assert Entry.objects.order_by("-number")[0].event == "desk.acceptance.sent"
    page = words_of(office.get(f"/inbox/{paper.pk}/"))
    assert ("It has gone" in page, "OUT-2020-001" in page) == (False, True)
    assert "undo" not in office.session


def test_it_is_said_once_and_not_before_the_offer_is_accepted() -> None:
    office = officer(Duty.FOCAL_POINT)
    paper = paste(office, OFFER)
    assert gone(office, paper)[0] == 404
    assert file(office, paper) == 302
    assert "It has gone" not in words_of(office.get(f"/inbox/{paper.pk}/"))
    assert gone(office, paper)[0] == 409
    assert office.post(f"/inbox/{paper.pk}/accept/", {"words": WORDS}).status_code == 302
    assert gone(office, paper)[0] == 302
    before = Entry.objects.count()
    assert gone(office, paper)[0] == 409
    assert (Gesture.objects.filter(way="out").count(), Entry.objects.count()) == (1, before)


def test_without_a_second_proof_it_stays_a_draft_and_undo_withdraws_it() -> None:
    office = officer(Duty.FOCAL_POINT, second_factor=False)
    paper = accepted(office)
    assert gone(office, paper) == (302, "/letters/OUT-2020-001/")
    assert Gesture.objects.get(way="out").state == "draft"
    assert reply_of(Gesture.objects.get(way="in")) != ANSWERED
    assert not Entry.objects.filter(event="desk.acceptance.sent").exists()
    assert office.post(f"/activity/{office.session['undo']['number']}/undo/").status_code == 302
    assert Gesture.objects.get(way="out").state == "withdrawn"
    assert gone(office, paper) == (302, "/letters/OUT-2020-002/")


def test_who_keeps_no_letters_cannot_say_it() -> None:
    paper = accepted(officer(Duty.FOCAL_POINT))
    before = Entry.objects.count()
    for duty in (Duty.READER, Duty.STORE):
        other = officer(duty, login=str(duty))
        assert "It has gone" not in words_of(other.get(f"/inbox/{paper.pk}/"))
        assert gone(other, paper)[0] == 403
    assert (Gesture.objects.filter(way="out").count(), Entry.objects.count()) == (0, before)


def test_an_exception_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    office = officer(Duty.FOCAL_POINT)
    accepted(office)
    before = Entry.objects.count()
    monkeypatch.setattr("firewood.desk.inbox.actions.send_gesture", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_acceptance(Pledge.objects.get(), letter=Gesture.objects.get(), language="de", actor=LIU, at=AT)
    assert (Gesture.objects.filter(way="out").count(), Entry.objects.count()) == (0, before)
