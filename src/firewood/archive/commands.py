"""The archive on the command line: files that nothing names."""

from argparse import Namespace

from firewood.archive.uploads.left import remove_left
from firewood.journal.clock import real_now
from firewood.journal.command import Command, say


def sweep_files(_: Namespace) -> int:
    """Remove the files that nothing has named for a day, and say which."""
    removed = remove_left(at=real_now())
    for each in removed:
        say(f"removed {each.place}")
    say(f"{len(removed)} files that nothing named were removed.")
    return 0


COMMANDS = [Command(name="sweep files", help="remove files that nothing has named for a day", run=sweep_files)]
