"""Numbers of a text: each exactly once, as its language writes it, and never guessed."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from firewood.analysis.reading.old_text import Number, language_of, numbers_in
from firewood.analysis.reading.vocabulary import APPROXIMATE as ABOUT
from firewood.analysis.reading.vocabulary import AT_LEAST as LEAST
from firewood.analysis.reading.vocabulary import EXACT


def read(text: str) -> list[tuple[str, int | None]]:
    return [(each.words, each.whole) for each in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("approximately 1.13 million masks", [("1.13 million", 1_130_000)]),
        ("220,000 protective suits and 49 boxes", [("220,000", 220_000), ("49", 49)]),
        ("rund 1,13 Mio. Masken, 220.000 Schutzanzüge", [("1,13 Mio.", 1_130_000), ("220.000", 220_000)]),
        ("1,13 Millionen Masken und 1.130.000 mehr", [("1,13 Millionen", 1_130_000), ("1.130.000", 1_130_000)]),
        ("约113万只口罩、22万件防护服", [("113万", 1_130_000), ("22万", 220_000)]),
        ("一百一十三万只口罩，四十九箱，二十四个友城", [("一百一十三万", 1_130_000), ("四十九", 49), ("二十四", 24)]),
        ("24 sister cities, twenty-four of them", [("24", 24), ("twenty-four", 24)]),
        ("vierundzwanzig Partnerstädte und drei Kartons", [("vierundzwanzig", 24), ("drei", 3)]),
        ("2万5千只、1万2000只、两万三千五百只", [("2万5千", 25_000), ("1万2000", 12_000), ("两万三千五百", 23_500)]),
        (
            "一百一十三萬只，1.5万，3千万，2万2020年",
            [
                ("一百一十三萬", 1_130_000),
                ("1.5万", 15_000),
                ("3千万", 30_000_000),
                ("2万", 20_000),
                ("2020年", None),
            ],
        ),
        (
            "2 hundred masks, 3 tsd. und 5k, 1.13bn",
            [
                ("2 hundred", 200),
                ("3 tsd.", 3_000),
                ("5k", 5_000),
                ("1.13bn", 1_130_000_000),
            ],
        ),
        ("１２箱 and 12 345 masks", [("１２", 12), ("12 345", 12_345)]),
        ("100 200300 and 1'130'000", [("100", 100), ("200300", 200_300), ("1'130'000", 1_130_000)]),
        ("on 25 March 2020, at 8:30", [("25 March 2020", None), ("8", 8), ("30", 30)]),
        ("am 9. Oktober 2020 und am 2.5.2020", [("9. Oktober 2020", None), ("2.5.2020", None)]),
        ("截至2020年3月25日，2月", [("2020年3月25日", None), ("2月", None)]),
        ("March 25, 2020 and 2020-03-26", [("March 25, 2020", None), ("2020-03-26", None)]),
        ("1.5 percent", [("1.5", None)]),
        ("no number at all, keine, 没有", []),
    ],
)
def test_numbers_are_read_as_they_stand(text: str, found: list[tuple[str, int | None]]) -> None:
    assert read(text) == found


def test_how_sure_the_words_before_a_number_are() -> None:
    text = "about 5 masks, at least 6 gloves, 7 suits; rund 8 Masken; 约9箱；至少10箱"
    assert [each.quality for each in numbers_in(text)] == [ABOUT, LEAST, EXACT, ABOUT, ABOUT, LEAST]


def test_a_mark_that_can_mean_two_things_is_not_decided_without_the_language() -> None:
    assert [(each.sure, each.whole) for each in numbers_in("220.000")] == [(False, 220_000)]
    assert [each.sure for each in numbers_in("220.000 Schutzanzüge und mehr")] == [True]
    assert [each.sure for each in numbers_in("the 220.000 of them")] == [False]
    assert [each.sure for each in numbers_in("the 220,000 of them")] == [True]
    assert [each.sure for each in numbers_in("the 1,130 million of them")] == [False]


def test_the_language_is_that_of_the_line() -> None:
    text = "We received 1,130 masks from the cities.\nWir haben 1.130 Masken von den Städten.\n收到1,130只口罩"
    assert [each.whole for each in numbers_in(text)] == [1_130] * 3
    assert [each.sure for each in numbers_in(text)] == [True] * 3
    assert [language_of(line) for line in [*text.split("\n"), "1,130"]] == ["en", "de", "zh", ""]


PARTS = st.sampled_from(
    ["1.13 million", "220.000", "113万", "2020年3月25日", "25 March 2020", "forty-nine", "四十", "1,2,3", "1.2.3", " ",
     "\n", "Mio.", "万", "十", "5 Mio", "99", "'", ",", ".", "１２", "٣", "masks", "口罩", "2020-03-25", "9. Okt",
     "k", "M"]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=12).map("".join)))
@example("1.2.3.4万.5 Mio. 6'000 7 000 8")
def test_every_digit_of_a_text_belongs_to_exactly_one_number(text: str) -> None:
    found = numbers_in(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for each in found:
        assert text[each.start : each.end] == each.words
    for run in re.finditer(r"\d+", text):
        owners = [each for each in found if each.start <= run.start() and run.end() <= each.end]
        assert len(owners) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
@example("一二十只 2万五五百")
def test_a_number_has_a_value_unless_it_is_a_date_or_can_be_no_numeral(text: str) -> None:
    for each in numbers_in(text):
        assert isinstance(each, Number)
        assert each.value is None or not each.date
        assert each.date or each.value is not None or not each.sure
        assert (
            each.sure
            or each.value is not None
            or len(each.words) > 60
            or re.search("[一二三四五六七八九两兩]", each.words)
        )
        assert each.step > Fraction(0)


def test_a_numeral_that_nobody_can_read_has_no_value() -> None:
    assert [(each.words, each.value, each.sure) for each in numbers_in("一二十只")] == [("一二十", None, False)]


def test_an_endless_number_is_none() -> None:
    [found] = numbers_in("9" * 60_000)
    assert (found.value, found.sure) == (None, False)
