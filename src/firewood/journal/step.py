"""A step in the life of a thing: from which states it may be taken, and where it leads. Knows no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Step:
    """One arrow of a state table."""

    sources: frozenset[StrEnum]
    target: StrEnum


Steps = Mapping[str, Step]


def step(*sources: StrEnum, to: StrEnum) -> Step:
    """The arrow from any of `sources` to `to`."""
    return Step(frozenset(sources), to)
