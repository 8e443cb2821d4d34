"""What the office says of goods and states, in the language of whoever reads it."""

import pytest
from django.utils.translation import override

from firewood.aid import actions
from firewood.aid.words import amount
from firewood.journal.refusals import NotNow
from firewood.languages.texts import write_text
from firewood.supplies.words import name_of
from tests.aid.world import AT, WANG, World, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Store of Beijing holds 4 pieces of “Masks”; asked for: 1,130,000 pieces. Nothing was changed."),
        ("de", "Store of Beijing hat von „Masken“ 4 Stück; verlangt: 1.130.000 Stück. Nichts wurde geändert."),
        ("zh-hans", "Store of Beijing现有“口罩”4 件，申请1,130,000 件。未作任何更改。"),
    ],
)
def test_a_refusal_of_goods_names_item_unit_and_numbers_as_the_reader_does(
    here: World, language: str, sentence: str
) -> None:
    write_text(here.masks.subject, field="name", language="de", text="Masken", made_by="")
    write_text(here.masks.subject, field="name", language="zh-Hans", text="口罩", made_by="")
    stocked(here, here.masks, 4)
    consignment = prepared(here, line(here.masks, 1_130_000))
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    with override(language), pytest.raises(NotNow) as no:
        actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    assert no.value.message == sentence


def test_a_refused_step_names_the_states_in_words(here: World) -> None:
    stocked(here, here.masks, 400)
    consignment = despatched(here, line(here.masks, 400))
    said = {}
    for language in ("en", "de", "zh-hans"):
        with override(language), pytest.raises(NotNow) as no:
            actions.cancel_consignment(consignment, reason="too late", actor=WANG, at=AT)
        said[language] = no.value.message
    assert said == {
        "en": "This cannot be done now: the state is “on the way”, and it would have to be"
        " “announced” or “being prepared” or “packed”.",
        "de": "Das geht jetzt nicht: Der Stand ist „unterwegs“; nötig wäre"
        " „angekündigt“ oder „in Vorbereitung“ oder „gepackt“.",
        "zh-hans": "现在不能办理：当前状态为“在途”，须为“已预告”或“准备中”或“已装箱”。",
    }


def test_an_item_without_a_name_in_the_language_keeps_its_own(here: World) -> None:
    with override("de"):
        assert (name_of(here.gloves), amount(4_000, here.masks, "approximate")) == ("Gloves", "≈ 4.000 Stück")
