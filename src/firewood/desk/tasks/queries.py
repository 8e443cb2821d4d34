"""The next steps: tasks and what is open by itself, in one list, due first."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink, Officer
from firewood.aid.queries.parties import names
from firewood.archive.models import Attachment
from firewood.desk.models import Task
from firewood.desk.queries.open_ends import OpenEnd, open_ends
from firewood.desk.queries.open_letters import ThanksOpen, letters_to, open_letters
from firewood.desk.states import UNDER_WAY, TaskState
from firewood.desk.tasks import rules
from firewood.journal.models import Entry
from firewood.journal.queries import history_of
from firewood.journal.refusals import NotFound
from firewood.languages.choice import direction_of
from firewood.languages.dates import show_day
from firewood.languages.texts import Wording

MOST = 200
LETTERS = 100
FOR_GUESTS = (
    "id", "number", "status", "state", "question", "words", "language", "party_id", "due_on", "answer",
    "answer_language", "answered_at", "answered_by",
)  # fmt: skip
"""The columns of a task that the wall lets a guest see."""


@dataclass(frozen=True)
class NextStep:
    """One line of the list: a question, one reason, one button; with its day, and whether the day is over."""

    question: Wording | str
    reason: str
    button: str
    url: str
    due: date | None = None
    kind: str = ""
    number: str = ""
    overdue: bool = False
    today: bool = False


def tasks_today(
    *,
    status: str,
    language: str,
    on: date,
    actor: Actor | None = None,
    letters: int = LETTERS,
    thanks: ThanksOpen | None = None,
) -> list[NextStep]:
    """Tasks under way and everything that is open by itself: overdue, due today, answered, then the rest by day.

    With an actor of a district only the letters that wait for its answer, the oldest first, and then the tasks that
    were handed to it.
    `letters`: so many thanks and replies at most; `thanks` as they were found already.
    """
    tasks = [_of_task(task, on) for task in waiting_tasks(status, actor)]
    if actor is not None and actor.is_of_district:
        theirs = letters_to(actor, status=status, language=language)
        return [*(_of_end(end, on) for end in (theirs.ends if theirs else [])), *sorted(tasks, key=_first)]
    found = [
        *open_ends(status=status, language=language),
        *open_letters(status=status, language=language, most=letters, thanks=thanks),
    ]
    ends = [_of_end(end, on) for end in found]
    return sorted([*tasks, *ends], key=_first)


def waiting_tasks(status: str, actor: Actor | None = None) -> list[Task]:
    """The tasks that are not over, those with the nearest day first."""
    rows = Task.objects.filter(status=status, state__in=[str(state) for state in UNDER_WAY])
    if actor is not None and actor.is_of_district:
        rows = rows.filter(party=actor.party_id, state__in=[TaskState.HANDED.value, TaskState.ANSWERED.value])
    return list(rows.select_related("officer", "party").order_by("due_on", "id")[:MOST])


def tasks_listed(*, status: str, which: str, actor: Actor) -> QuerySet[Task]:
    """Tasks for the list: "mine", "handed", "over", or all that are under way."""
    rows = Task.objects.filter(status=status).select_related("officer", "party")
    if actor.is_of_district:
        rows = rows.filter(party=actor.party_id).exclude(state=TaskState.OPEN.value)
    if which == "over":
        return rows.exclude(state__in=[str(state) for state in UNDER_WAY]).order_by("-ended_at")
    rows = rows.filter(state__in=[str(state) for state in UNDER_WAY])
    if which == "mine":
        rows = rows.filter(officer__login=actor.key)
    if which == "handed":
        rows = rows.filter(state__in=[TaskState.HANDED.value, TaskState.ANSWERED.value])
    return rows.order_by("due_on", "id")


def task_by(number: str, actor: Actor) -> Task:
    """The task of a number; what an actor may not see is not there."""
    found = Task.objects.select_related("officer", "party").filter(number=number).first()
    if found is None or not rules.sees_task(actor, found):
        raise NotFound("not_found", _("There is no such task."))
    return found


def tasks_about(subject: str, *, status: str) -> list[Task]:
    """The tasks about a thing, those under way first."""
    rows = Task.objects.filter(about=subject, status=status).select_related("officer", "party").order_by("-id")
    return sorted(rows, key=lambda task: task.state not in UNDER_WAY)


def task_of_guest(key: str, party_id: UUID, status: str) -> Task:
    """The task that a guest's link opens, with the columns that are meant for them. Read behind the wall."""
    found = Task.objects.only(*FOR_GUESTS).filter(Q(pk=key), party_id=party_id, status=status)
    task = found.exclude(state=TaskState.OPEN.value).first()
    if task is None:
        raise NotFound("not_found", _("There is nothing here, or not for you."))
    return task


