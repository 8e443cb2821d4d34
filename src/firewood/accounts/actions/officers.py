"""Colleagues: admit them, change their duties, let them go; and what everybody sets for oneself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from firewood.accounts import rules
from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer, Session
from firewood.accounts.queries import number_of
from firewood.accounts.states import Duty
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, Unreadable, require
from firewood.journal.steps import lock


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
def note_sign_in(officer: Officer, *, actor: Actor, at: datetime) -> None:
    """Write down that a colleague signed in."""
    record("accounts.officer.signed_in", subject=officer.subject, actor=actor, at=at, login=officer.login)


@action
def note_sign_out(officer: Officer, *, actor: Actor, at: datetime) -> None:
    """Write down that a colleague signed out."""
    record("accounts.officer.signed_out", subject=officer.subject, actor=actor, at=at, login=officer.login)


@action
def choose_language(officer: Officer, *, language: str, actor: Actor, at: datetime) -> Officer:
    """Set the language in which a colleague reads the pages; everybody sets one's own."""
    require(rules.is_oneself(actor, officer), _("set the language of somebody else"))
    officer = lock(officer)
    officer.language = language
    officer.save(update_fields=["language"])
    record("accounts.officer.language_chosen", subject=officer.subject, actor=actor, at=at, language=language)
    return officer


@action
def change_duties(
    officer: Officer, *, duties: Sequence[Duty], party: tuple[UUID, str] | None = None, actor: Actor, at: datetime
) -> Officer:
    """Give a colleague other duties, or another district; they must sign in anew."""
    require(rules.may_admit_officer(actor), _("change the duties of a colleague"))
    rules.require_second_factor(actor, at)
    one_account_at_a_time()
    officer = lock(officer)
    refuse_duties(duties, district=party is not None)
    _refuse_last_custodian(officer, staying=Duty.CUSTODIAN in duties)
    before = list(officer.duties)
    officer.duties = [str(duty) for duty in duties]
    officer.party_id, officer.party_name = party or (None, "")
    officer.save(update_fields=["duties", "party_id", "party_name"])
    ended = end_every_session(officer)
    record(
        "accounts.officer.duties_changed", subject=officer.subject, actor=actor, at=at,
        before=before, duties=officer.duties, party=officer.party_name, sessions_ended=ended,
    )  # fmt: skip
    return officer


@action
def deactivate_officer(officer: Officer, *, actor: Actor, at: datetime) -> Officer:
    """Let a colleague who left in no more; what they did stays under their name."""
    require(rules.may_admit_officer(actor), _("deactivate a colleague"))
    rules.require_second_factor(actor, at)
    one_account_at_a_time()
    officer = lock(officer)
    if not officer.is_active:
        raise NotNow("not_active", _("This account is closed already."))
    _refuse_last_custodian(officer, staying=False)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    officer.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    ended = end_every_session(officer)
    record(
        "accounts.officer.deactivated", subject=officer.subject, actor=actor, at=at,
        login=officer.login, sessions_ended=ended,
    )  # fmt: skip
    return officer


@action
def reactivate_officer(officer: Officer, *, actor: Actor, at: datetime) -> Officer:
    """Let a colleague who came back in again, with the duties they had."""
    require(rules.may_admit_officer(actor), _("let a colleague in again"))
    rules.require_second_factor(actor, at)
    officer = lock(officer)
    if officer.is_active:
        raise NotNow("active", _("This account is open already."))
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    record("accounts.officer.reactivated", subject=officer.subject, actor=actor, at=at, login=officer.login)
    return officer


@action
def change_password(officer: Officer, *, password: str, actor: Actor, at: datetime) -> Officer:
    """Choose another password; every session of the colleague ends."""
    require(rules.is_oneself(actor, officer), _("change the password of somebody else"))
    officer = lock(officer)
    refuse_password(password, officer)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    ended = end_every_session(officer)
    record("accounts.officer.password_changed", subject=officer.subject, actor=actor, at=at, sessions_ended=ended)
    return officer


@action
def end_session(officer: Officer, *, number: int, actor: Actor, at: datetime) -> None:
    """End one session of oneself; the browser that holds it must sign in anew."""
    require(rules.is_oneself(actor, officer), _("end the session of somebody else"))
    rows = list(officer.sessions.select_for_update().order_by("first_seen", "session_key"))
    ended = [row for row in rows if number_of(row) == number]
    if not ended:
        raise NotNow("session_over", _("This session has ended already."))
    Session.objects.filter(pk__in=[row.pk for row in ended]).delete()
    record("accounts.session.ended", subject=officer.subject, actor=actor, at=at, browser=ended[0].browser)


@action
def end_other_sessions(officer: Officer, *, kept: str, actor: Actor, at: datetime) -> int:
    """End every session of oneself but the one with the key `kept`; gives how many ended."""
    require(rules.is_oneself(actor, officer), _("end the session of somebody else"))
    ended, _rows = officer.sessions.exclude(session_key=kept).delete()
    record("accounts.session.others_ended", subject=officer.subject, actor=actor, at=at, sessions_ended=ended)
    return ended


def one_account_at_a_time() -> None:
    """Accounts are given out and taken away one after another: the last who may, and a name, are looked at before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('firewood.accounts.officer'))")


def end_every_session(officer: Officer) -> int:
    """End every session of a colleague; gives how many."""
    ended, _rows = officer.sessions.all().delete()
    return ended


def refuse_password(password: str, officer: Officer) -> None:
    """Refuse a password that is too short or among those everybody tries."""
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        raise Unreadable([Problem("password", message) for message in weak.messages]) from None


def refuse_duties(duties: Sequence[Duty], *, district: bool) -> None:
    """Refuse an account without duties, and one of a district that could give out accounts of the city."""
    if not duties:
        raise Unreadable([Problem("duties", _("Choose at least one duty."))])
    if district and Duty.CUSTODIAN in duties:
        raise Unreadable([Problem("duties", _("A colleague of a district cannot give out accounts of the city."))])


def _refuse_last_custodian(officer: Officer, *, staying: bool) -> None:
    others = Officer.objects.filter(is_active=True, duties__contains=[Duty.CUSTODIAN]).exclude(pk=officer.pk)
    if Duty.CUSTODIAN in officer.duties and not staying and not others.exists():
        raise NotNow("last_custodian", _("Somebody must be able to give out accounts: this is the last one who can."))
