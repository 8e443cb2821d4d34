"""A node of its own for a measurement: the built-in PostgreSQL set as for an office, in a temporary folder."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent / "src")]


@contextmanager
def node() -> Iterator[Path]:
    """The migrated database of a new node, open for Django; gives its data folder."""
    with tempfile.TemporaryDirectory(prefix="firewood-bench-") as folder:
        os.environ.update(
            FIREWOOD_DATA=folder, DJANGO_SETTINGS_MODULE="firewood.project.settings", FIREWOOD_LOG="error"
        )
        from firewood.project.environment import read_environment
        from firewood.project.folder import DataFolder
        from firewood.project.postgres import cluster_of

        office = read_environment(os.environ)
        data = DataFolder(office.data).prepare()
        import django

        django.setup()
        from firewood.project.node import open_database

        try:
            with open_database(office):
                yield Path(folder)
        finally:
            cluster_of(data).remove()


def milliseconds(work: Callable[[], object], *, times: int = 15) -> float:
    """The median time of a piece of work, after it was done once to warm up."""
    work()
    return statistics.median(_one(work) for _ in range(times))


def _one(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def show(name: str, *, measured: str, baseline: str, ratio: float, goal: str, kept: bool) -> None:
    """One line of a report."""
    print(
        f"{'ok  ' if kept else 'MISS'} {name}: {measured}; baseline {baseline}; ratio {ratio:.2f}; goal {goal}",
        flush=True,
    )
