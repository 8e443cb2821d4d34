"""The acceptance list of the record of 2020, fact by fact: cited, found by its words, and in the totals."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date

import pytest

from firewood.aid.commands import show_totals
from firewood.aid.models import Arrival, Consignment, Distribution, Handover, Need, Pledge, StatedFigure
from firewood.archive.models import Source
from firewood.archive.queries import citations_of
from firewood.desk.finding import find_everything
from firewood.languages.texts import fields_of
from firewood.registry import queries
from firewood.registry.models import Office, Partnership, PartnershipStatement, Party, Person, Quotation
from firewood.registry.ours import our_city, our_office, our_side
from tests.databases import TestServer, own_database
from tests.desk.facts import not_found_or_not_cited, not_on_their_pages

FACTS = [
    (1, "北京", "party", "beijing", "A8"),
    (1, "Shijingshan", "party", "shijingshan", "A51"),
    (1, "延庆区", "party", "yanqing", "A54"),
    (1, "Huairou", "party", "huairou", "A54"),
    (1, "Daxing", "party", "daxing", "A58"),
    (1, "西城区", "party", "xicheng", "A89"),
    (1, "guang'anmen", "party", "guanganmen", "A89"),
    (1, "西便门东里", "party", "xibianmen-dongli", "A89"),
    (1, "武汉", "party", "wuhan", "A24"),
    (2, "서울", "party", "seoul", "A22"),
    (2, "마포구", "party", "mapo", "A51"),
    (2, "동대문구", "party", "dongdaemun", "A54"),
    (2, "성동구", "party", "seongdong", "A54"),
    (2, "Koeln", "party", "cologne", "A40"),
    (2, "City of London", "party", "city-of-london", "A38"),
    (2, "東京", "party", "tokyo", "A38"),
    (2, "横浜", "party", "yokohama", "A47"),
    (2, "부산", "party", "busan", "A47"),
    (2, "تهران", "party", "tehran", "A63"),
    (2, "Moskau", "party", "moscow", "A38"),
    (2, "tel aviv", "party", "tel-aviv-yafo", "A33"),
    (2, "Île-de-France", "party", "paris-region", "A31"),
    (2, "Stavanger", "party", "stavanger", "A58"),
    (2, "Berlin", "party", "berlin", "B8"),
    (2, "Budapest", "party", "budapest", "B2"),
    (2, "Warschau", "party", "warsaw", "B2"),
    (2, "Buenos Aires", "party", "buenos-aires", "B2"),
    (2, "成田", "party", "narita", "A70"),
    (3, "中国", "party", "china", "A10"),
    (3, "South Korea", "party", "south-korea", "A47"),
    (3, "ایران", "party", "iran", "A10"),
    (3, "Japan", "party", "japan", "A47"),
    (3, "Tschechien", "party", "czech-republic", "A83"),
    (3, "斯洛伐克", "party", "slovakia", "A84"),
    (3, "Albania", "party", "albania", "A88"),
    (3, "Polen", "party", "poland", "A88"),
    (3, "Estonia", "party", "estonia", "A88"),
    (3, "Ungarn", "party", "hungary", "B2"),
    (3, "Argentina", "party", "argentina", "B2"),
    (3, "Foreign Affairs Office of Beijing", "party", "foreign-affairs-office", "A10"),
    (3, "上海合作组织", "party", "sco", "A38"),
    (3, "Asian Infrastructure Investment Bank", "party", "aiib", "A38"),
    (3, "Ministry of Foreign Affairs", "party", "mfa-china", "A88"),
    (3, "Czech authorities", "party", "czech-authorities", "A84"),
    (3, "Ministry of Interior Slovakia", "party", "interior-slovakia", "A85"),
    (3, "CPC Beijing Municipal Committee", "party", "cpc-beijing", "A73"),
    (3, "CPC Committee Government Daxing", "party", "cpc-daxing", "A58"),
    (3, "Huaketai", "party", "huaketai", "A83"),
    (3, "地坛医院", "party", "ditan", "B3"),
    (3, "Notfallabteilung", "party", "ditan-emergency", "B3"),
    (3, "参考消息", "party", "can-kao-xiao-xi", "A8"),
    (4, "Reker Mayor of Cologne", "person", "reker", "A21"),
    (4, "박원순", "person", "park-won-soon", "A23"),
    (4, "Russell Lord Mayor", "person", "russell", "A29"),
    (4, "pecresse", "person", "pecresse", "A31"),
    (4, "Huldai Mayor", "person", "huldai", "A34"),
    (4, "Nordtun Stavanger", "person", "nordtun", "A58"),
    (4, "Keshavarzzadeh Ambassador", "person", "keshavarzzadeh", "A10"),
    (4, "陈吉宁", "person", "chen-jining", "A11"),
    (4, "حناچی", "person", "hanachi", "A11"),
    (4, "小池百合子", "person", "koike", "A73"),
    (4, "蔡奇", "person", "cai-qi", "A73"),
    (4, "Pan Ruifeng Party Secretary", "person", "pan-ruifeng", "A89"),
    (4, "Mueller Bürgermeister Berlin", "person", "mueller", "B11"),
    (4, "Kalayci Senator Health", "person", "kalayci", "B2"),
    (4, "王凌航", "person", "wang-linghang", "B3"),
    (4, "坂村真民", "person", "sakamura-shinmin", "A72"),
    (5, "Beijing Seoul 37 years", "partnership", "beijing-seoul", "A22"),
    (5, "Seoul 1993", "partnership", "beijing-seoul", "A22"),
    (5, "Mapo 24 years", "partnership", "shijingshan-mapo", "A52"),
    (5, "Paris Region 33 years", "partnership", "beijing-paris-region", "A31"),
    (5, "Berlin 1994", "partnership", "beijing-berlin", "B9"),
    (5, "Berlin horticulture", "partnership", "beijing-berlin", "B9"),
    (5, "wichtige Partnerstadt", "partnership", "beijing-berlin", "B8"),
    (5, "new friends Stavanger 2019", "partnership", "daxing-stavanger", "A58"),
    (5, "sister cities Tokyo", "partnership", "beijing-tokyo", "A38"),
    (5, "sister cities Cologne", "partnership", "beijing-cologne", "A38"),
    (5, "sister cities City of London", "partnership", "beijing-city-of-london", "A38"),
    (5, "sister cities Moscow", "partnership", "beijing-moscow", "A38"),
    (5, "sister cities Yokohama", "partnership", "beijing-yokohama", "A47"),
    (5, "sister cities Busan", "partnership", "beijing-busan", "A47"),
    (5, "sister cities Tehran", "partnership", "beijing-tehran", "A64"),
    (5, "sister cities Tel Aviv", "partnership", "beijing-tel-aviv-yafo", "A33"),
    (5, "Dongdaemun sister district", "partnership", "yanqing-dongdaemun", "A54"),
    (5, "Seongdong sister district", "partnership", "huairou-seongdong", "A54"),
    (6, "COVID-19 outbreak", "occasion", "covid-19", "A23"),
    (6, "서울 메르스", "occasion", "mers-seoul", "A26"),
    (6, "MERS helping hand", "consignment", "beijing-seoul-mers", "A26"),
    (11, "focal point international cooperation", "quotation", "official-focal-point", "A49"),
    (11, "timely donations", "quotation", "official-timely-donations", "A48"),
    (11, "citizens worried", "quotation", "official-four-cities", "A64"),
    (11, "remain unchanged", "quotation", "official-exchanges-unchanged", "A93"),
    (11, "travels interactions short term", "quotation", "official-exchanges-unchanged", "A93"),
    (11, "friend in need", "quotation", "friend-in-need", "A94"),
    (11, "defeat together return to normal", "quotation", "official-defeat-together", "A96"),
    (11, "difficult to survive alone", "quotation", "kalayci-platform", "B6"),
    (11, "Informations- und Erfahrungsaustausch", "quotation", "kalayci-platform", "B7"),
    (11, "viruses know no borders", "quotation", "viruses-know-no-borders", "A7"),
    (12, "Cologne suits gloves February 13", "consignment", "cologne-suits-gloves", "A40"),
    (12, "first donation from a sister city", "consignment", "cologne-suits-gloves", "A40"),
    (13, "Seoul three batches thermal imagers", "consignment", "seoul-three-batches", "A43"),
    (13, "brothers come together", "quotation", "seoul-boxes", "A44"),
    (13, "brothers come together", "consignment", "seoul-three-batches", "A44"),
    (14, "49 boxes", "consignment", "mapo-shijingshan-boxes", "A51"),
    (14, "stand by you at this difficult time", "quotation", "mapo-boxes", "A53"),
    (15, "Dongdaemun masks Yanqing", "consignment", "dongdaemun-yanqing-masks", "A54"),
    (15, "口罩 怀柔区", "consignment", "seongdong-huairou-masks", "A54"),
    (16, "Yokohama willingness", "pledge", "yokohama-willing", "A47"),
    (16, "Busan willingness", "pledge", "busan-willing", "A47"),
    (17, "1.13 million masks", "stated_figure", "received-masks", "A59"),
    (17, "220,000 protective suits", "stated_figure", "received-protective-suits", "A59"),
    (17, "750,000 gloves", "stated_figure", "received-gloves", "A59"),
    (17, "17,000 gowns", "stated_figure", "received-surgical-gowns", "A59"),
    (17, "44,000 waterproof", "stated_figure", "received-waterproof-suits", "A59"),
    (17, "3,700 goggles", "stated_figure", "received-goggles", "A59"),
    (17, "90 facial shields", "stated_figure", "received-face-shields", "A59"),
    (17, "40 thermal imagers", "stated_figure", "received-thermal-imagers", "A59"),
    (18, "Seoul short supply", "need", "seoul-short-supply", "A63"),
    (18, "Tehran short supply", "need", "tehran-short-supply", "A63"),
    (18, "Tokyo short supply", "need", "tokyo-short-supply", "A63"),
    (18, "Yokohama short supply", "need", "yokohama-short-supply", "A63"),
    (18, "Tehran donations four cities", "pledge", "beijing-tehran-decision", "A65"),
    (18, "respective needs", "quotation", "claim-respective-needs", "A62"),
    (18, "effectively contained the epidemic", "quotation", "claim-contained", "A61"),
    (19, "Keshavarzzadeh letter supplies March 9", "consignment", "beijing-tehran-supplies", "A10"),
    (19, "first batch of anti-epidemic materials", "consignment", "beijing-tehran-supplies", "A12"),
    (20, "Yokohama Narita disinfectant", "consignment", "beijing-tokyo-yokohama", "A70"),
    (20, "flowers bloom", "quotation", "japan-boxes", "A71"),
    (21, "March 17 Seoul arrived", "consignment", "beijing-seoul-supplies", "A76"),
    (21, "good neighborliness", "quotation", "beijing-to-seoul-boxes", "A77"),
    (21, "frontlines most vulnerable", "distribution", "seoul-promise", "A80"),
    (22, "TCM granules", "consignment", "beijing-tcm-granules", "A67"),
    (22, "important role TCM", "quotation", "claim-tcm", "A66"),
    (22, "facial recognition", "consignment", "beijing-tokyo-yokohama", "A68"),
    (22, "detect fevers", "quotation", "claim-temperature-detectors", "A69"),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[None]:
    """The record, loaded once into a database of this module's own; its tests only read."""
    with django_db_blocker.unblock(), own_database(server, recorded=True):  # type: ignore[attr-defined]
        yield


