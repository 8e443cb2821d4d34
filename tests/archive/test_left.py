"""Files that nothing names: when they are left behind, that they go after a day, and that nothing else goes."""

import os
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.archive import actions
from firewood.archive.actions import PaperDraft
from firewood.archive.checks import files_are_named
from firewood.archive.commands import sweep_files as swept_by_hand
from firewood.archive.models import Attachment, IncomingPaper
from firewood.archive.uploads import PaperRead, read_paper, read_photo
from firewood.archive.uploads.left import files_left, remove_left
from firewood.archive.uploads.streams import MeasuredUploadHandler
from firewood.journal.action import action
from firewood.journal.clock import real_now
from firewood.journal.record import record
from firewood.journal.refusals import NotAllowed, NotNow
from firewood.project.tasks import sweep_files
from tests.archive import zoo

pytestmark = pytest.mark.django_db

AT = datetime(2020, 10, 9, 3, tzinfo=UTC)
LIU = Actor("officer", "liu", "Liu", "Foreign Affairs Office", frozenset({Duty.FOCAL_POINT}))
READER = Actor("officer", "zhao", "Zhao", "Press office", frozenset({Duty.READER}))
GUEST = Actor("guest", "link", "Guest of Seoul")
EVERY_FILE_IS_NAMED = (True, "every file is named")


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    return tmp_path / "media"


def read(content: bytes = b"%PDF-1.7 letter", name: str = "letter.pdf") -> PaperRead:
    return read_paper(SimpleUploadedFile(name, content))


def taken_in(paper: PaperRead, *, actor: Actor = LIU) -> IncomingPaper:
    return actions.take_in_paper(PaperDraft.of(paper), actor=actor, at=AT)


