"""Where things are named in a text, in any language, with the endings a name may have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from firewood.analysis.reading.plain import plain, spellings
from firewood.analysis.reading.vocabulary import WIDE

_ENDING: Final = re.compile(r"(?:en|es|ern|er|e|n|s)?(?![a-z])")
_END: Final = re.compile(r"(?!\w)")
_OF_A_WORD: Final = "abcdefghijklmnopqrstuvwxyz0123456789-"
HEAD: Final = 4
"""By so many letters from the beginning a name is looked up at every place of a text; by fewer when it is shorter."""
LONGEST_WORD: Final = 80
"""So many letters before a name may belong to the compound that it ends."""


@dataclass(frozen=True)
class Mention:
    """A thing by its key, and where it is named."""

    key: str
    start: int
    end: int


class Finder:
    """Finds names: no letter belongs to two of them, and the longest goes first.

    In Latin letters a name has its endings, and with `compounds` it may end a longer word (Einmalhandschuhe); in other
    scripts it stands as it is. A name shorter than `shortest` Latin letters, or of one wide letter, is none.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, compounds: bool = False, shortest: int = 3) -> None:
        self.compounds, self.shortest = compounds, shortest
        keys: dict[str, str] = {}
        for name, key in names:
            for stem in map(self._stem, spellings(name)):
                keys.setdefault(stem, key)
        keys.pop("", None)
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for stem in sorted(keys, key=len, reverse=True):
            self._by_head.setdefault(stem[:HEAD], []).append((stem, keys[stem]))
        self._heads = sorted({len(head) for head in self._by_head})

    def find(self, text: str) -> list[Mention]:
        """The names in a plain text, in their order."""
        hits = [hit for head in self._heads for place in range(len(text) - head + 1)
                if (stems := self._by_head.get(text[place : place + head]))
                for stem, key in stems if text.startswith(stem, place) and (hit := self._hit(text, place, stem, key))
                ]  # fmt: skip
        taken = bytearray(len(text))
        found = []
        for _length, mention in sorted(hits, key=lambda hit: (-hit[0], hit[1].start)):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
        return sorted(found, key=lambda each: each.start)

    def find_in(self, written: str) -> list[Mention]:
        """The names in a text as it was written, in their order."""
        text = plain(written)
        return [Mention(each.key, *text.span(each.start, each.end)) for each in self.find(text.text)]

    def _stem(self, name: str) -> str:
        if WIDE.search(name):
            return name if len(name) > 1 else ""
        if len(name) < self.shortest:
            return ""
        return re.sub(r"(?:en|es|e|s|n)$", "", name) if len(name) > 4 and name.isascii() else name

    def _hit(self, text: str, place: int, stem: str, key: str) -> tuple[int, Mention] | None:
        """How long the name is that stands here, and where it stands with all that belongs to its word."""
        start, end = place, place + len(stem)
        if not WIDE.search(stem):
            ending = _ENDING.match(text, end) if stem.isascii() else _END.match(text, end)
            if ending is None or not self._begins(text, place, stem):
                return None
            end = ending.end()
            if self.compounds and stem.isascii() and len(stem) > 3:
                before = text[max(0, place - LONGEST_WORD) : place]
                start -= len(before) - len(before.rstrip(_OF_A_WORD))
        return end - place, Mention(key, start, end)

    def _begins(self, text: str, place: int, stem: str) -> bool:
        before = text[place - 1 : place] if place else ""
        if not stem.isascii():
            return not (before.isalnum() or before == "_")
        return (self.compounds and len(stem) > 3) or not ("a" <= before <= "z")


@lru_cache(maxsize=8)
def finder_of(names: tuple[tuple[str, str], ...], *, compounds: bool = False, shortest: int = 3) -> Finder:
    """A finder of these names; it is made once as long as nobody names a thing anew."""
    return Finder(names, compounds=compounds, shortest=shortest)
