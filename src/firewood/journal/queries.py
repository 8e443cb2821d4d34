"""What happened to a thing, as the journal tells it."""

from collections.abc import Iterable

from firewood.journal.models import Entry


def latest_about(subject: str, *, limit: int = 5) -> list[Entry]:
    """The newest lines about one thing, newest first."""
    return list(Entry.objects.filter(subject=subject).order_by("-number")[:limit])


def history_of(subjects: Iterable[str], *, limit: int = 200) -> list[Entry]:
    """All lines about several things, oldest first; the newest `limit` of them."""
    newest = Entry.objects.filter(subject__in=list(subjects)).order_by("-number")[:limit]
    return list(reversed(newest))
