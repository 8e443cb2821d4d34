"""Parts of the node are killed while clients despatch and receive: no acknowledged act is lost, none is done twice."""

import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.faults.client import Client, Crowd, Notebook
from tests.faults.conftest import Tell
from tests.faults.furnished import everything_stands, furnish
from tests.faults.office import THINGS
from tests.nodes import Node, wait_for

CLIENTS = 4
TARGETS = ("postgres", "web process", "worker", "postgres", "web server")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = Node(tmp_path / "data")
    yield node.up()
    node.remove()


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
def test_no_acknowledged_act_is_lost_and_none_is_done_twice(node: Node, tmp_path: Path, tell: Tell, kills: int) -> None:
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
    tell(
        f"{kills} kills, {len(notebook.acts)} acts acknowledged to {CLIENTS} clients in {took:.0f} s: 0 lost,"
        f" 0 twice; seconds until the next act: {told(seconds)}; answers {dict(notebook.told)}"
    )
