"""The whole way by keyboard alone: the focus is always seen, and the way into the page comes first."""

from playwright.sync_api import Page

from tests.browsing import Visit
from tests.journeys.office import Office, consignment, furnish


def _focus(page: Page) -> str:
    told: str = page.evaluate("(e => e.name || e.getAttribute('href') || e.textContent.trim())(document.activeElement)")
    return told


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is there; it must be visible on its way."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if _focus(page) == wanted:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", wanted
            return
    raise AssertionError(f"{wanted} was never reached")


def test_a_consignment_is_prepared_and_sent_by_keyboard(visit: Visit) -> None:
    furnish()
    visitor = visit()
    page = visitor.page
    visitor.go("/sign-in/")
    page.keyboard.press("Tab")
    assert _focus(page) == "#main"
    _tab_to(page, "login")
    page.keyboard.type("liu")
    page.keyboard.press("Tab")
    page.keyboard.type("warm-hands-2020")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _tab_to(page, "/aid/consignments/new/given/")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for name, typed in (("receiver", "Colo"), ("line-0-item", "Mask"), ("line-0-quantity", "100")):
        _tab_to(page, name)
        page.keyboard.type(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    office = Office(visitor)
    for step, state in (("Pack and seal", "packed"), ("Send off", "despatched")):
        _tab_to(page, step)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert consignment(office.number).state == state
    visitor.check()
