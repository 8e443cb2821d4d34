"""How sent files come in from the network: piece by piece onto the disk, and never more than the door lets through."""

from pathlib import Path
from shutil import copyfileobj
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_BYTES = 25 * 1024**2
"""The largest file that is taken in."""
MOST_TOGETHER = 80 * 1024**2
"""The most that is sent at once; more is refused before it is read."""


class MeasuredUploadHandler(TemporaryFileUploadHandler):
    """Writes what is sent to the disk; of a file that is too large the rest is let by, and its size says so."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= MOST_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> TemporaryUploadedFile | None:
        self.file.seek(0)
        self.file.size = file_size
        return self.file


def put_down(sent: "UploadedFile[Any]", path: Path) -> None:
    """Write a sent file to a path, without holding all of it in memory."""
    with path.open("wb") as written:
        sent.seek(0)
        copyfileobj(sent, written, 1024**2)
