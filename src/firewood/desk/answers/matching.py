"""Hold the numbers of an old text against the figures of the office: unchanged, changed, not ours, or not sure.

Which figure a number is comes from the words beside it, never from its size alone. Where these words leave a doubt,
the answer is "not sure" with what it may be; nothing is guessed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from firewood.analysis.reading.mentions import Finder, Mention
from firewood.analysis.reading.old_text import Number, numbers_in, says_about
from firewood.analysis.reading.plain import folded
from firewood.analysis.reading.units import unit_at
from firewood.languages.texts import Wording
from firewood.supplies.states import Quality


class Verdict(StrEnum):
    """What became of a number of the text."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_OURS = "not_ours"
    NOT_SURE = "not_sure"


class Remark(StrEnum):
    """What must be known beside the verdict."""

    ROUNDED = "rounded"
    SAY_ABOUT = "say_about"
    WAS_RIGHT = "was_right"
    UNIT = "unit"
    MARKS = "marks"
    WORDS = "words"
    SEVERAL = "several"
    A_DAY = "a_day"
    UNKNOWN_NOW = "unknown_now"
    LETTERS = "letters"


@dataclass(frozen=True)
class Ours:
    """A figure of the office: what it counts, the figure now, and what it was on the day of the text, if asked.

    `key` is the item and the direction, or "letters"; `number` is None while nobody knows; `then` are all figures that
    any part of the total had on the day of the text, and those that stand beside the spoken one today.
    """

    key: str
    item: str
    way: str
    number: int | None
    unit: str
    quality: str = Quality.EXACT
    then: tuple[int, ...] = ()
    sentences: tuple[Wording, ...] = ()


@dataclass(frozen=True)
class Matched:
    """One number of the text with its verdict, the figures it is or may be, and remarks."""

    number: Number
    verdict: Verdict
    figures: tuple[Ours, ...] = ()
    remarks: tuple[Remark, ...] = ()


LETTERS: Final = "letters"
BOX, CARTON = "box", "carton"
MOST_BETWEEN = 48  # characters between a number and the word for what it counts
MOST_OF_A_SENTENCE = 600  # characters on each side of a number that are looked at as its sentence

_STOP: Final = re.compile(r"[\n;:!?,、；：。！？，()（）]|\.(?!\w)|\d")
_SMALL: Final = frozenset({"of", "the", "a", "an", "more", "new", "von", "der", "den", "weitere", "neue", "的"})
_HAN_CLASSES: Final = re.compile(r"[只个件双副套台箱枚片盒支份座封的余多隻]")
_LINKS: Final = re.compile(
    r"^\s*[:：=]?\s*(?:about|around|approximately|approx\.?|rund|etwa|ca\.?|约|大约|共计?|计|已达|达|近|逾|超过|≈)?\s*$",
    re.IGNORECASE,
)
_CITIES: Final = re.compile(
    r"(?:sister|twin|partner)[ -]?(?:city|cities|towns?)|(?:partner|schwester)st[aä]dte?n?|友好城市|友城|姐妹城市",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"\bletters?\b|\bbriefe?n?\b|schreiben\b|慰问信|来信|致函|信函|信", re.IGNORECASE)
