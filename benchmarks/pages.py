"""How quick and how heavy a page is: its 95 slowest of 100 against the same page of an empty office, and its bytes."""

import gzip
import math
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.node import show

GOAL = 300  # milliseconds, 95 of 100
WEIGHT = 60_000  # bytes of a page, compressed
TIMES = 40


def quick(
    browser: Any, path: str, empty: list[float], *, before: Callable[[], None] | None = None, told: str = ""
) -> bool:
    """Measure one page; what is done `before` every look is `told` behind its name."""
    began = time.process_time()
    times = times_of(browser, path, before=before)
    busy = (time.process_time() - began) * 1000 / (len(times) + 3)
    p50, slow, bare = statistics.median(times), p95(times), statistics.median(empty)
    show(
        f"page {path}{told}", measured=f"p95 {slow:.0f} ms, median {p50:.0f} ms, processor {busy:.0f} ms",
        baseline=f"empty office {bare:.0f} ms", ratio=p50 / bare, goal=f"p95 < {GOAL} ms", kept=slow < GOAL,
    )  # fmt: skip
    return slow < GOAL


def light(browser: Any, path: str) -> bool:
    """Weigh one page, compressed."""
    page = browser.get(path).content
    packed = len(gzip.compress(page))
    show(f"page {path}, gzipped", measured=f"{packed / 1000:.1f} KB", baseline=f"as it is {len(page) / 1000:.1f} KB",
         ratio=packed / len(page), goal=f"<= {WEIGHT // 1000} KB", kept=packed <= WEIGHT)  # fmt: skip
    return packed <= WEIGHT


def times_of(browser: Any, path: str, *, before: Callable[[], None] | None = None) -> list[float]:
    """The milliseconds of so many looks at a page, after three to warm up."""
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
    """A colleague's session."""
    from django.test import Client

    from firewood.accounts.models import Officer

    officer = Officer.objects.create(login="liu", name="Liu", duties=["focal_point", "store"])
    browser = Client(headers={"host": "localhost"})
    browser.force_login(officer)
    return browser
