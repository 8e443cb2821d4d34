"""Letters in a real browser: register, page, form, thanks; without a script, by keyboard, on a phone, after a kill."""

from datetime import date

import pytest
from django.conf import LazySettings

from firewood.aid import actions
from firewood.aid.drafts import Count
from firewood.registry.models import Partnership
from firewood.registry.states import PartnershipKind
from firewood.solidarity.models import Gesture
from tests.aid.world import AT, WANG, World, announced, came, line
from tests.browsing import Visit
from tests.journeys.office import Office, furnish


@pytest.fixture(autouse=True)
def _standing_clock(settings: LazySettings) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 3, 12)


def received(here: World) -> str:
    """600 pairs of gloves from Cologne, counted and confirmed; gives the number of the consignment."""
    consignment = announced(here, line(here.gloves, 600, unit="pair", factor=2), giver=here.cologne)
    count = Count([came(consignment, here.gloves, 1200)])
    actions.issue_receipt(consignment, count=count, key="r1", actor=WANG, at=AT)
    Partnership.objects.create(
        key="beijing-cologne", ours=here.beijing, theirs=here.cologne, kind=PartnershipKind.SISTER_CITY.value
    )
    return consignment.number


@pytest.mark.parametrize(("language", "phone", "script"), [("en", False, True), ("de", True, False),
                                                           ("zh-hans", True, True)])  # fmt: skip
def test_a_letter_comes_is_answered_and_thanks_go_in_at_most_four_clicks_and_fields(
    visit: Visit, language: str, phone: bool, script: bool
) -> None:
    here = furnish(language)
    number = received(here)
    office = Office.come_in(visit(language=language, phone=phone, javascript=script, expected=(422,)))
    office.axe = script
    page = office.visitor.page
    office.go("/letters/new/?way=in")
    office.fill(sender="cologne", language="de", body="Alles Gute aus Köln.", signer_1_name="Henriette Reker")
    office.send("main form.sheet-form p > button.do")
    assert "IN-2020-001" in page.url
    assert page.locator("blockquote[lang=de]").inner_text() == "Alles Gute aus Köln."
    page.locator("a[href*='answers=IN-2020-001']").click()
    office.check()
    office.send("main form.sheet-form p > button.do")
    office.go("/letters/")
    assert page.locator(".rings").count() == 0
    assert page.locator("#cities li").count() == 1
    office.go("/letters/thanks/")
    small = office.visitor.small_targets() if phone else []
    assert small == []
    page.locator(f"#owed a[href$='/thanks/{number}/']").click()  # 1
    office.check()
    page.locator("button[name=gone]").click()  # 2
    office.check()
    thanks = Gesture.objects.get(kind="thanks")
    assert (thanks.state, thanks.number in page.url) == ("sent", True)
    office.go("/letters/thanks/")
    assert page.locator("#owed a").count() == 0


def test_a_letter_is_written_by_keyboard_alone(visit: Visit) -> None:
    furnish()
    office = Office.come_in(visit())
    page = office.visitor.page
    office.go("/letters/new/?way=out")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    order = []
    while "body" not in order and len(order) < 20:
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.name"))
        if order[-1] == "addressee":
            page.keyboard.type("Cologne")
        if order[-1] == "language":
            page.keyboard.type("English")
    page.keyboard.type("Dear friends, we are well.")
    page.locator("#beside a[href='/partners/cologne/']").wait_for()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.closest('#beside') !== null"):  # what to know of Cologne
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    office.check()
    page.locator("[name=title]").focus()
    with page.expect_navigation(url="**/letters/OUT-**"):
        page.keyboard.press("Enter")
    office.check()
    assert page.locator(".say").inner_text() == "Dear friends, we are well."
    assert Gesture.objects.get().addressee.key == "cologne"


def _another_writes(visit: Visit, path: str) -> None:
    second = visit(expected=(409,))
    second.sign_in("liu", "warm-hands-2020")
    other = Office(second)
    other.go(path)
    second.page.locator("summary.more").click()
    other.fill(body="We are all well.", note="ask the mayor")
    other.send("main form.sheet-form p > button.do")


def test_two_editors_are_brought_together_and_what_was_typed_is_back_after_a_kill(visit: Visit) -> None:
    furnish()
    first = Office.come_in(visit(expected=(409,)))
    first.go("/letters/new/?way=out")
    first.fill(addressee="cologne", language="en", title="To Cologne", body="We are well.")
    first.send("main form.sheet-form p > button.do")
    change = Gesture.objects.get().number
    first.go(f"/letters/{change}/change/")
    page = first.visitor.page
    page.locator("[name=body]").fill("We are well again.")
    # The page goes away as it does when the server is killed; a second colleague writes meanwhile.
    page.goto("about:blank")
    _another_writes(visit, f"/letters/{change}/change/")
    first.visitor.go(f"/letters/{change}/change/")
    assert page.locator("[name=body]").input_value() == "We are well again."
    page.locator("main form.sheet-form p > button.do").last.click()
    first.check()
    shown = page.locator("main").inner_text()
    assert "We are all well." in shown
    assert "ask the mayor" in shown
    assert page.locator("[name=body]").input_value() == "We are well again."
    page.locator("[name=body]").fill("We are all well again.")
    page.locator("main form.sheet-form p > button.do").last.click()
    assert page.locator(".say p").last.inner_text() == "We are all well again."
    assert Gesture.objects.get().note == "ask the mayor"
