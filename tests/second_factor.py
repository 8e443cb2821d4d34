"""A colleague's authenticator app in tests: real codes of a real secret, at the real time."""

from firewood.accounts import factors
from firewood.accounts.actions import add_app
from firewood.accounts.codes import new_secret
from firewood.accounts.models import Officer
from firewood.journal.clock import now


def app_of(officer: Officer) -> str:
    """Give a colleague an authenticator app; gives its secret."""
    secret = new_secret()
    add_app(officer, secret=secret, code=factors.code_of(secret), actor=officer.actor, at=now())
    return secret


def code_of(login: str) -> str:
    """The code that the colleague's app shows now; one that was not used yet."""
    return factors.code_now(Officer.objects.get(login=login))
