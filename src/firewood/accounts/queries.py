"""What can be asked about accounts and guest links."""

import hashlib
from datetime import datetime

from firewood.accounts.models import GuestLink
from firewood.journal.refusals import NotFound


def secret_hash(secret: str) -> bytes:
    """What is kept of a link's secret: its SHA-256. The secret has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()


def open_guest_link(secret: str, *, at: datetime) -> GuestLink:
    """The link that a secret opens now; a wrong, expired or revoked one is simply not there."""
    link = GuestLink.objects.filter(secret_hash=secret_hash(secret), revoked_at=None, expires_at__gt=at).first()
    if link is None:
        from django.utils.translation import gettext as _  # noqa: PLC0415

        raise NotFound("link_closed", _("This link is not open any more. Please ask the office for a new one."))
    return link
