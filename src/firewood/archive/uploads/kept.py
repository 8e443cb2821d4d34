"""Files that passed the door lie under their hash in the media folder; a working folder holds them until then."""

import errno
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from firewood.archive.models import Attachment
from firewood.archive.uploads.names import ENDINGS
from firewood.archive.uploads.streams import incoming_folder
from firewood.journal.refusals import NotFound, TooMuch

PIECE = 1024**2


@dataclass(frozen=True)
class Kept:
    """A file that passed the door: nothing in it runs, and of a picture neither place nor camera is left."""

    stored_at: str
    sha256: str
    media_type: str
    size: int
    name: str
    width: int | None = None
    height: int | None = None


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder beside the kept files, gone afterwards; refuses when no room is left for what is sent."""
    media = Path(settings.MEDIA_ROOT)
    try:
        incoming = incoming_folder()
        if shutil.disk_usage(media).free < settings.FIREWOOD_ROOM_FOR_UPLOADS:
            raise no_room()
        with TemporaryDirectory(dir=incoming) as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise no_room() from error
        raise


def no_room() -> TooMuch:
    """The refusal when the disk is full."""
    return TooMuch("no_room", _("There is no room for files at the moment. Everything else can be sent."))


def keep(path: Path, *, media_type: str, name: str, width: int | None = None, height: int | None = None) -> Kept:
    """Move a harmless file from a working folder to its place under its hash.

    One that lies there already is replaced by itself: from now on it is as young as what names it next.
    """
    sha256 = hash_of(path)
    relative = f"{sha256[:2]}/{sha256}{ENDINGS.get(media_type, '.bin')}"
    size, target = path.stat().st_size, Path(settings.MEDIA_ROOT) / relative
    target.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(0o600)
    path.replace(target)
    return Kept(relative, sha256, media_type, size, name, width, height)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def open_kept(attachment: Attachment) -> BinaryIO:
    """A kept file, to be read."""
    path = Path(settings.MEDIA_ROOT) / attachment.stored_at
    if not path.is_file():
        raise NotFound("file_missing", _("This file is not in the data folder any more."))
    return path.open("rb")
