"""In which script a text is written, and the language where the script alone tells it."""

import unicodedata
from collections import Counter
from typing import Final

OF_SCRIPT: Final = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HEBREW": "he", "GREEK": "el",
                    "THAI": "th", "ARMENIAN": "hy", "GEORGIAN": "ka"}  # fmt: skip
ENOUGH_LETTERS, ENOUGH_HAN = 20, 6
_TRADITIONAL: Final = frozenset(
    "們個國對時會來這說話學長東車門見貝頁馬鳥魚麥龍齒龜億萬與為無產業護贈謝誼愛醫療衛災難緊運輸"
)


def scripts_of(text: str) -> Counter[str]:
    """How many letters of each script a text has: LATIN, CJK, HANGUL, ARABIC, ..."""
    named = (unicodedata.name(letter, "").split(" ", 1)[0].split("-")[0] for letter in text if letter.isalpha())
    return Counter(filter(None, named))


def language_of_script(text: str) -> str:
    """The language that the script tells by itself; empty where several languages share it."""
    counted = scripts_of(text)
    if not counted:
        return ""
    if counted["HIRAGANA"] + counted["KATAKANA"] > counted.total() / 10:
        return "ja"
    script = counted.most_common(1)[0][0]
    language = OF_SCRIPT.get(script, "")
    return chinese_of(text) if language == "zh" else language


def chinese_of(text: str) -> str:
    """Chinese in simplified letters, or in traditional ones."""
    old = sum(letter in _TRADITIONAL for letter in text)
    return "zh-hant" if old * 12 > sum("\u3400" <= letter <= "\u9fff" for letter in text) else "zh-hans"


def is_enough(text: str) -> bool:
    """Whether a text is long enough to guess its language by its words."""
    counted = scripts_of(text)
    return counted.total() >= ENOUGH_LETTERS or counted["CJK"] >= ENOUGH_HAN
