"""What `firewood doctor` asks of each app, and the journal's own answers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Check:
    """A promise that can be tested at any time: its name, and a test that answers (kept, what was found)."""

    name: str
    test: Callable[[], tuple[bool, str]]


_BROKEN = """
SELECT number FROM (
  SELECT number, hash, previous, journal_hash(e) AS own, lag(hash, 1, '\\x'::bytea) OVER (ORDER BY number) AS before
  FROM journal_entry e) chain
WHERE own <> hash OR before <> previous
ORDER BY number LIMIT 20
"""

_MISSING = """
SELECT number FROM generate_series(1, (SELECT last FROM journal_head)) number
WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.number = number.number)
ORDER BY number LIMIT 20
"""

_HEAD = """
SELECT (SELECT count(*) FROM journal_entry), last,
       hash = coalesce((SELECT hash FROM journal_entry WHERE number = last), '\\x'::bytea)
FROM journal_head
"""


def journal_unbroken() -> tuple[bool, str]:
    """Every line hashes to what it says, follows the line before it, and no number is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        broken = [number for (number,) in cursor.fetchall()]
        cursor.execute(_MISSING)
        missing = [number for (number,) in cursor.fetchall()]
        cursor.execute(_HEAD)
        count, head, joined = cursor.fetchone()
    faults = [f"the chain is broken at number {_listed(broken)}"] if broken else []
    faults += [f"number {_listed(missing)} is missing"] if missing else []
    if not faults and (head != count or not joined):
        faults = [f"the journal holds {count} lines, its head says {head}"]
    return not faults, "; ".join(faults) or f"{count} lines, unbroken"


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


CHECKS = [Check("journal chain", journal_unbroken)]
