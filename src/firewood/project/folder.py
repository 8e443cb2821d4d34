"""The data folder: the office's own keys and passwords, and the lock that lets one program at a time own the data."""

import fcntl
import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

DEMONSTRATION_MARK = "demonstration"
LARGE_LOG = 20 * 1024**2  # bytes
SECRETS = ("secret_key", "factor_key", "postgres_password", "owner_password", "app_password")


@dataclass(frozen=True)
class DataFolder:
    """Paths and secrets below one FIREWOOD_DATA."""

    path: Path

    def prepare(self, *, demonstration: bool = False) -> Self:
        """Make the folder, its identity and its secrets where they are missing. Safe to call by several at once.

        A folder that is new can be marked as the demonstration's; raises NotADemonstration for one that is not new.
        """
        mark = self.path / DEMONSTRATION_MARK
        if demonstration and self.id and not mark.exists():
            raise NotADemonstration(f"{self.path} holds an office's own data. The demonstration needs another folder.")
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if demonstration:
            mark.touch()
        for name in ("secrets", "logs", "media", "metrics"):
            (self.path / name).mkdir(mode=0o700, exist_ok=True)
        _write_once(self.path / "id", secrets.token_hex(6))
        for name in SECRETS:
            _write_once(self.path / "secrets" / name, secrets.token_urlsafe(48))
        return self

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that name this folder for ever; empty before `prepare`."""
        return _read(self.path / "id")

    def secret(self, name: str) -> str:
        """One of SECRETS; empty before `prepare`."""
        return _read(self.path / "secrets" / name)

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def log_file(self, name: str) -> Path:
        """Where a part writes; what it wrote before is put aside once it has grown large."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LARGE_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path

    @property
    def media(self) -> Path:
        return self.path / "media"


@dataclass(frozen=True)
class Holder:
    """Who owns a data folder just now: `up` serves pages, `command` needs the database for a moment."""

    pid: int
    kind: str
    address: str = ""
    ready: bool = False


class NotADemonstration(Exception):
    """A folder with an office's own data was to become the demonstration."""


class FolderTaken(Exception):
    """Another program owns the data folder; `holder` says which, None when it has not said so yet."""

    def __init__(self, folder: DataFolder, holder: Holder | None) -> None:
        whom = f"process {holder.pid} ({holder.address or holder.kind})" if holder else "another process"
        super().__init__(f"{folder.path} is in use by {whom}.")
        self.holder = holder


class FolderLock:
    """The lock of one data folder. It is given back by the operating system when its process ends, however it ends."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._file = -1

    @property
    def path(self) -> Path:
        return self.folder.path / "lock"

    def take(self, holder: Holder, *, patience: float = 0.0) -> None:
        """Own the folder as `holder`, waiting at most `patience` seconds; raises FolderTaken."""
        deadline = time.monotonic() + patience
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        while not self._try():
            if time.monotonic() > deadline:
                os.close(self._file)
                raise FolderTaken(self.folder, self.holder())
            time.sleep(0.1)
        self.tell(holder)

    def tell(self, holder: Holder) -> None:
        """Write down who owns the folder, for those who ask."""
        text = json.dumps(asdict(holder)).encode()
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, text, 0)

    def give_back(self) -> None:
        os.ftruncate(self._file, 0)
        os.close(self._file)

    def holder(self) -> Holder | None:
        """Who wrote itself down last; trust it only while `is_taken`."""
        with suppress(ValueError, TypeError, FileNotFoundError):
            return Holder(**json.loads(self.path.read_text()))
        return None

    def is_taken(self) -> bool:
        """Whether some process owns the folder now."""
        if not self.path.exists():
            return False
        file = os.open(self.path, os.O_RDWR)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def _try(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _write_once(path: Path, text: str) -> None:
    if path.exists():
        return
    # Written aside and linked, so that nobody ever reads half a password.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_text(text)
    with suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
