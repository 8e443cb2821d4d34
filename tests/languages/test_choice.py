"""Languages of the interface and directions of scripts."""

from firewood.languages.choice import closest, direction_of, name_of


def test_directions() -> None:
    tags = ["en", "zh-Hans", "fa", "ar-EG", "he", "ur", "uz-Arab", "az-Latn-IR", "fa-Latn"]
    assert [direction_of(tag) for tag in tags] == ["ltr", "ltr", "rtl", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr"]


def test_the_closest_interface_language() -> None:
    assert [closest(tag) for tag in ("zh-CN", "de_AT", "zh-hans", "ko", "x")] == [
        "zh-hans",
        "de",
        "zh-hans",
        "en",
        "en",
    ]


def test_a_language_is_called_in_the_readers_words() -> None:
    called = [name_of("zh", reader=reader) for reader in ("en", "de", "zh-hans")]
    assert called == ["Chinese", "Chinesisch", "中文"]
    assert name_of("x-nothing", reader="en") == "x-nothing"
