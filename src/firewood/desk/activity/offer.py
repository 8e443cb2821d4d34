"""Right after an act the next page offers to undo it, for half a minute; later the activity log does."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from firewood.accounts.models import Officer
from firewood.accounts.requests import NOBODY
from firewood.desk.activity.undo import UNDO, undo_of
from firewood.desk.activity.words import told
from firewood.journal.models import Entry

SECONDS = 30
CLOCKS_DIFFER = timedelta(seconds=1)
"""By so much the clocks of the program and of the database may differ."""
LATEST = 30
"""So many of the newest lines are looked through; an act writes a handful."""

ONE_OF_SEVERAL = frozenset({"desk.acceptance.sent"})
"""Acts that wrote several things at once: no button takes all of them back, so none is offered for a part."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def offer_undo(answer: Answer) -> Answer:
    """Middleware: after an act, keep for a moment which line of the journal it wrote; of the act before, no more."""

    def offered(request: HttpRequest) -> HttpResponseBase:
        began = datetime.now(UTC)
        page = answer(request)
        if request.method == "POST" and page.status_code < 400 and isinstance(request.user, Officer):
            _keep(request, began)
        return page

    return offered


def undo_offer(request: HttpRequest) -> dict[str, Any]:
    """For every page of the office: `undo`, what was just done and the address that takes it back."""
    kept = getattr(request, "session", {}).get("undo")
    actor = getattr(request, "actor", NOBODY)
    if actor.is_of_district:  # undoing is a page of the city's activity log, which is not there for a district
        return {}
    if not isinstance(kept, dict) or kept["until"] < time.time():
        return {}
    return {"undo": {"url": reverse("undo", args=[kept["number"]]), "words": told(kept["event"])}}


def _keep(request: HttpRequest, began: datetime) -> None:
    request.session.pop("undo", None)
    if request.path.startswith("/activity/"):
        return
    rows = list(Entry.objects.order_by("-number")[:LATEST])
    known = UNDO.keys() | ONE_OF_SEVERAL
    mine = [row for row in rows if row.actor_key == request.user.get_username() and row.event in known]
    found = next((row for row in mine if row.recorded_at >= began - CLOCKS_DIFFER), None)
    if found is not None and undo_of(found):
        request.session["undo"] = {"number": found.number, "event": found.event, "until": time.time() + SECONDS}
