"""The activity log: what was done, by whom, when, to which thing, as the journal keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Distribution, Need, Pledge, Receipt
from firewood.desk.activity.undo import undo_of
from firewood.desk.activity.words import ROOMS, told
from firewood.desk.models import Task
from firewood.desk.queries.subjects import Subject, shown_subjects
from firewood.journal.clock import node_zone, read_day
from firewood.journal.models import Entry
from firewood.journal.refusals import NotFound
from firewood.solidarity.models import Gesture

PAGE = 50
NUMBERED = (Consignment, Need, Pledge, Receipt, Distribution, Gesture, Task)


@dataclass(frozen=True)
class Asked:
    """What the log is asked for; empty means everything. `before` is the number of a line: only older ones."""

    status: str
    person: str = ""
    room: str = ""
    day: str = ""
    thing: str = ""
    before: int | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, status: str) -> "Asked":
        """What the address of the log asks for."""
        words = {name: query.get(name, "").strip() for name in ("person", "room", "day", "thing")}
        before = query.get("before", "")
        return cls(status, **words, before=int(before) if before.isdecimal() and len(before) < 19 else None)


@dataclass(frozen=True)
class Done:
    """One line of the log in words."""

    entry: Entry
    words: str
    thing: Subject | None
    undo: str


def activity(asked: Asked, *, actor: Actor, language: str) -> tuple[list[Done], int | None]:
    """One page of the log, newest first, and the number before which the next page begins."""
    rows = list(_rows(asked, actor)[: PAGE + 1])
    shown = rows[:PAGE]
    things = shown_subjects([entry.subject for entry in shown], language=language)
    newest = _newest({entry.subject for entry in shown if undo_of(entry)})
    lines = [
        Done(
            entry, told(entry.event), things.get(entry.subject),
            str(known.words) if (known := undo_of(entry)) and newest.get(entry.subject) == entry.number else "",
        )
        for entry in shown
    ]  # fmt: skip
    return lines, (shown[-1].number if len(rows) > PAGE else None)


def entry_by(number: int, actor: Actor) -> Entry:
    """One line of the journal that this colleague may see."""
    found = _seen(Entry.objects.filter(number=number), actor).first()
    if found is None:
        raise NotFound("not_found", _("There is nothing here, or not for you."))
    return found


def people() -> list[tuple[str, str]]:
    """Whom the log can be asked for: colleagues, the program, and guests together."""
    rows = Officer.objects.order_by("name").values_list("login", "name")
    return [*rows, ("guests", _("guests")), ("program", "Firewood")]


def rooms() -> list[tuple[str, str]]:
    """The kinds of things that are done, in words."""
    return [(code, str(words)) for code, words in ROOMS.items()]


def _rows(asked: Asked, actor: Actor) -> QuerySet[Entry]:
    rows = _seen(Entry.objects.filter(status=asked.status), actor).order_by("-number")
    if asked.before is not None:
        rows = rows.filter(number__lt=asked.before)
    if asked.person == "guests":
        rows = rows.filter(actor_kind="guest")
    elif asked.person:
        rows = rows.filter(actor_key=asked.person)
    if asked.room:
        rows = rows.filter(event__startswith=f"{asked.room}.")
    if asked.day:
        rows = _on(rows, asked.day)
    return rows.filter(subject__in=_subjects(asked.thing)) if asked.thing else rows


def _seen(rows: QuerySet[Entry], actor: Actor) -> QuerySet[Entry]:
    """Who signed in when is shown to the custodian of accounts, and of oneself; guests' links to everybody."""
    if actor.has(Duty.CUSTODIAN):
        return rows
    private = Q(event__startswith="accounts.") & ~Q(event__startswith="accounts.guest_link.")
    return rows.exclude(private & ~Q(actor_key=actor.key))


def _on(rows: QuerySet[Entry], typed: str) -> QuerySet[Entry]:
    day = read_day(typed)
    if day is None:
        return rows.none()
    first, last = (datetime.combine(day, hour, tzinfo=node_zone()) for hour in (time.min, time.max))
    return rows.filter(at__range=(first, last))


def _subjects(typed: str) -> list[str]:
    """The things of a number, such as C-2020-001; or a subject as the journal writes it."""
    if ":" in typed:
        return [typed]
    found = [row for model in NUMBERED for row in model.objects.filter(number__iexact=typed)]
    return [row.subject for row in found]


def _newest(subjects: set[str]) -> dict[str, int]:
    rows = Entry.objects.filter(subject__in=subjects).order_by().values_list("subject").annotate(last=Max("number"))
    return dict(rows)