_TO_OTHERS: Final = re.compile(
    r"\b(?:gave|given|sent|donated) (?:[\w,.]+ ){0,6}?to\b|\bgespendet an\b|\babgegeben\b|\bversandt\b"
    r"|捐给|捐赠给|援助给|送给|向\S{1,12}?捐",
    re.IGNORECASE,
)
_TO_US: Final = re.compile(r"\breceived\b|\bgiven to us\b|\berhalten\b|\bempfangen\b|收到|接收|获赠", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """What the words beside a number say that it counts: an item, letters or boxes; in which unit; without a doubt."""

    what: str
    unit: str = ""
    sure: bool = True


def match_numbers(text: str, names: Finder, ours: Sequence[Ours]) -> list[Matched]:
    """Every number of the text exactly once, in its order, each with its verdict."""
    return list(_matched(text, names, ours))


def meaning_of(text: str, number: Number, mentions: Sequence[Mention]) -> Meaning | None:
    """What a number counts by the words beside it; None when they do not say."""
    after = _until_stop(text[number.end : number.end + MOST_BETWEEN])
    cities = _CITIES.search(after)
    if cities and _gap(after[: cities.start()]) is not None:
        return Meaning(LETTERS, sure=bool(_LETTER.search(_sentence_around(text, number))))
    following = bisect_left(mentions, number.end, key=lambda each: each.start)
    item = mentions[following] if following < len(mentions) else None
    if item and item.end <= number.end + len(after):
        gap = text[number.end : item.start]
        between = _gap(gap)
        if between is not None:
            return Meaning(item.key, _unit_in(gap), sure=between)
    unit = _unit_in(after)
    item = mentions[following - 1] if following else None
    if item and number.start - item.end <= MOST_BETWEEN and _LINKS.match(text[item.end : number.start]):
        return Meaning(item.key, unit)
    return Meaning(BOX, unit) if unit == BOX else None


def _matched(text: str, names: Finder, ours: Sequence[Ours]) -> Iterator[Matched]:
    mentions = names.find_in(text)
    for number in numbers_in(text):
        if number.date:
            yield Matched(number, Verdict.NOT_OURS, remarks=(Remark.A_DAY,))
            continue
        if says_about(text[_sentence_start(text, number.start) : number.start]):
            number = replace(number, quality=Quality.APPROXIMATE)  # noqa: PLW2901  "about" governs its whole sentence
        meaning = meaning_of(text, number, mentions)
        if meaning is None:
            yield Matched(number, Verdict.NOT_OURS)
            continue
        figures = tuple(each for each in ours if each.item == meaning.what)
        ways = _ways_in(_sentence_around(text, number)) if figures and meaning.what != LETTERS else set()
        yield _judge(number, meaning, tuple(each for each in figures if each.way in ways) or figures, ways)


def _ways_in(sentence: str) -> set[str]:
    """Whether a sentence speaks of what was received or of what was given; nothing where it says both or neither."""
    ways = {way for way, words in (("given", _TO_OTHERS), ("received", _TO_US)) if words.search(sentence)}
    return ways if len(ways) == 1 else set()


def _judge(number: Number, meaning: Meaning, figures: tuple[Ours, ...], ways: set[str]) -> Matched:
    if not figures:
        return Matched(number, Verdict.NOT_OURS)
    doubts = _doubts(number, meaning, figures)
    equal = [each for each in figures if _says(number, each.number)]
    if not number.sure or (meaning.unit and Remark.UNIT in doubts):
        return Matched(number, Verdict.NOT_SURE, figures, doubts)
    if len(equal) == 1 and (meaning.sure or meaning.what == LETTERS):
        return Matched(number, Verdict.UNCHANGED, (equal[0],), _remarks(number, equal[0], meaning))
    if doubts or len(figures) > 1 or (ways and figures[0].way not in ways):
        return Matched(number, Verdict.NOT_SURE, figures, doubts or (Remark.SEVERAL,))
    return _changed(number, figures[0])


def _changed(number: Number, figure: Ours) -> Matched:
    was_right = any(_says(number, then) for then in figure.then)
    remarks = [Remark.WAS_RIGHT] if was_right else []
    if figure.number is None:
        return Matched(number, Verdict.NOT_SURE, (figure,), (*remarks, Remark.UNKNOWN_NOW))
    return Matched(number, Verdict.CHANGED, (figure,), tuple(remarks))


def _doubts(number: Number, meaning: Meaning, figures: Sequence[Ours]) -> tuple[Remark, ...]:
    found = [] if number.sure else [Remark.MARKS]
    if not meaning.sure:
        found.append(Remark.LETTERS if meaning.what == LETTERS else Remark.WORDS)
    if meaning.unit and all(meaning.unit != figure.unit for figure in figures if figure.unit):
        found.append(Remark.UNIT)
    return tuple(found)


def _remarks(number: Number, figure: Ours, meaning: Meaning) -> tuple[Remark, ...]:
    found = [] if number.value == figure.number else [Remark.ROUNDED]
    if figure.quality not in (number.quality, Quality.EXACT) and figure.number:
        found.append(Remark.SAY_ABOUT)
    if not meaning.sure:
        found.append(Remark.LETTERS)
    return tuple(found)


def _says(number: Number, figure: int | None) -> bool:
    """Whether a number is a figure, or the figure rounded to as many places as the number shows."""
    if figure is None or number.value is None:
        return False
    if number.value == figure:
        return True
    rounded = (Fraction(figure) / number.step + Fraction(1, 2)).__floor__() * number.step
    return number.step > 1 and number.value == rounded


# ---------- the words beside a number ----------


def _until_stop(words: str) -> str:
    stop = _STOP.search(words)
    return words[: stop.start()] if stop else words


def _gap(between: str) -> bool | None:
    """Whether the words between a number and its noun leave no doubt; None when they part them."""
    if _is_han(between):
        rest = _HAN_CLASSES.sub("", between).strip()
        return True if not rest else (False if len(rest) <= 2 else None)
    words = [word for word in folded(between).split() if word not in _SMALL and unit_at(word, 0)[1] < len(word)]
    return True if not words else (False if len(words) == 1 else None)


def _unit_in(after: str) -> str:
    unit, _end = unit_at(folded(after[:24]), 0)
    return BOX if unit == CARTON else unit


def _sentence_start(text: str, place: int) -> int:
    first = max(0, place - MOST_OF_A_SENTENCE)
    start = max([first, *(text.rfind(mark, first, place) + 1 for mark in "\n。！？")])
    dots = [match.end() + start for match in re.finditer(r"[.!?]\s", text[start:place])]
    return max([start, *(dot for dot in dots if not _after_abbreviation(text[start:dot]))])


def _sentence_around(text: str, number: Number) -> str:
    rest = text[number.end : number.end + MOST_OF_A_SENTENCE]
    end = re.search(r"[.!?]\s|[\n。！？]", rest)
    return text[_sentence_start(text, number.start) : number.end] + (rest[: end.start()] if end else rest)


def _after_abbreviation(words: str) -> bool:
    return re.search(r"(?:\bmio|\btsd|\bmrd|\bca|\d)\.\s$", words, re.IGNORECASE) is not None


def _is_han(words: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", words) is not None
