"""Who may do what with sources and citations."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_keep_archive(actor: Actor) -> bool:
    """Enter a source, its sentences, and which of them says what."""
    return actor.has(Duty.REGISTRAR, Duty.FOCAL_POINT)
