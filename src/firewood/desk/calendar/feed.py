"""The calendar as other programs read it (RFC 5545): stable names, versions, whole days and hours with their zone."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from firewood.desk.calendar.queries import Dated

PRODUCT = "-//Firewood//Office//EN"
REFRESH = timedelta(hours=1)


def as_calendar(found: list[Dated], *, name: str, language: str, site: str, days: tuple[date, date]) -> bytes:
    """The feed: every event under a name that never changes, lines folded at 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name, parameters={"LANGUAGE": language})
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for each in found:
        calendar.add_component(_event(each, language=language, site=site))
    calendar.add_missing_timezones(first_date=days[0], last_date=days[1])
    return bytes(calendar.to_ical())


def _event(told: Dated, *, language: str, site: str) -> Event:
    event = Event()
    changed = (told.changed or datetime.combine(told.day, datetime.min.time(), UTC)).astimezone(UTC)
    event.add("uid", f"{told.key}@{urlsplit(site).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", told.sequence)
    event.add("summary", told.title, parameters={"LANGUAGE": language})
    event.add("status", "CANCELLED" if told.cancelled else "CONFIRMED")
    event.add("url", site + told.url)
    event.add("class", "PRIVATE")
    if told.where:
        event.add("location", told.where, parameters={"LANGUAGE": language})
    _add_times(event, told)
    return event


def _add_times(event: Event, told: Dated) -> None:
    """A whole day takes nobody's time; an hour does, in the zone of the place."""
    if told.starts is None:
        event.add("dtstart", told.day)
        event.add("dtend", told.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    begins = datetime.combine(told.day, told.starts, told.zone)
    event.add("dtstart", begins)
    event.add("dtend", datetime.combine(told.day, told.ends, told.zone) if told.ends else begins + timedelta(hours=1))
    event.add("transp", "OPAQUE")
