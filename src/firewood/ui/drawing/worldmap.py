"""The map between the cities: land as dots without borders, the ways of goods and letters as arcs, and an inset.

The map chooses by itself what it shows: a view that holds all towns, and insets where they stand too close.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from firewood.ui.drawing.globe import Point, great_circle, kilometres, land, project
from firewood.ui.drawing.labels import Label, Name, place_names, survivors

MAIN: Final = (949.0, 388.0)
INSET: Final = (380.0, 388.0)
SMALL: Final = 12.5  # letters of a town, in units of the view
LARGE: Final = 15.0  # letters of the home city
PHONE: Final = 2.0  # how much larger the letters stand on a phone (firewood.css, .map text)
PHONE_INSET: Final = 1.2
SHORT_HOP: Final = 1800  # kilometres below which an arc is raised so that it can be seen
CROWD: Final = 40.0  # units of the view; towns nearer than this begin to be in each other's way
CROWDED: Final = 1.0  # how much in the way (1 for two towns on one spot) makes an inset worth its room
CROWDED_AGAIN: Final = 6.0  # the same for a second and a third inset
INSETS: Final = 3
INSET_SHARES: Final = (0.17, 0.11, 0.07)  # of the view's width that an inset shows, narrower where it is full
FULL: Final = 36  # towns in an inset beyond which it shows a narrower region
BUSY: Final = 60  # arcs beyond which they are drawn thin, and names no longer step aside for them
WAYS: Final = ("to", "from", "offer", "gesture")


@dataclass(frozen=True, kw_only=True)
class Town:
    """A partner, or the home city. Degrees; `language` is that of the name."""

    key: str
    name: str
    latitude: float
    longitude: float
    language: str = ""
    url: str = ""

    @property
    def place(self) -> Point:
        """Latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What goes between home and a town: `way` to (us), from (us), offer, gesture; `words` for the list below."""

    town: str
    way: str
    words: str = ""


@dataclass(frozen=True)
class Dot:
    """A town in a view, with its label; `minor` labels are left out on phones."""

    town: Town
    x: float
    y: float
    label: Label | None
    minor: bool
    home: bool


@dataclass(frozen=True)
class View:
    """One drawing: its size, rows of land as (path, distance of the dots), arcs as (way, path), and towns.

    `grain` is the size of a dot of land; `busy` when there are so many arcs that they must be thin.
    """

    width: float
    height: float
    grain: float
    busy: bool
    land: tuple[tuple[str, str], ...]
    arcs: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Line:
    """One row of the same in words."""

    number: int
    town: Town
    to: str
    sent: str
    offer: str
    gesture: str


@dataclass(frozen=True)
class World:
    """The whole map: the view, insets of the densest regions if there are any, and the same in words."""

    home: Town
    main: View
    insets: tuple[View, ...]
    lines: tuple[Line, ...]
    ways: tuple[str, ...]
    numbered: bool


def draw(home: Town, *, towns: Iterable[Town], threads: Iterable[Thread]) -> World:
    """Draw home, its partners and the threads between them; every partner is in the list, drawn or not."""
    partners = tuple(town for town in towns if town.key != home.key)
    known = {town.key for town in partners}
    ways = [thread for thread in threads if thread.town in known]
    views = _drawn(home, partners, tuple(dict.fromkeys((thread.town, thread.way) for thread in ways)))
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thread in ways:
        words[thread.town, thread.way].append(thread.words)
    lines = tuple(_line(number, town, words) for number, town in enumerate(_by_name(partners), start=1))
    drawn = {thread.way for thread in ways}
    numbered = any(dot.label and dot.label.numbered for view in views for dot in view.dots)
    return World(home, views[0], views[1:], lines, tuple(way for way in WAYS if way in drawn), numbered)


@lru_cache(maxsize=32)
def _drawn(home: Town, partners: tuple[Town, ...], ways: tuple[tuple[str, str], ...]) -> tuple[View, ...]:
    """The view and its insets. The same towns with the same ways give the same map: it is drawn once."""
    weight = Counter(town for town, _way in ways)
    ordered = sorted(partners, key=lambda town: (-weight[town.key], town.name))
    numbers = {town.key: number for number, town in enumerate(_by_name(partners), start=1)}
    plan = _Plan(home, ordered, ways, numbers)
    frame = _fit([town.place for town in [home, *ordered]], MAIN, margin=(84, 46))
    regions = _regions(frame, home, ordered)
    close = {town.key for region in regions for town in region}
    main = plan.view(frame, MAIN, named={town.key for town in ordered} - close)
    return main, *(_inset(plan, region) for region in regions)


def _inset(plan: "_Plan", region: Sequence[Town]) -> View:
    frame = _fit([town.place for town in region], INSET, margin=(84, 60))
    return plan.view(frame, INSET, named={town.key for town in region})


def _by_name(partners: Iterable[Town]) -> list[Town]:
    return sorted(partners, key=lambda town: town.name)


@dataclass(frozen=True)
class _Frame:
    """A window on the projected world: its corner, and how many units of the view one unit of the world becomes."""

    left: float
    top: float
    zoom: float

    def put(self, point: Point) -> Point:
        """A projected point in the units of the view."""
        return (point[0] - self.left) * self.zoom, (point[1] - self.top) * self.zoom


def _fit(places: Sequence[Point], size: tuple[float, float], *, margin: tuple[float, float]) -> _Frame:
    """The window that holds all places with a margin, never wider than the world nor narrower than a region."""
    points = [project(*place) for place in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = size
    across, down = max(max(xs) - min(xs), 26.0), max(max(ys) - min(ys), 26.0)
    zoom = min((width - 2 * margin[0]) / across, (height - 2 * margin[1]) / down)
    zoom = max(zoom, width / 1000)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return _Frame(middle[0] - width / zoom / 2, middle[1] - height / zoom / 2, zoom)


def _regions(frame: _Frame, home: Town, towns: Sequence[Town]) -> list[list[Town]]:
    """The regions worth an inset, each with its towns: the densest first, each town in one of them."""
    regions: list[list[Town]] = []
    rest = list(towns)
    while len(regions) < INSETS:
        found = _crowd(frame, home, rest, least=CROWDED_AGAIN if regions else CROWDED)
        if not found:
            break
        regions.append(found)
        inside = {town.key for town in found}
        rest = [town for town in rest if town.key not in inside]
    return regions


def _crowd(frame: _Frame, home: Town, towns: Sequence[Town], *, least: float) -> list[Town]:
    """The towns of the densest region, three or more, where they are most in each other's way; else none."""
    everyone = [home, *towns]
    spots = {town.key: frame.put(project(*town.place)) for town in everyone}
    pairs = [(one.key, other.key, _crush(spots[one.key], spots[other.key])) for one, other in combinations(everyone, 2)]
    pairs = [pair for pair in pairs if pair[2] > 0]
    for share in INSET_SHARES:
        reach = (MAIN[0] * share / 2, MAIN[0] * share * INSET[1] / INSET[0] / 2)
        best = _densest(everyone, spots, pairs, reach, least)
        if len(best) <= FULL:
            break
    near_home = any(_near(spots[home.key], spots[town.key], reach) for town in best)
    return [home, *best] if best and home not in best and near_home else best


