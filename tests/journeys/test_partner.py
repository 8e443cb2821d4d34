"""A partner in a real browser: entered, bound, decided, visited; on a desk, a phone, without a script, by keyboard."""

import pytest

from firewood.registry.models import Office as HeldOffice
from firewood.registry.models import Partnership, Party, Visit
from tests.browsing import Visit as Come
from tests.journeys.office import Office, furnish


@pytest.mark.parametrize("javascript", [True, False])
def test_a_partner_is_entered_and_its_year_decided(committed: str, visit: Come, *, javascript: bool) -> None:
    furnish()
    # axe itself needs a script in the page
    office = Office.come_in(visit(phone=not javascript, javascript=javascript))
    office.axe = javascript
    office.go("/partners/new/")
    office.fill(kind="city", name="Exampleton", names="ko: 예시시", zone="Asia/Seoul", languages="Korean")
    office.send()
    page = office.visitor.page
    assert page.url.endswith("/partners/exampleton/")
    office.go("/partners/exampleton/friendship/new/")
    office.fill(ours="beijing", kind="sister_city")
    office.send()
    key = Partnership.objects.get().key
    for year in ("1983", "1993"):
        office.go(f"/friendships/{key}/say/")
        office.fill(aspect="since_year", value=year, words=f"since {year}", source_title=f"Paper of {year}")
        office.send()
    assert page.locator(".both .figure b").all_inner_texts() == ["1983", "1993"]
    office.go(f"/friendships/{key}/year/")
    page.locator("main input[type=radio]").first.check()
    office.fill(because="The treaty is in our files")
    office.send()
    assert "1983" in page.locator(".decide").inner_text()
    assert "The treaty is in our files" in page.locator(".decide").inner_text()


def test_a_mistake_on_a_sheet_is_told_and_led_to(committed: str, visit: Come) -> None:
    furnish()
    office = Office.come_in(visit(phone=True, expected=(422,)))
    office.go("/partners/seoul/offices/new/")
    office.fill(language="Elvish", until="1999", since="2005")
    office.send()
    page = office.visitor.page
    assert page.locator(".errors li").count() == 3
    page.locator(".errors a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_title"
    assert page.locator("[name=since]").input_value() == "2005"
    office.fill(title="Mayor of Seoul", new_person="Oh Example", language="en", until="", greetings="en: Dear Mayor Oh")
    page.locator("[name=leads]").check()
    office.send()
    assert "Dear Mayor Oh" in page.locator(".card").inner_text()
    assert HeldOffice.objects.get().leads


def test_a_visit_is_planned_by_keyboard_and_the_card_follows_a_choice(committed: str, visit: Come) -> None:
    furnish()
    Party.objects.filter(key="seoul").update(zone="Asia/Seoul")
    office = Office.come_in(visit(dark=True))
    office.go("/partners/seoul/visits/new/")
    page = office.visitor.page
    page.locator("[name=ours]").focus()
    page.keyboard.type("Beijing")
    for name, typed in (("day", "May 2031"), ("place", "City hall"), ("purpose", "Thirty years")):
        while page.evaluate("document.activeElement.name") != name:
            page.keyboard.press("Tab")
        page.keyboard.type(typed)
    while page.evaluate("document.activeElement.textContent.trim()") != "Enter":
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    office.check()
    assert Visit.objects.get().place == "City hall"
    office.go("/aid/needs/new/")
    page.locator("[name=party]").select_option("seoul")
    page.wait_for_selector("#beside .pairs")
    assert "Seoul" in page.locator("#beside").inner_text()
    office.check()


def test_the_page_of_a_partner_reads_right_to_left_and_on_a_phone(committed: str, visit: Come) -> None:
    furnish()
    office = Office.come_in(visit(phone=True))
    office.go("/partners/seoul/")
    assert office.visitor.small_targets() == []
    office.visitor.page.evaluate("document.documentElement.dir = 'rtl'")
    office.check()
