"""The words of numbers in English, German and Chinese, for whoever reads one: scales, numerals, how sure it is.

Words stand here as they are written; who looks for them in plain letters (`plain.folded`) folds the table once.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from firewood.analysis.reading.plain import folded

LARGEST: Final = 10**11
"""More than ten pieces for every person on earth is no quantity of anything."""
LONGEST: Final = 60
"""More characters has no number that somebody can mean."""
EXACT, APPROXIMATE, AT_LEAST, UNKNOWN = "exact", "approximate", "at_least", "unknown"
WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts that are written without blanks between words."""

# ---------- scales and numerals ----------

TIMES: Final = {
    "thousand": 10**3, "tausend": 10**3, "tsd": 10**3, "k": 10**3, "천": 10**3, "hundred": 100, "hundert": 100,
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "mio": 10**6, "mn": 10**6, "billion": 10**9,
    "billions": 10**9, "bn": 10**9, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
}  # fmt: skip
HAN_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
                     "八": 8, "九": 9}  # fmt: skip
HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
HAN_GROUPS: Final = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8}
HAN: Final = "".join([*HAN_DIGITS, *HAN_UNITS, *HAN_GROUPS])
_HAN_PART: Final = re.compile(rf"\d+(?:\.\d+)?|[{HAN}]")


def han_value(written: str) -> Fraction | None:
    """The value of 二十四, 两万三千五百, 2万5千 or 1.13亿; None when it is no number.

    Groups are read from the left: 万 and 亿 multiply what stands before them, and a bare 十, 百, 千 counts once.
    """
    if len(written) > LONGEST:
        return None
    total, group, digit = Fraction(0), Fraction(0), None
    for part in _HAN_PART.findall(written):
        if part in HAN_GROUPS:
            total = (total + group + (digit or (0 if group or total else 1))) * HAN_GROUPS[part]
            group, digit = Fraction(0), None
        elif part in HAN_UNITS:
            group, digit = group + (1 if digit is None else digit) * HAN_UNITS[part], None
        elif digit is not None and digit != 0:
            return None
        else:
            digit = Fraction(HAN_DIGITS[part]) if part in HAN_DIGITS else Fraction(part[:15])
    return total + group + (digit or 0)


# ---------- numbers in words ----------

_ENGLISH: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GERMAN: Final = (
    "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
    "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_GERMAN_TENS: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def _spelled() -> dict[str, int]:
    found = {word: n for words in (_ENGLISH, _GERMAN) for n, word in enumerate(words, 1)}
    for tens, (english, german) in enumerate(zip(_ENGLISH_TENS, _GERMAN_TENS, strict=True), 2):
        found |= {f"{english}{mark}{one}": tens * 10 + n for n, one in enumerate(_ENGLISH[:9], 1) for mark in "- "}
        found |= {f"{one}und{german}": tens * 10 + n for n, one in enumerate(_GERMAN[:9], 1)}
        found |= {english: tens * 10, german: tens * 10}
    return {word: number for word, number in found.items() if number > 1}


SPELLED: Final = _spelled()
"""Numbers in words from two to ninety-nine; "one" and "ein" are words for other things, too."""

# ---------- how sure a number is ----------

ABOUT: Final = (
    "about", "approximately", r"approx\.?", "around", "roughly", "some", "nearly", "almost", "rund", "etwa", r"ca\.?",
    "circa", "ungefähr", "knapp", "fast",
)  # fmt: skip
ABOUT_OR_WHERE: Final = ("an die", "gegen", "um die")
"""These say "about" of goods; before cities and persons they say where to."""
ABOUT_WIDE: Final = ("[≈~∼～]", "大约", "约", "大概", "近", "将近")
ABOUT_BEHIND: Final = r" ?(?:or so|oder so)\b|左右|上下"
LEAST: Final = (
    "at least", "(?<!no )(?<!not )more than", "over", "no less than", "not less than", "no fewer than", "mindestens",
    "(?<!nicht )mehr als", "über", "wenigstens", "nicht weniger als",
)  # fmt: skip
LEAST_WIDE: Final = ("至少", "超过", "不少于", "多于", "逾")
LEAST_BEHIND: Final = r"\+| ?(?:or more|oder mehr)\b|余|多(?![少种样方次])|以上"
MOST: Final = (
    "up to", "at most", "no more than", "not more than", "maximum of", r"max\.?", "(?<!no )(?<!not )less than",
    "(?<!no )fewer than", "under", "bis zu", "höchstens", "maximal", "nicht mehr als",
    "(?<!nicht )weniger als", "unter",
)  # fmt: skip
MOST_WIDE: Final = ("最多", "至多", "不超过", "不到", "不足")


def one_of(latin: Iterable[str], wide: Iterable[str], *, plain: bool) -> str:
    """A pattern for any of these words, in plain letters or as they are written; Latin ones begin a word."""
    words = [folded(word) if plain else word for word in latin]
    return "(?:" + "|".join([rf"\b(?:{'|'.join(words)})", *wide]) + ")"
