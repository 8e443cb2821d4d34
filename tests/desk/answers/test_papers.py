"""The brief before a call and the facts for a speech, as Word files: headings, languages, tables, sources."""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from firewood.accounts.states import Duty
from firewood.desk.answers.brief import brief_of
from firewood.desk.answers.sheets import Grid, Line, Paper, Part, Run, Sheet
from firewood.desk.answers.speech import speech_sheet
from firewood.desk.answers.word import MEDIA_TYPE, word_file
from firewood.registry.models import Party
from tests.aid.pages import officer
from tests.databases import TestServer, own_database


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[None]:
    """The record, loaded once into a database of this module's own; its tests only read."""
    with django_db_blocker.unblock(), own_database(server, recorded=True):  # type: ignore[attr-defined]
        yield


@pytest.fixture(autouse=True)
def _on_the_ninth_of_october(settings: Any) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def brief(*languages: str, beside: bool = False, key: str = "seoul") -> Paper:
    return brief_of(Party.objects.get(key=key), languages=languages, beside=beside)


def paragraphs(document: Any) -> list[Any]:
    """Every paragraph, those in cells of tables included."""
    found = list(document.paragraphs)
    cells = [cell for table in tables(document) for row in table.rows for cell in row.cells]
    return found + [paragraph for cell in cells for paragraph in cell.paragraphs]


def tables(document: Any) -> list[Any]:
    outer = list(document.tables)
    return outer + [inner for table in outer for row in table.rows for cell in row.cells for inner in cell.tables]


def languages_of(document: Any) -> dict[str, set[str]]:
    """The text of each language, as the runs are marked."""
    found: dict[str, set[str]] = {}
    for paragraph in paragraphs(document):
        for run in paragraph.runs:
            marks = run._element.findall(f"{qn('w:rPr')}/{qn('w:lang')}")
            assert len(marks) == 1
            tag = next(said for at in ("bidi", "eastAsia", "val") if (said := marks[0].get(qn(f"w:{at}"))))
            found.setdefault(tag, set()).add(run.text)
    return found


def test_the_brief_on_seoul_says_who_since_when_and_what_is_open() -> None:
    [sheet] = brief("en").sheets
    told = {part.heading: [line.text for line in part.lines] for part in sheet.parts}
    assert (sheet.title, sheet.under) == ("Seoul", "Brief before a call, as of 9 October 2020")
    assert told["Friends since"] == [
        "37 years (that is since 1983) [A]", "since 1993 [P]",
        "The sources disagree; our office has not decided. Name no year.",
    ]  # fmt: skip
    assert (
        told["Open"][0] == "Seoul: since which year? The sources disagree: 1983, 1993. Until we decide, all are shown."
    )
    assert told["Open"][1].startswith("What was in the 49 boxes from Mapo District? Contents not known.")
    assert "Sums that sources state are not known by giver: name no share of them." in told["Numbers"]
    assert told["Sources"] == [
        "[A] Can Kao Xiao Xi, Beijing joins hands with sister cities to fight COVID-19, as of 25 March 2020",
        "[P] other public sources, day not known",
    ]
    assert [part.heading for part in sheet.parts][:5] == [
        "Who", "Friends since", "Persons", "Last from them", "Last from us",
    ]  # fmt: skip


def test_the_persons_stand_in_a_table_with_their_form_of_address_where_it_is_known() -> None:
    [sheet] = brief("en").sheets
    [persons] = [part.grid for part in sheet.parts if part.heading == "Persons"]
    assert persons is not None
    assert persons.head == ("Person", "Office", "Form of address")
    assert [cell.text for cell in persons.rows[0]][:2] == ["Park Won-soon", "Mayor of Seoul [A]"]


def test_no_number_of_a_partner_is_invented() -> None:
    [sheet] = brief("en", key="cologne").sheets
    [numbers] = [part.grid for part in sheet.parts if part.heading == "Numbers"]
    assert numbers is not None
    assert [[cell.text for cell in row] for row in numbers.rows] == [
        ["protective suits (how many is not known)", "from them", "reported [A]"],
        ["gloves (how many is not known)", "from them", "reported [A]"],
    ]


@pytest.mark.parametrize("beside", [False, True])
def test_a_word_file_has_headings_tables_with_heads_and_a_language_for_every_word(*, beside: bool) -> None:
    document = opened(word_file(brief("en", "zh-hans", beside=beside)))
    heads = [each for each in paragraphs(document) if each.style.name.startswith(("Heading", "Title"))]
    assert [each.text for each in heads if not each.text.strip()] == []
    assert {each.text for each in heads} >= {"Seoul", "首尔", "Who", "对方", "Sources", "来源"}
    spoken = languages_of(document)
    assert set(spoken) >= {"en-GB", "zh-CN", "ko-KR", "fa-IR"}
    assert "서울" in spoken["ko-KR"]
    assert "通话前简报，截至2020年10月9日" in spoken["zh-CN"]
    grids = [table for table in tables(document) if table.style and table.style.name == "Table Grid"]
    assert len(grids) == 4
    for table in grids:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in table.rows[0].cells if not cell.text.strip()] == []
        assert all(row._tr.trPr is None or row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])


def test_chinese_words_name_an_east_asian_font_and_persian_ones_run_right_to_left() -> None:
    document = opened(word_file(brief("zh-hans")))
    runs = [run for paragraph in paragraphs(document) for run in paragraph.runs]
    chinese = [run for run in runs if run.text == "首尔"]
    assert chinese
    for run in chinese:
        fonts = run._element.rPr.find(qn("w:rFonts"))
        assert (fonts.get(qn("w:hint")), fonts.get(qn("w:eastAsia"))) == ("eastAsia", "SimSun")
    persian = [run for run in runs if run.text == "سئول"]
    assert len(persian) == 1
    assert persian[0]._element.rPr.find(qn("w:rtl")) is not None


