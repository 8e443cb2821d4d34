"""What makes a function an action: one transaction, one actor, at least one journal entry, written last."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from firewood.journal.buffer import Ledger, begin, end, running
from firewood.journal.record import write
from firewood.journal.room import refuse_when_full

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
ATTEMPTS = 5


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Mark one thing a person can do.

    The outermost action opens the transaction and writes the journal after all row locks have been taken,
    so that the chain lock is held only for the moment before the commit. An action that leaves no journal
    entry is broken, and everything it did is rolled back.
    """

    @wraps(function)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = running()
        if outer is not None:
            return _inner(function, outer, *args, **kwargs)
        return _outermost(function, *args, **kwargs)

    ACTIONS[f"{function.__module__.removeprefix('firewood.').split('.')[0]}.{function.__name__}"] = act
    return act


def _inner(function: Callable[P, R], outer: Ledger, *args: P.args, **kwargs: P.kwargs) -> R:
    before = len(outer.lines)
    try:
        with transaction.atomic():
            result = function(*args, **kwargs)
            _journalled(function, len(outer.lines) - before)
    except BaseException:
        del outer.lines[before:]
        raise
    return result


def _outermost(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    refuse_when_full()
    return done_again_after_deadlock(lambda: _once(function, *args, **kwargs))


def done_again_after_deadlock(work: Callable[[], R]) -> R:
    """Do a whole transaction; when two wait for each other the database ends one, nothing is left, it is done again."""
    for _attempt in range(1, ATTEMPTS):
        try:
            return work()
        except OperationalError as error:
            if connection.in_atomic_block or not isinstance(error.__cause__, DeadlockDetected):
                raise
    return work()


def _once(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    ledger = Ledger()
    token = begin(ledger)
    try:
        with transaction.atomic():
            result = function(*args, **kwargs)
            _journalled(function, len(ledger.lines))
            write(ledger.lines)
    finally:
        end(token)
    return result


def _journalled(function: Callable[..., Any], lines: int) -> None:
    if not lines:
        raise AssertionError(f"{function.__name__} left no journal entry")
