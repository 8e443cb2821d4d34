"""Letters on the command line: how many sister cities have written."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from django.utils.translation import gettext as _

from firewood.aid.commands import a_day
from firewood.journal.clock import today
from firewood.journal.command import Command, say, say_json
from firewood.journal.standing import Status
from firewood.languages.dates import show_day
from firewood.languages.lists import listed
from firewood.languages.numbers import show_number
from firewood.registry.models import Party
from firewood.registry.queries import occasion_by_key
from firewood.solidarity.queries import LettersKnown, letters_known


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--as-of", type=a_day, default=None, metavar="DAY", help="up to the end of this day")
    parser.add_argument("--occasion", default="", metavar="KEY", help="letters of this one; else of the stated count")
    parser.add_argument("--exercise", action="store_true", help="the exercise instead of what is real")
    parser.add_argument("--json", action="store_true", help="print JSON")


def show_letters_known(chosen: Namespace) -> int:
    """Print how many sister cities have sent letters: known by name, of how many a source states, others apart."""
    status = Status.EXERCISE if chosen.exercise else Status.ACTUAL
    known = letters_known(as_of=chosen.as_of or today(), status=status, occasion=occasion_by_key(chosen.occasion))
    if chosen.json:
        say_json(known.as_json())
    else:
        for line in told(known):
            say(line)
    return 0


def told(known: LettersKnown) -> list[str]:
    """What is known, as lines of text."""
    apart = [
        (_("Sister cities"), known.cities),
        (_("International organisations, counted apart"), known.organisations),
        (_("Wrote to a district of ours, counted apart"), known.districts),
        (_("Others, counted apart"), known.others),
        (_("Of another occasion, not counted"), known.elsewhen),
    ]
    return [
        f"{show_day(known.as_of)}: {known_in_words(known)}",
        *(_row(name, parties) for name, parties in apart if parties),
        *([_("Thanks, counted apart: %(number)s") % {"number": show_number(known.thanks)}] if known.thanks else []),
    ]


def known_in_words(known: LettersKnown) -> str:
    """How many are known, beside what a source states; a later letter is not taken for one of those stated before."""
    cities = show_number(len(known.cities))
    if known.stated is None or known.not_named is None:
        return _("%(known)s known") % {"known": cities}
    said = {
        "known": cities,
        "named": show_number(known.named),
        "stated": show_number(known.stated.cities),
        "missing": show_number(known.not_named),
        "day": show_day(known.stated.as_of),
    }
    if len(known.cities) == known.named:
        return _("%(known)s of %(stated)s known, %(missing)s not named") % said
    return _("%(known)s known; of the %(stated)s stated as of %(day)s %(named)s known, %(missing)s not named") % said


def _row(name: str, parties: Sequence[Party]) -> str:
    return f"{name}: {show_number(len(parties))} ({listed(party.name for party in parties)})"


COMMANDS = [
    Command(
        name="letters known",
        help="how many sister cities have sent letters: known by name, and stated by a source",
        configure=_configure,
        run=show_letters_known,
    )
]
