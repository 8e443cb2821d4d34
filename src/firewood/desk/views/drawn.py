"""The overview as it was drawn last; it is drawn anew as soon as the journal has a new line, or the day has changed."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from firewood.aid.queries.shown_totals import SourceShown
from firewood.aid.states import Direction
from firewood.desk.queries.overview import Overview
from firewood.journal.clock import today
from firewood.journal.queries import last_hash
from firewood.journal.standing import Status
from firewood.languages.texts import Wording

MOST = 24  # drawings kept: two directions, two standings and the languages of the interface

_kept: OrderedDict[Hashable, "Drawn"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Drawn:
    """The parts of the overview that are the same for everybody who reads a language."""

    city: Wording
    pile: SafeString
    body: SafeString
    sources: list[SourceShown]


def drawn_overview(status: Status, direction: Direction, *, language: str) -> Drawn:
    """The overview for a reader. Whatever is shown on it is in the journal, so the same journal gives the same page."""
    last = last_hash()
    if last is None:
        return _draw(status, direction, language)
    key = (last, status, direction, language, today())
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = _draw(status, direction, language)
        _keep(key, found)
    return found


def _draw(status: Status, direction: Direction, language: str) -> Drawn:
    shown = Overview(status=status, direction=direction, language=language)
    city = shown.names[shown.city.pk]
    context: dict[str, Any] = {
        "shown": shown, "totals": shown.totals, "sources": shown.sources, "city": city,
        "exercise": status == Status.EXERCISE,
    }  # fmt: skip
    pile = render_to_string("desk/overview_pile.html", context)
    return Drawn(city, pile, render_to_string("desk/overview_body.html", context), shown.sources)


def _keep(key: Hashable, drawn: Drawn) -> None:
    with _lock:
        _kept[key] = drawn
        while len(_kept) > MOST:
            _kept.popitem(last=False)
