"""The life of a paper in the inbox, as a table."""

from enum import StrEnum

from firewood.journal.step import Step, step


class Medium(StrEnum):
    """How a paper came."""

    SCAN = "scan"
    MAIL = "mail"
    PASTED = "pasted"
    CALL = "call"
    FILE = "file"


class PaperState(StrEnum):
    """A paper waits until somebody says what it is, or that it is nothing for us."""

    WAITING = "waiting"
    FILED = "filed"
    SET_ASIDE = "set_aside"


P = PaperState
PAPER_STEPS: dict[str, Step] = {
    "file": step(P.WAITING, to=P.FILED),
    "set_aside": step(P.WAITING, to=P.SET_ASIDE),
    "take_up_again": step(P.SET_ASIDE, P.FILED, to=P.WAITING),
}
