"""Who may do what with items and stock."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_keep_catalogue(actor: Actor) -> bool:
    """Enter items, packings, codes and lots."""
    return actor.has(Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR)


def may_keep_stock(actor: Actor) -> bool:
    """Take over, count or dispose of what is in a store."""
    return actor.has(Duty.FOCAL_POINT, Duty.STORE)
