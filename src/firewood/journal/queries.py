"""What happened to a thing, as the journal tells it."""

from collections.abc import Iterable
from datetime import datetime

from firewood.journal.models import Entry


def latest_about(subjects: Iterable[str], *, since: datetime | None = None, limit: int = 5) -> list[Entry]:
    """The newest lines about some things, newest first; `since` asks for those written after a real instant."""
    rows = Entry.objects.filter(subject__in=list(subjects)).order_by("-number")
    return list((rows.filter(recorded_at__gt=since) if since else rows)[:limit])


def history_of(subjects: Iterable[str], *, limit: int = 200) -> list[Entry]:
    """All lines about several things, oldest first; the newest `limit` of them."""
    newest = Entry.objects.filter(subject__in=list(subjects)).order_by("-number")[:limit]
    return list(reversed(newest))


def last_hash() -> bytes | None:
    """The hash of the newest line, which stands for the whole journal; None while the journal is empty."""
    newest = Entry.objects.order_by("-number").values_list("hash", flat=True).first()
    return bytes(newest) if newest is not None else None
