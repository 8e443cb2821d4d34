"""Take in a photo: known by its content, drawn anew in a process of its own, kept under its hash."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from firewood.archive.models import Attachment
from firewood.archive.reencode import TOO_MANY_PIXELS
from firewood.journal.refusals import NotFound, Problem, TooMuch, Unreadable

MOST_BYTES = 15 * 1024**2
SECONDS = 30
KINDS = {"image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",), "image/webp": (".webp",)}
REENCODE = Path(__file__).with_name("reencode.py")


@dataclass(frozen=True)
class Photo:
    """A photo that was drawn anew: nothing of the sent file is left in it, neither place nor camera."""

    content: bytes
    media_type: str
    width: int
    height: int
    name: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_photo(sent: "UploadedFile[bytes]") -> Photo:
    """Read a sent file as a photo. Raises `Unreadable` with a clear sentence, or `TooMuch` when no room is left."""
    name = Path(str(sent.name or "")).name[:255]
    if (sent.size or 0) > MOST_BYTES:
        raise _refused(_("“%(name)s” is too large. A photo may have up to 15 megabytes."), name)
    _require_room()
    content = sent.read()
    kind = kind_of(content)
    if kind is None:
        raise _refused(_("“%(name)s” is no photo that we can keep. Send a JPEG, PNG or WebP picture."), name)
    if Path(name).suffix.lower() not in {*KINDS[kind], ""}:
        raise _refused(_("“%(name)s” is not what its name says. Send the picture as your camera made it."), name)
    return _drawn_anew(content, name)


def kind_of(content: bytes) -> str | None:
    """The media type of a picture by its first bytes; None when it is none of the allowed kinds."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def store(photo: Photo) -> str:
    """Put a photo into the data folder under its hash; gives its path below the media folder."""
    relative = f"{photo.sha256[:2]}/{photo.sha256}{KINDS[photo.media_type][0]}"
    target = Path(settings.MEDIA_ROOT) / relative
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".part")
        unfinished.write_bytes(photo.content)
        unfinished.replace(target)
    return relative


def open_kept(attachment: Attachment) -> BinaryIO:
    """A kept file, to be read."""
    path = Path(settings.MEDIA_ROOT) / attachment.stored_at
    if not path.is_file():
        raise NotFound("file_missing", _("This file is not in the data folder any more."))
    return path.open("rb")


def _drawn_anew(content: bytes, name: str) -> Photo:
    # -I: the process sees neither our settings nor our folders
    try:
        done = subprocess.run(  # noqa: S603  our own program, no shell
            [sys.executable, "-I", str(REENCODE)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise _refused(_("“%(name)s” takes too long to read."), name) from None
    if done.returncode == TOO_MANY_PIXELS:
        raise _refused(_("“%(name)s” has too many pixels."), name)
    if done.returncode != 0:
        raise _refused(_("“%(name)s” cannot be read as a photo. It may be damaged."), name)
    told, _newline, picture = done.stdout.partition(b"\n")
    facts = json.loads(told)
    return Photo(picture, facts["media_type"], facts["width"], facts["height"], name)


def _require_room() -> None:
    free = shutil.disk_usage(Path(settings.MEDIA_ROOT).parent).free
    if free < settings.FIREWOOD_ROOM_FOR_UPLOADS:
        raise TooMuch("no_room", _("There is no room for photos at the moment. Everything else can be sent."))


def _refused(sentence: str, name: str) -> Unreadable:
    return Unreadable([Problem("photo", sentence % {"name": name})])
