"""Take in a paper: a scan, an e-mail with all that is attached to it, a document, a text; whatever comes, one door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firewood.archive.states import Medium
from firewood.archive.uploads.kept import Kept, hash_of, keep, working_folder
from firewood.archive.uploads.kinds import LOOKED_AT, kind_of
from firewood.archive.uploads.limited import TOO_SLOW, Outcome, read_apart
from firewood.archive.uploads.names import ENDINGS, name_for, tidy_name
from firewood.archive.uploads.pictures import draw_anew
from firewood.archive.uploads.refused import KINDS, PACKAGES, refused, too_large
from firewood.archive.uploads.refused import TOO_SLOW as SLOW
from firewood.archive.uploads.streams import MOST_BYTES, put_down
from firewood.journal.refusals import Unreadable
from firewood.languages.tidy import readable

DEEPEST = 3
"""An e-mail in an e-mail in an e-mail is unpacked; what lies deeper stays in the one that holds it."""
MOST_PARTS = 60
"""So many parts of one paper are unpacked in all; what is beyond stays in the paper itself."""
MOST_TEXT = 400_000
TYPES = {ending[1:]: media_type for media_type, ending in ENDINGS.items()}


@dataclass
class PaperRead:
    """What the door found in one sent file: what is kept of it, its words, and what was not kept and why.

    `sha256` is that of the file as it was sent; `sent_at` the day in the head of a mail.
    """

    name: str
    sha256: str
    medium: Medium
    kept: list[Kept] = field(default_factory=list)
    title: str = ""
    text: str = ""
    from_words: str = ""
    to_words: str = ""
    sent_at: datetime | None = None
    notes: list[str] = field(default_factory=list)


def read_paper(sent: "UploadedFile[Any]") -> PaperRead:
    """Read a sent file as a paper. Raises `Unreadable` with a clear sentence, or `TooMuch` when no room is left."""
    name = tidy_name(sent.name)
    if (sent.size or 0) > MOST_BYTES:
        raise too_large(name, MOST_BYTES)
    with working_folder() as folder:
        path = folder / "sent"
        put_down(sent, path)
        return _Door(folder).let_in(path, name)


class _Door:
    """One paper with all that is in it, and how much of it may still be unpacked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rooms, self.parts = folder, 0, MOST_PARTS

    def let_in(self, path: Path, name: str, depth: int = 0) -> PaperRead:
        """Read one file; what is in it comes through the same door."""
        if path.stat().st_size == 0:
            raise refused(_("“%(name)s” is empty."), name)
        with path.open("rb") as opened:
            kind = kind_of(opened.read(LOOKED_AT))
        if kind in KINDS:
            raise refused(KINDS[kind], name)
        read = PaperRead(name, hash_of(path), Medium.FILE)
        reader: Callable[[Path, PaperRead, int], None] = getattr(self, f"_{kind}")
        reader(path, read, depth)
        return read

    def _picture(self, path: Path, read: PaperRead, depth: int) -> None:
        read.medium, read.title = Medium.SCAN, Path(read.name).stem
        read.kept += draw_anew(path, self._room(), read.name)

    def _pdf(self, path: Path, read: PaperRead, depth: int) -> None:
        read.medium, read.title = Medium.SCAN, Path(read.name).stem
        self._keep(path, read, "pdf")

    def _text(self, path: Path, read: PaperRead, depth: int) -> None:
        text = decoded(path.read_bytes())
        if len(text) > MOST_TEXT:
            read.notes.append(_too_long(read.name))
        else:
            read.text = text
        read.title = Path(read.name).stem
        self._keep(path, read, "txt")

    def _mail(self, path: Path, read: PaperRead, depth: int) -> None:
        room = self._room()
        outcome = read_apart("mail", path, room)
        _pass_or_refuse(outcome, _("“%(name)s” cannot be read as an e-mail. Copy its text into the field."), read.name)
        told = outcome.told
        headers = {name: readable(value) for name, value in told["headers"].items()}
        read.medium, read.text = Medium.MAIL, readable(told["text"])
        read.title = headers["subject"] or Path(read.name).stem
        read.from_words, read.to_words = headers["from"] or headers["reply-to"], headers["to"]
        read.sent_at = datetime.fromisoformat(told["date"]) if told["date"] else None
        self._keep(path, read, "eml")
        self._unpack(read, told, room, depth)

    def _package(self, path: Path, read: PaperRead, depth: int) -> None:
        room = self._room()
        outcome = read_apart("office", path, room)
        _pass_or_refuse(outcome, PACKAGES.get(outcome.code, PACKAGES[2]), read.name)
        told = outcome.told
        read.text, read.title = readable(told["text"]), Path(read.name).stem
        if told["neutral"]:
            path = room / "neutral"
            read.notes.append(_neutral(read.name))
        self._keep(path, read, told["kind"])
        self._unpack(read, told, room, depth)

    def _unpack(self, read: PaperRead, told: Any, room: Path, depth: int) -> None:
        """Let every part through the same door; one that is refused is named, and stays in the paper that holds it."""
        if told["text_too_long"]:
            read.notes.append(_too_long(read.name))
        left = int(told.get("left", 0))
        for number, part in enumerate(told["parts"]):
            name = tidy_name(part["name"])
            if depth >= DEEPEST or self.parts <= 0:
                left += 1
                continue
            self.parts -= 1
            try:
                inside = self.let_in(room / str(number), name, depth + 1)
            except Unreadable as no:
                read.notes.append(no.message)
                continue
            read.kept += inside.kept
            read.notes += inside.notes
            if inside.medium == Medium.MAIL and inside.text:
                read.text = f"{read.text}\n\n{_said_in(inside)}".strip()
        if left:
            sentence = ngettext("%(n)s part of “%(name)s” stays in it and was not unpacked.",
                                "%(n)s parts of “%(name)s” stay in it and were not unpacked.", left)  # fmt: skip
            read.notes.append(sentence % {"n": left, "name": read.name})

    def _keep(self, path: Path, read: PaperRead, ending: str) -> None:
        media_type = TYPES[ending]
        read.kept.append(keep(path, media_type=media_type, name=name_for(media_type, read.name)))

    def _room(self) -> Path:
        self.rooms += 1
        room = self.folder / f"room-{self.rooms}"
        room.mkdir()
        return room


def decoded(content: bytes) -> str:
    """The words of a plain text: UTF-8, UTF-16 with its mark, else Chinese or Western as its bytes look."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return readable(content.decode("utf-16", "replace"))
    try:
        return readable(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        many = sum(byte > 0x7F for byte in content) > len(content) / 3
        return readable(content.decode("gb18030" if many else "cp1252", "replace"))


def _said_in(inside: PaperRead) -> str:
    head = [each for each in (inside.from_words, inside.title) if each]
    return "\n".join([f"— {' · '.join(head)} —", inside.text])


def _too_long(name: str) -> str:
    return _("The text of “%(name)s” is too long to be shown here; it is in the kept file.") % {"name": name}


def _neutral(name: str) -> str:
    return _("“%(name)s” would have loaded something from elsewhere; that was taken out.") % {"name": name}


def _pass_or_refuse(outcome: Outcome, sentence: Any, name: str) -> None:
    if outcome.code == TOO_SLOW:
        raise refused(SLOW, name)
    if outcome.code != 0:
        raise refused(sentence, name)
