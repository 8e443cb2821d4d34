"""Second factors: add an app or a passkey, remove one, take recovery codes, prove who one is."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.utils.translation import gettext as _

from firewood.accounts import factors, rules
from firewood.accounts.actor import Actor
from firewood.accounts.factors import APP, PASSKEY, RECOVERY, PasskeyAnswer
from firewood.accounts.models import Officer
from firewood.accounts.states import Proof
from firewood.journal.action import action
from firewood.journal.clock import real_now
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, Unreadable, require
from firewood.journal.steps import lock

LONGEST_NAME = 60


@action
def add_app(officer: Officer, *, secret: str, code: str, actor: Actor, at: datetime) -> list[str]:
    """Take an authenticator app as second factor, proved by its first code; gives recovery codes if there were none."""
    _own(officer, actor, at)
    officer = lock(officer)
    if APP in factors.kinds_of(officer):
        raise NotNow("app_known", _("You have an authenticator app already. Remove it first to use another."))
    counter = factors.fitting_counter(secret, code)
    if counter is None:
        raise Unreadable([Problem("code", _("This code does not fit. Take the one your app shows now."))])
    _keep(officer, APP, {"secret": encrypt(secret), "counter": counter})
    record("accounts.second_factor.added", subject=officer.subject, actor=actor, at=at, means=str(APP))
    return _first_recovery_codes(officer)


@action
def add_passkey(officer: Officer, *, name: str, told: PasskeyAnswer, actor: Actor, at: datetime) -> list[str]:
    """Take a passkey as second factor; gives recovery codes if there were none."""
    _own(officer, actor, at)
    officer = lock(officer)
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Unreadable([Problem("name", _("Give the passkey a name of at most 60 characters."))])
    if not factors.is_made_well(told):
        raise Unreadable([Problem("passkey", _("The browser did not make a passkey. Please try again."))])
    _keep(officer, PASSKEY, {"name": name.strip(), "credential": told.answer, "count": 0})
    record("accounts.second_factor.added", subject=officer.subject, actor=actor, at=at, means=str(PASSKEY), name=name)
    return _first_recovery_codes(officer)


@action
def remove_factor(officer: Officer, *, factor: int, actor: Actor, at: datetime) -> None:
    """Remove an app or a passkey; with the last one the recovery codes go too."""
    _own(officer, actor, at)
    officer = lock(officer)
    found = Authenticator.objects.filter(user_id=officer.pk, pk=factor, type__in=[APP, PASSKEY]).first()
    if found is None:
        raise NotNow("factor_gone", _("This second factor was removed before."))
    found.delete()
    if not factors.has_second_factor(officer):
        Authenticator.objects.filter(user_id=officer.pk).delete()
    record("accounts.second_factor.removed", subject=officer.subject, actor=actor, at=at, means=found.type)


@action
def make_recovery_codes(officer: Officer, *, actor: Actor, at: datetime) -> list[str]:
    """Make ten new recovery codes, shown once; the old ones open nothing any more."""
    _own(officer, actor, at)
    officer = lock(officer)
    if not factors.has_second_factor(officer):
        raise NotNow("no_factor", _("Set up an app or a passkey first; recovery codes stand in for them."))
    record("accounts.second_factor.recovery_codes_made", subject=officer.subject, actor=actor, at=at)
    return _new_recovery_codes(officer)


@action
def give_code(officer: Officer, *, code: str, actor: Actor, at: datetime) -> Proof:
    """Prove who one is by a code of one's app or a recovery code. Each is good once; five wrong ones make a pause."""
    require(rules.is_oneself(actor, officer), _("prove that you are somebody else"))
    officer = lock(officer)
    proof, means = (Proof.TOO_OFTEN, "") if factors.too_often(officer) else _judged(officer, code)
    _count(officer, proof)
    event = "accounts.second_factor.given" if proof == Proof.RIGHT else "accounts.second_factor.refused"
    record(event, subject=officer.subject, actor=actor, at=at, proof=str(proof), means=means)
    return proof


@action
def show_passkey(officer: Officer, *, told: PasskeyAnswer, actor: Actor, at: datetime) -> Proof:
    """Prove who one is by a passkey."""
    require(rules.is_oneself(actor, officer), _("prove that you are somebody else"))
    officer = lock(officer)
    fitting = factors.fitting_passkey(officer, told)
    if fitting:
        passkey, count = fitting
        _use(passkey, {**passkey.data, "count": count})
    event = "accounts.second_factor.given" if fitting else "accounts.second_factor.refused"
    record(event, subject=officer.subject, actor=actor, at=at, means=str(PASSKEY))
    return Proof.RIGHT if fitting else Proof.WRONG


def forget_factors(officer: Officer) -> int:
    """Remove every second factor of a colleague who is invited anew; gives how many."""
    gone, _rows = Authenticator.objects.filter(user_id=officer.pk).delete()
    return int(gone)


def _own(officer: Officer, actor: Actor, at: datetime) -> None:
    """Only oneself, and whoever has a second factor must have given it in this shift."""
    require(rules.is_oneself(actor, officer), _("change how somebody else signs in"))
    if factors.has_second_factor(officer):
        rules.require_second_factor(actor, at)


def _keep(officer: Officer, kind: str, data: dict[str, Any]) -> None:
    Authenticator.objects.create(user=officer, type=kind, data=data, created_at=real_now())


def _use(factor: Authenticator, data: dict[str, Any]) -> None:
    factor.data, factor.last_used_at = data, real_now()
    factor.save(update_fields=["data", "last_used_at"])


def _first_recovery_codes(officer: Officer) -> list[str]:
    return [] if RECOVERY in factors.kinds_of(officer) else _new_recovery_codes(officer)


def _new_recovery_codes(officer: Officer) -> list[str]:
    codes, kept = factors.new_recovery_codes()
    Authenticator.objects.filter(user_id=officer.pk, type=RECOVERY).delete()
    _keep(officer, RECOVERY, kept)
    return codes


def _judged(officer: Officer, code: str) -> tuple[Proof, str]:
    """What a code is worth, and which means it belongs to. The officer's row is locked, so no code counts twice."""
    known = {each.type: each for each in Authenticator.objects.filter(user_id=officer.pk)}
    app, recovery = known.get(APP), known.get(RECOVERY)
    counter = factors.fitting_counter(decrypt(app.data["secret"]), code) if app else None
    if app and counter is not None:
        if counter <= app.data.get("counter", 0):
            return Proof.USED, str(APP)
        _use(app, {**app.data, "counter": counter})
        return Proof.RIGHT, str(APP)
    used = factors.recovery_hash(recovery.data, code) if recovery else None
    if recovery is None or used is None:
        return Proof.WRONG, ""
    _use(recovery, {**recovery.data, "left": [each for each in recovery.data["left"] if each != used]})
    return Proof.RIGHT, str(RECOVERY)


def _count(officer: Officer, proof: Proof) -> None:
    """Count wrong codes; after a pause, and after a right one, counting begins anew."""
    if proof == Proof.WRONG:
        over = officer.wrong_code_at is None or real_now() - officer.wrong_code_at >= factors.PAUSE
        officer.wrong_codes = 1 if over else officer.wrong_codes + 1
        officer.wrong_code_at = real_now()
    elif proof == Proof.RIGHT:
        officer.wrong_codes, officer.wrong_code_at = 0, None
    officer.save(update_fields=["wrong_codes", "wrong_code_at"])
