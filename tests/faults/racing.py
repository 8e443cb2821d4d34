"""Many at once: the same moment for all, each with a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all acts at the same moment, each in a thread; gives what each gave, or the exception it ended with."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            start.wait()
            results[place] = act()
        except Exception as error:  # noqa: BLE001  whatever it is, it is the result
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not [thread for thread in threads if thread.is_alive()], "somebody waits for ever"
    return results


def times(number: int, act: Callable[[], Any]) -> list[Any]:
    """The same act so many times at once."""
    return at_once(*[act] * number)


def split(results: list[Any]) -> tuple[list[Any], list[Exception]]:
    """What was done, and what was refused."""
    refused = [one for one in results if isinstance(one, Exception)]
    return [one for one in results if not isinstance(one, Exception)], refused
