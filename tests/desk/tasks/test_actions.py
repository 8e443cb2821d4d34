"""Stories about tasks: opened, handed to a department that has no account, answered, closed; and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from firewood.accounts.actions import Invitation
from firewood.accounts.actor import Actor
from firewood.accounts.models import GuestLink
from firewood.accounts.wall import behind_the_wall
from firewood.desk.models import Task
from firewood.desk.tasks import actions
from firewood.desk.tasks.actions import Handing, TaskDraft
from firewood.desk.tasks.queries import task_of_guest, tasks_today
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from tests.aid.world import AT, LIU, READER, WANG, World, party, world

pytestmark = pytest.mark.django_db
DUE = date(2020, 3, 12)


def district(here: World, key: str = "daxing", name: str = "Daxing District") -> Party:
    return party(key, name, PartyKind.DISTRICT, parent=here.beijing)


def opened(question: str = "Where can 49 boxes be kept dry?", **more: object) -> Task:
    return actions.open_task(TaskDraft(question=question, **more), actor=LIU, at=AT)  # type: ignore[arg-type]


def handed(task: Task, to: Party, due: date = DUE) -> Invitation:
    handing = Handing(party=to, party_name=to.name, due_on=due, words="The hall at the airport is full.")
    return actions.hand_task(task, to=handing, actor=LIU, at=AT)


def test_a_department_answers_and_the_office_closes() -> None:
    daxing = district(world())
    task = opened(reason="The store is full")
    made = handed(task, daxing)
    assert made.link.thread == task.subject
    noted = actions.answer_task(task, words="We are looking.", done=False, actor=made.link.actor, at=AT)
    assert (noted.state, noted.answer) == ("handed", "We are looking.")
    told = actions.answer_task(task, words="In hall 3.", done=True, actor=made.link.actor, at=AT)
    assert (told.state, told.answer, told.answered_by) == ("answered", "In hall 3.", "Daxing District")
    closed = actions.finish_task(told, actor=LIU, at=AT)
    assert (closed.state, closed.answer, closed.number) == ("done", "In hall 3.", "K-2020-001")
    events = Entry.objects.filter(subject=task.subject).order_by("number").values_list("event", flat=True)
    assert list(events) == [f"desk.task.{what}" for what in ("opened", "handed", "noted", "answered", "finished")]
    assert Entry.objects.get(event="desk.task.answered").facts["before"] == "We are looking."
    with pytest.raises(NotNow):
        actions.answer_task(task, words="Too late", done=True, actor=made.link.actor, at=AT)


def test_the_link_lasts_until_two_weeks_after_the_day_it_is_due() -> None:
    daxing = district(world())
    link = handed(opened(), daxing, due=date(2020, 6, 1)).link
    assert link.expires_at == AT + timedelta(days=98)
    assert handed(opened(), daxing, due=date(2020, 3, 9)).link.expires_at >= AT + timedelta(days=14)


def test_handing_it_on_closes_the_link_before() -> None:
    here = world()
    task, daxing, chaoyang = opened(), district(here), district(here, "chaoyang", "Chaoyang District")
    first, second = handed(task, daxing), handed(task, chaoyang)
    assert GuestLink.objects.get(pk=first.link.pk).revoked_at == AT
    assert GuestLink.objects.get(pk=second.link.pk).revoked_at is None
    with pytest.raises(NotFound):
        actions.answer_task(task, words="Ours", done=True, actor=first.link.actor, at=AT)
    assert Task.objects.get().answer == ""
    back = actions.take_task_back(task, actor=LIU, at=AT)
    assert back.state == "open"
    assert GuestLink.objects.get(pk=second.link.pk).revoked_at == AT


def test_behind_the_wall_a_guest_sees_the_own_task_and_of_it_only_what_is_meant_for_them() -> None:
    here = world()
    daxing, chaoyang = district(here), district(here, "chaoyang", "Chaoyang District")
    mine, theirs = opened(reason="between us"), opened("Who can drive on Sunday?")
    made, other = handed(mine, daxing), handed(theirs, chaoyang)
    with behind_the_wall(made.link.actor):
        shown = task_of_guest(str(mine.pk), daxing.pk, "actual")
        assert (shown.question, shown.words) == (mine.question, "The hall at the airport is full.")
        assert [row for (row,) in Task.objects.values_list("number")] == [mine.number]
        with pytest.raises(NotFound):
            task_of_guest(str(theirs.pk), chaoyang.pk, "actual")
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), behind_the_wall(other.link.actor), connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM desk_task")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        behind_the_wall(made.link.actor),
    ):
        Task.objects.filter(pk=mine.pk).update(state="done")
    actions.take_task_back(mine, actor=LIU, at=AT)
    with behind_the_wall(made.link.actor), pytest.raises(NotFound):
        task_of_guest(str(mine.pk), daxing.pk, "actual")


def test_an_overdue_handed_task_comes_back_to_the_top() -> None:
    here = world()
    handed(opened("Who meets the aeroplane?"), district(here), due=date(2020, 3, 10))
    opened("Is the hall heated?", due_on=date(2020, 3, 11))
    opened("Who writes the speech?")
    order = [str(step.question) for step in tasks_today(status="actual", language="en", on=date(2020, 3, 11))]
    assert order == ["Who meets the aeroplane?", "Is the hall heated?", "Who writes the speech?"]
    first = tasks_today(status="actual", language="en", on=date(2020, 3, 11))[0]
    assert first.overdue
    assert first.reason == "Daxing District has not answered; it was due on 10 March 2020."
    before = tasks_today(status="actual", language="en", on=date(2020, 3, 9))
    assert [step.overdue for step in before] == [False, False, False]


def test_what_is_refused_changes_nothing() -> None:
    here = world()
    task, daxing = opened(), district(here)
    lines = Entry.objects.count()
    with pytest.raises(NotAllowed):
        actions.open_task(TaskDraft(question="May I?"), actor=READER, at=AT)
    with pytest.raises(NotAllowed):
        actions.hand_task(task, to=Handing(party=daxing, party_name="Daxing", due_on=DUE), actor=WANG, at=AT)
    with pytest.raises(Unreadable, match="This day is over"):
        handed(task, daxing, due=date(2020, 3, 8))
    with pytest.raises(Unreadable, match="Write the question"):
        opened("  ")
    stranger = Actor("guest", "x", "x", party_id=here.seoul.pk, thread=f"aid.consignment:{task.pk}")
    with pytest.raises(NotFound):
        actions.answer_task(task, words="Hello", done=True, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        actions.finish_task(task, actor=READER, at=AT)
    with pytest.raises(NotNow):
        actions.open_task_again(task, actor=LIU, at=AT)
    assert Entry.objects.count() == lines
    assert GuestLink.objects.count() == 0
    assert (Task.objects.get().state, Task.objects.get().party) == ("open", None)


def test_two_who_change_one_task_do_not_lose_what_the_first_wrote() -> None:
    world()
    task = opened()
    actions.change_task(task, draft=TaskDraft(question="First"), version=1, actor=LIU, at=AT)
    with pytest.raises(NotNow, match="was changed since"):
        actions.change_task(task, draft=TaskDraft(question="Second"), version=1, actor=WANG, at=AT)
    assert Task.objects.get().question == "First"
