"""Parts of the node are killed while clients despatch and receive: no acknowledged act is lost, none is done twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
import pytest

from tests.faults.client import Client, Crowd, Notebook
from tests.faults.office import STOCK, THINGS
from tests.nodes import SOURCE, Node, wait_for

ROOT = Path(__file__).parents[2]
CLIENTS = 4
TARGETS = ("postgres", "web process", "worker", "postgres", "web server")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = Node(tmp_path / "data")
    yield node.up()
    node.remove()


def furnish(node: Node) -> str:
    """Make the node an office with full shelves; gives the token of a client."""
    environment = {**node.environment, "PYTHONPATH": f"{SOURCE}:{ROOT}"}
    command = [sys.executable, "-m", "tests.faults.office"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["token"])


def rows(node: Node, query: str) -> list[Any]:
    """What the database itself says."""
    from firewood.project.postgres import cluster_of

    with psycopg.connect(cluster_of(node.folder).conninfo("firewood")) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def victims(node: Node, target: str) -> list[int]:
    if target == "web process":
        return node.pids("web")[1:][-1:]
    return node.pids(target.removesuffix(" server"))[:1]


def kill_and_wait(node: Node, notebook: Notebook, target: str, crowd: Crowd) -> float:
    """Kill, and wait until an act was acknowledged that began afterwards; gives the seconds in between."""
    killed = wait_for(lambda: victims(node, target), seconds=30)
    os.kill(killed[0], signal.SIGKILL)
    at = time.monotonic()
    if target == "worker":
        wait_for(lambda: victims(node, target) not in ([], killed), seconds=30)
    wait_for(lambda: notebook.last_begun > at or crowd.troubles, seconds=60)
    return time.monotonic() - at


def told(seconds: dict[str, list[float]]) -> str:
    parts = (f"{part} {median(taken):.1f} (at most {max(taken):.1f})" for part, taken in sorted(seconds.items()))
    return ", ".join(parts)


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.nightly)])
def test_no_acknowledged_act_is_lost_and_none_is_done_twice(node: Node, tmp_path: Path, kills: int) -> None:
    token, notebook = furnish(node), Notebook(tmp_path / "acknowledged")
    chance = random.Random(2020)
    crowd = Crowd([Client(node.port, token, notebook) for _ in range(CLIENTS)], THINGS).start()
    seconds: dict[str, list[float]] = defaultdict(list)
    started = time.monotonic()
    try:
        for number in range(kills):
            before = len(notebook.acts)
            wait_for(lambda before=before: len(notebook.acts) >= before + 4 or crowd.troubles, seconds=60)
            assert crowd.troubles == []
            time.sleep(chance.random() * 0.3)
            target = TARGETS[number % len(TARGETS)]
            seconds[target].append(kill_and_wait(node, notebook, target, crowd))
    finally:
        crowd.stop()
    took = time.monotonic() - started
    assert crowd.troubles == []
    everything_stands(node, notebook, crowd.done)
    print(
        f"\n{kills} kills, {len(notebook.acts)} acts acknowledged to {CLIENTS} clients in {took:.0f} s: 0 lost,"
        f" 0 twice; seconds until the next act: {told(seconds)}; answers {dict(notebook.told)}"
    )


def everything_stands(node: Node, notebook: Notebook, done: dict[str, tuple[str, int]]) -> None:
    """What the clients wrote down is what the books say, to the unit, and the doctor agrees."""
    written = [json.loads(line) for line in notebook.path.read_text().splitlines()]
    acts = Counter(act["path"].rpartition("/")[2] for act in written)
    begun = {act["number"] for act in written if act["path"] in ("/consignments", "/announcements")}
    given = {number: quantity for number, (way, quantity) in done.items() if way == "give"}
    taken = {number: quantity for number, (way, quantity) in done.items() if way == "take"}

    found = dict(rows(node, "SELECT number, state FROM aid_consignment"))
    assert set(found) == begun == set(done)
    assert set(found.values()) == {"received"}
    receipts = "SELECT c.number, sum(l.received_quantity), count(*) FROM aid_receipt r JOIN aid_consignment c"
    receipts += " ON c.id = r.consignment_id JOIN aid_receiptline l ON l.receipt_id = r.id GROUP BY 1"
    assert {number: (total, count) for number, total, count in rows(node, receipts)} == {
        number: (quantity, 1) for number, quantity in (given | taken).items()
    }
    kinds = dict(rows(node, "SELECT kind, count(*) FROM supplies_ledgerentry GROUP BY 1"))
    assert (kinds["despatch"], kinds["partner_receipt"], kinds["receipt"]) == (len(given), len(given), len(taken))
    assert (acts["pack"], acts["despatch"], acts["receipts"]) == (len(given), len(given), len(found))
    events = dict(rows(node, "SELECT event, count(*) FROM journal_entry GROUP BY 1"))
    assert events["aid.consignment.despatched"] == len(given)
    assert events["aid.receipt.issued"] == len(found)

    places = dict(rows(node, "SELECT usage, sum(quantity) FROM supplies_balance GROUP BY 1"))
    went, came = sum(given.values()), sum(taken.values())
    assert places["store"] == STOCK * len(THINGS) - went + came
    assert (places["partner"], places["transit"], places["donor"]) == (went, 0, -came)

    doctor = node.run("doctor", "--json")
    checks = {check["name"]: (check["ok"], check["detail"]) for check in json.loads(doctor.stdout)["checks"]}
    assert {name: why for name, why in checks.items() if not why[0] and name != "room"} == {}
