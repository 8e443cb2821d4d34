"""The one translator from a refusal to an answer: a page for people, JSON for programs."""

import errno
import logging
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull

from firewood.accounts.confirming import ask
from firewood.accounts.requests import About, seen_at
from firewood.accounts.rules import SecondFactorMissing
from firewood.aid.templatetags.aid_words import happening, local_time
from firewood.journal.queries import latest_about
from firewood.journal.refusals import (
    NotAllowed,
    NotFound,
    NotReachable,
    Problem,
    Refused,
    TooMuch,
    Unreadable,
    refusal_as_json,
)

log = logging.getLogger("firewood.doors")
LEFT_TO_DJANGO = (PermissionDenied, SuspiciousOperation, BadRequest)


class RefusalMiddleware:
    """Answers whatever a door could not do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; for anything else a reference number under which the log tells what happened."""
        if isinstance(exception, Refused):
            return answer(request, exception)
        if isinstance(exception, Http404):
            return answer(request, not_there())
        if isinstance(exception, LEFT_TO_DJANGO):
            return None
        if isinstance(exception, DataError) and _sent_nul(request):
            return answer(request, unreadable_character())
        return broken(request, exception)


def unreadable_character() -> Unreadable:
    """The refusal of the character of code 0, which PostgreSQL keeps in no text."""
    return Unreadable([Problem("text", _("There is a character in it that no text can hold."))])


def _sent_nul(request: HttpRequest) -> bool:
    return any("\x00" in str(value) for values in request.POST.lists() for value in values[1])


def trouble_of(exception: BaseException | None) -> Refused | None:
    """The refusal behind an error that is nobody's fault: the database is away, or a disk is full."""
    if not isinstance(exception, OperationalError | InterfaceError | OSError):
        return None
    if isinstance(exception, OSError) and exception.errno not in {errno.ENOSPC, errno.EDQUOT}:
        return None
    if isinstance(exception, OSError) or isinstance(exception.__cause__, DiskFull):
        return TooMuch(
            "no_room",
            _(
                "The disk of this office is full. Nothing was changed. Whoever looks after the server must make room;"
                " then send it again."
            ),
        )
    return NotReachable(
        "database_away",
        _(
            "The database does not answer just now. Wait a moment, look whether your last act is there, and send it"
            " again if it is not."
        ),
    )


def not_there() -> NotFound:
    """The refusal for a page that is not there, or that this person may not see: both look the same."""
    return NotFound("not_found", _("There is nothing here, or not for you."))


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page or the JSON that says no and why."""
    if wants_json(request):
        return JsonResponse(refusal_as_json(refusal), status=refusal.status)
    if isinstance(refusal, SecondFactorMissing):
        return ask(request)
    about: About | None = getattr(request, "about", None)
    shown = {
        "heading": heading_of(refusal),
        "sentence": refusal.message,
        "problems": refusal.problems if isinstance(refusal, Unreadable) else (),
        "about": about,
        "happened": _happened(request, about) if about and refusal.status == 409 else (),
        "since": seen_at(request) is not None,
        "status": refusal.status,
    }
    return render(request, "ui/refusal.html", shown, status=refusal.status)


@dataclass(frozen=True)
class Happened:
    """A line of the journal in words: when, what, and who did it."""

    at: datetime
    when: str
    said: str
    who: str
    office: str


def _happened(request: HttpRequest, about: About) -> list[Happened]:
    """What happened since the page was shown that the refused form stood on; the newest lines where it does not say."""
    entries = latest_about([about.subject, *about.parts()], since=seen_at(request))
    return [
        Happened(each.at, local_time(each.at), happening(each.event), each.actor_name, each.actor_office)
        for each in entries
    ]


def heading_of(refusal: Refused) -> str:
    """The heading over a refusal."""
    if isinstance(refusal, NotAllowed):
        return _("This is not among your duties")
    if isinstance(refusal, NotReachable):
        return _("One moment")
    if isinstance(refusal, NotFound):
        return _("Not here")
    if isinstance(refusal, Unreadable):
        return _("This cannot be read")
    return _("No room left") if isinstance(refusal, TooMuch) else _("This cannot be done now")


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: by its path, or because it wants JSON more than a page."""
    return request.path.startswith("/api/") or (
        request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    )


def broken(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """The answer to a broken promise of ours: a reference number here and in the log, nothing else.

    Trouble of the database is answered as the refusal it is.
    """
    reference = secrets.token_hex(4)
    if trouble := trouble_of(exception):
        log.warning("%s %s %s %s: %s", trouble.code, reference, request.method, request.path, exception)
        return _plainly(request, trouble, reference)
    log.error("broken %s %s %s", reference, request.method, request.path, exc_info=exception)
    sentence = _("This is our fault, not yours. Nothing was changed. If you tell us, give the number %(reference)s.")
    if wants_json(request):
        told = Refused("broken", sentence % {"reference": reference}, reference=reference)
        return JsonResponse(refusal_as_json(told), status=500)
    heading = _("Something broke")
    page = {"status": 500, "heading": heading, "sentence": sentence % {"reference": reference}, "reference": reference}
    # No request: the frame of the page may be what broke.
    return render(None, "ui/broken.html", page, status=500)


def _plainly(request: HttpRequest, trouble: Refused, reference: str) -> HttpResponse:
    """A refusal without the frame of the office, which would have to ask the database."""
    shown = {
        "status": trouble.status,
        "heading": heading_of(trouble),
        "sentence": trouble.message,
        "reference": reference,
    }
    if wants_json(request):
        page: HttpResponse = JsonResponse(refusal_as_json(trouble), status=trouble.status)
    else:
        page = render(None, "ui/broken.html", shown, status=trouble.status)
    page.headers["Retry-After"] = "5"
    return page


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that is no page."""
    return answer(request, not_there())


def page_broken(request: HttpRequest) -> HttpResponse:
    """The answer when something broke before a page could answer."""
    return broken(request, sys.exception())


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without the mark of this session."""
    sentence = _("This page was open for too long, or cookies are off. Go back, load it again, and send it once more.")
    return answer(request, NotAllowed("page_too_old", sentence))
