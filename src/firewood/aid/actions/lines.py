"""Turn drafted lines into rows, and find everything that is wrong with them at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from firewood.aid.drafts import LineDraft
from firewood.journal.clock import day_of
from firewood.journal.refusals import Problem, Unreadable
from firewood.languages.dates import StatedDay, show_day
from firewood.languages.numbers import show_number
from firewood.supplies.models import LARGEST
from firewood.supplies.states import Quality

YEARS = 10
"""So far from today a day may lie; beyond it somebody mistyped the year."""


def columns(line: LineDraft, ordinal: int) -> dict[str, Any]:
    """The columns of `QuantityLine` for a drafted line; unknown stays unknown."""
    entered = line.entered
    return {
        "ordinal": ordinal,
        "item": line.item,
        "words": line.words,
        "language": line.language,
        "quantity": entered.base if entered else None,
        "quality": str(line.quality if entered else Quality.UNKNOWN),
        "entered_quantity": entered.quantity if entered else None,
        "entered_unit": entered.unit if entered else "",
        "entered_factor": entered.factor if entered else None,
    }


def problems_of(lines: Sequence[LineDraft], *, all_known: bool = False) -> list[Problem]:
    """What cannot be accepted in these lines; `all_known` asks for an item and a quantity in every line."""
    return [problem for row, line in enumerate(lines, start=1) for problem in _problems(line, row, all_known)]


def far_problems(field: str, day: date | None, *, on: date) -> Iterable[Problem]:
    """A day on which something is due or expected lies within ten years of the day on which it is written down."""
    if day is not None and abs(day.year - on.year) > YEARS:
        sentence = _("%(day)s is more than %(years)s years from today. Is the year right?")
        yield Problem(field, sentence % {"day": show_day(day), "years": show_number(YEARS)})


def not_to_come(day: StatedDay, *, at: datetime) -> list[Problem]:
    """What was done was not done on a day that is still to come."""
    if day.earliest is None or day.earliest <= day_of(at):
        return []
    return [Problem("day", _("This day is still to come: %(day)s.") % {"day": show_day(day.earliest)})]


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse with every problem at once, or let pass."""
    found = list(problems)
    if found:
        raise Unreadable(found)


def _problems(line: LineDraft, row: int, all_known: bool) -> Iterable[Problem]:  # noqa: FBT001
    if line.entered is not None and not 0 < line.entered.base <= LARGEST:
        yield Problem(
            "quantity", _("The quantity must be between 1 and %(most)s.") % {"most": show_number(LARGEST)}, row
        )
    if all_known and line.item is None:
        yield Problem("item", _("Say which item this is."), row)
    if all_known and line.entered is None:
        yield Problem("quantity", _("Say how many. What is not known cannot leave the store."), row)
    if line.item is None and not line.words:
        yield Problem("item", _("Give an item, or the words in which it was told."), row)
    if line.item is not None and line.lot is not None and line.lot.item_id != line.item.pk:
        yield Problem("lot", _("This lot is of another item."), row)


def told(lines: Sequence[LineDraft]) -> list[Mapping[str, object]]:
    """The lines as the journal keeps them."""
    return [
        {
            "item": line.item.key if line.item else None,
            "words": line.words,
            "quantity": line.entered.base if line.entered else None,
            "quality": str(line.quality if line.entered else Quality.UNKNOWN),
        }
        for line in lines
    ]
