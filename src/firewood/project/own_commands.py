"""The commands of the program itself: up, migrate, drop ballast, doctor."""

import importlib
import importlib.util
from argparse import ArgumentParser, Namespace

from django.apps import apps
from django.conf import settings

from firewood.journal.checks import Check
from firewood.journal.command import Command, say, say_json
from firewood.journal.room import MIB
from firewood.project import settings as program
from firewood.project.ballast import give_up
from firewood.project.node import migrate
from firewood.project.supervisor import Supervisor


def _configure_up(parser: ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="show the record of 2020 and an exercise")
    parser.add_argument("--port", type=int, default=None, help="instead of FIREWOOD_PORT")


def up(chosen: Namespace) -> int:
    """Keep the node up until it is told to stop."""
    return Supervisor(program.OFFICE, port=chosen.port).run()


def migrate_tables(_: Namespace) -> int:
    """The tables were brought up to date when the database was opened; say so."""
    migrate()
    say(f"The tables in {settings.FIREWOOD_DATA} are up to date.")
    return 0


def drop_ballast(_: Namespace) -> int:
    """Give up the ballast, so that a database that stopped on a full disk can start again."""
    freed = give_up(program.OFFICE)
    if not freed:
        say("There is no ballast left: make room on the disk.")
        return 1
    say(f"{freed // MIB} MiB are free now. Make more room, then start the node again if it does not come by itself.")
    return 0


def _configure_doctor(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def doctor(chosen: Namespace) -> int:
    """Test every promise of every app; exit code 1 when one is not kept."""
    results = examine()
    kept = all(result["ok"] for result in results)
    if chosen.json:
        say_json({"ok": kept, "checks": results})
    else:
        for result in results:
            say(f"{'ok     ' if result['ok'] else 'BROKEN '} {result['name']}: {result['detail']}")
    return 0 if kept else 1


def examine() -> list[dict[str, object]]:
    """What every check of every app found: name, ok, detail."""
    return [_tested(check) for check in checks()]


def checks() -> list[Check]:
    """What every app promises, from the lists `CHECKS` in their `checks.py`."""
    names = [f"{config.name}.checks" for config in apps.get_app_configs() if config.name.startswith("firewood.")]
    modules = [importlib.import_module(name) for name in names if importlib.util.find_spec(name)]
    return [check for module in modules for check in module.CHECKS]


def _tested(check: Check) -> dict[str, object]:
    try:
        kept, detail = check.test()
    except Exception as error:  # noqa: BLE001  a check that cannot be made is a finding, and the others still count
        kept, detail = False, f"could not be tested: {error}"
    return {"name": check.name, "ok": kept, "detail": detail}


COMMANDS = [
    Command(
        name="up",
        help="keep the node up: database, pages, worker",
        configure=_configure_up,
        run=up,
        needs_database=False,
    ),
    Command(name="migrate", help="bring the tables up to date", run=migrate_tables),
    Command(
        name="drop ballast",
        help="on a full disk: give up the ballast, so that the database can start",
        run=drop_ballast,
        needs_database=False,
    ),
    Command(name="doctor", help="test what must never be false", configure=_configure_doctor, run=doctor),
]
