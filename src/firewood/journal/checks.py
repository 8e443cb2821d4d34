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
  SELECT number, hash, previous, journal_hash(e) AS own,
         lag(hash, 1, '\\x'::bytea) OVER (ORDER BY number) AS before,
         row_number() OVER (ORDER BY number) AS place
  FROM journal_entry e) chain
WHERE own <> hash OR before <> previous OR place <> number
ORDER BY number LIMIT 20
"""


_HEAD = """
SELECT last, hash = coalesce((SELECT hash FROM journal_entry WHERE number = last), '\\x'::bytea) FROM journal_head
"""


def journal_unbroken() -> tuple[bool, str]:
    """Every line hashes to what it says, follows the line before it, and no number is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        broken = [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT count(*), max(number) FROM journal_entry")
        count, _last = cursor.fetchone()
        cursor.execute(_HEAD)
        head, joined = cursor.fetchone()
    if broken:
        return False, f"the chain is broken at number {', '.join(map(str, broken))}"
    if head != count or not joined:
        return False, f"the journal holds {count} lines, its head says {head}"
    return True, f"{count} lines, unbroken"


CHECKS = [Check("journal chain", journal_unbroken)]
