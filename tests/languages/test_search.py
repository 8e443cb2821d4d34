"""Finding things by their words."""

from datetime import date

import pytest

from firewood.languages.models import SearchEntry, SearchWord
from firewood.languages.search import FEW, Entry, Found, find, fold, forget, forget_words, index, snippet

pytestmark = pytest.mark.django_db


def act(key: str, title: str, body: str = "", **more: object) -> Entry:
    return Entry(subject=f"aid.act:{key}", kind="act", key=key, title=title, body=body, url=f"/aid/{key}", **more)  # type: ignore[arg-type]


@pytest.fixture
def record() -> None:
    index(
        [
            act("cologne", "Aid from Cologne", "Protective suits and gloves from Cologne.", aliases=["Köln", "科隆"]),
            act("mapo", "49 boxes from Mapo", "마포구 sent 49 boxes of supplies to Shijingshan.", aliases=["麻浦区"],
                happened_on=date(2020, 2, 20)),
            act("tehran", "Letter to Tehran", "به شهردار تهران. Aid for the mayor.", happened_on=date(2020, 3, 9)),
            act("masks", "Donations to Beijing", "Approximately 1,130,000 masks (口罩) in a table.", language="en"),
            act("masks", "对北京的捐赠", "约113万只口罩", language="zh-hans"),
            act("muller", "Müller's note", "Written by Jürgen Großmann."),
            act("drill", "Masks in a drill", status="exercise"),
        ]
    )  # fmt: skip


def keys(found: Found) -> list[str]:
    return [result.key for result in found]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gloves cologne", ["cologne"]),
        ("COLOGNE Gloves", ["cologne"]),
        ("köln", ["cologne"]),
        ("koln", ["cologne"]),
        ("koeln", ["cologne"]),
        ("科隆", ["cologne"]),
        ("麻浦", ["mapo"]),
        ("마포", ["mapo"]),
        ("تهران", ["tehran"]),
        ("شهردار تهران", ["tehran"]),
        ("تھران", []),
        ("口罩", ["masks"]),
        ("1130000", ["masks"]),
        ("1,130,000 masks", ["masks"]),
        ("１１３万", ["masks"]),
        ("Muller", ["muller"]),
        ("mueller grossmann", ["muller"]),
        ("Müller jurgen", ["muller"]),
        ("49", ["mapo"]),
        ("cologne masks", []),
        ("100%", []),
        ("", []),
    ],
)
def test_words_find_their_thing(words: str, expected: list[str]) -> None:
    assert keys(find(words)) == expected


@pytest.mark.usefixtures("record")
def test_a_slip_of_the_pen_is_guessed_and_said() -> None:
    found = find("Tehrann")
    assert (keys(found), found.guessed) == (["tehran"], True)
    assert find("Tehran").guessed is False


@pytest.mark.usefixtures("record")
def test_a_title_comes_first_then_the_newest() -> None:
    assert keys(find("aid")) == ["cologne", "tehran"]


@pytest.mark.usefixtures("record")
def test_an_exercise_is_found_only_when_asked_for() -> None:
    assert keys(find("masks")) == ["masks"]
    assert keys(find("masks", status="exercise")) == ["drill"]


@pytest.mark.usefixtures("record")
def test_one_thing_in_two_languages_is_one_result_in_the_readers() -> None:
    assert [result.title for result in find("donations 捐赠", language="zh-hans")] == ["对北京的捐赠"]
    assert [result.title for result in find("donations 捐赠", language="de")] == ["Donations to Beijing"]


@pytest.mark.usefixtures("record")
def test_pages_know_how_many_there_are() -> None:
    found = find("b", limit=2, offset=1)
    assert (len(found.results), found.total) == (2, 3)
    beyond = find("b", limit=2, offset=40)
    assert (beyond.results, beyond.total, beyond.guessed) == ((), 3, False)


