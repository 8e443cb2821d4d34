"""Aid on the command line: totals."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from django.utils.translation import gettext as _

from firewood.aid.exports import TABLES, lines_of
from firewood.aid.queries.figures import Figure, Row, Totals
from firewood.aid.queries.lists import Asked
from firewood.aid.queries.totals import totals
from firewood.aid.states import Direction
from firewood.journal.clock import read_day
from firewood.journal.command import Command, say, say_json
from firewood.journal.standing import Status
from firewood.languages.numbers import show_quantity


def a_day(typed: str) -> date:
    """A day written as 2020-03-25; anything else is refused with a sentence."""
    found = read_day(typed)
    if found is None:
        sentence = _("“%(typed)s” is not a day of the calendar. Write it as 2020-03-25.")
        raise ArgumentTypeError(sentence % {"typed": typed})
    return found


def _configure_totals(parser: ArgumentParser) -> None:
    parser.add_argument("direction", choices=[str(direction) for direction in Direction], help="seen from us")
    parser.add_argument("--as-of", type=a_day, default=None, metavar="DAY", help="up to the end of this day")
    parser.add_argument("--exercise", action="store_true", help="the exercise instead of what is real")
    parser.add_argument("--json", action="store_true", help="print JSON")


def show_totals(chosen: Namespace) -> int:
    """Print what was received or given: counted, reported, stated, and how much is unknown."""
    status = Status.EXERCISE if chosen.exercise else Status.ACTUAL
    found = totals(chosen.direction, as_of=chosen.as_of, status=status)
    if chosen.json:
        say_json(found.as_json())
    else:
        for line in table(found):
            say(line)
    return 0


def table(found: Totals) -> list[str]:
    """The totals as lines of text, the columns under each other."""
    head = f"{found.direction}, {found.status}, as of {found.as_of}"
    rows = [("", "unit", "counted", "reported", "stated", "unknown acts"), *map(_cells, found.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return [
        head,
        *("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows),
    ]


def _cells(row: Row) -> tuple[str, ...]:
    stated = "; ".join(_shown(stated.figure) for stated in row.stated) or "–"
    return row.name, row.unit, _shown(row.counted), _shown(row.reported), stated, str(row.unknown_acts)


def _shown(figure: Figure) -> str:
    return show_quantity(figure.quantity, quality=figure.quality)


def _configure_export(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(TABLES), help="which table")
    parser.add_argument(
        "--as-of", type=a_day, default=None, metavar="DAY", help="for totals: up to the end of this day"
    )
    parser.add_argument("--exercise", action="store_true", help="the exercise instead of what is real")


def export(chosen: Namespace) -> int:
    """Print one table as CSV with HXL hashtags."""
    status = Status.EXERCISE if chosen.exercise else Status.ACTUAL
    for line in lines_of(TABLES[chosen.what], Asked(status=str(status)), as_of=chosen.as_of):
        sys.stdout.write(line)
    return 0


COMMANDS = [
    Command(name="export", help="a table as CSV with HXL hashtags", configure=_configure_export, run=export),
    Command(
        name="totals",
        help="what was received or given: counted, reported, stated, unknown",
        configure=_configure_totals,
        run=show_totals,
    ),
]
