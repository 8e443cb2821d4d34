"""The whole way by keyboard alone: the focus is always seen, and the way into the page comes first."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browsing import Visit, Visitor
from tests.journeys.office import Office, consignment, furnish
from tests.second_factor import code_of

FOCUS = "(e => e.name || e.getAttribute('href') || e.textContent.trim())(document.activeElement)"
WORDS = "document.activeElement.textContent.trim()"


def _tab_to(page: Page, wanted: str, *, by: str = FOCUS) -> None:
    """Press Tab until the focus is there; it must be visible when it is."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(by) == wanted:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", wanted
            return
    raise AssertionError(f"{wanted} was never reached")


def _press(page: Page, wanted: str) -> None:
    """Go to a button or link by its words, and press Enter."""
    _tab_to(page, wanted, by=WORDS)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _type(page: Page, **fields: str) -> None:
    """Go to each field and type; Enter in the last one sends the form."""
    for name, typed in fields.items():
        _tab_to(page, name.replace("__", "-"))
        page.keyboard.type(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _sign_in(visitor: Visitor) -> Page:
    visitor.go("/sign-in/")
    page = visitor.page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "#main"  # the way into the page comes first
    _type(page, login="liu", password="warm-hands-2020")
    return page


def _prove(page: Page) -> None:
    """Type the code of the app where it is asked for; the focus stands there."""
    assert page.evaluate("document.activeElement.id") == "code"
    page.keyboard.type(code_of("liu"))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _invite(page: Page) -> str:
    """Make a guest link for the other side; gives its path."""
    _press(page, "Make a link")
    return urlsplit(page.locator("#address").input_value()).path


def test_goods_go_out_and_both_sides_agree_by_keyboard(visit: Visit) -> None:
    furnish()
    visitor, phone = visit(expected=(403,)), visit(phone=True)
    page = _sign_in(visitor)
    _tab_to(page, "/aid/consignments/new/given/")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _type(page, receiver="Colo", line__0__item="Mask", line__0__quantity="100")
    number = Office(visitor).number
    for step, state in (("Pack and seal", "packed"), ("Send off", "despatched")):
        _press(page, step)
        if step == "Send off":
            assert consignment(number).state == "packed"
            visitor.check()
            _prove(page)
        assert consignment(number).state == state
    visitor.check()

    phone.go(_invite(page))
    _press(phone.page, "Yes, everything came whole")
    _press(phone.page, "Confirm the receipt")
    phone.check()
    visitor.go(f"/aid/consignments/{number}/")
    _press(page, "Acknowledge")
    visitor.check()
    assert (consignment(number).state, consignment(number).receipts.get().assurance) == ("closed", "guest_link")


def test_goods_come_in_and_both_sides_agree_by_keyboard(visit: Visit) -> None:
    furnish()
    visitor, phone = visit(), visit(phone=True)
    page = _sign_in(visitor)
    visitor.go("/aid/consignments/")
    _press(page, "Note an announced one")
    _type(page, giver="Colo", receiver="Beij", line__0__item="Mask", line__0__quantity="100")
    number = Office(visitor).number
    _press(page, "Confirm receipt")
    _prove(page)
    line = consignment(number).lines.get()
    _type(page, **{f"count__{line.pk}__arrived": "100"})
    visitor.check()
    assert consignment(number).state == "received"

    visitor.go(f"/aid/consignments/{number}/")
    phone.go(_invite(page))
    _press(phone.page, "We have seen it and agree")
    phone.check()
    assert (consignment(number).state, consignment(number).receipts.get().acknowledged_assurance) == (
        "closed", "guest_link"
    )  # fmt: skip
