"""What can be done with consignments until they arrive: prepare, announce, revise, pack, despatch, lose, return."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.rules import require_second_factor
from firewood.aid import rules
from firewood.aid.actions.contents import fill, problems_in
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import refuse
from firewood.aid.actions.pledges import settle_pledge
from firewood.aid.actions.transit import clear_transit, transit_of
from firewood.aid.drafts import ConsignmentDraft
from firewood.aid.models import Consignment
from firewood.aid.queries.coverage import pledge_progress
from firewood.aid.states import CONSIGNMENT_STEPS, BoxState, ConsignmentState, Direction
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, require
from firewood.journal.steps import keep, take
from firewood.registry.ours import our_city, our_side
from firewood.supplies.items import box_item, item_by_id
from firewood.supplies.ledger import Event, Move, Wanted, draw_all, place_of, post, written
from firewood.supplies.models import LedgerEntry, Place
from firewood.supplies.states import EntryKind, Usage
from firewood.supplies.words import measured, name_of


@action
def prepare_consignment(
    draft: ConsignmentDraft, *, confirm_over: bool = False, actor: Actor, at: datetime
) -> Consignment:
    """Begin a consignment of ours: what shall go to whom, loose or in boxes. Nothing leaves the store yet."""
    require(rules.may_prepare(actor), _("prepare a consignment"))
    consignment = _begin(draft, ConsignmentState.DRAFT, at=at)
    _ask_before_over(consignment, confirmed=confirm_over)
    _tell("aid.consignment.prepared", consignment, actor=actor, at=at)
    return consignment


@action
def announce_consignment(
    draft: ConsignmentDraft, *, confirm_over: bool = False, actor: Actor, at: datetime
) -> Consignment:
    """Note that a partner announced goods for us. Announced goods are in no total before they are received."""
    require(rules.may_prepare(actor), _("announce a consignment"))
    consignment = _begin(draft, ConsignmentState.ANNOUNCED, at=at)
    _ask_before_over(consignment, confirmed=confirm_over)
    _tell("aid.consignment.announced", consignment, actor=actor, at=at)
    return consignment


@action
def revise_consignment(
    consignment: Consignment, *, draft: ConsignmentDraft, version: int, actor: Actor, at: datetime
) -> Consignment:
    """Change what is in a consignment that is not packed yet, or only announced.

    `version` is the one the editor saw; when somebody changed it meanwhile, nothing is overwritten.
    """
    require(rules.may_prepare(actor), _("change a consignment"))
    consignment = lock_done(consignment)
    if consignment.state not in {ConsignmentState.DRAFT, ConsignmentState.ANNOUNCED}:
        raise NotNow(
            "wrong_state",
            _("It is packed or on its way: what is in it cannot be changed any more."),
            state=consignment.state,
        )
    if consignment.version != version:
        raise NotNow(
            "stale",
            _("Somebody changed this meanwhile. Look at it again before you change it."),
            version=consignment.version,
        )
    refuse(problems_in(draft, inbound=consignment.direction == Direction.RECEIVED, on=day_of(at)))
    consignment.lines.all().delete()
    consignment.boxes.all().delete()
    fill(consignment, draft)
    consignment.version += 1
    consignment.transport, consignment.expected_on = draft.transport, draft.expected_on
    consignment.save(update_fields=["version", "transport", "expected_on"])
    _tell("aid.consignment.revised", consignment, actor=actor, at=at)
    return consignment


@action
def pack_consignment(consignment: Consignment, *, actor: Actor, at: datetime) -> Consignment:
    """Seal the boxes: from now on what is in them stands."""
    require(rules.may_prepare(actor), _("pack a consignment"))
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, "pack")
    if not (consignment.lines.exists() or consignment.boxes.exists()):
        raise NotNow("empty", _("There is nothing in this consignment yet."))
    consignment.boxes.update(state=str(BoxState.SEALED))
    _save(consignment, "aid.consignment.packed", actor=actor, at=at)
    return consignment


@action
def unpack_consignment(consignment: Consignment, *, actor: Actor, at: datetime) -> Consignment:
    """Open the boxes again before they leave, to change what is in them."""
    require(rules.may_prepare(actor), _("open a packed consignment"))
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, "unpack")
    consignment.boxes.update(state=str(BoxState.OPEN))
    _save(consignment, "aid.consignment.unpacked", actor=actor, at=at)
    return consignment


@action
def despatch_consignment(consignment: Consignment, *, key: str = "", actor: Actor, at: datetime) -> Consignment:
    """Send a packed consignment on its way: the goods leave our store and are in transit.

    The same `key` again means the same despatch told twice: it is done once, and the consignment is returned as it is.
    """
    require(rules.may_despatch(actor), _("despatch a consignment"))
    require_second_factor(actor, at)
    consignment = lock_done(consignment)
    name = f"despatch:{consignment.pk}:{key}"
    if key and written(name):
        record(
            "aid.consignment.despatch_repeated",
            subject=consignment.subject,
            actor=actor,
            at=at,
            status=consignment.status,
        )
        return consignment
    take(consignment, CONSIGNMENT_STEPS, "despatch")
    entry = _leave_store(
        consignment, Event(EntryKind.DESPATCH, consignment.subject, consignment.status, name, actor, at)
    )
    day = day_of(at)
    consignment.despatched_earliest = consignment.despatched_latest = day
    consignment.despatched_words = day.isoformat()
    keep(consignment, "state", "despatched_words", "despatched_earliest", "despatched_latest")
    record(
        "aid.consignment.despatched",
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        number=consignment.number,
        entry=entry.pk,
    )
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return consignment


@action
def cancel_consignment(consignment: Consignment, *, reason: str, actor: Actor, at: datetime) -> Consignment:
    """Give up a consignment that has not left, or that will not come."""
    require(rules.may_prepare(actor), _("cancel a consignment"))
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, "cancel")
    consignment.save(update_fields=["state"])
    record(
        "aid.consignment.cancelled",
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        reason=_reason(reason),
    )
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return consignment


@action
def mark_lost(consignment: Consignment, *, reason: str, actor: Actor, at: datetime) -> Consignment:
    """Write off a whole consignment that was lost on its way."""
    require(rules.may_despatch(actor), _("write off a consignment"))
    return _end(consignment, "lose", Usage.LOSS, reason, actor=actor, at=at)


@action
def return_consignment(consignment: Consignment, *, reason: str, actor: Actor, at: datetime) -> Consignment:
    """Take a whole consignment back into our store that did not reach anybody."""
    require(rules.may_despatch(actor), _("take a consignment back"))
    return _end(consignment, "return", Usage.STORE, reason, actor=actor, at=at)


def our_store() -> Place:
    """The store of our city when no other was named."""
    city = our_city()
    return place_of(city.pk, Usage.STORE, name=_("Store of %(city)s") % {"city": city.name})


def _begin(draft: ConsignmentDraft, state: ConsignmentState, *, at: datetime) -> Consignment:
    inbound = state == ConsignmentState.ANNOUNCED
    telling, day = draft.telling, day_of(at)
    refuse([*_two_sides(draft, inbound=inbound), *problems_in(draft, inbound=inbound, on=day)])
    consignment = Consignment.objects.create(
        number=next_number("C", year=day.year, status=telling.status),
        status=str(telling.status),
        direction=str(Direction.RECEIVED if inbound else Direction.GIVEN),
        giver=draft.giver,
        receiver=draft.receiver,
        need=draft.need,
        pledge=draft.pledge,
        state=str(state),
        first_batch=draft.first_batch,
        batch_number=draft.batch_number,
        batch_count=draft.batch_count,
        store=draft.store or our_store(),
        transport=draft.transport,
        bound_for=draft.bound_for,
        expected_on=draft.expected_on,
        occasion=telling.occasion,
        counts_from=day,
        words=telling.words,
        language=telling.language,
        note=telling.note,
    )
    fill(consignment, draft)
    return consignment


def _two_sides(draft: ConsignmentDraft, *, inbound: bool) -> list[Problem]:
    ours, theirs = (draft.receiver, draft.giver) if inbound else (draft.giver, draft.receiver)
    side = our_side()
    problems = []
    if ours.pk not in side:
        problems.append(
            Problem("receiver" if inbound else "giver", _("%(party)s is not on our side.") % {"party": ours})
        )
    if theirs.pk in side:
        problems.append(Problem("giver" if inbound else "receiver", _("%(party)s is on our side.") % {"party": theirs}))
    linked = [act.status for act in (draft.need, draft.pledge, draft.first_batch) if act is not None]
    if any(status != draft.telling.status for status in linked):
        problems.append(Problem("status", _("An exercise and a real act cannot be mixed.")))
    return problems


def _ask_before_over(consignment: Consignment, *, confirmed: bool) -> None:
    if consignment.pledge is None or confirmed:
        return
    for part in pledge_progress(consignment.pledge, planned=True):
        if part.over:
            raise NotNow(
                "over_pledge",
                _("This is %(over)s of “%(item)s” more than was pledged. Confirm that so many shall go.")
                % {"over": measured(part.over, part.item), "item": name_of(part.item)},
                item=part.item.key,
                over=part.over,
                promised=part.promised,
            )


def _leave_store(consignment: Consignment, event: Event) -> LedgerEntry:
    if consignment.store is None:
        raise NotNow("no_store", _("Say from which store it leaves."))
    store, transit = consignment.store, transit_of(consignment)
    drawn = draw_all(store, _wanted(consignment), status=consignment.status, at=event.at)
    moves = [Move(goods, store, transit) for part in drawn for goods in part]
    if not moves:
        raise NotNow("empty", _("There is nothing in this consignment yet."))
    return post(event, moves)


# Each item and lot once, and the boxes of unknown contents as a row without an item.
_CONTENTS = """
SELECT item_id, lot_id, sum(quantity)::bigint FROM aid_consignmentline
WHERE consignment_id = %(gift)s AND item_id IS NOT NULL AND quantity IS NOT NULL GROUP BY item_id, lot_id
UNION ALL
SELECT NULL, NULL, count(*) FROM aid_box
WHERE consignment_id = %(gift)s AND contents = 'unknown' AND level = 'box' HAVING count(*) > 0
"""


def _wanted(consignment: Consignment) -> list[Wanted]:
    """What must leave the store, each item and lot once, in the order in which balances are locked."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENTS, {"gift": consignment.pk})
        rows = cursor.fetchall()
    wanted = [
        Wanted(item_by_id(item_id) if item_id else box_item(), quantity, lot_id) for item_id, lot_id, quantity in rows
    ]
    return sorted(wanted, key=lambda want: (want.item.pk, want.lot_id or UUID(int=0)))


