"""What a brief or a fact sheet holds before it becomes a Word file or a page: parts, lines, words with languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from firewood.languages.choice import Direction, direction_of
from firewood.languages.texts import Wording


@dataclass(frozen=True)
class Run:
    """Some words in one language; `strong` stands out, `quiet` stands back, `letter` is the letter of a source."""

    text: str
    language: str
    strong: bool = False
    quiet: bool = False
    letter: bool = False

    @property
    def direction(self) -> Direction:
        """Which way its script runs."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Line:
    """One line of a part; `quote` for words that somebody said."""

    runs: tuple[Run, ...]
    quote: bool = False

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Grid:
    """A table: what stands over its columns, and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Part:
    """A part under its heading; one without lines and rows is left out of the sheet."""

    heading: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None

    @property
    def holds_something(self) -> bool:
        return bool(self.lines or (self.grid and self.grid.rows))


@dataclass(frozen=True)
class Sheet:
    """Everything in one language."""

    language: str
    title: str
    under: str
    parts: tuple[Part, ...]

    @property
    def direction(self) -> Direction:
        """Which way its script runs."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Paper:
    """One or two sheets of the same content in different languages; `beside` sets them side by side."""

    name: str
    sheets: tuple[Sheet, ...]
    office: str
    day: date
    beside: bool = False

    @property
    def title(self) -> str:
        return self.sheets[0].title


def said(text: object, language: str, *, strong: bool = False, quiet: bool = False) -> Run:
    """Words; a Wording brings its own language along."""
    return Run(str(text), text.language if isinstance(text, Wording) else language, strong=strong, quiet=quiet)


def line(*runs: Run) -> Line:
    """A line of words, without those that are empty."""
    return Line(tuple(run for run in runs if run.text))


def with_letters(runs: Iterable[Run], letters: Iterable[str], language: str) -> Line:
    """A line with the letters of its sources behind it."""
    marks = [Run(f" [{letter}]", language, quiet=True, letter=True) for letter in dict.fromkeys(letters) if letter]
    return line(*runs, *marks)


def filled(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that hold something, in their order."""
    return tuple(part for part in parts if part.holds_something)
