"""Accounts on the command line: keys for other programs."""

from argparse import ArgumentParser, Namespace

from firewood.accounts.actions import make_token, revoke_token
from firewood.accounts.actor import program
from firewood.accounts.models import ApiToken
from firewood.accounts.states import Duty
from firewood.journal.clock import now
from firewood.journal.command import Command, say, say_json

DAYS = 365


def _configure_make(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="which program it is for")
    duties = [str(duty) for duty in Duty]
    parser.add_argument("--duty", action="append", choices=duties, default=[], help="may be given several times")
    parser.add_argument("--days", type=int, default=DAYS, help=f"how long it is good for, {DAYS} days unless said")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _make(chosen: Namespace) -> int:
    """Make a token and show its secret, once."""
    duties = [Duty(duty) for duty in chosen.duty] or [Duty.READER]
    issued = make_token(chosen.name, duties=duties, days=chosen.days, actor=program(), at=now())
    told = {"name": issued.token.name, "token": issued.secret, "expires_at": issued.token.expires_at}
    if chosen.json:
        say_json(told)
    else:
        say(f"{issued.secret}\nGood until {issued.token.expires_at:%Y-%m-%d}. It is not kept here and not shown again.")
    return 0


def _configure_revoke(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="which program may not enter any more")


def _revoke(chosen: Namespace) -> int:
    """Close a token before its days are over."""
    revoke_token(chosen.name, actor=program(), at=now())
    say(f"{chosen.name} may not enter any more.")
    return 0


def _configure_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _list(chosen: Namespace) -> int:
    """Show which programs may enter, and which may not any more."""
    columns = ("name", "duties", "made_at", "expires_at", "revoked_at")
    tokens = list(ApiToken.objects.values(*columns))
    if chosen.json:
        say_json({"tokens": tokens})
        return 0
    for token in tokens:
        state = "revoked" if token["revoked_at"] else f"until {token['expires_at']:%Y-%m-%d}"
        say(f"{token['name']}: {', '.join(token['duties'])}, {state}")
    return 0


COMMANDS = [
    Command(name="token make", help="let another program enter", configure=_configure_make, run=_make),
    Command(name="token revoke", help="close a program's token", configure=_configure_revoke, run=_revoke),
    Command(name="token list", help="which programs may enter", configure=_configure_list, run=_list),
]
