"""Letters to colleagues: invite one, invite one anew, take a letter back, come in by one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.accounts import rules
from firewood.accounts.actions.factors import forget_factors
from firewood.accounts.actions.officers import end_every_session, one_account_at_a_time, refuse_duties, refuse_password
from firewood.accounts.actor import Actor
from firewood.accounts.models import ColleagueInvitation, Officer
from firewood.accounts.queries import secret_hash
from firewood.accounts.states import Duty
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, Unreadable, require
from firewood.journal.steps import lock

INVITATION_DAYS = 7


@dataclass(frozen=True)
class Colleague:
    """Who is invited: name, office, duties, language, and the district or department whose matters alone they see."""

    name: str
    office: str
    duties: Sequence[Duty]
    language: str = "en"
    party: tuple[UUID, str] | None = None


@dataclass(frozen=True)
class Letter:
    """A new invitation with the secret that is shown once and never kept."""

    invitation: ColleagueInvitation
    secret: str


@action
def invite_colleague(colleague: Colleague, *, actor: Actor, at: datetime) -> Letter:
    """Write a letter by which a colleague chooses name and password and gets an account with these duties."""
    require(rules.may_admit_officer(actor), _("invite a colleague"))
    rules.require_second_factor(actor, at)
    if not 0 < len(colleague.name.strip()) <= 200:
        raise Unreadable([Problem("name", _("Write who it is, in at most 200 characters."))])
    refuse_duties(colleague.duties, district=colleague.party is not None)
    return _write(colleague, None, actor=actor, at=at)


@action
def invite_again(officer: Officer, *, actor: Actor, at: datetime) -> Letter:
    """Write a letter to a colleague who lost password or second factor; until it is used nothing of theirs opens."""
    require(rules.may_admit_officer(actor), _("invite a colleague"))
    rules.require_second_factor(actor, at)
    officer = lock(officer)
    if not officer.is_active:
        raise NotNow("not_active", _("This account is closed. Open it first."))
    officer.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    officer.set_unusable_password()
    officer.save(update_fields=["password"])
    end_every_session(officer)
    forget_factors(officer)
    party = (officer.party_id, officer.party_name) if officer.party_id else None
    duties = [Duty(duty) for duty in officer.duties]
    return _write(Colleague(officer.name, officer.office, duties, officer.language, party), officer, actor=actor, at=at)


@action
def revoke_invitation(invitation: ColleagueInvitation, *, actor: Actor, at: datetime) -> ColleagueInvitation:
    """Take a letter back before it is used."""
    require(rules.may_admit_officer(actor), _("take an invitation back"))
    invitation = lock(invitation)
    if invitation.used_at or invitation.revoked_at:
        raise NotNow("invitation_over", _("This invitation was used or taken back before."))
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    record("accounts.invitation.revoked", subject=invitation.subject, actor=actor, at=at, name=invitation.name)
    return invitation


@action
def accept_invitation(
    invitation: ColleagueInvitation, *, login: str, password: str, actor: Actor, at: datetime
) -> Officer:
    """Come in by a letter: choose a name for signing in and a password. A letter opens once."""
    one_account_at_a_time()
    invitation = lock(invitation)
    if invitation.used_at or invitation.revoked_at or invitation.expires_at <= at:
        raise NotFound("letter_closed", _("This invitation is not open any more. Please ask for a new one."))
    officer = lock(invitation.officer) if invitation.officer else _new(invitation, login)
    refuse_password(password, officer)
    officer.set_password(password)
    officer.wrong_codes, officer.wrong_code_at = 0, None
    officer.save()
    invitation.used_at, invitation.officer = at, officer
    invitation.save(update_fields=["used_at", "officer"])
    record(
        "accounts.invitation.accepted", subject=officer.subject, actor=officer.actor, at=at,
        login=officer.login, duties=officer.duties, invited_by=invitation.made_by,
    )  # fmt: skip
    return officer


def _write(colleague: Colleague, officer: Officer | None, *, actor: Actor, at: datetime) -> Letter:
    secret = secrets.token_urlsafe(32)
    party_id, party_name = colleague.party or (None, "")
    invitation = ColleagueInvitation.objects.create(
        secret_hash=secret_hash(secret), officer=officer, name=colleague.name.strip(), office=colleague.office.strip(),
        duties=[str(duty) for duty in colleague.duties], language=colleague.language, party_id=party_id,
        party_name=party_name, made_at=at, made_by=actor.name, expires_at=at + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    record(
        "accounts.officer.invited", subject=officer.subject if officer else invitation.subject, actor=actor, at=at,
        name=invitation.name, duties=invitation.duties, party=party_name,
    )  # fmt: skip
    return Letter(invitation, secret)


def _new(invitation: ColleagueInvitation, login: str) -> Officer:
    login = login.strip()
    if not 0 < len(login) <= 80 or not login.isprintable() or " " in login:
        raise Unreadable([Problem("login", _("Choose a name for signing in without spaces, at most 80 characters."))])
    if Officer.objects.filter(login__iexact=login).exists():
        raise Unreadable([Problem("login", _("This name is taken. Please choose another."))])
    return Officer(
        login=login, name=invitation.name, office=invitation.office, duties=invitation.duties,
        language=invitation.language, party_id=invitation.party_id, party_name=invitation.party_name,
    )  # fmt: skip
