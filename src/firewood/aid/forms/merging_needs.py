"""Two editors of one need: its rows of goods are brought together item by item, its other fields one by one."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from firewood.aid.forms.acts import head_of, lines_of, rows_of
from firewood.aid.forms.lines import typed
from firewood.aid.forms.merging import Merging
from firewood.aid.models import Need
from firewood.languages.dates import in_plain_digits

TOLD = ("item", "quantity", "unit", "quality", "words")
ROW_BUTTONS = frozenset({"add", "remove", "paste-over"})

Row = dict[str, str]


def begin_again(need: Need) -> dict[str, str]:
    """What stands in a need now, as its sheet says it."""
    return {**head_of(need), "rows": _told(rows_of(lines_of(need)))}


class MergingNeed(Merging):
    """What was sent, what stood there when it was begun, and what stands there now.

    A row that only one of the two touched, added or took away follows that one; of a row that both changed the own
    one stays in the fields.
    """

    def __init__(self, sent: QueryDict, now: Mapping[str, str]) -> None:
        told = sent.copy()
        told["list_open"] = "" if sent.get("list_open", "") in {"", "False"} else "on"
        told["rows"] = _told(typed(sent))
        super().__init__(told, now)

    @property
    def needed(self) -> bool:
        """Whether the sheet was sent as a whole, and somebody else has changed anything since it was begun."""
        return not ROW_BUTTONS & set(self.sent) and super().needed

    @property
    def touches_rows(self) -> bool:
        """Whether the other changed what is lacking."""
        return "rows" in self.theirs

    @property
    def data(self) -> QueryDict:
        merged = super().data
        if self.touches_rows:
            for name in [name for name in merged if name.startswith("line-")]:
                del merged[name]
            rows = self._rows()
            merged["lines"] = str(len(rows))
            for number, row in enumerate(rows):
                for name, value in row.items():
                    merged[f"line-{number}-{name}"] = value
        return merged

    def _rows(self) -> list[Row]:
        mine, base, now = (_by_thing(_rows_of(each.get("rows", ""))) for each in (self.sent, self.base, self.now))
        merged = [_chosen(mine.get(thing), base.get(thing), now.get(thing)) for thing in dict.fromkeys((*mine, *now))]
        return [row for row in merged if row]


def _chosen(mine: Row | None, base: Row | None, now: Row | None) -> Row | None:
    """One row of three: untouched by one of the two it follows the other; what both touched is never dropped."""
    if mine == base:
        return now
    if now == base:
        return mine
    return mine or now


def _by_thing(rows: list[Row]) -> dict[tuple[str, int], Row]:
    """The rows by the item they speak of, or by their words; the second row of an item is another one."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        thing = row["item"] or f"“{row['words'].casefold()}”"
        found[thing, seen[thing]] = row
        seen[thing] += 1
    return found


def _told(rows: list[dict[str, Any]]) -> str:
    """Rows as one text, always written the same way: an empty row is no row."""
    plain = [{name: in_plain_digits(str(row.get(name, "") or "")).strip() for name in TOLD} for row in rows]
    return json.dumps([row for row in plain if any(value for name, value in row.items() if name != "quality")])


def _rows_of(text: str) -> list[Row]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    return [{name: str(row.get(name, "")) for name in TOLD} for row in found if isinstance(row, dict)]
