"""Questions from outside are answered in a real browser: by hand, by keyboard, on a phone, without the script."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page

from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.solidarity.models import Gesture
from tests.browsing import Visit, Visitor
from tests.journeys.office import PASSWORD

MASKS = {
    "en": "As of 25 March 2020, Beijing has received about 1.13 million masks (donated by foreign central or local"
    " governments; stated by Can Kao Xiao Xi).",
    "de": "Bis zum 25. März 2020 hat Beijing rund 1,13 Millionen Masken erhalten (Spenden ausländischer Zentral- oder"
    " Kommunalregierungen; Angabe: Can Kao Xiao Xi).",
    "zh-hans": "截至2020年3月25日，北京已收到约113万件口罩（外国中央或地方政府捐赠；据参考消息公布）。",
}
TEXT = (
    "We have received about 1.13 million masks, 200,000 protective suits, 49 boxes; 24 sister cities have sent letters,"
    " for 37 years"
)


@pytest.fixture
def committed(recorded: str) -> str:
    """Every story here is told of the record, by a colleague who may only read."""
    person = Officer(login="liu", name="Liu", office="Foreign Affairs Office", duties=[str(Duty.READER)])
    person.set_password(PASSWORD)
    person.save()
    return recorded


def sentences(page: Page) -> dict[str, str]:
    """The sentences that can be seen now, by their languages."""
    found = page.locator(".tosay li > p:visible")
    return {each.get_attribute("lang") or "": each.inner_text() for each in found.all()}


def come_in(visitor: Visitor) -> Page:
    visitor.sign_in("liu", PASSWORD)
    visitor.go("/")
    return visitor.page


def test_how_many_masks_takes_one_click_or_one_field(visit: Visit) -> None:
    visitor = visit()
    page = come_in(visitor)
    with page.expect_navigation():
        page.locator("tr", has_text="masks").locator("a.tell").first.click()
    assert sentences(page) == MASKS
    visitor.check()
    visitor.go("/")
    page.locator("#find").fill("how many masks?")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert sentences(page) == MASKS
    visitor.check()


def test_a_sentence_is_copied_by_its_button(visit: Visit) -> None:
    visitor = visit()
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = come_in(visitor)
    visitor.go("/answers/received/masks/")
    page.locator(".tosay li", has_text="北京").locator("button").click()
    page.locator("button.copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == MASKS["zh-hans"]


def test_on_a_phone_without_the_script_everything_is_there(visit: Visit) -> None:
    visitor = visit(phone=True, javascript=False)
    page = come_in(visitor)
    for path in ("/answers/received/masks/", "/answers/letters/", "/partners/seoul/sentences/", "/speech/",
                 "/partners/seoul/brief/?second=zh-hans"):  # fmt: skip
        assert visitor.go(path) == 200
        assert visitor.troubles == []
        assert page.locator("[data-copy]:visible").count() == 0
    visitor.go("/answers/changed-numbers/")
    page.locator("main [name=text]").fill(TEXT)
    with page.expect_navigation():
        page.locator("main form.wide button").click()
    verdicts = [each.inner_text() for each in page.locator("tbody .badge").all()]
    assert verdicts == ["unchanged", "changed", "unchanged", "unchanged", "not one of ours"]


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("de", True), ("zh-hans", False)])
def test_every_page_of_answers_is_sound(visit: Visit, language: str, dark: bool) -> None:
    Officer.objects.filter(login="liu").update(language=language)
    for phone in (False, True):
        visitor = visit(language=language, dark=dark, phone=phone)
        come_in(visitor)
        for path in ("/answers/received/masks/", "/answers/letters/", "/partners/seoul/sentences/",
                     "/partners/seoul/brief/?second=de&first=zh-hans", "/speech/?second=en&first=de&layout=after",
                     "/aid/totals/received/", "/search?q=how+many+masks"):  # fmt: skip
            assert visitor.go(path) == 200
            visitor.check(axe=not phone)
        visitor.go("/answers/changed-numbers/")
        visitor.page.locator("main [name=text]").fill(TEXT)
        with visitor.page.expect_navigation():
            visitor.page.locator("main form.wide button").click()
        visitor.check()


def test_by_keyboard_a_text_is_pasted_and_a_sentence_unfolded(visit: Visit) -> None:
    visitor = visit()
    page = come_in(visitor)
    visitor.go("/answers/changed-numbers/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    page.keyboard.insert_text(TEXT)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('form.wide button')"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("tbody summary").first.focus()
    page.keyboard.press("Enter")
    assert sentences(page) == MASKS


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("first=en", 1),
        ("first=de", 1),
        ("first=zh-hans&second=en&layout=beside", 1),
        ("first=en&second=de&layout=after", 2),
    ],
)
def test_the_brief_is_one_page_of_a4_in_each_language(visit: Visit, query: str, count: int) -> None:
    visitor = visit()
    page = come_in(visitor)
    for key in ("seoul", "berlin"):
        visitor.go(f"/partners/{key}/brief/?{query}")
        printed = BytesIO(page.pdf(prefer_css_page_size=True)).getvalue()
        assert pages_of(printed) == count, key


@pytest.mark.parametrize("kind", ["letter", "statement"])
def test_a_letter_is_printed_with_its_facts_on_one_page(visit: Visit, kind: str) -> None:
    visitor = visit()
    page = come_in(visitor)
    shown = Gesture.objects.filter(kind=kind, way="in").order_by("number")[0]
    visitor.go(f"/letters/{shown.number}/")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    assert page.locator("#facts").is_visible()
    for gone in ("#tongues", "#copy", ".journal", "[data-print]", "#key"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
