"""Read the numbers of a text in English, German or Chinese: where each stands, how much it says, how sure it is.

Every run of digits belongs to exactly one number (or one date); numbers in words are read from two to ninety-nine in
English and German and as far as Chinese numerals go. What can mean two things is marked as not sure, never decided.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from firewood.supplies.states import Quality

AROUND: Final = 400  # characters of a line on each side of a number that tell its language
LONGEST: Final = 40  # characters; what is longer is no quantity of anything


@dataclass(frozen=True)
class Number:
    """One number of a text: text[start:end] with its scale word. `value` is None for a date or an endless number.

    `step` is the smallest difference it can express: 10,000 for "1.13 million", 1 for "49". `sure` is False when the
    marks in it can mean two things. `quality` is what the words around it say.
    """

    start: int
    end: int
    words: str
    value: Fraction | None
    step: Fraction = Fraction(1)
    quality: Quality = Quality.EXACT
    sure: bool = True
    date: bool = False

    @property
    def whole(self) -> int | None:
        """The value when it is a whole number."""
        return int(self.value) if self.value is not None and self.value.denominator == 1 else None


def numbers_in(text: str) -> list[Number]:
    """All numbers of a text in their order; no two overlap, and none is left out."""
    return list(_numbers(text))


def language_of(text: str) -> str:
    """In which of our languages a piece of text is written: "zh", "de" or "en"; "" when nothing tells."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_\u3400-\u9fff]+", text)}
    if len(_HAN.findall(text)) > len(words):
        return "zh"
    german, english = len(words & _GERMAN), len(words & _ENGLISH)
    if german == english:
        return ""
    return "de" if german > english else "en"


def says_about(words: str) -> bool:
    """Whether some words end with, or hold before other numbers, a word for "about"."""
    return _ABOUT_ANYWHERE.search(words) is not None


# ---------- words of the languages ----------

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_GERMAN: Final = frozenset({
    "der", "die", "das", "und", "von", "mit", "für", "ist", "wurden", "wurde", "hat", "haben", "rund", "etwa",
    "paar", "stück", "mio", "tsd", "mrd", "millionen", "masken", "handschuhe", "schutzanzüge", "kartons",
    "partnerstädte", "briefe", "aus", "an", "bis", "zum", "zur", "wir", "nicht", "auch", "ein", "eine"
})  # fmt: skip
_ENGLISH: Final = frozenset({
    "the", "of", "and", "from", "with", "has", "have", "had", "was", "were", "about", "approximately", "pairs",
    "pieces", "masks", "gloves", "suits", "boxes", "cities", "letters", "to", "by", "we", "not", "a", "an",
    "in", "some", "gowns", "goggles"
})  # fmt: skip
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    "Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Okt|Dez|Mrz"
)
_SCALES: Final[dict[str, int]] = {
    "thousand": 10**3, "tausend": 10**3, "tsd": 10**3, "k": 10**3, "million": 10**6, "millions": 10**6,
    "millionen": 10**6, "mio": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "milliarde": 10**9,
    "milliarden": 10**9, "mrd": 10**9, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6,
    "千万": 10**7, "亿": 10**8,
}  # fmt: skip
_LATIN_SCALE: Final = r"thousand|tausend|tsd|millionen|millions?|mio|mn|billion|bn|milliarden?|mrd"
_SCALE: Final = rf"(?:\s?(?P<scale>(?:{_LATIN_SCALE})\b|(?-i:[kKM])\b|[十百千]?万|亿|千|百)(?:(?<=mio|tsd|mrd)\.)?)?"

_ENGLISH_ONES: Final = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
]  # fmt: skip
_ENGLISH_TEENS: Final = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
]  # fmt: skip
_ENGLISH_TENS: Final = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
]  # fmt: skip
_GERMAN_ONES: Final = [
    "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"
]  # fmt: skip
_GERMAN_TEENS: Final = [
    "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"
]  # fmt: skip
_GERMAN_TENS: Final = [
    "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"
]  # fmt: skip


def _spelled() -> dict[str, int]:
    found = {word: n for n, word in enumerate(_ENGLISH_ONES, 1)} | {word: n for n, word in enumerate(_GERMAN_ONES, 1)}
    found |= {word: n for n, word in enumerate(_ENGLISH_TEENS, 10)} | {w: n for n, w in enumerate(_GERMAN_TEENS, 10)}
    for tens, word in enumerate(_ENGLISH_TENS, 2):
        found |= {f"{word}{mark}{one}": tens * 10 + n for n, one in enumerate(_ENGLISH_ONES, 1) for mark in "- "}
        found[word] = tens * 10
    for tens, word in enumerate(_GERMAN_TENS, 2):
        found |= {f"{one}und{word}": tens * 10 + n for n, one in enumerate(_GERMAN_ONES, 1)}
        found[word] = tens * 10
    return {word: number for word, number in found.items() if number > 1}


_SPELLED: Final = _spelled()
_HAN_DIGITS: Final = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE: Final = {"万": 10**4, "亿": 10**8}

