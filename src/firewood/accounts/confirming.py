"""The second factor asked in the middle of work: what was being done is carried along and goes on by itself."""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from firewood.accounts import actions, factors
from firewood.accounts.factors import APP, PASSKEY, RECOVERY, PasskeyAnswer
from firewood.accounts.models import Officer
from firewood.accounts.requests import actor_of, keep_second_factor
from firewood.accounts.states import Proof
from firewood.journal.clock import now

CODE, SHOWN = "second-factor-code", "second-factor-passkey"
QUESTION = "passkey_question"  # in the session: what the browser was asked
NOT_CARRIED = (CODE, SHOWN, "csrfmiddlewaretoken")
LONGEST_ANSWER = 20_000  # characters of what a browser says about a passkey
SIGNING = _("Signing a letter needs a second proof of who you are, once in a shift of twelve hours.")
RECEIVING = _("Confirming a receipt needs a second proof of who you are, once in a shift of twelve hours.")
ADMITTING = _("Deciding who may work here needs a second proof of who you are, once in a shift of twelve hours.")
OWN_PROOFS = _("Changing how you sign in needs a second proof of who you are, once in a shift of twelve hours.")
ASKED_FOR: dict[str, str | Promise] = {  # by the step of a letter or of a consignment, else by the name of the route
    "sign": SIGNING, "send": SIGNING, "give-thanks": SIGNING,
    "despatch": _("Despatching needs a second proof of who you are, once in a shift of twelve hours."),
    "receive": RECEIVING, "receive-late": RECEIVING, "correct-receipt": RECEIVING,
    "invite-colleague": ADMITTING, "invite-colleague-again": ADMITTING, "colleague": ADMITTING,
    "add-app": OWN_PROOFS, "add-passkey": OWN_PROOFS, "remove-factor": OWN_PROOFS, "recovery-codes": OWN_PROOFS,
}  # fmt: skip
ANYTHING = _("This needs a second proof of who you are, once in a shift of twelve hours.")
REFUSED: dict[Proof, str | Promise] = {
    Proof.WRONG: _("This does not fit. Take the code your app shows now; a recovery code is good once."),
    Proof.USED: _("This code was used before. Wait for the next one, at most 30 seconds."),
    Proof.TOO_OFTEN: _("There were too many wrong codes. Wait 15 minutes, or use a passkey."),
}


def ask(request: HttpRequest, *, problem: str | Promise = "", status: int = 403) -> HttpResponse:
    """The page that asks for the second factor; it carries the form that was refused and sends it on when confirmed.

    Files cannot be carried: then the way leads back to the form. Whoever has no second factor is told where to get one.
    """
    officer = request.user
    if not isinstance(officer, Officer):
        return redirect("sign-in")
    kinds = factors.kinds_of(officer)
    here = reverse("second-factor")
    if request.method == "GET" and request.path != here and kinds & {APP, PASSKEY}:
        return redirect(f"{here}?{urlencode({'next': request.get_full_path()})}")
    carried = _carried(request)
    shown: dict[str, Any] = {
        "asked_for": _asked_for(dict(carried).get("next", "") if request.path == here else request.path),
        "action": here if request.FILES or request.method == "GET" else request.get_full_path(),
        "carried": [("next", _back(request))] if request.FILES else carried,
        "files": bool(request.FILES),
        "kept": request.method == "POST" and request.path != here,
        "has": {"any": kinds & {APP, PASSKEY}, "code": kinds & {APP, RECOVERY}, "passkey": PASSKEY in kinds},
        "problem": problem,
        "demonstration_code": factors.code_now(officer) if settings.FIREWOOD_DEMONSTRATION else "",
        "status": status,
        "back": _back(request),
    }  # fmt: skip
    return render(request, "accounts/confirm.html", shown, status=status)


def hear(request: HttpRequest) -> HttpResponse | None:
    """Test a proof that came with a form: the page that asks again, or None when the form may go on."""
    if request.method != "POST" or not (CODE in request.POST or SHOWN in request.POST):
        return None
    officer = request.user
    if not isinstance(officer, Officer):
        return None
    proof = _proof(request, officer)
    if proof != Proof.RIGHT:
        return ask(request, problem=REFUSED[proof], status=422)
    keep_second_factor(request)
    request.actor = actor_of(request)  # type: ignore[attr-defined]
    return None


def read_answer(request: HttpRequest, field: str) -> PasskeyAnswer | None:
    """What the browser said about a passkey, with the question it was asked; a question is asked once."""
    question, text = request.session.pop(QUESTION, None), request.POST.get(field, "")
    if not question or not 0 < len(text) <= LONGEST_ANSWER:
        return None
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):  # a thousand brackets are no answer either
        return None
    return PasskeyAnswer(question, answer) if isinstance(answer, dict) else None


def _proof(request: HttpRequest, officer: Officer) -> Proof:
    if request.POST.get(SHOWN):
        told = read_answer(request, SHOWN)
        return actions.show_passkey(officer, told=told, actor=officer.actor, at=now()) if told else Proof.WRONG
    if factors.too_often(officer):
        return Proof.TOO_OFTEN
    return actions.give_code(officer, code=request.POST.get(CODE, "")[:40], actor=officer.actor, at=now())


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of the form that was sent, as it was sent; of a page that was only asked for, its address."""
    if request.method == "GET":
        asked = request.path == reverse("second-factor")
        return [("next", request.GET.get("next", "") if asked else request.get_full_path())]
    return [(name, str(each)) for name, values in request.POST.lists() if name not in NOT_CARRIED for each in values]


def _asked_for(address: str) -> str | Promise:
    """What was to be done at an address, as the sentence that says why we ask."""
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return ANYTHING
    return ASKED_FOR.get(str(found.kwargs.get("step", "") or found.url_name), ANYTHING)


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.path != reverse("second-factor") else "/"
