"""The round earth on a flat page: the Natural Earth projection, great circles, and where land is.

Longitudes and latitudes are degrees; x and y are in units of a world 1,000 wide, y downwards.
"""

import base64
import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

CENTRAL: Final = 60.0  # the meridian in the middle of the page: no way between Beijing and its partners is cut
SCALE: Final = 1000 / (2 * 0.8707 * math.pi)
_LAND: Final = Path(__file__).with_name("land.json")

Point = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """Land in one row of the grid: its y, the distance of two dots, and runs of dots as (x of the first, how many)."""

    y: float
    step: float
    runs: tuple[tuple[float, int], ...]


def project(latitude: float, longitude: float) -> Point:
    """Natural Earth projection (Patterson 2008; polynomial of Šavrič, Jenny, Patterson, Petrovič, Hurni 2011)."""
    phi = math.radians(latitude)
    away = math.radians((longitude - CENTRAL + 540) % 360 - 180)
    p2 = phi * phi
    p4 = p2 * p2
    x = away * (0.8707 + p2 * (-0.131979 + p2 * (-0.013791 + p4 * p2 * (0.003971 - 0.001529 * p2))))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return 500 + x * SCALE, 300 - y * SCALE


def kilometres(one: Point, other: Point) -> float:
    """The distance of two places, given as (latitude, longitude), on a sphere of 6,371 km."""
    return _angle(_vector(one), _vector(other)) * 6371


def great_circle(one: Point, other: Point, parts: int) -> list[Point]:
    """The shortest way between two places, given as (latitude, longitude), as parts + 1 projected points."""
    p, q = _vector(one), _vector(other)
    angle = _angle(p, q)
    if angle < 1e-6 or math.pi - angle < 1e-6:
        return [project(*one), project(*other)]
    points = []
    for number in range(parts + 1):
        share = number / parts
        a, b = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
        x, y, z = (a * m + b * n for m, n in zip(p, q, strict=True))
        points.append(project(math.degrees(math.asin(max(-1.0, min(1.0, z)))), math.degrees(math.atan2(y, x))))
    return points


@lru_cache(maxsize=1)
def land() -> tuple[Row, ...]:
    """All land as rows of dots 1.2 degrees apart, from north to south; facts of the earth, no borders."""
    grid = json.loads(_LAND.read_text())
    height, width = grid["shape"]
    packed = int.from_bytes(zlib.decompress(base64.b64decode(grid["z"])), "big")
    bits = format(packed, f"0{-(-height * width // 8) * 8}b")
    rows = []
    for number in reversed(range(height)):
        latitude = grid["lat0"] + number * grid["step"]
        cells = bits[number * width : (number + 1) * width]
        rows.append(_row(latitude, _turned(cells, grid["step"]), grid["step"]))
    return tuple(row for row in rows if row.runs)


def _turned(cells: str, step: float) -> str:
    """Cells from 180 W eastwards, begun at the left edge of the page instead."""
    shift = round(CENTRAL / step)
    return cells[shift:] + cells[:shift]


def _row(latitude: float, cells: str, step: float) -> Row:
    left, y = project(latitude, CENTRAL - 180 + step / 2)
    right, _ = project(latitude, CENTRAL + 180 - step / 2)
    apart = (right - left) / (len(cells) - 1)
    return Row(y, apart, tuple((left + apart * first, count) for first, count in _runs(cells)))


def _runs(cells: str) -> Iterator[tuple[int, int]]:
    start = cells.find("1")
    while start >= 0:
        end = cells.find("0", start)
        end = len(cells) if end < 0 else end
        yield start, end - start
        start = cells.find("1", end)


def _vector(place: Point) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, place)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def _angle(p: tuple[float, float, float], q: tuple[float, float, float]) -> float:
    return math.acos(max(-1.0, min(1.0, sum(m * n for m, n in zip(p, q, strict=True)))))
