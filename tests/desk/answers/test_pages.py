"""Answers on pages: the same number everywhere, in every way of writing, and nothing that nobody knows."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firewood.accounts.states import Duty
from firewood.journal.models import Entry
from tests.aid.pages import officer, words_of
from tests.archive import zoo
from tests.databases import TestServer, own_database

STATED = [
    ("masks", "about 1.13 million masks", "rund 1,13 Millionen Masken", "约113万件口罩"),
    ("protective-suits", "about 220,000 protective suits", "rund 220.000 Schutzanzüge", "约22万件防护服"),
    ("gloves", "about 750,000 pairs of gloves", "rund 750.000 Paar Handschuhe", "约75万双手套"),
    ("surgical-gowns", "about 17,000 surgical gowns", "rund 17.000 OP-Kittel", "约1.7万件手术衣"),
    ("waterproof-suits", "about 44,000 waterproof suits", "rund 44.000 wasserdichte Anzüge", "约4.4万件防水服"),
    ("goggles", "about 3,700 pairs of goggles", "rund 3.700 Paar Schutzbrillen", "约3,700双护目镜"),
    ("face-shields", "about 90 face shields", "rund 90 Gesichtsschilde", "约90件防护面屏"),
    ("thermal-imagers", "about 40 thermal imagers", "rund 40 Wärmebildkameras", "约40件热成像仪"),
]
OLD_TEXT = (
    "Beijing has received approximately 1.13 million masks, 200,000 protective suits, 750,000 pairs of gloves and 40"
    " thermal imagers. On 20 February 49 boxes came. 24 sister cities have sent letters, for 37 years.\n"
    "Rund 1,13 Mio. Masken und 220.000 Schutzanzüge.\n约113万只口罩、22万件防护服。"
)


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[None]:
    """The record, loaded once into a database of this module's own; its tests only read."""
    with django_db_blocker.unblock(), own_database(server, recorded=True):  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="module")
def client(_loaded: None) -> Client:
    return officer(Duty.FOCAL_POINT, login="answers")


@pytest.fixture(autouse=True)
def _on_the_ninth_of_october(settings: Any) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return words_of(answer)


@pytest.mark.parametrize(("key", "en", "de", "zh"), STATED)
def test_every_stated_figure_has_its_sentence_in_three_languages(
    client: Client, key: str, en: str, de: str, zh: str
) -> None:
    for path in (f"/answers/received/{key}/", f"/aid/items/{key}/", "/aid/totals/received/"):
        page = shown(client, path)
        assert (
            f"As of 25 March 2020, Beijing has received {en} (donated by foreign central or local governments" in page
        )
        assert f"Bis zum 25. März 2020 hat Beijing {de} erhalten (Spenden ausländischer" in page
        assert f"截至2020年3月25日，北京已收到{zh}（外国中央或地方政府捐赠；据参考消息公布）。" in page


@pytest.mark.parametrize(
    "asked", ["how many masks?", "How many masks", "wie viele Masken", "口罩 多少", "多少口罩？", "masks"]
)
def test_the_search_answers_how_many_masks(client: Client, asked: str) -> None:
    page = words_of(client.get("/search", {"q": asked}))
    assert "As of 25 March 2020, Beijing has received about 1.13 million masks" in page
    assert "北京已收到约113万件口罩" in page


@pytest.mark.parametrize("asked", ["how many letters?", "wie viele Briefe?", "多少封信"])
def test_the_search_answers_how_many_letters(client: Client, asked: str) -> None:
    page = words_of(client.get("/search", {"q": asked}))
    assert (
        "As of 25 March 2020, 24 sister cities have sent letters to Beijing (stated by Can Kao Xiao Xi; 5 of them known"
        " to us by name; and besides them 2 international organisations)." in page
    )


@pytest.mark.parametrize("asked", ["what did Seoul give us?", "Was hat Seoul uns gegeben", "首尔捐了什么"])
def test_the_search_answers_what_seoul_gave_and_splits_no_sum(client: Client, asked: str) -> None:
    page = words_of(client.get("/search", {"q": asked}))
    assert "Mapo District has given 49 boxes of unknown contents to Shijingshan District (20 February 2020;" in page
    assert "The sums that sources state are not known by giver" in page


def test_how_many_masks_came_from_seoul_is_not_known(client: Client) -> None:
    page = words_of(client.get("/search", {"q": "how many masks from Seoul?"}))
    assert "Beijing has received masks from Seoul (how many is not known; reported by Can Kao Xiao Xi" in page
    assert "1.13 million" not in page


