"""An old text against our figures: unchanged, changed, not ours, or not sure; nothing is guessed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firewood.analysis.reading.mentions import Finder
from firewood.analysis.reading.old_text import numbers_in
from firewood.desk.answers.matching import Matched, Ours, Remark, Verdict, match_numbers

ABOUT = "approximate"
NAMES = Finder(
    [
        ("masks", "masks"), ("Masken", "masks"), ("口罩", "masks"), ("protective suits", "suits"),
        ("Schutzanzüge", "suits"), ("防护服", "suits"), ("gloves", "gloves"), ("Handschuhe", "gloves"),
        ("手套", "gloves"), ("thermal imagers", "imagers"), ("facial shields", "shields"),
    ]
)  # fmt: skip
MASKS = Ours("masks:received", "masks", "received", 1_130_000, "piece", ABOUT)
SUITS = Ours("suits:received", "suits", "received", 230_000, "piece", ABOUT, then=(220_000,))
GLOVES = Ours("gloves:received", "gloves", "received", 750_000, "pair", ABOUT)
GIVEN = Ours("gloves:given", "gloves", "given", 4_000, "pair")
IMAGERS = Ours("imagers:received", "imagers", "received", None, "piece", "unknown", then=(40,))
BOXES = Ours("box:received", "box", "received", 49, "box")
CITIES = Ours("letters", "letters", "received", 24, "")
OURS = [MASKS, SUITS, GLOVES, GIVEN, IMAGERS, BOXES, CITIES]

UNCHANGED, CHANGED, NOT_OURS, NOT_SURE = Verdict.UNCHANGED, Verdict.CHANGED, Verdict.NOT_OURS, Verdict.NOT_SURE


def held(text: str) -> list[tuple[str, Verdict, tuple[str, ...]]]:
    found = match_numbers(text, NAMES, OURS)
    return [(each.number.words, each.verdict, tuple(figure.key for figure in each.figures)) for each in found]


def only(text: str) -> Matched:
    [found] = match_numbers(text, NAMES, OURS)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "approximately 1.13 million masks", "about 1,130,000 masks", "rund 1,13 Mio. Masken", "约113万只口罩",
        "Masken: rund 1.130.000", "口罩约113万只", "约一百一十三万只口罩",
    ],
)  # fmt: skip
def test_the_masks_are_unchanged_in_every_way_of_writing(text: str) -> None:
    found = only(text)
    assert (found.verdict, found.figures, found.remarks) == (UNCHANGED, (MASKS,), ())


def test_a_changed_number_shows_ours_and_whether_it_was_right() -> None:
    found = only("In all 220,000 protective suits have come.")
    assert (found.verdict, found.figures, found.remarks) == (CHANGED, (SUITS,), (Remark.WAS_RIGHT,))
    found = only("In all 190,000 protective suits have come.")
    assert (found.verdict, found.figures, found.remarks) == (CHANGED, (SUITS,), ())


def test_a_number_rounded_in_the_text_or_without_about_is_told_so() -> None:
    assert only("about 1.1 million masks").remarks == (Remark.ROUNDED,)
    assert only("1.13 million masks").remarks == (Remark.SAY_ABOUT,)
    assert only("about 1.2 million masks").verdict == CHANGED


def test_about_governs_its_whole_sentence() -> None:
    found = match_numbers("approximately 1.13 million masks, 750,000 pairs of gloves. 49 boxes.", NAMES, OURS)
    assert [(each.verdict, each.remarks) for each in found] == [(UNCHANGED, ())] * 3


def test_what_was_received_and_what_was_given_are_told_apart_by_value_or_by_words() -> None:
    assert held("750,000 pairs of gloves, 4,000 pairs of gloves") == [
        ("750,000", UNCHANGED, ("gloves:received",)), ("4,000", UNCHANGED, ("gloves:given",)),
    ]  # fmt: skip
    assert held("We have 5,000 pairs of gloves.") == [("5,000", NOT_SURE, ("gloves:received", "gloves:given"))]
    assert held("We have received 5,000 pairs of gloves.") == [("5,000", CHANGED, ("gloves:received",))]
    assert held("We sent 5,000 pairs of gloves to Seoul.") == [("5,000", CHANGED, ("gloves:given",))]


def test_what_we_gave_is_not_held_against_what_we_received() -> None:
    found = only("We gave 100 masks to Seoul.")
    assert (found.verdict, found.figures, found.remarks) == (NOT_SURE, (MASKS,), (Remark.SEVERAL,))
    assert only("Sister cities donated 1.13 million masks to Beijing.").verdict == UNCHANGED
    assert only("23 sister cities have sent letters to Beijing.").verdict == CHANGED


def test_the_units_are_those_of_the_catalogue() -> None:
    assert held("49 cartons") == held("49 Kisten") == [("49", UNCHANGED, ("box:received",))]
    assert only("300 bottles of gloves").remarks == (Remark.UNIT,)
    assert only("75万副手套").verdict == UNCHANGED
    assert held("1.13 million pieces of masks, 1,13 Mio. Stück Masken, 113万枚口罩") == [
        (each, UNCHANGED, ("masks:received",)) for each in ("1.13 million", "1,13 Mio.", "113万")
    ]


def test_another_unit_is_not_sure() -> None:
    found = only("49 boxes of masks")
    assert (found.verdict, found.figures, found.remarks) == (NOT_SURE, (MASKS,), (Remark.UNIT,))


def test_boxes_letters_and_what_nobody_knows() -> None:
    assert held("49 boxes of medical supplies came. 49箱") == [
        ("49", UNCHANGED, ("box:received",)), ("49", UNCHANGED, ("box:received",)),
    ]  # fmt: skip
    assert held("24 sister cities have sent letters") == [("24", UNCHANGED, ("letters",))]
    assert held("23 sister cities have sent letters") == [("23", CHANGED, ("letters",))]
    assert only("24个友好城市").remarks == (Remark.LETTERS,)
    assert held("We have 30 sister cities.") == [("30", NOT_SURE, ("letters",))]
    assert only("40 thermal imagers").remarks == (Remark.WAS_RIGHT, Remark.UNKNOWN_NOW)


def test_what_is_none_of_ours_is_said_so() -> None:
    assert held("On 25 March 2020, for 37 years, 13 countries, 6,000 testing kits, 1.5 %") == [
        ("25 March 2020", NOT_OURS, ()), ("37", NOT_OURS, ()), ("13", NOT_OURS, ()), ("6,000", NOT_OURS, ()),
        ("1.5", NOT_OURS, ()),
    ]  # fmt: skip
    assert held("Sister cities for 37 years") == [("37", NOT_OURS, ())]


def test_a_doubt_is_never_decided() -> None:
    assert held("1.13 million disposable masks") == [("1.13 million", NOT_SURE, ("masks:received",))]
    assert held("220.000 protective suits") == [("220.000", NOT_SURE, ("suits:received",))]


def test_chinese_lists_name_the_goods_before_or_behind() -> None:
    assert held("收到口罩113万只、手套75万双。") == [
        ("113万", UNCHANGED, ("masks:received",)), ("75万", UNCHANGED, ("gloves:received",)),
    ]  # fmt: skip


WORDS = st.sampled_from(
    ["1.13 million", "220,000", "113万", "49", "2020年", "masks", "口罩", "boxes", "of", "sister cities", "letters",
     ",", ".", "\n", " ", "about", "约", "gloves", "pairs", "24"]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_each_number_of_a_text_stands_in_the_result_exactly_once(text: str) -> None:
    found = match_numbers(text, NAMES, OURS)
    assert [(each.number.start, each.number.end) for each in found] == [(n.start, n.end) for n in numbers_in(text)]
    assert all(each.figures for each in found if each.verdict in {UNCHANGED, CHANGED, NOT_SURE})
    assert all(len(each.figures) == 1 for each in found if each.verdict in {UNCHANGED, CHANGED})
