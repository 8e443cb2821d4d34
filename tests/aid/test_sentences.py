"""Sentences for others: exact in three languages, whatever is known and whatever is not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firewood.aid.queries.figures import Figure
from firewood.aid.sentences import FigureSaid, GiftSaid, GoodsSaid, figure_sentence, gift_sentence, number_in_words
from firewood.aid.states import Direction, Part
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status
from firewood.languages.choice import SHOWN
from firewood.languages.dates import StatedDay
from firewood.languages.numbers import show_in_words
from firewood.supplies.states import Quality

ABOUT, LEAST, EXACT = Quality.APPROXIMATE, Quality.AT_LEAST, Quality.EXACT
NAMES = {
    "en": {"city": "Beijing", "item": "masks", "seoul": "Seoul", "cologne": "Cologne", "suits": "protective suits"},
    "de": {"city": "Peking", "item": "Masken", "seoul": "Seoul", "cologne": "Köln", "suits": "Schutzanzüge"},
    "zh-hans": {"city": "北京", "item": "口罩", "seoul": "首尔", "cologne": "科隆", "suits": "防护服"},
}
SOURCE = {"en": "Can Kao Xiao Xi", "de": "Can Kao Xiao Xi", "zh-hans": "参考消息"}
SCOPE = {
    "en": "donated by foreign central or local governments",
    "de": "Spenden ausländischer Zentral- oder Kommunalregierungen",
    "zh-hans": "外国中央或地方政府捐赠",
}
DAY = date(2020, 3, 25)


def say(figure: Figure, part: Part = Part.COUNTED, **more: Any) -> dict[str, str]:
    """The sentence of a figure in the three languages of the interface."""
    told: dict[str, Any] = {"direction": Direction.RECEIVED, "unit": "piece", "day": DAY} | more
    found = {}
    for tag, names in NAMES.items():
        named = {name: each[tag] if isinstance(each, dict) else each for name, each in told.items()}
        said = FigureSaid(**({"city": names["city"], "item": names["item"], "figure": figure, "part": part} | named))
        found[tag] = figure_sentence(said, tag)
    return found


def test_a_stated_figure_names_its_day_scope_and_source() -> None:
    assert say(Figure(1_130_000, ABOUT), Part.STATED, scope=SCOPE, source=SOURCE) == {
        "en": "As of 25 March 2020, Beijing has received about 1.13 million masks (donated by foreign central or local"
        " governments; stated by Can Kao Xiao Xi).",
        "de": "Bis zum 25. März 2020 hat Peking rund 1,13 Millionen Masken erhalten (Spenden ausländischer"
        " Zentral- oder"
        " Kommunalregierungen; Angabe: Can Kao Xiao Xi).",
        "zh-hans": "截至2020年3月25日，北京已收到约113万件口罩（外国中央或地方政府捐赠；据参考消息公布）。",
    }


def test_pairs_are_pairs() -> None:
    gloves = {"en": "gloves", "de": "Handschuhe", "zh-hans": "手套"}
    assert say(Figure(750_000, ABOUT), Part.STATED, item=gloves, unit="pair", source=SOURCE) == {
        "en": "As of 25 March 2020, Beijing has received about 750,000 pairs of gloves (stated by Can Kao Xiao Xi).",
        "de": "Bis zum 25. März 2020 hat Peking rund 750.000 Paar Handschuhe erhalten (Angabe: Can Kao Xiao Xi).",
        "zh-hans": "截至2020年3月25日，北京已收到约75万双手套（据参考消息公布）。",
    }


def test_an_exact_count_so_far() -> None:
    assert say(Figure(4_000), so_far=True, day=date(2020, 10, 9)) == {
        "en": "So far, as of 9 October 2020, Beijing has received 4,000 masks (counted by our office from confirmed"
        " receipts).",
        "de": "Bisher, Stand 9. Oktober 2020, hat Peking 4.000 Masken erhalten (von unserem Büro nach"
        " bestätigtem Empfang"
        " gezählt).",
        "zh-hans": "迄今（截至2020年10月9日），北京已收到4,000件口罩（我办按收货确认清点）。",
    }


def test_at_least_and_one_more_gift_without_a_quantity() -> None:
    assert say(Figure(40, LEAST), Part.REPORTED, source=SOURCE, unknown_gifts=1) == {
        "en": "As of 25 March 2020, Beijing has received at least 40 masks (reported by Can Kao Xiao Xi, not"
        " counted by us;"
        " how many came with 1 more gift is not known).",
        "de": "Bis zum 25. März 2020 hat Peking mindestens 40 Masken erhalten (gemeldet: Can Kao Xiao Xi; von uns nicht"
        " gezählt; wie viele mit 1 weiteren Gabe kamen, ist nicht bekannt).",
        "zh-hans": "截至2020年3月25日，北京已收到至少40件口罩（据参考消息报道，我办未清点；另有1批捐赠数量不详）。",
    }


def test_several_gifts_without_a_quantity_stand_beside_a_count_and_never_beside_a_stated_sum() -> None:
    counted = say(Figure(5), unknown_gifts=3)
    assert counted["en"].endswith("receipts; how many came with 3 more gifts is not known).")
    assert counted["de"].endswith("gezählt; wie viele mit 3 weiteren Gaben kamen, ist nicht bekannt).")
    assert counted["zh-hans"].endswith("清点；另有3批捐赠数量不详）。")
    assert "more gift" not in say(Figure(5), Part.STATED, source=SOURCE, unknown_gifts=3)["en"]


def test_nothing_counted_is_said_as_such() -> None:
    assert say(Figure(0)) == {
        "en": "As of 25 March 2020, Beijing has received no masks (counted by our office from confirmed receipts).",
        "de": "Bis zum 25. März 2020 hat Peking keine Masken erhalten (von unserem Büro nach bestätigtem"
        " Empfang gezählt).",
        "zh-hans": "截至2020年3月25日，北京已收到0件口罩（我办按收货确认清点）。",
    }


def test_at_least_nothing_is_not_nothing() -> None:
    assert [said.partition(" (")[0].partition("（")[0] for said in say(Figure(0, Quality.AT_LEAST)).values()] == [
        "As of 25 March 2020, Beijing has received at least 0 masks",
        "Bis zum 25. März 2020 hat Peking mindestens 0 Masken erhalten",
        "截至2020年3月25日，北京已收到至少0件口罩",
    ]


def test_an_unknown_number_is_not_guessed() -> None:
    assert say(Figure(None, Quality.UNKNOWN), Part.REPORTED, source=SOURCE, unknown_gifts=3) == {
        "en": "As of 25 March 2020, Beijing has received masks (how many is not known; reported by Can Kao Xiao Xi,"
        " not counted by us).",
        "de": "Bis zum 25. März 2020 hat Peking Masken erhalten (Anzahl nicht bekannt; gemeldet: Can Kao Xiao Xi; von"
        " uns nicht gezählt).",
        "zh-hans": "截至2020年3月25日，北京已收到口罩（数量不详；据参考消息报道，我办未清点）。",
    }


def test_one_piece_and_one_box() -> None:
    one = say(Figure(1))
    assert one["en"].startswith("As of 25 March 2020, Beijing has received 1 piece (masks) (")
    assert one["de"].startswith("Bis zum 25. März 2020 hat Peking 1 Stück (Masken) erhalten (")
    assert one["zh-hans"].startswith("截至2020年3月25日，北京已收到1件口罩（")
    box, boxes = say(Figure(1), item="", unit="box"), say(Figure(49), item="", unit="box")
    assert "received 1 box of unknown contents (" in box["en"]
    assert "received 49 boxes of unknown contents (" in boxes["en"]
    assert "49 Kartons unbekannten Inhalts erhalten" in boxes["de"]
    assert "已收到49箱内容不详的物资" in boxes["zh-hans"]


def test_what_we_gave_to_one_side() -> None:
    seoul = {tag: names["seoul"] for tag, names in NAMES.items()}
    assert say(Figure(50), direction=Direction.GIVEN, partner=seoul) == {
        "en": "As of 25 March 2020, Beijing has given 50 masks to Seoul (counted by our office from confirmed"
        " receipts).",
        "de": "Bis zum 25. März 2020 hat Peking 50 Masken für Seoul gegeben (von unserem Büro nach bestätigtem Empfang"
        " gezählt).",
        "zh-hans": "截至2020年3月25日，北京已向首尔捐赠50件口罩（我办按收货确认清点）。",
    }
    assert say(Figure(50), partner=seoul)["zh-hans"].startswith("截至2020年3月25日，北京已收到首尔捐赠的50件口罩（")


def gift(tag: str, **more: Any) -> str:
    names = NAMES[tag]
    goods = (GoodsSaid(item=names["suits"], unit="piece", figure=Figure(None, Quality.UNKNOWN)),)
    told: dict[str, Any] = {
        "giver": names["cologne"], "receivers": (names["city"],), "goods": goods, "part": Part.REPORTED,
        "days": (StatedDay("", date(2020, 2, 13), date(2020, 2, 13)),), "source": SOURCE[tag],
    }  # fmt: skip
    return gift_sentence(GiftSaid(**(told | more)), tag)


def test_a_gift_of_which_nobody_knows_how_many() -> None:
    assert {tag: gift(tag) for tag in SHOWN} == {
        "en": "Cologne has given protective suits to Beijing (how many is not known; 13 February 2020; reported by"
        " Can Kao Xiao Xi, not counted by us).",
        "de": "Köln hat für Peking gegeben: Schutzanzüge (Anzahl nicht bekannt; 13. Februar 2020; gemeldet: Can Kao"
        " Xiao Xi; von uns nicht gezählt).",
        "zh-hans": "科隆已向北京捐赠防护服（数量不详；2020年2月13日；据参考消息报道，我办未清点）。",
    }


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((StatedDay("", date(2020, 3, 16), date(2020, 3, 17)),), "16 and 17 March 2020"),
        ((StatedDay("", date(2020, 2, 1), date(2020, 2, 10)),), "early February 2020"),
        ((StatedDay(),), "day not known"),
        (
            (StatedDay("", date(2020, 3, 16), date(2020, 3, 16)), StatedDay("", date(2020, 3, 17), date(2020, 3, 17))),
            "16 March 2020, 17 March 2020",
        ),
    ],
)
def test_a_day_is_no_more_precise_than_it_is_known(days: tuple[StatedDay, ...], said: str) -> None:
    assert f"known; {said}; reported by" in gift("en", days=days)


def test_a_gift_may_be_open_for_several_on_its_way_or_for_nobody_knows_whom() -> None:
    both = gift("en", receivers=("Tokyo", "Yokohama"), open=True, part=Part.COUNTED, on_the_way=True)
    assert both == (
        "Cologne has sent protective suits, other things that are not named to Tokyo and Yokohama"
        " (how many is not known; 13 February 2020; as sent; the receipt is not confirmed)."
    )
    assert gift("en", receivers=(), goods=()).startswith(
        "Cologne has given goods that are not named to a receiver who is not known (13 February 2020;"
    )


@pytest.mark.parametrize("status", [Status.EXERCISE, Status.TEST])
def test_an_exercise_is_never_told_to_others(status: Status) -> None:
    with pytest.raises(NotNow, match="Of an exercise there are no sentences for others"):
        say(Figure(5), status=status)
    with pytest.raises(NotNow):
        gift("en", status=status)


@pytest.mark.parametrize(
    ("number", "en", "de", "zh"),
    [
        (1_130_000, "1.13 million", "1,13 Millionen", "113万"),
        (1_000_000, "1 million", "1 Million", "100万"),
        (1_134_567, "1,134,567", "1.134.567", "1,134,567"),
        (220_000, "220,000", "220.000", "22万"),
        (17_000, "17,000", "17.000", "1.7万"),
        (3_700, "3,700", "3.700", "3,700"),
        (0, "0", "0", "0"),
        (123_000_000, "123 million", "123 Millionen", "1.23亿"),
    ],
)
def test_a_number_as_its_language_writes_it(number: int, en: str, de: str, zh: str) -> None:
    assert [show_in_words(number, tag) for tag in SHOWN] == [en, de, zh]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0, max_value=10**11), st.sampled_from([*SHOWN, "ko", "ja", "fa"]))
def test_a_number_in_words_is_never_rounded(number: int, language: str) -> None:
    said = show_in_words(number, language)
    scale = next((scale for word, scale in SCALES.items() if word in said), 1)
    digits = "".join(character for character in said.translate(PLAIN) if character.isdigit() or character in ".,")
    if scale == 1:
        assert digits.replace(",", "").replace(".", "") == str(number)
    else:
        whole, _mark, rest = digits.replace(",", ".").partition(".")
        assert int(whole + rest) * scale == number * 10 ** len(rest)


SCALES = {
    "Millionen": 10**6, "Million": 10**6, "million": 10**6, "Milliarden": 10**9, "Milliarde": 10**9, "billion": 10**9,
    "میلیون": 10**6, "میلیارد": 10**9, "万": 10**4, "亿": 10**8, "만": 10**4, "억": 10**8, "億": 10**8,
}  # fmt: skip
PLAIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫٬", "0123456789.,")


def test_how_sure_is_said_in_words() -> None:
    assert number_in_words(Figure(1_130_000, ABOUT)) == "about 1.13 million"
    assert number_in_words(Figure(40, LEAST)) == "at least 40"
    assert number_in_words(Figure(None, Quality.UNKNOWN)) == "not known"
