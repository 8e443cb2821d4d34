"""What can be done with a task: open it, hand it on, answer it, finish it, take it back, open it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from firewood.accounts.actions import GUEST_LINK_DAYS, Guest, Invitation, invite_guest, revoke_guest_link
from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink, Officer
from firewood.archive.actions import keep_files
from firewood.archive.uploads import Kept
from firewood.desk.models import Task
from firewood.desk.states import TASK_STEPS
from firewood.desk.tasks import rules
from firewood.journal.action import action
from firewood.journal.clock import day_of, end_of
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotFound, NotNow, Problem, Unreadable, require
from firewood.journal.standing import Status
from firewood.journal.steps import lock, take
from firewood.registry.actions.parties import PartyDraft, enter_party
from firewood.registry.keys import free_key
from firewood.registry.models import Party
from firewood.registry.ours import our_city
from firewood.registry.states import PartyKind

QUESTION, REASON, ANSWER = 300, 1000, 10_000
GRACE = timedelta(days=14)
"""So long after its due day a handed task can still be answered by its link."""


@dataclass(frozen=True, kw_only=True)
class TaskDraft:
    """A task as somebody writes it down: the question, why, for whom, until when, and about which thing."""

    question: str
    reason: str = ""
    language: str = "en"
    about: str = ""
    url: str = ""
    officer: Officer | None = None
    due_on: date | None = None
    status: Status = Status.ACTUAL


@action
def open_task(draft: TaskDraft, *, actor: Actor, at: datetime) -> Task:
    """Write down what somebody shall do or find out."""
    require(rules.may_keep_tasks(actor), _("open a task"))
    _refuse(draft)
    task = Task.objects.create(
        number=next_number("K", year=day_of(at).year, status=draft.status), made_at=at, made_by=actor.name,
        **_columns(draft), status=str(draft.status), about=draft.about, url=draft.url,
    )  # fmt: skip
    _tell("opened", task, actor=actor, at=at, question=task.question, due_on=task.due_on, about=task.about)
    return task


@action
def change_task(task: Task, *, draft: TaskDraft, version: int, actor: Actor, at: datetime) -> Task:
    """Word a task anew, give it to another colleague, or set another day; refused when it was changed meanwhile."""
    require(rules.may_keep_tasks(actor), _("change a task"))
    _refuse(draft)
    task = lock(task)
    if task.state not in TASK_STEPS["finish"].sources:
        raise NotNow("task_over", _("This task is over; open it again first."))
    if task.version != version:
        raise NotNow("stale", _("This task was changed since you opened the page. Nothing of yours was kept yet."))
    before = {"question": task.question, "due_on": task.due_on, "officer": str(task.officer or "")}
    for name, value in _columns(draft).items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*_columns(draft), "version"])
    _tell("changed", task, actor=actor, at=at, before=before, question=task.question, due_on=task.due_on)
    return task


@dataclass(frozen=True, kw_only=True)
class Handing:
    """To whom a task is handed, until when, with which words; the language is that of the page they see.

    A department that is not in the registry yet is named in words, `department_language` says in which language.
    """

    party: Party | None
    party_name: str
    due_on: date
    department: str = ""
    department_language: str = "en"
    language: str = "en"
    name: str = ""
    words: str = ""


@action
def hand_task(task: Task, *, to: Handing, actor: Actor, at: datetime) -> Invitation:
    """Hand a task to another department or district by a link, whose secret is shown once; earlier links are closed."""
    require(rules.may_hand_task(actor), _("hand a task to others"))
    if to.due_on < day_of(at):
        raise Unreadable([Problem("due_on", _("This day is over. Give them a day that is still to come."))])
    task = lock(task)
    take(task, TASK_STEPS, "hand")
    _close_links(task, actor=actor, at=at)
    party = to.party or _department(to, actor=actor, at=at)
    name = to.party_name or party.name
    task.party, task.due_on, task.words = party, to.due_on, to.words
    task.version += 1
    task.save(update_fields=["state", "party", "due_on", "words", "version"])
    guest = Guest(party.pk, name, to.language, to.name)
    days = max(GUEST_LINK_DAYS, (end_of(to.due_on) + GRACE - at).days)
    made = invite_guest(guest, thread=task.subject, status=task.status, days=days, actor=actor, at=at)
    _tell("handed", task, actor=actor, at=at, party=name, due_on=to.due_on)
    return made


def _department(to: Handing, *, actor: Actor, at: datetime) -> Party:
    """The department of our city that is named in words: the one that is entered already, or a new government body."""
    city, name = our_city(), to.department.strip()
    if not name:
        raise Unreadable([Problem("party", _("Say to whom it is handed."))])
    known = Party.objects.filter(parent=city, name__iexact=name).first()
    names = {} if to.department_language == "en" else {to.department_language: [name]}
    return known or enter_party(
        PartyDraft(
            key=free_key(Party, name), kind=PartyKind.GOVERNMENT_BODY, name=name, names=names, parent=city,
            country=city.country, zone=city.zone,
        ),
        actor=actor, at=at,
    )  # fmt: skip


@action
def take_task_back(task: Task, *, actor: Actor, at: datetime) -> Task:
    """Take a handed task back onto our desk; its links are closed, an answer that came is kept."""
    require(rules.may_hand_task(actor), _("take a task back"))
    task = lock(task)
    take(task, TASK_STEPS, "take_back")
    _close_links(task, actor=actor, at=at)
    task.save(update_fields=["state"])
    _tell("taken_back", task, actor=actor, at=at)
    return task


@action
def answer_task(
    task: Task, *, words: str, done: bool, kept: Sequence[Kept] = (), language: str = "", actor: Actor, at: datetime
) -> Task:
    """Write what came of it, with files; `done` gives it back to the office as done, which then closes it."""
    task = lock(task)
    if not rules.sees_task(actor, task):
        raise NotFound("not_found", _("There is nothing here, or not for you."))
    require(rules.may_answer_task(actor, task), _("answer this task"))
    if not (words.strip() or done or kept):
        raise Unreadable([Problem("words", _("Write a few words, or tick that it is done."))])
    if len(words) > ANSWER:
        raise Unreadable([Problem("words", _("This is too long: at most %(n)s characters.") % {"n": ANSWER})])
    take(task, TASK_STEPS, "answer" if done else "note")
    before, task.answer, task.answer_language = task.answer, words.strip() or task.answer, language or task.language
    task.answered_at, task.answered_by = at, actor.office or actor.name
    task.save(update_fields=["state", "answer", "answer_language", "answered_at", "answered_by"])
    if kept:
        keep_files(kept, subject=task.subject, status=task.status, actor=actor, at=at)
    _tell("answered" if done else "noted", task, actor=actor, at=at, answer=task.answer, before=before)
    return task


@action
def finish_task(task: Task, *, words: str = "", actor: Actor, at: datetime) -> Task:
    """Close a task: it is done, and what came of it is kept."""
    require(rules.may_finish_task(actor, task), _("close this task"))
    task = lock(task)
    take(task, TASK_STEPS, "finish")
    task.ended_at = at
    if words.strip():
        task.answer, task.answer_language = words.strip(), task.language
    task.save(update_fields=["state", "ended_at", "answer", "answer_language"])
    _tell("finished", task, actor=actor, at=at, words=words)
    return task


@action
def withdraw_task(task: Task, *, actor: Actor, at: datetime) -> Task:
    """Give a task up: nobody needs to do it any more."""
    require(rules.may_keep_tasks(actor), _("withdraw a task"))
    task = lock(task)
    take(task, TASK_STEPS, "withdraw")
    task.ended_at = at
    task.save(update_fields=["state", "ended_at"])
    _tell("withdrawn", task, actor=actor, at=at)
    return task


@action
def open_task_again(task: Task, *, actor: Actor, at: datetime) -> Task:
    """Take a task that was closed or withdrawn onto our desk again."""
    require(rules.may_finish_task(actor, task), _("open a task again"))
    task = lock(task)
    take(task, TASK_STEPS, "reopen")
    task.ended_at = None
    task.save(update_fields=["state", "ended_at"])
    _tell("opened_again", task, actor=actor, at=at)
    return task


def _refuse(draft: TaskDraft) -> None:
    problems = []
    if not draft.question.strip():
        problems.append(Problem("question", _("Write the question that shall be answered.")))
    for name, text, most in (("question", draft.question, QUESTION), ("reason", draft.reason, REASON)):
        if len(text) > most:
            problems.append(Problem(name, _("This is too long: at most %(n)s characters.") % {"n": most}))
    if draft.url and not draft.url.startswith("/"):
        problems.append(Problem("url", _("This is no page of ours.")))
    if problems:
        raise Unreadable(problems)


def _columns(draft: TaskDraft) -> dict[str, object]:
    return {
        "question": draft.question.strip(), "reason": draft.reason.strip(), "language": draft.language,
        "officer": draft.officer, "due_on": draft.due_on,
    }  # fmt: skip


def _close_links(task: Task, *, actor: Actor, at: datetime) -> None:
    for link in GuestLink.objects.filter(thread=task.subject, revoked_at=None, expires_at__gt=at).order_by("pk"):
        revoke_guest_link(link, actor=actor, at=at)


def _tell(what: str, task: Task, *, actor: Actor, at: datetime, **facts: object) -> None:
    record(
        f"desk.task.{what}", subject=task.subject, actor=actor, at=at, status=task.status, number=task.number, **facts
    )
