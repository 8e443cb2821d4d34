"""Hold an old text against the figures of the office, as they are now and as they were on the day of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from firewood.aid.queries.catalogue import Catalogue
from firewood.aid.queries.figures import Row, Totals
from firewood.aid.queries.shown_totals import RowShown, TotalsShown, shown_totals
from firewood.aid.queries.totals import totals
from firewood.aid.states import Direction
from firewood.analysis.reading.mentions import finder_of
from firewood.analysis.reading.old_text import numbers_in
from firewood.desk.answers.letters import letters_as_of, letters_sentences
from firewood.desk.answers.matching import LETTERS, Matched, Ours, Verdict, match_numbers
from firewood.journal.standing import Status
from firewood.languages.texts import Wording

MOST_SHOWN = 200
"""So many numbers of one text are shown with their verdicts; of more it is said how many there are."""


@dataclass(frozen=True)
class Piece:
    """A piece of the text: plain words, or a number with what became of it; `place` counts the numbers from 1."""

    words: str
    matched: Matched | None = None
    place: int = 0


@dataclass(frozen=True)
class OldText:
    """An old text held against our figures; nothing of it is kept."""

    pieces: tuple[Piece, ...]
    names: dict[str, Wording]

    @cached_property
    def numbers(self) -> list[Piece]:
        """All numbers of the text, in their order."""
        return [piece for piece in self.pieces if piece.matched]

    @property
    def most(self) -> int:
        """So many numbers are shown."""
        return MOST_SHOWN

    @property
    def shown(self) -> list[Piece]:
        """The first numbers, with their verdicts."""
        return self.numbers[:MOST_SHOWN]

    @property
    def left_out(self) -> int:
        """How many more numbers stand in the text."""
        return max(0, len(self.numbers) - MOST_SHOWN)

    def count(self, verdict: Verdict) -> int:
        """How many numbers came out so."""
        return sum(1 for piece in self.numbers if piece.matched and piece.matched.verdict == verdict)


def hold_against_figures(text: str, *, day: date | None, language: str) -> OldText:
    """The text cut up at its numbers, each with its verdict. `day` is that of the text, if anybody knows it."""
    catalogue = Catalogue(language)
    shown = [shown_totals(way, status=Status.ACTUAL, language=language, speaks=True) for way in Direction]
    ours = [figure for each in shown for figure in _figures(each, day)]
    ours.append(_letters(day))
    names = finder_of((*_names(catalogue), *(pair for each in shown for pair in _words_of_sources(each))))
    matched = match_numbers(text, names, ours)
    named = {known.item.key: known.name for known in catalogue.items}
    return OldText(tuple(_pieces(text, matched)), named)


def _figures(shown: TotalsShown, day: date | None) -> Iterator[Ours]:
    then = totals(shown.direction, as_of=day, status=Status.ACTUAL, by_recipient=False) if day else None
    for each in shown.rows:
        if not each.row.item or not each.speakable:
            continue
        figure = each.spoken.figure if each.spoken else None
        yield Ours(
            f"{each.row.item}:{shown.direction}", each.row.item, str(shown.direction),
            figure.quantity if figure else None,
            each.row.unit, str(figure.quality) if figure else "unknown", _then(each, then), each.sentences,
        )  # fmt: skip


def _letters(day: date | None) -> Ours:
    """How many sister cities have written, by name and as stated, now and on the day of the text."""
    now, then = letters_as_of(), letters_as_of(day)
    numbers = [len(now.cities), *([then.stated.cities] if then.stated else []), len(then.cities)]
    number = now.stated.cities if now.stated else len(now.cities)
    quality = now.stated.quality if now.stated else "exact"
    others = tuple(dict.fromkeys(each for each in numbers if each))
    return Ours(LETTERS, LETTERS, "received", number, "", quality, others, letters_sentences(now))


def _then(shown: RowShown, then: Totals | None) -> tuple[int, ...]:
    row = then.row(shown.row.item) if then else None
    known = [*_parts(shown.row), *(_parts(row) if row else [])]
    return tuple(dict.fromkeys(number for number in known if number))


def _parts(row: Row) -> list[int | None]:
    return [row.counted.quantity, row.reported.quantity, *(stated.figure.quantity for stated in row.stated)]


def _names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for known in catalogue.items:
        for name in known.names:
            yield name, known.item.key


def _words_of_sources(shown: TotalsShown) -> Iterator[tuple[str, str]]:
    """What sources call an item beside its names: "facial shields" in "90 facial shields"."""
    for each in shown.rows:
        for stated in each.row.stated:
            number = next(iter(numbers_in(stated.words)), None)
            called = stated.words[number.end :].strip() if number else ""
            if each.row.item and called and len(called) < 40:
                yield called.rpartition(" of ")[2], each.row.item


def _pieces(text: str, matched: list[Matched]) -> Iterator[Piece]:
    place = 0
    for number, each in enumerate(matched, start=1):
        yield Piece(text[place : each.number.start])
        yield Piece(text[each.number.start : each.number.end], each, number)
        place = each.number.end
    yield Piece(text[place:])
