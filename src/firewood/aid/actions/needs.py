"""What can be done with needs: state, change, publish, close."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.actions.done import lock_done
from firewood.aid.actions.lines import columns, far_problems, problems_of, refuse, told
from firewood.aid.actions.needs_rewritten import other_problems, refuse_taken_away, rewrite
from firewood.aid.drafts import LineDraft, NeedDraft
from firewood.aid.models import Need, NeedLine
from firewood.aid.states import NEED_STEPS, NeedEnding, NeedState, Origin
from firewood.journal.action import action
from firewood.journal.clock import day_of
from firewood.journal.numbers import next_number
from firewood.journal.queries import newest_line
from firewood.journal.record import record
from firewood.journal.refusals import NotNow, Problem, WrittenMeanwhile, require
from firewood.journal.steps import lock, take


@action
def state_need(draft: NeedDraft, *, actor: Actor, at: datetime) -> Need:
    """Write down what a party lacks. What a guest states is published at once; a clerk's note is a draft first."""
    require(rules.may_state_need(actor, draft.party), _("state this need"))
    due = far_problems("due_on", draft.due_on, on=day_of(at))
    refuse([*due, *nothing_needed(draft.lines, list_open=draft.list_open), *problems_of(draft.lines)])
    telling = draft.telling
    need = Need.objects.create(
        number=next_number("N", year=day_of(at).year, status=telling.status),
        status=str(telling.status),
        party=draft.party,
        stated_by=telling.stated_by or (draft.party if draft.origin == Origin.STATED else None),
        origin=str(draft.origin),
        assurance=str(telling.assurance or actor.assurance),
        state=str(NeedState.PUBLISHED if actor.is_guest else NeedState.DRAFT),
        list_open=draft.list_open,
        stated_words=telling.day.words,
        stated_earliest=telling.day.earliest,
        stated_latest=telling.day.latest,
        due_on=draft.due_on,
        occasion=telling.occasion,
        counts_from=day_of(at),
        words=telling.words,
        language=telling.language,
        note=telling.note,
    )
    NeedLine.objects.bulk_create([NeedLine(need=need, **columns(line, n)) for n, line in enumerate(draft.lines)])
    record(
        "aid.need.stated",
        subject=need.subject,
        actor=actor,
        at=at,
        status=need.status,
        number=need.number,
        party=draft.party.key,
        lines=told(draft.lines),
    )
    return need


def nothing_needed(lines: Sequence[LineDraft], *, list_open: bool) -> list[Problem]:
    """A need of nothing is a slip; a need of which nobody knows the items is said on purpose."""
    if lines or list_open:
        return []
    return [Problem("lines", _("Say what is needed. If nobody knows yet, say that more is needed than is listed."))]


@action
def change_need(need: Need, /, draft: NeedDraft, *, seen: int | None = None, actor: Actor, at: datetime) -> Need:
    """Write a need anew before it is closed; its number stays, and so does what was offered or sent for it.

    `seen` is the newest line of the journal about it that the writer knew (`newest_line`): what somebody else wrote
    after it is not overwritten.
    """
    require(rules.may_change_need(actor, need), _("change a need"))
    need = lock_done(need)
    if seen is not None and newest_line(need.subject) != seen:
        raise WrittenMeanwhile("stale", _("Somebody else has written here since this was opened."))
    if need.state == NeedState.CLOSED:
        raise NotNow(
            "wrong_state", _("This need is closed. What it said stays as it is; state a new one."), state=need.state
        )
    if draft.party != need.party:
        require(rules.may_state_need(actor, draft.party), _("state this need"))
    due = far_problems("due_on", draft.due_on, on=day_of(at))
    wanting = nothing_needed(draft.lines, list_open=draft.list_open)
    refuse([*due, *wanting, *problems_of(draft.lines), *other_problems(need, draft)])
    refuse_taken_away(need, draft)
    before, after = rewrite(need, draft)
    record("aid.need.changed", subject=need.subject, actor=actor, at=at, status=need.status, number=need.number,
           before=before, after=after)  # fmt: skip
    return need


@action
def publish_need(need: Need, *, actor: Actor, at: datetime) -> Need:
    """Let others see the need, so that they can pledge."""
    require(rules.may_manage_needs(actor), _("publish a need"))
    need = lock(need)
    take(need, NEED_STEPS, "publish")
    need.save(update_fields=["state"])
    record("aid.need.published", subject=need.subject, actor=actor, at=at, status=need.status)
    return need


@action
def close_need(need: Need, *, ending: NeedEnding, actor: Actor, at: datetime) -> Need:
    """Close a need, and say whether it was met, withdrawn, or expired; who stated it can take it back themselves."""
    taken_back = ending == NeedEnding.WITHDRAWN and rules.may_withdraw_need(actor, need)
    require(taken_back or rules.may_manage_needs(actor), _("close a need"))
    need = lock(need)
    take(need, NEED_STEPS, "close")
    need.ending, need.closed_at = str(ending), at
    need.save(update_fields=["state", "ending", "closed_at"])
    record("aid.need.closed", subject=need.subject, actor=actor, at=at, status=need.status, ending=str(ending))
    return need
