"""Who may do what with the registry."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_keep_registry(actor: Actor) -> bool:
    """Enter parties, persons, offices, partnerships, occasions and quotations."""
    return actor.has(Duty.REGISTRAR, Duty.FOCAL_POINT)
