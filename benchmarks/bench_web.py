"""Pages of an office with 1,000 consignments, 100,000 boxes, 200 partners, against the same pages when empty."""

import gzip
import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node, show

GOAL = 300  # milliseconds, 95 of 100
WEIGHT = 60_000  # bytes of the overview, compressed
TIMES = 40
CONSIGNMENTS, BOXES, PARTNERS = 1000, 100, 200


def main(consignments: int = CONSIGNMENTS) -> int:
    with node():
        from benchmarks.office import load_consignments, load_partners, open_office
        from firewood.desk.queries import kept_acts
        from firewood.desk.views import drawn

        browser = signed_in()
        open_office()
        empty = {path: times_of(browser, path) for path in ("/", "/aid/consignments/", "/aid/totals/given/")}
        started = time.perf_counter()
        one = load_consignments(consignments, load_partners(PARTNERS), boxes=BOXES)
        print(f"{consignments:,} consignments with {BOXES} boxes each, {PARTNERS} partners: "
              f"loaded in {time.perf_counter() - started:.0f} s")  # fmt: skip
        kept_acts.forget()
        drawn.forget()
        _something_happens()
        paths = ["/", "/aid/consignments/", "/aid/consignments/?page=15", f"/aid/consignments/{one}/",
                 "/aid/totals/given/", "/partners/bench-7/"]  # fmt: skip
        kept = [_report(browser, path, empty.get(path, empty["/aid/consignments/"])) for path in paths]
        kept += [_report(browser, "/", empty["/"], anew=True), _weigh(browser)]
    return 0 if all(kept) else 1


def _report(browser: Any, path: str, empty: list[float], *, anew: bool = False) -> bool:
    """Measure one page; `anew`: something happened before every look, so nothing drawn before can be shown again."""
    times = times_of(browser, path, before=_something_happens if anew else None)
    p50, slow = statistics.median(times), p95(times)
    bare = statistics.median(empty)
    name = f"page {path}" + (", after an act each time" if anew else "")
    show(name, measured=f"p95 {slow:.0f} ms, median {p50:.0f} ms", baseline=f"empty office {bare:.0f} ms",
         ratio=p50 / bare, goal=f"p95 < {GOAL} ms", kept=slow < GOAL)  # fmt: skip
    return slow < GOAL


def _weigh(browser: Any) -> bool:
    page = browser.get("/").content
    packed = len(gzip.compress(page))
    show("overview, gzipped", measured=f"{packed / 1000:.1f} KB", baseline=f"as it is {len(page) / 1000:.1f} KB",
         ratio=packed / len(page), goal=f"<= {WEIGHT // 1000} KB", kept=packed <= WEIGHT)  # fmt: skip
    return packed <= WEIGHT


def _something_happens() -> None:
    """One line more in the journal."""
    from firewood.aid import actions
    from firewood.aid.drafts import LineDraft, NeedDraft
    from firewood.registry.models import Party
    from tests.aid.world import AT, LIU

    draft = NeedDraft(Party.objects.get(key="seoul"), [LineDraft(words="gauze")])
    actions.state_need(draft, actor=LIU, at=AT)


def times_of(browser: Any, path: str, *, before: Callable[[], None] | None = None) -> list[float]:
    for _warm in range(3):
        answer = browser.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    times = []
    for _time in range(TIMES):
        if before:
            before()
        started = time.perf_counter()
        browser.get(path)
        times.append((time.perf_counter() - started) * 1000)
    return times


def p95(times: list[float]) -> float:
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def signed_in() -> Any:
    from django.test import Client

    from firewood.accounts.models import Officer

    officer = Officer.objects.create(login="liu", name="Liu", duties=["focal_point", "store"])
    browser = Client(headers={"host": "localhost"})
    browser.force_login(officer)
    return browser


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
