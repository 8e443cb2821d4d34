"""Whole numbers as languages write them and as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firewood.languages.choice import KNOWN
from firewood.languages.numbers import (
    LARGEST,
    NotAWholeNumber,
    read_whole_number,
    show_compact,
    show_number,
    show_quantity,
)

COUNTS = st.integers(min_value=0, max_value=LARGEST)
LANGUAGES = st.sampled_from([*KNOWN, "fr", "ru", "ar", "cs", "de-CH", "es"])


@given(COUNTS, LANGUAGES)
def test_what_is_shown_can_be_typed_back(number: int, language: str) -> None:
    assert read_whole_number(show_number(number, language), language=language) == number


@given(COUNTS, LANGUAGES, st.sampled_from(["{}", " {} ", "{:_}", "00{}"]))
def test_plain_and_spaced_digits_are_understood_everywhere(number: int, language: str, form: str) -> None:
    assert read_whole_number(form.format(number).replace("_", " "), language=language) == number


@given(st.text(), LANGUAGES)
def test_any_text_is_a_number_or_refused_with_a_sentence(text: str, language: str) -> None:
    try:
        told: int | str = read_whole_number(text, language=language)
    except NotAWholeNumber as refusal:
        told = refusal.sentence
    assert isinstance(told, str) or 0 <= told <= LARGEST


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,130,000", "en", 1130000),
        ("1.130.000", "de", 1130000),
        ("1 130 000", "en", 1130000),
        ("１，１３０，０００", "zh-hans", 1130000),
        ("1，130，000", "zh-hans", 1130000),
        ("１１３００００", "ja", 1130000),
        ("۱٬۱۳۰٬۰۰۰", "fa", 1130000),
        ("١٬١٣٠٬٠٠٠", "ar", 1130000),
        ("1’130’000", "de-ch", 1130000),
        ("0", "en", 0),
        ("007", "en", 7),
        ("0" * 5000 + "7", "en", 7),
        ("100000000000", "en", LARGEST),
    ],
)
def test_accepted(text: str, language: str, number: int) -> None:
    assert read_whole_number(text, language=language) == number


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("12x", "en", "not_digits"),
        ("x", "en", "not_digits"),
        ("1e5", "en", "not_digits"),
        ("+5", "en", "not_digits"),
        ("5²", "en", "not_digits"),
        ("½", "en", "not_digits"),
        ("--3", "en", "not_digits"),
        ("1,,000", "en", "not_digits"),
        ("1.5", "en", "fraction"),
        ("1.130", "en", "fraction"),
        ("1,5", "de", "fraction"),
        ("1,130", "de", "fraction"),
        ("1.130", "de-ch", "fraction"),
        ("-3", "en", "negative"),
        ("−3", "en", "negative"),
        ("－３", "zh-hans", "negative"),
        ("", "en", "empty"),
        ("  ", "en", "empty"),
        ("1,13", "en", "grouping"),
        ("1,130 000", "en", "grouping"),
        ("1.130.000", "en", "grouping"),
        ("12 34", "en", "grouping"),
        ("100000000001", "en", "too_large"),
        ("1000000000000", "en", "too_large"),
        ("9" * 5000, "en", "too_large"),
    ],
)
def test_refused(text: str, language: str, code: str) -> None:
    with pytest.raises(NotAWholeNumber) as refusal:
        read_whole_number(text, language=language)
    assert (refusal.value.code, refusal.value.text) == (code, text)


def test_the_refusal_is_a_sentence() -> None:
    with pytest.raises(NotAWholeNumber, match=re.escape("“12x” is not a number. Write digits only, for example 1200.")):
        read_whole_number("12x", language="en")
    with pytest.raises(NotAWholeNumber, match=re.escape("“1000000000000” is more than 100,000,000,000.")):
        read_whole_number("1000000000000", language="en")


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("en", "1,130,000", "1.13M"),
        ("de", "1.130.000", "1,13\xa0Mio."),
        ("zh-hans", "1,130,000", "113万"),
        ("ko", "1,130,000", "113만"),
        ("ja", "1,130,000", "113万"),
        ("fa", "۱٬۱۳۰٬۰۰۰", "۱٫۱۳\xa0میلیون"),
    ],
)
def test_shown(language: str, full: str, short: str) -> None:
    assert (show_number(1130000, language), show_compact(1130000, language)) == (full, short)


def test_a_short_form_says_when_it_lost_something() -> None:
    assert show_compact(1134567, "en") == "≈ 1.13M"
    assert show_compact(3700, "en") == "3,700"
    assert show_compact(12345, "de") == "12.345"


@pytest.mark.parametrize(
    ("quantity", "quality", "shown"),
    [
        (1130000, "approximate", "≈ 1,130,000 masks"),
        (40, "at_least", "at least 40 masks"),
        (40, "exact", "40 masks"),
        (0, "exact", "0 masks"),
        (None, "unknown", "masks, number not known"),
    ],
)
def test_a_quantity_keeps_its_quality(quantity: int | None, quality: str, shown: str) -> None:
    assert show_quantity(quantity, quality=quality, unit="masks", language="en") == shown
    assert show_quantity(None, language="en") == "not known"
    assert show_quantity(1134567, quality="approximate", language="en", compact=True) == "≈ 1.13M"