@pytest.mark.parametrize("asked", ["Cologne", "", "how are you", "what is firewood"])
def test_what_is_no_question_gets_no_answer(client: Client, asked: str) -> None:
    assert "What we say" not in words_of(client.get("/search", {"q": asked}))


def test_no_figure_by_giver_stands_anywhere_near_the_stated_sums(client: Client) -> None:
    for key in ("seoul", "cologne", "mapo"):
        page = shown(client, f"/partners/{key}/sentences/")
        assert "nobody can say how much of them came from whom" in page
        assert not [en for _key, en, _de, _zh in STATED if en in page]


def test_a_gift_has_its_sentence_on_its_page(client: Client) -> None:
    number = re.search(r"/aid/consignments/(C-[\d-]+)/", client.get("/partners/cologne/sentences/").content.decode())
    assert number
    page = shown(client, f"/aid/consignments/{number[1]}/")
    assert (
        "Cologne has given protective suits, gloves to Beijing (how many is not known; 13 February 2020; reported by"
        " Can Kao Xiao Xi, not counted by us)." in page
    )


def test_an_old_text_is_held_against_our_figures_and_nothing_of_it_is_kept(client: Client) -> None:
    before = Entry.objects.count()
    answer = client.post("/answers/changed-numbers/", {"text": OLD_TEXT, "day": ""})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert Entry.objects.count() == before
    rows = re.findall(r'<tr id="n\d+">(.*?)</tr>', answer.content.decode(), re.DOTALL)
    told = [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", row))).strip() for row in rows]
    verdicts = [next(v for v in ("not one of ours", "not sure", "unchanged", "changed") if v in row) for row in told]
    assert verdicts == [
        "unchanged", "changed", "unchanged", "unchanged", "not one of ours", "unchanged", "unchanged",
        "not one of ours", "unchanged", "unchanged", "unchanged", "unchanged",
    ]  # fmt: skip
    assert "200,000 → about 220,000 protective suits received" in told[1]
    assert "As of 25 March 2020, Beijing has received about 220,000 protective suits" in told[1]


SAID = [
    ("en", "about 1,130,000 masks received", "about 750,000 pairs of gloves received", "24 sister cities have written"),
    (
        "de",
        "rund 1.130.000 Masken erhalten",
        "rund 750.000 Paar Handschuhe erhalten",
        "24 Partnerstädte haben geschrieben",
    ),
    ("zh-hans", "收到约1,130,000件口罩", "收到约750,000双手套", "24个友好城市已来信"),
]


@pytest.mark.parametrize(("language", "masks", "gloves", "cities"), SAID)
def test_our_figures_beside_an_old_text_read_as_one_says_them(
    language: str, masks: str, gloves: str, cities: str
) -> None:
    reader = officer(Duty.FOCAL_POINT, login=f"numbers-{language}", language=language)
    page = words_of(reader.post("/answers/changed-numbers/", {"text": OLD_TEXT}))
    assert masks in page
    assert gloves in page
    assert cities in page


@pytest.mark.parametrize(
    ("language", "scope"),
    [
        ("en", "donated by foreign central or local governments"),
        ("de", "Spenden ausländischer Zentral- oder Kommunalregierungen"),
        ("zh-hans", "外国中央或地方政府捐赠"),
    ],
)
def test_the_scope_of_a_stated_figure_is_shown_in_the_language_of_the_reader(language: str, scope: str) -> None:
    reader = officer(Duty.FOCAL_POINT, login=f"scope-{language}", language=language)
    for path in ("/", "/aid/totals/received/", "/aid/items/masks/", "/answers/received/masks/"):
        page = reader.get(path).content.decode()
        assert re.search(rf'<span lang="{language}"[^>]*>{scope}</span>', page, re.IGNORECASE), path
        assert ('<span lang="en" dir="auto">donated by foreign' in page) == (language == "en"), path


def test_the_words_of_the_source_are_all_unchanged(client: Client) -> None:
    source = (
        "approximately 1.13 million masks, 220,000 protective suits, 750,000 pairs of gloves, 17,000 pieces of surgical"
        " gowns, 44,000 waterproof suits, 3,700 pairs of goggles, 90 facial shields, and 40 thermal imagers"
    )
    page = words_of(client.post("/answers/changed-numbers/", {"text": source}))
    assert page.count("unchanged") == 8


def test_a_word_file_or_a_plain_text_can_be_dropped_and_is_not_kept(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("Beijing has received about 1.13 million masks.")
    table = document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "49 boxes"
    kept = BytesIO()
    document.save(kept)
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    for name in ("old.docx", "letter.txt"):  # what it is, is asked of its content
        sent = SimpleUploadedFile(name, kept.getvalue())
        page = words_of(client.post("/answers/changed-numbers/", {"file": sent}))
        assert "2 numbers" in page
        assert page.count("unchanged") == 2
    plain = SimpleUploadedFile("old.doc", "Wir erhielten 49 Kartons und rund 1,13 Mio. Masken.".encode("utf-16"))
    assert words_of(client.post("/answers/changed-numbers/", {"file": plain})).count("unchanged") == 2
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.docx", zoo.docx_bomb(), "holds more than a text to be looked at"),
        ("entity.docx", zoo.docx_with_entity(), "cannot be read. Save it anew, or copy its words into the field"),
        ("laughs.docx", zoo.docx_with_laughs(), "cannot be read"),
        ("macros.docx", zoo.docx_with_macros(), "holds macros. Save it without them, or copy its words"),
        ("broken.docx", b"PK\x03\x04 broken", "cannot be read"),
        ("table.docx", zoo.sheet(), "is no text and no Word file (.docx). Copy its words into the field"),
        ("bundle.docx", zoo.package({"a.txt": b"a"}), "is no text and no Word file"),
        ("scan.docx", b"%PDF-1.7", "is no text and no Word file"),
        ("letter.txt", zoo.mail("words"), "is no text and no Word file"),
        ("page.txt", b"<html>1</html>", "is no text and no Word file"),
        ("harm.txt", b"\x00\xff\x00\x01" * 9, "is no text and no Word file"),
        ("nothing.txt", b"", "is empty"),
        ("large.txt", b"1" * (2 * 1024**2 + 1), "is too large"),
        ("long.txt", b"1 " * 40_000, "more than 60,000 characters"),
        ("long.docx", zoo.docx("49 boxes " * 50_000), "holds more than a text to be looked at"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_file_that_is_no_text_is_refused_with_the_reason_and_nothing_is_kept(
    client: Client, name: str, content: bytes, said: str, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    before = Entry.objects.count()
    answer = client.post("/answers/changed-numbers/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert Entry.objects.count() == before


def test_nothing_typed_and_a_day_that_is_none_are_told_at_once(client: Client) -> None:
    answer = client.post("/answers/changed-numbers/", {"text": "", "day": "yesterday"})
    assert answer.status_code == 422
    assert "cannot be read as a day" in words_of(answer)


@pytest.mark.parametrize(
    "path",
    ["/answers/received/masks/", "/answers/letters/", "/answers/changed-numbers/", "/partners/seoul/sentences/",
     "/partners/seoul/brief/", "/speech/"],
)  # fmt: skip
def test_in_an_exercise_nothing_is_said_to_others(path: str) -> None:
    apart = officer(Duty.FOCAL_POINT, login=f"drill{abs(hash(path))}"[:20])
    apart.post("/exercise/", {"exercise": "on", "next": "/"})
    answer = apart.get(path)
    assert answer.status_code == 409
    assert "Of an exercise there are no sentences for others" in answer.content.decode()
    assert "Sentence to copy" not in apart.get("/aid/totals/received/").content.decode()


@pytest.mark.parametrize(
    "path", ["/answers/sideways/masks/", "/answers/received/unicorns/", "/partners/nowhere/brief/"]
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_with_all_figures_asks_few_questions(client: Client) -> None:
    client.get("/aid/totals/received/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/aid/totals/received/")
    assert len(asked) <= 45


def test_dashboard_table_and_export_give_the_stated_figures_to_the_unit(client: Client) -> None:
    overview, totals = shown(client, "/"), shown(client, "/aid/totals/received/")
    content = b"".join(client.get("/aid/export/totals-received.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = [row for row in csv.DictReader(StringIO(content)) if row["Part"] == "stated"]
    assert len(rows) == 8
    for row in rows:
        said = f"≈ {int(row['Quantity']):,}"
        assert row["Quality"] == "approximate"
        assert said in overview
        assert said in totals


def test_of_a_text_full_of_numbers_the_first_two_hundred_are_shown_and_the_rest_counted(client: Client) -> None:
    answer = client.post("/answers/changed-numbers/", {"text": "5 masks. " * 2222})
    page = answer.content.decode()
    said = words_of(answer)
    assert "2222 numbers" in said
    assert "The first 200 are shown; 2,022 more stand in the text." in said
    assert (page.count('<tr id="n'), page.count('href="#n'), page.count("5 masks. ")) == (200, 200, 2022 + 2222)
    assert len(answer.content) < 1_000_000
