"""The figures of which a total is made: a number with its quality, and how parts add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from firewood.aid.states import Direction, Part
from firewood.registry.states import DonorKind
from firewood.supplies.states import Quality, least_sure


class Figure(NamedTuple):
    """A number and how sure it is; `quantity` is None only when it is unknown."""

    quantity: int | None = 0
    quality: Quality = Quality.EXACT

    def in_units_of(self, factor: int) -> "Figure":
        """The same figure in a unit that holds `factor` of the present one; callers know that it divides."""
        return self if self.quantity is None or factor == 1 else Figure(self.quantity // factor, self.quality)

    def as_json(self) -> dict[str, object]:
        return {"quantity": self.quantity, "quality": str(self.quality)}


NOTHING = Figure()
UNKNOWN = Figure(None, Quality.UNKNOWN)


def added(figures: Iterable[Figure]) -> Figure:
    """The sum of what is known; unknown parts do not add, and a sum of unknown parts alone is unknown.

    Quality: approximate when any part is, else "at least" when any part is, else exact.
    """
    parts = figures if isinstance(figures, list) else list(figures)
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    known = [part for part in parts if part.quantity is not None]
    if not known:
        return UNKNOWN
    qualities = [part.quality for part in known]
    quality = least_sure(qualities.count(Quality.APPROXIMATE), qualities.count(Quality.AT_LEAST))
    return Figure(sum(part.quantity or 0 for part in known), quality)


class Share(NamedTuple):
    """What one giver gave, or one recipient got: counted and reported, each alone and together.

    `party` is None when nobody knows for whom, or when several share what nobody can split.
    """

    name: str
    kind: DonorKind
    counted: Figure
    reported: Figure
    party: UUID | None = None

    @property
    def figure(self) -> Figure:
        if self.reported is NOTHING:
            return self.counted
        return added(part for part in (self.counted, self.reported) if part != NOTHING)

    def in_units_of(self, factor: int) -> "Share":
        if factor == 1:
            return self
        counted, reported = self.counted.in_units_of(factor), self.reported.in_units_of(factor)
        return Share(self.name, self.kind, counted, reported, self.party)

    def as_json(self, word: str) -> dict[str, object]:
        return {word: self.name, "kind": str(self.kind), **self.figure.as_json()}


@dataclass(frozen=True)
class Stated:
    """What a source says the total is; `words` are its own, in `language`."""

    figure: Figure
    source: str
    scope: str
    as_of: date
    words: str
    language: str
    id: UUID

    @property
    def subject(self) -> str:
        return f"aid.stated_figure:{self.id}"

    def in_units_of(self, factor: int) -> "Stated":
        figure = self.figure.in_units_of(factor)
        return Stated(figure, self.source, self.scope, self.as_of, self.words, self.language, self.id)

    def as_json(self) -> dict[str, object]:
        tail = {"source": self.source, "scope": self.scope, "as_of": self.as_of.isoformat()}
        return {**self.figure.as_json(), **tail}


@dataclass(frozen=True)
class Row:
    """One item of a total with its four parts, all in `unit`.

    `item` is the key of the item: "box" for boxes of unknown contents, None for acts of which nobody knows what was
    given. `subject` leads to the item and its names in other languages; it is empty for these two.
    """

    item: str | None
    name: str
    unit: str
    counted: Figure = NOTHING
    reported: Figure = NOTHING
    stated: tuple[Stated, ...] = ()
    unknown_acts: int = 0
    donors: tuple[Share, ...] = ()
    recipients: tuple[Share, ...] = ()
    subject: str = ""
    item_id: UUID | None = None

    def as_json(self, direction: str) -> dict[str, object]:
        shown: dict[str, object] = {
            "item": self.item, "name": self.name, "unit": self.unit,
            "counted": self.counted.as_json(), "reported": self.reported.as_json(),
            "stated": [stated.as_json() for stated in self.stated], "unknown_acts": self.unknown_acts,
            "donors": [share.as_json("donor") for share in self.donors],
        }  # fmt: skip
        if direction == Direction.GIVEN:
            shown["recipients"] = [share.as_json("recipient") for share in self.recipients]
        return shown


@dataclass(frozen=True)
class Totals:
    """All that was received, or given, up to the end of a day of the office."""

    as_of: date
    direction: Direction
    status: str
    rows: tuple[Row, ...]

    def row(self, item: str | None) -> Row | None:
        """The row of an item by its key; None when nothing is known of it."""
        return next((row for row in self.rows if row.item == item), None)

    def as_json(self) -> dict[str, object]:
        """The fixed shape of `firewood totals --json` and of the API."""
        totals = [row.as_json(self.direction) for row in self.rows]
        head = {"as_of": self.as_of.isoformat(), "direction": str(self.direction), "status": str(self.status)}
        return {**head, "totals": totals}


@dataclass(frozen=True)
class Spoken:
    """The figure the office speaks for an item, which part of the total it is, and whether the office chose it."""

    part: Part
    figure: Figure
    stated: Stated | None = None
    chosen: bool = False
