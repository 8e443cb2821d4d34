"""The languages of the interface, and which way a script runs."""

import re
from typing import Final, Literal

from babel import Locale, UnknownLocaleError

Direction = Literal["ltr", "rtl"]

# Each language calls itself by its own name.
SHOWN: Final[dict[str, str]] = {"en": "English", "de": "Deutsch", "zh-hans": "中文"}
KNOWN: Final[dict[str, str]] = {**SHOWN, "ko": "한국어", "ja": "日本語", "fa": "فارسی"}

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo"})
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def tidy_tag(tag: str) -> str:
    """A BCP 47 tag as we keep it: small letters, hyphens, no spaces around."""
    return tag.strip().replace("_", "-").lower()


def is_tag(tag: str) -> bool:
    """Whether it has the form of a BCP 47 tag: a language of two or three letters, then parts of up to eight."""
    return bool(_TAG.fullmatch(tag.strip()))


def base_of(tag: str) -> str:
    """The language without script and region: "zh" of "zh-Hans-CN"."""
    return tidy_tag(tag).split("-", 1)[0]


def direction_of(tag: str) -> Direction:
    """Which way the script of a BCP 47 tag runs: a script in the tag decides, else the language."""
    parts = tidy_tag(tag).split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def name_of(tag: str, *, reader: str) -> str:
    """What a language is called in the reader's language: "Chinese", "Chinesisch", "中文"; the tag when unknown."""
    try:
        named = Locale.parse(tidy_tag(tag), sep="-").get_display_name(Locale.parse(tidy_tag(reader), sep="-"))
    except (UnknownLocaleError, ValueError):
        return tag
    return named or tag


def closest(tag: str) -> str:
    """The shown interface language nearest to a tag: the same, the same base, else English."""
    wanted = tidy_tag(tag)
    if wanted in SHOWN:
        return wanted
    return next((shown for shown in SHOWN if base_of(shown) == base_of(wanted)), "en")
