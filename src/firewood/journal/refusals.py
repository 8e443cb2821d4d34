"""Refusals: the request is understood, and the answer is no. Every refusal tells the person why."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be read: where it stands (field, and row when there are rows) and what is wrong."""

    field: str
    message: str
    row: int | None = None


class Refused(Exception):
    """What every refusal has: a code for programs, a sentence for people, facts for both."""

    status = 422

    def __init__(self, code: str, message: str, /, **facts: object) -> None:
        super().__init__(message)
        self.code, self.message, self.facts = code, message, facts


class Unreadable(Refused):
    """The input cannot be read; it carries every problem at once, never only the first."""

    def __init__(self, problems: Sequence[Problem], message: str = "") -> None:
        sentence = message or " ".join(problem.message for problem in problems)
        super().__init__("unreadable", sentence)
        self.problems = tuple(problems)


class NotAllowed(Refused):
    """The actor sees it but may not do it."""

    status = 403


class NotFound(Refused):
    """It is not there, or the actor may not see it: both look the same."""

    status = 404


class NotNow(Refused):
    """It cannot be done in the state the thing has now."""

    status = 409


class WrittenMeanwhile(NotNow):
    """Somebody else has written here since the writer looked."""


class TooMuch(Refused):
    """The host has no room left to take this in safely."""

    status = 507


class NotReachable(Refused):
    """The database does not answer just now. Whether the last act was written is not known; its key tells."""

    status = 503


def refusal_as_json(refusal: Refused) -> dict[str, object]:
    """A refusal as programs read it: a code, a sentence, facts, and every problem with its field and row."""
    problems = refusal.problems if isinstance(refusal, Unreadable) else ()
    return {
        "code": refusal.code,
        "message": refusal.message,
        "facts": refusal.facts,
        "problems": [{"field": each.field, "row": each.row, "message": each.message} for each in problems],
    }


def require(permitted: bool, doing: str) -> None:  # noqa: FBT001
    """Refuse with a sentence unless the rule was kept; `doing` completes "Your duties do not let you ..."."""
    if not permitted:
        from django.utils.translation import gettext as _  # noqa: PLC0415  refusals stay importable without settings

        raise NotAllowed("not_allowed", _("Your duties do not let you %(doing)s.") % {"doing": doing})
