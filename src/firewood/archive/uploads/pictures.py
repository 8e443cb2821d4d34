"""Pictures: drawn anew in a process of their own, so that nothing that came with them is left."""

from pathlib import Path

from django.utils.translation import gettext as _

from firewood.archive.readers.picture import TOO_MUCH
from firewood.archive.uploads.kept import Kept, keep
from firewood.archive.uploads.limited import TOO_SLOW, read_apart
from firewood.archive.uploads.names import name_for
from firewood.archive.uploads.refused import TOO_SLOW as SLOW
from firewood.archive.uploads.refused import refused


def draw_anew(path: Path, folder: Path, name: str, *, field: str = "files") -> list[Kept]:
    """Every page of a picture, drawn anew in an empty folder and kept. Raises `Unreadable` with a clear sentence."""
    outcome = read_apart("picture", path, folder)
    if outcome.code == TOO_SLOW:
        raise refused(SLOW, name, field=field)
    if outcome.code == TOO_MUCH:
        raise refused(_("“%(name)s” has too many pixels or pages. Send it smaller, or as PDF."), name, field=field)
    if outcome.code != 0:
        raise refused(_("“%(name)s” cannot be read as a picture. It may be damaged."), name, field=field)
    pages = outcome.told["pages"]
    named = [name if len(pages) == 1 else f"{name} {number}" for number in range(1, len(pages) + 1)]
    return [
        keep(
            folder / str(number), media_type=page["media_type"], name=name_for(page["media_type"], named[number]),
            width=page["width"], height=page["height"],
        )
        for number, page in enumerate(pages)
    ]  # fmt: skip
