"""All acts of an office, kept from one look to the next; read anew only as far as the journal tells of something new.

An office with tens of thousands of acts would read them all after every line of the journal. The journal says what a
line is about: what was read stands for the line up to which it was read, and only the acts of later lines are read
again. A line about something unknown here, or a journal that is another one, leads to reading everything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final
from uuid import UUID

from firewood.aid.models import Receipt
from firewood.desk.queries.acts import SUBJECTS, Happening, Wanted, happenings, in_order, read_acts
from firewood.journal.models import Entry
from firewood.journal.standing import Status

MOST: Final = 500  # new lines beyond which everything is read again
NOUNS: Final = {table: noun for noun, table in SUBJECTS.items()}
OTHER: Final = frozenset({"aid.need", "aid.distribution", "aid.stated_figure", "solidarity.statedletters"})
"""What stands in the books of aid and solidarity but is no act between two sides."""
APPS: Final = ("aid", "solidarity")


@dataclass(frozen=True)
class _Kept:
    """Acts as they were after one line of the journal, in their order."""

    number: int
    hash: bytes
    events: list[Happening]


_kept: dict[str, _Kept] = {}
_lock = Lock()


def all_happenings(status: Status | str) -> list[Happening]:
    """Every act of one standing in its order, as `happenings` gives them."""
    with _lock:
        before = _kept.get(str(status))
    lines = _lines_since(before.number) if before else []
    if before and lines and lines[0][1] == before.hash and len(lines) <= MOST:
        found = _renewed(before, lines[-1], changed_acts(subject for _number, _hash, subject in lines[1:]), str(status))
    else:
        found = _read(str(status))
    if found.number:
        with _lock:
            _kept[str(status)] = found
    return found.events


def forget() -> None:
    """Read everything again at the next look: after something was written past the journal, as a bench does."""
    with _lock:
        _kept.clear()


Line = tuple[int, bytes, str]


def _lines_since(number: int) -> list[Line]:
    rows = Entry.objects.filter(number__gte=number).order_by("number").values_list("number", "hash", "subject")
    return [(number, bytes(mark), subject) for number, mark, subject in rows[: MOST + 1]]


def _read(status: str) -> _Kept:
    """Everything, kept for the newest line there was before reading began."""
    newest = Entry.objects.order_by("-number").values_list("number", "hash").first()
    number, mark = newest or (0, b"")
    return _Kept(number, bytes(mark), happenings(status=status))


def _renewed(before: _Kept, line: Line, changed: dict[str, set[UUID]] | None, status: str) -> _Kept:
    """What was kept, with the acts that changed since as they are now."""
    if changed is None:
        return _read(status)
    if not changed:
        return _Kept(line[0], line[1], before.events)
    keys = {key for wanted in changed.values() for key in wanted}
    same = [event for event in before.events if event.pk not in keys]
    fresh = list(read_acts(Wanted(status, keys=changed)))
    return _Kept(line[0], line[1], in_order([*same, *fresh]))


def changed_acts(subjects: Iterable[str]) -> dict[str, set[UUID]] | None:
    """The acts that lines of the journal are about, by noun; None when it cannot be told which."""
    found: dict[str, set[UUID]] = defaultdict(set)
    receipts: set[str] = set()
    for subject in set(subjects):
        table, _colon, key = subject.partition(":")
        if table in NOUNS:
            found[NOUNS[table]].add(UUID(key))
        elif table == "aid.receipt":
            receipts.add(key)
        elif table.partition(".")[0] in APPS and table not in OTHER:
            return None
    if receipts:
        found["consignment"] |= set(Receipt.objects.filter(pk__in=receipts).values_list("consignment_id", flat=True))
    return dict(found)
