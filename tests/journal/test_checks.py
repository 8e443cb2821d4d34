"""Whatever is changed in the journal behind its back is found, and the number named."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, connections

from firewood.accounts.actor import Actor
from firewood.journal.action import action
from firewood.journal.checks import journal_unbroken
from firewood.journal.record import record
from tests.databases import TestServer

AT = datetime(2020, 3, 9, 2, 0, tzinfo=UTC)
LIU = Actor("officer", "liu", "Liu")

REHASHED = """
UPDATE journal_entry SET actor_name = 'Wang' WHERE number = 3;
UPDATE journal_entry e SET hash = journal_hash(e) WHERE number = 3
"""
EDITED_AND_REMOVED = """
UPDATE journal_entry SET subject = 'tests.thing:2' WHERE number = 2;
DELETE FROM journal_entry WHERE number = 4
"""
FORGED = """
INSERT INTO journal_entry SELECT 6, at, recorded_at, event, subject, actor_kind, actor_key, actor_name, actor_office,
                                 status, facts, hash, hash FROM journal_entry WHERE number = 5
"""


@pytest.fixture
def five_lines(committed: str) -> None:
    """A journal of five lines, written by two acts."""

    def lines(*events: str) -> None:
        for event in events:
            record(event, subject="tests.thing:1", actor=LIU, at=AT, event_name=event)

    action(lines)("a.b.one", "a.b.two")
    action(lines)("a.b.three", "a.b.four", "a.b.five")
    assert journal_unbroken() == (True, "5 lines, unbroken")


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("UPDATE journal_entry SET actor_name = 'Wang' WHERE number = 3", "the chain is broken at number 3"),
        ("UPDATE journal_entry SET facts = '{}' WHERE number = 5", "the chain is broken at number 5"),
        ("UPDATE journal_entry SET at = at + interval '1 day' WHERE number = 1", "the chain is broken at number 1"),
        ("DELETE FROM journal_entry WHERE number = 2", "the chain is broken at number 3; number 2 is missing"),
        ("DELETE FROM journal_entry WHERE number = 5", "number 5 is missing"),
        (EDITED_AND_REMOVED, "the chain is broken at number 2, 5; number 4 is missing"),
        ("DELETE FROM journal_entry", "number 1, 2, 3, 4, 5 is missing"),
        ("UPDATE journal_head SET last = 4", "the journal holds 5 lines, its head says 4"),
        (
            REHASHED,
            "the chain is broken at number 4",
        ),
        (
            FORGED,
            "the chain is broken at number 6",
        ),
    ],
    ids=[
        "name",
        "facts",
        "day",
        "removed",
        "last removed",
        "edited and removed",
        "emptied",
        "head",
        "hashed again",
        "added",
    ],
)
def test_a_planted_fault_is_found(
    five_lines: None, committed: str, server: TestServer, planted: str, found: str
) -> None:
    with psycopg.connect(server.superuser(committed)) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(planted)  # type: ignore[arg-type]
    assert journal_unbroken() == (False, found)


def test_nobody_writes_into_the_journal_but_through_its_door(
    five_lines: None, committed: str, server: TestServer
) -> None:
    commands = [
        FORGED,
        "UPDATE journal_head SET last = 7",
        "UPDATE journal_entry SET actor_name = 'Wang'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
    ]
    for command in commands:
        with pytest.raises(DatabaseError, match="permission denied"), connections["default"].cursor() as cursor:
            cursor.execute(command)
    for command in commands[2:]:
        with pytest.raises(DatabaseError, match="keeps what was written"), connections["owner"].cursor() as cursor:
            cursor.execute(command)
        with (
            psycopg.connect(server.superuser(committed)) as superuser,
            pytest.raises(psycopg.Error, match="keeps what"),
        ):
            superuser.execute(command)  # type: ignore[arg-type]
    assert journal_unbroken() == (True, "5 lines, unbroken")
