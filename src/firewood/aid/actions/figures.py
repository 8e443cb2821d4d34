"""Choose which part of a total the office speaks."""

from datetime import datetime

from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid import rules
from firewood.aid.actions.lines import refuse
from firewood.aid.models import SpokenFigure, StatedFigure
from firewood.aid.states import Direction, Part
from firewood.journal.action import action
from firewood.journal.record import record
from firewood.journal.refusals import Problem, require
from firewood.journal.standing import Status
from firewood.supplies.models import Item


@action
def choose_spoken_figure(
    item: Item,
    *,
    direction: Direction,
    part: Part,
    stated: StatedFigure | None = None,
    status: Status = Status.ACTUAL,
    actor: Actor,
    at: datetime,
) -> SpokenFigure:
    """Say which figure of an item the office speaks: its own count, what is reported, or what a source states."""
    require(rules.may_choose_figure(actor), _("choose the figure the office speaks"))
    if (part == Part.STATED) != (stated is not None):
        refuse([Problem("stated", _("Say which stated figure."))])
    if stated is not None and (stated.item_id != item.pk or stated.direction != direction):
        refuse([Problem("stated", _("This figure is about something else."))])
    spoken, _made = SpokenFigure.objects.update_or_create(
        item=item, direction=str(direction), status=str(status), defaults={"part": str(part), "stated": stated}
    )
    record(
        "aid.spoken_figure.chosen",
        subject=item.subject,
        actor=actor,
        at=at,
        status=status,
        direction=str(direction),
        part=str(part),
        stated=stated.key if stated else None,
    )
    return spoken
