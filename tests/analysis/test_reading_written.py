"""Numbers as our own pages write them are read back to themselves by both readers, with how sure they are."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firewood.analysis.reading import numbers, old_text
from firewood.analysis.reading.plain import plain
from firewood.analysis.reading.vocabulary import ABOUT, LEAST, SPELLED, TIMES, han_value, one_of
from firewood.languages.choice import SHOWN
from firewood.languages.numbers import show_in_words, show_number, show_quantity
from firewood.supplies.states import Quality

FRAMES = {"en": "the city has {} masks", "de": "die Stadt hat {} Masken", "zh-hans": "北京收到{}只口罩"}
LANGUAGES = st.sampled_from([*SHOWN])
SURE = st.sampled_from([Quality.EXACT, Quality.APPROXIMATE, Quality.AT_LEAST])
LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_proposed(text: str, language: str) -> list[tuple[int | None, str]]:
    return [(each.value, each.quality) for each in numbers.numbers_in(plain(text), language=language)]


def as_held(text: str) -> list[tuple[int | None, str]]:
    return [(each.whole if each.sure else None, each.quality) for each in old_text.numbers_in(text)]


@LAW
@given(st.integers(min_value=1, max_value=10**10), LANGUAGES, SURE)
def test_a_quantity_as_we_show_it_is_read_back_with_its_sign(number: int, language: str, quality: Quality) -> None:
    text = FRAMES[language].format(show_quantity(number, quality=quality, language=language))
    assert as_proposed(text, language) == [(number, quality)]
    assert as_held(text) == [(number, quality)]


@LAW
@given(st.integers(min_value=1, max_value=10**10), LANGUAGES)
def test_a_number_as_our_sentences_write_it_is_read_back(number: int, language: str) -> None:
    for said in (show_number(number, language), show_in_words(number, language)):
        text = FRAMES[language].format(said)
        assert as_proposed(text, language) == [(number, "exact")]
        assert as_held(text) == [(number, "exact")]


def test_nothing_is_read_as_nothing() -> None:
    for language, frame in FRAMES.items():
        assert as_held(frame.format(show_number(0, language))) == [(0, "exact")]
        assert as_proposed(frame.format("0"), language) == [(None, "unknown")]


@pytest.mark.parametrize("word", [*ABOUT, "≈", "约", "大约"])
def test_both_readers_know_the_same_words_for_about(word: str) -> None:
    text = f"{word.replace(chr(92), '').replace('?', '')} 40 masks"
    assert as_proposed(text, "en") == as_held(text) == [(40, "approximate")]


@pytest.mark.parametrize("word", [*LEAST, "至少", "超过"])
def test_both_readers_know_the_same_words_for_at_least(word: str) -> None:
    word = re.sub(r"\(\?<!\w+ \)", "", word)
    assert as_proposed(f"{word} 40 masks", "en") == as_held(f"{word} 40 masks") == [(40, "at_least")]


@pytest.mark.parametrize("word", [word for word in TIMES if word.isascii()])
def test_both_readers_know_the_same_scales(word: str) -> None:
    assert as_proposed(f"2 {word} masks", "en") == as_held(f"2 {word} masks") == [(2 * TIMES[word], "exact")]


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=0, max_value=9_999))
def test_a_chinese_numeral_is_the_sum_of_its_parts(tens_of_thousands: int, rest: int) -> None:
    written = han(tens_of_thousands) + "万" + (han(rest) if rest else "")
    assert han_value(written) == tens_of_thousands * 10_000 + rest


def han(number: int) -> str:
    """A number below ten thousand in Chinese numerals, as one writes them out."""
    digits = "零一二三四五六七八九"
    parts = [(digits[number // unit % 10] + name if number // unit % 10 else "零")
             for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, ""))]  # fmt: skip
    return re.sub("零+", "零", "".join(parts)).strip("零")


def test_words_that_say_how_sure_begin_a_word() -> None:
    about = re.compile(one_of(ABOUT, (), plain=True))
    assert about.search("roundabout") is None
    assert about.search("ungefahr") is not None
    assert as_proposed("no more than 40 masks", "en") == as_proposed("less than 40 masks", "en") == [(None, "unknown")]
    assert as_held("no more than 40 masks, nicht mehr als 40 Masken") == [(40, "exact"), (40, "exact")]
    assert (SPELLED["forty-nine"], SPELLED["neunundvierzig"], "one" in SPELLED) == (49, 49, False)
