"""Numbers in a text: how many, and how sure; what cannot be said for certain has no value."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from firewood.analysis.reading.plain import Plain
from firewood.analysis.reading.units import unit_at

LARGEST: Final = 10**11
POINT_GROUPS: Final = frozenset({"de", "es", "it", "nl", "pt", "tr", "id", "da", "el", "hr", "sl", "sr", "ro", "vi"})
EXACT, APPROXIMATE, AT_LEAST, UNKNOWN = "exact", "approximate", "at_least", "unknown"

HAN_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
                     "八": 8, "九": 9}  # fmt: skip
HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
HAN_GROUPS: Final = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8}
TIMES: Final = {
    "k": 10**3, "thousand": 10**3, "tausend": 10**3, "tsd": 10**3, "천": 10**3, "hundred": 100, "hundert": 100,
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "mio": 10**6, "mn": 10**6, "billion": 10**9,
    "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
}  # fmt: skip

_HAN: Final = "".join([*HAN_DIGITS, *HAN_UNITS, *HAN_GROUPS])
_SPACED: Final = r"\d{1,3}(?: \d{3})+(?![\d]|[.,'’]\d)"
_MARKED: Final = r"\d+(?:[.,'’]\d+)*"
_TIMES: Final = "|".join(sorted(TIMES, key=len, reverse=True))
_NUMBER: Final = re.compile(
    rf"(?P<digits>{_SPACED}|{_MARKED})(?:(?P<han>[{_HAN}][\d{_HAN}]*)| ?(?P<times>{_TIMES})\b\.?)?"
    rf"|(?P<only>[{_HAN}]+)"
)
_UPPER: Final = re.compile(
    r"(?:\b(?:up to|at most|no more than|not more than|maximum of|max\.?|less than|fewer than|under"
    r"|bis zu|hochstens|maximal|nicht mehr als|weniger als|unter)|最多|至多|不超过|不到|不足) ?$"
)
_LEAST: Final = re.compile(
    r"(?:\b(?:at least|more than|over|no less than|no fewer than|mindestens|mehr als|uber|wenigstens)"
    r"|至少|超过|不少于|多于|逾) ?$"
)
_ABOUT: Final = re.compile(
    r"(?:\b(?:ca\.?|circa|about|approx\.?|approximately|around|roughly|some|nearly|almost"
    r"|etwa|ungefahr|rund|knapp|an die|fast|gegen|um die)|[~≈∼～]|大约|约|大概|近|将近) ?$"
)
_ABOUT_AFTER: Final = re.compile(r"^(?: ?(?:or so|oder so)\b|左右|上下)")
_LEAST_AFTER: Final = re.compile(r"^(?:\+| ?(?:or more|oder mehr)\b|余|多(?![少种样方次])|以上)")
_RANGE: Final = re.compile(r"^ ?(?:-|–|—|~|～|/|\bto\b|\bbis\b|\bund\b|\band\b|至|到) ?(?:ca\.? |about |etwa |约)?$")
_BETWEEN: Final = re.compile(r"\b(?:between|zwischen) ?$")
LONGEST: Final = 60
"""More characters has no number that somebody can mean."""
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
    if len(written) > LONGEST:
        return None
    total, group, digit = Fraction(0), Fraction(0), None
    for part in re.findall(rf"\d+(?:\.\d+)?|[{_HAN}]", written):
        if part in HAN_GROUPS:
            total = (total + group + (digit or (0 if group or total else 1))) * HAN_GROUPS[part]
            group, digit = Fraction(0), None
        elif part in HAN_UNITS:
            group, digit = group + (1 if digit is None else digit) * HAN_UNITS[part], None
        elif digit is not None and digit != 0:
            return None
        else:
            digit = Fraction(HAN_DIGITS[part]) if part in HAN_DIGITS else Fraction(part[:15])
    total += group + (digit or 0)
    return int(total) if total.denominator == 1 and 0 < total <= LARGEST else None


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
