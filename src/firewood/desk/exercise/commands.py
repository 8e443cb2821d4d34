"""Hold the exercise from the command line."""

from argparse import ArgumentParser, Namespace

from firewood.desk.exercise.story import hold_exercise
from firewood.journal import clock
from firewood.journal.command import Command, say, say_json


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def load(chosen: Namespace) -> int:
    """Play the exercise once; a second time changes nothing and says so."""
    played = hold_exercise(at=clock.now())
    if chosen.json:
        say_json({"played": played})
    else:
        say("The exercise is on the stage." if played else "The exercise was played before. Nothing was changed.")
    return 0


COMMANDS = [
    Command(
        name="exercise load", help="play the exercise in which every state can be seen", configure=_configure, run=load
    )
]
