"""What can be asked about accounts and guest links."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from firewood.accounts.models import ColleagueInvitation, GuestLink, Officer, Session
from firewood.accounts.sessions import IDLE
from firewood.journal.clock import real_now
from firewood.journal.refusals import NotFound


def secret_hash(secret: str) -> bytes:
    """What is kept of a link's secret: its SHA-256. The secret has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def open_guest_link(secret: str, *, at: datetime) -> GuestLink:
    """The link that a secret opens now; a wrong, expired or revoked one is simply not there."""
    link = GuestLink.objects.filter(secret_hash=secret_hash(secret), revoked_at=None, expires_at__gt=at).first()
    if link is None:
        raise NotFound("link_closed", _("This link is not open any more. Please ask the office for a new one."))
    return link


def open_invitation(secret: str, *, at: datetime) -> ColleagueInvitation:
    """The invitation that a secret opens now; a wrong, used, expired or withdrawn one is simply not there."""
    found = open_invitations(at=at).filter(secret_hash=secret_hash(secret)).first()
    if found is None:
        raise NotFound("letter_closed", _("This invitation is not open any more. Please ask for a new one."))
    return found


def open_invitations(*, at: datetime) -> QuerySet[ColleagueInvitation]:
    """Invitations that somebody may still come in by, the newest first."""
    waiting = ColleagueInvitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)
    return waiting.order_by("-made_at")


def colleagues() -> QuerySet[Officer]:
    """Everybody with an account: those who may come in first, then by name."""
    return Officer.objects.order_by("-is_active", "name", "login")


@dataclass(frozen=True)
class SignedIn:
    """A browser in which a colleague is signed in, as they see it. `number` does not tell the session's key."""

    number: int
    browser: str
    first_seen: datetime
    last_seen: datetime
    is_this: bool


def sessions_of(officer: Officer, this: str) -> list[SignedIn]:
    """Where a colleague is signed in, the browser of the key `this` first, then the one seen last."""
    rows = officer.sessions.filter(expire_date__gt=real_now(), last_seen__gt=real_now() - IDLE)
    found = [
        SignedIn(number_of(row), row.browser, row.first_seen, row.last_seen, row.session_key == this) for row in rows
    ]
    return sorted(found, key=lambda each: not each.is_this)


def number_of(session: Session) -> int:
    """A number for a session that does not tell its key."""
    return int.from_bytes(hashlib.sha256(session.session_key.encode()).digest()[:6], "big")
