"""A photo that came through the door is where the doctor looks for it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from firewood.archive.actions import keep_photo
from firewood.archive.uploads import read_photo
from firewood.desk.checks import files_are_there
from tests.aid.world import AT, LIU, announced, line, world

pytestmark = pytest.mark.django_db


def test_the_doctor_finds_a_photo_and_misses_it_when_it_is_gone(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    settings.MEDIA_ROOT.mkdir()  # type: ignore[attr-defined]
    here = world()
    consignment = announced(here, line(here.masks, 1))
    picture = BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    sent = SimpleUploadedFile("box.png", picture.getvalue())
    kept = keep_photo(read_photo(sent), subject=consignment.subject, status="actual", language="en", actor=LIU, at=AT)
    assert files_are_there() == (True, "1 files are as they came")
    (tmp_path / "media" / kept.stored_at).unlink()
    assert files_are_there() == (False, "box.png (the file is missing)")
