"""What the morning mail says: the day's five things, in the colleague's language, as plain text."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firewood.accounts.models import Officer
from firewood.desk.tasks.queries import NextStep, tasks_today
from firewood.journal.standing import Status
from firewood.languages.dates import show_day

SHOWN = 12
"""So many of one sort are written out; of the others the mail says how many."""


@dataclass(frozen=True)
class MorningLetter:
    """A mail before it goes: its subject, its text, and of how many things it tells."""

    subject: str
    text: str
    things: int


def morning_letter(officer: Officer, *, on: date) -> MorningLetter:
    """The mail for one colleague on one day. Exercises are never in it."""
    with translation.override(officer.language):
        steps = tasks_today(status=Status.ACTUAL, language=officer.language, on=on, actor=officer.actor)
        sorted_ = [(heading, chosen) for heading, chosen in _sorts(steps, on) if chosen]
        things = sum(len(chosen) for _heading, chosen in sorted_)
        day = show_day(on)
        greeting = _("Good morning, %(name)s.") % {"name": officer.name}
        if not things:
            return MorningLetter(
                _("%(day)s: nothing is due") % {"day": day}, _text([greeting, _("Nothing is due.")]), 0
            )
        parts = [f"{heading} ({len(chosen)})\n{_lines(chosen)}" for heading, chosen in sorted_]
        subject = ngettext("%(day)s: one thing for you", "%(day)s: %(n)s things for you", things)
        return MorningLetter(subject % {"day": day, "n": things}, _text([greeting, *parts]), things)


def _sorts(steps: list[NextStep], on: date) -> list[tuple[str, list[NextStep]]]:
    """Each step under the first heading that fits; what is due later waits for its day."""
    headings: list[tuple[str, list[NextStep]]] = [
        (_("Handovers today and tomorrow"), []), (_("Overdue"), []), (_("Due today"), []), (_("Thanks we owe"), []),
        (_("Replies due"), []), (_("Receipts to confirm"), []), (_("Answers that came"), []),
    ]  # fmt: skip
    for step in steps:
        number = _sort_of(step, on)
        if number is not None:
            headings[number][1].append(step)
    return headings


def _sort_of(step: NextStep, on: date) -> int | None:
    if step.kind == "handover" and step.due is not None and 0 <= (step.due - on).days <= 1:
        return 0
    if step.overdue:
        return 1
    if step.today:
        return 2
    return {"thanks": 3, "reply": 4, "receipt": 5, "answered": 6}.get(step.kind)


def _lines(steps: list[NextStep]) -> str:
    shown = [
        f"* {step.question}\n  {step.reason}\n  {settings.FIREWOOD_PUBLIC_URL}{step.url}" for step in steps[:SHOWN]
    ]
    left = len(steps) - SHOWN
    more = [ngettext("* and one more", "* and %(n)s more", left) % {"n": left}] if left > 0 else []
    return "\n".join([*shown, *more])


def _text(parts: list[str]) -> str:
    foot = _("Your list: %(address)s") % {"address": f"{settings.FIREWOOD_PUBLIC_URL}/tasks/"}
    choose = _("You asked for this mail; you can end it here: %(address)s") % {
        "address": f"{settings.FIREWOOD_PUBLIC_URL}/mine/"
    }
    return "\n\n".join([*parts, f"-- \n{foot}\n{choose}"]) + "\n"
