"""The overview as it was drawn last; a part is drawn anew as soon as the journal tells of something that concerns it.

Everything shown is in the journal. Each part of the page stands for the line up to which the journal was read when it
was drawn; the kinds of the later lines say which parts are drawn anew. A line of a kind not named here concerns all.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from firewood.aid.queries.parties import names
from firewood.aid.queries.shown_totals import SourceShown, sources_of
from firewood.aid.states import Direction
from firewood.desk.queries.overview import Overview
from firewood.journal.clock import today
from firewood.journal.queries import Line, lines_from
from firewood.journal.standing import Status
from firewood.languages.texts import Wording

MOST: Final = 24  # drawings kept: two directions, two standings and the languages of the interface
LINES: Final = 500  # new lines beyond which everything is drawn anew

PARTS: Final = ("pile", "legend", "steps", "totals", "gave", "thanks", "wrote", "map", "days")
EVERY: Final = frozenset(PARTS)
CONCERNED: Final[Mapping[str, frozenset[str]]] = {
    "aid.need.": frozenset({"steps"}),
    "aid.pledge.": EVERY - {"gave", "thanks", "wrote"},
    "aid.": EVERY - {"wrote"},
    "solidarity.gesture.": EVERY - {"totals", "gave"},
    "solidarity.answer.": EVERY - {"totals", "gave"},
    "solidarity.thanks.": frozenset({"steps", "thanks"}),
    "desk.task.": frozenset({"steps"}),
    "desk.calendar_feed.": frozenset(),
    "desk.morning_mail.": frozenset(),
    "desk.morning_wish.": frozenset(),
    "accounts.": frozenset({"steps"}),
}
"""Which parts a line of the journal can change, by the beginning of its kind; the first that fits counts."""

Key = tuple[Status, Direction, str, date]


@dataclass(frozen=True)
class Drawn:
    """The parts of the overview that are the same for everybody who reads a language, after one line of the journal."""

    line: Line | None
    city: Wording
    parts: Mapping[str, SafeString]
    letters: Mapping[str, set[str]]
    sources: list[SourceShown]


_kept: OrderedDict[Key, Drawn] = OrderedDict()
_lock = Lock()


def drawn_overview(status: Status, direction: Direction, *, language: str) -> Drawn:
    """The overview for a reader, with what was drawn before wherever nothing has happened since."""
    key = (status, direction, language, today())
    with _lock:
        before = _kept.get(key)
    lines = lines_from(before.line.number if before and before.line else None, most=LINES)
    parts = _touched(before, lines)
    if before and not parts and before.line == lines[-1]:
        return before
    if parts == EVERY:
        lines = lines_from(None, most=LINES)
    found = _draw(key, before, lines[-1] if lines else None, parts)
    if found.line:
        _keep(key, found)
    return found


def concerned(events: Iterable[str]) -> frozenset[str]:
    """The parts of the overview that lines of these kinds can change."""
    return frozenset().union(*(_concerned(event) for event in set(events)))


def _concerned(event: str) -> frozenset[str]:
    return next((parts for kind, parts in CONCERNED.items() if event.startswith(kind)), EVERY)


def _touched(before: Drawn | None, lines: list[Line]) -> frozenset[str]:
    """What must be drawn anew: everything, when the journal is another one or tells of too much."""
    if before is None or not lines or lines[0] != before.line or len(lines) > LINES:
        return EVERY
    return concerned(line.event for line in lines[1:])


def _draw(key: Key, before: Drawn | None, line: Line | None, parts: frozenset[str]) -> Drawn:
    status, direction, language, _day = key
    if before and not parts:
        return replace(before, line=line)
    shown = Overview(status=status, direction=direction, language=language)
    letters = {part: shown.letters_of(part) if not before or part in parts else before.letters[part] for part in PARTS}
    sources = sources_of(set().union(*letters.values()))
    city = before.city if before and parts != EVERY else names([shown.city], language)[shown.city.pk]
    context = {"shown": shown, "city": city, "sources": sources, "exercise": status == Status.EXERCISE}
    drawn = {
        part: render_to_string(f"desk/overview_{part}.html", context) if not before or part in parts
        else before.parts[part]
        for part in PARTS
    }  # fmt: skip
    return Drawn(line, city, drawn, letters, sources)


def forget() -> None:
    """Draw everything anew at the next look: after something was written past the journal, as a bench does."""
    with _lock:
        _kept.clear()


def _keep(key: Key, drawn: Drawn) -> None:
    with _lock:
        _kept[key] = drawn
        while len(_kept) > MOST:
            _kept.popitem(last=False)