def test_indexing_again_replaces_all_languages_of_a_thing() -> None:
    index([act("a", "Old words"), act("a", "Alte Worte", language="de")])
    index([act("a", "New words")])
    assert list(SearchEntry.objects.values_list("title", "language")) == [("New words", "en")]
    forget(["aid.act:a"])
    assert not SearchEntry.objects.exists()


@pytest.mark.usefixtures("record")
def test_the_snippet_shows_the_words_in_their_sentence() -> None:
    result = find("mapo boxes").results[0]
    assert result.pieces == (("마포구 sent 49 ", False), ("boxes", True), (" of supplies to Shijingshan.", False))
    assert result.snippet == "마포구 sent 49 boxes of supplies to Shijingshan."


def test_a_long_text_is_cut_around_the_first_word() -> None:
    pieces = snippet("x " * 200 + "the Straße " + "y " * 200, ["strasse"])
    assert pieces[0] == ("…", False)
    assert ("Straße", True) in pieces
    assert sum(len(text) for text, _ in pieces) < 160


def test_folding() -> None:
    assert fold("Ｍüller’s 1,130,000 Größe") == "muller’s 1130000 grosse"
    assert fold("서울 が ي‌ك ۱۲۳") == "서울 が یک 123"


def test_who_asks_for_a_name_finds_its_bearer_first() -> None:
    gift = act("c", "Seoul to Beijing", happened_on=date(2020, 3, 1))
    city = Entry(subject="registry.party:1", kind="party", key="seoul", title="Seoul", url="/p/", aliases=["首尔"])
    index([gift, city])
    assert [result.kind for result in find("Seoul")] == ["party", "act"]


@pytest.mark.usefixtures("record")
def test_two_letters_begin_a_word_and_two_han_stand_anywhere() -> None:
    assert keys(find("ma")) == ["mapo", "tehran", "masks"]
    assert keys(find("oves")) == ["cologne"]
    assert keys(find("ov")) == []
    assert [keys(find(word)) for word in ("口罩", "罩", "只口", "浦区")] == [["masks"], ["masks"], ["masks"], ["mapo"]]


@pytest.mark.usefixtures("record")
def test_a_part_of_very_many_words_still_finds_every_thing() -> None:
    """Past a number of words that hold what was asked for, the texts are read; the answer is the same."""
    index([act(f"n{number}", f"w{number}glovesx", f"{number} 武汉麻浦区{number}号") for number in range(FEW + 1)])
    assert find("gloves").total == FEW + 2
    assert find("glovesx").total == FEW + 1
    assert find("麻浦区").total == FEW + 2
    assert keys(find("麻浦区 49")) == ["mapo", "n49"]
    assert keys(find("麻区")) == []
    assert find("w6").total == 6


@pytest.mark.usefixtures("record")
def test_a_word_that_nothing_bears_any_more_is_forgotten() -> None:
    forget(["aid.act:muller"])
    assert SearchWord.objects.filter(word="grossmann").exists()
    assert forget_words() > 0
    assert not SearchWord.objects.filter(word="grossmann").exists()
    assert keys(find("gloves")) == ["cologne"]
    assert forget_words() == 0


@pytest.mark.usefixtures("record")
def test_a_number_is_found_as_it_stands_and_by_its_end() -> None:
    index([act("in", "Letter", aliases=["IN-2020-001"]), act("out", "Letter", aliases=["OUT-2020-012"])])
    assert [keys(find(asked)) for asked in ("IN-2020-001", "2020-012", "in-2020")] == [["in"], ["out"], ["in"]]


@pytest.mark.usefixtures("record")
def test_every_word_of_a_guess_must_be_nearly_there() -> None:
    assert keys(find("Tehrann mayer")) == ["tehran"]
    assert keys(find("Tehrann Kolonge")) == []


@pytest.mark.usefixtures("record")
def test_a_number_is_not_guessed() -> None:
    index([act("49-boxes", "49000 boxes")])
    assert keys(find("49000 boxees")) == ["49-boxes"]
    assert keys(find("49001")) == []
    assert keys(find("49001 boxees")) == []
