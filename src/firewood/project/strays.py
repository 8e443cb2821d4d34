"""Requests that no door can read: too long, with characters nobody types, or an address that only takes forms."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from firewood.archive.uploads.streams import MOST_TOGETHER
from firewood.journal.refusals import Problem, Refused, Unreadable
from firewood.project.refusals import answer, unreadable_character, wants_json


class TooLong(Refused):
    """More was sent than anybody types or reads."""

    status = 413


class OnlySent(Refused):
    """An address to which forms are sent; there is nothing to look at."""

    status = 405


LET_BY = 256 * 1024**2
"""So much of what is too large is read and forgotten, so that the browser hears the answer; then the line is cut."""


class StrayMiddleware:
    """Answers in words what would otherwise be answered by a bare number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _sent(request) > MOST_TOGETHER:
            _let_by(request)
            return answer(request, too_much_at_once())
        if _has_nul(request):
            return answer(request, unreadable_character())
        given = self.get_response(request)
        if given.status_code == OnlySent.status and request.method in {"GET", "HEAD"} and not wants_json(request):
            return answer(
                request, OnlySent("only_sent", _("There is nothing to look at here: forms are sent to this address."))
            )
        return given


def page_unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a request that cannot be read at all."""
    if isinstance(exception, RequestDataTooBig):
        return answer(
            request,
            TooLong("too_long", _("This is too long to be read. Nothing was changed. Shorten it and send it again.")),
        )
    return answer(request, Unreadable([Problem("request", _("This request cannot be read. Nothing was changed."))]))


def too_much_at_once() -> TooLong:
    """The refusal of more than is taken in at once; nothing of it was read."""
    sentence = _("Together this is more than %(most)s megabytes. Nothing was kept. Send fewer files, or smaller ones.")
    return TooLong("too_long", sentence % {"most": MOST_TOGETHER // 1024**2})


def _sent(request: HttpRequest) -> int:
    """How many bytes are sent with a request, as its head says."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def _let_by(request: HttpRequest) -> None:
    read = 0
    while read < LET_BY and (piece := request.read(64 * 1024)):
        read += len(piece)


def _has_nul(request: HttpRequest) -> bool:
    """Whether a character of code 0, which PostgreSQL refuses in any text, stands in the address or in sent JSON."""
    address = unquote(request.META.get("QUERY_STRING", "")) + request.path
    return "\x00" in address or (request.content_type == "application/json" and b"\\u0000" in request.body)
