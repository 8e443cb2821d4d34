"""The words of a text that is only looked at, plain or of Word, through the same door; nothing of it is kept."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from firewood.archive.uploads.kept import working_folder
from firewood.archive.uploads.kinds import LOOKED_AT, Kind, kind_of
from firewood.archive.uploads.limited import read_apart
from firewood.archive.uploads.names import tidy_name
from firewood.archive.uploads.papers import decoded
from firewood.archive.uploads.refused import NO_TEXT, NOT_READ, TOO_LONG, UNREAD, refused
from firewood.archive.uploads.streams import put_down
from firewood.languages.tidy import readable

MOST_BYTES = 2 * 1024**2


def read_words(sent: "UploadedFile[Any]", *, field: str = "file") -> str:
    """The words of a sent text. Raises `Unreadable` with a clear sentence, or `TooMuch` when no room is left."""
    name = tidy_name(sent.name)
    if (sent.size or 0) > MOST_BYTES:
        raise refused(_("“%(name)s” is too large. A text may have up to 2 megabytes."), name, field=field)
    with working_folder() as folder:
        path = folder / "sent"
        put_down(sent, path)
        with path.open("rb") as opened:
            head = opened.read(LOOKED_AT)
        if not head:
            raise refused(_("“%(name)s” is empty."), name, field=field)
        kind = kind_of(head)
        if kind == Kind.TEXT:
            return decoded(path.read_bytes())
        if kind == Kind.PACKAGE:
            return _of_word_file(path, folder / "read", name, field)
    raise refused(NO_TEXT, name, field=field)


def _of_word_file(path: Path, room: Path, name: str, field: str) -> str:
    room.mkdir()
    outcome = read_apart("office", path, room)
    if outcome.code != 0:
        raise refused(UNREAD.get(outcome.code, NOT_READ), name, field=field)
    if outcome.told["kind"] != "docx":
        raise refused(NO_TEXT, name, field=field)
    if outcome.told["text_too_long"]:
        raise refused(TOO_LONG, name, field=field)
    return readable(outcome.told["text"])