def _densest(
    everyone: Sequence[Town],
    spots: dict[str, Point],
    pairs: Sequence[tuple[str, str, float]],
    reach: Point,
    least: float,
) -> list[Town]:
    best: list[Town] = []
    most = least
    for centre in dict.fromkeys(key for pair in pairs for key in pair[:2]):
        inside = [town for town in everyone if _near(spots[town.key], spots[centre], reach)]
        keys = {town.key for town in inside}
        crush = sum(weight for one, other, weight in pairs if one in keys and other in keys)
        if crush > most and len(inside) > 2:
            best, most = inside, crush
    return best


def _crush(one: Point, other: Point) -> float:
    """How much two towns are in each other's way, 0 to 1; names are wide, so side by side counts more."""
    apart = math.hypot((one[0] - other[0]) / 2.2, one[1] - other[1])
    return max(0.0, 1 - apart / CROWD) ** 2


def _near(one: Point, other: Point, reach: Point) -> bool:
    return abs(one[0] - other[0]) <= reach[0] and abs(one[1] - other[1]) <= reach[1]


@dataclass(frozen=True)
class _Plan:
    """What is to be drawn in each view."""

    home: Town
    towns: Sequence[Town]
    ways: Sequence[tuple[str, str]]
    numbers: dict[str, int]

    def view(self, frame: _Frame, size: tuple[float, float], *, named: set[str]) -> View:
        """One view; towns outside it are left out, towns not to be named there have a dot only."""
        width, height = size
        spots = {town.key: frame.put(project(*town.place)) for town in [self.home, *self.towns]}
        inside = [town for town in [self.home, *self.towns] if _within(spots[town.key], width, height)]
        named_here = [town for town in inside if town.key in named or town.key == self.home.key]
        own = size != MAIN and len(self.ways) > BUSY  # an inset of many ways shows only those of its own towns
        arcs = self.arcs(frame, size, only=named if own else None)
        busy = len(self.ways) > BUSY
        lines = () if busy else tuple(point for _, path in arcs for point in _points_on(path))
        labels = self.labels(named_here, spots, size, lines)
        dots = [self.dot(town, spots[town.key], labels.get(town.key)) for town in inside]
        rows = _land(frame, width, height)
        grain = round(min(4.6, frame.zoom * 1.45), 1)
        return View(width, height, grain, busy, rows, arcs, tuple(reversed(dots)))

    def labels(
        self, towns: Sequence[Town], spots: dict[str, Point], size: Point, lines: Sequence[Point]
    ) -> dict[str, tuple[Label, bool]]:
        """The label of each town that has room for one, and whether phones leave it out."""
        others = [point for key, point in spots.items() if key not in {town.key for town in towns}]
        names = [
            Name(town.name, spots[town.key], LARGE if town is self.home else SMALL, heavy=town is self.home)
            for town in towns
        ] + [Name("", point, 0) for point in others]
        numbers = [self.numbers.get(town.key, 0) for town in towns] + [0] * len(others)
        placed = place_names(names, width=size[0], height=size[1], numbers=numbers, lines=lines)[: len(towns)]
        factor = PHONE if size == MAIN else PHONE_INSET
        fits = survivors(placed, factor=factor, width=size[0], height=size[1])
        found = zip(towns, placed, fits, strict=True)
        return {town.key: (label, not fit) for town, label, fit in found if label}

    def dot(self, town: Town, spot: Point, label: tuple[Label, bool] | None) -> Dot:
        """One town in a view."""
        named, minor = label or (None, False)
        return Dot(town, *spot, named, minor, town is self.home)

    def arcs(
        self, frame: _Frame, size: tuple[float, float], *, only: set[str] | None = None
    ) -> tuple[tuple[str, str], ...]:
        """One arc per town and way, the letters below the goods; several of one kind lie apart."""
        by_key = {town.key: town for town in self.towns}
        drawn = []
        for way in reversed(WAYS):
            for key, mine in self.ways:
                if mine == way and (only is None or key in only):
                    drawn.append((way, _arc(self.home, by_key[key], frame, lift=WAYS.index(way))))
        return tuple((way, path) for way, path in drawn if path and _crosses(path, size))