_DATE: Final = "|".join(
    (
        r"(?<!\d)\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?",
        r"(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?[日号]",
        r"(?<!\d)\d{1,2}\s?月份?(?!\d)",
        r"(?<![\d.])\d{4}-\d{2}-\d{2}(?!\d)",
        r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)",
        rf"(?<![\d.])\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{_MONTHS})\b\.?,?(?:\s\d{{4}}(?!\d))?",
        rf"\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?![.,]\d)(?:,?\s\d{{4}}(?!\d))?",
        rf"\b(?:{_MONTHS})\.?\s\d{{4}}(?!\d)",
    )
)
_DIGITS: Final = r"\d+(?:[.,．，٬٫'’]\d+)+|(?<!\d)\d{1,3}(?:[\u0020\u00a0\u2009\u202f]\d{3})+(?!\d)(?![.,]\d)|\d+"
_WORDS: Final = "|".join(sorted(map(re.escape, _SPELLED), key=len, reverse=True))
_HAN_NUMBER: Final = (
    r"[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*[十百千万亿][零〇一二两三四五六七八九]?"
    r"|十[一二三四五六七八九]?"
)
_PATTERN: Final = re.compile(
    rf"(?P<date>{_DATE})|(?P<digits>{_DIGITS}){_SCALE}|(?P<han>{_HAN_NUMBER})|(?<!\w)(?P<spelled>{_WORDS})(?!\w)",
    re.IGNORECASE,
)
_ABOUT_WORD: Final = (
    r"(?:\b(?:about|approximately|approx\.?|around|roughly|some|nearly|almost|rund|etwa|ca\.?|circa|ungefähr|knapp|fast)"
    r"|[≈~]|大约|约|将近|近)\s*"
)
_ABOUT: Final = re.compile(rf"{_ABOUT_WORD}$", re.IGNORECASE)
_ABOUT_ANYWHERE: Final = re.compile(rf"{_ABOUT_WORD}(?:\d|$)", re.IGNORECASE)
_LEAST: Final = re.compile(
    r"(?:\b(?:at least|more than|over|mindestens|wenigstens|mehr als|über)|至少|超过|逾)\s*$", re.IGNORECASE
)


# ---------- reading ----------


def _numbers(text: str) -> Iterator[Number]:
    whole = language_of(text)
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        words = match.group()
        if match["date"]:
            yield Number(start, end, words, None, date=True)
            continue
        quality = _quality(text[max(0, start - 24) : start])
        if match["digits"]:
            scale = _SCALES.get((match["scale"] or "").casefold(), 1)
            tongue = language_of(_line_around(text, start)) or whole
            if len(match["digits"]) > LONGEST:
                yield Number(start, end, words, None, sure=False)
                continue
            value, step, sure = _read(match["digits"], tongue, scaled=bool(match["scale"]))
            yield Number(start, end, words, value * scale, step * scale, quality, sure)
        elif match["han"]:
            yield Number(start, end, words, Fraction(_han(match["han"])), quality=quality)
        else:
            yield Number(start, end, words, Fraction(_SPELLED[match["spelled"].casefold()]), quality=quality)


def _quality(before: str) -> Quality:
    if _ABOUT.search(before):
        return Quality.APPROXIMATE
    return Quality.AT_LEAST if _LEAST.search(before) else Quality.EXACT


def _line_around(text: str, place: int) -> str:
    first = max(0, place - AROUND)
    start = max(first, text.rfind("\n", first, place) + 1)
    return text[start:place] + text[place : place + AROUND].partition("\n")[0]


def _read(digits: str, language: str, *, scaled: bool) -> tuple[Fraction, Fraction, bool]:
    """The value of a number with its marks, its smallest step, and whether the marks can mean only this."""
    plain = "".join(_plain(character) for character in digits)
    groups = re.split(r"[.,' ]", plain)
    marks = re.findall(r"[.,' ]", plain)
    if not marks:
        return Fraction(int(plain)), Fraction(1), True
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    if len(set(marks)) == 1 and grouped:
        return _grouped(groups, marks[0], language, scaled=scaled and len(marks) == 1)
    tail, head = groups[-1], groups[:-1]
    value = Fraction(int("".join(groups)), 10 ** len(tail))
    tidy = marks[-1] in ".," and marks[-1] not in marks[:-1] and all(len(group) == 3 for group in head[1:])
    return value, Fraction(1, 10 ** len(tail)), tidy


def _grouped(groups: list[str], mark: str, language: str, *, scaled: bool) -> tuple[Fraction, Fraction, bool]:
    """Groups of three: thousands, unless one mark alone is the decimal mark of the language of the text."""
    thousands = Fraction(int("".join(groups))), Fraction(1)
    if len(groups) > 2 or mark in "' ":
        return *thousands, True
    decimal = "," if language == "de" else "."
    if scaled:  # 1.130 million, 1,130 Mio.
        return Fraction(int("".join(groups)), 1000), Fraction(1, 1000), mark == decimal
    return *thousands, bool(language) and mark != decimal


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return {"，": ",", "٬": ",", "．": ".", "٫": ".", "’": "'"}.get(
        character, " " if character.isspace() else character
    )


def _han(numeral: str) -> int:
    """A Chinese numeral: 二十四 is 24, 一百一十三万 is 1,130,000."""
    total = section = digit = 0
    for character in numeral:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[character]
            digit = 0
        else:
            total = (total + section + digit) * _HAN_LARGE[character]
            section = digit = 0
    return total + section + digit
