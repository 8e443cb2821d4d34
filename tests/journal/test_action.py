"""What an action promises: one transaction, a line in the journal, nothing left of what was refused."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from firewood.accounts.actor import Actor
from firewood.journal import action as actions
from firewood.journal.action import action
from firewood.journal.models import Entry, Numbering
from firewood.journal.numbers import next_number
from firewood.journal.record import record
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status

AT = datetime(2020, 3, 9, 2, 0, tzinfo=UTC)
LIU = Actor("officer", "liu", "Liu", "Foreign Affairs Office")


@pytest.fixture(autouse=True)
def only_the_program_s_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The actions of this file are forgotten afterwards."""
    monkeypatch.setattr(actions, "ACTIONS", dict(actions.ACTIONS))


def change(kind: str = "N") -> str:
    """Something that stays in the database when it is not rolled back."""
    return next_number(kind, year=2020, status=Status.TEST)


def tell(event: str, **facts: object) -> None:
    record(event, subject="tests.thing:1", actor=LIU, at=AT, **facts)


def told() -> list[tuple[int, str]]:
    return list(Entry.objects.order_by("number").values_list("number", "event"))


@pytest.mark.django_db
def test_an_action_without_a_line_in_the_journal_is_rolled_back() -> None:
    @action
    def forget_to_tell() -> str:
        return change()

    with pytest.raises(AssertionError, match="forget_to_tell left no journal entry"):
        forget_to_tell()
    assert not Numbering.objects.exists()
    assert told() == []


@pytest.mark.django_db
def test_a_refused_action_leaves_neither_its_work_nor_its_line() -> None:
    @action
    def think_better_of_it() -> None:
        change()
        tell("tests.thing.begun")
        raise NotNow("no", "Not today.")

    with pytest.raises(NotNow):
        think_better_of_it()
    assert (Numbering.objects.count(), told()) == (0, [])


@pytest.mark.django_db
def test_an_inner_action_that_fails_and_is_caught_leaves_nothing() -> None:
    @action
    def inner() -> None:
        change("INNER")
        tell("tests.inner.done")
        raise NotNow("no", "Not today.")

    @action
    def outer() -> None:
        change("OUTER")
        tell("tests.outer.begun")
        with pytest.raises(NotNow):
            inner()
        tell("tests.outer.ended")

    outer()
    assert list(Numbering.objects.values_list("kind", flat=True)) == ["OUTER"]
    assert told() == [(1, "tests.outer.begun"), (2, "tests.outer.ended")]


@pytest.mark.django_db
def test_an_inner_action_tells_its_own_line_even_when_the_outer_has_told_one() -> None:
    @action
    def silent() -> None:
        change()

    @action
    def outer() -> None:
        tell("tests.outer.begun")
        silent()

    with pytest.raises(AssertionError, match="silent left no journal entry"):
        outer()
    assert (Numbering.objects.count(), told()) == (0, [])


@pytest.mark.django_db
def test_the_lines_of_inner_and_outer_stand_in_the_order_in_which_they_were_told() -> None:
    @action
    def inner() -> None:
        tell("tests.inner.done")

    @action
    def outer() -> None:
        tell("tests.outer.begun")
        inner()
        tell("tests.outer.ended")

    outer()
    assert told() == [(1, "tests.outer.begun"), (2, "tests.inner.done"), (3, "tests.outer.ended")]


@pytest.mark.django_db
def test_nothing_can_be_recorded_outside_an_action() -> None:
    with pytest.raises(RuntimeError, match=r"record\('tests.thing.done'\) was called outside an action"):
        tell("tests.thing.done")
    assert told() == []


@pytest.mark.django_db
def test_a_line_keeps_who_did_it_in_words_and_its_facts() -> None:
    thing = uuid4()

    @action
    def do(actor: Actor) -> None:
        record(
            "tests.thing.done", subject="tests.thing:1", actor=actor, at=AT, thing=thing, day=AT.date(), names=["北京"]
        )

    do(LIU)
    line = Entry.objects.get()
    assert (line.actor_kind, line.actor_key, line.actor_name, line.actor_office) == (
        "officer",
        "liu",
        "Liu",
        "Foreign Affairs Office",
    )
    assert (line.at, line.status) == (AT, "actual")
    assert line.facts == {"thing": str(thing), "day": "2020-03-09", "names": ["北京"]}


def ends_in_deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected()
    return error


def test_an_act_that_the_database_ended_in_a_deadlock_is_done_again(committed: str) -> None:
    tries = []

    @action
    def wait_for_each_other() -> str:
        tries.append(change())
        tell("tests.thing.done")
        if len(tries) < 3:
            raise ends_in_deadlock()
        return tries[-1]

    assert wait_for_each_other() == "T-N-2020-001"
    assert tries == ["T-N-2020-001"] * 3
    assert told() == [(1, "tests.thing.done")]


def test_other_troubles_of_the_database_are_not_tried_again(committed: str) -> None:
    tries = []

    @action
    def lose_the_connection() -> None:
        tries.append(1)
        raise OperationalError("the connection is lost")

    with pytest.raises(OperationalError):
        lose_the_connection()
    assert (tries, told()) == ([1], [])


def test_a_number_that_was_rolled_back_is_given_again_and_no_other_ever_twice(committed: str) -> None:
    @action
    def number(*, fail: bool = False) -> str:
        given = change()
        tell("tests.thing.numbered", given=given)
        if fail:
            raise NotNow("no", "Not today.")
        return given

    given = [number(), number()]
    with pytest.raises(NotNow):
        number(fail=True)
    given.append(number())
    assert given == ["T-N-2020-001", "T-N-2020-002", "T-N-2020-003"]
    assert [line for line, _event in told()] == [1, 2, 3]
    assert connection.in_atomic_block is False
