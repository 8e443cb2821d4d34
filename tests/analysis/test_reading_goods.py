"""Goods in letters of three languages, each with its number; no number is invented, and none is lost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firewood.analysis.reading.goods import GoodsRead, Term, read_goods
from firewood.analysis.reading.numbers import numbers_in
from firewood.analysis.reading.plain import plain

ITEMS = [
    Term("masks", ("masks", "Masken", "口罩", "마스크")),
    Term("suits", ("protective suits", "Schutzanzüge", "防护服")),
    Term("gloves", ("gloves", "Handschuhe", "手套")),
    Term("gowns", ("surgical gowns", "OP-Kittel", "手术衣")),
    Term("shields", ("face shields", "Gesichtsschilde", "防护面罩")),
    Term("kits", ("testing kits", "Testkits", "检测试剂盒")),
]
Line = tuple[str, int | None, str, str]


def lines(text: str, language: str = "") -> list[Line]:
    return [
        (line.item, line.quantity, line.quality, line.unit) for line in read_goods(text, ITEMS, language=language).goods
    ]


def loose(read: GoodsRead) -> list[str]:
    return [each.words for each in read.loose]


@pytest.mark.parametrize(("text", "language", "wanted"), [
    ("20,000 masks and 500 protective suits.", "en", [("masks", 20_000, "exact", ""), ("suits", 500, "exact", "")]),
    ("20.000 Masken und 500 Schutzanzüge.", "de", [("masks", 20_000, "exact", ""), ("suits", 500, "exact", "")]),
    ("捐2万只口罩、防护服500件。", "zh", [("masks", 20_000, "exact", "piece"), ("suits", 500, "exact", "piece")]),
    ("口罩20000只 防护服500件", "zh", [("masks", 20_000, "exact", "piece"), ("suits", 500, "exact", "piece")]),
    ("20,000 Masken", "de", [("masks", 20_000, "exact", "")]),
    ("20.000 masks", "en", [("masks", 20_000, "exact", "")]),
    ("20 000 masks", "en", [("masks", 20_000, "exact", "")]),
    ("20'000 Masken", "de-ch", [("masks", 20_000, "exact", "")]),
    ("２０，０００ 口罩", "zh", [("masks", 20_000, "exact", "")]),
    ("١٢٠٠ masks", "en", [("masks", 1_200, "exact", "")]),
    ("20k masks", "en", [("masks", 20_000, "exact", "")]),
    ("1.13 million masks", "en", [("masks", 1_130_000, "exact", "")]),
    ("1,13 Mio. Masken", "de", [("masks", 1_130_000, "exact", "")]),
    ("2 thousand masks", "en", [("masks", 2_000, "exact", "")]),
    ("113万只口罩", "zh", [("masks", 1_130_000, "exact", "piece")]),
    ("1.13亿只口罩", "zh", [("masks", 113_000_000, "exact", "piece")]),
    ("2万5千只口罩", "zh", [("masks", 25_000, "exact", "piece")]),
    ("两万三千五百只医用外科口罩", "zh", [("masks", 23_500, "exact", "piece")]),
    ("十二箱口罩", "zh", [("masks", 12, "exact", "carton")]),
    ("마스크 2만", "ko", [("masks", 20_000, "exact", "")]),
    ("about 1,000 pairs of gloves", "en", [("gloves", 1_000, "approximate", "pair")]),
    ("ca. 1.000 Paar Einmalhandschuhe", "de", [("gloves", 1_000, "approximate", "pair")]),
    ("手套约一千双", "zh", [("gloves", 1_000, "approximate", "pair")]),
    ("≈ 300 masks", "en", [("masks", 300, "approximate", "")]),
    ("some 20,000 masks", "en", [("masks", 20_000, "approximate", "")]),
    ("3000只左右的口罩", "zh", [("masks", 3_000, "exact", "piece")]),
    ("at least 40 masks", "en", [("masks", 40, "at_least", "")]),
    ("über 2.000 Schutzmasken", "de", [("masks", 2_000, "at_least", "")]),
    ("十二万余只口罩", "zh", [("masks", 120_000, "at_least", "piece")]),
    ("500+ masks", "en", [("masks", 500, "at_least", "")]),
    ("20.000 Stück FFP2-Masken", "de", [("masks", 20_000, "exact", "piece")]),
    ("5,000 KN95 masks", "en", [("masks", 5_000, "exact", "")]),
    ("300 x surgical gowns", "en", [("gowns", 300, "exact", "")]),
    ("Masks: 5,000 pcs", "en", [("masks", 5_000, "exact", "piece")]),
    ("gloves (300 pairs)", "en", [("gloves", 300, "exact", "pair")]),
    ("Gloves\t300", "en", [("gloves", 300, "exact", "")]),
    ("masks 500\ngloves 200", "en", [("masks", 500, "exact", ""), ("gloves", 200, "exact", "")]),
    ("masks 500 gloves 200", "en", [("masks", 500, "exact", ""), ("gloves", 200, "exact", "")]),
    ("500 masks 200 gloves", "en", [("masks", 500, "exact", ""), ("gloves", 200, "exact", "")]),
    ("6,000 testing kits", "en", [("kits", 6_000, "exact", "")]),
    ("20 boxes of masks", "en", [("masks", 20, "exact", "box")]),
    ("one Maske, eine Schutzmaske", "de", [("masks", None, "unknown", "")]),
])  # fmt: skip
def test_goods_are_read_as_offices_write_them(text: str, language: str, wanted: list[Line]) -> None:
    assert lines(text, language) == wanted


@pytest.mark.parametrize("text", [
    "some masks", "einige Masken", "一些口罩", "up to 500 masks", "bis zu 500 Masken", "最多500只口罩", "10-20 masks",
    "2.000 bis 3.000 Masken", "between 100 and 200 masks", "1.5 masks", "zero masks", "0 masks", "1,00 Masken",
    "1.130 million masks", "1234,567,8 masks", "999999999999999 masks", "½ masks",
])  # fmt: skip
def test_what_nobody_can_say_for_certain_stays_unknown(text: str) -> None:
    assert [line[:3] for line in lines(text)] == [("masks", None, "unknown")]


@pytest.mark.parametrize(("text", "left"), [
    ("500 doctors need masks", ["500"]),
    ("100名医生需要口罩", ["100"]),
    ("On 17 March 2020 we sent masks", ["17", "2020"]),
    ("300 ventilators and 20 masks", ["300"]),
    ("KN95 masks", ["95"]),
    ("masks, phone +82-2-1234", ["82-2-1234"]),
])  # fmt: skip
def test_a_number_that_stands_with_no_goods_is_named(text: str, left: list[str]) -> None:
    assert loose(read_goods(text, ITEMS)) == left


def test_the_same_said_twice_is_one_line_and_two_numbers_are_two() -> None:
    assert lines("20,000 masks for you.\nAs said: 20,000 masks.") == [("masks", 20_000, "exact", "")]
    assert lines("20,000 masks now, 5,000 masks later") == [
        ("masks", 20_000, "exact", ""),
        ("masks", 5_000, "exact", ""),
    ]
    assert lines("Masks are rare. We send 500 masks.") == [("masks", 500, "exact", "")]


def test_a_longer_name_is_not_a_shorter_one() -> None:
    assert lines("防护面罩300个，防护服20件") == [("shields", 300, "exact", "piece"), ("suits", 20, "exact", "piece")]


PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["masks", "Masken", "口罩", "gloves", "2万", "20,000", "1.5", "万", "½", "ca. ", "-", "\n", "\t", " 7 "]
    ),
    st.integers(0, 10**13).map(str),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS, st.sampled_from(["", "en", "de", "zh"]))
def test_nothing_breaks_it_and_no_digit_is_lost(text: str, language: str) -> None:
    read = read_goods(text, ITEMS, language=language)
    spans = [span for line in read.goods for span in line.spans] + [(each.start, each.end) for each in read.loose]
    for digit in re.finditer(r"\d", text):
        assert any(start <= digit.start() < end for start, end in spans), (text, digit)


@given(TEXTS, st.sampled_from(["", "en", "de", "zh"]))
def test_every_quantity_stands_in_its_words(text: str, language: str) -> None:
    for line in read_goods(text, ITEMS, language=language).goods:
        if line.quantity is None:
            assert line.quality == "unknown"
            continue
        assert line.quality in {"exact", "approximate", "at_least"}
        for start, end in line.spans:
            values = [number.value for number in numbers_in(plain(text[start:end]), language=language)]
            assert line.quantity in values


@given(
    st.integers(1, 10**9),
    st.sampled_from(["{:,} masks", "Masken: {} Stück", "{}只口罩", "about {:,} masks", "口罩{}只"]),
)
def test_any_whole_number_is_read_as_it_was_written(number: int, sentence: str) -> None:
    assert [line.quantity for line in read_goods(sentence.format(number), ITEMS, language="en").goods] == [number]


@pytest.mark.parametrize("sentence", [
    "12,000 masks. The goods are packed in 64 boxes.", "12,000 masks in about 64 boxes", "12.000 Masken in 64 Kartons",
    "口罩12000只，共64箱", "口罩12000只，装在64箱内",
])  # fmt: skip
def test_boxes_in_which_the_goods_are_packed_are_no_goods_of_their_own(sentence: str) -> None:
    boxes = Term("box", ("boxes", "Kartons", "箱"))
    read = read_goods(sentence, [*ITEMS, boxes], packings={"box"})
    assert [(line.item, line.quantity) for line in read.goods] == [("masks", 12_000)]
    assert [each.words for each in read.loose] == ["64"]


def test_boxes_of_which_nothing_else_is_known_stay_goods() -> None:
    boxes = Term("box", ("boxes", "Kartons"))
    for sentence in ("49 boxes of medical supplies", "medical supplies in 49 boxes", "100 masks and 49 boxes"):
        read = read_goods(sentence, [*ITEMS, boxes], packings={"box"})
        assert ("box", 49) in [(line.item, line.quantity) for line in read.goods], sentence


@pytest.mark.parametrize("word", ["a", "ß", "-", "A-1", "5x", "1 111 ", "口罩", "masks-", "万"])
def test_twenty_thousand_letters_without_sense_are_read_in_a_moment(word: str) -> None:
    began = time.process_time()
    read_goods(word * (20_000 // len(word)), ITEMS)
    assert time.process_time() - began < 5


def test_many_small_numbers_in_a_row_are_no_number() -> None:
    codes = "Codes: " + " ".join(str(number) for number in range(100, 1000)) * 3
    read = read_goods(f"{codes}\n500 masks", ITEMS)
    assert [(each.item, each.quantity) for each in read.goods] == [("masks", 500)]
