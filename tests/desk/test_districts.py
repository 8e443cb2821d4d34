"""What a colleague of a district finds: its letters with their papers, a card of who wrote; nothing of others."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firewood.accounts.states import Duty
from firewood.aid import actions as aid
from firewood.aid.drafts import ConsignmentDraft
from firewood.aid.models import Consignment
from firewood.archive.actions import keep_files
from firewood.archive.models import Attachment, Citation, Filing, IncomingPaper, Source
from firewood.archive.uploads import read_paper
from firewood.desk.queries.district_card import DistrictCard
from firewood.desk.tasks.actions import Handing, TaskDraft, hand_task, open_task
from firewood.journal.refusals import NotFound, Unreadable
from firewood.registry.models import Occasion, Party, Person
from firewood.registry.wordings import write_greetings, write_names
from firewood.solidarity import actions
from firewood.solidarity.drafts import SignatoryDraft
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.states import Reply
from tests.aid.pages import officer, words_of
from tests.archive import zoo
from tests.solidarity.world import AT, LIU, Friends, draft, friends, letter, lines

pytestmark = pytest.mark.django_db
NOT_FOLLOWED = ("/static/", "/sign-out/", "/language/")


@pytest.fixture(autouse=True)
def _office(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


@dataclass
class Desk:
    """A letter of Nordtun to Daxing, one of the same city to Beijing, and the two colleagues."""

    here: Friends
    ours: Gesture
    others: Gesture
    city: Client
    daxing: Client


def person(key: str, name: str, greeting: str) -> SignatoryDraft:
    made = Person.objects.create(key=key, name=name, sort_name=name)
    write_greetings(made.subject, {"en": greeting})
    return SignatoryDraft(person=made, title="Mayor")


@pytest.fixture
def desk() -> Desk:
    here = friends()
    Party.objects.filter(key="stavanger").update(languages=["nb", "en"], zone="Europe/Oslo", email="post@stavanger.no")
    here.stavanger.refresh_from_db()
    write_names(here.stavanger.subject, name="Stavanger", names={"zh-hans": ["斯塔万格"]})
    nordtun, secret = person("nordtun", "Kari Nordtun", "Dear Ms Nordtun,"), person("hansen", "Per Hansen", "Dear Per,")
    more = {"language": "en", "reply": Reply.EXPECTED}
    ours = letter(here.stavanger, here.daxing, on=date(2020, 3, 3), signatories=[nordtun],
                  texts={"title": "To our friends in Daxing", "body": "Be well."}, **more)  # fmt: skip
    others = letter(here.stavanger, here.beijing, on=date(2020, 3, 8), signatories=[secret],
                    texts={"title": "A plan for Beijing alone", "body": "Quietly."}, **more)  # fmt: skip
    return Desk(here, ours, others, officer(Duty.FOCAL_POINT),
                officer(Duty.FOCAL_POINT, login="chen", party_id=here.daxing.pk))  # fmt: skip


def goods(here: Friends) -> str:
    """A consignment on its way from the same city to Beijing."""
    made = aid.announce_consignment(ConsignmentDraft(here.stavanger, here.beijing, []), actor=LIU, at=AT)
    return made.number


def kept(subject: str, name: str) -> Attachment:
    """A scan that is kept with a thing, through the door for files."""

    read = read_paper(SimpleUploadedFile(name, zoo.picture(), "image/jpeg"))
    keep_files(read.kept, subject=subject, status="actual", actor=LIU, at=AT)
    return Attachment.objects.get(subject=subject, name=name)


def paper(*things: Gesture, name: str) -> Attachment:
    """The scan of a paper of the inbox, and what the paper became."""
    made = IncomingPaper.objects.create(medium="file", arrived_at=AT, title=name)
    for ordinal, thing in enumerate(things):
        Filing.objects.create(paper=made, subject=thing.subject, ordinal=ordinal)
    return kept(made.subject, name)


def test_the_card_tells_of_the_own_letters_and_of_nothing_between_others(desk: Desk) -> None:
    number = goods(desk.here)
    for page in (f"/letters/{desk.ours.number}/", f"/letters/new/?answers={desk.ours.number}",
                 "/letters/new/?way=out&partner=stavanger"):  # fmt: skip
        card = words_of(desk.daxing.get(page), "part card")
        for known in ("Stavanger", "斯塔万格", "Kari Nordtun", "Dear Ms Nordtun,", "Norwegian Bokmål", "Time there",
                      "6 hours behind Beijing", desk.ours.number):  # fmt: skip
            assert known in card, (page, known)
        whole = desk.daxing.get(page).content.decode()
        for hidden in (desk.others.number, "Per Hansen", "Dear Per,", "Beijing alone", number, "post@stavanger.no",
                       "/partners/", "/persons/"):  # fmt: skip
            assert hidden not in card, (page, hidden)
        assert "Beijing alone" not in whole
        assert number not in whole


def test_the_city_keeps_its_own_card(desk: Desk) -> None:
    card = words_of(desk.city.get("/letters/new/?way=out&partner=stavanger"), "part card")
    assert "Last from them" in card
    assert "post@stavanger.no" in card


def test_the_card_of_a_partner_that_never_wrote_says_so(desk: Desk) -> None:
    letter(desk.here.cologne, desk.here.beijing, on=date(2020, 3, 8), texts={"title": "Nur an Peking"}, language="de")
    card = words_of(desk.daxing.get("/partners/card/?addressee=cologne"), "part card")
    assert "Cologne" in card
    assert "No letter is entered." in card
    assert "IN-2020" not in card
    assert "German" not in card
    assert desk.daxing.get("/partners/cologne/").status_code == 404


def test_the_card_itself_asks_for_nothing_of_others(desk: Desk) -> None:
    made = {"status": "actual", "language": "en", "at": AT}
    card = DistrictCard(desk.here.stavanger, actor=desk.here.of_daxing(), **made)  # type: ignore[arg-type]
    assert [row.gesture.number for row in card.last_letters] == [desk.ours.number]
    assert [writer.row.name for writer in card.writers] == ["Kari Nordtun"]
    assert card.count == 1
    with pytest.raises(ValueError, match="district"):
        DistrictCard(desk.here.stavanger, actor=LIU, **made)  # type: ignore[arg-type]


def test_a_district_opens_the_scans_of_its_letters_and_no_others(desk: Desk) -> None:
    own, other = kept(desk.ours.subject, "own.jpg"), kept(desk.others.subject, "other.jpg")
    scan, both = paper(desk.ours, name="scan.jpg"), paper(desk.ours, desk.others, name="both.jpg")
    loose = paper(name="loose.jpg")
    page = desk.daxing.get(f"/letters/{desk.ours.number}/").content.decode()
    for file in (own, scan):
        assert f"/files/{file.pk}/" in page
        answer = desk.daxing.get(f"/files/{file.pk}/")
        assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]
    for file in (other, both, loose):
        assert f"/files/{file.pk}/" not in page
        assert desk.daxing.get(f"/files/{file.pk}/").status_code == 404
        for_city = desk.city.get(f"/files/{file.pk}/")
        assert for_city.status_code == 200
        assert b"".join(for_city.streaming_content)  # type: ignore[attr-defined]
    Attachment.objects.filter(pk=own.pk).update(awaiting=True)
    assert desk.daxing.get(f"/files/{own.pk}/").status_code == 404


def test_what_a_letter_is_connected_with_stays_hidden_when_it_is_between_others(desk: Desk) -> None:
    city_answer = actions.enter_gesture(
        draft(desk.here.beijing, desk.here.stavanger, texts={"title": "Beijing answers alone"}, language="en"),
        actor=LIU, at=AT,
    )  # fmt: skip
    Answer.objects.create(gesture=city_answer, to_gesture=desk.ours)
    page = desk.daxing.get(f"/letters/{desk.ours.number}/").content.decode()
    assert city_answer.number not in page
    assert "Beijing answers alone" not in page
    assert "Beijing answers alone" in desk.city.get(f"/letters/{desk.ours.number}/").content.decode()


def test_a_district_links_its_letters_with_nothing_of_others(desk: Desk) -> None:
    number, daxing = goods(desk.here), desk.here.of_daxing()
    consignment = Consignment.objects.get(number=number)
    own = actions.enter_gesture(draft(desk.here.daxing, desk.here.stavanger), actor=daxing, at=AT)
    before = lines()
    for more in ({"answers_gestures": [desk.others]}, {"answers_consignments": [consignment]},
                 {"with_goods": consignment}):  # fmt: skip
        with pytest.raises(Unreadable) as refused:
            actions.enter_gesture(draft(desk.here.daxing, desk.here.stavanger, **more), actor=daxing, at=AT)
        assert "There is nothing with the number" in str(refused.value.problems)
    with pytest.raises(Unreadable):
        actions.rewrite_gesture(
            own, draft(desk.here.daxing, desk.here.stavanger, with_goods=consignment), actor=daxing, at=AT
        )
    for thing in (desk.others, consignment):
        with pytest.raises(NotFound):
            actions.link_answer(own, to=thing, actor=daxing, at=AT)
    assert lines() == before
    assert actions.link_answer(own, to=desk.ours, actor=daxing, at=AT).to_gesture == desk.ours


def test_the_home_says_the_oldest_letter_first_and_what_to_do(desk: Desk) -> None:
    first = letter(desk.here.cologne, desk.here.daxing, on=date(2020, 2, 1), reply=Reply.EXPECTED)
    Gesture.objects.filter(pk=desk.ours.pk).update(reply_due=date(2020, 3, 10))
    unknown = letter(desk.here.seoul, desk.here.daxing, on=date(2020, 1, 5))
    home = desk.daxing.get("/tasks/")
    words = words_of(home)
    order = [words.index(f"{said} {each.number} of") for said, each in
             (("Answer", first), ("Answer", desk.ours), ("Does", unknown))]  # fmt: skip
    assert order == sorted(order)
    assert "Letter of 1 February 2020. A reply is expected." in words
    assert "A reply was due on 10 March 2020." in words
    assert "Answer it, or note on its page that no reply is expected." in words
    assert f'href="/letters/new/?answers={first.number}"' in home.content.decode()
    assert desk.others.number not in words
    reader = officer(Duty.READER, login="zhao", party_id=desk.here.daxing.pk)
    assert f'href="/letters/{first.number}/"' in reader.get("/tasks/").content.decode()
    begun = actions.enter_gesture(
        draft(desk.here.daxing, desk.here.cologne, answers_gestures=[first]), actor=desk.here.of_daxing(), at=AT
    )
    assert f'href="/letters/{begun.number}/"' in desk.daxing.get("/tasks/").content.decode()


def test_a_district_is_not_offered_to_undo_what_it_cannot(desk: Desk) -> None:
    sent = {"kind": "letter", "sender": "daxing", "addressee": "stavanger"}
    page = desk.daxing.post("/letters/new/?way=out", sent)["Location"]
    assert "/undo/" not in desk.daxing.get(page).content.decode()
    ours = desk.city.post("/letters/new/?way=out", {**sent, "sender": "beijing"})["Location"]
    assert "/undo/" in desk.city.get(ours).content.decode()


def test_every_link_of_every_page_of_a_district_leads_somewhere(desk: Desk) -> None:
    """From its home on, whatever it can reach: each page answers, none leads to what is not there for a district."""
    number = goods(desk.here)
    occasion = Occasion.objects.create(key="outbreak", name="Outbreak")
    source = Source.objects.create(key="Q", title="A newspaper", language="en", counts_from=date(2020, 3, 1))
    Citation.objects.create(subject=desk.ours.subject, source=source)
    Gesture.objects.filter(pk=desk.ours.pk).update(occasion=occasion)
    kept(desk.ours.subject, "own.jpg")
    task = open_task(
        TaskDraft(question="Who can interpret?", about=desk.others.subject, url=f"/letters/{desk.others.number}/"),
        actor=LIU, at=AT,
    )  # fmt: skip
    hand_task(task, to=Handing(party=desk.here.daxing, party_name="Daxing", due_on=date(2020, 10, 9)), actor=LIU, at=AT)
    sent = actions.enter_gesture(
        draft(desk.here.daxing, desk.here.stavanger, answers_gestures=[desk.ours], texts={"title": "Thank you"},
              language="en"), actor=desk.here.of_daxing(), at=AT,
    )  # fmt: skip
    found = walked(desk.daxing, "/")
    wrong = {path: status for path, status in found.items() if status not in (200, 302)}
    assert wrong == {}
    assert {"/tasks/", "/letters/", f"/letters/{desk.ours.number}/", f"/letters/{sent.number}/change/", "/calendar/",
            f"/tasks/{task.number}/", "/account/", "/mine/", "/looks/"} <= set(found)  # fmt: skip
    assert not any(number in path or desk.others.number in path for path in found)


def walked(client: Client, start: str) -> dict[str, int]:
    """Every address that can be reached by links from a page, each once per form of its query, and its answer."""
    found: dict[str, int] = {}
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        found[path] = answer.status_code
        if answer.status_code == 302:
            links = [answer["Location"]]
        elif "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            links = [unescape(each) for each in re.findall(r'(?:href|hx-get)="([^"]+)"', answer.content.decode())]
        else:
            links = []
        if path.startswith("/files/"):
            assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        for link in links:
            to = link.partition("#")[0]
            to = path.partition("?")[0] + to if to.startswith("?") else to
            once = re.sub(r"month=[0-9-]+", "month=", to)
            if to.startswith("/") and not to.startswith(NOT_FOLLOWED) and once not in seen:
                seen.add(once)
                waiting.append(to)
    return found
