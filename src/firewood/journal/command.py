"""What an app offers on the command line. An app lists its commands in `commands.py` as `COMMANDS`."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder


def no_arguments(parser: ArgumentParser) -> None:
    """For a command that takes none."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command of the program `firewood`.

    `name` may have several words ("record load"). `configure` adds arguments to the parser. `run` gets what was
    typed and gives the exit code: 0 done, 1 refused or a promise not kept. Refusals (`Refused`) may simply be raised.
    """

    name: str
    help: str
    run: Callable[[Namespace], int]
    configure: Callable[[ArgumentParser], None] = no_arguments
    needs_database: bool = True


def say(text: str) -> None:
    """One line for the person at the terminal, on standard output."""
    sys.stdout.write(f"{text}\n")


def say_json(value: object) -> None:
    """The whole answer as JSON on standard output; days and instants as ISO 8601."""
    say(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
