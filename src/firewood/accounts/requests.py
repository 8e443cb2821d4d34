"""What every page of the office knows about who asks: the actor, and whether the exercise is on."""

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer
from firewood.accounts.rules import needs_second_factor, require_second_factor
from firewood.journal.clock import now
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status


@dataclass(frozen=True)
class About:
    """What a request is about: shown, with its latest journal lines, when the request is refused."""

    subject: str
    title: str
    url: str
    parts: Callable[[], list[str]] = list
    """The subjects of what belongs to it, such as receipts, asked for only when there is something to show."""


class OfficeRequest(HttpRequest):
    """A request that has passed the door: `actor` is who asks, `status` the standing of all that is shown and made."""

    actor: Actor
    status: Status
    about: About | None
    user: Officer


NOBODY = Actor("nobody", "nobody", "")
SECOND_FACTOR = "second_factor"  # in the session: when it was given, in seconds of real time
V = TypeVar("V", bound=Callable[..., object])


def open_to_districts(view: V) -> V:
    """Let colleagues of a district or department open a page, which then shows only what concerns their party.

    Every page that is not marked so is not there for them.
    """
    view.open_to_districts = True  # type: ignore[attr-defined]
    return view


def closed_to(actor: Actor, view: Callable[..., object]) -> bool:
    """Whether a page that asks to sign in is not there for this colleague, because it shows more than their party's."""
    marked = getattr(view, "open_to_districts", False) or not getattr(view, "login_required", True)
    return actor.is_of_district and not marked


def open_before_second_factor(view: V) -> V:
    """Let a page be opened without the second factor also where every page asks for it: here it is set up or given."""
    view.open_before_second_factor = True  # type: ignore[attr-defined]
    return view


def waits_for_second_factor(actor: Actor, view: Callable[..., object]) -> bool:
    """Whether a page must wait until the second factor was given, in an office that asks for it on every page."""
    marked = getattr(view, "open_before_second_factor", False) or not getattr(view, "login_required", True)
    return settings.FIREWOOD_SECOND_FACTOR == "always" and not marked and needs_second_factor(actor, now())


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, with what they have proved in this session."""
    if not isinstance(request.user, Officer):
        return NOBODY
    given = request.session.get(SECOND_FACTOR)
    if given is None:
        return request.user.actor
    # Its age is counted in real time, because the day of a demonstration stands still.
    return replace(request.user.actor, second_factor_at=now() - timedelta(seconds=time.time() - given))


def prove_first(request: OfficeRequest) -> None:
    """Ask for the second factor before a form is filled in whose sending will need it, not when it is full.

    It must hold an hour longer, so that the form can be filled in peace.
    """
    if request.method == "GET":
        require_second_factor(request.actor, now() + timedelta(hours=1))


def home_of(actor: Actor) -> str:
    """Where a colleague begins: the overview, or the first page that is open to those of a district."""
    for name in ("overview", "tasks", "account"):
        with suppress(NoReverseMatch):
            address = reverse(name)
            if not closed_to(actor, resolve(address).func):
                return address
    return "/"


def keep_second_factor(request: HttpRequest) -> None:
    """Remember in the session that the second factor was given just now; the session gets a new key."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR] = time.time()


def same_standing(request: OfficeRequest) -> None:
    """Refuse a form that was opened in the exercise and sent outside it, or the other way round."""
    opened = request.POST.get("standing", "")
    if opened and opened != request.status:
        raise NotNow(
            "other_standing",
            _("The exercise was switched on or off since this page was opened. Nothing was changed."),
            opened=opened,
            now=str(request.status),
        )


def shown_at() -> str:
    """The real instant at which a page is shown, as its forms carry it along."""
    return datetime.now(UTC).isoformat()


def seen_at(request: HttpRequest) -> datetime | None:
    """When the page was shown from which a form was sent; None when the form does not say."""
    try:
        seen = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def key_of(request: OfficeRequest) -> str:
    """The key under which one sending of a form is told only once, made when the form is first shown."""
    return str(request.POST.get("key") or secrets.token_urlsafe(12))
