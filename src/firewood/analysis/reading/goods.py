"""Goods in a text, each with the number that stands with it; a number that stands with none is named, never lost."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from firewood.analysis.reading.mentions import Mention, finder_of
from firewood.analysis.reading.numbers import Number, numbers_in
from firewood.analysis.reading.plain import Plain, plain
from firewood.analysis.reading.units import PERSONS_AND_TIMES, unit_at
from firewood.analysis.reading.vocabulary import UNKNOWN, WIDE

MEASURES: Final = frozenset({"kilogram", "gram", "tonne", "litre", "millilitre"})
_KIND: Final = (
    r"(?:medical|surgical|protective|disposable|sterile|new|face|isolation|certified|additional|further|urgently needed"
    r"|needed|high-quality|such|more|standard|nitrile|latex|reusable|medizinisch\w*|chirurgisch\w*|steril\w*|neue\w*"
    r"|weitere\w*|zusatzlich\w*|dringend|benotigt\w*|hochwertig\w*|zertifiziert\w*|einfach\w*|genormt\w*|gespendet\w*"
    r"|partikelfiltrierend\w*|ffp ?-?[123]|kn ?95|n ?95|(?:type|typ) ?iir?|en ?\d+)"
)
_BEFORE: Final = re.compile(
    rf"[ \n]?(?:[-x×*] ?)?(?:(?:of|von|an|a|der|dieser|的) ?)?(?:{_KIND}[ ,-]+){{0,4}}{_KIND}?[ -]?", re.DOTALL
)
_BEFORE_HAN: Final = re.compile(r" ?的?[\u4e00-\u9fff]{0,7} ?")
_MARK: Final = re.compile(
    r"[ \t]*(?:[:=(\[x×*|]|[-–—]|[,:(]? ?(?:quantity|number|menge|anzahl|数量|共计|合计|总计|共|计)[:为]?)"
    r"[ \t]*(?:je |a )?"
)
_BLANK: Final = re.compile(r"[ \t]+")
_ENDS: Final = re.compile(r"[ \t]*(?:$|[\n,;.)\]|，、；。）])", re.MULTILINE)
_PACKED_IN: Final = re.compile(
    r"(?:\b(?:in|into|within|auf|on)"
    r"(?: (?:about|around|some|a total of|altogether|etwa|rund|ca\.|insgesamt|je|den|the))*"
    r"|装在|装入|装为|分装|装成|装|共计|合计|共)\s*$",
    re.IGNORECASE,
)
FARTHEST: Final = 60
"""So many letters may lie between a number and its item."""


@dataclass(frozen=True)
class Term:
    """A thing by its key, with all its names in all languages."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Goods:
    """Goods as a text says them: `words` are its own words, `quantity` None where it says none for certain."""

    item: str
    words: str
    quantity: int | None = None
    quality: str = UNKNOWN
    unit: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Loose:
    """A number that stands with no goods, with the words around it."""

    start: int
    end: int
    words: str
    around: str
    is_code: bool = False


@dataclass(frozen=True)
class GoodsRead:
    """All goods of a text, and every number that is in none of them."""

    goods: tuple[Goods, ...] = ()
    loose: tuple[Loose, ...] = ()


def read_goods(written: str, items: Sequence[Term], *, language: str = "", packings: Collection[str] = ()) -> GoodsRead:
    """Goods with their numbers. Every number of the text is in a line of goods or among the loose ones.

    `packings` are items that may be what other goods are packed in: "in 64 boxes" beside goods is no line of its own.
    """
    text = plain(written)
    numbers = numbers_in(text, language=language)
    counts = [number for number in numbers if not number.is_code]
    finder = finder_of(tuple((name, term.key) for term in items for name in term.names), compounds=True)
    mentions = finder.find(text.text)
    lines = _merged(text, _linked(text.text, mentions, counts))
    if any(line.item not in packings for line in lines):
        lines = [line for line in lines if line.item not in packings or not _holds(written, line)]
    kept = [span for line in lines for span in line.spans]
    return GoodsRead(tuple(lines), tuple(_loose(text, numbers, kept)))


def _holds(written: str, line: Goods) -> bool:
    """Whether a text says of boxes that goods are in them, wherever it names them."""
    return all(_PACKED_IN.search(written[max(0, start - FARTHEST) : start]) for start, _end in line.spans)


