"""Take a step: lock the row, look at the state it has now, move it."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TypeVar

from django.db import connection
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
    model = thing.__class__  # not type(thing): the officer of a request is a stand-in until somebody asks who it is
    statement, names = _locking(model)
    with connection.cursor() as cursor:
        cursor.execute(statement, [thing.pk])
        row = cursor.fetchone()
    if row is None:
        raise NotFound("not_found", _("This is not there any more."))
    return model.from_db("default", names, row)


@cache
def _locking(model: type[Model]) -> tuple[str, list[str]]:
    """The statement that locks a row and reads all of it, and the names of what it reads: made once for each table."""
    fields = model._meta.concrete_fields
    if any(hasattr(field, "from_db_value") for field in fields):
        raise TypeError(f"{model.__name__} has a column that must be translated: lock it with select_for_update")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table, key = model._meta.db_table, model._meta.pk.column
    return f'SELECT {columns} FROM "{table}" WHERE "{key}" = %s FOR UPDATE', [field.attname for field in fields]  # noqa: S608


def keep(locked: Model, *columns: str) -> None:
    """Write these columns of a row that is locked: in one short statement, for acts that are done often."""
    rows = locked.__class__._default_manager.filter(pk=locked.pk)  # noqa: SLF001
    rows.update(**{column: getattr(locked, column) for column in columns})


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
