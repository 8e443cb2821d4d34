"""Take in a photo that goes with a receipt: pictures only, a sentence in the words of whoever stands before boxes."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from firewood.archive.uploads.kept import Kept, working_folder
from firewood.archive.uploads.kinds import LOOKED_AT, Kind, kind_of
from firewood.archive.uploads.names import tidy_name
from firewood.archive.uploads.pictures import draw_anew
from firewood.archive.uploads.refused import refused
from firewood.archive.uploads.streams import put_down

MOST_BYTES = 15 * 1024**2
ENDINGS = {"", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"}


def read_photo(sent: "UploadedFile[Any]") -> Kept:
    """Read a sent file as a photo. Raises `Unreadable` with a clear sentence, or `TooMuch` when no room is left."""
    name = tidy_name(sent.name)
    if (sent.size or 0) > MOST_BYTES:
        raise refused(_("“%(name)s” is too large. A photo may have up to 15 megabytes."), name, field="photo")
    with working_folder() as folder:
        path = folder / "sent"
        put_down(sent, path)
        with path.open("rb") as opened:
            kind = kind_of(opened.read(LOOKED_AT))
        if kind != Kind.PICTURE:
            sentence = _("“%(name)s” is no photo that we can keep. Send a JPEG, PNG or WebP picture.")
            raise refused(sentence, name, field="photo")
        if Path(name).suffix.lower() not in ENDINGS:
            sentence = _("“%(name)s” is not what its name says. Send the picture as your camera made it.")
            raise refused(sentence, name, field="photo")
        (folder / "drawn").mkdir()
        return draw_anew(path, folder / "drawn", name, field="photo")[0]