def totals(direction: str, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    show_totals(Namespace(direction=direction, as_of=date(2020, 3, 25), exercise=False, json=True))
    return {row["name"]: row for row in json.loads(capsys.readouterr().out)["totals"]}


def test_each_fact_is_found_by_its_words_and_cites_its_sentence() -> None:
    assert not_found_or_not_cited(FACTS) == []


def test_each_fact_stands_on_the_page_it_leads_to_with_its_sentence() -> None:
    assert not_on_their_pages(FACTS) == []


def test_every_sentence_that_is_cited_is_found_by_its_own_words() -> None:
    source = Source.objects.get(key="A")
    for number in (10, 26, 43, 51, 59, 63, 67, 70, 76, 80, 93):
        sentence = source.sentences.get(number=number)
        words = sentence.text.strip("“”").removesuffix(".")
        assert ("sentence", f"A{number}") in {(each.kind, each.key) for each in find_everything(words)}, words


def test_what_has_no_page_of_its_own_is_read_where_it_is_told() -> None:
    where = {
        each.key: each.url
        for words in ("坂村真民", "flowers bloom", "Hanachi", "focal point", "서울 메르스")
        for each in find_everything(words)
    }
    assert where["sakamura-shinmin"] == "/sources/A/#s72"
    assert where["japan-boxes"] == "/sources/A/#s71"
    assert where["hanachi"] == "/partners/tehran/#hanachi-office"
    assert where["official-focal-point"] == "/sources/A/#s49"
    assert where["mers-seoul"] == "/sources/A/#s26"


def test_the_node_is_that_of_the_foreign_affairs_office() -> None:
    districts = {"shijingshan", "yanqing", "huairou", "daxing", "xicheng", "guanganmen", "xibianmen-dongli"}
    assert (our_office().key, our_city().key) == ("foreign-affairs-office", "beijing")
    assert districts <= {party.key for party in Party.objects.filter(pk__in=our_side())}


def test_persons_stand_with_the_office_they_held() -> None:
    held = {
        office.person.key: (office.title, office.party.key)
        for office in Office.objects.select_related("person", "party")
        if office.person
    }
    assert (Person.objects.count(), len(held)) == (16, 15)
    assert held["kalayci"] == ("Berlins Senatorin für Gesundheit, Pflege und Gleichstellung", "berlin")
    assert held["keshavarzzadeh"] == ("Iranian Ambassador to China", "iran")
    assert held["cai-qi"] == ("Secretary of the CPC Beijing Municipal Committee", "cpc-beijing")
    kalayci = Office.objects.get(person__key="kalayci")
    english = fields_of(kalayci.subject)["title"]
    assert {(text.language, text.state) for text in english} == {
        ("de", "original"),
        ("en", "human"),
        ("zh-hans", "human"),
    }
    assert Office.objects.filter(person=None).count() == 2
    assert Office.objects.get(person__key="keshavarzzadeh").attested_on == date(2020, 3, 9)


def test_the_years_of_seoul_stand_side_by_side_and_none_is_decided() -> None:
    said = PartnershipStatement.objects.filter(partnership__key="beijing-seoul").order_by("value_int")
    assert [(each.aspect, each.value_int, each.source.key, each.derived, each.decided) for each in said] == [
        ("years", 37, "A", False, False),
        ("since_year", 1983, "A", True, False),
        ("since_year", 1993, "P", False, False),
    ]


def test_partnerships_of_us_are_fifteen_with_those_of_the_districts() -> None:
    found = {each.key: each for each in queries.partnerships_of_node()}
    assert len(found) == 15
    assert {key for key, each in found.items() if each.via} == {
        "shijingshan-mapo", "yanqing-dongdaemun", "huairou-seongdong",
    }  # fmt: skip
    fields = [each.words for each in found["beijing-berlin"].statements.all() if each.aspect == "cooperation_field"]
    assert sorted(fields) == ["Bildung", "Gartenbau", "Justiz", "Wissenschaft und Technologie"]
    derived = {
        c.field for c in citations_of([found["yanqing-dongdaemun"].subject])[found["yanqing-dongdaemun"].subject]
    }
    assert derived == {"", "kind"}


def test_words_on_boxes_are_known_in_english_only() -> None:
    words = {each.key: each for each in Quotation.objects.filter(state="words_on_boxes").select_related("speaker")}
    assert {key: (each.language, each.original_languages) for key, each in words.items()} == {
        "seoul-boxes": ("en", ["zh", "ko"]),
        "mapo-boxes": ("en", ["zh", "ko"]),
        "japan-boxes": ("en", []),
        "beijing-to-seoul-boxes": ("en", []),
    }
    assert words["japan-boxes"].speaker == Person.objects.get(key="sakamura-shinmin")
    for each in words.values():
        assert [text.text for text in fields_of(each.about)["box_message"]] == [each.text]
        assert list(queries.quotations_about(each.about).exclude(state="claim")) == [each]
        assert [text.language for text in fields_of(each.subject)["text"]] == ["en"]


def test_reported_gifts_stand_at_the_state_their_source_gives() -> None:
    gifts = {
        each.key: each for each in Consignment.objects.prefetch_related("lines", "boxes", "arrivals", "shared_with")
    }
    assert {key: (gift.direction, gift.state) for key, gift in gifts.items()} == {
        "cologne-suits-gloves": ("received", "arrived"),
        "seoul-three-batches": ("received", "arrived"),
        "mapo-shijingshan-boxes": ("received", "received"),
        "dongdaemun-yanqing-masks": ("received", "unknown"),
        "seongdong-huairou-masks": ("received", "unknown"),
        "beijing-tehran-supplies": ("given", "unknown"),
        "beijing-tokyo-yokohama": ("given", "arrived"),
        "beijing-seoul-supplies": ("given", "received"),
        "beijing-tcm-granules": ("given", "unknown"),
        "beijing-seoul-mers": ("given", "unknown"),
    }
    assert {gift.basis for gift in gifts.values()} == {"reported"}
    assert {line.quality for gift in gifts.values() for line in gift.lines.all()} == {"unknown"}
    assert (gifts["mapo-shijingshan-boxes"].boxes.count(), gifts["seoul-three-batches"].batch_count) == (49, 3)
    assert gifts["beijing-tcm-granules"].receiver is None
    assert [party.key for party in gifts["beijing-tokyo-yokohama"].shared_with.all()] == ["yokohama"]
    assert gifts["seoul-three-batches"].counts_from == date(2020, 3, 25)
    assert gifts["beijing-seoul-mers"].counts_from == date(2015, 12, 31)


def test_two_batches_reached_narita_on_two_days() -> None:
    arrived = Arrival.objects.filter(consignment__key="beijing-tokyo-yokohama").select_related("place")
    assert [(each.batch_number, each.day_earliest, each.place and each.place.key) for each in arrived] == [
        (1, date(2020, 3, 16), "narita"),
        (2, date(2020, 3, 17), "narita"),
    ]


def test_the_handover_names_both_sides_and_leaves_the_place_unknown() -> None:
    held = Handover.objects.select_related("giver_office__party", "taker_office__person").get()
    assert (held.day_earliest, held.part_of_day, held.state, held.place) == (date(2020, 3, 9), "morning", "done", None)
    assert held.giver_office
    assert held.giver_office.person is None
    assert held.giver_office.party.key == "foreign-affairs-office"
    assert held.taker_office
    assert held.taker_office.person
    assert held.taker_office.person.name == "Mohammad Keshavarzzadeh"


def test_needs_offers_and_the_promise_are_what_was_heard_of() -> None:
    needs = Need.objects.prefetch_related("lines").select_related("party")
    assert {(need.party.key, need.origin, need.list_open) for need in needs} == {
        (city, "heard_of", True) for city in ("seoul", "tehran", "tokyo", "yokohama")
    }
    assert all(line.item is None and line.quantity is None for need in needs for line in need.lines.all())
    offers = Pledge.objects.filter(direction="received").values_list("giver__key", "state")
    assert sorted(offers) == [("busan", "offered"), ("yokohama", "offered")]
    promise = Distribution.objects.get()
    assert (promise.state, promise.groups) == ("promised", "front_line vulnerable")


def test_received_is_stated_and_approximate_and_nothing_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    rows = totals("received", capsys)
    stated = {
        name: (row["unit"], each["quantity"], each["quality"], each["as_of"])  # type: ignore[index]
        for name, row in rows.items()
        for each in row["stated"]  # type: ignore[attr-defined]
    }
    assert stated == {
        "masks": ("piece", 1_130_000, "approximate", "2020-03-25"),
        "protective suits": ("piece", 220_000, "approximate", "2020-03-25"),
        "gloves": ("pair", 750_000, "approximate", "2020-03-25"),
        "surgical gowns": ("piece", 17_000, "approximate", "2020-03-25"),
        "waterproof suits": ("piece", 44_000, "approximate", "2020-03-25"),
        "goggles": ("pair", 3_700, "approximate", "2020-03-25"),
        "face shields": ("piece", 90, "approximate", "2020-03-25"),
        "thermal imagers": ("piece", 40, "approximate", "2020-03-25"),
    }
    assert {json.dumps(row["counted"]) for row in rows.values()} == {'{"quantity": 0, "quality": "exact"}'}
    assert rows["masks"]["stated"][0]["source"] == "Beijing joins hands with sister cities to fight COVID-19"  # type: ignore[index]
    assert rows["masks"]["stated"][0]["scope"] == "donated by foreign central or local governments"  # type: ignore[index]
    assert rows["masks"]["unknown_acts"] == 3


def test_49_boxes_stay_49_boxes(capsys: pytest.CaptureFixture[str]) -> None:
    boxes = next(row for row in totals("received", capsys).values() if row["unit"] == "box")
    assert boxes["reported"] == {"quantity": 49, "quality": "exact"}
    assert [(each["donor"], each["kind"], each["quantity"]) for each in boxes["donors"]] == [  # type: ignore[attr-defined]
        ("Mapo District", "district", 49)
    ]


def test_given_shows_items_of_unknown_quantity(capsys: pytest.CaptureFixture[str]) -> None:
    rows = totals("given", capsys)
    unknown = {name for name, row in rows.items() if row["reported"] == {"quantity": None, "quality": "unknown"}}
    items = {"protective suits", "gloves", "disinfectant", "mobile intelligent temperature detectors", "TCM granules"}
    assert items <= unknown
    assert StatedFigure.objects.filter(direction="given").count() == 0


def test_before_the_first_gift_nothing_was_received() -> None:
    assert Consignment.objects.filter(direction="received", counts_from__lt=date(2020, 2, 13)).count() == 0
    assert Partnership.objects.count() == 15
