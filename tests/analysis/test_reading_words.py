"""What a letter is for, whose it is, of which day and in which language: as far as words can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firewood.analysis.reading.days import day_of_letter, days_in
from firewood.analysis.reading.goods import Term
from firewood.analysis.reading.names import names_in, sender_in
from firewood.analysis.reading.purpose import Purpose, likeliest, purposes_in
from firewood.analysis.reading.scripts import language_of_script
from firewood.languages.calendars import MONTHS
from firewood.languages.guess import guess_language

MONTH_NAMES = [name for names in MONTHS.values() for name in names]
CITIES = [
    Term("seoul", ("Seoul", "首尔", "서울")), Term("cologne", ("Cologne", "Köln", "科隆")),
    Term("iran", ("Iran", "伊朗")),
    Term("paris", ("Paris",)), Term("paris-region", ("Paris Region", "Île-de-France")), Term("mapo", ("Mapo", "麻浦")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "purpose"), [
    ("We would like to donate 20,000 masks. Thank you.", "offer"),
    ("Wir möchten Ihnen 20.000 Masken spenden.", "offer"),
    ("We can give 500 masks.", "offer"),
    ("Our hospital could spare 300 protective suits.", "offer"),
    ("Wir könnten 500 Masken abgeben.", "offer"),
    ("我市可提供口罩5000只", "offer"),
    ("能否提供口罩5000只", "need"),
    ("我们愿捐赠口罩两万只，谨致谢意", "offer"),
    ("We urgently need masks.", "need"),
    ("Wir benötigen dringend Masken", "need"),
    ("我市急需口罩", "need"),
    ("Could you donate masks?", "need"),
    ("The shipment has left Seoul with flight KE 123.", "announcement"),
    ("Die Sendung wurde gestern verschickt und trifft ein", "announcement"),
    ("口罩已发运，预计抵达时间为明日", "announcement"),
    ("Thank you for your donation of masks.", "thanks"),
    ("Vielen Dank für die Sendung", "thanks"),
    ("感谢贵市捐赠的口罩", "thanks"),
    ("A friend in need is a friend indeed. Thank you.", "thanks"),
    ("The weather is fine.", None),
    ("", None),
])  # fmt: skip
def test_what_a_text_is_for(text: str, purpose: str | None) -> None:
    assert likeliest(purposes_in(text)) == (Purpose(purpose) if purpose else None)


def test_the_words_that_say_it_stand_in_the_text() -> None:
    assert [(each.purpose, each.words) for each in purposes_in("We Would Like To\nSend masks")] == [
        ("offer", "Would Like To Send")
    ]


@pytest.mark.parametrize(("text", "keys"), [
    ("Grüße aus Köln, koelner Freunde", ["cologne"]),
    ("서울특별시와 首尔市", ["seoul"]),
    ("the Iranian embassy", ["iran"]),
    ("Paris Region, Île-de-France", ["paris-region"]),
    ("Romania, parish, seoulless", []),
    ("Mapo District, Seoul, Seoul", ["seoul", "mapo"]),
])  # fmt: skip
def test_whose_names_stand_there(text: str, keys: list[str]) -> None:
    assert [each.key for each in names_in(text, CITIES)] == keys


@pytest.mark.parametrize(("sender", "key"), [
    ("Amt <amt@stadt-koeln.de>", "cologne"), ("intl@seoul.go.kr", "seoul"), ("Seoul City <a@b.example>", "seoul"),
    ("somebody@mail.example", ""),
])  # fmt: skip
def test_whose_mail_it_is(sender: str, key: str) -> None:
    assert [each.key for each in sender_in(sender, CITIES)][:1] == ([key] if key else [])


@pytest.mark.parametrize(("text", "words"), [
    ("Seoul, 17 March 2020\n\nDear friends,", "17 March 2020"),
    ("Köln, den 9. März 2020\nLiebe Freunde", "9. März 2020"),
    ("尊敬的朋友：\n祝好\n2020年3月9日", "2020年3月9日"),
    ("March 3rd, 2020", "March 3rd, 2020"),
    ("2020-03-09", "2020-03-09"),
    ("17 March 2020\n18 March 2020", ""),
    ("We wrote to you on 17 March 2020 and have not heard from you since, so that we ask again.", ""),
    ("no day", ""),
])  # fmt: skip
def test_the_day_of_a_letter(text: str, words: str) -> None:
    assert day_of_letter(text, MONTH_NAMES) == words


@pytest.mark.parametrize(("text", "tag"), [
    ("Dear friends, we would like to help you", "en"),
    ("Liebe Freunde, wir möchten Ihnen helfen", "de"),
    ("我们愿意捐赠两万只口罩", "zh-hans"),
    ("防護服與手套捐贈給貴國", "zh-hant"),
    ("Milí přátelé, rádi bychom vám darovali roušky", "cs"),
    ("سلام دوستان عزیز ما به ماسک نیاز داریم", "fa"),
    ("서울", "ko"), ("マスク", "ja"), ("口罩", "zh-hans"), ("masks", ""), ("", ""), ("20,000", ""),
])  # fmt: skip
def test_the_language_of_a_text(text: str, tag: str) -> None:
    assert guess_language(text) == tag


@given(st.text(max_size=300))
def test_nothing_breaks_the_readers(text: str) -> None:
    for said in purposes_in(text):
        assert said.words
    for named in [*names_in(text, CITIES), *sender_in(text, CITIES)]:
        assert named.weight > 0
    for day in days_in(text, MONTH_NAMES):
        assert day.words
    day_of_letter(text, MONTH_NAMES)
    language_of_script(text)
