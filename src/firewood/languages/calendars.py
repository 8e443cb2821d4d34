"""Which words stand for days, months and parts of them in each language; data, read and written by dates.py."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """How one language writes dates; {d}, {m}, {y} are filled in, {m} with the name of the month."""

    day: str
    day_without_year: str
    short_day: str
    month: str
    short_month: str
    early: str
    middle: str
    late: str
    year: str
    after: str
    before: str
    two_days: str
    short_two_days: str
    pair: str
    span: str
    unknown: str


EN: Final = Patterns(
    day="{d} {m} {y}", day_without_year="{d} {m}", short_day="{d} {s}", month="{m} {y}",
    short_month="{s}",
    early="early {month}", middle="middle of {month}", late="late {month}", year="{y}",
    after="after {day}", before="before {day}", two_days="{a} and {b} {m} {y}",
    short_two_days="{a}, {b} {s}", pair="{a} and {b}", span="{a} to {b}",
    unknown="day not known",
)  # fmt: skip
DE: Final = Patterns(
    day="{d}. {m} {y}", day_without_year="{d}. {m}", short_day="{d}. {s}", month="{m} {y}",
    short_month="{s}",
    early="Anfang {month}", middle="Mitte {month}", late="Ende {month}", year="{y}",
    after="nach dem {day}", before="vor dem {day}", two_days="{a}. und {b}. {m} {y}",
    short_two_days="{a}., {b}. {s}", pair="{a} und {b}",
    span="{a} bis {b}", unknown="Tag nicht bekannt",
)  # fmt: skip
ZH: Final = Patterns(
    day="{y}年{n}月{d}日", day_without_year="{n}月{d}日", short_day="{n}月{d}日", month="{y}年{n}月",
    short_month="{n}月",
    early="{month}上旬", middle="{month}中旬", late="{month}下旬", year="{y}年",
    after="{day}之后", before="{day}之前", two_days="{y}年{n}月{a}日和{b}日",
    short_two_days="{n}月{a}日、{b}日", pair="{a}和{b}", span="{a}至{b}",
    unknown="日期不详",
)  # fmt: skip
KO: Final = Patterns(
    day="{y}년 {n}월 {d}일", day_without_year="{n}월 {d}일", short_day="{n}월 {d}일", month="{y}년 {n}월",
    short_month="{n}월",
    early="{month} 상순", middle="{month} 중순", late="{month} 하순", year="{y}년",
    after="{day} 이후", before="{day} 이전", two_days="{y}년 {n}월 {a}일과 {b}일",
    short_two_days="{n}월 {a}일, {b}일", pair="{a}, {b}", span="{a}~{b}",
    unknown="날짜 미상",
)  # fmt: skip
JA: Final = Patterns(
    day="{y}年{n}月{d}日", day_without_year="{n}月{d}日", short_day="{n}月{d}日", month="{y}年{n}月",
    short_month="{n}月",
    early="{month}上旬", middle="{month}中旬", late="{month}下旬", year="{y}年",
    after="{day}より後", before="{day}より前", two_days="{y}年{n}月{a}日と{b}日",
    short_two_days="{n}月{a}日、{b}日", pair="{a}と{b}", span="{a}から{b}",
    unknown="日付不明",
)  # fmt: skip
FA: Final = Patterns(
    day="{d} {m} {y}", day_without_year="{d} {m}", short_day="{d} {m}", month="{m} {y}",
    short_month="{m}",
    early="اوایل {month}", middle="اواسط {month}", late="اواخر {month}", year="{y}",
    after="پس از {day}", before="پیش از {day}", two_days="{a} و {b} {m} {y}",
    short_two_days="{a} و {b} {m}", pair="{a} و {b}", span="{a} تا {b}",
    unknown="روز نامعلوم",
)  # fmt: skip
PATTERNS: Final = {"en": EN, "de": DE, "zh": ZH, "ko": KO, "ja": JA, "fa": FA}

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
    "fa": ("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
}  # fmt: skip
SHORT_MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
}
_OTHER_SPELLINGS: Final = {"sept": 9, "jänner": 1, "feber": 2, "mrz": 3, "maerz": 3, "jun": 6, "jul": 7, "dez": 12}

# Every month name read, without its full stop and in small letters.
MONTH_NUMBERS: Final[dict[str, int]] = {
    name.lower().rstrip("."): number
    for names in (*MONTHS.values(), *SHORT_MONTHS.values())
    for number, name in enumerate(names, start=1)
} | _OTHER_SPELLINGS

UNKNOWN_WORDS: Final = frozenset(
    {
        "",
        "?",
        "unknown",
        "not known",
        "undated",
        "no date",
        "unbekannt",
        "nicht bekannt",
        "ohne datum",
        "不详",
        "未知",
        "不明",
    }
    | {patterns.unknown.lower() for patterns in PATTERNS.values()}
)
AFTER: Final = ("after ", "nach dem ", "nach ", "پس از ")
SINCE: Final = ("since ", "from ", "seit dem ", "seit ", "ab dem ", "ab ")
BEFORE: Final = ("before ", "vor dem ", "vor ", "پیش از ")
UNTIL: Final = ("until ", "by ", "up to ", "bis zum ", "bis ")
AFTER_ENDS: Final = ("之后", "以后", "后", " 이후", "より後")
SINCE_ENDS: Final = ("以来", "起", "부터")
BEFORE_ENDS: Final = ("之前", "以前", "前", " 이전", "より前")
UNTIL_ENDS: Final = ("为止", "止", "까지")
JOINERS: Final = (
    " and ",
    " to ",
    " until ",
    " bis zum ",
    " bis ",
    " und ",
    " – ",
    " - ",
    "–",
    "至",
    "到",
    "和",
    "与",
    "~",
    "から",
    "と",
    " و ",
    " تا ",
    "/",
)
EARLY: Final = ("early ", "the beginning of ", "beginning of ", "anfang ", "اوایل ")
MIDDLE: Final = ("the middle of ", "middle of ", "mid-", "mid ", "mitte ", "اواسط ")
LATE: Final = ("late ", "the end of ", "end of ", "ende ", "اواخر ")
EARLY_ENDS: Final = ("上旬", "初", " 상순", " 초")
MIDDLE_ENDS: Final = ("中旬", " 중순")
LATE_ENDS: Final = ("下旬", "底", "末", " 하순", " 말")
LEADING: Final = (
    "on the ",
    "on ",
    "in the ",
    "in ",
    "between ",
    "the ",
    "am ",
    "im ",
    "zwischen dem ",
    "zwischen ",
    "vom ",
    "der ",
    "den ",
    "dem ",
)
