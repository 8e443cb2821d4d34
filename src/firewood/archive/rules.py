"""Who may do what with sources and citations."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_keep_archive(actor: Actor) -> bool:
    """Enter a source, its sentences, and which of them says what."""
    return actor.has(Duty.REGISTRAR, Duty.FOCAL_POINT)


def may_keep_photo(actor: Actor) -> bool:
    """Send a photo with a receipt: a guest with their own, and whoever receives goods here."""
    return actor.is_guest or actor.has(Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR)
