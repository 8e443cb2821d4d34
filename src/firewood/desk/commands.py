"""The desk on the command line: search, the record, the exercise."""

from argparse import ArgumentParser, Namespace

from firewood.desk.colleagues.commands import COMMANDS as COLLEAGUES
from firewood.desk.exercise.commands import COMMANDS as EXERCISE
from firewood.desk.finding import as_json, find_everything
from firewood.desk.mail.commands import COMMANDS as MAIL
from firewood.desk.record.commands import COMMANDS as RECORD
from firewood.journal.command import Command, say, say_json
from firewood.journal.standing import Status
from firewood.languages.choice import KNOWN


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", help="words in any language, names in any script")
    parser.add_argument("--exercise", action="store_true", help="search the exercise instead of what is real")
    parser.add_argument("--language", choices=sorted(KNOWN), default="en", help="language of the titles")
    parser.add_argument("--limit", type=int, default=50, help="how many at most")
    parser.add_argument("--json", action="store_true", help="print JSON")


def search(chosen: Namespace) -> int:
    """Print what was found, the best first."""
    status = Status.EXERCISE if chosen.exercise else Status.ACTUAL
    found = find_everything(" ".join(chosen.words), status=status, language=chosen.language, limit=max(1, chosen.limit))
    if chosen.json:
        say_json({"results": [as_json(result) for result in found]})
        return 0
    for result in found:
        say(f"{result.title}  [{result.kind} {result.key}]\n    {result.snippet}\n    {result.url}")
    say(f"{found.total} found" + (", by likeness" if found.guessed else ""))
    return 0


SEARCH = Command(name="search", help="find anything by its words", configure=_configure, run=search)
COMMANDS = [SEARCH, *RECORD, *EXERCISE, *MAIL, *COLLEAGUES]
