"""Databases for tests: one PostgreSQL, one migrated template and one with the record of 2020 loaded, copies of them."""

import hashlib
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from firewood.project.database import OWNER, Passwords, set_up
from firewood.project.folder import DataFolder, FolderLock, Holder
from firewood.project.grants import give_grants
from firewood.project.postgres import FORGETFUL, Cluster, cluster_of

SOURCE = Path(__file__).parent.parent / "src" / "firewood"
RECORD = Path(__file__).parent.parent / "records" / "2020"
LOADED = datetime(2020, 10, 9, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class TestServer:
    """A running PostgreSQL for tests and the name of the migrated database that is copied."""

    __test__ = False

    cluster: Cluster
    folder: DataFolder
    template: str

    @cached_property
    def recorded(self) -> str:
        """The name of a second template with the record of 2020 loaded; made once in a run, when it is wanted."""
        from firewood.accounts.actor import program
        from firewood.desk.record.loading import load_record

        name = self.copy()
        with django_at(self, name):
            load_record(RECORD, actor=program("record test"), at=LOADED)
        return name

    def copy(self, template: str = "") -> str:
        """A database of its own, like the template; gives its name."""
        name = f"test_{secrets.token_hex(5)}"
        command = "CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY"
        self._execute(command, name, template or self.template, OWNER)
        self._execute("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
        self._execute("GRANT CONNECT, TEMPORARY ON DATABASE {} TO firewood_app", name)
        return name

    def drop(self, name: str) -> None:
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def superuser(self, name: str) -> str:
        """How the superuser connects to a database, for tests that must plant a fault."""
        return self.cluster.conninfo(name)

    def _execute(self, command: str, *names: str) -> None:
        with psycopg.connect(self.cluster.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


@contextmanager
def test_server() -> Iterator[TestServer]:
    """A PostgreSQL in a temporary folder, removed afterwards; or the one kept in the folder FIREWOOD_TEST_POSTGRES."""
    kept = os.environ.get("FIREWOOD_TEST_POSTGRES")
    with tempfile.TemporaryDirectory(prefix="firewood-test-") as temporary:
        folder = DataFolder(Path(kept or temporary)).prepare()
        cluster = cluster_of(folder, options=FORGETFUL)
        _start(cluster, folder)
        try:
            server = TestServer(cluster, folder, _template(cluster, folder))
            yield server
            if "recorded" in vars(server):
                server.drop(server.recorded)
        finally:
            if not kept:
                cluster.remove()


def _start(cluster: Cluster, folder: DataFolder) -> None:
    lock = FolderLock(folder)
    lock.take(Holder(os.getpid(), "command"), patience=60)
    if not cluster.is_ready():
        cluster.start()
        if cluster.process and "FIREWOOD_TEST_POSTGRES" in os.environ:
            cluster.process.returncode = 0  # it stays when we go; Python need not warn about that
    lock.give_back()


test_server.__test__ = False  # type: ignore[attr-defined]


def _template(cluster: Cluster, folder: DataFolder) -> str:
    """The migrated database; its name changes with every migration, so a kept server keeps it between runs."""
    passwords = Passwords(owner=folder.secret("owner_password"), app=folder.secret("app_password"))
    name = f"template_{_digest_of_migrations()}"
    with psycopg.connect(cluster.conninfo(), autocommit=True) as connection:
        # Two test runs may share a kept server: one makes the template, the other waits for it.
        connection.execute("SELECT pg_advisory_lock(2020)")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            making = f"making_{secrets.token_hex(5)}"
            set_up(cluster.conninfo(), passwords=passwords, database=making)
            _migrate(cluster, folder, making)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(making), sql.Identifier(name)))
    return name


def _migrate(cluster: Cluster, folder: DataFolder, database: str) -> None:
    point_django_at(cluster, folder, database)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    give_grants()
    connections.close_all()


def point_django_at(cluster: Cluster, folder: DataFolder, database: str) -> None:
    """Let both doors of Django open onto this database."""
    for alias in ("default", "owner"):
        connections[alias].close()
        role = "app" if alias == "default" else "owner"
        connections[alias].settings_dict.update(
            HOST=str(cluster.socket), PORT="", NAME=database, PASSWORD=folder.secret(f"{role}_password")
        )
        connections[alias].settings_dict["OPTIONS"].pop("pool", None)


@contextmanager
def django_at(server: TestServer, name: str) -> Iterator[None]:
    """Django looks at this database, and afterwards at the one as before."""
    before = connections["default"].settings_dict["NAME"]
    point_django_at(server.cluster, server.folder, name)
    try:
        yield
    finally:
        connections.close_all()
        point_django_at(server.cluster, server.folder, before)


@contextmanager
def own_database(server: TestServer, *, recorded: bool = False) -> Iterator[str]:
    """Django looks at a database that nobody else has, empty or with the record of 2020 loaded; gives its name."""
    name = server.copy(server.recorded if recorded else server.template)
    with django_at(server, name):
        yield name
    server.drop(name)


def _digest_of_migrations() -> str:
    digest = hashlib.sha256()
    files = [*SOURCE.glob("*/migrations/*.py"), *SOURCE.glob("*/models.py"), *SOURCE.glob("*/models/*.py")]
    for path in sorted([*files, *SOURCE.glob("project/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def stop_kept_server(folder: Path) -> None:
    """Stop the server kept in a folder: `python -m tests.databases FOLDER`."""
    data = cluster_of(DataFolder(folder)).data
    with suppress(FileNotFoundError):
        subprocess.run(["kill", "-INT", (data / "postmaster.pid").read_text().split()[0]], check=False)


if __name__ == "__main__":
    stop_kept_server(Path(sys.argv[1]))
