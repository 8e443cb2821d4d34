"""Every page that a guest can look at is read behind the wall, in every interface language."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from firewood.accounts.actions import Guest, Invitation, invite_guest
from firewood.aid import actions
from firewood.aid.drafts import Count, LineDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Consignment, Discrepancy, Need, Receipt
from firewood.aid.queries.consignment_page import ConsignmentPage
from firewood.archive.models import Attachment
from firewood.journal import clock
from firewood.registry.models import Party
from firewood.supplies.items import box_item
from tests.aid.pages import rows
from tests.aid.world import AT, LIU, WANG, World, announced, came, despatched, line, stocked, world

pytestmark = pytest.mark.django_db


def invited(party: Party, thread: str, language: str = "en") -> Invitation:
    guest = Guest(party.pk, party.name, language)
    return invite_guest(guest, thread=thread, status="actual", actor=LIU, at=clock.now())


@pytest.fixture
def here() -> World:
    return world()


@pytest.mark.parametrize("language", ["en", "de", "zh-hans"])
def test_the_receiver_reads_and_confirms(here: World, client: Client, language: str) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100), boxes=0)
    secret = invited(here.seoul, consignment.subject, language).secret
    for path in ("", "receipt/", "receipt/?all=1"):
        answer = client.get(f"/g/{secret}/{path}")
        assert (answer.status_code, answer["Content-Language"]) == (200, language), path
        assert f'<html lang="{language}"' in answer.content.decode()
    consignment.refresh_from_db()
    assert consignment.state == "despatched"


@pytest.mark.parametrize("path", ["", "need/", "offer/"])
def test_a_partner_reads_what_they_may_state(here: World, client: Client, path: str) -> None:
    actions.state_need(NeedDraft(here.seoul, [LineDraft(here.masks)]), actor=LIU, at=AT)
    actions.offer(PledgeDraft(here.beijing, here.seoul, [line(here.masks, 5)]), actor=LIU, at=AT)
    secret = invited(here.seoul, here.seoul.subject).secret
    assert client.get(f"/g/{secret}/{path}").status_code == 200


def test_the_giver_reads_our_receipt(here: World, client: Client) -> None:
    consignment = announced(here, line(here.masks, 100), giver=here.cologne)
    count = Count([came(consignment, here.masks, 90, short=10)])
    actions.issue_receipt(consignment, count=count, key="a", actor=WANG, at=AT)
    secret = invited(here.cologne, consignment.subject).secret
    answer = client.get(f"/g/{secret}/")
    assert answer.status_code == 200
    assert "10" in answer.content.decode()


def test_the_guest_of_cologne_finds_nothing_of_seoul(here: World, client: Client) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    secret = invited(here.cologne, consignment.subject).secret
    answer = client.get(f"/g/{secret}/")
    assert answer.status_code == 404
    assert consignment.number not in answer.content.decode()


class Way:
    """A guest on the way through the screens of one receipt."""

    def __init__(self, client: Client, consignment: Consignment, to: Party, language: str = "en") -> None:
        self.client, self.consignment = client, consignment
        self.page = f"/g/{invited(to, consignment.subject, language).secret}/receipt/"
        first = consignment.lines.order_by("pk").first()
        self.pk = first.pk if first else 0

    def look(self, status: int = 200, /, **answers: str) -> str:
        """What stands on the screen after these answers; `arrived` and the like speak of the first line."""
        answer = self.client.get(self.page, self._named(answers))
        assert answer.status_code == status
        return answer.content.decode()

    def send(self, status: int = 302, /, **answers: object) -> str:
        answer = self.client.post(self.page, self._named(answers))
        assert answer.status_code == status
        return answer["Location"] if status == 302 else answer.content.decode()

    def _named(self, answers: dict[str, Any]) -> dict[str, Any]:
        ours = {"arrived", "damaged", "reason", "missing"}
        return {
            f"count-{self.pk}-{name}" if name in ours else name.replace("photo_screen", "photo-screen"): (
                f"{value}-{self.pk}" if name in {"done", "at"} and value in ours else value
            )
            for name, value in answers.items()
        }


@pytest.fixture
def gloves(here: World, client: Client) -> Way:
    """Seoul is asked about 100 pairs of gloves."""
    stocked(here, here.gloves, 200)
    return Way(client, despatched(here, line(here.gloves, 100, unit="pair", factor=2)), here.seoul)


def test_a_question_asked_for_the_first_time_shows_no_error(gloves: Way) -> None:
    for answers in ({}, {"arrived": "50", "done": "arrived"}, {"arrived": "50", "damaged": "0", "done": "damaged"}):
        screen = gloves.look(**answers)
        assert "aria-invalid" not in screen
        assert 'class="why"' not in screen
    assert "What shall become of what is missing" in screen


def test_an_answer_that_cannot_be_read_is_told_on_its_own_screen(gloves: Way) -> None:
    assert "Write how many arrived. If none came, write 0." in gloves.look(422, arrived="", done="arrived")
    screen = gloves.look(422, arrived="50", missing="", done="missing")
    assert "50 pairs are missing. Choose" in screen


def test_answers_to_questions_that_are_not_asked_any_more_are_left_behind(gloves: Way) -> None:
    gloves.send(arrived="0", damaged="5", reason="wet", missing="search", key="k")
    told = Receipt.objects.get().lines.get()
    assert (told.received_quantity, told.short_quantity, told.rejected_quantity) == (0, 200, 0)


def test_the_check_shows_reason_fate_and_what_is_too_much(gloves: Way) -> None:
    screen = gloves.look(arrived="90", damaged="5", reason="wet", missing="replace", at="check")
    assert "5 not accepted: wet" in screen
    assert "10 missing\n(replace it)" in screen
    assert "3 more than was sent" in gloves.look(arrived="103", at="check")


def test_a_box_that_is_not_in_the_consignment_is_refused_where_it_is_typed(here: World, client: Client) -> None:
    stocked(here, box_item(), 10)
    way = Way(client, despatched(here, boxes=10), here.seoul)
    assert "Box 99 is not in this consignment." in way.look(
        422, boxes_arrived="10", boxes_damaged="1", damaged_boxes="99", done="boxes-damaged"
    )
    shown = way.look(boxes_arrived="10", boxes_damaged="1", damaged_boxes="7", at="check")
    assert "Numbers of damaged boxes: <bdi>7</bdi>" in shown


def test_a_refused_confirmation_keeps_every_answer(here: World, client: Client) -> None:
    stocked(here, box_item(), 10)
    way = Way(client, despatched(here, boxes=10), here.seoul)
    page = way.send(422, boxes_arrived="9", boxes_damaged="1", damaged_boxes="99", key="k")
    assert "Box 99 is not in this consignment." in page
    assert "at=boxes-damaged" in page
    assert '<input type="hidden" name="boxes_arrived" value="9">' in page
    assert not Receipt.objects.exists()


def test_boxes_whose_contents_are_listed_are_not_asked_about_as_boxes(here: World, client: Client) -> None:
    stocked(here, here.masks, 30)
    stocked(here, box_item(), 8)
    sent = despatched(here, line(here.masks, 10, box=1), line(here.masks, 20, box=2), boxes=10)
    way = Way(client, sent, here.seoul, "de")
    screen = way.look()
    assert "Wie viele Kartons mit unbekanntem Inhalt sind angekommen?" in screen
    assert "8 Kartons wurden gesandt.\n\nSie tragen die Nummern 3-10." in screen
    assert "Die anderen 2 Kartons werden nach ihrem Inhalt gezählt." in screen
    assert "1 mehr als gesandt" in way.look(boxes_arrived="9", at="check")


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0


def picture() -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, "JPEG")
    return SimpleUploadedFile("box.jpg", written.getvalue(), "image/jpeg")


@pytest.mark.usefixtures("media")
def test_a_refused_photo_is_asked_for_again_and_no_answer_is_lost(gloves: Way) -> None:
    text = SimpleUploadedFile("box.jpg", b"these are words", "image/jpeg")
    screen = gloves.send(422, photo_screen="1", photo=text, arrived="100", damaged="5", reason="wet")
    assert "is no photo that we can keep" in screen
    assert "Have you a photo of it?" in screen
    assert f'name="count-{gloves.pk}-damaged" value="5"' in screen
    assert not Attachment.objects.exists()


@pytest.mark.usefixtures("media")
def test_the_office_sees_the_photos_that_were_sent_with_the_receipt_and_no_others(gloves: Way) -> None:
    abandoned = gloves.send(photo_screen="1", photo=picture(), arrived="100", damaged="5", reason="wet")
    assert "photo=" in abandoned
    assert shown_photos(gloves.consignment) == 0
    sent = parse_qs(urlsplit(gloves.send(photo_screen="1", photo=picture(), arrived="100")).query)["photo"]
    gloves.send(arrived="100", damaged="5", reason="wet", photo=sent, key="k")
    assert shown_photos(gloves.consignment) == 1
    assert Attachment.objects.filter(awaiting=True).count() == 1


def shown_photos(consignment: Consignment) -> int:
    return len(ConsignmentPage(consignment, language="en").attachments)


def test_what_a_guest_stated_is_thanked_for_shown_and_can_be_taken_back(here: World, client: Client) -> None:
    page = f"/g/{invited(here.seoul, here.seoul.subject).secret}/"
    data = rows(("gloves", "1,200", "pair:2"), party="seoul", due_on="1 November 2020")
    answer = client.post(f"{page}need/", data)
    need = Need.objects.get()
    assert answer["Location"] == f"{page}?told={need.number}"
    shown = client.get(answer["Location"]).content.decode()
    assert f"knows it now: {need.number}." in shown
    for told in ("Gloves", "1,200 pairs", "needed by 1 November 2020", "Take it back"):
        assert told in shown
    assert client.post(f"{page}answer/", {"take-back": need.number}).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.ending) == ("closed", "withdrawn")
    assert "Take it back" not in client.get(page).content.decode()


def test_a_guest_takes_back_nothing_of_others(here: World, client: Client) -> None:
    ours = actions.state_need(NeedDraft(here.seoul, [LineDraft(here.masks)]), actor=LIU, at=AT)
    page = f"/g/{invited(here.cologne, here.cologne.subject).secret}/answer/"
    assert client.post(page, {"take-back": ours.number}).status_code == 404
    ours.refresh_from_db()
    assert ours.state == "draft"


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"words": "we sent all", "resolution": ""}, "resolution", "Choose what becomes of it."),
        ({"dispute": "1", "words": " ", "resolution": "replace"}, "words", "Say what you know of it."),
    ],
)
def test_a_refused_answer_to_a_difference_keeps_what_was_typed(
    here: World, client: Client, sent: dict[str, str], field: str, sentence: str
) -> None:
    consignment = announced(here, line(here.masks, 100), giver=here.cologne)
    count = Count([came(consignment, here.masks, 90, short=10)])
    actions.issue_receipt(consignment, count=count, key="a", actor=WANG, at=AT)
    page = f"/g/{invited(here.cologne, consignment.subject).secret}/answer/"
    answer = client.post(page, sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'<p class="why" id="{field}-why">{sentence}</p>' in shown
    assert f">{sent['words']}</textarea>" in shown
    if sent["resolution"]:
        assert f'<option value="{sent["resolution"]}" selected>' in shown
    assert Discrepancy.objects.get().state == "open"


@pytest.mark.parametrize(
    ("language", "name"), [("en", "unknown contents"), ("de", "unbekannter Inhalt"), ("zh-hans", "内容不详")]
)
def test_boxes_of_unknown_contents_are_named_in_the_guests_language(
    here: World, client: Client, language: str, name: str
) -> None:
    box_item()
    shown = client.get(f"/g/{invited(here.seoul, here.seoul.subject, language).secret}/need/").content.decode()
    assert f'<option value="box">{name}</option>' in shown
