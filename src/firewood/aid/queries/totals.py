"""How much was received and given: counted in the ledger, reported by sources, stated by sources, and unknown.

The method, with its formulas and limits, is in docs/methods/totals.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from firewood.aid.models import Box, Consignment, ConsignmentLine, SpokenFigure, StatedFigure
from firewood.aid.queries.figures import NOTHING, UNKNOWN, Figure, Row, Share, Spoken, Stated, Totals, added
from firewood.aid.states import Basis, ConsignmentState, Contents, Direction, Part
from firewood.journal.clock import end_of, today
from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.registry.states import DonorKind
from firewood.supplies.models import Item, Place
from firewood.supplies.states import Quality, Usage, least_sure

BOX = "box"
"""The key and the unit of the row that counts boxes of unknown contents."""
COUNTED_AT = {
    Direction.RECEIVED: (Usage.DONOR,),
    Direction.GIVEN: (Usage.PARTNER, Usage.PARTNER_REJECTED),
}
"""The places whose goods are the counted total: what left the givers' places, what reached the partners'."""
NOT_THERE = (
    ConsignmentState.DRAFT, ConsignmentState.PACKED, ConsignmentState.ANNOUNCED, ConsignmentState.DESPATCHED,
    ConsignmentState.CANCELLED, ConsignmentState.LOST, ConsignmentState.RETURNED,
)  # fmt: skip
"""A reported gift in one of these states did not reach its receiver, or not yet, and counts in no total."""


class Gifts:
    """What one giver gave, or one recipient got, of one item."""

    __slots__ = ("counted", "reported")

    def __init__(self) -> None:
        self.counted: list[Figure] = []
        self.reported: list[Figure] = []


@dataclass
class Parts:
    """What is gathered for one item before it becomes a row, in base units."""

    donors: dict[UUID, Gifts] = field(default_factory=lambda: defaultdict(Gifts))
    recipients: dict[tuple[UUID, ...], Gifts] = field(default_factory=lambda: defaultdict(Gifts))
    reported: list[Figure] = field(default_factory=list)
    unknown: set[UUID] = field(default_factory=set)
    stated: list[Stated] = field(default_factory=list)

    def report(self, figure: Figure, *, act: "ReportedAct", donor: UUID) -> None:
        self.reported.append(figure)
        self.donors[donor].reported.append(figure)
        self.recipients[act.receivers].reported.append(figure)


Gathered = dict[UUID | str | None, Parts]


@dataclass(frozen=True)
class ReportedAct:
    """What a total must know of a reported consignment; later batches are one act with the first."""

    id: UUID
    act: UUID
    giver: UUID
    receivers: tuple[UUID, ...]
    contents_open: bool


def totals(
    direction: Direction | str, *, as_of: date | None = None, status: str = Status.ACTUAL, by_recipient: bool = True
) -> Totals:
    """All that was received or given up to the end of `as_of`, a day of the office; up to now when it is None.

    Quantities are whole numbers in each row's unit: the item's reporting unit, or its base unit when some figure of
    the row does not divide (7 gloves are not pairs). Never mixes statuses. Who got what we gave is left out when
    `by_recipient` is False; that is quicker where there are many.
    """
    direction, day = Direction(direction), as_of or today()
    gathered: Gathered = defaultdict(Parts)
    by_recipient = by_recipient and direction == Direction.GIVEN
    _count(gathered, direction, as_of=as_of, status=status, by_recipient=by_recipient)
    _report(gathered, direction, day=day, status=status)
    _state(gathered, direction, day=day, status=status)
    if not by_recipient:
        for parts in gathered.values():
            parts.recipients.clear()
    return Totals(day, direction, str(status), _rows(gathered))


def spoken(found: Totals) -> dict[str | None, Spoken]:
    """The figure the office speaks for each item: the part it chose, else the largest known one.

    Of equal parts counted goes before reported, and reported before stated. An item of which every part is unknown
    is not in the answer.
    """
    choices = SpokenFigure.objects.filter(direction=str(found.direction), status=found.status)
    chosen = {choice.item_id: choice for choice in choices}
    answers = {row.item: _spoken(row, chosen.get(row.item_id) if row.item_id else None) for row in found.rows}
    return {item: answer for item, answer in answers.items() if answer is not None}


def _spoken(row: Row, choice: SpokenFigure | None) -> Spoken | None:
    return (_chosen(row, choice) if choice else None) or _largest(row)


def _chosen(row: Row, choice: SpokenFigure) -> Spoken | None:
    if choice.part == Part.STATED:
        picked = next((stated for stated in row.stated if stated.id == choice.stated_id), None)
        return Spoken(Part.STATED, picked.figure, picked, chosen=True) if picked else None
    part = Part(choice.part)
    return Spoken(part, row.counted if part == Part.COUNTED else row.reported, chosen=True)


def _largest(row: Row) -> Spoken | None:
    choices = [Spoken(Part.COUNTED, row.counted), Spoken(Part.REPORTED, row.reported)]
    choices += [Spoken(Part.STATED, stated.figure, stated) for stated in row.stated]
    known = [choice for choice in choices if choice.figure.quantity]
    return max(known, key=lambda choice: choice.figure.quantity or 0, default=None)


# ---------- counted: the goods ledger ----------


# Summed up in one reading per item and giver, and for what we gave per item and place as well.
_SUMS = """
SELECT item_id, donor_id, {place}, sum(quantity)::bigint, {parts} FROM {table}
WHERE status = %(status)s AND usage = ANY(%(usages)s) {until}
GROUP BY GROUPING SETS ({sets}) HAVING sum(quantity) <> 0
"""
_KEPT = "sum(approximate)::int, sum(at_least)::int"
_POSTED = """
(count(*) FILTER (WHERE quality = 'approximate' AND NOT reversing)
 - count(*) FILTER (WHERE quality = 'approximate' AND reversing))::int,
