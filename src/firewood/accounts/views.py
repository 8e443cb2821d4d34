"""Signing in and out, the language of the pages, the exercise switch."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from firewood.accounts import actions
from firewood.accounts.demonstration import SIGN_INS
from firewood.accounts.forms import SignInForm
from firewood.accounts.models import Officer
from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.journal.clock import now

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
        login(request, officer)
        actions.note_sign_in(officer, actor=officer.actor, at=now())
        _keep_language(request, officer)
        return redirect(way_on(request))
    shown = {"form": form, "next": way_on(request), "sign_ins": SIGN_INS if settings.FIREWOOD_DEMONSTRATION else ()}
    return render(request, "accounts/sign_in.html", shown, status=422 if form.errors else 200)


def _keep_language(request: HttpRequest, officer: Officer) -> None:
    """Whoever chose a language on the sign-in page reads on in it."""
    chosen = request.COOKIES.get("language", "")
    if chosen in dict(settings.LANGUAGES) and chosen != officer.language:
        actions.choose_language(officer, language=chosen, actor=officer.actor, at=now())


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
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
