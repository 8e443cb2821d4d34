"""Things in a row and parts of a sentence, parted as each language parts them."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from firewood.languages.lists import colon, comma, full_stop, listed, pause, semicolon
from firewood.ui.templatetags.looks import day_and_hour


def test_chinese_parts_a_list_with_its_own_comma() -> None:
    with override("zh-hans"):
        assert listed(["口罩", "手套"]) == "口罩、手套"
    with override("de"):
        assert listed(["Masken", "Handschuhe"]) == "Masken, Handschuhe"


@pytest.mark.parametrize(
    ("language", "signs"),
    [("en", ", | , | ; | : | . "), ("de", ", | , | ; | : | . "), ("zh-hans", "、|，|；|：|。")],
)
def test_chinese_parts_things_and_sentences_by_signs_of_its_own(language: str, signs: str) -> None:
    with override(language):
        said = [comma(), pause(), semicolon(), colon(), full_stop()]
    assert [each.strip() for each in said] == [each.strip() for each in signs.split("|")]


def test_a_day_with_its_hour_reads_as_the_language_writes_it() -> None:
    at = datetime(2020, 10, 9, 6, 0, tzinfo=UTC)
    with override("zh-hans"):
        assert day_and_hour(at) == "2020年10月9日，14:00"
    with override("en"):
        assert day_and_hour(at) == "9 October 2020, 14:00"
