"""The ballast: laid when there is ample room, given up when there is none, never in the demonstration."""

import os
import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest

from firewood.journal.room import MIB
from firewood.project.ballast import ballast_of, give_up, lay
from firewood.project.environment import Environment, read_environment
from firewood.project.folder import DataFolder
from firewood.project.postgres import home_of

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An office whose database lies elsewhere, so that the ballast lies in its data folder."""
    address = "postgresql://firewood@localhost/firewood"
    office = read_environment(
        {"FIREWOOD_DATA": str(tmp_path), "FIREWOOD_DATABASE_URL": address, "FIREWOOD_BALLAST": "3"}
    )
    _free(monkeypatch, 3 + 2 * office.room_kept)
    return office


def _free(monkeypatch: pytest.MonkeyPatch, mebibytes: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, mebibytes * MIB))


def test_it_is_laid_once_and_given_up_once(office: Environment) -> None:
    lay(office)
    lay(office)
    assert ballast_of(office) == office.data / "ballast"
    assert os.stat(office.data / "ballast").st_blocks * 512 >= 3 * MIB
    assert (give_up(office), give_up(office)) == (3 * MIB, 0)
    assert list(office.data.iterdir()) == []


def test_it_is_not_laid_without_ample_room(office: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    _free(monkeypatch, 2 + 2 * office.room_kept)
    lay(office)
    assert list(office.data.iterdir()) == []


def test_the_demonstration_and_an_office_that_wants_none_have_none(office: Environment) -> None:
    lay(replace(office, demonstration=True))
    lay(replace(office, ballast=0))
    assert list(office.data.iterdir()) == []


def test_beside_the_built_in_database_it_lies_on_its_disk(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path).prepare()
    assert ballast_of(read_environment({"FIREWOOD_DATA": str(tmp_path)})) == home_of(folder) / "ballast"
