"""Signing in and out, the second factor, the language of the pages, the exercise switch."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from firewood.accounts import actions
from firewood.accounts.browsers import browser_of
from firewood.accounts.confirming import QUESTION, ask, read_answer
from firewood.accounts.demonstration import SIGN_INS
from firewood.accounts.factors import owner_of, passkey_question
from firewood.accounts.forms import SignInForm
from firewood.accounts.models import Officer
from firewood.accounts.requests import (
    SECOND_FACTOR,
    OfficeRequest,
    home_of,
    open_before_second_factor,
    open_to_districts,
)
from firewood.accounts.rules import needs_second_factor
from firewood.accounts.sessions import BROWSER, FIRST_SEEN, LONGEST
from firewood.accounts.states import Proof
from firewood.journal.clock import now, real_now

LANGUAGE_COOKIE_AGE = 365 * 24 * 3600


def way_on(request: HttpRequest, *, otherwise: str = "/") -> str:
    """Where to go next, as the page asked, but never to another host."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if inside and target.startswith("/") else otherwise


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in form, or let a colleague in."""
    form = SignInForm(request.POST or None)
    officer = form.officer(request) if request.method == "POST" else None
    if officer is not None:
        return come_in(request, officer)
    return _asked_who(request, form)


@login_not_required
@never_cache
@require_POST
def ask_for_passkey(request: HttpRequest) -> HttpResponse:
    """The question to the browser for a passkey: of whoever is signed in, else of anybody who has one here."""
    options, request.session[QUESTION] = passkey_question(request.user if isinstance(request.user, Officer) else None)
    return JsonResponse(options)


@login_not_required
@never_cache
@require_POST
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in whoever shows a passkey; it is possession and PIN or finger in one, so the second factor is given too."""
    told = read_answer(request, "passkey")
    officer = owner_of(told.answer) if told else None
    if told and officer and actions.show_passkey(officer, told=told, actor=officer.actor, at=now()) == Proof.RIGHT:
        return come_in(request, officer, proved=True)
    form = SignInForm()
    return _asked_who(request, form, passkey_refused=True)


def come_in(request: HttpRequest, officer: Officer, *, proved: bool = False, to: str = "") -> HttpResponse:
    """Begin a session of at most one shift, under a key of its own, and go where the page asked."""
    login(request, officer, backend="django.contrib.auth.backends.ModelBackend")
    begun = real_now()
    request.session[BROWSER] = browser_of(request.headers.get("User-Agent", ""))
    request.session[FIRST_SEEN] = begun.isoformat()
    request.session.set_expiry(begun + LONGEST)
    if proved:
        request.session[SECOND_FACTOR] = begun.timestamp()
    actions.note_sign_in(officer, actor=officer.actor, at=now())
    _keep_language(request, officer)
    return redirect(to or way_on(request, otherwise=home_of(officer.actor)))


def _asked_who(request: HttpRequest, form: SignInForm, *, passkey_refused: bool = False) -> HttpResponse:
    shown = {
        "form": form,
        "next": way_on(request, otherwise=""),
        "passkey_refused": passkey_refused,
        "sign_ins": SIGN_INS if settings.FIREWOOD_DEMONSTRATION else (),
    }
    return render(request, "accounts/sign_in.html", shown, status=422 if form.errors or passkey_refused else 200)


@open_to_districts
@open_before_second_factor
@never_cache
def second_factor(request: OfficeRequest) -> HttpResponse:
    """Ask for the second factor; when it was given, go on to where it was needed."""
    if request.method == "POST" and not needs_second_factor(request.actor, now()):
        return redirect(way_on(request, otherwise=home_of(request.actor)))
    return ask(request, status=200)


def _keep_language(request: HttpRequest, officer: Officer) -> None:
    """Whoever chose a language on the sign-in page reads on in it."""
    chosen = request.COOKIES.get("language", "")
    if chosen in dict(settings.LANGUAGES) and chosen != officer.language:
        actions.choose_language(officer, language=chosen, actor=officer.actor, at=now())


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session: its row is removed, so a copy of the cookie opens nothing any more."""
    if isinstance(request.user, Officer):
        actions.note_sign_out(request.user, actor=request.user.actor, at=now())
    logout(request)
    return redirect("sign-in")


@login_not_required
@require_POST
def choose_language(request: OfficeRequest) -> HttpResponse:
    """Show pages in another language from now on; a colleague's choice is kept with the account."""
    language = request.POST.get("language", "")
    answer = redirect(way_on(request))
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        if request.user.is_authenticated:
            actions.choose_language(request.user, language=language, actor=request.actor, at=now())
        answer.set_cookie("language", language, max_age=LANGUAGE_COOKIE_AGE, samesite="Lax", httponly=True)
    return answer


@require_POST
@open_to_districts
def switch_exercise(request: OfficeRequest) -> HttpResponse:
    """Show the exercise instead of what is real, or go back."""
    request.session["exercise"] = request.POST.get("exercise") == "on"
    return redirect(way_on(request))
