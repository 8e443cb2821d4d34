"""How the node is: alive, ready, in numbers; and what browsers report about pages that broke the content policy."""

import logging
import os
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from firewood.journal.room import free_bytes

log = logging.getLogger(__name__)

REQUESTS = Counter("firewood_requests", "Answers given", ["method", "status"])
SECONDS = Histogram("firewood_request_seconds", "How long an answer took")
POLICY_REPORTS = Counter("firewood_policy_reports", "Reports of pages that broke the content policy")

Answer = Callable[[HttpRequest], HttpResponse]


def count_requests(answer: Answer) -> Answer:
    """Middleware: count every answer and how long it took."""

    def counted(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = answer(request)
        REQUESTS.labels(str(request.method), str(response.status_code)).inc()
        SECONDS.observe(time.perf_counter() - started)
        return response

    return counted


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The node can do its work: 200, or 503 with what is missing."""
    state = {"database": _database_answers(), "room": free_bytes() >= settings.FIREWOOD_ROOM_FOR_UPLOADS}
    return JsonResponse({"ok": all(state.values()), **state}, status=200 if all(state.values()) else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus; only to programs on this machine that came without a proxy."""
    if request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1") or "HTTP_X_FORWARDED_FOR" in request.META:
        return HttpResponse(status=404)
    return HttpResponse(_numbers(), content_type=CONTENT_TYPE_LATEST)


@csrf_exempt
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """A browser saw a page break the content policy: count it and keep what it says."""
    POLICY_REPORTS.inc()
    log.warning("content policy broken", extra={"report": request.body[:4000].decode(errors="replace")})
    return HttpResponse(status=204)


def _numbers() -> bytes:
    now = CollectorRegistry()
    Gauge("firewood_database_up", "1 when the database answers", registry=now).set(_database_answers())
    Gauge("firewood_free_bytes", "Room on the disk of the data folder and the database", registry=now).set(free_bytes())
    return generate_latest(_counted()) + generate_latest(now)


def _counted() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the sum over all web processes
    return together


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
