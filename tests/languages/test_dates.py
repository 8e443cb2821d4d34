"""Days as people state them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firewood.languages.choice import KNOWN
from firewood.languages.dates import NotADay, StatedDay, read_stated_day, show_day
from firewood.languages.persian import persian_date

D = date


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("9 March 2020", D(2020, 3, 9), D(2020, 3, 9)),
        ("March 9, 2020", D(2020, 3, 9), D(2020, 3, 9)),
        ("on 9 March", D(2020, 3, 9), D(2020, 3, 9)),
        ("9th of March 2020", D(2020, 3, 9), D(2020, 3, 9)),
        ("9 Mar", D(2020, 3, 9), D(2020, 3, 9)),
        ("2020-03-09", D(2020, 3, 9), D(2020, 3, 9)),
        ("２０２０-０３-０９", D(2020, 3, 9), D(2020, 3, 9)),
        ("2020-03", D(2020, 3, 1), D(2020, 3, 31)),
        ("early February 2020", D(2020, 2, 1), D(2020, 2, 10)),
        ("mid-February 2020", D(2020, 2, 11), D(2020, 2, 20)),
        ("late February 2020", D(2020, 2, 21), D(2020, 2, 29)),
        ("the end of February", D(2020, 2, 21), D(2020, 2, 29)),
        ("April 2020", D(2020, 4, 1), D(2020, 4, 30)),
        ("in April", D(2020, 4, 1), D(2020, 4, 30)),
        ("2015", D(2015, 1, 1), D(2015, 12, 31)),
        ("early 2020", D(2020, 1, 1), D(2020, 4, 30)),
        ("after 17 March 2020", D(2020, 3, 18), None),
        ("since 17 March 2020", D(2020, 3, 17), None),
        ("since 1979", D(1979, 1, 1), None),
        ("before 17 March 2020", None, D(2020, 3, 16)),
        ("until 25 March 2020", None, D(2020, 3, 25)),
        ("16 and 17 March 2020", D(2020, 3, 16), D(2020, 3, 17)),
        ("16-17 March 2020", D(2020, 3, 16), D(2020, 3, 17)),
        ("from 16 to 17 March 2020", D(2020, 3, 16), D(2020, 3, 17)),
        ("16 March to 2 April 2020", D(2020, 3, 16), D(2020, 4, 2)),
        ("between 30 December 2019 and 2 January 2020", D(2019, 12, 30), D(2020, 1, 2)),
        ("March and April 2020", D(2020, 3, 1), D(2020, 4, 30)),
        ("2020-03-16/2020-03-17", D(2020, 3, 16), D(2020, 3, 17)),
        ("2019-2020", D(2019, 1, 1), D(2020, 12, 31)),
        ("9. März 2020", D(2020, 3, 9), D(2020, 3, 9)),
        ("am 9. März", D(2020, 3, 9), D(2020, 3, 9)),
        ("9.3.2020", D(2020, 3, 9), D(2020, 3, 9)),
        ("Anfang Februar 2020", D(2020, 2, 1), D(2020, 2, 10)),
        ("Mitte Mai 2020", D(2020, 5, 11), D(2020, 5, 20)),
        ("nach dem 17. März 2020", D(2020, 3, 18), None),
        ("16. und 17. März 2020", D(2020, 3, 16), D(2020, 3, 17)),
        ("16. bis 17. März 2020", D(2020, 3, 16), D(2020, 3, 17)),
        ("2020年3月9日", D(2020, 3, 9), D(2020, 3, 9)),
        ("3月9日", D(2020, 3, 9), D(2020, 3, 9)),
        ("2020年4月", D(2020, 4, 1), D(2020, 4, 30)),
        ("2015年", D(2015, 1, 1), D(2015, 12, 31)),
        ("2020年2月上旬", D(2020, 2, 1), D(2020, 2, 10)),
        ("2月初", D(2020, 2, 1), D(2020, 2, 10)),
        ("2月底", D(2020, 2, 21), D(2020, 2, 29)),
        ("3月17日之后", D(2020, 3, 18), None),
        ("3月16日和17日", D(2020, 3, 16), D(2020, 3, 17)),
        ("2020年3月16日至17日", D(2020, 3, 16), D(2020, 3, 17)),
        ("3月16日至4月2日", D(2020, 3, 16), D(2020, 4, 2)),
        ("2020년 3월 9일", D(2020, 3, 9), D(2020, 3, 9)),
        ("", None, None),
        ("day not known", None, None),
        ("日期不详", None, None),
    ],
)
def test_read(words: str, earliest: date | None, latest: date | None) -> None:
    assert read_stated_day(words, year=2020) == StatedDay(words, earliest, latest)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("30 February 2020", "not_in_calendar"),
        ("2020-02-30", "not_in_calendar"),
        ("2020年2月30日", "not_in_calendar"),
        ("30. Februar 2020", "not_in_calendar"),
        ("2020-13-01", "not_in_calendar"),
        ("0000", "not_in_calendar"),
        ("30 and 31 April 2020", "not_in_calendar"),
        ("9 March", "no_year"),
        ("3月9日", "no_year"),
        ("17 to 16 March 2020", "backwards"),
        ("03/04/2020", "not_read"),
        ("soon", "not_read"),
        ("17", "not_read"),
        ("9 Smarch 2020", "not_read"),
        ("about 9 March 2020", "not_read"),
        ("after", "not_read"),
        ("9 March 20", "not_read"),
    ],
)
def test_refused(words: str, code: str) -> None:
    with pytest.raises(NotADay) as refusal:
        read_stated_day(words)
    assert (refusal.value.code, refusal.value.words) == (code, words)


def test_the_thirtieth_of_february_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        NotADay, match=re.escape("“30 February 2020” is not in the calendar. Look at the day and the month.")
    ):
        read_stated_day("30 February 2020")


@pytest.mark.parametrize(
    ("words", "en", "de", "zh"),
    [
        ("9 October 2020", "9 October 2020", "9. Oktober 2020", "2020年10月9日"),
        ("early February 2020", "early February 2020", "Anfang Februar 2020", "2020年2月上旬"),
        ("April 2020", "April 2020", "April 2020", "2020年4月"),
        ("2015", "2015", "2015", "2015年"),
        ("after 17 March 2020", "after 17 March 2020", "nach dem 17. März 2020", "2020年3月17日之后"),
        ("16 and 17 March 2020", "16 and 17 March 2020", "16. und 17. März 2020", "2020年3月16日和17日"),
        ("16 March to 2 April 2020", "16 March to 2 April 2020", "16. März bis 2. April 2020", "3月16日至2020年4月2日"),
        ("", "day not known", "Tag nicht bekannt", "日期不详"),
    ],
)
def test_shown(words: str, en: str, de: str, zh: str) -> None:
    day = read_stated_day(words)
    assert [show_day(day, language=tag) for tag in ("en", "de-AT", "zh-hans")] == [en, de, zh]


def test_short_and_persian_forms() -> None:
    assert [show_day(D(2020, 3, 9), language=tag, short=True) for tag in ("en", "de", "zh-hans")] == [
        "9 Mar",
        "9. März",
        "3月9日",
    ]
    assert show_day(D(2020, 3, 17), language="fa") == "۱۷ مارس ۲۰۲۰ (۲۷ اسفند ۱۳۹۸)"
    assert show_day(None, language="en") == "day not known"


@given(st.dates(min_value=D(1000, 1, 1)), st.sampled_from([tag for tag in KNOWN if tag != "fa"]))
def test_a_shown_day_reads_back_as_itself(day: date, language: str) -> None:
    assert read_stated_day(show_day(day, language=language)).exact == day


@given(
    st.dates(D(1950, 1, 1), D(2050, 1, 1)),
    st.dates(D(1950, 1, 1), D(2050, 1, 1)),
    st.sampled_from(["en", "de", "zh-hans"]),
)
def test_a_shown_span_reads_back_as_itself(one: date, other: date, language: str) -> None:
    first, last = sorted([one, other])
    read = read_stated_day(show_day(StatedDay("", first, last), language=language))
    assert (read.earliest, read.latest) == (first, last)


def test_machine_values_are_only_as_precise_as_the_day() -> None:
    values = {
        words: read_stated_day(words).machine for words in ("9 March 2020", "April 2020", "2015", "early April 2020")
    }
    assert values == {"9 March 2020": "2020-03-09", "April 2020": "2020-04", "2015": "2015", "early April 2020": ""}


def test_persian_new_years() -> None:
    assert [persian_date(day) for day in (D(2020, 3, 20), D(2021, 3, 20), D(2021, 3, 21), D(2025, 3, 20))] == [
        (1399, 1, 1), (1399, 12, 30), (1400, 1, 1), (1403, 12, 30)]  # fmt: skip
