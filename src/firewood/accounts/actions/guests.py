"""Links for guests: make one, withdraw it, note a visit."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts import rules
from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink
from firewood.accounts.queries import secret_hash
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, require
from firewood.journal.steps import lock

GUEST_LINK_DAYS = 14


@dataclass(frozen=True)
class Invitation:
    """A new guest link with the secret that is shown once and never kept."""

    link: GuestLink
    secret: str


@dataclass(frozen=True)
class Guest:
    """For whom a link is made: the party, the colleague there if known, and the language to greet them in."""

    party_id: UUID
    party_name: str
    language: str = "en"
    name: str = ""


@action
def invite_guest(
    guest: Guest, *, thread: str, status: str, days: int = GUEST_LINK_DAYS, actor: Actor, at: datetime
) -> Invitation:
    """Make a link by which a partner's colleague enters one thread, for fourteen days unless the thread needs more."""
    require(rules.may_invite_guest(actor), _("invite a guest"))
    secret = secrets.token_urlsafe(32)
    link = GuestLink.objects.create(
        secret_hash=secret_hash(secret),
        thread=thread,
        party_id=guest.party_id,
        party_name=guest.party_name,
        guest_name=guest.name,
        language=guest.language,
        status=status,
        made_at=at,
        made_by=actor.name,
        expires_at=at + timedelta(days=days),
    )
    record(
        "accounts.guest_link.made",
        subject=link.subject,
        actor=actor,
        at=at,
        status=status,
        thread=thread,
        party=guest.party_name,
        language=guest.language,
    )
    return Invitation(link, secret)


@action
def revoke_guest_link(link: GuestLink, *, actor: Actor, at: datetime) -> GuestLink:
    """Close a link before its days are over."""
    require(rules.may_invite_guest(actor), _("revoke a guest link"))
    link = lock(link)
    if link.revoked_at is not None:
        raise NotNow("already_revoked", _("This link was revoked before."))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    record("accounts.guest_link.revoked", subject=link.subject, actor=actor, at=at, status=link.status)
    return link


@action
def note_guest_visit(link: GuestLink, *, actor: Actor, at: datetime) -> None:
    """Write down that a guest came in, so that the office sees whether its link was opened."""
    GuestLink.objects.filter(pk=link.pk).update(last_used_at=at)
    record("accounts.guest_link.used", subject=link.subject, actor=actor, at=at, status=link.status)
