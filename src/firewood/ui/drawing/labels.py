"""Names beside their dots: eight places are tried for each, and no two names ever touch."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]

GAP: Final = 2.0  # free space kept around every name
DOT: Final = 4.5  # half the free space kept around every dot
FEW: Final = 40  # so many names may stand apart from their dots; of more only the numbers do
RINGS: Final = (16.0, 24.0, 34.0, 46.0)  # how far apart
ASCENT: Final = 0.95
DESCENT: Final = 0.3


@dataclass(frozen=True)
class Name:
    """A name to be placed at a dot; `size` of its letters in the units of the view, `heavy` when bold."""

    text: str
    at: Point
    size: float = 12.5
    heavy: bool = False


@dataclass(frozen=True)
class Label:
    """A name or its number, placed. `anchor`: start, middle, end, always left to right.

    `leader` is where the thin line from its dot ends, when the label stands apart from it.
    """

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    numbered: bool = False
    leader: Point | None = None


def place_names(
    names: Sequence[Name], *, width: float, height: float, numbers: Sequence[int], lines: Sequence[Point] = ()
) -> list[Label | None]:
    """Place names in the order of their weight, the heaviest first; one without room becomes its number, or None.

    Where there is no room beside a dot the label stands a little apart with a thin line; among many only numbers do.

    Greedy over eight positions, near and a little farther (Christensen, Marks, Shieber 1995, the simplest of the
    family); of the free ones the first that covers the fewest points of `lines`.
    """
    placed = _Placed(width, height, [name.at for name in names], lines)
    labels = []
    for name, number in zip(names, numbers, strict=True):
        label = placed.find_room(name, name.text)
        if label is None and len(names) <= FEW:
            label = placed.find_room(name, name.text, apart=True)
        if label is None and name.text:
            label = placed.find_room(name, str(number), numbered=True)
        if label is None and name.text:
            label = placed.find_room(name, str(number), numbered=True, apart=True)
        labels.append(label)
        if label:
            placed.boxes.append(label.box)
    return labels


def survivors(labels: Sequence[Label | None], *, factor: float, width: float, height: float) -> list[bool]:
    """Which labels still fit when their letters grow by a factor, as on a phone; the first come first."""
    kept: list[Box] = []
    fits = []
    for label in labels:
        grown = _grown(label, factor) if label else None
        fit = grown is not None and _inside(grown, width, height) and not any(_touch(grown, box) for box in kept)
        fits.append(fit)
        if fit and grown:
            kept.append(grown)
    return fits


def width_of(text: str, size: float, *, heavy: bool = False) -> float:
    """An upper estimate of a text's width without asking a font: full width for Han, kana and Hangul."""
    ems = sum(_em(character) for character in text)
    return ems * size * (1.08 if heavy else 1.0) + 1


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.02
    if unicodedata.combining(character):
        return 0.0
    if character in " .,'’·-iljItf":
        return 0.42
    return 0.84 if character.isupper() or character in "mwMW" else 0.66


class _Placed:
    """What stands already, and where there is still room."""

    def __init__(self, width: float, height: float, dots: Sequence[Point], lines: Sequence[Point]) -> None:
        self.width, self.height = width, height
        self.lines = lines
        self.boxes: list[Box] = []
        self.dots = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]

    def find_room(self, name: Name, text: str, *, numbered: bool = False, apart: bool = False) -> Label | None:
        """The best of the positions where a text touches nothing."""
        best, least = None, len(self.lines) + 1
        wide = width_of(text, name.size, heavy=name.heavy)
        for x, y, anchor in _apart(name) if apart else _positions(name):
            box = _box(x, y, anchor, wide, name.size)
            if not _inside(box, self.width, self.height) or not self.is_free(box):
                continue
            covered = sum(box[0] < at[0] < box[2] and box[1] < at[1] < box[3] for at in self.lines)
            if covered < least:
                leader = _nearest(name.at, box) if apart else None
                best, least = Label(text, x, y, anchor, box, numbered, leader), covered
            if not covered:
                break
        return best

    def is_free(self, box: Box) -> bool:
        """Whether a box touches no name and no dot."""
        wide = (box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP)
        return not any(_touch(wide, other) for other in self.boxes) and not any(_touch(box, dot) for dot in self.dots)


def _positions(name: Name) -> list[tuple[float, float, str]]:
    """Right, left, above, below, the four corners, then farther out; y is the line the letters stand on."""
    (x, y), size = name.at, name.size
    side, low, high = DOT + 2.5, size * ASCENT + DOT, -(size * DESCENT + DOT)
    middle = size * (ASCENT - DESCENT) / 2
    near = [
        (side, middle, "start"), (-side, middle, "end"), (0, high - 1, "middle"), (0, low + 1, "middle"),
        (side - 2, high + 3, "start"), (2 - side, high + 3, "end"),
        (side - 2, low - 3, "start"), (2 - side, low - 3, "end"),
    ]  # fmt: skip
    far = [(side, high - 3, "start"), (-side, high - 3, "end"), (side, low + 3, "start"), (-side, low + 3, "end"),
           (0, high - 5, "middle"), (0, low + 5, "middle")]  # fmt: skip
    return [(x + across, y + down, anchor) for across, down, anchor in near + far]


def _apart(name: Name) -> list[tuple[float, float, str]]:
    """Places on rings around the dot, the nearest first; the anchor looks away from the dot."""
    (x, y), middle = name.at, name.size * (ASCENT - DESCENT) / 2
    spots = []
    for far in RINGS:
        for turn in range(16):
            across, down = math.cos(turn * math.pi / 8) * far, math.sin(turn * math.pi / 8) * far
            anchor = "middle" if abs(across) < far * 0.3 else "start" if across > 0 else "end"
            spots.append((x + across, y + down + middle, anchor))
    return spots


def _nearest(at: Point, box: Box) -> Point:
    """The point of a box that is nearest to a dot."""
    return min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])


def _box(x: float, y: float, anchor: str, width: float, size: float) -> Box:
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left, y - size * ASCENT, left + width, y + size * DESCENT


def _grown(label: Label, factor: float) -> Box:
    left, top, right, bottom = label.box
    height = (bottom - top) * factor
    return _box(label.x, label.y, label.anchor, (right - left) * factor, height / (ASCENT + DESCENT))


def _inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 1 and box[1] >= 1 and box[2] <= width - 1 and box[3] <= height - 1


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
