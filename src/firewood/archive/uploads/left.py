"""Files that nothing names: of papers that were refused, of forms that were never sent, of readers that were killed."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from firewood.archive.models import Attachment, IncomingPaper, Source
from firewood.journal.models import Entry
from firewood.journal.refusals import NotNow

KEPT_FOR: Final = timedelta(days=1)
"""So long nothing may name a file: whoever sends it fills in the rest of a form meanwhile."""
MOST_UNQUESTIONED: Final = 20
"""More that nothing names than this, and more than are named: then it is rather the database that is the wrong one."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Left:
    """A kept file, or a working folder, that nothing names; `place` is its path below the media folder."""

    place: str
    since: datetime


def files_left() -> list[Left]:
    """What lies in the media folder and is named by no row, nor by any line of the journal, in the order of time."""
    media = Path(settings.MEDIA_ROOT)
    named = _named_by_rows()
    unnamed = [path for path in media.glob("[0-9a-f][0-9a-f]/*") if path.stem not in named and path.is_file()]
    in_journal = _named_by_journal() if unnamed else set()
    paths = [path for path in unnamed if path.stem not in in_journal] + list(media.glob("incoming/*"))
    left = [Left(str(path.relative_to(media)), since) for path in paths if (since := _since(path))]
    return sorted(left, key=lambda each: (each.since, each.place))


def remove_left(*, at: datetime) -> list[Left]:
    """Remove what nothing has named for a day. Refuses when so much is unnamed that the database may be the wrong one.

    A file that is sent again at this very moment is younger than a day again, and stays.
    """
    left = [each for each in files_left() if at - each.since > KEPT_FOR]
    if is_doubtful(left):
        raise NotNow(
            "too_much_left",
            _("%(n)s files are named by nothing, more than are named. Is this the database that belongs to them?")
            % {"n": len(left)},
        )
    return [each for each in left if _removed(Path(settings.MEDIA_ROOT) / each.place, at)]


def is_doubtful(left: list[Left]) -> bool:
    """Whether more files are named by nothing than an office leaves behind."""
    return len(left) > MOST_UNQUESTIONED and len(left) > Attachment.objects.values("stored_at").distinct().count()


def _named_by_rows() -> set[str]:
    places = Attachment.objects.values_list("stored_at", flat=True).iterator()
    hashes = Attachment.objects.values_list("sha256", flat=True)
    others = (
        IncomingPaper.objects.values_list("fingerprint", flat=True),
        Source.objects.values_list("sha256", flat=True),
    )
    return {Path(place).stem for place in places} | {each for rows in (hashes, *others) for each in rows if each}


def _named_by_journal() -> set[str]:
    """What stands in the journal for ever: a file that it names is kept, also when no row names it any more."""
    told = Entry.objects.annotate(told=Cast("facts", TextField())).filter(told__regex=_HASH.pattern)
    return set(_hashes_in(told.values_list("told", flat=True).iterator()))


def _hashes_in(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from _HASH.findall(line)


def _since(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # a working folder that is done by now
        return None


def _removed(path: Path, at: datetime) -> bool:
    """Whether it was removed: it is taken aside first, and put back when it was sent again meanwhile."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return not path.exists()
    aside = path.with_name(f"{path.name}.left")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    since = _since(aside)
    fresh = since is not None and at - since <= KEPT_FOR
    if fresh and not path.exists():
        os.link(aside, path)
    aside.unlink()
    return not fresh
