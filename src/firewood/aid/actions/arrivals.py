"""What can be noted of the way: arrivals, and handovers planned and held."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import not_to_come, refuse
from firewood.aid.drafts import HandoverDraft
from firewood.aid.models import Arrival, Consignment, Handover, HandoverPerson, ProgrammePoint
from firewood.aid.states import CONSIGNMENT_STEPS, HANDOVER_STEPS, BoxState
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, require
from firewood.journal.steps import lock, take
from firewood.languages.choice import is_tag
from firewood.languages.dates import StatedDay
from firewood.languages.texts import Draft, write_texts
from firewood.registry.models import Party

NOTES = "notes"
"""The field of the speaking notes among the texts of a handover."""


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
    refuse(_unreadable(draft))
    handover = Handover.objects.create(consignment=consignment, changed_at=at, **_columns(draft))
    _fill(handover, draft, by=actor)
    _tell(handover, "aid.handover.planned", actor=actor, at=at)
    return handover


@action
def revise_handover(
    handover: Handover, *, draft: HandoverDraft, version: int | None = None, actor: Actor, at: datetime
) -> Handover:
    """Change what is planned for a handover; refused when somebody else changed it meanwhile (`version`)."""
    require(rules.may_hold_handover(actor), _("change a handover"))
    refuse(_unreadable(draft))
    handover = lock(handover)
    if version is not None and handover.version != version:
        raise NotNow("stale", _("This handover was changed since you opened the page. Nothing of yours was kept yet."))
    take(handover, HANDOVER_STEPS, "revise")
    for name, value in _columns(draft).items():
        setattr(handover, name, value)
    _touch(handover, at)
    handover.save()
    _fill(handover, draft, by=actor)
    _tell(handover, "aid.handover.revised", actor=actor, at=at)
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
    _touch(handover, at)
    handover.save()
    if draft:
        _fill(handover, draft, by=actor)
    _tell(handover, "aid.handover.held", actor=actor, at=at)
    return handover


@action
def cancel_handover(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Call off a planned handover."""
    require(rules.may_hold_handover(actor), _("call off a handover"))
    handover = lock(handover)
    take(handover, HANDOVER_STEPS, "cancel")
    _touch(handover, at)
    handover.save(update_fields=["state", "version", "changed_at"])
    _tell(handover, "aid.handover.cancelled", actor=actor, at=at)
    return handover


@action
def plan_handover_again(handover: Handover, *, actor: Actor, at: datetime) -> Handover:
    """Take back that a handover was called off or held: it is planned as it was."""
    require(rules.may_hold_handover(actor), _("plan a handover"))
    lock_done(handover.consignment)
    handover = lock(handover)
    take(handover, HANDOVER_STEPS, "plan_again")
    handover.held_at = None
    _touch(handover, at)
    handover.save(update_fields=["state", "held_at", "version", "changed_at"])
    _tell(handover, "aid.handover.planned_again", actor=actor, at=at)
    return handover


def _touch(handover: Handover, at: datetime) -> None:
    """Calendars that know this handover take the newer version."""
    handover.version, handover.changed_at = handover.version + 1, at


def _unreadable(draft: HandoverDraft) -> list[Problem]:
    problems = []
    if draft.day.earliest is None:
        problems.append(Problem("day", _("Say on which day.")))
    if draft.ends_at and (draft.starts_at is None or draft.ends_at <= draft.starts_at):
        problems.append(Problem("ends_at", _("It ends before it begins.")))
    if any(not (each.name.strip() or each.title.strip()) for each in draft.people or ()):
        problems.append(Problem("people", _("Say who it is: a name or an office.")))
    if any(not is_tag(tag) for tag in draft.notes or ()):
        problems.append(Problem("notes", _("Name the language of the speaking notes.")))
    return problems


def _fill(handover: Handover, draft: HandoverDraft, *, by: Actor) -> None:
    """Write who takes part, the programme and the speaking notes, as far as the draft says anything of them."""
    if draft.people is not None:
        handover.people.all().delete()
        HandoverPerson.objects.bulk_create(
            HandoverPerson(handover=handover, ordinal=number, role=str(each.role), name=each.name.strip(),
                           title=each.title.strip(), office=each.office)
            for number, each in enumerate(draft.people)
        )  # fmt: skip
    if draft.programme is not None:
        handover.programme.all().delete()
        ProgrammePoint.objects.bulk_create(
            ProgrammePoint(handover=handover, ordinal=number, at=each.at, words=each.words.strip())
            for number, each in enumerate(draft.programme)
        )
    if draft.notes is not None:
        write_texts(
            Draft(subject=handover.subject, field=NOTES, language=tag, text=text, made_by=by.name)
            for tag, text in draft.notes.items()
        )


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
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
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
