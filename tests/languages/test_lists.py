"""Things in a row, parted as each language parts them."""

from django.utils.translation import override

from firewood.languages.lists import listed


def test_chinese_parts_a_list_with_its_own_comma() -> None:
    with override("zh-hans"):
        assert listed(["口罩", "手套"]) == "口罩、手套"
    with override("de"):
        assert listed(["Masken", "Handschuhe"]) == "Masken, Handschuhe"
