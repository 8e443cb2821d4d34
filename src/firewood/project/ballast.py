"""The ballast: a file that only takes room, given up when the disk is full, so that the database can start again."""

import logging
import os
from contextlib import suppress
from pathlib import Path

from firewood.journal.room import MIB, free_bytes
from firewood.project.environment import Environment
from firewood.project.folder import DataFolder
from firewood.project.postgres import home_of

log = logging.getLogger(__name__)


def ballast_of(office: Environment) -> Path:
    """Where the ballast lies: on the disk of the database, or of the data folder when the database is elsewhere."""
    folder = DataFolder(office.data)
    return (folder.path if office.database_url else home_of(folder)) / "ballast"


def lay(office: Environment) -> None:
    """Lay the ballast where it is missing and there is ample room. The demonstration needs none."""
    path, size = ballast_of(office), office.ballast * MIB
    if office.demonstration or not size or path.exists() or free_bytes() < size + 2 * office.room_kept * MIB:
        return
    with suppress(OSError):
        aside = path.with_suffix(".making")
        with aside.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, size)
        aside.rename(path)


def give_up(office: Environment) -> int:
    """Remove the ballast; gives how many bytes that made free, 0 when there was none."""
    path = ballast_of(office)
    with suppress(FileNotFoundError):
        size = path.stat().st_size
        path.unlink()
        return size
    return 0
