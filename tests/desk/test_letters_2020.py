"""Facts 7 to 10 of the record of 2020: who wrote, spoke or lit a city hall, and how many have written."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from firewood.archive.queries import citations_of
from firewood.languages.dates import StatedDay
from firewood.registry.models import Occasion, Party
from firewood.solidarity.commands import show_letters_known
from firewood.solidarity.drafts import GestureDays
from firewood.solidarity.models import Answer, Gesture, Signatory
from firewood.solidarity.queries import replies_due, thanks_expected, thanks_owed
from firewood.solidarity.queries.register_page import WhoWrote
from tests.databases import TestServer, own_database
from tests.desk.facts import not_found_or_not_cited, not_on_their_pages
from tests.solidarity.world import letter

FACTS = [
    (7, "Reker best wishes", "gesture", "reker-wishes", "A21"),
    (7, "On behalf of the city of Cologne", "quotation", "reker-wishes", "A17"),
    (7, "科隆 brave medical staff", "gesture", "reker-wishes", "A18"),
    (7, "letter of sympathy", "gesture", "park-letter", "A23"),
    (7, "박원순 video Wuhan", "gesture", "park-video", "A24"),
    (7, "firewood in cold weather", "gesture", "park-video", "A25"),
    (7, "firewood in cold weather", "quotation", "park-firewood", "A25"),
    (7, "Russell hope to visit Beijing", "gesture", "russell-support", "A30"),
    (7, "Nordtun letter Daxing", "gesture", "nordtun-letter", "A58"),
    (7, "大兴 斯塔万格", "gesture", "nordtun-letter", "A58"),
    (7, "Müller Solidarität", "gesture", "mueller-letter", "B11"),
    (7, "Koike letter of appreciation", "gesture", "koike-thanks", "A73"),
    (7, "小池百合子 蔡奇", "gesture", "koike-thanks", "A73"),
    (7, "Mayor of Seoul deep appreciation", "gesture", "seoul-thanks", "A80"),
    (8, "Pécresse Twitter", "gesture", "pecresse-tweet", "A31"),
    (8, "condemn racist acts", "gesture", "pecresse-tweet", "A31"),
    (8, "heartfelt sympathy", "quotation", "pecresse-tweet", "A32"),
    (8, "city hall lit up in red", "gesture", "tel-aviv-illumination", "A33"),
    (8, "亮灯 特拉维夫", "gesture", "tel-aviv-illumination", "A37"),
    (8, "Huldai effective control measures", "gesture", "huldai-support", "A34"),
    (8, "Huldai social media announcement", "gesture", "huldai-announcement", "A35"),
    (9, "陈吉宁 德黑兰", "gesture", "chen-letter", "A11"),
    (9, "Chen Jining Pirouz Hanachi letter", "gesture", "chen-letter", "A10"),
    (10, "24 sister cities", "stated_letters", "letters-24", "A38"),
    (10, "Moscow letter", "gesture", "moscow-letter", "A38"),
    (10, "Tokyo support amid the COVID-19 outbreak", "gesture", "tokyo-letter", "A38"),
    (10, "Seoul sympathy letter", "gesture", "park-letter", "A38"),
    (10, "Köln Brief", "gesture", "cologne-letter", "A38"),
    (10, "City of London letter", "gesture", "london-letter", "A38"),
    (10, "Shanghai Cooperation Organization letter", "gesture", "sco-letter", "A38"),
    (10, "亚洲基础设施投资银行 信函", "gesture", "aiib-letter", "A38"),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[None]:
    """The record, loaded once into a database of this module's own; its tests only read."""
    with django_db_blocker.unblock(), own_database(server, recorded=True):  # type: ignore[attr-defined]
        yield


def test_each_letter_is_found_by_its_words_and_cites_its_sentence() -> None:
    assert not_found_or_not_cited(FACTS) == []


def test_each_letter_stands_on_the_page_it_leads_to_with_its_sentence() -> None:
    assert not_on_their_pages(FACTS) == []


