"""Which names stand in a text, and whose mail it is; names of cities and persons in any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from firewood.analysis.reading.goods import Term
from firewood.analysis.reading.plain import Plain, plain, spellings
from firewood.analysis.reading.vocabulary import WIDE

_ADDRESS: Final = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_ENDING: Final = re.compile(r"(?:s|er|ers|ern|erin|n|ns|an|ans|ian|ians|ese|i|is|isch\w*)?(?![^\W\d_])")
"""How a name may be longer in the text: Berliner, Iranian, Kölns."""
SENDER, OWN_DOMAIN, LOOSE = 6, 8, 1


@dataclass(frozen=True)
class Named:
    """A name found: whose it is, the words in the text, how often it stands there, and how well it fits."""

    key: str
    words: str
    weight: int
    start: int


def names_in(written: str, terms: Sequence[Term]) -> list[Named]:
    """Whose names stand in a text, the best first; a longer name hides a shorter one inside it."""
    text = plain(written)
    hits = sorted(_hits(text, terms), key=lambda each: (each[0] - each[1], each[0]))
    taken: list[tuple[int, int, str, bool]] = []
    for start, end, key, whole in hits:
        if not any(start < last and first < end and (first, last) != (start, end) for first, last, *_ in taken):
            taken.append((start, end, key, whole))
    found: dict[str, Named] = {}
    for start, end, key, whole in sorted(taken):
        weight = (3 if whole else LOOSE) + (found[key].weight if key in found else 0)
        first = found[key] if key in found else Named(key, text.words(start, end), 0, start)
        found[key] = Named(key, first.words, weight, first.start)
    return sorted(found.values(), key=lambda each: (-each.weight, each.start))


def sender_in(from_words: str, terms: Sequence[Term]) -> list[Named]:
    """Whose mail it may be: the name of the sender, and the parts of the address behind the @."""
    found = {each.key: Named(each.key, each.words, each.weight + SENDER, 0) for each in names_in(from_words, terms)}
    labels = {label for domain in _ADDRESS.findall(plain(from_words).text) for label in re.split(r"[.-]", domain)}
    for term in terms:
        spelt = {spelling.replace(" ", "") for name in term.names for spelling in spellings(name)}
        for label in labels & spelt:
            weight = found[term.key].weight if term.key in found else 0
            found[term.key] = Named(term.key, label, weight + OWN_DOMAIN, 0)
    return sorted(found.values(), key=lambda each: -each.weight)


def _hits(text: Plain, terms: Sequence[Term]) -> Iterator[tuple[int, int, str, bool]]:
    for term in terms:
        for name in {spelt for given in term.names for spelt in spellings(given)}:
            yield from _places(text.text, name, term.key)


def _places(text: str, name: str, key: str) -> Iterator[tuple[int, int, str, bool]]:
    if len(name) < (2 if WIDE.search(name) else 3):
        return
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if WIDE.search(name):
            yield place, end, key, True
        elif not text[place - 1 : place].isalnum() or place == 0:
            tail = _ENDING.match(text, end)
            if tail and (not tail[0] or len(name) > 3):
                yield place, tail.end(), key, len(tail[0]) <= 1
        place = text.find(name, place + 1)
