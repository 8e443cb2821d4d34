"""The demonstration: the record of 2020 and an exercise, loaded once, and who may sign in to look at them."""

from pathlib import Path

from firewood.accounts.actor import program
from firewood.accounts.demonstration import SIGN_INS, admit_colleagues
from firewood.desk.exercise.story import hold_exercise
from firewood.desk.record.loading import load_record
from firewood.journal import clock

RECORD = Path(__file__).resolve().parents[3] / "records" / "2020"


def fill() -> None:
    """Load what the demonstration shows. Every step is repeatable, so a start that was cut short is made good."""
    actor = program("demonstration")
    if RECORD.exists():
        load_record(RECORD, actor=actor, at=clock.now())
    admit_colleagues(actor=actor, at=clock.now())
    hold_exercise(at=clock.now())


def sign_ins() -> list[str]:
    """Lines that tell who may sign in, for the terminal."""
    return [f"  {each.login:8} {each.password:18} {each.name}" for each in SIGN_INS]
