"""`firewood record load FOLDER`: take a record of readable data files into the books."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.utils.translation import gettext as _

from firewood.accounts.actor import program
from firewood.desk.record.loading import Loaded, load_record
from firewood.journal.clock import now
from firewood.journal.command import Command, say, say_json


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the folder with record.toml")
    parser.add_argument("--json", action="store_true", help="print JSON")


def load(chosen: Namespace) -> int:
    """Load a folder; loading it again changes nothing and says so."""
    loaded = load_record(chosen.folder, actor=program("firewood record load"), at=now())
    if chosen.json:
        say_json({"record": loaded.record, "new": loaded.new, "again": loaded.again, "unchanged": loaded.unchanged})
    else:
        for line in told(loaded):
            say(line)
    return 0


def told(loaded: Loaded) -> list[str]:
    """What a loading did, in sentences."""
    if loaded.changed_nothing:
        return [
            _("Record %(record)s: nothing changed, all %(number)s things stand already.")
            % {"record": loaded.record, "number": loaded.unchanged}
        ]
    new = [_("%(number)s new: %(kind)s") % {"number": n, "kind": kind} for kind, n in loaded.new.items()]
    again = [
        _("%(number)s described again: %(kind)s") % {"number": n, "kind": kind} for kind, n in loaded.again.items()
    ]
    unchanged = [_("%(number)s unchanged") % {"number": loaded.unchanged}] if loaded.unchanged else []
    return [_("Record %(record)s loaded.") % {"record": loaded.record}, *new, *again, *unchanged]


COMMANDS = [
    Command(
        name="record load", help="take a record of readable data files into the books", configure=_configure, run=load
    )
]
