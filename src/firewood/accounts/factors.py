"""Second factors of a colleague: an authenticator app, passkeys, recovery codes; how they are made and tested.

Which package does what: the tables, one-time codes and passkeys are those of django-allauth; that a code is good once,
how often one may try, and the recovery codes are ours, because they must hold across several processes.
"""

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import build_user_payload, get_credentials, get_server
from django.core.exceptions import ValidationError
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticationResponse, ResidentKeyRequirement, UserVerificationRequirement

from firewood.accounts.models import Officer
from firewood.journal.clock import real_now

TRIES, PAUSE = 5, timedelta(minutes=15)
RECOVERY_CODES, RECOVERY_LETTERS = 10, "abcdefghjkmnpqrstuvwxyz23456789"
SECONDS = 30
ANSWER_WITHIN = 300  # seconds in which a browser must answer the question for a passkey
APP, PASSKEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ValidationError)  # what a made-up answer may cause


@dataclass(frozen=True)
class Factor:
    """One second factor as its owner sees it. `left` is how many recovery codes were not used yet."""

    id: int
    kind: str
    name: str
    made_at: datetime
    used_at: datetime | None
    left: int = 0


@dataclass(frozen=True)
class PasskeyAnswer:
    """What a browser answered, and the question it was asked."""

    question: Mapping[str, Any]
    answer: Mapping[str, Any]


def factors_of(officer: Officer) -> list[Factor]:
    """What a colleague can prove themselves with, the oldest first."""
    return [
        Factor(
            each.pk, each.type, each.data.get("name", ""), each.created_at, each.last_used_at,
            len(each.data.get("left", ())),
        )
        for each in Authenticator.objects.filter(user_id=officer.pk).order_by("created_at", "pk")
    ]  # fmt: skip


def kinds_of(officer: Officer) -> set[str]:
    """Which kinds of second factors a colleague has."""
    return set(Authenticator.objects.filter(user_id=officer.pk).values_list("type", flat=True))


def has_second_factor(officer: Officer) -> bool:
    """Whether a colleague has an app or a passkey; recovery codes alone do not count."""
    return bool(kinds_of(officer) & {APP, PASSKEY})


def too_often(officer: Officer) -> bool:
    """Whether so many codes were wrong that no more are tested for a while."""
    return officer.wrong_codes >= TRIES and bool(officer.wrong_code_at and real_now() - officer.wrong_code_at < PAUSE)


def fitting_counter(secret: str, code: str) -> int | None:
    """For which half minute a code of an app is right; None when for none, or when the secret cannot be read."""
    typed = normalize_user_code(code).encode()
    found = None
    for counter in yield_hotp_counters_from_time() if secret else ():
        if secrets.compare_digest(typed, _code(secret, counter).encode()):
            found = counter
    return found


def code_now(officer: Officer) -> str:
    """A code that an app would show now, or next when this half minute's was used; empty without an app."""
    app = Authenticator.objects.filter(user_id=officer.pk, type=APP).first()
    if app is None:
        return ""
    counter = max(int(time.time()) // SECONDS, app.data.get("counter", 0) + 1)
    return _code(decrypt(app.data["secret"]), counter)


def code_of(secret: str) -> str:
    """The code that an app with this secret showed half a minute ago: the newest stays free for its owner."""
    return _code(secret, int(time.time()) // SECONDS - 1)


def _code(secret: str, counter: int) -> str:
    return str(format_hotp_value(hotp_value(secret, counter)))


def new_recovery_codes() -> tuple[list[str], dict[str, Any]]:
    """Ten codes of fifty random bits to be shown once, and what is kept of them: slow hashes with a salt."""
    codes = ["".join(secrets.choice(RECOVERY_LETTERS) for _each in range(10)) for _code in range(RECOVERY_CODES)]
    salt = secrets.token_bytes(32)
    kept = {"salt": salt.hex(), "left": [_hash(code, salt) for code in codes]}
    return [f"{code[:5]}-{code[5:]}" for code in codes], kept


def recovery_hash(kept: Mapping[str, Any], code: str) -> str | None:
    """The kept hash which a typed recovery code fits; None when none."""
    typed = _hash(normalize_user_code(code), bytes.fromhex(kept["salt"]))
    return next((each for each in kept["left"] if secrets.compare_digest(each, typed)), None)


def _hash(code: str, salt: bytes) -> str:
    # 4 MiB and a few milliseconds each: the codes are random, so trying all of them takes centuries all the same.
    return hashlib.scrypt(code.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32).hex()


def new_passkey_question(officer: Officer) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked to make a passkey, and what must be remembered of the question."""
    options, state = get_server().register_begin(
        user=build_user_payload(officer),
        credentials=get_credentials(officer),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), {**state, "asked": int(time.time())}


def passkey_question(officer: Officer | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked to show a passkey of this colleague, or of whoever has one here."""
    options, state = get_server().authenticate_begin(
        credentials=get_credentials(officer) if officer else [], user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), {**state, "asked": int(time.time())}


def is_made_well(told: PasskeyAnswer) -> bool:
    """Whether a new passkey answers the question it was asked."""
    try:
        return _in_time(told) and bool(get_server().register_complete(told.question, told.answer))
    except UNREADABLE:
        return False


def fitting_passkey(officer: Officer, told: PasskeyAnswer) -> tuple[Authenticator, int] | None:
    """The passkey of a colleague that answered rightly, and its count; None when none did, or a copy of it.

    A passkey that counts its uses must have counted on; one that does not says 0 for ever.
    """
    try:
        if not _in_time(told):
            return None
        used = get_server().authenticate_complete(told.question, get_credentials(officer), told.answer)
        count = AuthenticationResponse.from_dict(told.answer).response.authenticator_data.counter
    except UNREADABLE:
        return None
    for each in Authenticator.objects.filter(user_id=officer.pk, type=PASSKEY):
        if each.wrap().authenticator_data.credential_data.credential_id == used.credential_id:
            counted = each.data.get("count", 0)
            return (each, count) if count > counted or count == counted == 0 else None
    return None


def owner_of(answer: Mapping[str, Any]) -> Officer | None:
    """Which colleague a passkey says it belongs to; nothing is proved by that yet."""
    try:
        pk = UUID(websafe_decode(answer["response"]["userHandle"]).decode())
    except UNREADABLE:
        return None
    return Officer.objects.filter(pk=pk, is_active=True).first()


def _in_time(told: PasskeyAnswer) -> bool:
    return time.time() - int(told.question["asked"]) < ANSWER_WITHIN
