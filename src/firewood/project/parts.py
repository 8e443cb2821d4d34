"""A part of the node: one program that the supervisor starts, watches, starts again and stops."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0  # seconds before a part that died is started again
SETTLED = 30.0  # seconds after which a part counts as well again


@dataclass
class Part:
    """One child process with everything it starts itself, in a session of its own."""

    name: str
    command: list[str]
    log_file: Path
    environment: Mapping[str, str]
    open_files: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    due_at: float = 0.0

    def start(self) -> None:
        with self.log_file.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                env=dict(self.environment),
                pass_fds=self.open_files,
            )
        self.started_at = time.monotonic()

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def watch(self) -> None:
        """Start the part again when it has died; after every death in a row it waits twice as long."""
        now = time.monotonic()
        if self.is_alive:
            self.pause = FIRST_PAUSE if now - self.started_at > SETTLED else self.pause
        elif self.process is not None:
            log.warning("%s ended with code %s; it starts again", self.name, self.process.returncode)
            self.kill()
            self.due_at, self.pause, self.process = now + self.pause, min(self.pause * 2, LONGEST_PAUSE), None
        elif now >= self.due_at:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)

    def wait(self, patience: float) -> None:
        """Wait until it has stopped; after `patience` seconds it is killed, and whatever it has started too."""
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
            self.kill()
            self.process.wait()

    def kill(self) -> None:
        """End it and everything in its session at once."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def end_orphans(mark: str, value: str) -> int:
    """End what a killed supervisor left behind: processes that carry `mark`=`value`; gives how many."""
    orphans = [process for process in psutil.process_iter() if _carries(process, mark, value)]
    for process in orphans:
        log.warning("ending process %s, left over from a supervisor that was killed", process.pid)
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(orphans, timeout=10)
    return len(orphans)


def _carries(process: psutil.Process, mark: str, value: str) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(mark) == value
    except (psutil.Error, OSError):
        return False  # somebody else's, or already gone
