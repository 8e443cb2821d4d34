"""What a text is for: an offer, a need, goods on their way, thanks; found by the words in which offices say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from firewood.analysis.reading.plain import Plain, folded, plain


class Purpose(StrEnum):
    """What a text may bring."""

    ANNOUNCEMENT = "announcement"
    OFFER = "offer"
    NEED = "need"
    THANKS = "thanks"
    GREETING = "greeting"


WORDS: Final[dict[Purpose, tuple[str, ...]]] = {
    Purpose.ANNOUNCEMENT: (
        "have sent", "has sent", "we sent", "are sending", "is sending", "has been shipped", "have been shipped",
        "was shipped", "were shipped", "have shipped", "dispatched", "despatched", "on its way", "on their way",
        "will arrive", "is expected to arrive", "are expected to arrive", "air waybill", "waybill", "flight",
        "shipment", "consignment", "packing list", "has left", "have left", "tracking number",
        "haben wir gesendet", "haben wir verschickt", "wurden verschickt", "wurde verschickt", "wurden versandt",
        "wurde versandt", "abgeschickt", "auf dem weg", "unterwegs", "treffen ein", "trifft ein", "eintreffen",
        "sendung", "lieferung", "frachtbrief", "luftfrachtbrief", "flug", "packliste", "abgeflogen",
        "已发出", "已寄出", "已发运", "已启运", "发往", "运抵", "将抵达", "预计抵达", "即将到达", "在途",
        "运单", "航班", "空运", "装箱单", "货物",
    ),
    Purpose.OFFER: (
        "donate", "donates", "donating", "donation", "donations", "offer", "offers", "would like to give",
        "wish to give", "willing to give", "willing to help", "make available", "provide you with",
        "would like to send", "want to send", "can send", "can give", "could give",
        "can spare", "could spare", "can provide", "contribute",
        "contribution", "as a gift", "support you with", "to present",
        "spenden", "spende", "spendet", "wir spenden", "spenden wir", "ihnen spenden", "gerne spenden", "anbieten",
         "bieten", "bietet", "angebot", "schenken", "abgeben", "zur verfugung stellen",
        "wollen senden", "mochten senden", "mochten ihnen", "konnen senden",
        "unterstutzen sie mit", "ubergeben mochten",
        "可提供", "能提供", "可以提供",
        "捐赠", "捐献", "捐助", "赠送", "愿意提供", "愿提供", "拟提供", "提供援助", "愿捐", "拟捐", "支援", "援助",
    ),
    Purpose.NEED: (
        "need", "needs", "we need", "they need", "needed", "urgently need", "are needed", "in need of", "short of",
        "shortage", "shortages", "in short supply", "lack", "lacks", "lacking", "require", "requires", "request",
        "requests", "ask for", "asks for", "asking for", "could you donate", "can you donate", "could you send",
        "can you send", "could you provide", "running out", "ran out",
        "brauchen", "braucht", "benotigen", "benotigt", "bedarf", "fehlen uns", "fehlt uns", "es fehlt", "es fehlen",
        "mangel", "knapp geworden", "bitten um", "bittet um", "bitten sie um", "konnten sie", "dringend",
        "急需", "需要", "需求", "短缺", "紧缺", "缺乏", "缺少", "不足",
        "请求", "请求支援", "请求援助", "希望获得", "希望得到", "能否提供",
    ),
    Purpose.THANKS: (
        "thank", "thanks", "thankful", "grateful", "gratitude", "appreciate", "appreciation", "gratefully received",
        "dank", "danken", "dankt", "bedanken", "bedankt", "dankbar", "dankbarkeit", "herzlichen dank", "vielen dank",
        "感谢", "感激", "致谢", "谢意", "谢谢", "鸣谢",
    ),
    Purpose.GREETING: (
        "a friend in need", "thank you for your attention", "thank you for your understanding", "thanks in advance",
        "thank you in advance", "do not need", "no need", "vielen dank im voraus", "dank fur ihr verstandnis",
        "kein bedarf", "brauchen nichts", "不需要", "感谢关注",
    ),
}  # fmt: skip
WEAK: Final = frozenset({
    "shipment", "consignment", "flight", "donation", "donations", "contribution", "donating", "need", "needed",
    "request",
    "sendung", "lieferung", "flug", "spende", "spenden", "angebot", "bedarf", "dringend", "unterwegs", "bietet",
    "货物", "航班", "空运", "捐赠", "捐助", "援助", "支援", "赠送", "需求", "不足",
})  # fmt: skip
"""Words that also stand in thanks for what came: beside thanks they say nothing by themselves."""
ORDER: Final = (Purpose.ANNOUNCEMENT, Purpose.OFFER, Purpose.NEED, Purpose.THANKS)
_WIDE: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Said:
    """Words that say what a text is for, as they stand there."""

    purpose: Purpose
    words: str


def purposes_in(written: str) -> list[Said]:
    """All words that say what a text is for; a longer phrase hides the words inside it."""
    text = plain(written)
    found = [(hit, purpose) for purpose in Purpose for hit in _pattern(purpose).finditer(text.text)]
    taken: list[tuple[re.Match[str], Purpose]] = []
    for hit, purpose in sorted(found, key=lambda each: (each[0].start() - each[0].end(), each[0].start())):
        if not any(hit.start() < other.end() and other.start() < hit.end() for other, _purpose in taken):
            taken.append((hit, purpose))
    return [_said(text, hit, purpose) for hit, purpose in sorted(taken, key=lambda each: each[0].start())]


def likeliest(said: Sequence[Said]) -> Purpose | None:
    """What a text most likely brings: what most words say; thanks where only weak words stand beside them."""
    weights = {purpose: _weight({folded(each.words) for each in said if each.purpose == purpose}) for purpose in ORDER}
    best = max(ORDER[:3], key=lambda purpose: weights[purpose])
    strong = any(each.purpose == best and folded(each.words) not in WEAK for each in said)
    if weights[best] and (strong or not weights[Purpose.THANKS]):
        return best
    return Purpose.THANKS if weights[Purpose.THANKS] else None


def _weight(words: set[str]) -> int:
    return sum(1 if word in WEAK else 2 for word in words)


def _said(text: Plain, hit: re.Match[str], purpose: Purpose) -> Said:
    return Said(purpose, text.words(*hit.span()))


@cache
def _pattern(purpose: Purpose) -> re.Pattern[str]:
    phrases = sorted((folded(each) for each in WORDS[purpose]), key=len, reverse=True)
    return re.compile("|".join(_found_by(phrase) for phrase in phrases))


def _found_by(phrase: str) -> str:
    if _WIDE.search(phrase):
        return re.escape(phrase)
    words = "[ \\n]".join(re.escape(word) for word in phrase.split())
    return rf"(?<!\w){words}(?!\w)"
