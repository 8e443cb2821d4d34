"""How long from `firewood up` to a served page: on an empty folder with the record and the exercise, and again.

Baseline of the same run: what cannot be avoided, which is to make and start the bare PostgreSQL and to load Django.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.node import show
from firewood.project.folder import DataFolder
from firewood.project.postgres import cluster_of
from tests.nodes import Node

FIRST, SECOND = 20.0, 8.0  # seconds


def seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def bare(folder: Path) -> None:
    cluster = cluster_of(DataFolder(folder).prepare())
    cluster.start()
    subprocess.run([sys.executable, "-c", "import django.core.management"], check=True)
    cluster.stop()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="firewood-bench-") as temporary:
        empty, node = Path(temporary) / "bare", Node(Path(temporary) / "node")
        making, starting = seconds(lambda: bare(empty)), seconds(lambda: bare(empty))
        cluster_of(DataFolder(empty)).remove()
        first = seconds(lambda: node.up("--demo"))
        node.stop()
        second = seconds(lambda: node.up("--demo"))
        node.stop()
        node.remove()
    _show("first start", first, baseline=making, goal=FIRST)
    _show("second start", second, baseline=starting, goal=SECOND)
    return 0 if first < FIRST and second < SECOND else 1


def _show(name: str, measured: float, *, baseline: float, goal: float) -> None:
    said = f"{baseline:.1f} s for bare PostgreSQL and Django"
    show(
        name, measured=f"{measured:.1f} s", baseline=said, ratio=measured / baseline, goal=f"< {goal:.0f} s",
        kept=measured < goal,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
