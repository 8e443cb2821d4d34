"""100,000 postings by eight clients while the database is killed five times: every balance is still their sum."""

import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connections, transaction

from firewood.journal.refusals import NotNow
from firewood.project.database import Passwords, set_up
from firewood.project.folder import DataFolder
from firewood.project.postgres import Cluster, cluster_of, home_of
from firewood.supplies import checks
from firewood.supplies.ledger import Event, Goods, post, written
from firewood.supplies.models import LedgerEntry, Posting
from firewood.supplies.states import EntryKind, Usage
from tests.aid.world import AT, WANG
from tests.databases import TestServer, _migrate, point_django_at
from tests.faults.conftest import Tell
from tests.nodes import wait_for
from tests.supplies.books import PLACES, Books, books

CLIENTS, KILLS, POSTINGS, MOVES = 8, 5, 100_000, 50
ENTRIES = POSTINGS // (2 * MOVES)


@pytest.fixture
def durable(
    tmp_path: Path, django_db_setup: None, server: TestServer, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Cluster]:
    """A PostgreSQL that keeps what it has acknowledged, with an empty node's tables; Django looks at it meanwhile."""
    shared = connections["default"].settings_dict["NAME"]
    folder = DataFolder(tmp_path / "data").prepare()
    cluster = cluster_of(folder)
    cluster.start()
    passwords = Passwords(owner=folder.secret("owner_password"), app=folder.secret("app_password"))
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            set_up(cluster.conninfo(), passwords=passwords, database="firewood")
            _migrate(cluster, folder, "firewood")
            yield cluster
        finally:
            connections.close_all()
            point_django_at(server.cluster, server.folder, shared)
            cluster.stop()
            shutil.rmtree(home_of(folder), ignore_errors=True)


class Clerk(threading.Thread):
    """Writes one random entry after the other, each under a key of its own, and asks again when no answer came."""

    def __init__(self, here: Books, number: int) -> None:
        super().__init__()
        self.here, self.chance = here, random.Random(number)
        self.keys = [f"{number}-{entry}" for entry in range(ENTRIES // CLIENTS)]
        self.acknowledged: list[str] = []
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            for key in self.keys:
                self._write(key)
        except Exception as trouble:  # noqa: BLE001  the story tells it
            self.trouble = trouble
        finally:
            connections.close_all()

    def _write(self, key: str) -> None:
        moves = self._moves()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and key not in self.acknowledged:
            try:
                with transaction.atomic():
                    if not written(key):
                        post(Event(EntryKind.COUNT, "test", "actual", key, WANG, AT), moves)
                self.acknowledged.append(key)
            except NotNow:
                moves = self._moves()  # a place would fall below zero: another entry under the same key
            except (OperationalError, InterfaceError):
                connections["default"].close()
                time.sleep(0.05)
        assert key in self.acknowledged, f"{key} was not answered in a minute"

    def _moves(self) -> list[object]:
        return [self._move() for _ in range(MOVES)]

    def _move(self) -> object:
        origin = self.chance.choice((Usage.OPENING, Usage.DONOR) * 4 + PLACES[2:])
        target = self.chance.choice([usage for usage in PLACES if usage != origin])
        item, donor, quality = (
            self.chance.choice("01"),
            self.chance.choice("01"),
            self.chance.choice(("exact", "at_least")),
        )
        goods: Goods = self.here.goods(
            self.chance.randint(1, 20), item=int(item), donor=int(donor), lot=item == "0", quality=quality
        )
        return self.here.move(goods, origin, target)


def test_100_000_postings_by_eight_clients_and_five_kills(durable: Cluster, tell: Tell) -> None:
    here = books()
    clerks = [Clerk(here, number) for number in range(CLIENTS)]
    started = time.monotonic()
    for clerk in clerks:
        clerk.start()
    for kill in range(1, KILLS + 1):
        due = kill * ENTRIES // (KILLS + 2)
        wait_for(lambda due=due: sum(len(clerk.acknowledged) for clerk in clerks) >= due, seconds=120)
        assert durable.process is not None
        os.kill(durable.process.pid, signal.SIGKILL)
        durable.process.wait()
        durable.start()
    for clerk in clerks:
        clerk.join(180)
    took = time.monotonic() - started
    connections.close_all()  # ours died, too
    assert [clerk.trouble for clerk in clerks if clerk.trouble] == []
    acknowledged = {key for clerk in clerks for key in clerk.acknowledged}
    kept = set(LedgerEntry.objects.filter(document="test").values_list("idempotency_key", flat=True))
    assert kept == acknowledged
    assert (len(kept), Posting.objects.count()) == (ENTRIES, POSTINGS)
    for check in checks.CHECKS:
        assert check.test()[0], check.test()[1]
    tell(f"{POSTINGS:,} postings in {ENTRIES:,} entries by {CLIENTS} clients, {KILLS} kills: all kept, {took:.0f} s")
