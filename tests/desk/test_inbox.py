"""A paper is filed in one go: letter, offer, need, announced goods or thanks, all linked to it, or nothing at all."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firewood.accounts.actions import admit_officer
from firewood.accounts.actor import program
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Pledge
from firewood.archive.models import Attachment, IncomingPaper
from firewood.archive.queries import filed_with, papers_of
from firewood.desk.inbox.proposals import Reading
from firewood.journal.models import Entry
from firewood.registry.states import PartyKind
from firewood.registry.wordings import write_names
from firewood.solidarity.models import Gesture
from tests.aid.pages import officer as colleague
from tests.aid.world import AT, World, party, world
from tests.archive import zoo

pytestmark = pytest.mark.django_db
OFFER = "Köln, 9. März 2020\nLiebe Freunde,\nwir spenden 20.000 Masken und etwa 1.000 Paar Handschuhe."


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)
    return tmp_path / "media"


@pytest.fixture
def here() -> World:
    made = world()
    write_names(made.cologne.subject, name="Cologne", names={"de": ["Köln"]})
    write_names(made.masks.subject, name="Masks", names={"de": ["Masken"], "zh-hans": ["口罩"]})
    write_names(made.gloves.subject, name="Gloves", names={"de": ["Handschuhe"]})
    return made


@pytest.fixture
def office(client: Client) -> Client:
    return signed_in(client, Duty.FOCAL_POINT)


def signed_in(client: Client, *duties: Duty) -> Client:
    officer = admit_officer(
        "liu", password="warm-hands-2020", name="Liu", office="Foreign Affairs Office", duties=list(duties),
        actor=program(), at=AT,
    )  # fmt: skip
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def paste(office: Client, text: str) -> IncomingPaper:
    answer = office.post("/inbox/", {"way": "text", "text": text})
    assert answer.status_code == 302, answer.content.decode()
    return IncomingPaper.objects.get(pk=answer["Location"].strip("/").rpartition("/")[2])


def proposed(office: Client, paper: IncomingPaper) -> dict[str, str]:
    """The form as it stands on the screen, ready to be sent."""
    form = office.get(f"/inbox/{paper.pk}/").context["form"]
    head = {field.name: field.value() for field in form.head if field.value() not in (None, [], False)}
    rows = {f"line-{n}-{name}": line[name].value() or "" for n, line in enumerate(form.rows) for name in line.fields}
    return {**head, **rows, "lines": str(len(form.rows.forms))}


def file(office: Client, paper: IncomingPaper, **changed: str) -> int:
    data = {**proposed(office, paper), **changed}
    return office.post(f"/inbox/{paper.pk}/", data).status_code


def test_what_is_read_stands_on_the_screen_with_its_words(here: World, office: Client) -> None:
    paper = paste(office, OFFER)
    form = proposed(office, paper)
    assert {name: form[name] for name in ("kind", "partner", "day", "language", "brings")} == {
        "kind": "letter", "partner": "cologne", "day": "9 March 2020", "language": "de", "brings": "offer",
    }  # fmt: skip
    assert [(form[f"line-{n}-item"], form[f"line-{n}-quantity"], form[f"line-{n}-quality"]) for n in (0, 1)] == [
        ("masks", "20000", "exact"), ("gloves", "1000", "approximate"),
    ]  # fmt: skip
    page = office.get(f"/inbox/{paper.pk}/").content.decode()
    for words in ("Köln", "9. März 2020", "wir spenden"):
        assert f"Proposed: the paper says “{words}”." in page
    assert "2 numbers of the text stand in no row" in page


def test_an_offer_becomes_a_letter_and_an_offer_linked_to_the_paper(here: World, office: Client) -> None:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    letter, offer = Gesture.objects.get(), Pledge.objects.get()
    assert (letter.sender.key, offer.giver.key, offer.state) == ("cologne", "cologne", "offered")
    assert [(line.quantity, line.quality, line.language) for line in offer.lines.all()] == [
        (20_000, "exact", "de"), (2_000, "approximate", "de"),
    ]  # fmt: skip
    assert [each.pk for each in papers_of(offer.subject)] == [paper.pk]
    assert filed_with(offer.subject) == [letter.subject]
    page = office.get(f"/inbox/{paper.pk}/").content.decode()
    assert "haben Sie Dank für Ihr Angebot" in page
    assert office.post(f"/inbox/{paper.pk}/accept/", {"words": "Danke."}).status_code == 302
    assert Pledge.objects.get().state == "accepted"


def test_announced_goods_and_thanks_are_told_apart(here: World, office: Client) -> None:
    paper = paste(office, "Cologne: the shipment of 5,000 masks has left. It is on its way to you.")
    assert file(office, paper) == 302
    consignment = Consignment.objects.get()
    assert (consignment.state, consignment.giver.key, consignment.receiver and consignment.receiver.key) == (
        "announced", "cologne", "beijing",
    )  # fmt: skip
    thanks = paste(office, "Seoul thanks you from the heart for the 3,000 masks. We are grateful.")
    form = proposed(office, thanks)
    assert (form["kind"], form.get("brings", ""), form["line-0-item"]) == ("thanks", "", "")
    assert file(office, thanks) == 302
    assert Gesture.objects.get(sender=here.seoul).kind == "thanks"


def test_nothing_is_entered_when_one_part_is_refused(here: World, office: Client) -> None:
    paper, before = paste(office, OFFER), Entry.objects.count()
    for wrong in ({"partner": ""}, {"due_on": "1 March 1900"}, {"line-0-quantity": "12x"}, {"received": "1 May 2031"},
                  {"brings": ""}, {"kind": "", "brings": ""}, {"language": ""}):  # fmt: skip
        assert file(office, paper, **wrong) == 422, wrong
    assert (Gesture.objects.count(), Pledge.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert IncomingPaper.objects.get().state == "waiting"


def test_a_paper_is_filed_once(here: World, office: Client) -> None:
    paper = paste(office, OFFER)
    form = proposed(office, paper)
    assert office.post(f"/inbox/{paper.pk}/", form).status_code == 302
    assert office.post(f"/inbox/{paper.pk}/", form).status_code == 200
    assert (Gesture.objects.count(), Pledge.objects.count()) == (1, 1)


def test_a_filed_paper_can_be_filed_again_and_what_it_became_stays(here: World, office: Client) -> None:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    letter, offer = Gesture.objects.get(), Pledge.objects.get()
    assert "Withdraw" in office.get("/activity/").content.decode()
    assert "File it again" in office.get(f"/inbox/{paper.pk}/").content.decode()
    assert office.post(f"/inbox/{paper.pk}/again/").status_code == 302
    assert IncomingPaper.objects.get().state == "waiting"
    assert f"/letters/{letter.number}/" in office.get(f"/inbox/{paper.pk}/").content.decode()
    assert file(office, paper) == 302
    assert [each.subject for each in IncomingPaper.objects.get().filings.all()][:2] == [letter.subject, offer.subject]
    assert (Gesture.objects.count(), Pledge.objects.count(), paper.filings.count()) == (2, 2, 4)
    newest = Pledge.objects.exclude(pk=offer.pk).get()
    assert office.get(f"/inbox/{paper.pk}/").context["offer"] == newest


def test_who_may_not_file_takes_no_filed_paper_up_again(here: World, office: Client) -> None:
    paper = paste(office, OFFER)
    assert file(office, paper) == 302
    before = Entry.objects.count()
    store = colleague(Duty.STORE, login="store")
    assert store.post(f"/inbox/{paper.pk}/again/").status_code == 403
    assert (IncomingPaper.objects.get().state, Entry.objects.count()) == ("filed", before)


def test_of_several_files_the_good_ones_are_kept_and_the_others_named(here: World, office: Client) -> None:
    files = [
        SimpleUploadedFile("a.pdf", b"%PDF-1.7"), SimpleUploadedFile("b.exe", b"MZ harm"),
        SimpleUploadedFile("c.png", zoo.picture("PNG")), SimpleUploadedFile("bomb.png", zoo.bomb_picture()),
    ]  # fmt: skip
    answer = office.post("/inbox/", {"way": "files", "files": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“b.exe” is a program" in page
    assert "“bomb.png” has too many pixels" in page
    assert sorted(IncomingPaper.objects.values_list("title", flat=True)) == ["a", "c"]
    assert Attachment.objects.count() == 2


def test_the_same_file_twice_leads_to_the_first(here: World, office: Client) -> None:
    office.post("/inbox/", {"way": "files", "files": [SimpleUploadedFile("a.pdf", b"%PDF-1.7")]})
    answer = office.post("/inbox/", {"way": "files", "files": [SimpleUploadedFile("b.pdf", b"%PDF-1.7")]})
    (paper,) = IncomingPaper.objects.all()
    assert answer.status_code == 422
    assert f'<a href="/inbox/{paper.pk}/">This is in the inbox already: “a”.</a>' in answer.content.decode()


def test_a_kept_file_is_saved_and_never_shown(here: World, office: Client) -> None:
    office.post("/inbox/", {"way": "files", "files": [SimpleUploadedFile("x.html", zoo.mail("words"))]})
    mail = Attachment.objects.get()
    answer = office.get(f"/files/{mail.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="x.html.eml"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("message/rfc822", "nosniff")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content).startswith(b"From:")  # type: ignore[attr-defined]
    answer.close()


def test_a_mail_is_from_whom_its_address_says(here: World, office: Client) -> None:
    beast = zoo.mail("We urgently need masks.", sender="Intl <intl@seoul.go.kr>", subject="Request")
    office.post("/inbox/", {"way": "files", "files": [SimpleUploadedFile("a.eml", beast)]})
    form = proposed(office, IncomingPaper.objects.get())
    assert {name: form[name] for name in ("partner", "day", "channel", "brings", "title")} == {
        "partner": "seoul", "day": "17 March 2020", "channel": "email", "brings": "need", "title": "Request",
    }  # fmt: skip


def test_an_embassy_speaks_for_its_country(here: World, office: Client) -> None:
    iran = party("iran", "Iran", PartyKind.COUNTRY)
    party("embassy", "Embassy of Iran", PartyKind.EMBASSY, country=iran)
    office.post("/inbox/", {"way": "call", "who": "Embassy of Iran", "what": "They need masks"})
    reading = Reading(IncomingPaper.objects.get(), "en")
    assert (reading.partner.value, reading.needer.value, reading.kind.value) == ("embassy", "iran", "call")


def test_a_further_page_and_setting_aside(here: World, office: Client) -> None:
    paper = paste(office, "An advertisement")
    page = SimpleUploadedFile("p.png", zoo.picture("PNG"))
    assert office.post(f"/inbox/{paper.pk}/add/", {"files": [page]}).status_code == 302
    assert office.post(f"/inbox/{paper.pk}/add/", {}).status_code == 422
    assert office.post(f"/inbox/{paper.pk}/aside/", {"reason": ""}).status_code == 422
    assert office.post(f"/inbox/{paper.pk}/aside/", {"reason": "an advertisement"}).status_code == 302
    assert "an advertisement" in office.get(f"/inbox/{paper.pk}/").content.decode()
    assert office.post(f"/inbox/{paper.pk}/again/").status_code == 302
    assert IncomingPaper.objects.get().state == "waiting"


def test_who_only_reads_files_nothing(here: World, client: Client) -> None:
    reader = signed_in(client, Duty.READER)
    paper = IncomingPaper.objects.create(medium="pasted", arrived_at=AT, text="words", title="words")
    assert reader.get("/inbox/").status_code == 200
    assert "File it" not in reader.get(f"/inbox/{paper.pk}/").content.decode()
    assert reader.post("/inbox/", {"way": "text", "text": "more"}).status_code == 403
    assert reader.post(f"/inbox/{paper.pk}/aside/", {"reason": "no"}).status_code == 403
    assert IncomingPaper.objects.get().state == "waiting"


def test_more_than_is_taken_in_at_once_is_refused_before_it_is_read(office: Client) -> None:
    answer = office.generic("POST", "/inbox/", bytes(81 * 1024**2), "multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "more than 80 megabytes" in answer.content.decode()
