"""Totals over a million postings, now and as of any day, against the bare statement and against summing everything."""

import sys
import time
from datetime import date
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
        kept = [_now(slow, totals), *(_as_of(slow, totals, day) for day in (date(2020, 2, 1), date(2020, 6, 30)))]
    return 0 if all(kept) else 1


def _sum_all() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SUM_ALL)
        cursor.fetchall()


def _now(slow: float, totals: object) -> bool:
    kept = []
    for direction in ("received", "given"):
        took = milliseconds(lambda: totals(direction))  # type: ignore[operator]
        kept.append(took < 20)
        show(f"totals {direction}, now", measured=f"{took:.1f} ms", baseline=f"summing all postings {slow:.0f} ms",
             ratio=slow / took, goal="< 20 ms", kept=kept[-1])  # fmt: skip
    return all(kept)


def _as_of(slow: float, totals: object, day: date) -> bool:
    kept = []
    for direction in ("received", "given"):
        took = milliseconds(lambda: totals(direction, as_of=day), times=7)  # type: ignore[operator]
        kept.append(took < 300)
        show(f"totals {direction}, as of {day}", measured=f"{took:.0f} ms",
             baseline=f"summing all postings {slow:.0f} ms", ratio=slow / took, goal="< 300 ms", kept=kept[-1])  # fmt: skip
    return all(kept)


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
