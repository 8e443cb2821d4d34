"""The program `firewood`.

Each app offers its commands in `commands.py` as a list `COMMANDS` of `firewood.journal.command.Command`; an app is
found by being installed, nothing has to be registered. A command finds the database open, whether or not the node is
up. Exit codes: 0 done, 1 refused or a promise not kept, 2 not understood.
"""

import errno
import importlib
import importlib.util
import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from typing import TypeAlias

import django
from django.apps import apps
from django.db import OperationalError

from firewood.journal.command import Command
from firewood.journal.refusals import Refused, Unreadable
from firewood.project.database import DatabaseUnfit
from firewood.project.environment import PART, BadSetting, Environment, read_environment
from firewood.project.folder import DataFolder, FolderTaken, NotADemonstration
from firewood.project.postgres import PostgresFailed


def run(typed: list[str]) -> int:
    """Run one command as typed, without the name of the program; whatever is refused is said on standard error."""
    try:
        return _run(typed)
    except Unreadable as refused:
        return _complain(*[f"{problem.field}: {problem.message}" for problem in refused.problems])
    except (
        Refused,
        BadSetting,
        FolderTaken,
        NotADemonstration,
        PostgresFailed,
        DatabaseUnfit,
        OperationalError,
    ) as refused:
        return _complain(str(refused))
    except BrokenPipeError:
        return 0  # whoever read the output has seen enough
    except OSError as failed:
        if failed.errno != errno.ENOSPC:
            raise
        return _complain(
            "No room is left on the disk. `firewood drop ballast` frees some; nothing that was done is lost."
        )
    except KeyboardInterrupt:
        return 130


def _run(typed: list[str]) -> int:
    office = read_environment(os.environ)
    if typed and not {"-h", "--help"} & set(typed):
        _prepare_folder(office, typed)
    os.environ["DJANGO_SETTINGS_MODULE"] = "firewood.project.settings"
    django.setup()
    parser = _parser()
    chosen = parser.parse_args(typed)
    if "command" not in chosen:
        parser.print_help()
        return 0
    return _run_command(chosen.command, chosen, office)


def _run_command(command: Command, chosen: Namespace, office: Environment) -> int:
    if not command.needs_database:
        return command.run(chosen)
    from firewood.project.node import open_database  # noqa: PLC0415  it needs the apps to be loaded

    with open_database(office):
        return command.run(chosen)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="firewood", description="Partner cities get each other through an epidemic.")
    known = commands()
    tree = _Tree(parser, known)
    for command in known:
        tree.add(command)
    return parser


def commands() -> list[Command]:
    """Every command of every installed app, those of the program itself first."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("firewood.")]
    modules = ["firewood.project.own_commands", *(f"{name}.commands" for name in names if name != "firewood.project")]
    found = [importlib.import_module(name) for name in modules if importlib.util.find_spec(name)]
    return [command for module in found for command in module.COMMANDS]


Branch: TypeAlias = "_SubParsersAction[ArgumentParser]"  # argparse has no public name for it


class _Tree:
    """Commands of several words share the parser of their first words."""

    def __init__(self, root: ArgumentParser, known: list[Command]) -> None:
        self._known = known
        self._branches: dict[tuple[str, ...], Branch] = {(): root.add_subparsers(metavar="COMMAND", title="commands")}

    def add(self, command: Command) -> None:
        *path, last = command.name.split()
        parser = self._branch(tuple(path)).add_parser(last, help=command.help, description=command.help)
        command.configure(parser)
        parser.set_defaults(command=command)

    def _branch(self, path: tuple[str, ...]) -> "Branch":
        if path not in self._branches:
            below = [command.help for command in self._known if command.name.split()[: len(path)] == list(path)]
            parser = self._branch(path[:-1]).add_parser(path[-1], help="; ".join(below))
            self._branches[path] = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)
        return self._branches[path]


def _prepare_folder(office: Environment, typed: list[str]) -> None:
    # The settings need the folder: its passwords, and whether it is the demonstration's.
    demonstration = typed[0] == "up" and "--demo" in typed
    if typed[0] == "up":
        os.environ[PART] = "up"
    DataFolder(office.data).prepare(demonstration=office.demonstration or demonstration)


def _complain(*sentences: str) -> int:
    for sentence in sentences:
        sys.stderr.write(f"firewood: {sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
