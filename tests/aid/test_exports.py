"""Tables to take along: HXL under the headings, the numbers of the pages, and nothing that runs as a formula."""

import csv
import io

import pytest
from django.test import Client

from firewood.accounts.models import Officer
from firewood.aid import actions
from firewood.aid.drafts import Count, LineDraft
from firewood.aid.exports import TABLES, harmless, lines_of
from firewood.aid.queries.lists import Asked
from tests.aid.world import AT, LIU, WANG, World, announced, came, line, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def table(what: str) -> list[list[str]]:
    text = "".join(lines_of(TABLES[what], Asked(status="actual")))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def received(here: World) -> None:
    gift = announced(here, line(here.gloves, 300, unit="pair", factor=2), LineDraft(words="=HYPERLINK(0)"))
    count = Count([came(gift, here.gloves, 600, rejected=20)])
    actions.issue_receipt(gift, count=count, key="1", actor=WANG, at=AT)


def test_totals_have_hashtags_and_the_numbers_of_the_page(here: World) -> None:
    received(here)
    rows = table("totals-received")
    assert rows[1][:6] == ["#date+as_of", "#item+code", "#item+name", "#meta+unit", "#meta+part", "#output+quantity"]
    assert [row[1:7] for row in rows[2:4]] == [
        ["gloves", "Gloves", "pair", "counted", "300", "exact"], ["gloves", "Gloves", "pair", "reported", "0", "exact"],
    ]  # fmt: skip


def test_lines_and_receipts_keep_every_row(here: World) -> None:
    received(here)
    assert [row[1:7] for row in table("lines")[2:]] == [
        ["1", "gloves", "Gloves", "", "300", "pair"], ["2", "", "", "'=HYPERLINK(0)", "", ""],
    ]  # fmt: skip
    [receipt] = table("receipts")[2:]
    assert receipt[3:5] + receipt[10:14] == ["Beijing", "office", "600", "0", "20", "0"]


@pytest.mark.parametrize("what", sorted(TABLES))
def test_every_row_is_as_wide_as_the_headings(here: World, what: str) -> None:
    received(here)
    rows = table(what)
    assert {len(row) for row in rows} == {len(TABLES[what].columns)}
    assert all(tag.startswith("#") for tag in rows[1])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", "\ufeff=1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\t=1", "'\t'=1"), ("\r=1", "'\r'=1"), ("\n=1", "\n'=1"), ("Kim;=1+1", "Kim;'=1+1"), ("a; @b", "a;' @b")],
)
def test_nor_does_one_behind_what_parts_cells_elsewhere(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_numbers_stay_numbers() -> None:
    assert [harmless(-5), harmless(None), harmless("a-b; c")] == [-5, None, "a-b; c"]


def test_a_colleague_downloads_a_file_and_a_stranger_does_not(here: World) -> None:
    received(here)
    browser = Client()
    assert browser.get("/aid/export/lines.csv").status_code == 302
    browser.force_login(Officer.objects.create(login="zhao", name="Zhao", duties=["reader"]))
    answer = browser.get("/aid/export/totals-received.csv", {"as_of": "2020-03-09"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="firewood-totals-received-actual-2020-03-09.csv"'
    assert b"".join(answer).decode().count("gloves") == 3  # type: ignore[arg-type]
    assert browser.get("/aid/export/everything.csv").status_code == 404
    assert browser.get("/aid/export/totals-received.csv", {"as_of": "2020-02-30"}).status_code == 422


def test_an_exercise_has_its_own_table(here: World) -> None:
    received(here)
    assert list(lines_of(TABLES["needs"], Asked(status="exercise")))[2:] == []
    assert LIU.name not in "".join(lines_of(TABLES["consignments"], Asked(status="exercise")))
