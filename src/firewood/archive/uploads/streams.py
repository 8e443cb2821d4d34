"""How sent files come in from the network: piece by piece onto the disk, and never more than the door lets through."""

from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

MOST_BYTES = 25 * 1024**2
"""The largest file that is taken in."""
MOST_TOGETHER = 80 * 1024**2
"""The most that is sent at once; more is refused before it is read."""


def incoming_folder() -> Path:
    """Where files lie while they come in and are read; what a killed program leaves there is swept at night."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class IncomingFile(TemporaryUploadedFile):
    """A sent file on its way in, beside the kept files and not in the system's own temporary folder."""

    def __init__(
        self, name: str | None, content_type: str | None, size: int, charset: str | None, more: Any = None
    ) -> None:
        file = NamedTemporaryFile(prefix="sent-", dir=incoming_folder())  # noqa: SIM115  closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset, more)


class MeasuredUploadHandler(TemporaryFileUploadHandler):
    """Writes what is sent to the disk; of a file that is too large the rest is let by, and its size says so."""

    def new_file(self, *args: Any, **options: Any) -> None:
        FileUploadHandler.new_file(self, *args, **options)
        self.file = IncomingFile(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

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
