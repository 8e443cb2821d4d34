"""The promises of the goods ledger: every entry cancels out, and every balance is the sum of its postings."""

from collections.abc import Callable, Sequence

from django.db import connection

from firewood.journal.checks import Check
from firewood.supplies.states import SOURCES

_UNEVEN = """
SELECT entry_id::text FROM (
  SELECT entry_id FROM supplies_posting
  GROUP BY entry_id, item_id, lot_id, donor_id, status HAVING sum(quantity) <> 0) uneven
GROUP BY 1 ORDER BY 1
"""

_CONTRADICTING = """
SELECT DISTINCT f.entry_id::text
FROM supplies_posting f JOIN supplies_ledgerentry e ON e.id = f.entry_id JOIN supplies_place p ON p.id = f.place_id
LEFT JOIN supplies_lot l ON l.id = f.lot_id
WHERE f.status <> e.status OR f.occurred_at <> e.occurred_at OR f.usage <> p.usage
   OR f.reversing <> (e.reverses_id IS NOT NULL) OR l.item_id <> f.item_id
ORDER BY 1
"""

_DIFFERING = """
WITH sides AS (
  SELECT status, item_id, lot_id, donor_id, place_id, usage, quantity, 0 AS kept,
         CASE WHEN quality = 'approximate' THEN 1 ELSE 0 END * CASE WHEN reversing THEN -1 ELSE 1 END AS approximate,
         CASE WHEN quality = 'at_least' THEN 1 ELSE 0 END * CASE WHEN reversing THEN -1 ELSE 1 END AS at_least
  FROM supplies_posting
  UNION ALL
  SELECT status, item_id, lot_id, donor_id, place_id, usage, 0, quantity, -approximate, -at_least FROM supplies_balance
), different AS (
  SELECT status, item_id, place_id, sum(quantity) AS posted, sum(kept) AS kept FROM sides
  GROUP BY status, item_id, lot_id, donor_id, place_id, usage
  HAVING sum(quantity) <> sum(kept) OR sum(approximate) <> 0 OR sum(at_least) <> 0
)
SELECT coalesce(nullif(p.name, ''), p.usage), i.key, d.status, d.posted, d.kept
FROM different d JOIN supplies_item i ON i.id = d.item_id JOIN supplies_place p ON p.id = d.place_id ORDER BY 1, 2, 3
"""

_NEGATIVE = """
SELECT format('%%s: %%s at %%s', i.key, b.quantity, coalesce(nullif(p.name, ''), p.usage))
FROM supplies_balance b JOIN supplies_item i ON i.id = b.item_id JOIN supplies_place p ON p.id = b.place_id
WHERE b.quantity < 0 AND NOT b.usage = ANY(%s) ORDER BY 1
"""

_EMPTY = """
SELECT format('%%s %%s', kind, id) FROM supplies_ledgerentry e WHERE %s
  AND NOT EXISTS (SELECT FROM supplies_posting p WHERE p.entry_id = e.id) ORDER BY 1
"""

_NOT_MIRRORED = """
SELECT DISTINCT reversal::text FROM (
  SELECT r.id AS reversal FROM supplies_ledgerentry r JOIN supplies_posting p ON p.entry_id IN (r.id, r.reverses_id)
  WHERE r.reverses_id IS NOT NULL AND %s
  GROUP BY r.id, p.place_id, p.item_id, p.lot_id, p.donor_id HAVING sum(p.quantity) <> 0) uneven ORDER BY 1
"""

NAMED = 5


def entries_cancel_out() -> tuple[bool, str]:
    """The postings of every entry sum to zero per item, lot, donor and status."""
    uneven = [entry for (entry,) in _rows(_UNEVEN)]
    if uneven:
        return False, f"{len(uneven)} entries do not cancel out: {_some(uneven)}"
    return True, f"{_count('supplies_ledgerentry')} entries"


def postings_agree() -> tuple[bool, str]:
    """Every posting has the status and day of its entry, the usage of its place and the item of its lot."""
    wrong = [entry for (entry,) in _rows(_CONTRADICTING)]
    if wrong:
        return False, f"postings contradict their entry, place or lot in {_some(wrong)}"
    return True, f"{_count('supplies_posting')} postings"


def balances_are_sums() -> tuple[bool, str]:
    """Every balance is the sum of its postings, and nothing stands at a place without postings."""
    wrong = [
        f"{place}, {item} ({status}): postings {posted}, balance {kept}"
        for place, item, status, posted, kept in _rows(_DIFFERING)
    ]
    if wrong:
        return False, _some(wrong)
    return True, f"{_count('supplies_balance')} balances"


def nothing_found(query: str, kept: str, value: bool | Sequence[str] = True) -> Callable[[], tuple[bool, str]]:  # noqa: FBT001, FBT002
    """A test by a query that finds what is wrong, one line each; `kept` is said when it finds nothing."""

    def test() -> tuple[bool, str]:
        with connection.cursor() as cursor:
            cursor.execute(query, [value if isinstance(value, bool) else list(value)])
            found = [row[0] for row in cursor.fetchall()]
        return (False, _some(found)) if found else (True, kept)

    return test


def _rows(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _count(table: str) -> object:
    return _rows(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608  the name is ours


def _some(found: list[object] | list[str]) -> str:
    rest = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return "; ".join(map(str, found[:NAMED])) + rest


CHECKS = [
    Check("ledger entries", entries_cancel_out),
    Check("ledger postings", postings_agree),
    Check("ledger balances", balances_are_sums),
    Check("ledger stocks", nothing_found(_NEGATIVE, "nothing stands below zero", sorted(map(str, SOURCES)))),
    Check("ledger entries in full", nothing_found(_EMPTY, "no entry is empty")),
    Check("ledger reversals", nothing_found(_NOT_MIRRORED, "every reversal takes back what it reverses")),
]
