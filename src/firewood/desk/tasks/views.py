"""Pages of tasks: the list of next steps, one task, writing one down, handing it on, closing it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firewood.accounts.actions import Invitation, revoke_guest_link
from firewood.accounts.requests import About, OfficeRequest, open_to_districts, same_standing
from firewood.accounts.writing import Shown, write
from firewood.archive.actions import keep_files
from firewood.archive.uploads import read_paper
from firewood.desk.models import Task
from firewood.desk.queries.open_letters import letters_to
from firewood.desk.queries.subjects import Subject, shown_subjects
from firewood.desk.tasks import actions, queries, rules
from firewood.desk.tasks.forms import AnswerForm, FinishForm, HandForm, TaskForm
from firewood.desk.views.pages import kept_file
from firewood.journal.clock import now, today
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound, Refused, Unreadable, require
from firewood.languages.dates import show_day

PAGE = 50
WHICH = ("", "mine", "handed", "over")


@open_to_districts
def tasks(request: OfficeRequest) -> HttpResponse:
    """The next steps in plain words: tasks and what is open by itself; or the tasks of one kind."""
    which = request.GET.get("which", "")
    context: dict[str, Any] = {
        "which": which if which in WHICH else "", "may_keep": rules.may_keep_tasks(request.actor), "today": today(),
    }  # fmt: skip
    if context["which"]:
        rows = queries.tasks_listed(status=request.status, which=which, actor=request.actor)
        page = Paginator(rows, PAGE).get_page(whole_number(request.GET.get("page", "")))
        steps = [(queries.step_of(task, on=today()), task) for task in page.object_list]
        return render(request, "desk/tasks.html", {**context, "page": page, "listed": steps})
    steps_now = queries.tasks_today(status=request.status, language=_language(), on=today(), actor=request.actor)
    theirs = letters_to(request.actor, status=request.status, language=_language())
    return render(request, "desk/tasks.html", {**context, "steps": steps_now, "letters": theirs})


def new_task(request: OfficeRequest) -> HttpResponse:
    """Write down a task, about the thing from whose page one came or about nothing in particular."""
    require(rules.may_keep_tasks(request.actor), _("open a task"))
    asked = request.POST if request.method == "POST" else request.GET
    about = _about(asked.get("about", ""))
    url = asked.get("url", "") or (about.url if about else "")
    form = TaskForm(
        request.POST or None, colleagues=queries.colleagues(), initial={"question": request.GET.get("question", "")}
    )
    subject, own = str(asked.get("about", "")) if about else "", _own(url)

    def act() -> Task:
        draft = form.draft(status=request.status, about=subject, url=own)
        return actions.open_task(draft, actor=request.actor, at=now())

    return _write(request, form, {"about": about, "subject": subject, "url": own}, act)


def change_task(request: OfficeRequest, number: str) -> HttpResponse:
    """Word a task anew, give it to another colleague, or set another day."""
    found = _found(request, number)
    require(rules.may_keep_tasks(request.actor), _("change a task"))
    form = TaskForm(request.POST or None, colleagues=queries.colleagues(), task=found)
    shown = whole_number(request.POST.get("version", ""), otherwise=found.version)

    def act() -> Task:
        draft = form.draft(status=request.status)
        return actions.change_task(found, draft=draft, version=shown, actor=request.actor, at=now())

    return _write(request, form, {"task": found, "version": shown}, act)


@open_to_districts
def task(request: OfficeRequest, number: str) -> HttpResponse:
    """One task, with what can be done next."""
    return _show(request, _found(request, number))


@require_POST
def hand(request: OfficeRequest, number: str) -> HttpResponse:
    """Hand a task to another department or district; the link is shown once, on this answer only."""
    found = _found(request, number)
    same_standing(request)
    require(rules.may_hand_task(request.actor), _("hand a task to others"))
    form = HandForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, more={"hand_form": form})
    try:
        made = actions.hand_task(found, to=form.handing(), actor=request.actor, at=now())
    except Unreadable as no:
        form.mark(no.problems)
        return _show(request, found, status=no.status, more={"hand_form": form})
    return _show(request, queries.task_by(number, request.actor), made=made)


@require_POST
def revoke(request: OfficeRequest, number: str, link: str) -> HttpResponse:
    """Close one link of a task before its days are over."""
    found = _found(request, number)
    there = next((each for each in queries.links_of(found) if str(each.pk) == link), None)
    if there is None:
        raise NotFound("not_found", _("There is no such link."))
    revoke_guest_link(there, actor=request.actor, at=now())
    return redirect(reverse("task", args=[number]) + "#handed")


@open_to_districts
@require_POST
def answer(request: OfficeRequest, number: str) -> HttpResponse:
    """Write what came of it: a colleague of the department, or a clerk of ours for them."""
    found = _found(request, number)
    form = AnswerForm(request.POST, request.FILES, auto_id="answer_%s")
    form.is_valid()
    return _taken(
        request, found, form, "answer_form",
        lambda: actions.answer_task(
            found, **form.answer(), language=_language(), actor=request.actor, at=now()
        ),
    )  # fmt: skip


@require_POST
def finish(request: OfficeRequest, number: str) -> HttpResponse:
    """Close a task."""
    found = _found(request, number)
    form = FinishForm(request.POST, auto_id="finish_%s")
    form.is_valid()
    return _taken(
        request, found, form, "finish_form",
        lambda: actions.finish_task(found, words=form.cleaned_data.get("words", ""), actor=request.actor, at=now()),
    )  # fmt: skip


@require_POST
def step(request: OfficeRequest, number: str, step: str) -> HttpResponse:
    """Take a step that asks for nothing more."""
    plain: dict[str, Callable[..., Task]] = {
        "take-back": actions.take_task_back, "withdraw": actions.withdraw_task, "reopen": actions.open_task_again,
    }  # fmt: skip
    found = _found(request, number)
    if step not in plain:
        raise NotFound("not_found", step)
    plain[step](found, actor=request.actor, at=now())
    return redirect("task", number)


@require_POST
def attach(request: OfficeRequest, number: str) -> HttpResponse:
    """Attach a file for those to whom the task is handed."""
    found = _found(request, number)
    require(rules.may_keep_tasks(request.actor), _("attach a file"))
    sent = request.FILES.get("file")
    if sent is None:
        return redirect("task", number)
    try:
        keep_files(read_paper(sent).kept, subject=found.subject, status=found.status, actor=request.actor, at=now())
    except Refused as no:
        return _show(request, found, status=no.status, more={"refusal": no})
    return redirect(reverse("task", args=[number]) + "#papers")


@open_to_districts
def file(request: OfficeRequest, number: str, pk: UUID) -> FileResponse:
    """A file of a task, for whoever sees the task."""
    there = next((each for each in queries.papers_for(_found(request, number)) if each.pk == pk), None)
    if there is None:
        raise NotFound("not_found", _("There is no such file."))
    return kept_file(there)


def _found(request: OfficeRequest, number: str) -> Task:
    found = queries.task_by(number, request.actor)
    request.about = About(found.subject, found.number, reverse("task", args=[number]))
    return found


def _show(
    request: OfficeRequest,
    found: Task,
    *,
    status: int = 200,
    made: Invitation | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    actor = request.actor
    context = {
        "task": found, "about": _about(found.about), "papers": queries.papers_for(found), "now": now(),
        "links": queries.links_of(found), "history": queries.history(found), "drill": found.status == "exercise",
        "step": queries.step_of(found, on=today()),
        "others": [each for each in queries.tasks_about(found.about, status=found.status) if each.pk != found.pk]
        if found.about else [],
        "may": {
            "keep": rules.may_keep_tasks(actor), "hand": rules.may_hand_task(actor),
            "finish": rules.may_finish_task(actor, found), "answer": rules.may_answer_task(actor, found),
            "office": not actor.is_of_district,
        },
        "hand_form": HandForm(task=found) if rules.may_hand_task(actor) else None,
        "answer_form": AnswerForm(initial={"words": found.answer}, auto_id="answer_%s"),
        "finish_form": FinishForm(auto_id="finish_%s"),
        **(_told(found, made) if made else {}), **(more or {}),
    }  # fmt: skip
    return render(request, "desk/task.html", context, status=status)


def _told(found: Task, made: Invitation) -> dict[str, Any]:
    """The address, shown once, and a text for the mail in the language of whoever gets it."""
    address = settings.FIREWOOD_PUBLIC_URL + reverse("guest", args=[made.secret])
    with translation.override(made.link.language):
        day = show_day(found.due_on) if found.due_on else ""
        greeting = _("Good day %(name)s,") % {"name": made.link.guest_name or made.link.party_name}
        asked = _("we ask for your help until %(day)s:") % {"day": day}
        opens = _("Please open this address; you need no account. Write your answer there and tick that it is done.")
        thanks = _("With kind regards")
        text = "\n\n".join([greeting, f"{asked}\n{found.question}", *([found.words] if found.words else []),
                            f"{opens}\n{address}", thanks])  # fmt: skip
    return {"address": address, "mail": text, "mail_language": made.link.language}


def _write(request: OfficeRequest, form: TaskForm, more: dict[str, Any], act: Callable[[], Task]) -> HttpResponse:
    draft = f"task-{more['task'].number}" if "task" in more else "task-new"
    shown = Shown("desk/task_form.html", more, draft)
    return write(request, form, shown, act, page=lambda made: reverse("task", args=[made.number]))


def _taken(
    request: OfficeRequest, found: Task, form: AnswerForm | FinishForm, name: str, act: Callable[[], Task]
) -> HttpResponse:
    """Act on a small form of the task's page; what cannot be read stands at its field."""
    if form.errors:
        return _show(request, found, status=422, more={name: form})
    try:
        act()
    except Unreadable as no:
        form.mark(no.problems)
        return _show(request, found, status=no.status, more={name: form})
    return redirect("task", found.number)


def _about(subject: str) -> Subject | None:
    return shown_subjects([subject], language=_language()).get(subject) if subject else None


def _own(url: str) -> str:
    """An address of ours, or nothing."""
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, None) else ""


def _language() -> str:
    return get_language() or "en"
