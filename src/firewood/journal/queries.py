"""What happened to a thing, as the journal tells it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from firewood.journal.models import Entry


def latest_about(subjects: Iterable[str], *, since: datetime | None = None, limit: int = 5) -> list[Entry]:
    """The newest lines about some things, newest first; `since` asks for those written after a real instant."""
    rows = Entry.objects.filter(subject__in=list(subjects)).order_by("-number")
    return list((rows.filter(recorded_at__gt=since) if since else rows)[:limit])


def newest_line(subject: str) -> int:
    """The number of the newest line about a thing: whoever saw it has seen everything before it, too."""
    newest = latest_about([subject], limit=1)
    return newest[0].number if newest else 0


def history_of(subjects: Iterable[str], *, limit: int = 200) -> list[Entry]:
    """All lines about several things, oldest first; the newest `limit` of them."""
    newest = Entry.objects.filter(subject__in=list(subjects)).order_by("-number")[:limit]
    return list(reversed(newest))


class Line(NamedTuple):
    """A line of the journal in short: its place, its hash, and of which kind it is."""

    number: int
    hash: bytes
    event: str


def lines_from(number: int | None, *, most: int) -> list[Line]:
    """The lines from one on, itself the first, at most so many after it; with None the newest alone."""
    rows = Entry.objects.values_list("number", "hash", "event")
    if number is None:
        told = rows.order_by("-number")[:1]
    else:
        told = rows.filter(number__gte=number).order_by("number")[: most + 1]
    return [Line(number, bytes(mark), event) for number, mark, event in told]
