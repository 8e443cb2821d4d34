"""Take a step: lock the row, look at the state it has now, move it."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from firewood.journal.refusals import NotFound, NotNow
from firewood.journal.step import Steps

M = TypeVar("M", bound=Model)

# How the app that has a life speaks of its states; a refusal says these words instead of codes.
_WORDS: dict[type[StrEnum], Callable[[str], str]] = {}


def speak_of(states: type[StrEnum], words: Callable[[str], str]) -> None:
    """Give the words of a kind of states: code to words in the reader's language. An app does so once, at its start."""
    _WORDS[states] = words


def lock(thing: M) -> M:
    """The row as it is now, held until the transaction ends."""
    # not type(thing): the officer of a request is a stand-in until somebody asks who it is
    locked = thing.__class__._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).first()  # noqa: SLF001
    if locked is None:
        raise NotFound("not_found", _("This is not there any more."))
    return locked


def advance(thing: M, steps: Steps, name: str) -> M:
    """Lock the row, check the state it has now, and move it. Returns the locked row."""
    locked = lock(thing)
    take(locked, steps, name)
    locked.save(update_fields=["state"])
    return locked


def take(locked: Model, steps: Steps, name: str) -> None:
    """Move a row that is already locked, without saving it; refuse when its state forbids the step."""
    state = locked.state  # type: ignore[attr-defined]
    taken = steps[name]
    if state not in taken.sources:
        sources = sorted(taken.sources)
        raise NotNow(
            "wrong_state",
            _("This cannot be done now: the state is “%(state)s”, and it would have to be %(expected)s.")
            % {
                "state": _said(taken.target, state),
                "expected": _(" or ").join(_("“%(words)s”") % {"words": _said(source, source)} for source in sources),
            },
            state=str(state),
            expected=[str(source) for source in sources],
        )
    locked.state = taken.target  # type: ignore[attr-defined]


def _said(kind: StrEnum, state: str) -> str:
    return _WORDS[type(kind)](state) if type(kind) in _WORDS else str(state)
