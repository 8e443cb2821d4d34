"""A paper comes into the inbox once, waits, and is filed or set aside; it is found from what it became."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.archive import actions, queries
from firewood.archive.actions import PaperDraft
from firewood.archive.models import Attachment, IncomingPaper
from firewood.archive.uploads import read_paper
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.languages.search import find
from tests.archive import zoo

pytestmark = pytest.mark.django_db

AT = datetime(2020, 10, 9, 3, tzinfo=UTC)
LIU = Actor("officer", "liu", "Liu", "Foreign Affairs Office", frozenset({Duty.FOCAL_POINT}))
READER = Actor("officer", "zhao", "Zhao", "Press office", frozenset({Duty.READER}))
GUEST = Actor("guest", "link", "Guest of Seoul")
MAIL = zoo.mail("We need 500 gowns.", subject="Request", attached=[("box.png", zoo.picture("PNG"))])
NEED, LETTER = "aid.need:1", "solidarity.gesture:2"


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    return tmp_path / "media"


def mail() -> PaperDraft:
    return PaperDraft.of(read_paper(SimpleUploadedFile("mail.eml", MAIL)), language="en")


def pasted(text: str = "Dear friends,\nwe offer 20,000 masks.") -> IncomingPaper:
    return actions.take_in_paper(PaperDraft.pasted(text), actor=LIU, at=AT)


def lines_about(paper: IncomingPaper) -> list[str]:
    return list(Entry.objects.filter(subject=paper.subject).order_by("number").values_list("event", flat=True))


def test_a_mail_is_taken_in_with_its_files_and_found_by_its_words() -> None:
    paper = actions.take_in_paper(mail(), actor=LIU, at=AT)
    assert (paper.medium, paper.state, paper.title, paper.taken_in_by) == ("mail", "waiting", "Request", "Liu")
    assert [each.name for each in queries.files_of(paper.subject)] == ["mail.eml", "box.png"]
    assert [(each.kind, each.url) for each in find("gowns")] == [("paper", f"/inbox/{paper.pk}/")]
    assert lines_about(paper) == ["archive.paper.taken_in"]


def test_the_same_file_a_second_time_leads_to_the_first() -> None:
    paper = actions.take_in_paper(mail(), actor=LIU, at=AT)
    with pytest.raises(NotNow, match="in the inbox already: “Request”") as no:
        actions.take_in_paper(mail(), actor=LIU, at=AT)
    assert no.value.facts == {"url": f"/inbox/{paper.pk}/"}
    assert (IncomingPaper.objects.count(), Attachment.objects.count(), Entry.objects.count()) == (1, 2, 1)


def test_the_same_text_in_an_exercise_is_another_paper() -> None:
    real = pasted()
    drill = actions.take_in_paper(PaperDraft.pasted(real.text), status="exercise", actor=LIU, at=AT)
    assert [paper.pk for paper in queries.papers()] == [real.pk]
    with pytest.raises(NotFound):
        queries.paper_by_id(drill.pk, status="actual")


def test_two_calls_may_say_the_same() -> None:
    told = {"actor": LIU, "at": AT}
    first, second = (actions.note_call("Embassy of Iran", what="They need masks", **told) for _ in range(2))
    assert (first.title, first.from_words, first.to_words) == ("They need masks", "Embassy of Iran", "")
    assert first.pk != second.pk


def test_what_says_nothing_is_not_taken_in() -> None:
    for draft in (PaperDraft.pasted("  \n"), PaperDraft.pasted("\x00\u202e")):
        with pytest.raises(Unreadable, match="There is nothing in it"):
            actions.take_in_paper(draft, actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="in a few words"):
        actions.note_call("somebody", what=" ", actor=LIU, at=AT)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("actor", [READER, GUEST])
def test_who_has_no_such_duty_takes_nothing_in(actor: Actor) -> None:
    for act in (lambda: pasted_by(actor), lambda: actions.note_call("a", what="b", actor=actor, at=AT)):
        with pytest.raises(NotAllowed):
            act()
    assert (IncomingPaper.objects.count(), Entry.objects.count()) == (0, 0)


def pasted_by(actor: Actor) -> None:
    actions.take_in_paper(PaperDraft.pasted("words"), actor=actor, at=AT)


def test_a_paper_is_filed_once_and_found_from_what_it_became() -> None:
    paper = pasted()
    filed = actions.file_as(paper, subjects=[LETTER, NEED, LETTER], actor=LIU, at=AT)
    assert filed.state == "filed"
    assert [each.pk for each in queries.papers_of(NEED)] == [paper.pk]
    assert queries.filed_with(NEED) == [LETTER]
    with pytest.raises(NotNow):
        actions.file_as(paper, subjects=["aid.need:3"], actor=LIU, at=AT)
    assert queries.papers_of("aid.need:3") == []
    assert lines_about(paper) == ["archive.paper.taken_in", "archive.paper.filed"]


def test_a_paper_becomes_something_or_is_set_aside_with_a_reason() -> None:
    paper = pasted()
    with pytest.raises(Unreadable, match="Say what the paper becomes"):
        actions.file_as(paper, subjects=[], actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="why it is set aside"):
        actions.set_paper_aside(paper, reason=" ", actor=LIU, at=AT)
    assert actions.set_paper_aside(paper, reason="an advertisement", actor=LIU, at=AT).state == "set_aside"
    assert queries.waiting_papers() == 0
    assert actions.take_up_paper_again(paper, actor=LIU, at=AT).state == "waiting"
    assert lines_about(paper) == [
        "archive.paper.taken_in", "archive.paper.set_aside", "archive.paper.taken_up_again",
    ]  # fmt: skip


def test_a_second_page_is_added_while_the_paper_waits() -> None:
    paper = pasted()
    read = read_paper(SimpleUploadedFile("page-2.png", zoo.picture("PNG")))
    paper = actions.add_to_paper(paper, read=read, actor=LIU, at=AT)
    assert [each.name for each in queries.files_of(paper.subject)] == ["page-2.png"]
    with pytest.raises(NotNow, match="in this paper already"):
        actions.add_to_paper(paper, read=read, actor=LIU, at=AT)
    actions.file_as(paper, subjects=[LETTER], actor=LIU, at=AT)
    with pytest.raises(NotNow, match="filed already"):
        actions.add_to_paper(paper, read=read, actor=LIU, at=AT)


def test_the_first_sentence_of_a_pasted_letter_becomes_its_title_and_begins_as_one() -> None:
    draft = PaperDraft.pasted("Dear colleagues in Beijing,\nthe City of Cologne follows the news with sympathy.\nReker")
    assert draft.title == "The City of Cologne follows the news with sympathy"
