"""The one place the program asks what time it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """The present instant, aware, in UTC; on the demonstration's day when `FIREWOOD_CLOCK` names one.

    The demonstration's day stands still, its hours and seconds run on, so that the order of acts is kept.
    """
    real = datetime.now(UTC)
    standing: date | None = getattr(settings, "FIREWOOD_CLOCK", None)
    if standing is None:
        return real
    local = real.astimezone(node_zone())
    return local.replace(year=standing.year, month=standing.month, day=standing.day).astimezone(UTC)


def real_now() -> datetime:
    """The real instant, whatever day a demonstration shows: for sessions, one-time codes and what lapses by itself."""
    return datetime.now(UTC)


def node_zone() -> ZoneInfo:
    """The zone in which this office counts its days."""
    return ZoneInfo(getattr(settings, "FIREWOOD_ZONE", "Asia/Shanghai"))


def today() -> date:
    """The local day of the office."""
    return now().astimezone(node_zone()).date()


def end_of(day: date) -> datetime:
    """The last instant of a local day of the office, aware, in UTC."""
    return datetime.combine(day, time.max, tzinfo=node_zone()).astimezone(UTC)


def day_of(instant: datetime) -> date:
    """The local day of the office on which an aware instant falls."""
    return instant.astimezone(node_zone()).date()


def read_day(typed: str) -> date | None:
    """A day written as 2020-03-25; None for anything else, 30 February included."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.isoformat() == typed else None
