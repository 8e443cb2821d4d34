"""The colleagues of the demonstration, whose passwords anybody may know because nothing there is real."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from firewood.accounts.actions import admit_officer
from firewood.accounts.actor import Actor
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


def admit_colleagues(*, actor: Actor, at: datetime) -> list[Officer]:
    """Give the colleagues of the demonstration their accounts, once."""
    known = set(Officer.objects.values_list("login", flat=True))
    return [
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
