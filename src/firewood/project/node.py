"""The node's database made ready: for the supervisor that keeps it up, or for one command."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from firewood.project.database import Passwords, refuse_unfit, set_up, set_up_external
from firewood.project.environment import Environment
from firewood.project.folder import DataFolder, FolderLock, FolderTaken, Holder
from firewood.project.grants import give_grants
from firewood.project.postgres import Cluster, cluster_of

PATIENCE = 120.0  # seconds a command waits for another command or for a node that is just starting


@contextmanager
def open_database(office: Environment) -> Iterator[None]:
    """The database for one command: the running node's, or the built-in PostgreSQL started and stopped around it."""
    folder = DataFolder(office.data)
    lock = FolderLock(folder)
    if not _take_or_join(lock):
        yield
        connections.close_all()
        return
    cluster = None if office.database_url else cluster_of(folder)
    try:
        start_database(office, cluster)
        yield
    finally:
        connections.close_all()
        if cluster:
            cluster.stop()
        lock.give_back()


def start_database(office: Environment, cluster: Cluster | None) -> None:
    """Start the built-in server (None: the office's own server is used), then roles, migrations and grants."""
    folder = DataFolder(office.data)
    passwords = Passwords(owner=folder.secret("owner_password"), app=folder.secret("app_password"))
    if cluster is None:
        refuse_unfit(office.database_url)
        set_up_external(office.database_url, passwords=passwords)
    else:
        cluster.start()
        refuse_unfit(cluster.conninfo())
        set_up(cluster.conninfo(), passwords=passwords)
    migrate()


def migrate() -> int:
    """Bring the tables up to date as their owner and give the app its rights; gives how many migrations were run."""
    waiting = migrations_waiting()
    if waiting:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    give_grants()
    connections["owner"].close()
    return waiting


def migrations_waiting(alias: str = "owner") -> int:
    """How many migrations the database has not seen yet."""
    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _take_or_join(lock: FolderLock) -> bool:
    """True when the folder is ours now, False when a node is up on it; raises FolderTaken after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(FolderTaken):
            lock.take(Holder(os.getpid(), "command"))
            return True
        holder = lock.holder()
        if holder and holder.kind == "up" and holder.ready:
            return False
        time.sleep(0.1)
    raise FolderTaken(lock.folder, lock.holder())
