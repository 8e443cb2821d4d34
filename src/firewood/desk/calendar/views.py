"""Pages of the calendar: a month as a grid and as a list; the feed for other calendar programs."""

from calendar import Calendar as Weeks
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale
from babel.dates import get_day_names
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firewood.accounts.requests import OfficeRequest, open_to_districts
from firewood.aid.rules import may_hold_handover
from firewood.desk.calendar.actions import close_calendar_feed, open_calendar_feed
from firewood.desk.calendar.feed import as_calendar
from firewood.desk.calendar.queries import Dated, dates, feed_of_secret, with_versions
from firewood.desk.models import CalendarFeed
from firewood.journal.clock import now, today
from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay, show_day

BACK, AHEAD = timedelta(days=62), timedelta(days=366)
"""So far the feed looks back and ahead."""


@dataclass(frozen=True)
class Square:
    """One day of the grid."""

    day: date
    inside: bool
    today: bool
    things: list[Dated]


@open_to_districts
def calendar(request: OfficeRequest) -> HttpResponse:
    """A month: what is due, expected, planned."""
    first = _month(request.GET.get("month", ""))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    days = (weeks[0][0], weeks[-1][-1])
    found = dates(status=request.status, days=days, language=_language(), actor=request.actor)
    on = {day: [each for each in found if each.day == day] for week in weeks for day in week}
    squares = [[Square(day, day.month == first.month, day == today(), on[day]) for day in week] for week in weeks]
    inside = [square for week in squares for square in week if square.inside and (square.things or square.today)]
    plans = may_hold_handover(request.actor) and not request.actor.is_of_district
    context = {
        "may_plan": plans,
        "weeks": squares, "days": inside, "weekdays": _weekdays(), "month": show_day(StatedDay("", first, last)),
        "before": (first - timedelta(days=1)).strftime("%Y-%m"), "after": (last + timedelta(days=1)).strftime("%Y-%m"),
        "now_month": today().strftime("%Y-%m"), "count": len(inside),
    }  # fmt: skip
    return render(request, "desk/calendar.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of one colleague, in their language, for other programs: only what is real, no person named."""
    found = feed_of_secret(secret)
    days = (today() - BACK, today() + AHEAD)
    with translation.override(found.officer.language):
        told = dates(status=Status.ACTUAL, days=days, language=found.officer.language, actor=found.officer.actor)
        name = _("Firewood: due and planned")
        body = as_calendar(
            with_versions(told),
            name=name,
            language=found.officer.language,
            site=settings.FIREWOOD_PUBLIC_URL,
            days=days,
        )
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Content-Disposition"] = 'inline; filename="firewood.ics"'
    return answer


@open_to_districts
@require_POST
def open_feed(request: OfficeRequest) -> HttpResponse:
    """Make a new secret address; it is shown once, on the next page."""
    made = open_calendar_feed(request.user, actor=request.actor, at=now())
    address = settings.FIREWOOD_PUBLIC_URL + reverse("calendar-feed", args=[made.secret])
    request.session["calendar_address"] = address
    return redirect(reverse("mine") + "#calendar")


@open_to_districts
@require_POST
def close_feed(request: OfficeRequest) -> HttpResponse:
    """Close the own address."""
    found = CalendarFeed.objects.filter(officer_id=request.user.pk).select_related("officer").first()
    if found is None:
        raise NotFound("not_found", _("There is no such link."))
    close_calendar_feed(found, actor=request.actor, at=now())
    return redirect(reverse("mine") + "#calendar")


def _month(asked: str) -> date:
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today().replace(day=1)
    return found if 2000 <= found.year <= 2100 else today().replace(day=1)


def _weekdays() -> list[tuple[str, str]]:
    locale = Locale.parse(to_locale(_language()))
    short, wide = (get_day_names(width, locale=locale) for width in ("abbreviated", "wide"))
    return [(short[number], wide[number]) for number in range(7)]


def _language() -> str:
    return get_language() or "en"
