"""What is known only from a source: reported needs, offers, gifts and distributions, and figures that a source states.

Nothing here touches the ledger. Each act has a stable key; entering the same key again changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.actions.lines import columns, problems_of, refuse, told
from firewood.aid.drafts import NO_DAY, BoxDraft, HandoverDraft, LineDraft, Telling
from firewood.aid.models import (
    Act,
    Arrival,
    Box,
    Consignment,
    ConsignmentLine,
    Distribution,
    DistributionLine,
    Handover,
    Need,
    NeedLine,
    Pledge,
    PledgeLine,
    StatedFigure,
)
from firewood.aid.states import (
    NEVER_REPORTED,
    Basis,
    BoxState,
    ConsignmentState,
    Contents,
    Direction,
    DistributionState,
    HandoverState,
    NeedState,
    Origin,
    PledgeState,
    RecipientGroup,
)
from firewood.archive.models import Source
from firewood.journal.action import action
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.steps import lock
from firewood.languages.dates import StatedDay
from firewood.languages.states import TextState
from firewood.languages.texts import Draft, write_texts
from firewood.registry.models import Party
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Item, Place
from firewood.supplies.states import Quality


@dataclass(frozen=True)
class Reported:
    """What every reported act carries: its stable key, the day from which it counts, and what was told."""

    key: str
    counts_from: date
    telling: Telling = field(default_factory=Telling)


@dataclass(frozen=True)
class ReportedArrival:
    """A day on which goods, or a batch of them, reached a place, as told."""

    day: StatedDay = NO_DAY
    place: Party | None = None
    place_words: str = ""
    batch: int | None = None


@dataclass(frozen=True)
class ReportedGift:
    """Goods that a source tells of: from whom, for whom (several when shares are unknown, none when nobody knows)."""

    direction: Direction
    giver: Party
    receivers: Sequence[Party]
    state: ConsignmentState
    lines: Sequence[LineDraft] = ()
    boxes: Sequence[BoxDraft] = ()
    contents_open: bool = False
    batch_count: int | None = None
    arrivals: Sequence[ReportedArrival] = ()
    handovers: Sequence[HandoverDraft] = ()
    included_in: Consignment | None = None
    need: Need | None = None


@dataclass(frozen=True)
class Figure:
    """A total that a source states. `entered` is how the source gives it; `scope` whose gifts it covers.

    `scope_in` are translations of ours of the scope, by language; the source's own words stay beside them.
    """

    key: str
    direction: Direction
    party: Party
    item: Item
    entered: Entered
    quality: Quality
    words: str
    language: str
    source: Source
    as_of: date
    scope: str = ""
    scope_kinds: Sequence[str] = ()
    scope_in: Mapping[str, str] = field(default_factory=dict)


@action
def enter_reported_need(
    reported: Reported, *, party: Party, lines: Sequence[LineDraft], list_open: bool, actor: Actor, at: datetime
) -> Need:
    """Enter a need that the office heard of."""
    require(rules.may_report(actor), _("enter what a source tells"))
    known = _known(Need, reported, actor=actor, at=at)
    if known is not None:
        return known
    refuse(problems_of(lines))
    day = reported.telling.day
    need = Need.objects.create(
        **_act("N", reported),
        party=party,
        stated_by=reported.telling.stated_by,
        origin=str(Origin.HEARD_OF),
        state=str(NeedState.PUBLISHED),
        list_open=list_open,
        stated_words=day.words,
        stated_earliest=day.earliest,
        stated_latest=day.latest,
    )
    NeedLine.objects.bulk_create(NeedLine(need=need, **columns(line, n)) for n, line in enumerate(lines))
    _tell("aid.need.reported", need.subject, need, lines, actor=actor, at=at)
    return need


@action
def enter_reported_pledge(
    reported: Reported,
    *,
    direction: Direction,
    giver: Party,
    receiver: Party,
    lines: Sequence[LineDraft],
    actor: Actor,
    at: datetime,
) -> Pledge:
    """Enter a willingness to give that a source tells of. It is an offer; whether it was accepted is unknown."""
    require(rules.may_report(actor), _("enter what a source tells"))
    known = _known(Pledge, reported, actor=actor, at=at)
    if known is not None:
        return known
    refuse(problems_of(lines))
    day = reported.telling.day
    pledge = Pledge.objects.create(
        **_act("P", reported),
        direction=str(direction),
        giver=giver,
        receiver=receiver,
        state=str(PledgeState.OFFERED),
        offered_words=day.words,
        offered_earliest=day.earliest,
        offered_latest=day.latest,
    )
    PledgeLine.objects.bulk_create(PledgeLine(pledge=pledge, **columns(line, n)) for n, line in enumerate(lines))
    _tell("aid.pledge.reported", pledge.subject, pledge, lines, actor=actor, at=at)
    return pledge


@action
def enter_reported_consignment(reported: Reported, *, gift: ReportedGift, actor: Actor, at: datetime) -> Consignment:
    """Enter goods that a source tells of, at the state that the source gives; earlier steps stay unknown."""
    require(rules.may_report(actor), _("enter what a source tells"))
    known = _known(Consignment, reported, actor=actor, at=at)
    if known is not None:
        return known
    refuse([*problems_of(gift.lines), *_state_problems(gift)])
    day = reported.telling.day
    consignment = Consignment.objects.create(
        **_act("C", reported),
        direction=str(gift.direction),
        giver=gift.giver,
        receiver=gift.receivers[0] if gift.receivers else None,
        state=str(gift.state),
        need=gift.need,
        batch_count=gift.batch_count,
        contents_open=gift.contents_open,
        included_in=gift.included_in,
        despatched_words=day.words,
        despatched_earliest=day.earliest,
        despatched_latest=day.latest,
    )
    consignment.shared_with.set(gift.receivers[1:])
    _write_parts(consignment, gift, reported)
    _tell("aid.consignment.reported", consignment.subject, consignment, gift.lines, actor=actor, at=at)
    return consignment


@action
def enter_reported_distribution(  # noqa: PLR0913
    reported: Reported,
    *,
    consignment: Consignment,
    groups: Sequence[RecipientGroup],
    state: DistributionState,
    stated_by: Party,
    lines: Sequence[LineDraft] = (),
    actor: Actor,
    at: datetime,
) -> Distribution:
    """Enter what a source says a receiver did, or promised to do, with the goods."""
    require(rules.may_report(actor), _("enter what a source tells"))
    known = _known(Distribution, reported, actor=actor, at=at)
    if known is not None:
        return known
    day = reported.telling.day
    distribution = Distribution.objects.create(
        **_act("D", reported),
        consignment=consignment,
        stated_by=stated_by,
        state=str(state),
        groups=" ".join(groups),
        day_words=day.words,
        day_earliest=day.earliest,
        day_latest=day.latest,
    )
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=distribution, **columns(line, n)) for n, line in enumerate(lines)
    )
    _tell("aid.distribution.reported", distribution.subject, distribution, lines, actor=actor, at=at)
    return distribution


@action
def enter_stated_figure(figure: Figure, *, actor: Actor, at: datetime) -> StatedFigure:
    """Enter a total that a source states, in its words. It is never added to anything."""
    require(rules.may_report(actor), _("enter what a source states"))
    known = StatedFigure.objects.filter(key=figure.key).first()
    if known is not None:
        record("aid.stated_figure.known", subject=known.subject, actor=actor, at=at, key=figure.key)
        return known
    refuse(problems_of([LineDraft(figure.item, figure.entered, figure.quality)]))
    stated = StatedFigure.objects.create(
        key=figure.key,
        direction=str(figure.direction),
        party=figure.party,
        item=figure.item,
        quantity=figure.entered.base,
        quality=str(figure.quality),
        entered_quantity=figure.entered.quantity,
        entered_unit=figure.entered.unit,
        entered_factor=figure.entered.factor,
        words=figure.words,
        language=figure.language,
        scope=figure.scope,
        scope_kinds=list(figure.scope_kinds),
        source=figure.source,
        as_of=figure.as_of,
    )
    write_texts(
        Draft(subject=stated.subject, field="scope", language=language, text=text, state=TextState.HUMAN)
        for language, text in figure.scope_in.items()
    )
    record(
        "aid.stated_figure.entered",
        subject=stated.subject,
        actor=actor,
        at=at,
        key=figure.key,
        item=figure.item.key,
        quantity=stated.quantity,
        quality=stated.quality,
        words=figure.words,
    )
    return stated


@action
def adopt_reported_consignment(consignment: Consignment, *, store: Place, actor: Actor, at: datetime) -> Consignment:
    """Turn a reported gift to us into one that is done here, now that the papers are on the table.

    It becomes announced goods, to be received line by line as any other; what the source said of it stays.
    """
    require(rules.may_report(actor), _("turn a reported act into a done one"))
    consignment = lock(consignment)
    if (
        consignment.basis != Basis.REPORTED
        or consignment.direction != Direction.RECEIVED
        or consignment.receiver is None
    ):
        refuse(
            [
                Problem(
                    "consignment", _("Only a reported gift to us, for somebody we know, can be taken into our books.")
                )
            ]
        )
    consignment.basis, consignment.state, consignment.store = str(Basis.DONE), str(ConsignmentState.ANNOUNCED), store
    consignment.save(update_fields=["basis", "state", "store"])
    record("aid.consignment.adopted", subject=consignment.subject, actor=actor, at=at, status=consignment.status)
    return consignment


@action
def adopt_reported_pledge(pledge: Pledge, *, actor: Actor, at: datetime) -> Pledge:
    """Turn a reported offer into one of our own correspondence, so that it can be accepted or declined here."""
    require(rules.may_report(actor), _("turn a reported act into a done one"))
    pledge = lock(pledge)
    if pledge.basis != Basis.REPORTED:
        refuse([Problem("pledge", _("This offer is in our own books already."))])
    pledge.basis = str(Basis.DONE)
    pledge.save(update_fields=["basis"])
    record("aid.pledge.adopted", subject=pledge.subject, actor=actor, at=at, status=pledge.status)
    return pledge


A = TypeVar("A", bound=Act)


def _known(model: type[A], reported: Reported, *, actor: Actor, at: datetime) -> A | None:
    known = model._default_manager.filter(key=reported.key).first()  # noqa: SLF001
    if known is not None:
        record(
            "aid.act.known", subject=f"aid.{model.__name__.lower()}:{known.pk}", actor=actor, at=at, key=reported.key
        )
    return known


def _act(kind: str, reported: Reported) -> dict[str, Any]:
    telling = reported.telling
    return {
        "number": next_number(kind, year=reported.counts_from.year, status=telling.status),
        "key": reported.key,
        "status": str(telling.status),
        "basis": str(Basis.REPORTED),
        "counts_from": reported.counts_from,
        "occasion": telling.occasion,
        "words": telling.words,
        "language": telling.language,
        "note": telling.note,
    }


def _state_problems(gift: ReportedGift) -> list[Problem]:
    if gift.state in NEVER_REPORTED:
        return [Problem("state", _("What is only reported is never closed."))]
    return []


def _write_parts(consignment: Consignment, gift: ReportedGift, reported: Reported) -> None:
    ConsignmentLine.objects.bulk_create(
        ConsignmentLine(consignment=consignment, donor=line.donor, **columns(line, n))
        for n, line in enumerate(gift.lines)
    )
    came = str(BoxState.ARRIVED if gift.direction == Direction.RECEIVED else BoxState.SEALED)
    Box.objects.bulk_create(
        Box(
            consignment=consignment,
            number=box.number,
            level=box.level,
            state=came,
            contents=str(Contents.UNKNOWN),
            note=box.note,
        )
        for box in gift.boxes
    )
    Arrival.objects.bulk_create(
        Arrival(
            consignment=consignment,
            batch_number=arrival.batch,
            place=arrival.place,
            place_words=arrival.place_words,
            day_words=arrival.day.words,
            day_earliest=arrival.day.earliest,
            day_latest=arrival.day.latest,
        )
        for arrival in gift.arrivals
    )
    for n, handover in enumerate(gift.handovers, start=1):
        Handover.objects.create(
            key=f"{reported.key}/handover-{n}",
            consignment=consignment,
            state=str(HandoverState.DONE),
            day_words=handover.day.words,
            day_earliest=handover.day.earliest,
            day_latest=handover.day.latest,
            part_of_day=handover.part_of_day,
            place=handover.place,
            place_words=handover.place_words,
            giver_office=handover.giver_office,
            giver_words=handover.giver_words,
            taker_office=handover.taker_office,
            taker_words=handover.taker_words,
            witness_words=handover.witness_words,
            handed_words=handover.handed_words,
        )


def _tell(event: str, subject: str, act: Act, lines: Sequence[LineDraft], *, actor: Actor, at: datetime) -> None:
    record(
        event, subject=subject, actor=actor, at=at, status=act.status, number=act.number, key=act.key, lines=told(lines)
    )
