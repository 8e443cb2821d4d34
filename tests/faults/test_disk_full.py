"""The disk runs full while clients despatch: acts are refused clearly, nothing is lost, the node comes back."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from firewood.project.ballast import ballast_of
from firewood.project.environment import read_environment
from firewood.project.postgres import home_of
from tests.faults.client import Client, Crowd, Notebook, give
from tests.faults.conftest import Tell
from tests.faults.furnished import everything_stands, furnish, rows, superuser
from tests.faults.office import THINGS
from tests.nodes import Node, wait_for

MIB = 1024**2
SIZE, BALLAST, KEPT = 400, 48, 32  # MiB
ALMOST_FULL = "The disk of this office is almost full"
CLEAR = ("The disk of this office is full.", "The database does not answer just now.")


@dataclass
class SmallDisk:
    """A disk of SIZE MiB that holds the data folder and the database, and a file that fills it."""

    path: Path

    @property
    def filler(self) -> Path:
        return self.path / "filler"

    @property
    def free(self) -> int:
        return shutil.disk_usage(self.path).free // MIB

    def leave(self, mebibytes: int) -> None:
        """Fill the disk until so much is free."""
        size = self.filler.stat().st_size if self.filler.exists() else 0
        wanted = size + shutil.disk_usage(self.path).free - mebibytes * MIB
        with self.filler.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, max(wanted, size + 1))

    def fill(self) -> None:
        """Leave nothing at all."""
        with suppress(OSError):
            self.leave(0)
        with self.filler.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"x" * 4096)

    def clear(self) -> None:
        self.filler.unlink()


def mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"NOT PROVEN HERE: a full disk, because no small disk can be mounted ({done.stderr.strip()})")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if os.geteuid() != 0:
        pytest.skip("NOT PROVEN HERE: a full disk, because only root can mount a small one")
    path = tmp_path / "disk"
    path.mkdir()
    mount("-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", str(path))
    yield SmallDisk(path)
    subprocess.run(["umount", "--lazy", str(path)], check=False)


@pytest.fixture
def node(disk: SmallDisk) -> Iterator[Node]:
    """A node whose data folder and database both lie on the small disk."""
    settings = {"FIREWOOD_ROOM_KEPT": str(KEPT), "FIREWOOD_BALLAST": str(BALLAST)}
    node = Node(disk.path / "data", settings=settings)
    home = home_of(node.folder.prepare())
    (disk.path / "database").mkdir()
    home.mkdir(parents=True)
    mount("--bind", str(disk.path / "database"), str(home))
    yield node.up()
    node.remove()
    subprocess.run(["umount", "--lazy", str(home)], check=False)
    home.rmdir()


def write_until_full(node: Node) -> None:
    """Let the database write until it finds no room any more."""
    with suppress(psycopg.Error), psycopg.connect(superuser(node), autocommit=True) as connection:
        while True:
            connection.execute("SELECT pg_logical_emit_message(true, 'fill', repeat('x', 1000000))")


def test_a_full_disk_is_refused_clearly_and_nothing_acknowledged_is_lost(
    node: Node, disk: SmallDisk, tmp_path: Path, tell: Tell
) -> None:
    token, notebook = furnish(node), Notebook(tmp_path / "acknowledged")
    client, done = Client(node.port, token, notebook, patience=120), {}
    done[give(client, "masks", 5)] = ("give", 5)
    assert ballast_of(read_environment(node.environment)).stat().st_size == BALLAST * MIB
    refused_below_the_floor(node, disk, client)
    done[give(client, "masks", 6)] = ("give", 6)
    client.close()
    node.stop()
    notebook.sentences.clear()

    # Without a floor the database itself runs into the wall, while two clients are at work.
    node.settings["FIREWOOD_ROOM_KEPT"] = "0"
    node.up()
    crowd = Crowd([Client(node.port, token, notebook, patience=120) for _ in range(2)], THINGS).start()
    try:
        full_and_back(node, disk, notebook, crowd)
    finally:
        crowd.stop()
    assert crowd.troubles == []
    assert {sentence for sentence in notebook.sentences if not sentence.startswith(CLEAR)} == set()
    everything_stands(node, notebook, done | crowd.done)
    tell(f"full disk: {len(notebook.acts)} acts acknowledged, 0 lost, 0 twice; answers {dict(notebook.told)}")


def refused_below_the_floor(node: Node, disk: SmallDisk, client: Client) -> None:
    """Every act is refused with the sentence; reading goes on, and the database never notices."""
    disk.leave(KEPT - 8)
    before = rows(node, "SELECT count(*) FROM journal_entry")
    lines = [{"item": "masks", "quantity": 5, "unit": "piece"}]
    refused = client.ask("/consignments", {"giver": "beijing", "receiver": "seoul", "lines": lines}, key="early")
    assert (refused.status, refused.body["code"]) == (507, "no_room")
    assert refused.body["message"].startswith(ALMOST_FULL)
    assert client.ask("/consignments").status == 200
    assert node.get("/readyz")[0] == 503
    assert rows(node, "SELECT count(*) FROM journal_entry") == before
    disk.clear()


def full_and_back(node: Node, disk: SmallDisk, notebook: Notebook, crowd: Crowd) -> None:
    """Nothing is left on the disk; what the ballast gives up is enough for the database to come back by itself."""
    acts = len(notebook.acts)
    wait_for(lambda: len(notebook.acts) > acts + 4 or crowd.troubles, seconds=60)
    disk.fill()
    write_until_full(node)
    disk.fill()
    wait_for(lambda: notebook.told[503] + notebook.told[507] > 0 or crowd.troubles, seconds=60)
    ready = wait_for(lambda: node.get("/readyz")[1], seconds=60)
    assert json.loads(ready)["ok"] is False
    status, page = wait_for(lambda: found if (found := node.get("/sign-in"))[0] else None, seconds=60)
    assert status != 500
    assert b"Traceback" not in page
    acts = len(notebook.acts)

    freed = node.run("drop", "ballast")
    assert (freed.returncode, freed.stderr) == (0, "")
    assert freed.stdout.startswith(f"{BALLAST} MiB are free now.")
    wait_for(lambda: len(notebook.acts) > acts + 4 or crowd.troubles, seconds=90)
    disk.clear()
