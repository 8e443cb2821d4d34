"""The inbox in a real browser: files without a script and on a phone, dropped files, the keyboard, other languages."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from firewood.archive.actions import PaperDraft, take_in_paper
from firewood.archive.models import IncomingPaper
from tests.aid.world import AT, LIU
from tests.archive import zoo
from tests.browsing import Visit
from tests.journeys.office import Office, furnish

DROP = """content => {
    const carried = new DataTransfer();
    carried.items.add(new File([content], "letter.txt", {type: "text/plain"}));
    document.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
HOSTILE = "We donate 500 masks\n<script>alert(1)</script>\n\u202eabc <img src=http://evil.example/x.gif>"


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)


def file_of(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_taken_in_without_a_script_on_a_phone(visit: Visit) -> None:
    furnish()
    office = Office.come_in(visit(javascript=False, phone=True, expected=(422,)))
    office.axe = False
    office.go("/inbox/")
    page = office.visitor.page
    page.locator("#files").set_input_files(
        [file_of("a.pdf", b"%PDF-1.7"), file_of("b.exe", b"MZ"), file_of("c.jpg", zoo.photo_with_place())]  # type: ignore[list-item]
    )
    office.send("form.drop button.do")
    assert page.locator(".errors li").all_inner_texts() == ["“b.exe” is a program. Programs are not taken in."]
    page.locator(".notice a", has_text="c").click()
    office.check()
    assert page.locator(".photos img").count() == 1


def test_a_dropped_file_opens_its_screen_and_a_large_one_is_named_before_it_is_sent(visit: Visit) -> None:
    furnish()
    office = Office.come_in(visit())
    office.go("/inbox/")
    page = office.visitor.page
    page.locator("form.drop").evaluate("form => { form.dataset.most = '1000' }")
    page.locator("#files").set_input_files([file_of("large.pdf", bytes(1001)), file_of("small.pdf", b"%PDF-1.7")])  # type: ignore[list-item]
    assert page.locator("[data-drop-told]").inner_text() == "Too large, left out: large.pdf"
    assert page.locator("#files").evaluate("field => [...field.files].map(each => each.name)") == ["small.pdf"]
    page.evaluate(DROP, HOSTILE)
    page.wait_for_url("**/inbox/*-*/")
    office.check()
    (paper,) = IncomingPaper.objects.all()
    assert "<script>alert(1)</script>" in page.locator(".paper-text").inner_text()
    assert "\u202e" not in paper.text


def test_a_paper_is_filed_by_keyboard(visit: Visit) -> None:
    furnish()
    office = Office.come_in(visit())
    office.go("/inbox/")
    page = office.visitor.page
    page.locator("[name=text]").focus()
    page.keyboard.insert_text("Dear friends, Seoul would like to offer 500 masks.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/*-*/")
    page.locator("[name=title]").focus()
    page.keyboard.press("Enter")
    page.locator("form[action$='/accept/']").wait_for()
    office.check()


@pytest.mark.parametrize(("language", "dark"), [("de", False), ("zh-hans", True)])
def test_the_inbox_in_other_languages_on_a_phone(visit: Visit, language: str, dark: bool) -> None:
    furnish(language)
    paper = take_in_paper(PaperDraft.pasted(HOSTILE, language="en"), actor=LIU, at=AT)
    office = Office.come_in(visit(language=language, phone=True, dark=dark))
    for path in ("/inbox/", f"/inbox/{paper.pk}/"):
        office.go(path)
        assert office.visitor.page.locator("html").get_attribute("lang") == language
