"""Polite texts in English, German and Chinese: thanks, an offer accepted or declined, an acknowledgment, condolence.

They are only proposed: whoever signs reads and changes them. A sentence whose facts are not known is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from firewood.languages.choice import base_of, tidy_tag


class Polite(StrEnum):
    """What a polite text is for."""

    THANKS = "thanks"
    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    ACKNOWLEDGMENT = "acknowledgment"
    CONDOLENCE = "condolence"


WRITTEN: Final = ("en", "de", "zh-hans")
"""The languages in which we have these texts."""


@dataclass(frozen=True)
class Facts:
    """What a polite text speaks of, in words of its language; what is not known is empty.

    `greeting` is the partner's form of address where the registry knows it. `goods` with their counts, `day` as a day
    is written, `receipt` and `letter` by their numbers, `signed` the lines under the text.
    """

    partner: str
    city: str
    goods: str = ""
    day: str = ""
    receipt: str = ""
    letter: str = ""
    greeting: str = ""
    signed: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def filled(self) -> dict[str, str]:
        """The facts that are known, by the names under which the sentences ask for them."""
        named = {
            "partner": self.partner, "city": self.city, "goods": self.goods, "day": self.day,
            "receipt": self.receipt, "letter": self.letter, **self.more,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}


GREETINGS: Final = {
    "en": "Dear colleagues in {partner},",
    "de": "sehr geehrte Damen und Herren in {partner},",
    "zh-hans": "{partner}的同仁：",
}
"""How we greet where no form of address is known."""

# A paragraph is a row of wordings: the first whose facts are all known is taken, the last needs none or is left out.
Paragraphs = tuple[tuple[str, ...], ...]

TEXTS: Final[Mapping[str, Mapping[str, Paragraphs]]] = {
    "en": {
        Polite.THANKS: (
            (
                (
                    "On {day} your consignment reached us: {goods}. We have counted it and confirmed the"
                    " receipt under the number {receipt}."
                ),
                "On {day} your consignment reached us: {goods}. We have counted it and confirmed the receipt.",
                "Your consignment has reached us: {goods}. We have counted it and confirmed the receipt.",
                "Your consignment has reached us, and we have confirmed the receipt.",
            ),
            (
                (
                    "On behalf of {city} we thank you with all our heart. Whoever sends firewood in cold"
                    " weather warms more than a room; we shall not forget it."
                ),
            ),
            ("We wish you, and everyone in {partner}, good health.",),
        ),
        Polite.ACCEPTANCE: (
            (
                "Thank you for your offer: {goods}. We accept your help with gratitude.",
                "Thank you for your offer. We accept your help with gratitude.",
            ),
            (
                (
                    "May we ask you to tell us when it will leave, how it will travel, and how many boxes there are? We"
                    " shall confirm to you what has arrived, box by box."
                ),
            ),
            ("On behalf of {city} we thank you, and wish everyone in {partner} good health.",),
        ),
        Polite.DECLINE: (
            (
                "Thank you for your offer: {goods}. That you think of us in these days does us good.",
                "Thank you for your offer. That you think of us in these days does us good.",
            ),
            (
                (
                    "At present we have what we need, and there are others who need it more urgently than we do. We"
                    " therefore ask you not to send it to us now."
                ),
            ),
            ("We stay in touch, and wish everyone in {partner} good health.",),
        ),
        Polite.ACKNOWLEDGMENT: (
            (
                "Your letter of {day} has reached us; we keep it under the number {letter}.",
                "Your letter has reached us; we keep it under the number {letter}.",
                "Your letter has reached us.",
            ),
            (
                (
                    "Your words have been a comfort to us. We have passed them on to those for whom they were"
                    " meant, and you will hear from us again."
                ),
            ),
            ("On behalf of {city} we thank you, and wish everyone in {partner} good health.",),
        ),
        Polite.CONDOLENCE: (
            ("With deep sympathy we have learned of the losses in {partner}.",),
            ("Our thoughts are with the families of those who have died, and with all who care for the sick.",),
            ("{city} stands by you. Tell us how we can be of help.",),
        ),
    },
    "de": {
        Polite.THANKS: (
            (
                (
                    "am {day} ist Ihre Sendung bei uns eingetroffen: {goods}. Wir haben gezählt und den Empfang"
                    " unter der Nummer {receipt} bestätigt."
                ),
                "am {day} ist Ihre Sendung bei uns eingetroffen: {goods}. Wir haben gezählt und den Empfang bestätigt.",
                "Ihre Sendung ist bei uns eingetroffen: {goods}. Wir haben gezählt und den Empfang bestätigt.",
                "Ihre Sendung ist bei uns eingetroffen, und wir haben den Empfang bestätigt.",
            ),
            (
                (
                    "Im Namen von {city} danken wir Ihnen von ganzem Herzen. Wer bei Kälte Brennholz schickt,"
                    " wärmt mehr als eine Stube; wir werden es nicht vergessen."
                ),
            ),
            ("Wir wünschen Ihnen und allen Menschen in {partner} Gesundheit.",),
        ),
        Polite.ACCEPTANCE: (
            (
                "haben Sie Dank für Ihr Angebot: {goods}. Wir nehmen Ihre Hilfe dankbar an.",
                "haben Sie Dank für Ihr Angebot. Wir nehmen Ihre Hilfe dankbar an.",
            ),
            (
                (
                    "Dürfen wir Sie bitten, uns zu sagen, wann die Sendung abgeht, wie sie reist und wie viele"
                    " Kartons es sind? Wir bestätigen Ihnen Karton für Karton, was angekommen ist."
                ),
            ),
            ("Im Namen von {city} danken wir Ihnen und wünschen allen Menschen in {partner} Gesundheit.",),
        ),
        Polite.DECLINE: (
            (
                "haben Sie Dank für Ihr Angebot: {goods}. Es tut uns gut, dass Sie in diesen Tagen an uns denken.",
                "haben Sie Dank für Ihr Angebot. Es tut uns gut, dass Sie in diesen Tagen an uns denken.",
            ),
            (
                (
                    "Zurzeit haben wir, was wir brauchen, und andere brauchen es dringender als wir. Wir bitten"
                    " Sie daher, es uns jetzt nicht zu schicken."
                ),
            ),
            ("Wir bleiben in Verbindung und wünschen allen Menschen in {partner} Gesundheit.",),
        ),
        Polite.ACKNOWLEDGMENT: (
            (
                "Ihr Brief vom {day} ist bei uns eingegangen; wir führen ihn unter der Nummer {letter}.",
                "Ihr Brief ist bei uns eingegangen; wir führen ihn unter der Nummer {letter}.",
                "Ihr Brief ist bei uns eingegangen.",
            ),
            (
                (
                    "Ihre Worte waren uns ein Trost. Wir haben sie an diejenigen weitergegeben, denen sie"
                    " gelten, und Sie werden wieder von uns hören."
                ),
            ),
            ("Im Namen von {city} danken wir Ihnen und wünschen allen Menschen in {partner} Gesundheit.",),
        ),
        Polite.CONDOLENCE: (
            ("mit tiefer Anteilnahme haben wir von den Todesfällen in {partner} erfahren.",),
            (
                (
                    "Unsere Gedanken sind bei den Angehörigen der Verstorbenen und bei allen, die sich um die Kranken"
                    " kümmern."
                ),
            ),
            ("{city} steht Ihnen zur Seite. Lassen Sie uns wissen, wie wir helfen können.",),
        ),
    },
    "zh-hans": {
        Polite.THANKS: (
            (
                "贵方捐赠的物资已于{day}收到，计有：{goods}。我方已清点完毕并确认收讫，收据编号{receipt}。",
                "贵方捐赠的物资已于{day}收到，计有：{goods}。我方已清点完毕并确认收讫。",
                "贵方捐赠的物资已经收到，计有：{goods}。我方已清点完毕并确认收讫。",
                "贵方捐赠的物资已经收到，我方已确认收讫。",
            ),
            ("谨代表{city}，向贵方致以衷心感谢。雪中送炭，情义深重，我们铭记于心。",),
            ("祝{partner}各界人士健康平安。",),
        ),
        Polite.ACCEPTANCE: (
            (
                "感谢贵方愿向我方提供下列物资：{goods}。我方怀着感激之情接受贵方的帮助。",
                "感谢贵方表示愿意提供帮助。我方怀着感激之情接受。",
            ),
            ("请告知发运时间、运输方式及箱数。货到后，我方将逐箱清点并向贵方确认。",),
            ("谨代表{city}再次致谢，祝{partner}各界人士健康平安。",),
        ),
        Polite.DECLINE: (
            (
                "感谢贵方愿向我方提供下列物资：{goods}。此时此刻承蒙挂念，我们深感温暖。",
                "感谢贵方表示愿意提供帮助。此时此刻承蒙挂念，我们深感温暖。",
            ),
            ("目前我方物资尚可满足需要，而其他地方更为急需。因此恳请贵方暂不寄送。",),
            ("愿我们保持联系，祝{partner}各界人士健康平安。",),
        ),
        Polite.ACKNOWLEDGMENT: (
            (
                "贵方{day}来函收悉，我方登记编号为{letter}。",
                "贵方来函收悉，我方登记编号为{letter}。",
                "贵方来函收悉。",
            ),
            ("贵方的话语给予我们莫大慰藉，我们已转达有关方面，并将另行复函。",),
            ("谨代表{city}致谢，祝{partner}各界人士健康平安。",),
        ),
        Polite.CONDOLENCE: (
            ("惊悉{partner}有人在疫情中不幸离世，我们深感悲痛。",),
            ("谨向逝者家属致以深切慰问，并向所有照护病患的人们致敬。",),
            ("{city}与贵方同在。如有需要我方协助之处，敬请告知。",),
        ),
    },
}
TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        Polite.THANKS: "Letter of thanks",
        Polite.ACCEPTANCE: "We accept your offer with gratitude",
        Polite.DECLINE: "Our answer to your offer",
        Polite.ACKNOWLEDGMENT: "Your letter has reached us",
        Polite.CONDOLENCE: "Letter of condolence",
    },
    "de": {
        Polite.THANKS: "Dankschreiben",
        Polite.ACCEPTANCE: "Wir nehmen Ihr Angebot dankbar an",
        Polite.DECLINE: "Unsere Antwort auf Ihr Angebot",
        Polite.ACKNOWLEDGMENT: "Ihr Brief ist bei uns eingegangen",
        Polite.CONDOLENCE: "Beileidsschreiben",
    },
    "zh-hans": {
        Polite.THANKS: "感谢信",
        Polite.ACCEPTANCE: "关于接受贵方帮助的复函",
        Polite.DECLINE: "关于贵方提议的复函",
        Polite.ACKNOWLEDGMENT: "来函收悉",
        Polite.CONDOLENCE: "慰问信",
    },
}


def written_in(language: str) -> str:
    """The language, of those in which we have texts, that is nearest to a tag; English where none is."""
    wanted = tidy_tag(language)
    if wanted in WRITTEN:
        return wanted
    return next((tag for tag in WRITTEN if base_of(tag) == base_of(wanted)), "en")


def title_of(kind: Polite, *, language: str) -> str:
    """What stands over a polite text."""
    return TITLES[written_in(language)][kind]


def polite(kind: Polite, *, language: str, facts: Facts) -> str:
    """A whole polite text: greeting, paragraphs, and who signs."""
    tag, known = written_in(language), facts.filled()
    body = [said for wordings in TEXTS[tag][kind] if (said := _first(wordings, known))]
    greeting = _ended(facts.greeting, tag) if facts.greeting else _greeting(tag, known)
    return "\n\n".join(part for part in (greeting, *body, facts.signed) if part)


def _ended(greeting: str, tag: str) -> str:
    """A form of address as it stands above a letter: with its comma or colon."""
    return greeting if greeting.endswith((",", ":", "：", "，")) else f"{greeting}{'：' if tag == 'zh-hans' else ','}"


def _greeting(tag: str, known: Mapping[str, str]) -> str:
    said = GREETINGS[tag].format_map(known)
    return said[:1].upper() + said[1:]


def _first(wordings: tuple[str, ...], known: Mapping[str, str]) -> str:
    """The first wording whose facts are all known."""
    for wording in wordings:
        try:
            return wording.format_map(known)
        except KeyError:
            continue
    return ""
