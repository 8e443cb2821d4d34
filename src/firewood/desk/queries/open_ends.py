"""What is open: what waits for us, what is due, and what nobody knows yet but could be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firewood.aid import addresses
from firewood.aid.models import Box, Consignment, Discrepancy, Handover, Need, Pledge, Receipt
from firewood.aid.queries.parties import names
from firewood.aid.states import (
    OPEN_PLEDGES,
    Basis,
    ConsignmentState,
    Contents,
    Direction,
    DiscrepancyState,
    HandoverState,
    NeedState,
    PledgeState,
    ReceiptState,
)
from firewood.journal.clock import today
from firewood.journal.standing import Status
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.lists import listed
from firewood.registry.models import Partnership, Party
from firewood.registry.states import ABOUT_YEARS

SOON = timedelta(days=7)
MOST = 100


@dataclass(frozen=True)
class OpenEnd:
    """One open end: a question, one reason, and where to close it; `due` is its day, `kind` what it is about."""

    question: str
    reason: str
    button: str
    url: str
    due: date | None = None
    kind: str = ""


Parties = Iterable[UUID] | None
"""Of whose acts the open ends are asked; None for all."""


def open_ends(*, status: str, language: str, parties: Parties = None) -> list[OpenEnd]:
    """What waits for us first, then what is due, then what could be found out; of all partners or of some."""
    of = list(parties) if parties is not None else None
    ends = [
        *_waiting(status, language, of),
        *_meetings(status, language, of),
        *_due(status, language, of),
        *_unpublished(status, of),
    ]
    if status == Status.ACTUAL:
        ends += [*_unknown_boxes(status, language, of), *_disputed_years(language, of), *_offers(status, language, of)]
    return ends


def _among(rows: QuerySet[Any], parties: Parties, *sides: str) -> QuerySet[Any]:
    """Of these rows those in which one of the parties stands on one of the sides."""
    if parties is None:
        return rows
    return rows.filter(reduce(or_, (Q(**{f"{side}__in": list(parties)}) for side in sides)))


def _waiting(status: str, language: str, of: Parties) -> Iterator[OpenEnd]:
    arrived = _among(Consignment.objects.filter(
        status=status, basis=str(Basis.DONE), direction=str(Direction.RECEIVED), state=str(ConsignmentState.ARRIVED)
    ), of, "giver").select_related("giver")[:MOST]  # fmt: skip
    named = names((row.giver for row in arrived), language)
    for row in arrived:
        yield OpenEnd(
            _("What came from %(giver)s?") % {"giver": named[row.giver_id]},
            _("%(number)s arrived; the receipt is not confirmed.") % {"number": row.number},
            _("Confirm receipt"), f"{addresses.of_consignment(row)}receive/", kind="receipt",
        )  # fmt: skip
    given = {"consignment__direction": str(Direction.GIVEN), "consignment__status": status}
    differing = Discrepancy.objects.filter(
        receipt_line__receipt__consignment__direction=str(Direction.GIVEN),
        state__in=[str(DiscrepancyState.OPEN), str(DiscrepancyState.DISPUTED)],
        receipt_line__receipt__state=str(ReceiptState.ISSUED), receipt_line__receipt__status=status,
    ).values_list("receipt_line__receipt", flat=True)  # fmt: skip
    receipts = Receipt.objects.filter(**given, state=str(ReceiptState.ISSUED), acknowledged_at=None)
    receipts = _among(receipts, of, "consignment__receiver")
    for receipt in receipts.select_related("consignment")[:MOST]:
        differs = receipt.pk in set(differing)
        yield OpenEnd(
            _("Do we agree with receipt %(number)s?") % {"number": receipt.number},
            _("It tells of a difference.") if differs else _("It tells of no difference."),
            _("Settle") if differs else _("Acknowledge"), addresses.of_consignment(receipt.consignment),
            kind="receipt",
        )  # fmt: skip


def _meetings(status: str, language: str, of: Parties) -> Iterator[OpenEnd]:
    """Handovers planned for the coming days, and those whose day is over and of which nobody said how it was."""
    rows = _among(Handover.objects.filter(
        consignment__status=status, consignment__basis=str(Basis.DONE), state=str(HandoverState.PLANNED),
        day_earliest__lte=today() + SOON,
    ), of, "consignment__giver", "consignment__receiver")  # fmt: skip
    rows = rows.select_related("consignment__giver", "consignment__receiver")[:MOST]
    named = names(_both(row.consignment for row in rows), language)
    for row in rows:
        over = row.day_latest is not None and row.day_latest < today()
        day = show_day(StatedDay(row.day_words, row.day_earliest, row.day_latest))
        at = _(", %(hour)s") % {"hour": f"{row.starts_at:%H:%M}"} if row.starts_at else ""
        giver, receiver = row.consignment.giver, row.consignment.receiver
        yield OpenEnd(
            _("Handover of %(number)s: %(giver)s → %(receiver)s")
            % {"number": row.consignment.number, "giver": named[giver.pk],
               "receiver": named[receiver.pk] if receiver else ""},
            (_("It was planned for %(day)s. Was it held?") if over else "%(day)s.") % {"day": day + at},
            _("Print folder"), f"/handovers/{row.pk}/", due=row.day_earliest, kind="handover",
        )  # fmt: skip


def _due(status: str, language: str, of: Parties) -> Iterator[OpenEnd]:
    rows = _among(Pledge.objects.filter(
        status=status, basis=str(Basis.DONE), due_on__lte=today() + SOON, state__in=[str(s) for s in OPEN_PLEDGES]
    ), of, "giver", "receiver").select_related("giver", "receiver")[:MOST]  # fmt: skip
    named = names((party for row in rows for party in (row.giver, row.receiver)), language)
    for row in rows:
        yield OpenEnd(
            _("When does %(giver)s send what was pledged to %(receiver)s?")
            % {"giver": named[row.giver_id], "receiver": named[row.receiver_id]},
            _("Pledge %(number)s is due on %(day)s.") % {"number": row.number, "day": show_day(row.due_on)},
            _("Look at it"), addresses.of_pledge(row), due=row.due_on, kind="pledge",
        )  # fmt: skip
    answers = _among(Pledge.objects.filter(
        status=status, basis=str(Basis.DONE), direction=str(Direction.RECEIVED), state=str(PledgeState.OFFERED)
    ), of, "giver").select_related("giver")[:MOST]  # fmt: skip
    named = names((row.giver for row in answers), language)
    for row in answers:
        question = _("Do we accept the offer of %(giver)s?") % {"giver": named[row.giver_id]}
        yield OpenEnd(question, row.number, _("Answer"), addresses.of_pledge(row), kind="offer")


def _unpublished(status: str, of: Parties) -> Iterator[OpenEnd]:
    for row in _among(Need.objects.filter(status=status, state=str(NeedState.DRAFT)), of, "party")[:MOST]:
        question = _("Publish need %(number)s?") % {"number": row.number}
        yield OpenEnd(question, _("It is noted and nobody else sees it."), _("Look at it"), addresses.of_need(row))


def _unknown_boxes(status: str, language: str, of: Parties) -> Iterator[OpenEnd]:
    rows = _among(Consignment.objects.filter(
        status=status, basis=str(Basis.REPORTED), boxes__contents=str(Contents.UNKNOWN)
    ), of, "giver", "receiver").select_related("giver", "receiver").distinct()[:MOST]  # fmt: skip
    named = names(_both(rows), language)
    boxes = Box.objects.filter(consignment__in=[row.pk for row in rows], level="box").order_by()
    numbers = dict(boxes.values_list("consignment").annotate(number=Count("pk")))
    for row in rows:
        number = numbers.get(row.pk, 0)
        receiver = named.get(row.receiver_id) if row.receiver_id else None
        yield OpenEnd(
            ngettext("What was in the box from %(giver)s?", "What was in the %(n)s boxes from %(giver)s?", number)
            % {"n": number, "giver": named[row.giver_id]},
            _("Contents not known. %(receiver)s received them.") % {"receiver": receiver or ""},
            _("Look at it"), addresses.of_consignment(row),
        )  # fmt: skip


def _disputed_years(language: str, of: Parties) -> Iterator[OpenEnd]:
    several = _among(Partnership.objects.annotate(
        said=Count("statements", filter=Q(statements__aspect__in=[str(aspect) for aspect in ABOUT_YEARS]))
    ).filter(said__gt=1), of, "theirs")  # fmt: skip
    rows = list(several.select_related("theirs").prefetch_related("statements"))
    named = names((row.theirs for row in rows), language)
    for row in rows:
        said = [each for each in row.statements.all() if each.aspect in ABOUT_YEARS]
        since = {each.year for each in said} - {None}
        if len(since) > 1 and not any(each.decided for each in said):
            yield OpenEnd(
                _("%(partner)s: since which year?") % {"partner": named[row.theirs_id]},
                _("The sources disagree: %(years)s. Until we decide, all are shown.")
                % {"years": listed(str(year) for year in sorted(year for year in since if year))},
                _("Decide"), f"/friendships/{row.key}/year/", kind="year",
            )  # fmt: skip


def _offers(status: str, language: str, of: Parties) -> Iterator[OpenEnd]:
    rows = _among(Pledge.objects.filter(
        status=status, basis=str(Basis.REPORTED), direction=str(Direction.RECEIVED), state=str(PledgeState.OFFERED)
    ), of, "giver").select_related("giver")[:MOST]  # fmt: skip
    named = names((row.giver for row in rows), language)
    for row in rows:
        yield OpenEnd(
            _("What became of the offer of %(giver)s?") % {"giver": named[row.giver_id]},
            _("No consignment is known."), _("Look at it"), addresses.of_pledge(row),
        )  # fmt: skip


def _both(rows: Iterable[Consignment]) -> Iterator[Party]:
    for row in rows:
        yield row.giver
        if row.receiver:
            yield row.receiver
