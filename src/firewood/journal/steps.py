"""Take a step: lock the row, look at the state it has now, move it."""

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from firewood.journal.refusals import NotFound, NotNow
from firewood.journal.step import Steps

M = TypeVar("M", bound=Model)


def lock(thing: M) -> M:
    """The row as it is now, held until the transaction ends."""
    locked = type(thing)._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).first()  # noqa: SLF001
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
        raise NotNow(
            "wrong_state",
            _("This cannot be done now: the state is “%(state)s”, and it would have to be %(expected)s.")
            % {"state": state, "expected": _(" or ").join(f"“{source}”" for source in sorted(taken.sources))},
            state=str(state),
            expected=sorted(str(source) for source in taken.sources),
        )
    locked.state = taken.target  # type: ignore[attr-defined]