def _end(consignment: Consignment, step: str, usage: Usage, reason: str, *, actor: Actor, at: datetime) -> Consignment:
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, step)
    target = (
        consignment.store
        if usage == Usage.STORE and consignment.store
        else place_of(our_city().pk, usage, reference=consignment.subject)
    )
    kind = EntryKind.RETURN if usage == Usage.STORE else EntryKind.SETTLEMENT
    event = Event(kind, consignment.subject, consignment.status, f"{step}:{consignment.pk}", actor, at, _reason(reason))
    clear_transit(consignment, event, target)
    _save(consignment, f"aid.consignment.{consignment.state}", actor=actor, at=at)
    settle_pledge(consignment.pledge, actor=actor, at=at)
    return consignment


def _save(consignment: Consignment, event: str, *, actor: Actor, at: datetime) -> None:
    consignment.save(update_fields=["state"])
    record(event, subject=consignment.subject, actor=actor, at=at, status=consignment.status, number=consignment.number)


def _tell(event: str, consignment: Consignment, *, actor: Actor, at: datetime) -> None:
    record(
        event,
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        number=consignment.number,
        version=consignment.version,
        lines=consignment.lines.count(),
        boxes=consignment.boxes.count(),
    )


def _reason(reason: str) -> str:
    if not reason.strip():
        refuse([Problem("reason", _("Say why."))])
    return reason