def _within(spot: Point, width: float, height: float) -> bool:
    return 0 <= spot[0] <= width and 0 <= spot[1] <= height


def _arc(home: Town, town: Town, frame: _Frame, *, lift: int) -> str:
    """The way between two towns: a great circle when it is long, a raised curve when it is short."""
    if kilometres(home.place, town.place) < SHORT_HOP:
        return _raised(frame.put(project(*home.place)), frame.put(project(*town.place)), lift)
    points = [frame.put(point) for point in great_circle(home.place, town.place, 24)]
    jumps = [place for place in range(24) if abs(points[place + 1][0] - points[place][0]) > 400 * frame.zoom]
    if jumps:  # it leaves the page on one side and comes back on the other
        return _line_through(points[: jumps[0] + 1]) + _line_through(points[jumps[0] + 1 :])
    return _curve_through(points[0], points[8], points[16], points[24], lift)


def _raised(start: Point, end: Point, lift: int) -> str:
    """A short hop as an arc above or below the straight line, each way at its own height."""
    far = max(math.dist(start, end), 1.0)
    bend = (0.22 + 0.1 * (lift // 2)) * far * (1 if lift % 2 == 0 else -1)
    across = (start[1] - end[1]) / far, (end[0] - start[0]) / far
    middle = (start[0] + end[0]) / 2 - across[0] * bend * 1.4, (start[1] + end[1]) / 2 - across[1] * bend * 1.4
    return f"M{_xy(start)}Q{_xy(middle)} {_xy(end)}"


def _curve_through(a: Point, b: Point, c: Point, d: Point, lift: int) -> str:
    """The cubic curve that passes through four points at 0, 1/3, 2/3 and 1, raised a little for each kind of way."""
    up = (lift - 1) * 7
    first = tuple((-5 * p + 18 * q - 9 * r + 2 * s) / 6 for p, q, r, s in zip(a, b, c, d, strict=True))
    second = tuple((2 * p - 9 * q + 18 * r - 5 * s) / 6 for p, q, r, s in zip(a, b, c, d, strict=True))
    return f"M{_xy(a)}C{_xy((first[0], first[1] - up))} {_xy((second[0], second[1] - up))} {_xy(d)}"


def _line_through(points: Sequence[Point]) -> str:
    return "M" + "L".join(_xy(point) for point in points) if len(points) > 1 else ""


def _corners(path: str) -> list[Point]:
    """The points a path is written with."""
    numbers = [float(number) for number in re.findall(r"-?\d+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _points_on(path: str) -> list[Point]:
    """Points along a curve of one piece, near enough to each other that a name covers some."""
    corners = _corners(path)
    if "L" in path:
        return corners
    last = len(corners) - 1
    points = []
    for share in (number / 60 for number in range(61)):
        weights = [math.comb(last, k) * share**k * (1 - share) ** (last - k) for k in range(last + 1)]
        x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
        points.append((x, y))
    return points


def _crosses(path: str, size: tuple[float, float]) -> bool:
    """Whether the box of a path's points touches the view at all."""
    corners = _corners(path)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return max(xs) >= 0 and min(xs) <= size[0] and max(ys) >= 0 and min(ys) <= size[1]


def _land(frame: _Frame, width: float, height: float) -> tuple[tuple[str, str], ...]:
    """Rows of dots inside the view: each run of land is one dashed line whose dashes are the dots."""
    rows = []
    for row in land():
        _, y = frame.put((0, row.y))
        step = row.step * frame.zoom
        if not -4 <= y <= height + 4:
            continue
        runs = [_run((x - frame.left) * frame.zoom, count, step, width) for x, count in row.runs]
        path = "".join(f"M{start:.0f} {y:.0f}h{math.ceil(length)}" for start, length in runs if length > 0)
        if path:
            rows.append((path, f"{step:.3f}"))
    return tuple(rows)


def _run(first: float, count: int, step: float, width: float) -> tuple[float, float]:
    """The part of a run inside the view as (x of its first dot, length that ends just after its last dot)."""
    hidden = max(0, math.ceil((-4 - first) / step))
    shown = min(count, math.floor((width + 4 - first) / step) + 1) - hidden
    return first + hidden * step, (shown - 1) * step + 0.2 if shown > 0 else 0.0


def _xy(point: tuple[float, ...]) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


def _line(number: int, town: Town, words: Mapping[tuple[str, str], Sequence[str]]) -> Line:
    said = {way: "; ".join(words.get((town.key, way), ())) for way in WAYS}
    return Line(number, town, said["to"], said["from"], said["offer"], said["gesture"])
