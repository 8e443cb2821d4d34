"""The numbers of an old text in English, German or Chinese: where each stands, how much it says, how sure it is.

Where `numbers` reads what a letter brings, to be proposed, here each number is read as it was told to others: with the
smallest step that it can express, days apart, words as they are written, so that it can be held against a figure.

Every run of digits belongs to exactly one number (or one date); numbers in words are read from two to ninety-nine in
English and German and as far as Chinese numerals go. What can mean two things is marked as not sure, never decided.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from firewood.analysis.reading.vocabulary import (
    ABOUT,
    ABOUT_WIDE,
    APPROXIMATE,
    AT_LEAST,
    EXACT,
    HAN,
    HAN_DIGITS,
    HAN_GROUPS,
    HAN_UNITS,
    LEAST,
    LEAST_WIDE,
    LONGEST,
    SPELLED,
    TIMES,
    han_value,
    one_of,
)

AROUND: Final = 400  # characters of a line on each side of a number that tell its language


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
    quality: str = EXACT
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
_GROUP: Final = "".join(HAN_GROUPS)
_LATIN_SCALE: Final = "|".join(sorted((word for word in TIMES if len(word) > 1), key=len, reverse=True))
_SCALE: Final = (
    rf"(?:\s?(?P<scale>(?:{_LATIN_SCALE})\b|(?-i:[kKM])\b|[十百千]?[{_GROUP}]|千|百)(?:(?<=mio|tsd|mrd)\.)?"
    rf"(?:(?<=[{HAN}])(?P<rest>(?:\d+|[{''.join(HAN_DIGITS)}])[\d{HAN}]*(?<=[{HAN}])|\d{{3,4}}(?![\d年月]|[.,]\d)))?)?"
)

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
_WORDS: Final = "|".join(sorted(map(re.escape, SPELLED), key=len, reverse=True))
_HAN_NUMBER: Final = (
    rf"[{''.join([*HAN_DIGITS, *HAN_UNITS])}][{HAN}]*[{''.join([*HAN_UNITS, *HAN_GROUPS])}][{''.join(HAN_DIGITS)}]?"
    r"|十[一二三四五六七八九]?"
)
_PATTERN: Final = re.compile(
    rf"(?P<date>{_DATE})|(?P<digits>{_DIGITS}){_SCALE}|(?P<han>{_HAN_NUMBER})|(?<!\w)(?P<spelled>{_WORDS})(?!\w)",
    re.IGNORECASE,
)
_ABOUT_WORD: Final = one_of(ABOUT, ABOUT_WIDE, plain=False) + r"\s*"
_ABOUT: Final = re.compile(f"{_ABOUT_WORD}$", re.IGNORECASE)
_ABOUT_ANYWHERE: Final = re.compile(rf"{_ABOUT_WORD}(?:\d|$)", re.IGNORECASE)
_LEAST: Final = re.compile(one_of(LEAST, LEAST_WIDE, plain=False) + r"\s*$", re.IGNORECASE)


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
            yield _in_digits(match, _language_around(text, start, whole), quality)
        elif match["han"]:
            value = han_value(match["han"])
            yield Number(start, end, words, value, quality=quality, sure=value is not None)
        else:
            yield Number(start, end, words, Fraction(SPELLED[words.casefold()]), quality=quality)


def _in_digits(match: re.Match[str], language: str, quality: str) -> Number:
    place, digits, rest = (*match.span(), match.group()), match["digits"], match["rest"]
    if len(digits) > LONGEST:
        return Number(*place, None, sure=False)
    if rest:  # 2万5千, 1万2000
        mixed = han_value(match.group()) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None
        return Number(*place, mixed, quality=quality, sure=mixed is not None)
    scale = _scale(match["scale"] or "")
    value, step, sure = _read(digits, language, scaled=scale > 1)
    return Number(*place, value * scale, step * scale, quality, sure)


def _scale(word: str) -> int:
    """What a word for a scale multiplies by: 万 is 10,000, 千万 ten million, M a million."""
    if word == "M":
        return 10**6
    return TIMES.get(word.casefold()) or int(han_value(word) or 1)


def _quality(before: str) -> str:
    if _ABOUT.search(before):
        return APPROXIMATE
    return AT_LEAST if _LEAST.search(before) else EXACT


def _language_around(text: str, place: int, whole: str) -> str:
    """The language of the line in which a number stands; that of the whole text where the line does not tell."""
    return language_of(_line_around(text, place)) or whole


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
