"""Write a brief or a fact sheet as a Word file: real headings, tables with a head, every word with its language."""

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final
from unicodedata import east_asian_width

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from firewood.desk.answers.sheets import Grid, Line, Paper, Part, Run, Sheet
from firewood.languages.choice import base_of, direction_of, tidy_tag

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TAGS: Final = {
    "en": "en-GB", "de": "de-DE", "zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "ko": "ko-KR", "ja": "ja-JP",
    "fa": "fa-IR", "ar": "ar-SA", "fr": "fr-FR", "cs": "cs-CZ",
}  # fmt: skip
WIDE: Final = frozenset({"zh", "ja", "ko"})
LATIN_FONT, WIDE_FONT, ARABIC_FONT = "Calibri", "SimSun", "Arial"
"""Fonts are only named, never put into the file; where one is missing Word takes its own for the script."""
SMALLER: Final = 0.84
"""How much smaller the letters are when two languages stand side by side, so that both stay on one page."""
LONGEST: Final = 255
"""So many characters a property of a Word file has at most."""
_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEFTOVERS: Final = ("/thumbnail", "/extended-properties", "/customXml")


def word_file(paper: Paper) -> bytes:
    """The paper as the content of a .docx file."""
    document = docx.Document()
    _clear(document)
    _describe(document, paper)
    beside = paper.beside and len(paper.sheets) > 1
    _set_page(document, beside=beside)
    _set_styles(document, paper.sheets[0].language, times=SMALLER if beside else 1)
    if beside:
        _write_beside(document, paper)
    else:
        for number, sheet in enumerate(paper.sheets):
            _write_sheet(document, sheet, new_page=number > 0)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


# ---------- the document itself ----------


def _clear(document: Any) -> None:
    """Take away what the empty template brings along: its picture, its program, its bibliography."""
    for part in (document.part.package, document.part):
        for key in [key for key, rel in part.rels.items() if rel.reltype.endswith(LEFTOVERS)]:
            del part.rels[key]


def _describe(document: Any, paper: Paper) -> None:
    told = document.core_properties
    made = datetime.combine(paper.day, time(12), tzinfo=UTC)
    told.title, told.author, told.subject = (
        _writable(words)[:LONGEST] for words in (paper.title, paper.office, paper.sheets[0].under)
    )
    told.last_modified_by = told.author
    told.comments = told.keywords = told.category = told.version = ""
    told.created = told.modified = made.replace(tzinfo=None)
    told.revision, told.language = 1, _tag(paper.sheets[0].language)


