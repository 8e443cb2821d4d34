"""What a colleague can do with the own calendar address: open it, get a new one, close it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer
from firewood.accounts.queries import secret_hash
from firewood.desk.models import CalendarFeed
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, require
from firewood.journal.steps import lock


@dataclass(frozen=True)
class OpenedFeed:
    """A calendar address with the secret that is shown once and never kept."""

    feed: CalendarFeed
    secret: str


@action
def open_calendar_feed(officer: Officer, *, actor: Actor, at: datetime) -> OpenedFeed:
    """Make a secret address for the own calendar program; an address made before opens nothing any more."""
    require(actor.kind == "officer" and actor.key == officer.login, _("open the calendar of somebody else"))
    officer = lock(officer)
    secret = secrets.token_urlsafe(32)
    feed, new = CalendarFeed.objects.update_or_create(
        officer=officer, defaults={"secret_hash": secret_hash(secret), "made_at": at, "closed_at": None}
    )
    record(
        "desk.calendar_feed.opened" if new else "desk.calendar_feed.renewed", subject=feed.subject, actor=actor, at=at
    )
    return OpenedFeed(feed, secret)


@action
def close_calendar_feed(feed: CalendarFeed, *, actor: Actor, at: datetime) -> CalendarFeed:
    """Close the own calendar address."""
    require(actor.kind == "officer" and actor.key == feed.officer.login, _("close the calendar of somebody else"))
    feed = lock(feed)
    if feed.closed_at is not None:
        raise NotNow("already_closed", _("This calendar address was closed before."))
    feed.closed_at = at
    feed.save(update_fields=["closed_at"])
    record("desk.calendar_feed.closed", subject=feed.subject, actor=actor, at=at)
    return feed
