"""What may be set from outside: everything else stops the start with name, value and allowed values."""

import subprocess
import sys
from pathlib import Path

import pytest

from firewood.project.environment import BadSetting, read_environment
from tests.nodes import Node


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("FIREWOOD_PROT", "8020", "one of the names FIREWOOD_DATA, FIREWOOD_DATABASE_URL"),
        ("FIREWOOD_PORT", "80a", "a port from 1 to 65535"),
        ("FIREWOOD_PORT", "65536", "a port from 1 to 65535"),
        ("FIREWOOD_DATA", "", "a folder; it is made when it is missing"),
        ("FIREWOOD_DATABASE_URL", "mysql://x/y", "postgresql://user:password@host:port/database"),
        ("FIREWOOD_DATABASE_URL", "postgresql://x", "postgresql://user:password@host:port/database"),
        ("FIREWOOD_LANGUAGE", "fr", "en, de, zh-hans"),
        ("FIREWOOD_ZONE", "Beijing", "a time zone such as Asia/Shanghai"),
        ("FIREWOOD_CLOCK", "2020-02-30", "a day such as 2020-10-09"),
        ("FIREWOOD_PUBLIC_URL", "firewood.example", "https://name.of.the.office"),
        ("FIREWOOD_ROOM_KEPT", "-1", "a whole number of MiB"),
        ("FIREWOOD_BALLAST", "some", "a whole number of MiB"),
        ("FIREWOOD_LOG", "loud", "debug, info, warning, error"),
        ("FIREWOOD_MAIL_SERVER", "mail.example", "smtp://user:password@host:587"),
        ("FIREWOOD_MAIL_FROM", "office", "empty, or an address"),
        ("FIREWOOD_MAIL_FROM", "office@example.org", "empty while FIREWOOD_MAIL_SERVER is empty"),
        ("FIREWOOD_MAIL_HOUR", "24", "an hour of the day from 0 to 23"),
        ("FIREWOOD_BIND", "0.0.0.0", "127.0.0.1 while FIREWOOD_PUBLIC_URL is empty"),
    ],
)
def test_a_bad_setting_names_itself_its_value_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read_environment({name: value})
    assert str(refused.value).startswith(f"{name}='{value}' is refused. Allowed: ")
    assert allowed in str(refused.value)


def test_nothing_needs_to_be_set() -> None:
    office = read_environment({"HOME": "/home/liu"})
    assert (office.data, office.port, office.bind) == (Path("var/demo").absolute(), 8020, "127.0.0.1")
    assert (office.demonstration, office.clock) == (True, "2020-10-09")


def test_a_named_folder_is_an_office_of_its_own_with_the_real_clock(tmp_path: Path) -> None:
    office = read_environment({"FIREWOOD_DATA": str(tmp_path)})
    assert (office.data, office.demonstration, office.clock) == (tmp_path, False, "")


def test_a_folder_marked_as_demonstration_stays_one(tmp_path: Path) -> None:
    (tmp_path / "demonstration").touch()
    office = read_environment({"FIREWOOD_DATA": str(tmp_path)})
    assert (office.demonstration, office.clock) == (True, "2020-10-09")


def test_the_program_stops_before_it_makes_anything(tmp_path: Path) -> None:
    node = Node(tmp_path / "data", settings={"FIREWOOD_PORT": "0"})
    for command in ("up", "doctor"):
        refused = node.run(command)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == "firewood: FIREWOOD_PORT='0' is refused. Allowed: a port from 1 to 65535\n"
    assert not node.path.exists()


def test_an_office_that_others_reach_passes_djangos_own_check(tmp_path: Path) -> None:
    node = Node(tmp_path / "data", settings={"FIREWOOD_PUBLIC_URL": "https://firewood.example.org"})
    node.folder.prepare()
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {**node.environment, "DJANGO_SETTINGS_MODULE": "firewood.project.settings"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (3 silenced).\n")


def test_a_mail_server_needs_a_sender_and_is_refused_in_the_demonstration(tmp_path: Path) -> None:
    server = "smtps://liu:warm-hands@mail.example:465"
    told = {"FIREWOOD_DATA": str(tmp_path / "office"), "FIREWOOD_MAIL_SERVER": server}
    with pytest.raises(BadSetting, match="who sends the mail"):
        read_environment(told)
    assert read_environment({**told, "FIREWOOD_MAIL_FROM": "office@example.org"}).mail_server == server
    with pytest.raises(BadSetting, match="never sends anything") as refused:
        read_environment({"FIREWOOD_MAIL_SERVER": server, "FIREWOOD_MAIL_FROM": "office@example.org"})
    assert "warm-hands" not in str(refused.value)


def test_a_password_is_not_repeated_when_an_address_cannot_be_read() -> None:
    with pytest.raises(BadSetting) as refused:
        read_environment({"FIREWOOD_MAIL_SERVER": "ftp://liu:warm-hands@mail.example"})
    assert "warm-hands" not in str(refused.value)
