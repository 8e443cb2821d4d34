"""What can be noted of the way: arrivals, and handovers planned and held."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import not_to_come, refuse
from firewood.aid.drafts import HandoverDraft
from firewood.aid.models import Arrival, Consignment, Handover
from firewood.aid.states import CONSIGNMENT_STEPS, HANDOVER_STEPS, BoxState
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, Problem, require
from firewood.journal.steps import lock, take
from firewood.languages.dates import StatedDay
from firewood.registry.models import Party


@action
def note_arrival(
    consignment: Consignment,
    *,
    day: StatedDay,
    place: Party | None = None,
    place_words: str = "",
    batch: int | None = None,
    actor: Actor,
    at: datetime,
) -> Arrival:
    """Note that the goods, or one batch of them, reached a place. That is not yet a receipt."""
    if not rules.sees_consignment(actor, consignment):
        raise NotFound("not_found", _("There is no such consignment."))
    require(rules.may_prepare(actor) or rules.may_receive(actor, consignment), _("note an arrival"))
    if day.earliest is None:
        refuse([Problem("day", _("Say on which day it arrived."))])
    refuse(not_to_come(day, at=at))
    consignment = lock_done(consignment)
    take(consignment, CONSIGNMENT_STEPS, "note_arrival")
    consignment.save(update_fields=["state"])
    consignment.boxes.filter(state=str(BoxState.SEALED)).update(state=str(BoxState.ARRIVED))
    arrival = Arrival.objects.create(
        consignment=consignment,
        batch_number=batch or consignment.batch_number,
        place=place,
        place_words=place_words,
        day_words=day.words,
        day_earliest=day.earliest,
        day_latest=day.latest,
        at=at,
        assurance=str(actor.assurance),
    )
    record(
        "aid.consignment.arrived",
        subject=consignment.subject,
        actor=actor,
        at=at,
        status=consignment.status,
        number=consignment.number,
        day=day.words,
        place=str(place or place_words),
        batch=arrival.batch_number,
    )
    return arrival


@action
def plan_handover(consignment: Consignment, *, draft: HandoverDraft, actor: Actor, at: datetime) -> Handover:
    """Plan a meeting at which something is handed over."""
    require(rules.may_hold_handover(actor), _("plan a handover"))
    if draft.day.earliest is None:
        refuse([Problem("day", _("Say on which day."))])
    handover = Handover.objects.create(consignment=consignment, **_columns(draft))
    _tell(handover, "aid.handover.planned", actor=actor, at=at)
    return handover


@action
def hold_handover(handover: Handover, *, draft: HandoverDraft | None = None, actor: Actor, at: datetime) -> Handover:
    """Say that a planned handover was held, and how it really was."""
    require(rules.may_hold_handover(actor), _("note a handover"))
    handover = lock(handover)
    take(handover, HANDOVER_STEPS, "hold")
    refuse(not_to_come(draft.day if draft else _planned(handover), at=at))
    for name, value in (_columns(draft) if draft else {}).items():
        setattr(handover, name, value)
    handover.held_at = at
    handover.save()
    _tell(handover, "aid.handover.held", actor=actor, at=at)
    return handover


@action
def cancel_handover(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Call off a planned handover."""
    require(rules.may_hold_handover(actor), _("call off a handover"))
    handover = lock(handover)
    take(handover, HANDOVER_STEPS, "cancel")
    handover.save(update_fields=["state"])
    _tell(handover, "aid.handover.cancelled", actor=actor, at=at)
    return handover


def _planned(handover: Handover) -> StatedDay:
    return StatedDay(handover.day_words, handover.day_earliest, handover.day_latest)


def _columns(draft: HandoverDraft) -> dict[str, object]:
    return {
        "day_words": draft.day.words,
        "day_earliest": draft.day.earliest,
        "day_latest": draft.day.latest,
        "part_of_day": draft.part_of_day,
        "place": draft.place,
        "place_words": draft.place_words,
        "giver_office": draft.giver_office,
        "giver_words": draft.giver_words,
        "taker_office": draft.taker_office,
        "taker_words": draft.taker_words,
        "witness_words": draft.witness_words,
        "handed_words": draft.handed_words,
    }


def _tell(handover: Handover, event: str, *, actor: Actor, at: datetime) -> None:
    record(
        event,
        subject=handover.consignment.subject,
        actor=actor,
        at=at,
        status=handover.consignment.status,
        handover=handover.pk,
        day=handover.day_words,
        giver=handover.giver_words,
        taker=handover.taker_words,
    )
