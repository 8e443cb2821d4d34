"""Who may do what with accounts and guest links."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.journal.refusals import NotAllowed

SHIFT = timedelta(hours=12)


def may_invite_guest(actor: Actor) -> bool:
    """Open or revoke a guest link."""
    return actor.has(Duty.FOCAL_POINT)


def may_admit_officer(actor: Actor) -> bool:
    """Give a colleague an account, duties, or a new password."""
    return actor.has(Duty.CUSTODIAN)


def is_oneself(actor: Actor, officer: Officer) -> bool:
    """Set one's own password, second factors, sessions and language; nobody does so for somebody else."""
    return actor.kind == "officer" and actor.key == officer.login


def may_admit_program(actor: Actor) -> bool:
    """Give another program a token, or take it away."""
    return actor.has(Duty.CUSTODIAN)


class SecondFactorMissing(NotAllowed):
    """The colleague may do it, once they have proved in this shift who they are."""


def needs_second_factor(actor: Actor, at: datetime) -> bool:
    """Whether a colleague must still prove by more than a password who they are, once in a shift of twelve hours.

    Only colleagues are asked: a guest's link and a program's token are keys of their own, long and made by chance,
    and the program acting by itself has nobody to ask.
    """
    proved = actor.second_factor_at
    return actor.kind == "officer" and (proved is None or at - proved > SHIFT)


def require_second_factor(actor: Actor, at: datetime) -> None:
    """Refuse despatching, receiving, signing and publishing to whoever has shown only a password in this shift."""
    if needs_second_factor(actor, at):
        raise SecondFactorMissing(
            "second_factor", _("This needs a second proof of who you are, once in a shift of twelve hours.")
        )