def _linked(
    text: str, mentions: list[Mention], counts: list[Number]
) -> Iterator[tuple[Mention, Number | None, str, int]]:
    """Each mention with its number, the unit, and where the line ends; a number belongs to one mention only."""
    used: set[int] = set()
    for place, mention in enumerate(mentions):
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        found = _number_before(text, mention, counts, used) or _number_after(text, mention, following, counts, used)
        if found is None:
            yield mention, None, "", mention.end
            continue
        number, unit, end = found
        used.add(number.start)
        yield mention, number, unit, max(end, mention.end)


def _number_before(text: str, mention: Mention, counts: list[Number], used: set[int]) -> tuple[Number, str, int] | None:
    number = next((each for each in reversed(counts) if each.to <= mention.start), None)
    if number is None or number.start in used or mention.start - number.to > FARTHEST:
        return None
    unit, end = _unit_behind(text, number)
    gap = text[end : mention.start]
    if WIDE.search(gap):
        fits = bool(_BEFORE_HAN.fullmatch(gap)) and (bool(unit) or gap.strip()[:1] not in PERSONS_AND_TIMES)
    else:
        fits = bool(_BEFORE.fullmatch(gap))
    return (number, unit, mention.end) if fits else None


def _number_after(
    text: str, mention: Mention, following: Mention | None, counts: list[Number], used: set[int]
) -> tuple[Number, str, int] | None:
    number = next((each for each in counts if each.from_ >= mention.end), None)
    if number is None or number.start in used or number.from_ - mention.end > FARTHEST:
        return None
    unit, end = _unit_behind(text, number)
    gap = text[mention.end : number.from_]
    wide = bool(WIDE.match(text, mention.end - 1)) and gap in {"", " "}
    clear = bool(_MARK.fullmatch(gap)) or wide
    blank = bool(_BLANK.fullmatch(gap)) and (bool(_ENDS.match(text, end)) or following is not None)
    if not (clear or blank) or (wide and text[number.to : number.to + 1] in PERSONS_AND_TIMES):
        return None
    if following and not clear and _number_before(text, following, counts, used):
        # "masks 500 gloves 200": the number is the next item's, unless that one has its own behind it
        own = _number_after(text, following, None, counts, used | {number.start})
        return (number, unit, end) if own else None
    return (number, unit, end) if clear or _ENDS.match(text, end) else None


def _unit_behind(text: str, number: Number) -> tuple[str, int]:
    place = number.to + (text[number.to : number.to + 1] == " ")
    unit, end = unit_at(text, place)
    if not unit:
        return "", number.to
    counted = re.match(r"余|多|左右", text[end : end + 2])
    return unit, end + (counted.end() if counted else 0)


def _merged(text: Plain, linked: Iterator[tuple[Mention, Number | None, str, int]]) -> list[Goods]:
    """One line for each statement; the same said twice is one line, and a bare name beside a number none."""
    lines: dict[tuple[str, int | None, str, str], Goods] = {}
    for mention, number, unit, end in linked:
        start = min(mention.start, number.from_) if number else mention.start
        line = _line(text, mention.key, number, unit, (start, end))
        key = (line.item, line.quantity, line.unit, line.words if number and line.quantity is None else "")
        if key in lines:
            line = Goods(line.item, lines[key].words, line.quantity, lines[key].quality, unit,
                         (*lines[key].spans, *line.spans))  # fmt: skip
        lines[key] = line
    numbered = {line.item for key, line in lines.items() if line.quantity is not None or key[3]}
    return [line for key, line in lines.items() if line.quantity is not None or key[3] or line.item not in numbered]


def _line(text: Plain, item: str, number: Number | None, unit: str, span: tuple[int, int]) -> Goods:
    words, place = text.words(*span), (text.span(*span),)
    if number is None or number.value is None:
        return Goods(item, words, None, UNKNOWN, unit, place)
    return Goods(item, words, number.value, number.quality, unit, place)


def _loose(text: Plain, numbers: list[Number], kept: list[tuple[int, int]]) -> Iterator[Loose]:
    told: set[tuple[int, int]] = set()
    for number in numbers:
        start, end = text.span(number.start, number.end)
        said = len(text.text[number.start : number.end]) > 1 or text.text[number.start].isdecimal()
        if not said or (start, end) in told or any(first <= start and end <= last for first, last in kept):
            continue
        told.add((start, end))
        around = " ".join(text.written[max(0, start - 25) : end + 25].split())
        yield Loose(start, end, text.words(number.start, number.end), around, number.is_code)
