"""Who may do what with sources and citations."""

from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty


def may_keep_archive(actor: Actor) -> bool:
    """Enter a source, its sentences, and which of them says what."""
    return actor.has(Duty.REGISTRAR, Duty.FOCAL_POINT)


def may_keep_photo(actor: Actor) -> bool:
    """Send a photo or a file with a receipt or an answer: a guest with their own, and whoever receives goods here."""
    return actor.is_guest or actor.has(Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR)


def may_take_in_paper(actor: Actor) -> bool:
    """Put a paper into the inbox, note a call, or set a paper aside."""
    return not actor.is_guest and actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR, Duty.STORE)


def may_file_paper(actor: Actor) -> bool:
    """Say what a paper became."""
    return not actor.is_guest and actor.has(Duty.FOCAL_POINT, Duty.REGISTRAR)


def may_read_papers(actor: Actor) -> bool:
    """Open the inbox and its papers."""
    return not actor.is_guest and bool(actor.duties)
