"""Tests that run side by side take turns: whoever measures time is alone in the room.

Everybody goes in by one door. Who wants to be alone shuts it behind them and waits until the others have left; the
files of the tests serve as door and room, so that this holds between all runs of one copy of the repository.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path

ROOM = Path(__file__)
DOOR = ROOM.with_name("__init__.py")


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """The time of one test, with others beside it or alone."""
    with DOOR.open() as door, ROOM.open() as room:
        flock(door, LOCK_EX)
        flock(room, LOCK_EX if alone else LOCK_SH)
        if not alone:
            flock(door, LOCK_UN)
        yield
