"""One's own account: password, second factors, recovery codes, and where one is signed in."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from firewood.accounts import actions, factors
from firewood.accounts.codes import new_secret, qr_of, setup_address, spaced
from firewood.accounts.confirming import QUESTION, read_answer
from firewood.accounts.factors import APP, PASSKEY, RECOVERY, PasskeyAnswer
from firewood.accounts.forms import AppForm, NewPassword, PasskeyForm, PasswordAgain
from firewood.accounts.models import Officer
from firewood.accounts.queries import sessions_of
from firewood.accounts.requests import (
    SECOND_FACTOR,
    OfficeRequest,
    keep_second_factor,
    open_before_second_factor,
    open_to_districts,
    prove_first,
)
from firewood.accounts.views.signing import come_in, way_on
from firewood.journal.clock import now
from firewood.journal.refusals import Problem, Unreadable

SECRET, PASSKEY_NAME = "app_secret", "passkey_name"  # in the session, while a factor is being set up
NOT_ANSWERED = PasskeyAnswer({}, {})


@open_to_districts
@open_before_second_factor
@never_cache
def account(request: OfficeRequest) -> HttpResponse:
    """How one signs in, and where one is signed in."""
    known = factors.factors_of(request.user)
    shown = {
        "app": next((each for each in known if each.kind == APP), None),
        "passkeys": [each for each in known if each.kind == PASSKEY],
        "recovery": next((each for each in known if each.kind == RECOVERY), None),
        "has_factor": any(each.kind != RECOVERY for each in known),
        "sessions": sessions_of(request.user, request.session.session_key or ""),
    }
    return render(request, "accounts/account.html", shown)


@open_to_districts
@open_before_second_factor
@never_cache
@sensitive_post_parameters("password", "new")
def change_password(request: OfficeRequest) -> HttpResponse:
    """Choose another password; every other browser must sign in anew."""
    form = NewPassword(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told: dict[str, Any] = {"password": form.cleaned_data["new"], "actor": request.actor, "at": now()}
            officer = actions.change_password(request.user, **told)
            return _come_in_again(request, officer)
        except Unreadable as no:
            form.mark([Problem("new", each.message) for each in no.problems])
    return _form(request, "accounts/password.html", form)


@open_to_districts
@open_before_second_factor
@never_cache
@sensitive_post_parameters("password", "code")
def add_app(request: OfficeRequest) -> HttpResponse:
    """Set up an authenticator app: its secret as a picture and as text, proved by its first code."""
    if factors.has_second_factor(request.user):
        prove_first(request)
    form = AppForm(request, data=request.POST or None)
    secret = request.session.setdefault(SECRET, new_secret())
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            codes = actions.add_app(request.user, secret=secret, code=code, actor=request.actor, at=now())
            return _set_up(request, codes)
        except Unreadable as no:
            form.mark(no.problems)
    address = setup_address(request.user, secret)
    return _form(request, "accounts/app.html", form, qr=qr_of(address), secret=spaced(secret), address=address)


@open_to_districts
@open_before_second_factor
@never_cache
@sensitive_post_parameters("password")
def add_passkey(request: OfficeRequest) -> HttpResponse:
    """Set up a passkey: the browser makes it after the password was right."""
    if factors.has_second_factor(request.user):
        prove_first(request)
    problems: Sequence[Problem] = ()
    if request.method == "POST":
        told = read_answer(request, "passkey") or NOT_ANSWERED
        name = request.session.pop(PASSKEY_NAME, "")
        try:
            codes = actions.add_passkey(request.user, name=name, told=told, actor=request.actor, at=now())
            return _set_up(request, codes)
        except Unreadable as no:
            problems = no.problems
    shown = {"form": PasskeyForm(request), "next": way_on(request, otherwise=""), "problems": problems}
    return render(request, "accounts/passkey.html", shown, status=422 if problems else 200)


@open_to_districts
@open_before_second_factor
@require_POST
@sensitive_post_parameters("password")
def ask_for_new_passkey(request: OfficeRequest) -> HttpResponse:
    """The question to the browser to make a passkey, after the password was right; what is wrong otherwise."""
    form = PasskeyForm(request, data=request.POST)
    if not form.is_valid():
        said = " ".join(str(each) for problems in form.errors.values() for each in problems)
        return JsonResponse({"message": said}, status=422)
    options, request.session[QUESTION] = factors.new_passkey_question(request.user)
    request.session[PASSKEY_NAME] = form.cleaned_data["name"]
    return JsonResponse(options)


@open_to_districts
@never_cache
@sensitive_post_parameters("password")
def remove_factor(request: OfficeRequest, factor: int) -> HttpResponse:
    """Remove an app or a passkey, after the password was right."""
    prove_first(request)
    form = PasswordAgain(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove_factor(request.user, factor=factor, actor=request.actor, at=now())
        return redirect("account")
    found = next((each for each in factors.factors_of(request.user) if each.id == factor), None)
    return _form(request, "accounts/remove.html", form, factor=found, is_app=bool(found and found.kind == APP))


@open_to_districts
@never_cache
@sensitive_post_parameters("password")
def recovery_codes(request: OfficeRequest) -> HttpResponse:
    """Make new recovery codes, after the password was right; the old ones open nothing any more."""
    prove_first(request)
    form = PasswordAgain(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _codes(request, actions.make_recovery_codes(request.user, actor=request.actor, at=now()))
    return _form(request, "accounts/new_codes.html", form)


@open_to_districts
@require_POST
def end_session(request: OfficeRequest, number: int) -> HttpResponse:
    """End one session."""
    actions.end_session(request.user, number=number, actor=request.actor, at=now())
    return redirect("account")


@open_to_districts
@require_POST
def end_other_sessions(request: OfficeRequest) -> HttpResponse:
    """End every session but this one."""
    kept = request.session.session_key or ""
    actions.end_other_sessions(request.user, kept=kept, actor=request.actor, at=now())
    return redirect("account")


def _come_in_again(request: OfficeRequest, officer: Officer) -> HttpResponse:
    """A new session in which the second factor is as old as it was: a new password does not renew it."""
    proved = request.session.get(SECOND_FACTOR)
    request.session.flush()
    answer = come_in(request, officer, to="/account/")
    if proved is not None:
        request.session[SECOND_FACTOR] = proved
    return answer


def _set_up(request: OfficeRequest, codes: list[str]) -> HttpResponse:
    """After a factor was added: its owner has just shown it, so it counts for this shift."""
    request.session.pop(SECRET, None)
    keep_second_factor(request)
    return _codes(request, codes) if codes else redirect(way_on(request, otherwise="/account/"))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Recovery codes, shown this once."""
    return render(request, "accounts/codes.html", {"codes": codes, "next": way_on(request, otherwise="/account/")})


def _form(request: OfficeRequest, template: str, form: PasswordAgain, **more: object) -> HttpResponse:
    shown = {"form": form, "next": way_on(request, otherwise=""), **more}
    return render(request, template, shown, status=422 if form.errors else 200)
