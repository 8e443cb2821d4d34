"""The guest door: a link opens one thread, in the guest's language; a wrong, old or closed link opens nothing.

What is only looked at is read behind the wall: the database itself shows this one thread and lets nothing be written.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from firewood.accounts.actions import note_guest_visit
from firewood.accounts.models import GuestLink
from firewood.accounts.queries import open_guest_link
from firewood.accounts.requests import OfficeRequest
from firewood.accounts.wall import behind_the_wall
from firewood.journal.clock import now
from firewood.journal.refusals import NotFound, Refused, Unreadable
from firewood.journal.standing import Status

VISIT = timedelta(hours=1)
"""A guest who comes back within this time is on the same visit."""


class GuestRequest(OfficeRequest):
    """A request that came in by a guest link."""

    link: GuestLink
    secret: str


GuestView = Callable[..., HttpResponseBase]


def guest_door(view: GuestView) -> GuestView:
    """Let a guest in. The secret in the address is the proof, so no other token is asked for; nothing leaks it."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def enter(request: GuestRequest, secret: str, **more: object) -> HttpResponseBase:
        try:
            link = open_guest_link(secret, at=now())
        except NotFound:
            return _sealed(render(request, "desk/guest_closed.html", {"closed_in": settings.LANGUAGES}, status=404))
        _greet(request, link, secret)
        language = guest_language(request)
        with translation.override(language):
            answer = _sealed(_answered(view, request, more))
        answer["Content-Language"] = language
        return answer

    return enter


def guest_language(request: GuestRequest) -> str:
    """The language chosen on this visit, else the one the link was made for."""
    chosen = request.COOKIES.get(f"guest-{request.link.pk.hex[:12]}", "")
    return chosen if chosen in dict(settings.LANGUAGES) else request.link.language


def guest_page(request: GuestRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """A page of the guest's thread, under the exercise banner when it is one."""
    told = {
        "link": request.link, "secret": request.secret, "drill": request.link.status == Status.EXERCISE,
        "language_url": reverse("guest-language", args=[request.secret]), **context,
    }  # fmt: skip
    return render(request, template, told, status=status)


def _greet(request: GuestRequest, link: GuestLink, secret: str) -> None:
    request.link, request.secret = link, secret
    request.actor, request.status = link.actor, Status(link.status)
    if link.last_used_at is None or now() - link.last_used_at > VISIT:
        note_guest_visit(link, actor=link.actor, at=now())


def _answered(view: GuestView, request: GuestRequest, more: dict[str, object]) -> HttpResponseBase:
    try:
        if request.method in {"GET", "HEAD"}:
            with behind_the_wall(request.actor):
                return view(request, **more)
        return view(request, **more)
    except Refused as refusal:
        problems = refusal.problems if isinstance(refusal, Unreadable) else ()
        return guest_page(
            request, "desk/guest_refused.html", {"refusal": refusal, "problems": problems}, status=refusal.status
        )


def _sealed(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
