"""What can be done with goods in our store: open boxes of unknown contents, and give goods on to those who use them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.states import Assurance
from firewood.aid import rules
from firewood.aid.actions.consignments import our_store
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import columns, not_to_come, problems_of, refuse, told
from firewood.aid.actions.receiving import store_of
from firewood.aid.actions.transit import hold_books
from firewood.aid.drafts import DistributionDraft, LineDraft
from firewood.aid.models import Box, Consignment, ConsignmentLine, Distribution, DistributionLine
from firewood.aid.states import BoxState, Contents, Direction, DistributionState
from firewood.aid.words import word
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.steps import lock
from firewood.registry.ours import our_city
from firewood.supplies.items import box_item
from firewood.supplies.ledger import Event, Goods, Move, Wanted, draw, draw_all, place_of, post, reverse, written
from firewood.supplies.models import LedgerEntry
from firewood.supplies.states import EntryKind, Usage


@action
def count_boxes(
    consignment: Consignment, *, boxes: Mapping[int, Sequence[LineDraft]], key: str, actor: Actor, at: datetime
) -> LedgerEntry:
    """Open boxes of unknown contents in our store and count what is in them, box by box.

    A counted box is a box no longer: it goes out of the count of boxes, and what was in it comes into the totals of its
    items, as a gift of the same giver. Boxes that stay shut stay boxes.
    """
    require(rules.may_distribute(actor), _("open boxes"))
    consignment = lock_done(consignment)
    name = f"unpack:{consignment.pk}:{key}"
    told_before = written(name)
    if told_before is not None:
        record("aid.boxes.count_repeated", subject=consignment.subject, actor=actor, at=at, status=consignment.status)
        return told_before
    opened = _openable(consignment, boxes)
    event = Event(EntryKind.UNPACKING, consignment.subject, consignment.status, name, actor, at)
    entry = post(event, _unpacking(consignment, boxes, at=at))
    _write_contents(consignment, opened, boxes)
    record(
        "aid.boxes.counted",
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        boxes={str(number): told(lines) for number, lines in boxes.items()},
    )
    return entry


@action
def distribute(draft: DistributionDraft, *, key: str, actor: Actor, at: datetime) -> Distribution:
    """Give goods of ours to the front line or to vulnerable groups: they leave our store for good."""
    require(rules.may_distribute(actor), _("distribute goods"))
    refuse([*problems_of(draft.lines, all_known=True), *_group_problems(draft), *not_to_come(draft.telling.day, at=at)])
    name = f"distribute:{key}"
    entry = written(name)
    if entry is not None:
        told_before = Distribution.objects.get(entry=entry)
        record("aid.distribution.repeated", subject=told_before.subject, actor=actor, at=at, status=told_before.status)
        return told_before
    distribution = _begin(draft, actor=actor, at=at)
    store = draft.store or our_store()
    target = place_of((draft.recipient or our_city()).pk, Usage.FRONT_LINE, reference=" ".join(draft.groups))
    event = Event(EntryKind.DISTRIBUTION, distribution.subject, distribution.status, name, actor, at)
    moves = [
        Move(goods, store, target)
        for part in draw_all(store, _wanted(draft.lines), status=distribution.status, at=at)
        for goods in part
    ]
    distribution.store, distribution.entry = store, post(event, moves)
    distribution.save(update_fields=["store", "entry"])
    _tell(distribution, "aid.distribution.made", draft, actor=actor, at=at)
    return distribution


@action
def reverse_distribution(distribution: Distribution, *, reason: str, actor: Actor, at: datetime) -> Distribution:
    """Take a distribution back that was noted in error; the goods are in the store again."""
    require(rules.may_distribute(actor), _("take a distribution back"))
    distribution = lock(distribution)
    if distribution.entry is None or distribution.state != DistributionState.DONE:
        raise NotNow(
            "wrong_state", _("Only a distribution out of our store can be taken back."), state=distribution.state
        )
    if not reason.strip():
        refuse([Problem("reason", _("Say why."))])
    reverse(distribution.entry, reason=reason, actor=actor, at=at)
    distribution.state = str(DistributionState.REVERSED)
    distribution.save(update_fields=["state"])
    record(
        "aid.distribution.reversed",
        subject=distribution.subject,
        actor=actor,
        at=at,
        status=distribution.status,
        reason=reason,
    )
    return distribution


@action
def state_distribution(
    draft: DistributionDraft, *, state: DistributionState = DistributionState.DONE, actor: Actor, at: datetime
) -> Distribution:
    """Write down what a receiver says it did, or promises to do, with goods from us. Our books do not move."""
    if draft.consignment is None or draft.consignment.direction != Direction.GIVEN:
        refuse([Problem("consignment", _("Say which goods of ours this is about."))])
    else:
        require(rules.may_state_distribution(actor, draft.consignment), _("state a distribution"))
    later = not_to_come(draft.telling.day, at=at) if state == DistributionState.DONE else []
    refuse([*problems_of(draft.lines), *_group_problems(draft), *later])
    distribution = _begin(draft, state=state, actor=actor, at=at)
    _tell(distribution, "aid.distribution.stated", draft, actor=actor, at=at)
    return distribution


def _openable(consignment: Consignment, boxes: Mapping[int, Sequence[LineDraft]]) -> dict[int, Box]:
    """The boxes to be opened, or a refusal with everything that is wrong."""
    there = {box.number: box for box in consignment.boxes.filter(number__in=list(boxes))}
    problems = [Problem("boxes", _("Say which boxes were opened."))] if not boxes else []
    for number, lines in boxes.items():
        box = there.get(number)
        if box is None:
            problems.append(Problem("boxes", _("Box %(number)s is not in this consignment.") % {"number": number}))
        elif box.contents != Contents.UNKNOWN or box.state != BoxState.ARRIVED:
            problems.append(
                Problem(
                    "boxes",
                    _("Box %(number)s cannot be opened: it is %(state)s, contents %(contents)s.")
                    % {
                        "number": number,
                        "state": word("box", box.state),
                        "contents": word("contents", box.contents),
                    },
                )
            )
        problems += problems_of(lines, all_known=True)
    if consignment.direction != Direction.RECEIVED:
        raise NotNow("not_ours", _("Only boxes in our own store are opened here."))
    refuse(problems)
    return there


def _unpacking(consignment: Consignment, boxes: Mapping[int, Sequence[LineDraft]], *, at: datetime) -> list[Move]:
    store, donor = store_of(consignment), place_of(consignment.giver_id, Usage.DONOR)
    inside = [line.item.pk for lines in boxes.values() for line in lines if line.item]
    hold_books(consignment, [box_item().pk, *inside])
    wanted = Wanted(box_item(), len(boxes), donor_id=consignment.giver_id)
    moves = [Move(goods, store, donor) for goods in draw(store, wanted, status=consignment.status, at=at)]
    for lines in boxes.values():
        for line in lines:
            if line.item and line.entered:
                lot = line.lot.pk if line.lot else None
                goods = Goods(line.item.pk, consignment.giver_id, line.entered.base, lot, line.quality, line.entered)
                moves.append(Move(goods, donor, store))
    return moves


def _write_contents(
    consignment: Consignment, opened: Mapping[int, Box], boxes: Mapping[int, Sequence[LineDraft]]
) -> None:
    for number, box in opened.items():
        box.state, box.contents = str(BoxState.OPENED), str(Contents.VERIFIED)
        ConsignmentLine.objects.bulk_create(
            ConsignmentLine(consignment=consignment, box=box, lot=line.lot, **columns(line, ordinal))
            for ordinal, line in enumerate(boxes[number])
        )
    Box.objects.bulk_update(opened.values(), ["state", "contents"], batch_size=2000)


def _wanted(lines: Sequence[LineDraft]) -> list[Wanted]:
    wanted = [
        Wanted(line.item, line.entered.base, line.lot.pk if line.lot else None)
        for line in lines
        if line.item and line.entered
    ]
    return sorted(wanted, key=lambda one: (one.item.pk, str(one.lot_id or "")))


def _group_problems(draft: DistributionDraft) -> list[Problem]:
    problems = (
        [] if draft.groups else [Problem("groups", _("Say to whom: the front line, vulnerable groups, or others."))]
    )
    items = [(line.item.pk, line.lot.pk if line.lot else None) for line in draft.lines if line.item]
    if len(items) != len(set(items)):
        problems.append(Problem("lines", _("An item stands there twice.")))
    return problems


def _begin(
    draft: DistributionDraft, *, state: DistributionState = DistributionState.DONE, actor: Actor, at: datetime
) -> Distribution:
    telling, consignment = draft.telling, draft.consignment
    partner = consignment.receiver if consignment and consignment.direction == Direction.GIVEN else None
    distribution = Distribution.objects.create(
        number=next_number("D", year=day_of(at).year, status=telling.status),
        status=str(telling.status),
        consignment=consignment,
        stated_by=telling.stated_by or partner or our_city(),
        assurance=str(telling.assurance or (actor.assurance if partner else Assurance.OFFICE)),
        state=str(state),
        groups=" ".join(draft.groups),
        recipient=draft.recipient,
        counts_from=day_of(at),
        day_words=telling.day.words or day_of(at).isoformat(),
        day_earliest=telling.day.earliest or day_of(at),
        day_latest=telling.day.latest or day_of(at),
        occasion=telling.occasion,
        words=telling.words,
        language=telling.language,
        note=telling.note,
    )
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=distribution, **columns(line, n)) for n, line in enumerate(draft.lines)
    )
    return distribution


def _tell(distribution: Distribution, event: str, draft: DistributionDraft, *, actor: Actor, at: datetime) -> None:
    record(
        event,
        subject=distribution.subject,
        actor=actor,
        at=at,
        status=distribution.status,
        number=distribution.number,
        groups=distribution.groups,
        lines=told(draft.lines),
    )
