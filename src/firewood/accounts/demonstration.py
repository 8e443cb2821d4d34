"""The colleagues of the demonstration, whose passwords anybody may know because nothing there is real."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from firewood.accounts import factors
from firewood.accounts.actions import add_app, admit_officer
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
    office: str
    duties: tuple[Duty, ...]


SIGN_INS = (
    SignIn(
        "officer",
        "warm-hands-2020",
        gettext_noop("Officer of the focal point"),
        gettext_noop("Foreign Affairs Office"),
        (Duty.FOCAL_POINT, Duty.STORE, Duty.REGISTRAR, Duty.CUSTODIAN),
    ),
    SignIn(
        "store",
        "forty-nine-boxes",
        gettext_noop("Clerk of the store"),
        gettext_noop("Store of the Foreign Affairs Office"),
        (Duty.STORE,),
    ),
    SignIn("reader", "only-reading", gettext_noop("Colleague who reads"), gettext_noop("Press office"), (Duty.READER,)),
)
WITH_APP = ("officer", "store")


def admit_colleagues(*, actor: Actor, at: datetime) -> list[Officer]:
    """Give the colleagues of the demonstration their accounts, once."""
    known = set(Officer.objects.values_list("login", flat=True))
    admitted = [
        admit_officer(
            each.login,
            password=each.password,
            name=each.name,
            office=each.office,
            duties=each.duties,
            actor=actor,
            at=at,
        )
        for each in SIGN_INS
        if each.login not in known
    ]
    for officer in Officer.objects.filter(login__in=WITH_APP):
        if not factors.has_second_factor(officer):
            _give_app(officer, at=at)
    return admitted


def _give_app(officer: Officer, *, at: datetime) -> None:
    """An authenticator app whose codes the program itself tells."""
    secret = new_secret()
    add_app(officer, secret=secret, code=factors.code_of(secret), actor=officer.actor, at=at)


def codes() -> dict[str, str]:
    """The one-time code that works just now, for each colleague with an app."""
    officers = Officer.objects.filter(login__in=WITH_APP).order_by("login")
    return {officer.login: factors.code_now(officer) for officer in officers}
