"""Every component in a real browser: languages, right to left, dark, phone, without JavaScript."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import Visit, Visitor

PICTURES = os.environ.get("FIREWOOD_TEST_PICTURES")  # a folder, to look at the pages

TOUCHING = """() => [...document.querySelectorAll('svg.map')].flatMap(map => {
    const seen = [...map.querySelectorAll('text')].filter(text => text.checkVisibility());
    const boxes = seen.map(text => ({word: text.textContent, box: text.getBBox(), view: map.viewBox.baseVal}));
    const beside = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x;
    const above = (a, b) => a.y + a.height * .8 <= b.y || b.y + b.height * .8 <= a.y;
    const touch = (one, other) => !beside(one.box, other.box) && !above(one.box, other.box);
    const pairs = boxes.flatMap((one, n) => boxes.slice(n + 1).filter(other => touch(one, other))
        .map(other => one.word + ' / ' + other.word));
    const outside = boxes.filter(({box, view}) => box.x < 0 || box.x + box.width > view.width);
    return [...pairs, ...outside.map(({word}) => word + ' outside')];
})"""


@pytest.fixture(autouse=True)
def _gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.ui.gallery"


def picture(visitor: Visitor, name: str) -> None:
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("address", ["", "?bad=1", "?drill=1", "?guest=1"])
@pytest.mark.parametrize("tag", ["en", "de", "zh-hans", "fa"])
def test_nothing_is_wrong_in_any_language(visit: Visit, tag: str, address: str) -> None:
    for phone, dark in ((False, tag == "zh-hans"), (True, tag == "de")):
        visitor = visit(phone=phone, dark=dark)
        assert visitor.go(f"/looks/{address}{'&' if address else '?'}as={tag}") == 200
        picture(visitor, f"{tag}{address.strip('?')[:5]}{'-phone' if phone else ''}{'-dark' if dark else ''}")
        assert visitor.page.locator("html").get_attribute("dir") == ("rtl" if tag == "fa" else "ltr")
        visitor.check()
        assert visitor.small_targets(44 if phone else 36) == []


def test_names_on_the_map_do_not_touch_in_the_browser(visit: Visit) -> None:
    for phone in (False, True):
        visitor = visit(phone=phone)
        visitor.go("/looks/?many=1")
        picture(visitor, f"many{'-phone' if phone else ''}")
        visitor.check()
        assert visitor.page.evaluate(TOUCHING) == []


def test_the_skip_link_is_first_and_the_slash_finds_the_search(visitor: Visitor) -> None:
    visitor.go("/looks/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def test_a_menu_closes_with_escape_and_gives_the_focus_back(visitor: Visitor) -> None:
    visitor.go("/looks/")
    menu = visitor.page.locator("details.menu").first
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    visitor.page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert visitor.page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_changes_with_and_without_script(visit: Visit, javascript: bool) -> None:
    visitor = visit(javascript=javascript)
    visitor.go("/looks/?bad=1")
    visitor.page.locator("details.menu summary").first.click()
    visitor.page.get_by_role("button", name="Deutsch").click()
    visitor.page.wait_for_url("**/looks/?bad=1")
    assert visitor.page.locator("html").get_attribute("lang") == "de"
    assert visitor.troubles == []


def test_a_draft_comes_back_after_the_page_was_closed(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/looks/")
    visitor.page.get_by_label("Note").fill("two seals broken")
    visitor.go("/sign-in/")
    visitor.go("/looks/")
    assert visitor.page.get_by_label("Note").input_value() == "two seals broken"


def test_errors_come_first_and_lead_to_their_field(visitor: Visitor) -> None:
    visitor.go("/looks/?bad=1")
    assert visitor.page.evaluate("document.activeElement.className") == "errors"
    summary = visitor.page.locator(".errors a").first
    summary.click()
    assert visitor.page.evaluate("document.activeElement.id") == summary.get_attribute("href", timeout=1000)[1:]  # type: ignore[index]
