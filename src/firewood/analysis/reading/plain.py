"""A text in its plainest letters, each with its place in the text as it was written."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Plain:
    """Small letters without accents, plain digits, one kind of blank. `places[i]` is where letter i stood."""

    text: str
    places: tuple[int, ...]
    written: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters start..end of the plain text stand in the text as written."""
        if start >= end:
            return (self.places[start], self.places[start]) if start < len(self.places) else (0, 0)
        return self.places[start], self.places[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """The words as written, in one line."""
        first, last = self.span(start, end)
        return " ".join(self.written[first:last].split())


def plain(text: str) -> Plain:
    """Fold a text letter by letter."""
    letters = list(map(_fold, text))
    joined = "".join(letters)
    if len(joined) == len(text) and all(letters):  # one letter for each, as nearly always
        return Plain(joined, tuple(range(len(text))), text)
    return Plain(joined, tuple(place for place, letter in enumerate(letters) for _ in letter), text)


def folded(text: str) -> str:
    """A name in its plainest letters."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(plain(text).text.split())


def spellings(name: str) -> list[str]:
    """A name folded, and folded as who has no umlauts writes it: koln, koeln."""
    names = (name,) if name.isascii() else (name, name.translate(UMLAUTS))
    return list(dict.fromkeys(spelt for spelt in map(folded, names) if spelt))


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter in "\n\r\t":
        return "\n" if letter != "\t" else "\t"
    if letter.isspace():
        return " "
    composed = unicodedata.normalize("NFKC", letter).casefold()
    if "\u0300" <= letter <= "\u036f":
        return ""
    parts = unicodedata.normalize("NFD", composed)
    if parts[:1].isascii() or parts[:1].isspace():
        composed = "".join(part for part in parts if not unicodedata.combining(part))
    # A letter such as ⅓ or ㎏ may hold digits of its own; they must stay one place each.
    return composed.replace("\u2044", "/")
