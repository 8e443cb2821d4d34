"""Numbers in a text: how many, and how sure; what cannot be said for certain has no value."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from firewood.analysis.reading.plain import Plain
from firewood.analysis.reading.units import unit_at
from firewood.analysis.reading.vocabulary import (
    ABOUT,
    ABOUT_BEHIND,
    ABOUT_OR_WHERE,
    ABOUT_WIDE,
    APPROXIMATE,
    AT_LEAST,
    EXACT,
    HAN,
    HAN_DIGITS,
    LARGEST,
    LEAST,
    LEAST_BEHIND,
    LEAST_WIDE,
    LONGEST,
    MOST,
    MOST_WIDE,
    TIMES,
    UNKNOWN,
    han_value,
    one_of,
)

POINT_GROUPS: Final = frozenset({"de", "es", "it", "nl", "pt", "tr", "id", "da", "el", "hr", "sl", "sr", "ro", "vi"})
_SPACED: Final = r"\d{1,3}(?: \d{3})+(?![\d]|[.,'’]\d)"
_MARKED: Final = r"\d+(?:[.,'’]\d+)*"
_TIMES: Final = "|".join(sorted(TIMES, key=len, reverse=True))
_NUMBER: Final = re.compile(
    rf"(?P<digits>{_SPACED}|{_MARKED})(?:(?P<han>[{HAN}][\d{HAN}]*)| ?(?P<times>{_TIMES})\b\.?)?"
    rf"|(?P<only>[{HAN}]+)"
)
_UPPER: Final = re.compile(one_of(MOST, MOST_WIDE, plain=True) + " ?$")
_LEAST: Final = re.compile(one_of(LEAST, LEAST_WIDE, plain=True) + " ?$")
_ABOUT: Final = re.compile(one_of((*ABOUT, *ABOUT_OR_WHERE), ABOUT_WIDE, plain=True) + " ?$")
_ABOUT_AFTER: Final = re.compile(ABOUT_BEHIND)
_LEAST_AFTER: Final = re.compile(LEAST_BEHIND)
_RANGE: Final = re.compile(r"^ ?(?:-|–|—|~|～|/|\bto\b|\bbis\b|\bund\b|\band\b|至|到) ?(?:ca\.? |about |etwa |约)?$")
_BETWEEN: Final = re.compile(r"\b(?:between|zwischen) ?$")
BACK: Final = 24
"""So many letters before a number may say how sure it is."""


@dataclass(frozen=True)
class Number:
    """A number at start..end of the plain text; `value` is None when it cannot be said for certain.

    `from_` is where the words about it begin ("about", "at least"), `to` where they end; a code such as KN95 is no
    count.
    """

    start: int
    end: int
    value: int | None
    quality: str = EXACT
    from_: int = -1
    to: int = -1
    is_code: bool = False


def numbers_in(text: Plain, *, language: str = "") -> list[Number]:
    """Every number in a text, in its order; every digit of the text lies in one of them."""
    found = [number for hit in _NUMBER.finditer(text.text) for number in _read(hit, text.text, language)]
    return _joined(found, text.text)


def _read(hit: re.Match[str], text: str, language: str) -> list[Number]:
    if hit["only"]:
        value = _han(hit["only"])
        said = len(hit["only"]) > 1 and any(letter in HAN_DIGITS for letter in hit["only"])
        lone = hit["only"] in HAN_DIGITS and hit["only"] not in "零〇" and bool(unit_at(text, hit.end())[0])
        return [_with_words(Number(*hit.span(), value), text)] if value and (said or lone) else []
    if _is_code(hit, text):
        return [Number(*hit.span(), None, UNKNOWN, *hit.span(), is_code=True)]
    value = _value(hit, language)
    return [_with_words(Number(*hit.span(), value, EXACT if value else UNKNOWN), text)]


def _value(hit: re.Match[str], language: str) -> int | None:
    times = TIMES.get(hit["times"] or "", 1)
    if hit["han"]:
        plain_digits = re.fullmatch(r"\d+(?:\.\d+)?", hit["digits"])
        return _han(hit["digits"] + hit["han"]) if plain_digits else None
    amount = _amount(hit["digits"], language, scaled=times > 1)
    if amount is None or (amount * times).denominator != 1 or amount * times > LARGEST:
        return None
    return int(amount * times)


def _amount(digits: str, language: str, *, scaled: bool) -> Fraction | None:
    """The digits with their marks as a number; None where the marks may mean two things."""
    if len(digits) > LONGEST:
        return None
    marks = set(re.findall(r"[.,'’ ]", digits))
    if not marks:
        return Fraction(int(digits)) if len(digits) <= 12 else None
    if len(marks) == 1:
        (mark,) = marks
        first, *rest = digits.split(mark)
        grouped = 1 <= len(first) <= 3 and not first.startswith("0") and all(len(part) == 3 for part in rest)
        decimal = mark == ("," if language.split("-", maxsplit=1)[0] in POINT_GROUPS else ".")
        if grouped and not (scaled and len(rest) == 1 and (decimal or not language)):
            return Fraction(int("".join([first, *rest])))
        if len(rest) == 1 and mark in ".," and scaled and len(rest[0]) < 3 and len(first) <= 12:
            return Fraction(int(first + rest[0]), 10 ** len(rest[0]))
    return None


def _han(written: str) -> int | None:
    """A number such as 2万5千, 1.13亿 or 两万三千五百; None when it is no number."""
    value = han_value(written)
    return int(value) if value is not None and value.denominator == 1 and 0 < value <= LARGEST else None


def _is_code(hit: re.Match[str], text: str) -> bool:
    """Whether letters stand against the digits, as in KN95, COVID-19, 2nd or A4."""
    before, after = text[: hit.start()][-2:], text[hit.end() :][:12]
    if re.search(r"[a-z_]$|[a-z][-/_.:@#]$|[0-9][_:@#]$|[#@]$", before):
        return True
    unit = re.match(r"(?:pcs|pc|stk|stuck|x|kg|g|ml|l|pairs?|paar)\b", after)
    return bool(re.match(r"[a-z_@]|[:@]\d|-[a-z]", after)) and not unit


def _with_words(number: Number, text: str) -> Number:
    """The number with what the words around it say of it."""
    before, after = text[max(0, number.start - BACK) : number.start], text[number.end : number.end + 10]
    quality, value = number.quality, number.value
    hits = {UNKNOWN: _UPPER.search(before), AT_LEAST: _LEAST.search(before), APPROXIMATE: _ABOUT.search(before)}
    said = next(((name, hit) for name, hit in hits.items() if hit), None)
    from_, to = number.start, number.end
    if said:
        quality, from_ = said[0], number.start - (len(before) - said[1].start())
    for name, hit in ((APPROXIMATE, _ABOUT_AFTER.match(after)), (AT_LEAST, _LEAST_AFTER.match(after))):
        if hit:
            quality, to = (name if quality == EXACT else quality), number.end + hit.end()
    if quality == UNKNOWN or value is None or value == 0:
        quality, value = UNKNOWN, None
    return replace(number, value=value, quality=quality, from_=from_, to=to)


def _joined(found: list[Number], text: str) -> list[Number]:
    """Two numbers with "to" between them are one statement without a value: nobody knows which of the two comes."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last and not last.is_code and not number.is_code and _are_range(last, number, text):
            joined[-1] = Number(last.start, number.end, None, UNKNOWN, last.from_, number.to)
        else:
            joined.append(number)
    return joined


def _are_range(first: Number, second: Number, text: str) -> bool:
    gap = text[first.to : second.start]
    if not _RANGE.match(gap):
        return False
    and_only = gap.strip() in {"und", "and"}
    return not and_only or bool(_BETWEEN.search(text[max(0, first.start - BACK) : first.start]))
