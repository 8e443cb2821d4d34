"""The door of the office: who comes in, in which language pages are shown, and whether the exercise is on."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from firewood.accounts.actor import Actor
from firewood.accounts.confirming import ask, hear
from firewood.accounts.requests import NOBODY, OfficeRequest, actor_of, closed_to, home_of, waits_for_second_factor
from firewood.accounts.sessions import SessionStore
from firewood.journal import clock
from firewood.journal.standing import Status
from firewood.languages.texts import Wording, shown_name
from firewood.project.refusals import answer, not_there
from firewood.registry.models import Party
from firewood.registry.ours import our_city, our_office
from firewood.ui.frame import Section, frame

OWN_DOORS = ("/api/", "/healthz", "/readyz", "/metrics", "/policy-report", "/static/")
"""Doors that ask for their own key, or for none."""


class OfficeMiddleware(LoginRequiredMiddleware):
    """Asks colleagues to sign in, and tells every page its actor, its language and its standing."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visitor: OfficeRequest = request  # type: ignore[assignment]
        visitor.about = None
        visitor.actor = actor_of(visitor)
        cast(SessionStore, visitor.session).give_sign_of_life()
        visitor.status = Status.EXERCISE if request.session.get("exercise") else Status.ACTUAL
        with translation.override(language_of(visitor)):
            visitor.LANGUAGE_CODE = translation.get_language()
            page = cast(HttpResponseBase, self.get_response(request))  # pages are never asynchronous here
            page.headers.setdefault("Content-Language", translation.get_language() or "en")
        return page

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: object, view_kwargs: object
    ) -> HttpResponse | None:
        if request.path.startswith(OWN_DOORS):
            return None
        if closed_to(request.actor, view_func):  # type: ignore[attr-defined]
            home = home_of(request.actor)  # type: ignore[attr-defined]
            return redirect(home) if request.path == "/" != home else answer(request, not_there())
        stopped = super().process_view(request, view_func, view_args, view_kwargs)  # type: ignore[arg-type]
        stopped = stopped or hear(request)
        if stopped is None and waits_for_second_factor(request.actor, view_func):  # type: ignore[attr-defined]
            return ask(request)
        return cast("HttpResponse | None", stopped)


def language_of(request: OfficeRequest) -> str:
    """A colleague's own language; else the one chosen here before; else what the browser asks for."""
    known = dict(settings.LANGUAGES)
    if request.user.is_authenticated and request.user.language in known:
        return request.user.language
    chosen = request.COOKIES.get("language", "")
    return chosen if chosen in known else translation.get_language_from_request(request)


def house(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: whose office this is, the exercise switch, the languages, the day."""
    status = getattr(request, "status", Status.ACTUAL)
    return {
        "office": _office(),
        "city": _city(),
        "demonstration": settings.FIREWOOD_DEMONSTRATION,
        "exercise": status == Status.EXERCISE,
        "standing": status,
        "today": clock.today(),
        "interface_languages": settings.LANGUAGES,
        "draft_done": _draft_done(request),
        **_ways(request),
    }


def _ways(request: HttpRequest) -> dict[str, Any]:
    """Where one can go from every page; a colleague of a district is shown only pages that are there for them."""
    actor: Actor = getattr(request, "actor", NOBODY)
    if not actor.is_of_district:
        return {"account_links": [Section("colleagues", _("Colleagues"), reverse("colleagues"))]}
    shown = frame(request)
    sections = [each for each in shown["sections"] if not closed_to(actor, resolve(each.url).func)]
    return {"sections": sections, "search_url": "", "inbox_url": ""}


def _draft_done(request: HttpRequest) -> str:
    """The draft that was just sent and need not be kept any more; told once."""
    session = getattr(request, "session", None)
    return str(session.pop("draft_done")) if session is not None and "draft_done" in session else ""


def _office() -> Wording | None:
    try:
        return _named(our_office())
    except Party.DoesNotExist:
        return None


def _city() -> Wording | None:
    try:
        return _named(our_city())
    except Party.DoesNotExist:
        return None


def _named(party: Party) -> Wording:
    return shown_name(party.subject, party.name, language=translation.get_language() or "en")