def files(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def left() -> set[str]:
    return {each.place for each in files_left()}


def aged(path: Path, *, days: float) -> None:
    """Make a file as old as if it had come so many days ago."""
    then = (real_now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


def planted(media: Path, content: str = "a" * 64, *, days: float = 2) -> Path:
    path = media / content[:2] / f"{content}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 planted")
    aged(path, days=days)
    return path


def test_a_paper_taken_in_leaves_nothing_and_neither_does_its_twin(media: Path) -> None:
    mail = zoo.mail("words", attached=[("a.png", zoo.picture("PNG")), ("b.docx", zoo.docx_that_loads())])
    taken_in(read(mail, "mail.eml"))
    with pytest.raises(NotNow, match="in the inbox already"):
        taken_in(read(mail, "again.eml"))
    assert (len(files(media)), left()) == (3, set())
    assert files_are_named() == EVERY_FILE_IS_NAMED


def test_a_paper_that_is_refused_leaves_its_files_until_they_are_a_day_old(media: Path) -> None:
    standing = taken_in(read())
    with pytest.raises(NotAllowed):
        taken_in(read(b"%PDF-1.7 of a reader"), actor=READER)
    actions.set_paper_aside(standing, reason="an advertisement", actor=LIU, at=AT)
    with pytest.raises(NotNow, match="filed already"):
        actions.add_to_paper(standing, read=read(b"%PDF-1.7 second page"), actor=LIU, at=AT)
    assert len(left()) == 2
    assert remove_left(at=real_now()) == []
    assert files_are_named() == (True, "2 named by nothing, removed in the night after a day")
    removed = remove_left(at=real_now() + timedelta(days=1, minutes=1))
    assert len(removed) == 2
    assert files(media) == {Attachment.objects.get().stored_at}
    assert files_are_named() == EVERY_FILE_IS_NAMED


def test_a_photo_of_a_receipt_that_was_never_sent_is_named_and_stays(media: Path) -> None:
    photo = read_photo(SimpleUploadedFile("box.png", zoo.picture("PNG")))
    actions.keep_photo(photo, subject="aid.consignment:1", status="actual", awaiting=True, actor=GUEST, at=AT)
    assert remove_left(at=real_now() + timedelta(days=400)) == []
    assert files(media) == {photo.stored_at}
    assert files_are_named() == (True, "every file is named; 1 sent with a statement that is not made yet")


def test_what_nothing_names_goes_and_what_is_named_or_fresh_stays(media: Path) -> None:
    taken_in(read())
    (attachment,) = Attachment.objects.all()
    named = media / attachment.stored_at
    aged(named, days=400)
    old, fresh = planted(media, "a" * 64), planted(media, "b" * 64, days=0.9)
    working, killed = media / "incoming" / "tmp-now", media / "incoming" / "tmp-killed"
    for folder in (working, killed):
        folder.mkdir()
        (folder / "sent").write_bytes(b"scan")
    aged(killed, days=2)
    (media / "note.txt").write_text("somebody's own file")
    aged(media / "note.txt", days=400)
    assert sweep_files(0) == 2
    assert not old.exists()
    assert not killed.exists()
    assert all(path.exists() for path in (named, fresh, working / "sent", media / "note.txt"))
    assert sweep_files(0) == 0


def test_what_only_the_journal_names_stays(media: Path) -> None:
    path = planted(media, "c" * 64, days=400)

    @action
    def tell(*, actor: Actor, at: datetime) -> None:
        record("archive.file.kept", subject="aid.need:1", actor=actor, at=at, status="actual",
               files=[{"name": "old.pdf", "sha256": "c" * 64}])  # fmt: skip

    tell(actor=LIU, at=AT)
    assert remove_left(at=real_now()) == []
    assert path.exists()


def test_a_file_that_is_sent_again_is_young_again(media: Path) -> None:
    place = read().kept[0].stored_at
    aged(media / place, days=30)
    assert left() == {place}
    assert [each.place for each in files_left() if real_now() - each.since > timedelta(days=1)] == [place]
    read()
    assert remove_left(at=real_now()) == []
    assert files(media) == {place}


def test_a_file_that_is_sent_again_while_it_is_removed_is_put_back(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = media / read().kept[0].stored_at
    aged(path, days=30)
    listed = files_left()
    taken_in(read())
    monkeypatch.setattr("firewood.archive.uploads.left.files_left", lambda: listed)
    assert remove_left(at=real_now()) == []
    assert files(media) == {Attachment.objects.get().stored_at}
    assert path.read_bytes() == b"%PDF-1.7 letter"


def test_the_doctor_tells_of_what_lies_there_for_days_and_the_command_removes_it(
    media: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planted(media, days=4)
    place = f"aa/{'a' * 64}.pdf"
    assert files_are_named() == (
        False, f"for days nothing has named {place}; `firewood sweep files` removes what is older than a day",
    )  # fmt: skip
    assert swept_by_hand(Namespace()) == 0
    assert capsys.readouterr().out == f"removed {place}\n1 files that nothing named were removed.\n"
    assert not path.exists()
    assert files_are_named() == EVERY_FILE_IS_NAMED


def test_beside_a_database_that_is_not_theirs_no_file_is_removed(media: Path, caplog: pytest.LogCaptureFixture) -> None:
    paths = [planted(media, f"{number:064x}", days=9) for number in range(21)]
    with pytest.raises(NotNow, match="21 files are named by nothing, more than are named"):
        remove_left(at=real_now())
    assert sweep_files(0) == 0
    assert all(path.exists() for path in paths)
    assert "21 files are named by nothing" in caplog.text
    assert files_are_named()[0] is False


def test_only_attachments_name_files() -> None:
    """A further table that names files has to be asked, too, before a file is removed."""
    names = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField) or field.name in {"stored_at", "sha256", "path", "file"}
    }
    assert names == {"Attachment.stored_at", "Attachment.sha256", "Source.sha256"}


def test_a_file_on_its_way_in_lies_beside_the_kept_ones_and_its_half_goes_after_a_killed_worker(media: Path) -> None:
    coming = MeasuredUploadHandler()
    coming.new_file("file", "scan.pdf", "application/pdf", 4)
    coming.receive_data_chunk(b"half", 0)
    path = Path(coming.file.temporary_file_path())
    assert (path.parent, files_left()[0].place) == (media / "incoming", f"incoming/{path.name}")
    half = media / "incoming" / "sent-killed"
    half.write_bytes(b"half of a scan")
    aged(half, days=2)
    assert sweep_files(0) == 1
    assert (half.exists(), path.exists()) == (False, True)
    coming.upload_interrupted()
    assert list((media / "incoming").iterdir()) == []
