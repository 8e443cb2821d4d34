"""Totals on the command line."""

import json

import pytest

from firewood.aid.commands import COMMANDS
from firewood.project.commands import _parser
from tests.aid.queries.things import item, party, receive


def run(*typed: str) -> int:
    chosen = _parser().parse_args(typed)
    return int(chosen.command.run(chosen))


@pytest.mark.django_db
def test_totals_as_json_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    receive(item("masks"), 100, giver=party("Seoul"))
    assert run("totals", "received", "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["totals"][0]["counted"] == {"quantity": 100, "quality": "exact"}
    assert list(printed) == ["as_of", "direction", "status", "totals"]


@pytest.mark.django_db
def test_totals_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    receive(item("masks"), 1100, giver=party("Seoul"))
    assert run("totals", "received", "--as-of", "2020-03-25") == 0
    assert capsys.readouterr().out.splitlines() == [
        "received, actual, as of 2020-03-25",
        "       unit   counted  reported  stated  unknown acts",
        "masks  piece  1,100    0         –       0",
    ]


@pytest.mark.parametrize("day", ["2020-02-30", "25.3.2020", "20200325", "12x", ""])
def test_a_day_that_is_none_is_refused_with_a_sentence(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        run("totals", "received", "--as-of", day, "--json")
    said = capsys.readouterr()
    assert (refused.value.code, said.out) == (2, "")
    assert f"“{day}” is not a day of the calendar. Write it as 2020-03-25." in said.err


def test_the_commands_are_offered() -> None:
    assert [command.name for command in COMMANDS] == ["export", "totals"]