def papers_for(task: Task) -> list[Attachment]:
    """What is attached for whoever a task is handed to."""
    return list(Attachment.objects.filter(subject=task.subject, awaiting=False))


def links_of(task: Task) -> list[GuestLink]:
    """The links by which a task was handed on, the newest first."""
    return list(GuestLink.objects.filter(thread=task.subject).order_by("-made_at", "-pk"))


def history(task: Task) -> list[Entry]:
    """What happened to a task, and to its links."""
    return history_of([task.subject, *(link.subject for link in links_of(task))])


def colleagues() -> list[Officer]:
    """Everybody of the office who may be given a task."""
    return list(Officer.objects.filter(is_active=True, party_id=None).order_by("name"))


def step_of(task: Task, *, on: date) -> NextStep:
    """A task as a line of the list."""
    return _of_task(task, on)


def _of_task(task: Task, on: date) -> NextStep:
    question = Wording(task.question, task.language, direction_of(task.language), "original")
    return NextStep(
        question, _reason(task, on), _button(task), f"/tasks/{task.number}/", task.due_on,
        "answered" if task.state == TaskState.ANSWERED else "task", task.number,
        overdue=_late(task.due_on, on) and task.state != TaskState.ANSWERED, today=task.due_on == on,
    )  # fmt: skip


def _of_end(end: OpenEnd, on: date) -> NextStep:
    step = NextStep(end.question, end.reason, end.button, end.url, end.due, end.kind)
    return replace(step, overdue=_late(end.due, on), today=end.due == on)


def _reason(task: Task, on: date) -> str:
    """Why it stands here, in one sentence: the answer came, the day is over, or who looks after it."""
    day, party = (show_day(task.due_on) if task.due_on else ""), _party(task)
    if task.state == TaskState.ANSWERED:
        return _("%(party)s has answered; look at it and close it.") % {"party": party}
    if task.state == TaskState.HANDED:
        words = _("%(party)s has not answered; it was due on %(day)s.") if _late(task.due_on, on) else ""
        return (words or _("%(party)s has it until %(day)s.")) % {"party": party, "day": day}
    if task.officer and day:
        return _("Due on %(day)s; %(colleague)s looks after it.") % {"day": day, "colleague": task.officer}
    if day:
        return _("Due on %(day)s.") % {"day": day}
    return _("%(colleague)s looks after it.") % {"colleague": task.officer} if task.officer else task.reason


def _button(task: Task) -> str:
    if task.state == TaskState.ANSWERED:
        return _("Read the answer")
    return _("Look at it")


def _party(task: Task) -> str:
    if task.party is None:
        return ""
    return str(names([task.party], get_language() or "en")[task.party.pk])


def _late(day: date | None, on: date) -> bool:
    return day is not None and day < on


def _first(step: NextStep) -> tuple[Any, ...]:
    """The order of the list: overdue, due today, waiting for us, then what is due later, then the rest."""
    waiting = step.kind in {"receipt", "offer", "thanks", "reply", "answered"} or (step.kind == "task" and not step.due)
    rank = 0 if step.overdue else 1 if step.today else 2 if waiting else 3 if step.due else 4
    return rank, step.due or date.max, step.number
