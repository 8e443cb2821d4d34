"""The node outlives the death of any of its parts, and never runs twice on one folder."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from firewood.project.folder import DataFolder
from firewood.project.postgres import cluster_of, home_of
from tests.nodes import PROGRAM, Node, wait_for


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """One node for all stories of this file; each leaves it up."""
    node = Node(tmp_path_factory.mktemp("node") / "closed" / "data")
    node.path.parent.mkdir(mode=0o700)
    try:
        yield node.up()
    finally:
        node.remove()


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("part", ["postgres", "web", "worker"])
def test_a_killed_part_comes_back(node: Node, part: str) -> None:
    before = node.pids(part)[0]
    _kill(before)
    wait_for(lambda: node.pids(part) and before not in node.pids(part) and node.get("/readyz")[0] == 200)
    assert node.process is not None
    assert node.process.poll() is None


WORK = """
import time, django; django.setup()
from procrastinate.contrib.django.models import ProcrastinateJob
from firewood.project.tasks import forget_ended_sessions
job, state = forget_ended_sessions.defer(timestamp=0), "todo"
while state in ("todo", "doing"):
    time.sleep(0.05)
    state = ProcrastinateJob.objects.get(pk=job).status
print(state)
"""


def test_work_is_done_after_the_database_died(node: Node) -> None:
    _kill(node.pids("postgres")[0])
    wait_for(lambda: node.get("/readyz")[0] == 200)
    environment = {**node.environment, "DJANGO_SETTINGS_MODULE": "firewood.project.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WORK], env=environment, capture_output=True, text=True, check=False, timeout=180
    )
    assert (done.stdout, done.stderr) == ("succeeded\n", "")


def test_one_killed_web_process_does_not_end_the_pages(node: Node) -> None:
    _kill(node.pids("web")[-1])
    wait_for(lambda: node.get("/healthz") == (200, b"ok\n"))


@pytest.mark.parametrize("spared", [1, 0], ids=["both workers", "the whole web server"])
def test_who_asks_while_no_web_process_lives_waits_and_is_answered(node: Node, spared: int) -> None:
    for pid in node.pids("web")[spared:]:
        _kill(pid)
    assert node.get("/readyz")[0] == 200
    wait_for(lambda: len(node.pids("web")) == 3)


@pytest.mark.alone
def test_second_up_is_refused_at_once_and_names_the_first(node: Node) -> None:
    assert node.process is not None
    sentence = f"firewood: {node.path} is in use by process {node.process.pid} (http://localhost:{node.port}).\n"
    seconds = []
    for _ in range(3):  # the quickest counts: the machine may be busy with something else, the program is not
        started = time.monotonic()
        second = node.run("up")
        seconds.append(time.monotonic() - started)
        assert (second.returncode, second.stdout, second.stderr) == (1, "", sentence)
    assert min(seconds) < 2
    assert node.get("/healthz")[0] == 200


def test_a_command_uses_the_node_that_is_up(node: Node) -> None:
    before = node.pids("postgres")
    assert node.run("doctor").returncode == 0
    assert node.pids("postgres") == before


def test_after_a_killed_supervisor_the_next_up_cleans_up(node: Node) -> None:
    assert node.process is not None
    left_over = [*node.pids("postgres"), *node.pids("web"), *node.pids("worker")]
    node.process.kill()
    node.process.communicate()
    assert all(psutil.pid_exists(pid) for pid in left_over)
    node.up()
    assert not [pid for pid in left_over if psutil.pid_exists(pid)]
    assert node.get("/readyz")[0] == 200


@pytest.mark.alone
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order_and_leaves_nothing(node: Node, number: int) -> None:
    running = [*node.pids("postgres"), *node.pids("web"), *node.pids("worker")]
    code, seconds = node.stop(number)
    assert code == 0
    assert seconds < 10
    assert not [pid for pid in running if psutil.pid_exists(pid)]
    assert "database system is shut down" in (node.folder.logs / "postgres.log").read_text().splitlines()[-1]
    node.up()


def test_of_two_at_once_one_wins(node: Node) -> None:
    node.stop()
    first, second = node.launch(), node.launch()
    loser = wait_for(lambda: next((one for one in (first, second) if one.poll() is not None), None), seconds=60)
    node.process = second if loser is first else first
    assert "is in use by process" in loser.communicate()[1]
    wait_for(lambda: node.get("/readyz")[0] == 200)
    wait_for(lambda: node.holder().ready)


def test_a_taken_port_is_refused_by_number(node: Node, tmp_path: Path) -> None:
    other = Node(tmp_path / "other", port=node.port)
    try:
        refused = other.run("up", "--port", str(node.port))
    finally:
        other.remove()
    allowed = "a port that no other program uses; --port names another one"
    assert refused.returncode == 1
    assert refused.stderr == f"firewood: FIREWOOD_PORT='{node.port}' is refused. Allowed: {allowed}\n"


# The database folder in every sad state


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    folder = DataFolder(tmp_path / "data").prepare()
    yield folder
    shutil.rmtree(home_of(folder), ignore_errors=True)


def _starts(folder: DataFolder) -> bool:
    cluster = cluster_of(folder)
    cluster.start()
    ready = cluster.is_ready()
    cluster.stop()
    return ready


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(folder: DataFolder) -> None:
    assert _starts(folder)
    data = cluster_of(folder).data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n\n\n  1 1\nready\n")
    assert _starts(folder)


def test_a_half_made_database_is_made_again(folder: DataFolder) -> None:
    home = home_of(folder)
    (home / "cluster.making-1" / "base").mkdir(parents=True)
    (home / "cluster" / "base").mkdir(parents=True)
    assert _starts(folder)
    assert (home / "cluster" / "PG_VERSION").read_text() == "18\n"
    assert not list(home.glob("cluster.making-*"))
    assert len(list(home.glob("cluster.unfinished-*"))) == 1


def test_a_start_killed_while_it_makes_the_database_is_made_good(tmp_path: Path) -> None:
    node = Node(tmp_path / "data")
    process = node.launch()
    wait_for(lambda: node.folder.id and list(home_of(node.folder).glob("cluster.making-*/base/1")))
    process.kill()
    process.communicate()
    node.up()
    assert node.get("/readyz")[0] == 200
    node.stop()
    node.remove()


def test_a_server_left_over_is_stopped_before_the_next_one_starts(folder: DataFolder) -> None:
    first, second = cluster_of(folder), cluster_of(folder)
    first.start()
    second.start()
    assert first.process is not None
    assert first.process.wait(10) == 0
    assert second.is_ready()
    second.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps the database outside the data folder")
def test_a_copied_folder_does_not_write_to_the_database_of_the_first(folder: DataFolder, tmp_path: Path) -> None:
    assert _starts(folder)
    shutil.copytree(folder.path, tmp_path / "copy")
    copy = Node(tmp_path / "copy")
    refused = copy.run("doctor")
    assert refused.returncode == 1
    assert f"copy is a copy of {folder.path}" in refused.stderr


def test_commands_of_a_node_that_is_down_take_turns(tmp_path: Path) -> None:
    node = Node(tmp_path / "data")
    command = [*PROGRAM, "doctor", "--json"]
    both = [
        subprocess.Popen(command, env=node.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=180) for one in both]
    assert [(one.returncode, err) for one, (_, err) in zip(both, said, strict=True)] == [(0, ""), (0, "")]
    assert all(re.match(r'\{\s+"ok": true', out) for out, _ in said)
    node.remove()