(count(*) FILTER (WHERE quality = 'at_least' AND NOT reversing)
 - count(*) FILTER (WHERE quality = 'at_least' AND reversing))::int
"""


def _count(gathered: Gathered, direction: Direction, *, as_of: date | None, status: str, by_recipient: bool) -> None:
    sign = -1 if direction == Direction.RECEIVED else 1
    by_place: list[tuple[UUID, UUID, Figure]] = []
    for item, donor, place, total, rough, least in _sums(direction, as_of=as_of, status=status, by_place=by_recipient):
        figure = Figure(sign * total, least_sure(rough, least) if rough or least else Quality.EXACT)
        if donor is not None:
            gathered[item].donors[donor].counted.append(figure)
        else:
            by_place.append((item, place, figure))
    places = {place for _item, place, _figure in by_place}
    parties = dict(Place.objects.filter(pk__in=places).values_list("pk", "party_id")) if places else {}
    for item, place, figure in by_place:
        gathered[item].recipients[(parties[place],)].counted.append(figure)


def _sums(direction: Direction, *, as_of: date | None, status: str, by_place: bool) -> list[tuple[Any, ...]]:
    """The ledger summed up: from the balances now, from the postings as of the end of a day."""
    sets = "(item_id, donor_id)" + (", (item_id, place_id)" if by_place else "")
    grouped = {"sets": sets, "place": "place_id" if by_place else "NULL"}
    asked: dict[str, Any] = {"status": str(status), "usages": [str(usage) for usage in COUNTED_AT[direction]]}
    if as_of is None:
        statement = _SUMS.format(parts=_KEPT, table="supplies_balance", until="", **grouped)
    else:
        asked["end"] = end_of(as_of)
        until = "AND occurred_at <= %(end)s"
        statement = _SUMS.format(parts=_POSTED, table="supplies_posting", until=until, **grouped)
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


# ---------- reported: acts known from a source ----------


def _report(gathered: Gathered, direction: Direction, *, day: date, status: str) -> None:
    acts = _reported_acts(direction, day=day, status=status)
    named: set[UUID] = set()
    for line in ConsignmentLine.objects.filter(consignment__in=list(acts)).order_by("pk"):
        act = acts[line.consignment_id]
        if line.item_id is not None:
            named.add(act.id)
            _report_line(gathered[line.item_id], line, act)
    boxed = _report_boxes(gathered, acts)
    for act in acts.values():
        _report_unnamed(gathered, act, named=act.id in named, boxed=act.id in boxed)


def reported_consignments(direction: Direction | str, *, day: date, status: str) -> QuerySet[Consignment]:
    """The reported gifts that count in a total on a day: those that reached their receiver, each once.

    A report of goods that another report already counts is left out as soon as that other one counts itself.
    """
    rows = Consignment.objects.filter(
        basis=str(Basis.REPORTED), direction=str(direction), status=str(status), counts_from__lte=day
    ).exclude(state__in=[str(state) for state in NOT_THERE])
    return rows.exclude(Exists(_whole(OuterRef("included_in_id"), day)))


def _whole(identity: Any, day: date) -> QuerySet[Consignment]:
    there = Consignment.objects.filter(pk=identity, counts_from__lte=day)
    return there.exclude(state__in=[str(state) for state in NOT_THERE])


def _reported_acts(direction: Direction, *, day: date, status: str) -> dict[UUID, ReportedAct]:
    rows = list(reported_consignments(direction, day=day, status=status).order_by("pk"))
    shared: dict[UUID, list[UUID]] = defaultdict(list)
    for consignment, party in Consignment.shared_with.through.objects.filter(
        consignment__in=[row.pk for row in rows]
    ).order_by("pk").values_list("consignment_id", "party_id"):  # fmt: skip
        shared[consignment].append(party)
    return {row.pk: _reported_act(row, shared[row.pk]) for row in rows}


def _reported_act(row: Consignment, shared: list[UUID]) -> ReportedAct:
    receivers = tuple(([row.receiver_id] if row.receiver_id else []) + shared)
    return ReportedAct(row.pk, row.first_batch_id or row.pk, row.giver_id, receivers, row.contents_open)


def _report_line(parts: Parts, line: ConsignmentLine, act: ReportedAct) -> None:
    figure = Figure(line.quantity, Quality(line.quality))
    parts.report(figure, act=act, donor=line.donor_id or act.giver)
    if line.quantity is None:
        parts.unknown.add(act.act)


def _report_boxes(gathered: Gathered, acts: dict[UUID, ReportedAct]) -> set[UUID]:
    """Boxes of unknown contents stay boxes; the act counts among the unknown ones, for nobody knows what was given."""
    boxes = Box.objects.filter(consignment__in=list(acts), level="box", contents=str(Contents.UNKNOWN))
    counts = dict(boxes.values("consignment_id").annotate(number=Count("*")).values_list("consignment_id", "number"))
    for consignment, number in counts.items():
        act = acts[consignment]
        gathered[BOX].report(Figure(number), act=act, donor=act.giver)
        gathered[BOX].unknown.add(act.act)
    return set(counts)


def _report_unnamed(gathered: Gathered, act: ReportedAct, *, named: bool, boxed: bool) -> None:
    """An act of which something is not known by item stands in a row of its own, unless its boxes say so already."""
    if (act.contents_open or not named) and not boxed:
        gathered[None].report(UNKNOWN, act=act, donor=act.giver)
        gathered[None].unknown.add(act.act)


# ---------- stated: what a source says the total is ----------


def _state(gathered: Gathered, direction: Direction, *, day: date, status: str) -> None:
    """Of every source and scope the latest figure up to the day; figures of different sources stand side by side."""
    rows = StatedFigure.objects.filter(direction=str(direction), status=str(status), as_of__lte=day)
    latest = rows.order_by("item_id", "source_id", "scope", "party_id", "-as_of").distinct(
        "item_id", "source_id", "scope", "party_id"
    )
    for row in latest.select_related("source"):
        figure = Figure(row.quantity, Quality(row.quality))
        stated = Stated(figure, row.source.title, row.scope, row.as_of, row.words, row.language, row.pk)
        gathered[row.item_id].stated.append(stated)


# ---------- rows ----------


def _rows(gathered: Gathered) -> tuple[Row, ...]:
    items = Item.objects.in_bulk([key for key in gathered if isinstance(key, UUID)])
    _join_boxes(gathered, items)
    sides = _sides(gathered.values())
    ordered = sorted(gathered, key=lambda key: _place_in_list(key, items))
    return tuple(_row(key, gathered[key], items, sides) for key in ordered)


def _join_boxes(gathered: Gathered, items: dict[UUID, Item]) -> None:
    """When the ledger itself counts boxes, its boxes and the reported ones are one row."""
    own = next((item.pk for item in items.values() if item.key == BOX), None)
    if own is None or BOX not in gathered:
        return
    reported = gathered.pop(BOX)
    counted = gathered[own]
    counted.reported += reported.reported
    counted.unknown |= reported.unknown
    for donor, gifts in reported.donors.items():
        counted.donors[donor].reported += gifts.reported
    for recipient, gifts in reported.recipients.items():
        counted.recipients[recipient].reported += gifts.reported


class Side(NamedTuple):
    """How a giver or recipient is called in a total, and as what it counts."""

    name: str
    kind: DonorKind


def _sides(gathered: Iterable[Parts]) -> dict[UUID, Side]:
    wanted: set[UUID] = set()
    for parts in gathered:
        wanted.update(parts.donors, *parts.recipients)
    parties = Party.objects.in_bulk(wanted)
    return {key: Side(party.name, party.donor_kind) for key, party in parties.items()}


def _place_in_list(key: UUID | str | None, items: dict[UUID, Item]) -> tuple[int, int, str]:
    if isinstance(key, UUID):
        item = items[key]
        return (1 if item.key == BOX else 0, item.rank, item.name)
    return (1 if key == BOX else 2, 0, "")


def _row(key: UUID | str | None, parts: Parts, items: dict[UUID, Item], sides: dict[UUID, Side]) -> Row:
    item = items[key] if isinstance(key, UUID) else _no_item(key)
    counted = added(figure for gifts in parts.donors.values() for figure in gifts.counted)
    reported = added(parts.reported)
    donors = [_share((donor,), gifts, sides) for donor, gifts in parts.donors.items()]
    recipients = [_share(receivers, gifts, sides) for receivers, gifts in parts.recipients.items()]
    factor = _factor(item, [counted, reported, *_figures([*donors, *recipients]), *(s.figure for s in parts.stated)])
    named = isinstance(key, UUID)
    return Row(
        item=item.key or None,
        name=item.name,
        unit=item.reporting_unit if factor == item.reporting_factor else item.base_unit,
        counted=counted.in_units_of(factor),
        reported=reported.in_units_of(factor),
        stated=tuple(stated.in_units_of(factor) for stated in parts.stated),
        unknown_acts=len(parts.unknown),
        donors=_in_order(donors, factor),
        recipients=_in_order(recipients, factor),
        subject=item.subject if named else "",
        item_id=item.pk if named else None,
    )


@lru_cache(maxsize=2)
def _no_item(key: UUID | str | None) -> Item:
    """What stands for an item in the two rows that have none."""
    if key == BOX:
        return Item(key=BOX, name="boxes of unknown contents", base_unit=BOX, reporting_unit=BOX)
    return Item(key="", name="contents unknown", base_unit="", reporting_unit="")


def _figures(shares: Iterable[Share]) -> Iterable[Figure]:
    for share in shares:
        yield from (share.counted, share.reported)


def _factor(item: Item, figures: Iterable[Figure]) -> int:
    """How many base units the row's unit holds: the reporting unit where everything divides, else one."""
    factor = item.reporting_factor
    return factor if factor == 1 or all((figure.quantity or 0) % factor == 0 for figure in figures) else 1


def _share(who: tuple[UUID, ...], gifts: Gifts, sides: dict[UUID, Side]) -> Share:
    counted, reported = added(gifts.counted), added(gifts.reported)
    if len(who) == 1:
        return Share(*sides[who[0]], counted, reported, who[0])
    kinds = {sides[party].kind for party in who}
    kind = kinds.pop() if len(kinds) == 1 else DonorKind.OTHER
    return Share(" and ".join(sides[party].name for party in who) or "unknown", kind, counted, reported)


def _in_order(shares: Iterable[Share], factor: int) -> tuple[Share, ...]:
    """The largest first, then by name; without those of whom nothing is left."""
    kept = [(-(figure.quantity or 0), share.name, share) for share in shares if (figure := share.figure) != NOTHING]
    kept.sort(key=itemgetter(0, 1))
    return tuple(share.in_units_of(factor) for _quantity, _name, share in kept)
