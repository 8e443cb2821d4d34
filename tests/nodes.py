"""A real node for tests: `firewood up` in a process of its own, on a data folder of its own."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from firewood.project.environment import PART, SUPERVISED
from firewood.project.folder import DataFolder, Holder
from firewood.project.postgres import home_of, stop_left_over

PROGRAM = [sys.executable, "-m", "firewood.project.entry"]
SOURCE = str(Path(__file__).parent.parent / "src")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], Any], *, seconds: float = 90.0) -> Any:
    """The first true answer of `what`; fails when none came in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come true in {seconds} s")


@dataclass
class Node:
    """One data folder, and the node that may be up on it."""

    path: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.path)

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "FIREWOOD_", "PG"))
        }
        return {**kept, "PYTHONPATH": SOURCE, "FIREWOOD_DATA": str(self.path), "FIREWOOD_BALLAST": "0", **self.settings}

    def run(self, *arguments: str, seconds: float = 180.0) -> subprocess.CompletedProcess[str]:
        """Run one command of the program."""
        command = [*PROGRAM, *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=seconds
        )

    def launch(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin `firewood up` without waiting for it."""
        command = [*PROGRAM, "up", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        return self.process

    def up(self, *arguments: str) -> "Node":
        """`firewood up`, and wait until it has told everybody that it is ready."""
        process = self.launch(*arguments)
        wait_for(lambda: self._is_ready(process), seconds=180)
        return self

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Tell it to stop; gives its exit code and how many seconds it took."""
        assert self.process is not None
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.communicate(timeout=40)
        return self.process.returncode, time.monotonic() - started

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def holder(self) -> Holder:
        return Holder(**json.loads((self.path / "lock").read_text()))

    def pids(self, part: str) -> list[int]:
        """Processes of a part, the first the one that the supervisor started."""
        if part == "postgres":
            pid_file = home_of(self.folder) / "cluster" / "postmaster.pid"
            return [int(pid_file.read_text().split()[0])] if pid_file.exists() else []
        found = [process for process in psutil.process_iter() if self._is_of(process, part)]
        return [process.pid for process in sorted(found, key=lambda process: (process.create_time(), process.pid))]

    def remove(self) -> None:
        """Whatever happened: nothing of it is left."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        for pid in [*self.pids("web"), *self.pids("worker")]:
            psutil.Process(pid).kill()
        if self.folder.id:
            stop_left_over(home_of(self.folder) / "cluster")
            shutil.rmtree(home_of(self.folder), ignore_errors=True)

    def _is_of(self, process: psutil.Process, part: str) -> bool:
        try:
            marks = process.environ()
        except (psutil.Error, OSError):
            return False
        return marks.get(SUPERVISED) == str(self.path.resolve()) and marks.get(PART) == part

    def _is_ready(self, process: subprocess.Popen[str]) -> bool:
        if process.poll() is not None:
            raise AssertionError(f"up ended with {process.returncode}: {process.communicate()}")
        try:
            return self.holder().ready and self.holder().pid == process.pid
        except (ValueError, FileNotFoundError):
            return False
