"""Say what was done. Lines are buffered and written by the outermost action, just before it commits."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from firewood.journal.buffer import running
from firewood.journal.standing import Status


class Speaker(Protocol):
    """Who acts, as the journal keeps it: a snapshot in words, never a reference."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def office(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One line of the journal before it has its number."""

    event: str
    subject: str
    actor: Speaker
    at: datetime
    status: str
    facts: dict[str, Any]


def record(
    event: str, *, subject: str, actor: Speaker, at: datetime, status: str = Status.ACTUAL, **facts: Any
) -> None:
    """Add one line: `event` is `app.noun.past_tense`, `subject` is `app.noun:<id>`, `facts` anything JSON can hold."""
    ledger = running()
    if ledger is None:
        raise RuntimeError(f"record({event!r}) was called outside an action")
    ledger.lines.append(Line(event, subject, actor, at, str(status), facts))


def write(lines: list[Line]) -> None:
    """Number, chain and store the lines; the chain lock is taken here, after every row lock."""
    rows = [_columns(line) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_append(%s::jsonb)", [json.dumps(rows, cls=DjangoJSONEncoder)])


def _columns(line: Line) -> dict[str, Any]:
    return {
        "event": line.event,
        "subject": line.subject,
        "actor_kind": line.actor.kind,
        "actor_key": line.actor.key,
        "actor_name": line.actor.name,
        "actor_office": line.actor.office,
        "at": line.at.isoformat(),
        "status": line.status,
        "facts": line.facts,
    }
