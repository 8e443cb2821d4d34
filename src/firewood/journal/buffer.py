"""What the outermost action has promised to write into the journal, until it writes it."""

from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Ledger:
    """What the outermost action has promised to write into the journal."""

    lines: list[Any] = field(default_factory=list)


_running: ContextVar[Ledger | None] = ContextVar("running", default=None)


def running() -> Ledger | None:
    """The buffer of the outermost action under way, or None outside any action."""
    return _running.get()


def begin(ledger: Ledger) -> Token[Ledger | None]:
    """The outermost action begins; gives what `end` needs."""
    return _running.set(ledger)


def end(token: Token[Ledger | None]) -> None:
    """The outermost action has ended, well or not."""
    _running.reset(token)
