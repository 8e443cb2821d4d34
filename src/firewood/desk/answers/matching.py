"""Hold the numbers of an old text against the figures of the office: unchanged, changed, not ours, or not sure.

Which figure a number is comes from the words beside it, never from its size alone. Where these words leave a doubt,
the answer is "not sure" with what it may be; nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from firewood.desk.answers.numbers_in_text import Number, numbers_in, says_about
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
BOX: Final = "box"
MOST_BETWEEN = 48  # characters between a number and the word for what it counts
MOST_OF_A_SENTENCE = 600  # characters on each side of a number that are looked at as its sentence

_STOP: Final = re.compile(r"[\n;:!?,、；：。！？，()（）]|\.(?!\w)|\d")
_UNITS: Final = {
    "pair": r"pairs?|paare?|双|副|对", "box": r"boxes|box|cartons?|kartons?|kisten?|箱",
    "piece": r"pieces?|stücke?|stk\.?|件|只|个|隻",
}  # fmt: skip
_UNIT: Final = re.compile(
    "|".join(rf"(?P<{unit}>(?<![^\W_])(?:{words})(?![^\W_]))" if not unit else rf"(?P<{unit}>{words})"
             for unit, words in _UNITS.items()), re.IGNORECASE,
)  # fmt: skip
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


class Lexicon:
    """The words for what the office counts: every name of every item in every language."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._keys = {_stem(name): key for name, key in names if name.strip()}
        stems = sorted(self._keys, key=len, reverse=True)
        latin = [re.escape(stem) for stem in stems if not _is_han(stem)]
        han = [re.escape(stem) for stem in stems if _is_han(stem)]
        parts = [rf"(?<![^\W\d_])(?P<latin>{'|'.join(latin)})(?:s|n|en|es|e)?(?![^\W\d_])"] if latin else []
        parts += [f"(?P<han>{'|'.join(han)})"] if han else []
        self._pattern = re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)

    def find(self, words: str) -> tuple[str, int, int] | None:
        """The first item named in some words: its key, and where its name stands."""
        match = self._pattern.search(words)
        return (self._keys[match.group(match.lastgroup or 0).casefold()], *match.span()) if match else None

    def find_last(self, words: str) -> tuple[str, int, int] | None:
        """The last item named in some words."""
        last = None
        for match in self._pattern.finditer(words):
            last = (self._keys[match.group(match.lastgroup or 0).casefold()], *match.span())
        return last


@dataclass(frozen=True)
class Meaning:
    """What the words beside a number say that it counts: an item, letters or boxes; in which unit; without a doubt."""

    what: str
    unit: str = ""
    sure: bool = True


def match_numbers(text: str, lexicon: Lexicon, ours: Sequence[Ours]) -> list[Matched]:
    """Every number of the text exactly once, in its order, each with its verdict."""
    return list(_matched(text, lexicon, ours))


def meaning_of(text: str, number: Number, lexicon: Lexicon) -> Meaning | None:
    """What a number counts by the words beside it; None when they do not say."""
    after = _until_stop(text[number.end : number.end + MOST_BETWEEN])
    cities = _CITIES.search(after)
    if cities and _gap(after[: cities.start()]) is not None:
        return Meaning(LETTERS, sure=bool(_LETTER.search(_sentence_around(text, number))))
    unit = _unit_in(after)
    item = lexicon.find(after)
    between = _gap(after[: item[1]]) if item else None
    if item and between is not None:
        return Meaning(item[0], unit, sure=between)
    return _before(text, number, lexicon, unit) or (Meaning(BOX, unit) if unit == BOX and _starts(after) else None)


def _before(text: str, number: Number, lexicon: Lexicon, unit: str) -> Meaning | None:
    before = text[max(0, number.start - MOST_BETWEEN) : number.start]
    item = lexicon.find_last(before)
    return Meaning(item[0], unit) if item and _LINKS.match(before[item[2] :]) else None


def _matched(text: str, lexicon: Lexicon, ours: Sequence[Ours]) -> Iterator[Matched]:
    for number in numbers_in(text):
        if number.date:
            yield Matched(number, Verdict.NOT_OURS, remarks=(Remark.A_DAY,))
            continue
        if says_about(text[_sentence_start(text, number.start) : number.start]):
            number = replace(number, quality=Quality.APPROXIMATE)  # noqa: PLW2901  "about" governs its whole sentence
        meaning = meaning_of(text, number, lexicon)
        figures = tuple(each for each in ours if meaning and each.item == meaning.what)
        yield (
            _judge(number, meaning, _in_direction(figures, text, number))
            if meaning
            else Matched(number, Verdict.NOT_OURS)
        )


def _in_direction(figures: tuple[Ours, ...], text: str, number: Number) -> tuple[Ours, ...]:
    """Of what was received and what was given, the one that the sentence speaks of, where it says so."""
    sentence = _sentence_around(text, number) if len(figures) > 1 else ""
    ways = [way for way, words in (("given", _TO_OTHERS), ("received", _TO_US)) if words.search(sentence)]
    return tuple(each for each in figures if each.way in ways) if len(ways) == 1 else figures


def _judge(number: Number, meaning: Meaning, figures: tuple[Ours, ...]) -> Matched:
    if not figures:
        return Matched(number, Verdict.NOT_OURS)
    doubts = _doubts(number, meaning, figures)
    equal = [each for each in figures if _says(number, each.number)]
    if not number.sure or (meaning.unit and Remark.UNIT in doubts):
        return Matched(number, Verdict.NOT_SURE, figures, doubts)
    if len(equal) == 1 and (meaning.sure or meaning.what == LETTERS):
        return Matched(number, Verdict.UNCHANGED, (equal[0],), _remarks(number, equal[0], meaning))
    if doubts or len(figures) > 1:
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
    words = [word for word in _UNIT.sub(" ", between).casefold().split() if word not in _SMALL]
    return True if not words else (False if len(words) == 1 else None)


def _unit_in(after: str) -> str:
    head = after.strip()[:24]
    match = _UNIT.match(head)
    return (match.lastgroup or "") if match else ""


def _starts(after: str) -> bool:
    return _UNIT.match(after.strip()) is not None


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


def _stem(name: str) -> str:
    plain = name.strip().casefold()
    return plain if _is_han(plain) or len(plain) < 4 else re.sub(r"(?:en|n|s)$", "", plain)
