"""The Persian day of a Gregorian day, for readers of Persian."""

from datetime import date
from typing import Final

MONTHS: Final = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
# Years of 366 days within one cycle of 33 years; the rule holds from 1925 to 2088 (Borkowski 1996).
_LEAP: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_EPOCH: Final = date(1925, 3, 21)  # 1 Farvardin 1304, the first year of the civil calendar
_FIRST_YEAR: Final = 1304


def persian_date(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Persian civil calendar; 1925 to 2088, else ValueError."""
    if not _EPOCH <= day <= date(2088, 3, 19):
        raise ValueError(day)
    year, rest = _FIRST_YEAR, (day - _EPOCH).days
    while rest >= _length(year):
        rest -= _length(year)
        year += 1
    if rest < 186:
        return year, rest // 31 + 1, rest % 31 + 1
    return year, (rest - 186) // 30 + 7, (rest - 186) % 30 + 1


def persian_day(day: date) -> str:
    """The day written out, with plain digits."""
    year, month, number = persian_date(day)
    return f"{number} {MONTHS[month - 1]} {year}"


def _length(year: int) -> int:
    return 366 if year % 33 in _LEAP else 365