def known(as_of: date, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    show_letters_known(Namespace(as_of=as_of, exercise=False, occasion="", json=True))
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_as_of_25_march_five_of_24_are_known_and_two_organisations_stand_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_letters_known(Namespace(as_of=date(2020, 3, 25), exercise=False, occasion="", json=False))
    assert capsys.readouterr().out.splitlines() == [
        "25 March 2020: 5 of 24 known, 19 not named",
        "Sister cities: 5 (City of London, Cologne, Moscow, Seoul, Tokyo)",
        (
            "International organisations, counted apart: 2 (Asian Infrastructure Investment Bank, "
            "Shanghai Cooperation Organization)"
        ),
        "Wrote to a district of ours, counted apart: 1 (Stavanger)",
        "Thanks, counted apart: 2",
    ]


def test_a_letter_of_2015_on_mers_is_told_apart_and_leaves_five_of_24(
    capsys: pytest.CaptureFixture[str],
) -> None:
    busan, beijing = (Party.objects.get(key=key) for key in ("busan", "beijing"))
    with transaction.atomic():
        day = StatedDay("10 June 2015", date(2015, 6, 10), date(2015, 6, 10))
        mers = Occasion.objects.get(key="mers-seoul")
        letter(busan, beijing, days=GestureDays(received=day), occasion=mers)
        march = known(date(2020, 3, 25), capsys)
        assert (march["known"], march["stated"]["known"], march["stated"]["not_named"]) == (5, 5, 19)
        assert (march["occasion"], [each["key"] for each in march["of_another_occasion"]]) == ("covid-19", ["busan"])
        shown = WhoWrote(as_of=date(2020, 3, 25), status="actual", language="en")
        assert [(each.party.key, len(each.letters)) for each in shown.elsewhen] == [("busan", 1)]
        assert (len(shown.named), shown.since) == (5, [])
        letter(busan, beijing, days=GestureDays(received=day))
        march = known(date(2020, 3, 25), capsys)
        assert (march["stated"]["known"], march["stated"]["not_named"]) == (6, 18)
        transaction.set_rollback(True)


def test_thanks_a_letter_to_a_district_and_an_undated_one_do_not_change_the_figure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    march = known(date(2020, 3, 25), capsys)
    assert {each["key"] for each in march["cities"]} == {"tokyo", "seoul", "cologne", "city-of-london", "moscow"}
    tokyo = Gesture.objects.filter(sender__key="tokyo").order_by("key")
    assert [(each.key, each.kind) for each in tokyo] == [("koike-thanks", "thanks"), ("tokyo-letter", "letter")]
    assert [each["key"] for each in march["districts"]] == ["stavanger"]
    assert (march["stated"]["cities"], march["stated"]["known"], march["stated"]["not_named"]) == (24, 5, 19)


def test_in_october_the_letter_of_berlin_counts_and_the_24_stay_those_of_march(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert known(date(2020, 10, 7), capsys)["known"] == 5
    october = known(date(2020, 10, 9), capsys)
    assert (october["known"], october["stated"]["known"], october["stated"]["not_named"]) == (6, 5, 19)
    show_letters_known(Namespace(as_of=date(2020, 10, 9), exercise=False, occasion="", json=False))
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "9 October 2020: 6 known; of the 24 stated as of 25 March 2020 5 known, 19 not named"


def test_before_the_source_nothing_is_stated(capsys: pytest.CaptureFixture[str]) -> None:
    february = known(date(2020, 2, 29), capsys)
    assert (february["known"], february["stated"], february["organisations"]) == (0, None, [])


def test_gestures_stand_at_the_state_and_day_that_their_source_gives() -> None:
    rows = {each.key: each for each in Gesture.objects.select_related("addressee", "meant_for")}
    assert {(each.basis, each.state, each.reply, each.reply_due) for each in rows.values()} == {
        ("reported", "sent", "unknown", None)
    }
    assert {key: each.counts_from for key, each in rows.items() if each.counts_from != date(2020, 3, 25)} == {
        "reker-wishes": date(2020, 2, 10),
        "tel-aviv-illumination": date(2020, 2, 11),
        "chen-letter": date(2020, 3, 9),
        "koike-thanks": date(2020, 3, 18),
        "mueller-letter": date(2020, 10, 8),
    }
    meant = {key: each.meant_for.key for key, each in rows.items() if each.meant_for}
    assert set(meant) == {"park-video", "pecresse-tweet", "tel-aviv-illumination", "huldai-announcement"}
    assert set(meant.values()) == {"china"}
    assert [key for key, each in rows.items() if each.way == "out"] == ["chen-letter"]
    assert (rows["nordtun-letter"].addressee.key, len(rows)) == ("daxing", 19)


def test_those_who_signed_stand_with_the_office_they_held() -> None:
    signed = Signatory.objects.select_related("gesture", "person")
    assert {each.gesture.key: str(each) for each in signed} == {
        "reker-wishes": "Henriette Reker, Mayor of Cologne",
        "park-letter": "Park Won-soon, Mayor of Seoul",
        "park-video": "Park Won-soon, Mayor of Seoul",
        "russell-support": "William Russell, Lord Mayor of the City of London",
        "mueller-letter": "Michael Müller, Bürgermeister von Berlin",
        "nordtun-letter": "Kari Nessa Nordtun, Mayor of Stavanger",
        "koike-thanks": "Yuriko Koike, Governor of Tokyo",
        "seoul-thanks": "Park Won-soon, Mayor of Seoul",
        "pecresse-tweet": "Valérie Pécresse, President of the Paris Region",
        "huldai-support": "Ron Huldai, Mayor",
        "huldai-announcement": "Ron Huldai, Mayor",
        "chen-letter": "Chen Jining, Mayor of Beijing",
    }


def test_only_the_thanks_answer_something_and_a_conclusion_is_marked_as_one() -> None:
    answers = Answer.objects.select_related("gesture", "to_consignment")
    assert {(each.gesture.key, each.to_consignment and each.to_consignment.key) for each in answers} == {
        ("koike-thanks", "beijing-tokyo-yokohama"),
        ("seoul-thanks", "beijing-seoul-supplies"),
    }
    koike = Gesture.objects.get(key="koike-thanks")
    derived = [each.field for each in citations_of([koike.subject])[koike.subject] if each.derived]
    assert derived == ["answers_consignments"]
    assert replies_due(status="actual", on=date(2020, 12, 31)) == []


def test_what_is_only_reported_asks_for_no_thanks() -> None:
    assert thanks_owed(status="actual", on=date(2020, 10, 9)) == []
    assert thanks_expected(status="actual", on=date(2020, 10, 9)) == []


def test_the_letter_to_tehran_went_by_the_ambassador_and_with_the_goods() -> None:
    letter = Gesture.objects.select_related("handed_to__person", "to_office__person", "with_goods").get(
        key="chen-letter"
    )
    assert letter.handed_to
    assert letter.handed_to.person
    assert letter.to_office
    assert letter.to_office.person
    assert letter.with_goods
    assert (letter.handed_to.person.name, letter.to_office.person.name, letter.with_goods.key) == (
        "Mohammad Keshavarzzadeh", "Pirouz Hanachi", "beijing-tehran-supplies",
    )  # fmt: skip
    assert (letter.handed_earliest, letter.written_earliest, letter.received_earliest) == (date(2020, 3, 9), None, None)


def test_quoted_words_are_things_of_their_own() -> None:
    quoted = {each.key: [words.key for words in each.quotations.all()] for each in Gesture.objects.all()}
    assert {key: words for key, words in quoted.items() if words} == {
        "reker-wishes": ["reker-wishes"],
        "park-video": ["park-firewood"],
        "pecresse-tweet": ["pecresse-tweet"],
    }
    assert not Gesture.objects.filter(kind="box_message").exists()
