"""On which day a consignment is shown: its arrivals, else its handover, receipt, despatch, or when it was noted."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from firewood.aid.models import Arrival, Consignment, Handover, Receipt
from firewood.aid.states import Basis, ConsignmentState
from firewood.journal.clock import day_of
from firewood.languages.dates import StatedDay

NOT_YET = [str(state) for state in (ConsignmentState.DRAFT, ConsignmentState.PACKED, ConsignmentState.CANCELLED)]
"""What is only being prepared, or was given up before it left, has not happened."""

Shown = tuple[StatedDay, int | None]
_DAY = ("consignment_id", "day_words", "day_earliest", "day_latest")


def days_of(rows: QuerySet[Consignment], *, wide: bool = False) -> dict[UUID, list[Shown]]:
    """The known days of many consignments, each with its batch; `wide` asks for all there are at once."""
    found: dict[UUID, list[Shown]] = defaultdict(list)
    arrivals = _dated(Arrival, rows, wide=wide).values_list(*_DAY, "batch_number")
    for consignment, words, earliest, latest, batch in arrivals:
        found[consignment].append((StatedDay(words, earliest, latest), batch))
    for consignment, words, earliest, latest in _dated(Handover, rows, wide=wide).values_list(*_DAY):
        if consignment not in found:
            found[consignment].append((StatedDay(words, earliest, latest), None))
    return found


def own_day(row: Consignment) -> StatedDay:
    """The day of a consignment of which no arrival is known: when it was sent, or noted when it is done here."""
    despatched = StatedDay(row.despatched_words, row.despatched_earliest, row.despatched_latest)
    return sent_or_noted(despatched, basis=row.basis, noted=row.counts_from)


def sent_or_noted(despatched: StatedDay, *, basis: str, noted: date) -> StatedDay:
    """The day of despatch; for what is done here, the day on which it was noted when that of despatch is missing."""
    if basis == Basis.DONE and despatched.earliest is None:
        return StatedDay(noted.isoformat(), noted, noted)
    return despatched


def newest_first(rows: QuerySet[Consignment]) -> QuerySet[Consignment]:
    """Consignments by the day on which they are shown, those of no known day at the end."""
    arrived = Arrival.objects.filter(consignment=OuterRef("pk")).order_by().values("consignment")
    handed = Handover.objects.filter(consignment=OuterRef("pk")).order_by().values("consignment")
    noted = Consignment.objects.filter(pk=OuterRef("pk"), basis=str(Basis.DONE)).order_by().values("counts_from")
    day = Coalesce(
        Subquery(arrived.annotate(first=Min("day_earliest")).values("first")),
        Subquery(handed.annotate(first=Min("day_earliest")).values("first")),
        F("despatched_earliest"),
        Cast(Subquery(noted), DateField()),
    )
    return rows.annotate(shown_on=day).order_by(F("shown_on").desc(nulls_last=True), "-id")


def shown_days(rows: list[Consignment]) -> dict[UUID, list[StatedDay]]:
    """For a list: the days of each consignment; none where nobody knows, or where nothing has left yet."""
    keys = [row.pk for row in rows]
    known = days_of(Consignment.objects.filter(pk__in=keys))
    received = dict(
        Receipt.objects.filter(consignment__in=keys)
        .order_by()
        .values_list("consignment")
        .annotate(first=Min("received_at"))
    )
    days: dict[UUID, list[StatedDay]] = {}
    for row in rows:
        days[row.pk] = [day for day, _batch in known.get(row.pk, [])]
        if not days[row.pk] and row.pk in received:
            day = day_of(received[row.pk])
            days[row.pk] = [StatedDay(day.isoformat(), day, day)]
        if not days[row.pk] and row.state not in NOT_YET and own_day(row).is_known:
            days[row.pk] = [own_day(row)]
    return days


def _dated(model: Any, rows: QuerySet[Consignment], *, wide: bool) -> QuerySet[Any]:
    known: QuerySet[Any] = model.objects.exclude(day_earliest=None).order_by("day_earliest", "pk")
    return known if wide else known.filter(consignment__in=rows)
