"""Accounts on the command line: keys for other programs, letters to colleagues, codes of the demonstration."""

from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.urls import reverse

from firewood.accounts.actions import Colleague, invite_again, invite_colleague, make_token, revoke_token
from firewood.accounts.actor import program
from firewood.accounts.demonstration import codes
from firewood.accounts.models import ApiToken, Officer
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


def _configure_code(parser: ArgumentParser) -> None:
    parser.add_argument("login", help="whose code: officer or store")


def _code(chosen: Namespace) -> int:
    """Tell a one-time code that works now; only in the demonstration, where nothing is real."""
    if not settings.FIREWOOD_DEMONSTRATION:
        say("This is not the demonstration: codes are in the app of whoever they belong to.")
        return 1
    found = codes().get(chosen.login)
    say(found or f"{chosen.login} has no authenticator app here.")
    return 0 if found else 1


def _configure_invite(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="who it is, such as 'Liu Wei'")
    parser.add_argument("--office", default="", help="the office they belong to")
    duties = [str(duty) for duty in Duty]
    parser.add_argument("--duty", action="append", choices=duties, default=[], help="may be given several times")
    parser.add_argument("--again", metavar="LOGIN", help="for a colleague who lost password or second factor")


def _invite(chosen: Namespace) -> int:
    """Write a letter to a colleague, the first one above all, and show its address, once."""
    if chosen.again:
        officer = Officer.objects.filter(login=chosen.again).first()
        if officer is None:
            say(f"Nobody signs in as {chosen.again}.")
            return 1
        letter = invite_again(officer, actor=program(), at=now())
    else:
        duties = [Duty(duty) for duty in chosen.duty] or [Duty.CUSTODIAN]
        letter = invite_colleague(Colleague(chosen.name, chosen.office, duties), actor=program(), at=now())
    say(settings.FIREWOOD_PUBLIC_URL + reverse("invitation", args=[letter.secret]))
    say(f"Good once, until {letter.invitation.expires_at:%Y-%m-%d}. It is not kept here and not shown again.")
    return 0


COMMANDS = [
    Command(
        name="colleague invite",
        help="a letter by which a colleague gets an account",
        configure=_configure_invite,
        run=_invite,
    ),
    Command(name="code", help="a one-time code of the demonstration", configure=_configure_code, run=_code),
    Command(name="token make", help="let another program enter", configure=_configure_make, run=_make),
    Command(name="token revoke", help="close a program's token", configure=_configure_revoke, run=_revoke),
    Command(name="token list", help="which programs may enter", configure=_configure_list, run=_list),
]
