"""The demonstration: the record of 2020 and an exercise, loaded once, and who may sign in to look at them."""

from argparse import Namespace
from pathlib import Path

from firewood.accounts.actor import program
from firewood.accounts.demonstration import SIGN_INS, admit_colleagues
from firewood.journal import clock
from firewood.journal.command import Command

RECORD = Path(__file__).resolve().parents[3] / "records" / "2020"
STEPS: tuple[tuple[str, dict[str, object]], ...] = (
    ("record load", {"folder": RECORD, "json": False}),
    ("exercise load", {"json": False}),
)


def fill() -> None:
    """Load what the demonstration shows. Every step is repeatable, so a start that was cut short is made good."""
    from firewood.project.commands import commands  # noqa: PLC0415  commands.py names this module's caller

    admit_colleagues(actor=program(), at=clock.now())
    known: dict[str, Command] = {command.name: command for command in commands()}
    for name, arguments in STEPS:
        if name in known:
            known[name].run(Namespace(**arguments))


def sign_ins() -> list[str]:
    """Lines that tell who may sign in, for the terminal."""
    return [f"  {each.login:8} {each.password:18} {each.name}" for each in SIGN_INS]
