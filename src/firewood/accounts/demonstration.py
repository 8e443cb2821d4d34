"""The colleagues of the demonstration, whose passwords anybody may know because nothing there is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from firewood.accounts import factors
from firewood.accounts.actions import Colleague, accept_invitation, add_app, admit_officer, invite_colleague
from firewood.accounts.actor import Actor
from firewood.accounts.codes import new_secret
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty


@dataclass(frozen=True)
class SignIn:
    """A name and a password that the sign-in page of the demonstration shows."""

    login: str
    password: str
    name: str
    """A family name, which no reader needs translated."""
    role: str
    office: str
    duties: tuple[Duty, ...]
    district: str = ""
    """The key of the district whose colleague this is; empty for the whole city."""


SIGN_INS = (
    SignIn(
        "officer",
        "warm-hands-2020",
        "Liu",
        gettext_noop("Officer of the focal point"),
        gettext_noop("Foreign Affairs Office"),
        (Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR, Duty.CUSTODIAN),
    ),
    SignIn(
        "store",
        "forty-nine-boxes",
        "Wang",
        gettext_noop("Clerk of the store"),
        gettext_noop("Store of the Foreign Affairs Office"),
        (Duty.STORE,),
    ),
    SignIn(
        "reader",
        "only-reading",
        "Zhao",
        gettext_noop("Colleague who reads"),
        gettext_noop("Press office"),
        (Duty.READER,),
    ),
    SignIn(
        "daxing",
        "new-friends-2020",
        "Chen",
        gettext_noop("Colleague in Daxing District"),
        gettext_noop("Foreign Affairs Office of Daxing District"),
        (Duty.FOCAL_POINT,),
        district="daxing",
    ),
)
WITH_APP = ("officer", "store", "daxing")

Districts = Mapping[str, tuple[UUID, str]]
"""Primary key and name of each district by its key."""


def admit_colleagues(*, districts: Districts | None = None, actor: Actor, at: datetime) -> list[Officer]:
    """Give the colleagues of the demonstration their accounts, once; of a district only where it is in the registry."""
    known, there = set(Officer.objects.values_list("login", flat=True)), districts or {}
    missing = [each for each in SIGN_INS if each.login not in known and each.district in ("", *there)]
    admitted = [_admit(each, there.get(each.district), actor=actor, at=at) for each in missing]
    for officer in Officer.objects.filter(login__in=WITH_APP):
        if not factors.has_second_factor(officer):
            _give_app(officer, at=at)
    return admitted


def _admit(each: SignIn, district: tuple[UUID, str] | None, *, actor: Actor, at: datetime) -> Officer:
    """An account; a colleague of a district comes in by an invitation, as they do in an office."""
    if district is None:
        told = {"password": each.password, "name": each.name, "office": each.office}
        return admit_officer(each.login, **told, duties=each.duties, actor=actor, at=at)
    letter = invite_colleague(Colleague(each.name, each.office, each.duties, party=district), actor=actor, at=at)
    return accept_invitation(letter.invitation, login=each.login, password=each.password, actor=actor, at=at)


def _give_app(officer: Officer, *, at: datetime) -> None:
    """An authenticator app whose codes the program itself tells."""
    secret = new_secret()
    add_app(officer, secret=secret, code=factors.code_of(secret), actor=officer.actor, at=at)


def codes() -> dict[str, str]:
    """The one-time code that works just now, for each colleague with an app."""
    officers = Officer.objects.filter(login__in=WITH_APP).order_by("login")
    return {officer.login: factors.code_now(officer) for officer in officers}
