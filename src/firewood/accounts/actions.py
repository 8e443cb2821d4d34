"""What an office can do with accounts: admit colleagues, invite guests, close a link."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts import rules
from firewood.accounts.actor import Actor
from firewood.accounts.models import ApiToken, GuestLink, Officer
from firewood.accounts.queries import secret_hash
from firewood.accounts.states import Duty
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, Unreadable, require
from firewood.journal.steps import lock

GUEST_LINK_DAYS = 14
LONGEST_TOKEN_DAYS = 730


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
def admit_officer(
    login: str, *, password: str, name: str, office: str, duties: Sequence[Duty], actor: Actor, at: datetime
) -> Officer:
    """Give a colleague an account with a password and duties."""
    require(rules.may_admit_officer(actor), _("admit a colleague"))
    officer = Officer(login=login, name=name, office=office, duties=[str(duty) for duty in duties])
    officer.set_password(password)
    officer.save(force_insert=True)
    record("accounts.officer.admitted", subject=officer.subject, actor=actor, at=at, login=login, duties=officer.duties)
    return officer


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
def note_sign_in(officer: Officer, *, actor: Actor, at: datetime) -> None:
    """Write down that a colleague signed in."""
    record("accounts.officer.signed_in", subject=officer.subject, actor=actor, at=at, login=officer.login)


@action
def choose_language(officer: Officer, *, language: str, actor: Actor, at: datetime) -> Officer:
    """Set the language in which a colleague reads the pages; everybody sets one's own."""
    require(actor.key == officer.login, _("set the language of somebody else"))
    officer = lock(officer)
    officer.language = language
    officer.save(update_fields=["language"])
    record("accounts.officer.language_chosen", subject=officer.subject, actor=actor, at=at, language=language)
    return officer


@dataclass(frozen=True)
class IssuedToken:
    """A new token with the secret that is shown once and never kept."""

    token: ApiToken
    secret: str


@action
def make_token(name: str, *, duties: Sequence[Duty], days: int, actor: Actor, at: datetime) -> IssuedToken:
    """Let another program enter with a token of its own, with duties, for so many days."""
    require(rules.may_admit_program(actor), _("let a program enter"))
    problems = []
    if not 0 < len(name.strip()) <= 80:
        problems.append(Problem("name", _("Give the program a name of at most 80 characters.")))
    if not 0 < days <= LONGEST_TOKEN_DAYS:
        problems.append(Problem("days", _("A token is good for 1 to 730 days.")))
    if problems:
        raise Unreadable(problems)
    if ApiToken.objects.filter(name=name.strip()).exists():
        raise NotNow("name_taken", _("There is a token of this name; revoked ones keep theirs."), name=name)
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name.strip(),
        secret_hash=secret_hash(secret),
        duties=[str(duty) for duty in duties],
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    record("accounts.api_token.made", subject=token.subject, actor=actor, at=at, name=name, duties=token.duties)
    return IssuedToken(token, secret)


@action
def revoke_token(name: str, *, actor: Actor, at: datetime) -> ApiToken:
    """Close a token: the program may not enter any more."""
    require(rules.may_admit_program(actor), _("close a token"))
    token = ApiToken.objects.select_for_update().filter(name=name).first()
    if token is None:
        raise NotFound("no_token", _("There is no token “%(name)s”.") % {"name": name}, name=name)
    if token.revoked_at is not None:
        raise NotNow("already_revoked", _("This token was revoked before."))
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record("accounts.api_token.revoked", subject=token.subject, actor=actor, at=at, name=name)
    return token


@action
def note_guest_visit(link: GuestLink, *, actor: Actor, at: datetime) -> None:
    """Write down that a guest came in, so that the office sees whether its link was opened."""
    GuestLink.objects.filter(pk=link.pk).update(last_used_at=at)
    record("accounts.guest_link.used", subject=link.subject, actor=actor, at=at, status=link.status)
