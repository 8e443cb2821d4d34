"""One finder of names: in goods of a letter, in an old text, in a question."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firewood.analysis.reading.mentions import Finder

NAMES = [
    ("masks", "masks"), ("Masken", "masks"), ("口罩", "masks"), ("마스크", "masks"), ("gloves", "gloves"),
    ("Handschuhe", "gloves"), ("Schutzanzüge", "suits"), ("protective suits", "suits"), ("防护服", "suits"),
    ("防护面罩", "shields"), ("ماسک", "masks"), ("EU", "eu"), ("只", "no name"), ("", "no name"),
]  # fmt: skip
PLAIN, IN_WORDS, SHORT = Finder(NAMES), Finder(NAMES, compounds=True), Finder(NAMES, shortest=2)


def found(finder: Finder, text: str) -> list[tuple[str, str]]:
    return [(each.key, text[each.start : each.end]) for each in finder.find_in(text)]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Masks, a mask, Maske", [("masks", "Masks"), ("masks", "mask"), ("masks", "Maske")]),
    ("口罩和防护面罩", [("masks", "口罩"), ("shields", "防护面罩")]),
    ("PROTECTIVE SUITS", [("suits", "PROTECTIVE SUITS")]),
    ("Schutzanzügen, Schutzanzuege, schutzanzuge", [
        ("suits", "Schutzanzügen"), ("suits", "Schutzanzuege"), ("suits", "schutzanzuge")]),
    ("마스크2만 ماسک", [("masks", "마스크"), ("masks", "ماسک")]),
    ("Atemmasken, masked, EU, 只", []),
])  # fmt: skip
def test_a_name_is_found_with_its_endings_and_as_a_whole(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(PLAIN, text) == wanted


def test_the_end_of_a_longer_word_is_found_where_that_is_asked() -> None:
    assert found(IN_WORDS, "Einmalhandschuhe, FFP2-Masken") == [
        ("gloves", "Einmalhandschuhe"), ("masks", "FFP2-Masken"),
    ]  # fmt: skip
    assert found(SHORT, "masks from the EU") == [("masks", "masks"), ("eu", "EU")]


TEXTS = st.lists(st.sampled_from([name for name, _key in NAMES] + [" ", "s", "-", "ß", "½", "x"])).map("".join)


@given(st.one_of(TEXTS, st.text()))
def test_no_letter_belongs_to_two_names(text: str) -> None:
    for finder in (PLAIN, IN_WORDS, SHORT):
        spans = [(each.start, each.end) for each in finder.find_in(text)]
        assert spans == sorted(spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert all(start < end for start, end in spans)


@given(st.lists(st.sampled_from(["masks", "gloves", "protective suits", "口罩"]), min_size=1, max_size=9))
def test_every_name_that_stands_alone_is_found(names: list[str]) -> None:
    keys = {"masks": "masks", "gloves": "gloves", "protective suits": "suits", "口罩": "masks"}
    for finder in (PLAIN, IN_WORDS):
        assert [each.key for each in finder.find_in(", ".join(names))] == [keys[name] for name in names]
