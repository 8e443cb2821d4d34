"""Stories about the guest door: a link opens one thread, and only while it is open."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from firewood.accounts.actions import Guest, Invitation, invite_guest, revoke_guest_link
from firewood.aid.models import Consignment, Pledge, Receipt
from firewood.archive.models import Attachment
from firewood.journal.clock import now
from firewood.registry.models import Party
from tests.aid.pages import rows
from tests.aid.world import LIU, announced, despatched, line, stocked, world

pytestmark = pytest.mark.django_db


def link(thread: str, party: Party, *, language: str = "en", days_ago: int = 0) -> Invitation:
    guest = Guest(party.pk, party.name, language)
    return invite_guest(guest, thread=thread, status="actual", actor=LIU, at=now() - timedelta(days=days_ago))


def photo(kind: str = "JPEG") -> bytes:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (40, 30), "red").save(written, kind, exif=exif)
    return written.getvalue()


def test_the_link_of_cologne_does_not_open_the_consignment_of_seoul() -> None:
    here = world()
    stocked(here, here.masks, 100)
    to_seoul = despatched(here, line(here.masks, 50))
    of_cologne = link(to_seoul.subject, here.cologne)
    page = f"/g/{of_cologne.secret}/"
    assert Client().get(page).status_code == 404
    assert Client().post(f"{page}receipt/", {"lines": "1", "key": "k"}).status_code == 404
    assert not Receipt.objects.exists()
    own = link(despatched(here, line(here.masks, 50), to=here.cologne).subject, here.cologne)
    shown = Client().get(f"/g/{own.secret}/")
    assert shown.status_code == 200
    assert to_seoul.number not in shown.content.decode()


def test_a_revoked_an_old_and_a_wrong_link_say_so_in_every_language() -> None:
    here = world()
    consignment = announced(here, line(here.masks, 50))
    revoked, old = link(consignment.subject, here.seoul), link(consignment.subject, here.seoul, days_ago=15)
    assert Client().get(f"/g/{revoked.secret}/").status_code == 200
    revoke_guest_link(revoked.link, actor=LIU, at=now())
    for secret in (revoked.secret, old.secret, "wrong"):
        answer = Client().get(f"/g/{secret}/")
        assert answer.status_code == 404
        for language in ("en", "de", "zh-hans"):
            assert f'<div lang="{language}"' in answer.content.decode()


def test_looking_changes_nothing_and_nothing_leaks() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    secret = link(consignment.subject, here.seoul).secret
    row = consignment.lines.get()
    for page in (
        "",
        "receipt/",
        "receipt/?all=1&at=check",
        f"receipt/?count-{row.pk}-arrived=3&done=arrived-{row.pk}",
        "answer/",
    ):
        answer = Client().get(f"/g/{secret}/{page}")
        assert answer.status_code in {200, 302}
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
    assert not Receipt.objects.exists()
    assert Consignment.objects.get().state == "despatched"


def test_a_guest_confirms_once_however_often_it_is_sent() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    row = consignment.lines.get()
    page = f"/g/{link(consignment.subject, here.seoul).secret}/receipt/"
    data = {"key": "k", f"count-{row.pk}-arrived": "50"}
    assert Client().post(page, data).status_code == 302
    again = Client().post(page, data)
    assert again.status_code == 409
    receipt = Receipt.objects.get()
    assert (receipt.assurance, receipt.stated_by.key) == ("guest_link", "seoul")


def test_a_number_that_cannot_be_read_is_asked_again() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    key = f"count-{consignment.lines.get().pk}-arrived"
    page = f"/g/{link(consignment.subject, here.seoul, language='de').secret}/receipt/"
    answer = Client().get(page, {key: "5o", "done": key.replace("count-", "arrived-").removesuffix("-arrived")})
    assert answer.status_code == 422
    assert 'value="5o"' in answer.content.decode()


def test_a_photo_is_drawn_anew_without_place_and_time(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    secret = link(consignment.subject, here.seoul).secret
    sent = SimpleUploadedFile("box.jpg", photo(), "image/jpeg")
    answer = Client().post(f"/g/{secret}/receipt/", {"photo-screen": "1", "photo": sent})
    assert answer.status_code == 302
    kept = Attachment.objects.get()
    assert (kept.media_type, kept.width, kept.height, kept.subject) == ("image/jpeg", 40, 30, consignment.subject)
    stored = (tmp_path / "media" / kept.stored_at).read_bytes()
    assert b"taken at home" not in stored
    shown = Client().get(f"/g/{secret}/files/{kept.pk}/")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert b"".join(shown.streaming_content) == stored  # type: ignore[attr-defined]
    other = link(announced(here, line(here.masks, 5)).subject, here.seoul)
    assert Client().get(f"/g/{other.secret}/files/{kept.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("box.jpg", b"<script>alert(1)</script>", "is no photo that we can keep"),
        ("box.svg", photo(), "is not what its name says"),
        ("box.jpg", photo()[:60], "cannot be read as a picture"),
        ("box.gif", b"GIF89a" + bytes(40), "is no photo that we can keep"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    settings: LazySettings, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    sent = SimpleUploadedFile(name, content, "image/jpeg")
    answer = Client().post(
        f"/g/{link(consignment.subject, here.seoul).secret}/receipt/", {"photo-screen": "1", "photo": sent}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Attachment.objects.exists()
    assert [each for each in (tmp_path / "media").rglob("*") if each.is_file()] == []


def test_a_photo_with_the_ending_of_another_kind_is_kept_as_what_it_is(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    sent = SimpleUploadedFile("box.png", photo(), "image/png")
    door = f"/g/{link(consignment.subject, here.seoul).secret}/receipt/"
    assert Client().post(door, {"photo-screen": "1", "photo": sent}).status_code == 302
    kept = Attachment.objects.get()
    assert (kept.media_type, kept.name) == ("image/jpeg", "box.png.jpg")


def test_without_room_a_photo_is_refused_and_the_rest_goes_on(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 10**18
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    secret = link(consignment.subject, here.seoul).secret
    sent = SimpleUploadedFile("box.jpg", photo(), "image/jpeg")
    answer = Client().post(f"/g/{secret}/receipt/", {"photo-screen": "1", "photo": sent})
    assert answer.status_code == 507
    assert not Attachment.objects.exists()


def test_a_guest_of_a_party_speaks_for_that_party_only() -> None:
    here = world()
    secret = link(here.seoul.subject, here.seoul).secret
    data = rows(("masks", "10", "piece:1"), giver="cologne", receiver="beijing")
    answer = Client().post(f"/g/{secret}/offer/", data)
    assert answer.status_code == 422
    assert not Pledge.objects.exists()
    assert Client().post(f"/g/{secret}/offer/", {**data, "giver": "seoul"}).status_code == 302
    assert Pledge.objects.get().giver.key == "seoul"
    assert Client().get(f"/g/{secret}/receipt/").status_code == 404


def test_a_new_question_is_not_judged_before_it_is_answered() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 50))
    key = consignment.lines.get().pk
    page = f"/g/{link(consignment.subject, here.seoul).secret}/receipt/"
    for answers in ({}, {f"count-{key}-arrived": "40", f"count-{key}-damaged": "0", "done": f"damaged-{key}"}):
        shown = Client().get(page, answers)
        assert shown.status_code == 200
        assert 'class="why"' not in shown.content.decode()
    again = Client().get(page, {f"count-{key}-arrived": "40", f"count-{key}-missing": "", "done": f"missing-{key}"})
    assert again.status_code == 422
    assert "10 pieces are missing" in again.content.decode()