def _set_page(document: Any, *, beside: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin"):
        setattr(section, side, Cm(1.4 if beside else 2))
    section.top_margin = section.bottom_margin = Cm(1.2 if beside else 1.6)


def _set_styles(document: Any, language: str, *, times: float) -> None:
    sizes = {"Normal": 9.5, "Title": 20, "Subtitle": 10, "Heading 1": 11.5, "Quote": 9.5, "List Bullet": 9.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(round(2 * size * times) / 2)
        style.font.italic = False
        properties = style.element.get_or_add_rPr()
        _name_fonts(properties)
        if name == "Normal":
            _say_language(properties, language)
        if name != "Normal":
            style.font.color.rgb = None
        style.paragraph_format.space_after = Pt(2 * times)
        style.paragraph_format.space_before = Pt(6 * times if name == "Heading 1" else 0)
        style.paragraph_format.line_spacing = 1.0


def _name_fonts(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script, font in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("eastAsia", WIDE_FONT), ("cs", ARABIC_FONT)):
        fonts.set(qn(f"w:{script}"), font)


# ---------- sheets ----------


def _write_sheet(document: Any, sheet: Sheet, *, new_page: bool) -> None:
    title = document.add_paragraph(style="Title")
    if new_page:
        title.paragraph_format.page_break_before = True
    _write_words(title, sheet.title, sheet.language)
    _write_words(document.add_paragraph(style="Subtitle"), sheet.under, sheet.language)
    for part in sheet.parts:
        _write_part(document, part, sheet.language)


def _write_beside(document: Any, paper: Paper) -> None:
    """A row for each part, a column for each language; the first row names the sheets and is repeated."""
    table = document.add_table(rows=1, cols=len(paper.sheets))
    for cell, sheet in zip(table.rows[0].cells, paper.sheets, strict=True):
        first = cell.paragraphs[0]
        first.style = document.styles["Title"]
        _write_words(first, sheet.title, sheet.language)
        _write_words(cell.add_paragraph(style="Subtitle"), sheet.under, sheet.language)
    _repeat(table.rows[0])
    for parts in zip(*(sheet.parts for sheet in paper.sheets), strict=False):
        for cell, part, sheet in zip(table.add_row().cells, parts, paper.sheets, strict=True):
            _write_part(cell, part, sheet.language)
            cell._element.remove(cell.paragraphs[0]._element)  # noqa: SLF001  the empty one that every cell is made with


def _write_part(place: Any, part: Part, language: str) -> None:
    _write_words(place.add_paragraph(style="Heading 1"), part.heading, language)
    if part.grid and part.grid.rows:
        _write_grid(place, part.grid, language)
    for line in part.lines:
        _write_line(place.add_paragraph(style="Quote" if line.quote else "List Bullet"), line)


def _write_grid(place: Any, grid: Grid, language: str) -> None:
    table = place.add_table(rows=1, cols=len(grid.head))
    table.style = place.part.document.styles["Table Grid"]
    if not hasattr(place, "sections"):  # in a cell an empty paragraph comes after a table
        after = place.paragraphs[-1].paragraph_format
        after.line_spacing, after.space_after = Pt(2), Pt(0)
    for cell, heading in zip(table.rows[0].cells, grid.head, strict=True):
        _write_words(cell.paragraphs[0], heading, language, strong=True)
    _repeat(table.rows[0])
    for row in grid.rows:
        for cell, line in zip(table.add_row().cells, row, strict=True):
            _write_line(cell.paragraphs[0], line)
    _share_out(table, grid, letter=place.part.document.styles["Normal"].font.size // 2)


def _share_out(table: Any, grid: Grid, *, letter: int) -> None:
    """A column that needs less than an even share gets what it needs; the others share the rest by what they need."""
    whole = sum(column.width for column in table.columns)
    columns = zip(grid.head, *([line.text for line in row] for row in grid.rows), strict=True)
    wants = [letter * (3 + max(map(_room, words))) for words in columns]
    fair = whole // len(wants)
    narrow, broad = (sum(want for want in wants if (want <= fair) == small) for small in (True, False))
    times = (whole - narrow) / broad if broad else 1
    for column, want in zip(table.columns, wants, strict=True):
        width = Length(int(want if want <= fair else want * times)) if broad else Length(fair)
        column.width = width
        for cell in column.cells:
            cell.width = width


def _room(words: str) -> int:
    """How much room words take, in Latin letters: a Chinese, Japanese or Korean one takes that of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _repeat(row: Any) -> None:
    """Mark a row as the head of its table: it is read as such, and repeated on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  the library has no public way
    properties.append(OxmlElement("w:tblHeader"))


def _write_line(paragraph: Any, line: Line) -> None:
    if line.runs and all(direction_of(run.language) == "rtl" for run in line.runs if not run.letter):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001  the library has no public way
    for run in line.runs:
        _write_run(paragraph, run)


def _write_words(paragraph: Any, words: str, language: str, *, strong: bool = False) -> None:
    _write_run(paragraph, Run(words, language, strong=strong))


def _writable(words: str) -> str:
    """Words without the signs that no Word file can hold; nobody sees them."""
    return _UNWRITABLE.sub("", words)


def _write_run(paragraph: Any, run: Run) -> None:
    written = paragraph.add_run(_writable(run.text))
    written.bold = True if run.strong else None
    properties = written._element.get_or_add_rPr()  # noqa: SLF001  the library has no public way
    if base_of(run.language) in WIDE:
        fonts = properties.get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), WIDE_FONT)
        fonts.set(qn("w:hint"), "eastAsia")
    if run.direction == "rtl":
        properties.append(OxmlElement("w:rtl"))
    _say_language(properties, run.language)


def _say_language(properties: Any, language: str) -> None:
    """The language of some words as Word keeps it: one for Latin letters, one for East Asian, one for right to left.

    Digits in Chinese words are Latin letters: said to be Chinese, they would be broken in the middle of a year.
    """
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    said = OxmlElement("w:lang")
    tag = _tag(language)
    script = "bidi" if direction_of(language) == "rtl" else "eastAsia" if base_of(language) in WIDE else "val"
    said.set(qn(f"w:{script}"), tag)
    properties.append(said)


def _tag(language: str) -> str:
    wanted = tidy_tag(language)
    return TAGS.get(wanted) or TAGS.get(base_of(wanted)) or language
