"""Who may do what with accounts and guest links."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_invite_guest(actor: Actor) -> bool:
    """Open or revoke a guest link."""
    return actor.has(Duty.FOCAL_POINT)


def may_admit_officer(actor: Actor) -> bool:
    """Give a colleague an account, duties, or a new password."""
    return actor.has(Duty.CUSTODIAN)


def may_admit_program(actor: Actor) -> bool:
    """Give another program a token, or take it away."""
    return actor.has(Duty.CUSTODIAN)
