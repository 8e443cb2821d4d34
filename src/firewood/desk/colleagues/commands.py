"""The table of duties on the command line."""

import sys
from argparse import Namespace

from firewood.desk.colleagues.duty_table import markdown
from firewood.journal.command import Command


def _duties(_: Namespace) -> int:
    """Print which duty lets one do what, as the rules say it."""
    sys.stdout.write(markdown())
    return 0


COMMANDS = [Command(name="duties", help="which duty lets one do what", run=_duties, needs_database=False)]
