"""Writing whole numbers as each language writes them, and reading them back as people type them.

Quantities are whole numbers in a base unit; nothing here makes a float of them or rounds in silence.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_compact_decimal, format_decimal
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from firewood.languages.choice import base_of, tidy_tag

LARGEST: Final = 10**11  # more than ten pieces for every person on earth is a slip of the finger

PERSIAN_DIGITS: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_OWN_DIGITS: Final = {"fa": PERSIAN_DIGITS, "ps": PERSIAN_DIGITS, "ur": PERSIAN_DIGITS, "ar": ARABIC_DIGITS}
_POINT_GROUPS: Final = frozenset({"de", "es", "it", "nl", "pt", "tr", "id", "da", "el", "hr", "sl", "sr", "ro", "vi"})
_TEN_THOUSANDS: Final = frozenset({"zh", "ja", "ko"})
_COMMAS: Final = ",，、٬،"
_SPACES: Final = " \u00a0\u2009\u202f\u3000'’"
_MINUSES: Final = "-−－﹣–"
_POINTS: Final = ".．｡٫"
_GROUPED: Final = re.compile(r"\d{1,3}(?P<mark>[,. ])\d{3}(?:(?P=mark)\d{3})*")
_NUMBER_LIKE: Final = re.compile(r"\d+(?:[,. ]\d+)*")


class NotAWholeNumber(ValueError):
    """Typed words that are no whole number. `code`: empty, negative, fraction, grouping, not_digits, too_large."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(code, text)

    @property
    def sentence(self) -> str:
        """What is wrong and what to write instead, in the language of the reader."""
        return _sentences()[self.code] % {"text": self.text, "largest": show_number(LARGEST)}

    def __str__(self) -> str:
        return self.sentence


def read_whole_number(text: str, *, language: str) -> int:
    """A typed count as an int, 0 to LARGEST; separators of the language, spaces and other digits are understood.

    Raises NotAWholeNumber with its code; "1.5" is never taken for 15 nor "12x" for 12.
    """
    plain = _plain(text, language)
    if not plain:
        raise NotAWholeNumber("empty", text)
    if plain[0] == "-" and _NUMBER_LIKE.fullmatch(plain[1:].strip()):
        raise NotAWholeNumber("negative", text)
    if not _NUMBER_LIKE.fullmatch(plain):
        raise NotAWholeNumber("not_digits", text)
    digits = _without_groups(plain, text)
    short = digits.lstrip("0") or "0"
    if len(short) > len(str(LARGEST)) or int(short) > LARGEST:
        raise NotAWholeNumber("too_large", text)
    return int(short)


def show_number(number: int, language: str | None = None) -> str:
    """A whole number with the separators and digits of a language; the page's language when none is given."""
    tag = _reader(language)
    shown = str(format_decimal(number, locale=_locale(tag)))
    return in_own_digits(shown.replace(",", "٬") if base_of(tag) in _OWN_DIGITS else shown, tag)


def show_compact(number: int, language: str | None = None) -> str:
    """A short form: 1.13M, 1,13 Mio., 113万; below ten thousand in full, "≈" before it when rounding lost something."""
    if abs(number) < 10_000:
        return show_number(number, language)
    tag = _reader(language)
    short, exact = (str(format_compact_decimal(number, locale=_locale(tag), fraction_digits=n)) for n in (2, 12))
    nothing_lost = short == exact
    if short.isdigit():  # some languages have no short word for thousands
        return show_number(number, tag)
    if base_of(tag) in _OWN_DIGITS:
        short = in_own_digits(short.replace(".", "٫"), tag)
    return short if nothing_lost else f"≈ {short}"


def show_in_words(number: int, language: str | None = None) -> str:
    """A number as a language writes it in a sentence: 1.13 million, 1,13 Millionen, 113万, 220,000; never rounded.

    The word for millions (from ten thousand on in Chinese, Japanese and Korean) is taken only when two decimals say
    the number whole; otherwise it is written out.
    """
    tag = _reader(language)
    counts_by_ten_thousands = base_of(tag) in _TEN_THOUSANDS
    if abs(number) < (10_000 if counts_by_ten_thousands else 1_000_000):
        return show_number(number, tag)
    form: Literal["short", "long"] = "short" if counts_by_ten_thousands else "long"
    said, whole = (
        str(format_compact_decimal(number, format_type=form, locale=_locale(tag), fraction_digits=n)) for n in (2, 12)
    )
    if said != whole:
        return show_number(number, tag)
    return in_own_digits(said.replace(".", "٫"), tag) if base_of(tag) in _OWN_DIGITS else said


def show_quantity(
    quantity: int | None, *, quality: str = "exact", unit: str = "", language: str | None = None, compact: bool = False
) -> str:
    """A quantity with its quality and its unit: "≈ 1,130,000 masks", "at least 40", "not known".

    `quality` is exact, approximate, at_least or unknown; `unit` is the word as it should stand there.
    """
    with override(_reader(language)):
        if quantity is None or quality == "unknown":
            return _("%(unit)s, number not known") % {"unit": unit} if unit else _("not known")
        number = show_compact(quantity) if compact else show_number(quantity)
        counted = f"{number} {unit}".rstrip()
        if quality == "approximate":
            return counted if counted.startswith("≈") else f"≈ {counted}"
        return _("at least %(quantity)s") % {"quantity": counted} if quality == "at_least" else counted


def in_own_digits(text: str, language: str) -> str:
    """Text with the digits that a language writes: Persian and Arabic have their own."""
    table = _OWN_DIGITS.get(base_of(language))
    return text.translate(table) if table else text


def _sentences() -> dict[str, str]:
    return {
        "empty": _("Write a number, or say that it is not known."),
        "negative": _("“%(text)s” is below zero. Write how many there are."),
        "fraction": _("“%(text)s” is not a whole number. Write it in a smaller unit."),
        "grouping": _("The separators in “%(text)s” do not fit together. Write the number without them."),
        "not_digits": _("“%(text)s” is not a number. Write digits only, for example 1200."),
        "too_large": _("“%(text)s” is more than %(largest)s. Look whether there are too many zeros."),
    }


def _plain(text: str, language: str) -> str:
    """ASCII digits, "-" for a minus, "," for the language's thousands mark, "." for its decimal mark, one space."""
    points_group = base_of(language) in _POINT_GROUPS and tidy_tag(language) != "de-ch"
    group, fraction = (_POINTS[:2], _COMMAS) if points_group else (_COMMAS, _POINTS)
    found = []
    for character in text.strip():
        digit = unicodedata.decimal(character, None)
        found.append(str(digit) if digit is not None else _mark(character, group, fraction))
    return "".join(found)


def _mark(character: str, group: str, fraction: str) -> str:
    tables = ((_MINUSES, "-"), (_SPACES, " "), ("٬", ","), ("٫", "."), (group, ","), (fraction, "."))
    return next((plain for characters, plain in tables if character in characters), character)


def _without_groups(plain: str, text: str) -> str:
    if plain.isdigit():
        return plain
    if "." in plain:
        code = "fraction" if plain.count(".") == 1 else "grouping"
        raise NotAWholeNumber(code, text)
    if not _GROUPED.fullmatch(plain):
        raise NotAWholeNumber("grouping", text)
    return plain.replace(",", "").replace(" ", "")


def _reader(language: str | None) -> str:
    return tidy_tag(language or get_language() or "en")


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
