"""How a need is written anew: what stands in the way of it, and its lines kept where their item stays."""

from collections.abc import Mapping
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from firewood.aid.actions.lines import columns
from firewood.aid.drafts import LineDraft, NeedDraft
from firewood.aid.models import Consignment, Need, NeedLine, Pledge
from firewood.aid.states import ConsignmentState, Origin, PledgeState
from firewood.journal.refusals import NotNow, Problem
from firewood.supplies.models import Item
from firewood.supplies.words import name_of

NO_LONGER_PLEDGED: Final = (PledgeState.DECLINED, PledgeState.LAPSED, PledgeState.WITHDRAWN)
NOT_SENT: Final = (ConsignmentState.CANCELLED, ConsignmentState.LOST, ConsignmentState.RETURNED)
COLUMNS: Final = (
    "party", "stated_by", "origin", "list_open", "due_on", "stated_words", "stated_earliest", "stated_latest",
    "occasion", "words", "language", "note",
)  # fmt: skip

Changed = tuple[Mapping[str, object], Mapping[str, object]]


def other_problems(need: Need, draft: NeedDraft) -> list[Problem]:
    """Standing never mixes; and who needs it stays once somebody has offered or sent something."""
    problems = []
    if draft.telling.status != need.status:
        problems.append(Problem("status", _("An exercise and a real act cannot be mixed.")))
    if draft.party != need.party and (_pledges(need).exists() or _sent(need).exists()):
        sentence = _("Something was offered or sent for this need: who needs it stays.")
        problems.append(Problem("party", sentence))
    return problems


def refuse_taken_away(need: Need, draft: NeedDraft) -> None:
    """An item that somebody has offered or sent for this need stays in it."""
    kept = {line.item.pk for line in draft.lines if line.item}
    gone = [line.item for line in need.lines.select_related("item") if line.item and line.item.pk not in kept]
    bound = [item for item in gone if _is_promised(need, item)]
    if bound:
        raise NotNow(
            "item_promised",
            _("Something was offered or sent for this need: %(items)s cannot be taken out of it.")
            % {"items": ", ".join(dict.fromkeys(name_of(item) for item in bound))},
            items=[item.key for item in bound],
        )


def rewrite(need: Need, draft: NeedDraft) -> Changed:
    """Write the draft over the need; gives what stood there and what stands there now, where they differ."""
    before = _snapshot(need)
    _write_head(need, draft)
    _write_lines(need, draft)
    after = _snapshot(need)
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _write_head(need: Need, draft: NeedDraft) -> None:
    telling = draft.telling
    if draft.party != need.party:
        need.party, need.origin = draft.party, str(draft.origin)
        need.stated_by = telling.stated_by or (draft.party if draft.origin == Origin.STATED else None)
    if telling.words != need.words:
        need.words, need.language = telling.words, telling.language
    need.list_open, need.due_on, need.note = draft.list_open, draft.due_on, telling.note
    need.occasion = telling.occasion
    day = telling.day
    need.stated_words, need.stated_earliest, need.stated_latest = day.words, day.earliest, day.latest
    need.save(update_fields=COLUMNS)


def _write_lines(need: Need, draft: NeedDraft) -> None:
    """A line whose item, or whose words without an item, stay is the same line with another quantity."""
    standing = list(need.lines.all())
    for ordinal, line in enumerate(draft.lines):
        row = next((each for each in standing if _is_same(each, line)), None)
        if row is not None:
            standing.remove(row)
        row = row or NeedLine(need=need)
        language = row.language if row.pk and row.words == line.words else line.language
        for name, value in {**columns(line, ordinal), "language": language}.items():
            setattr(row, name, value)
        row.save()
    NeedLine.objects.filter(pk__in=[row.pk for row in standing]).delete()


def _is_same(row: NeedLine, line: LineDraft) -> bool:
    return row.item_id == line.item.pk if line.item else row.item_id is None and row.words == line.words


def _is_promised(need: Need, item: Item) -> bool:
    return _pledges(need).filter(lines__item=item).exists() or _sent(need).filter(lines__item=item).exists()


def _pledges(need: Need) -> QuerySet[Pledge]:
    return need.pledges.exclude(state__in=[str(state) for state in NO_LONGER_PLEDGED])


def _sent(need: Need) -> QuerySet[Consignment]:
    rows = Consignment.objects.filter(need=need) | Consignment.objects.filter(pledge__need=need)
    return rows.exclude(state__in=[str(state) for state in NOT_SENT])


def _snapshot(need: Need) -> dict[str, object]:
    """What a need says, as the journal keeps it."""
    due = need.due_on.isoformat() if need.due_on else None
    lines = need.lines.select_related("item")
    return {
        "party": need.party.key,
        "origin": need.origin,
        "list_open": need.list_open,
        "due_on": due,
        "day": need.stated_words,
        "occasion": need.occasion.key if need.occasion else None,
        "words": need.words,
        "note": need.note,
        "lines": [
            {
                "item": line.item.key if line.item else None,
                "words": line.words,
                "quantity": line.quantity,
                "quality": line.quality,
            }
            for line in lines
        ],
    }
