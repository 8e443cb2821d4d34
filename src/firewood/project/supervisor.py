"""`firewood up`: keeps database, pages and worker running, starts again what dies, and stops everything in order."""

import http.client
import logging
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from django.core.management import call_command
from django.db import connections

from firewood.journal.command import say
from firewood.project import ballast, demonstration
from firewood.project.environment import PART, SUPERVISED, BadSetting, Environment
from firewood.project.folder import DataFolder, FolderLock, FolderTaken, Holder
from firewood.project.node import PATIENCE, start_database
from firewood.project.parts import Part, end_orphans
from firewood.project.postgres import Cluster, PostgresFailed, cluster_of
from firewood.project.web import DOOR, WAITING

log = logging.getLogger(__name__)

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
STOP_PATIENCE = 10.0  # seconds


class Stop(BaseException):
    """The node was told to stop."""


class Supervisor:
    """One node on one data folder."""

    def __init__(self, office: Environment, *, port: int | None) -> None:
        self.office = office
        self.folder = DataFolder(office.data)
        self.lock = FolderLock(self.folder)
        self.port = port
        self.cluster: Cluster | None = None
        self.parts: list[Part] = []
        self.door: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def run(self) -> int:
        """Keep the node up until SIGTERM or Ctrl-C; gives the exit code."""
        self._own_folder()
        self._hear_signals()
        try:
            self._start()
            self._watch()
        except Stop:
            return 0
        finally:
            self._stop()

    def _own_folder(self) -> None:
        """Take the lock: at once refused while another node is up, after a while when a command is at work."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.lock.take(self._holder(ready=False))
            except FolderTaken as taken:
                if (taken.holder and taken.holder.kind == "up") or time.monotonic() > deadline:
                    raise
            time.sleep(0.1)

    def _holder(self, *, ready: bool) -> Holder:
        return Holder(os.getpid(), "up", self.address if self.port else "", ready=ready)

    def _hear_signals(self) -> None:
        for number in STOPS:
            signal.signal(number, _told_to_stop)

    def _start(self) -> None:
        end_orphans(SUPERVISED, str(self.folder.path.resolve()))
        self.port = self.port or _free_port(self.office)
        self.door = _reserved(self.office.bind, self.port)
        self.lock.tell(self._holder(ready=False))
        self.cluster = None if self.office.database_url else cluster_of(self.folder)
        start_database(self.office, self.cluster)
        ballast.lay(self.office)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.door.listen(WAITING)  # from now on whoever asks waits, whatever becomes of the web server meanwhile
        self.parts = [self._web(self.door.fileno()), self._worker()]
        for part in self.parts:
            part.start()
        self._fill()
        self._wait_until_served()
        self.lock.tell(self._holder(ready=True))
        self._greet()

    def _fill(self) -> None:
        """In the demonstration, the record and the exercise; while they are loaded the other parts come up."""
        if self.office.demonstration:
            demonstration.fill()
        connections.close_all()

    def _web(self, door: int) -> Part:
        web = self._part("web", [sys.executable, "-m", "firewood.project.web"])
        return replace(web, environment={**web.environment, DOOR: str(door)}, open_files=(door,))

    def _worker(self) -> Part:
        return self._part("worker", [sys.executable, "-m", "firewood.project.worker"])

    def _part(self, name: str, command: list[str]) -> Part:
        log_file = self.folder.log_file(name)
        environment = {
            **os.environ,
            "FIREWOOD_DATA": str(self.folder.path),
            "FIREWOOD_PORT": str(self.port),
            PART: name,
            SUPERVISED: str(self.folder.path.resolve()),
            "PROMETHEUS_MULTIPROC_DIR": str(_emptied(self.folder.path / "metrics" / name)),
        }
        return Part(name, command, log_file, environment)

    def _wait_until_served(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not _answers(self.office.bind, int(self.port or 0)):
            if time.monotonic() > deadline:
                log.error("no page after %s seconds; see %s", PATIENCE, self.folder.logs / "web.log")
                return
            self._watch_once()
            time.sleep(0.05)

    def _watch(self) -> NoReturn:
        while True:
            self._watch_once()
            time.sleep(0.2)

    def _watch_once(self) -> None:
        if self.cluster and not self.cluster.is_alive:
            self._mend_database(self.cluster)
        for part in self.parts:
            part.watch()

    def _mend_database(self, cluster: Cluster) -> None:
        # On a full disk it cannot start: it is tried until there is room, and meanwhile /readyz says no.
        log.warning("PostgreSQL ended with code %s; it starts again", cluster.process and cluster.process.returncode)
        try:
            cluster.start(patience=20)
        except (PostgresFailed, OSError) as failed:
            log.warning("%s It is tried again.", failed)
            time.sleep(2)

    def _greet(self) -> None:
        if os.geteuid() == 0:
            log.warning("this node runs as root; in an office, give it a user of its own: docs/operations/running.md")
        say(self.address)
        if self.office.demonstration:
            for line in demonstration.sign_ins():
                say(line)
        say("Ctrl-C stops the node.")
        sys.stdout.flush()

    def _stop(self) -> None:
        _hear_nothing()
        for part in self.parts:
            part.ask_to_stop()
        for part in self.parts:
            part.wait(STOP_PATIENCE)
        if self.door:
            self.door.close()
        connections.close_all()
        if self.cluster:
            self.cluster.stop()
        self.lock.give_back()


def _told_to_stop(number: int, frame: FrameType | None) -> NoReturn:
    _hear_nothing()
    raise Stop


def _hear_nothing() -> None:
    # Being told twice must not cut the stop short.
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def _emptied(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.glob("*.db"):
        file.unlink()
    return folder


def _free_port(office: Environment) -> int:
    """The port of the office; in the demonstration, unless it was asked for, the next one that is free."""
    wanted = range(office.port, office.port + 20)
    if not office.demonstration or "FIREWOOD_PORT" in os.environ:
        return office.port
    return next((port for port in wanted if not _is_taken(office.bind, port)), office.port)


def _reserved(bind: str, port: int) -> socket.socket:
    """The door of the pages: bound, so that no other program takes it, and still closed."""
    door = socket.socket(_family(bind))
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((bind, port))
    except OSError as taken:
        door.close()
        allowed = "a port that no other program uses; --port names another one"
        raise BadSetting("FIREWOOD_PORT", str(port), allowed) from taken
    return door


def _is_taken(bind: str, port: int) -> bool:
    try:
        _reserved(bind, port).close()
    except BadSetting:
        return True
    return False


def _family(bind: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in bind else socket.AF_INET


def _answers(bind: str, port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1" if bind == "0.0.0.0" else bind, port, timeout=2)  # noqa: S104
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    return False
