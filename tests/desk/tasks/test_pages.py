"""Stories about the pages of tasks, without a browser: the office hands one on, a department answers it."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from firewood.accounts.states import Duty
from firewood.archive.models import Attachment
from firewood.desk.models import Task
from firewood.journal.clock import now
from firewood.journal.models import Entry
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from tests.aid.pages import officer, words_of
from tests.aid.world import LIU, announced, line, world
from tests.archive.zoo import docx, docx_with_macros, picture
from tests.desk.tasks.test_actions import district, opened

pytestmark = pytest.mark.django_db


def address_on(answer: object) -> str:
    found = re.search(r'id="address" readonly dir="ltr" value="https?://[^/]+([^"]+)"', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


def handing(**more: str) -> dict[str, str]:
    return {"party": "daxing", "name": "Ms Sun", "language": "de", "due_on": "2099-03-12", "words": "Bitte", **more}


def test_a_task_goes_out_and_comes_back_without_an_account() -> None:
    district(world())
    desk = officer(Duty.FOCAL_POINT)
    made = desk.post("/tasks/new/", {"question": "Where can 49 boxes be kept dry?", "reason": "between us"})
    assert (made.status_code, made["Location"]) == (302, "/tasks/K-2020-001/".replace("2020", str(now().year)))
    page = made["Location"]
    told = desk.post(f"{page}hand/", handing())
    assert "Text für Ihre E-Mail" not in told.content.decode()  # the office reads English, the mail is German
    guest = address_on(told)
    assert guest not in desk.get(page).content.decode()
    shown = Client().get(guest)
    assert shown["Content-Language"] == "de"
    body = shown.content.decode()
    assert "Where can 49 boxes be kept dry?" in body
    assert "between us" not in body
    assert Client().post(f"{guest}answer/", {"words": "Halle 3", "done": "on"}).status_code == 302
    assert Task.objects.get().state == "answered"
    desks = words_of(desk.get("/tasks/"))
    assert "Daxing District has answered; look at it and close it." in desks
    assert "Halle 3" in words_of(desk.get(page))
    assert "A task was handed to others." in words_of(desk.get(page))
    assert desk.post(f"{page}finish/", {}).status_code == 302
    assert Task.objects.get().state == "done"
    assert Client().post(f"{guest}answer/", {"words": "Noch etwas", "done": "on"}).status_code == 409
    assert Task.objects.get().answer == "Halle 3"


def test_everything_that_is_wrong_stands_on_the_form_at_once() -> None:
    district(world())
    desk = officer(Duty.FOCAL_POINT)
    answer = desk.post("/tasks/new/", {"question": "", "due_on": "32 March", "reason": "x" * 1001})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="why"') == 3
    task = opened()
    answer = desk.post(f"/tasks/{task.number}/hand/", handing(party="", due_on=""))
    assert answer.status_code == 422
    assert "Bitte" in answer.content.decode()
    answer = desk.post(f"/tasks/{task.number}/hand/", handing(due_on="2020-03-01"))
    assert "This day is over" in answer.content.decode()
    assert Task.objects.get().state == "open"


def test_the_closed_link_of_a_task_opens_nothing() -> None:
    district(world())
    desk = officer(Duty.FOCAL_POINT)
    task = opened()
    guest = address_on(desk.post(f"/tasks/{task.number}/hand/", handing()))
    link = re.search(rf"/tasks/{task.number}/links/[^/]+/revoke/", desk.get(f"/tasks/{task.number}/").content.decode())
    assert link
    assert desk.post(link[0]).status_code == 302
    assert Client().get(guest).status_code == 404
    assert Client().post(f"{guest}answer/", {"words": "x"}).status_code == 404
    assert (Task.objects.get().state, Task.objects.get().answer) == ("handed", "")


def test_a_task_stands_on_the_overview_and_knows_the_thing_it_is_about() -> None:
    here = world()
    gift = announced(here, line(here.masks, 5))
    desk = officer(Duty.FOCAL_POINT)
    new = desk.get(f"/tasks/new/?about={gift.subject}")
    assert gift.number in words_of(new)
    desk.post("/tasks/new/", {"question": "Who unpacks?", "about": gift.subject, "due_on": "2099-01-01"})
    task = Task.objects.get()
    assert (task.about, task.url) == (gift.subject, f"/aid/consignments/{gift.number}/")
    assert gift.number in words_of(desk.get(f"/tasks/{task.number}/"))
    assert "Who unpacks?" in words_of(desk.get("/"))


def test_an_address_of_strangers_is_not_kept_as_a_page_of_ours() -> None:
    world()
    desk = officer(Duty.FOCAL_POINT)
    desk.post("/tasks/new/", {"question": "Look?", "url": "//elsewhere.example/"})
    assert Task.objects.get().url == ""


def test_a_reader_sees_tasks_and_changes_none() -> None:
    district(world())
    task = opened()
    reader = officer(Duty.READER)
    assert reader.get("/tasks/").status_code == 200
    assert reader.get(f"/tasks/{task.number}/").status_code == 200
    assert reader.get("/tasks/new/").status_code == 403
    for step in ("hand/", "finish/", "step/withdraw/", "answer/"):
        assert reader.post(f"/tasks/{task.number}/{step}", handing()).status_code == 403
    assert (Task.objects.get().state, LIU.name) == ("open", Task.objects.get().made_by)


def test_a_colleague_of_the_district_sees_what_was_handed_to_it_and_answers_at_their_own_desk() -> None:
    here = world()
    daxing = district(here)
    desk, colleague = officer(Duty.FOCAL_POINT), officer(Duty.FOCAL_POINT, login="sun")
    from firewood.accounts.models import Officer

    Officer.objects.filter(login="sun").update(party_id=daxing.pk)
    mine, theirs = opened(), opened("Something else")
    desk.post(f"/tasks/{mine.number}/hand/", handing())
    assert colleague.get(f"/tasks/{theirs.number}/").status_code == 404
    listed = words_of(colleague.get("/tasks/"))
    assert mine.question in listed
    assert "Something else" not in listed
    assert colleague.post(f"/tasks/{mine.number}/answer/", {"words": "Hall 3", "done": "on"}).status_code == 302
    assert Task.objects.get(pk=mine.pk).state == "answered"
    assert colleague.post(f"/tasks/{mine.number}/finish/", {}).status_code in {403, 404}


def test_the_draft_of_a_task_that_was_sent_is_given_up() -> None:
    world()
    desk = officer(Duty.FOCAL_POINT)
    made = desk.post("/tasks/new/", {"question": "Which hall?", "standing": "actual"})["Location"]
    assert ['data-draft-done="task-new"' in desk.get(made).content.decode() for _look in (1, 2)] == [True, False]
    desk.post(f"{made}change/", {"question": "Which halls?", "standing": "actual"})
    assert f'data-draft-done="task-{made.split("/")[2]}"' in desk.get(made).content.decode()


def test_a_task_begins_on_the_page_of_the_thing_it_is_about() -> None:
    here = world()
    gift = announced(here, line(here.masks, 5))
    page = officer(Duty.FOCAL_POINT).get(f"/aid/consignments/{gift.number}/").content.decode()
    assert f'href="/tasks/new/?about={gift.subject}"' in page
    assert (
        "/tasks/new/"
        not in officer(Duty.READER, login="zhao").get(f"/aid/consignments/{gift.number}/").content.decode()
    )


def test_an_answer_brings_files_that_the_office_can_save(tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    here = world()
    daxing = district(here)
    desk = officer(Duty.FOCAL_POINT)
    task = opened()
    guest = address_on(desk.post(f"/tasks/{task.number}/hand/", handing(language="en")))
    sent = (
        SimpleUploadedFile("list.docx", docx(["Hall 3 has room for 49 boxes"])),
        SimpleUploadedFile("h.jpg", picture()),
    )
    assert Client().post(f"{guest}answer/", {"words": "Hall 3", "files": list(sent)}).status_code == 302
    paper, photo = Attachment.objects.order_by("name")[::-1]
    assert (paper.name, photo.name, paper.subject, paper.credit) == (
        "list.docx",
        "h.jpg",
        task.subject,
        "Daxing District",
    )
    assert f"files/{paper.pk}/" in Client().get(guest).content.decode()
    saved = desk.get(f"/tasks/{task.number}/files/{paper.pk}/")
    assert (saved["Content-Disposition"], saved["X-Content-Type-Options"]) == (
        'attachment; filename="list.docx"', "nosniff",
    )  # fmt: skip
    colleague = officer(Duty.FOCAL_POINT, login="sun", party_id=daxing.pk)
    at_their_desk = colleague.get(f"/tasks/{task.number}/files/{paper.pk}/")
    assert b"".join(at_their_desk.streaming_content) == b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert colleague.get(f"/tasks/{opened('Else').number}/files/{paper.pk}/").status_code == 404
    again = {"words": "And a page", "done": "on", "files": SimpleUploadedFile("notes.txt", b"Ask at the gate")}
    assert colleague.post(f"/tasks/{task.number}/answer/", again).status_code == 302
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["h.jpg", "list.docx", "notes.txt"]


def test_a_file_that_could_do_harm_is_refused_and_the_words_stay() -> None:
    district(world())
    desk = officer(Duty.FOCAL_POINT)
    task = opened()
    guest = address_on(desk.post(f"/tasks/{task.number}/hand/", handing(language="en")))
    assert Client().get(guest).status_code == 200
    before = Entry.objects.count()
    sent = {"words": "Hall 3", "done": "on", "files": SimpleUploadedFile("list.docm", docx_with_macros())}
    refused = Client().post(f"{guest}answer/", sent)
    assert refused.status_code == 422
    assert "holds macros" in words_of(refused, "why")
    assert "Hall 3" in refused.content.decode()
    assert (Task.objects.get().state, Attachment.objects.count(), Entry.objects.count() - before) == ("handed", 0, 0)


def test_a_department_that_is_not_in_the_list_is_named_on_the_form() -> None:
    here = world()
    desk = officer(Duty.FOCAL_POINT)
    task = opened()
    sent = handing(party="", department="Health commission", language="en")
    assert "Or another department of ours" in words_of(desk.get(f"/tasks/{task.number}/"))
    guest = address_on(desk.post(f"/tasks/{task.number}/hand/", sent))
    made = Party.objects.get(name="Health commission")
    assert (made.key, made.kind, made.parent, made.is_node) == (
        "health-commission", PartyKind.GOVERNMENT_BODY, here.beijing, False,
    )  # fmt: skip
    assert Task.objects.get().party == made
    assert task.question in Client().get(guest).content.decode()
    assert Entry.objects.get(event="registry.party.entered", subject=made.subject).actor_name == "Liu"
    again = opened("Who calls the hospital?")
    assert desk.post(f"/tasks/{again.number}/hand/", {**sent, "department": "health Commission "}).status_code == 200
    assert Task.objects.get(pk=again.pk).party == made
    third = desk.post(f"/tasks/{opened('And who pays?').number}/hand/", handing(party=made.key, department=""))
    assert (third.status_code, Party.objects.filter(name__iexact=made.name).count()) == (200, 1)


def test_nobody_or_two_to_hand_it_to_is_refused_and_no_department_is_entered() -> None:
    district(world())
    desk = officer(Duty.FOCAL_POINT)
    page = f"/tasks/{opened().number}/hand/"
    before = (Entry.objects.count(), Party.objects.count())
    nobody = desk.post(page, handing(party=""))
    assert (nobody.status_code, "Say to whom it is handed." in words_of(nobody)) == (422, True)
    two = desk.post(page, handing(department="Customs"))
    assert (two.status_code, "not both" in words_of(two), "Customs" in two.content.decode()) == (422, True, True)
    late = desk.post(page, handing(party="", department="Customs", due_on="2020-03-01"))
    assert late.status_code == 422
    reader = officer(Duty.READER, login="zhao")
    assert reader.post(page, handing(party="", department="Customs")).status_code == 403
    assert (Entry.objects.count(), Party.objects.count(), Task.objects.get().state) == (*before, "open")
