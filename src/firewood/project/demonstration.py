"""The demonstration: the record of 2020 and an exercise, loaded once, and who may sign in to look at them."""

from pathlib import Path

from firewood.accounts.actor import Actor, program
from firewood.accounts.demonstration import SIGN_INS, Districts, admit_colleagues, codes
from firewood.desk.exercise.story import hold_exercise
from firewood.desk.record.loading import load_record
from firewood.journal import clock
from firewood.journal.command import say
from firewood.journal.refusals import NotNow
from firewood.registry.models import Party
from firewood.registry.ours import our_side
from firewood.registry.states import PartyKind

RECORD = Path(__file__).resolve().parents[3] / "records" / "2020"


def fill() -> None:
    """Load what the demonstration shows. Every step is repeatable, so a start that was cut short is made good."""
    actor = program("demonstration")
    if RECORD.exists():
        _load_record(actor)
    admit_colleagues(districts=_districts(), actor=actor, at=clock.now())
    hold_exercise(at=clock.now())


def _districts() -> Districts:
    """The districts of our city, whose colleagues have a desk of their own."""
    ours = Party.objects.filter(pk__in=our_side(), kind=PartyKind.DISTRICT)
    return {party.key: (party.pk, party.name) for party in ours}


def _load_record(actor: Actor) -> None:
    """Load the record; one that was worded otherwise when it was first loaded stays as it is, and that is said."""
    try:
        load_record(RECORD, actor=actor, at=clock.now())
    except NotNow as changed:
        say(f"{changed.message}\nThe demonstration goes on with what was loaded. Remove its folder to begin anew.")


def sign_ins() -> list[str]:
    """Lines that tell who may sign in, for the terminal."""
    now = codes()
    told = {each.login: f"{each.name}, {each.role}{_code(now.get(each.login))}" for each in SIGN_INS}
    lines = [f"  {each.login:8} {each.password:18} {told[each.login]}" for each in SIGN_INS]
    return [*lines, "A code is good for a minute, once. `firewood code officer` tells the next one."]


def _code(code: str | None) -> str:
    return f"; one-time code {code}" if code else ""
