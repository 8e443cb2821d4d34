"""A task at the guest door: a department without an account reads the question, writes an answer, ticks done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firewood.archive.models import Attachment
from firewood.desk.models import Task
from firewood.desk.states import TASK_STEPS
from firewood.desk.tasks.actions import answer_task
from firewood.desk.tasks.forms import AnswerForm
from firewood.desk.tasks.queries import papers_for, task_of_guest
from firewood.desk.views.door import GuestRequest, guest_page
from firewood.journal.clock import now, today
from firewood.journal.refusals import NotFound, NotNow, Refused, Unreadable

NOUN = "desk.task:"


def opens_task(request: GuestRequest) -> bool:
    """Whether this link opens a task."""
    return request.link.thread.startswith(NOUN)


def own_task(request: GuestRequest) -> Task:
    """The task of this link; another party's, or one taken back, is not there."""
    if not opens_task(request):
        raise NotFound("not_found", _("There is nothing here, or not for you."))
    return task_of_guest(request.link.thread.removeprefix(NOUN), request.link.party_id, request.link.status)


def show_task(request: GuestRequest) -> HttpResponse:
    """The question, until when, what is attached, and the field for the answer."""
    return _page(request, own_task(request))


def answer(request: GuestRequest) -> HttpResponse:
    """Keep the answer; the office sees it at once."""
    task, form = own_task(request), AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, task, form=form, status=422)
    try:
        answer_task(task, **form.answer(), language=get_language() or "en", actor=request.actor, at=now())
    except Unreadable as no:
        form.mark(no.problems)
        return _page(request, task, form=form, status=no.status)
    except NotNow as no:
        return _page(request, task, form=form, refusal=no, status=no.status)
    return redirect("guest", request.secret)


def paper(request: GuestRequest, pk: UUID) -> Attachment:
    """One paper that is attached for them."""
    found = next((each for each in papers_for(own_task(request)) if each.pk == pk), None)
    if found is None:
        raise NotFound("not_found", _("There is no such file."))
    return found


def _page(
    request: GuestRequest, task: Task, *, form: AnswerForm | None = None, refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    open_now = task.state in TASK_STEPS["answer"].sources
    context = {
        "task": task, "papers": papers_for(task), "form": form or AnswerForm(initial={"words": task.answer}),
        "open_now": open_now, "refusal": refusal,
        "overdue": task.due_on is not None and task.due_on < today() and task.state == "handed",
    }  # fmt: skip
    return guest_page(request, "desk/guest_task.html", context, status=status)