def test_signs_that_no_word_file_can_hold_are_left_out() -> None:
    line = Line((Run("Ctl\x01\x0b\x1f\ufffe & <b>😷", "en"),))
    sheet = Sheet("en", "Seoul\x01", "Beijing" * 60, (Part("Letters\x02", (line,)),))
    made = opened(word_file(Paper("brief-seoul", (sheet,), "Beijing\x03", date(2020, 10, 9))))
    assert [each.text for each in made.paragraphs] == ["Seoul", "Beijing" * 60, "Letters", "Ctl & <b>😷"]
    assert (made.core_properties.title, len(made.core_properties.subject)) == ("Seoul", 255)


def test_digits_in_chinese_words_are_not_said_to_be_chinese_so_that_no_year_is_broken() -> None:
    document = opened(word_file(brief("zh-hans")))
    dated = next(run for each in paragraphs(document) for run in each.runs if "2020年" in run.text)
    said = dated._element.rPr.find(qn("w:lang"))
    assert (said.get(qn("w:eastAsia")), said.get(qn("w:val"))) == ("zh-CN", None)


def test_two_languages_side_by_side_are_written_smaller_and_the_widest_words_get_the_widest_column() -> None:
    alone, beside = opened(word_file(brief("en"))), opened(word_file(brief("en", "zh-hans", beside=True)))
    assert [each.styles["Normal"].font.size.pt for each in (alone, beside)] == [9.5, 8]
    numbers = next(each for each in tables(alone) if each.rows[0].cells[0].text == "Number")
    widths = [column.width for column in numbers.columns]
    assert widths[0] > 2 * max(widths[1:])
    assert sum(widths) == pytest.approx(Cm(17), rel=0.001)


def test_a_line_of_persian_alone_is_a_paragraph_from_right_to_left() -> None:
    words = Line((Run("دوست", "fa"),))
    sheet = Sheet("en", "Tehran", "as of today", (Part("Words", (words, Line((Run("friend", "en"),)))),))
    document = opened(word_file(Paper("x", (sheet,), "Office", date(2020, 10, 9))))
    marked = [each.text for each in document.paragraphs if each._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    assert marked == ["دوست"]


def test_the_properties_name_the_office_and_the_day_of_the_clock_and_nothing_of_a_template() -> None:
    content = word_file(brief("en"))
    told = opened(content).core_properties
    assert (told.title, told.author) == (
        "Seoul",
        "Foreign Affairs Office of the People's Government of Beijing Municipality",
    )
    assert (told.last_modified_by, told.comments, told.keywords) == (told.author, "", "")
    assert (told.created.date(), told.modified.date(), told.revision) == (date(2020, 10, 9), date(2020, 10, 9), 1)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        text = b"".join(packed.read(name) for name in names)
    assert [
        name for name in names if "thumbnail" in name or "customXml" in name or name.endswith(("app.xml", ".ttf"))
    ] == []
    assert b"python-docx" not in text
    assert b"embedRegular" not in text


def test_the_facts_for_a_speech_hold_sentences_words_and_what_not_to_say() -> None:
    [sheet] = speech_sheet(languages=["en"], beside=False).sheets
    told = {part.heading: [line.text for line in part.lines] for part in sheet.parts}
    assert told["Numbers to say"][0] == (
        "As of 25 March 2020, Beijing has received about 1.13 million masks (donated by foreign central or local"
        " governments; stated by Can Kao Xiao Xi). [A]"
    )
    assert told["Numbers to say"][-1] == (
        "As of 25 March 2020, 24 sister cities have sent letters to Beijing (stated by Can Kao Xiao Xi; 5 of them known"
        " to us by name; and besides them 2 international organisations). [A]"
    )
    assert told["What not to say"] == [
        "Do not say how much of the stated sums came from whom: no source tells.",
        "Do not add up what is counted, reported and stated: they overlap.",
        "Do not name all sister cities that wrote: 19 are not known by name.",
        "Give no number for what came without one: protective gowns.",
        (
            "Give no number for what we gave without one: protective suits, gloves, disinfectant, mobile intelligent"
            " temperature detectors, TCM granules."
        ),
        "Name no first year for Seoul: the sources disagree (1983, 1993).",
    ]
    quoted = [line for part in sheet.parts if part.heading == "Words to quote" for line in part.lines]
    assert quoted[0].runs[0].text.startswith("“")
    assert all(line.quote and line.runs[0].language == "en" and line.runs[-1].letter for line in quoted)


@pytest.mark.parametrize(
    ("path", "name"),
    [("/partners/seoul/brief/", "brief-seoul-2020-10-09.docx"), ("/speech/", "speech-2020-10-09.docx")],
)
def test_the_pages_lead_to_word_files(path: str, name: str) -> None:
    client = officer(Duty.FOCAL_POINT, login=f"liu-{name[:6]}")
    page = client.get(f"{path}?first=en&second=de&layout=after")
    assert page.status_code == 200
    assert page.content.decode().count('class="a4') == 2
    made = client.get(f"{path}?first=en&second=de&layout=after&as=docx")
    assert (made["Content-Type"], made["Content-Disposition"]) == (MEDIA_TYPE, f'attachment; filename="{name}"')
    titles = [each.text for each in opened(made.content).paragraphs if each.style.name == "Title"]
    assert len(titles) == 2


def test_a_grid_without_rows_leaves_no_heading() -> None:
    empty = Part("Persons", (), Grid(("Person",), ()))
    assert not empty.holds_something
