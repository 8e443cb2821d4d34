"""Totals over a million postings, now and as of any day, against the bare statement and against summing everything."""

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.load import load_ledger
from benchmarks.node import milliseconds, node, show

SUM_ALL = """
SELECT item_id, donor_id, sum(quantity) FROM supplies_posting WHERE status = 'actual' AND usage = 'donor'
GROUP BY item_id, donor_id
"""


def main(moves: int = 500_000) -> int:
    with node():
        from firewood.aid.queries.totals import totals

        started = time.perf_counter()
        postings = load_ledger(moves=moves)
        print(f"{postings:,} postings loaded through the triggers in {time.perf_counter() - started:.0f} s")
        slow = milliseconds(_sum_all, times=5)
        kept = []
        for direction in ("received", "given"):
            kept.append(_now(slow, totals, direction))
            kept += [_as_of(slow, totals, direction, day=day) for day in (date(2020, 2, 1), date(2020, 6, 30))]
        kept.append(_per_recipient(slow, totals))
    return 0 if all(kept) else 1


def _sum_all() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SUM_ALL)
        cursor.fetchall()


def _now(slow: float, totals: Callable[..., object], direction: str) -> bool:
    took = milliseconds(partial(totals, direction, by_recipient=False))
    base = f"summing all postings {slow:.0f} ms"
    name = f"totals {direction} per item and donor, now"
    show(name, measured=f"{took:.1f} ms", baseline=base, ratio=slow / took, goal="< 20 ms", kept=took < 20)
    return took < 20


def _per_recipient(slow: float, totals: Callable[..., object]) -> bool:
    took = milliseconds(partial(totals, "given"))
    base = f"summing all postings {slow:.0f} ms"
    name = "totals given per item, donor and recipient, now"
    show(name, measured=f"{took:.1f} ms", baseline=base, ratio=slow / took, goal="< 300 ms", kept=took < 300)
    return took < 300


def _as_of(slow: float, totals: Callable[..., object], direction: str, *, day: date) -> bool:
    took = milliseconds(partial(totals, direction, as_of=day), times=7)
    base = f"summing all postings {slow:.0f} ms"
    name = f"totals {direction}, as of {day}"
    show(name, measured=f"{took:.0f} ms", baseline=base, ratio=slow / took, goal="< 300 ms", kept=took < 300)
    return took < 300


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
