"""A day at the desk in the browser: a task that a department answers on a phone, a handover with its folder, undo."""

import re
from urllib.parse import urlsplit

from firewood.aid.actions import pack_consignment
from firewood.aid.models import Consignment, Handover
from firewood.desk.models import Task
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from tests.aid.world import AT, WANG, World, despatched, line, party, prepared
from tests.browsing import Visit, Visitor
from tests.journeys.office import PASSWORD, furnish

PAGES = re.compile(rb"/Type\s*/Page\b")


def desk(visitor: Visitor) -> Visitor:
    visitor.sign_in("liu", PASSWORD)
    return visitor


def with_district() -> World:
    here = furnish()
    party("daxing", "Daxing District", PartyKind.DISTRICT, parent=Party.objects.get(key="beijing"))
    return here


def test_a_department_returns_a_task_without_an_account(visit: Visit) -> None:
    with_district()
    office, phone = desk(visit()), visit(phone=True, javascript=False)
    office.go("/tasks/new/")
    office.page.fill("[name=question]", "Where can 49 boxes be kept dry?")
    office.page.locator("main form.stack button.do").click()
    office.check()
    form = office.page.locator("form[action$='/hand/']")
    form.locator("[name=party]").select_option("daxing")
    form.locator("[name=due_on]").fill("2099-03-12")
    form.locator("[name=words]").fill("They are not heavy.")
    form.locator("button.do").click()
    office.check()
    phone.go(urlsplit(office.page.locator("#address").input_value()).path)
    assert "They are not heavy." in phone.page.inner_text("main")
    phone.check(axe=False)
    assert phone.small_targets() == []
    phone.page.fill("[name=words]", "In hall 3, dry and locked.")
    phone.page.check("[name=done]")
    phone.page.click("main button.do")
    assert "has your answer" in phone.page.inner_text("main")
    office.go("/tasks/")
    office.check()
    office.page.click("text=Read the answer")
    assert "In hall 3, dry and locked." in office.page.inner_text("main")
    office.page.click("form[action$='/finish/'] button")
    office.check()
    assert Task.objects.get().state == "done"


def test_a_guest_of_a_task_passes_axe_in_the_dark_and_from_right_to_left(visit: Visit) -> None:
    with_district()
    office, phone = desk(visit()), visit(phone=True, dark=True)
    office.go("/tasks/new/?question=Is+the+hall+heated%3F")
    office.page.locator("main form.stack button.do").click()
    form = office.page.locator("form[action$='/hand/']")
    form.locator("[name=party]").select_option("daxing")
    form.locator("[name=due_on]").fill("2099-03-12")
    form.locator("button.do").click()
    phone.go(urlsplit(office.page.locator("#address").input_value()).path)
    phone.check()
    phone.page.evaluate("document.documentElement.dir = 'rtl'")
    phone.check(axe=False)


def test_a_handover_for_tomorrow_has_its_folder_in_four_clicks_and_fields(visit: Visit) -> None:
    here = furnish()
    gift = prepared(here, line(here.masks, 50))
    pack_consignment(gift, actor=WANG, at=AT)
    office = desk(visit())
    acts = 0
    office.page.click("text=Plan a handover")
    acts += 1
    office.check()
    office.page.select_option("[name=consignment]", gift.number)
    acts += 1
    office.page.locator("main form.stack button.do").last.click()
    acts += 1
    office.check()
    assert office.page.locator("[data-print]").is_visible()  # pressing it is the last
    acts += 1
    assert acts <= 4
    assert Handover.objects.get().consignment_id == gift.pk
    printed = office.page.pdf(format="A4", prefer_css_page_size=True)
    assert 2 <= len(PAGES.findall(printed)) <= 4
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]", printed)
    office.page.emulate_media(media="print")
    seen = "each => each.checkVisibility()"
    for gone in (".house", ".noprint", ".undo", "main button"):
        assert not any(each.evaluate(seen) for each in office.page.query_selector_all(gone)), gone
    assert office.page.locator("text=Place, day, signature").first.is_visible()


def test_the_folder_stands_on_the_overview_and_reads_on_a_phone(visit: Visit) -> None:
    here = furnish()
    despatched(here, line(here.masks, 50))
    office = desk(visit(phone=True))
    office.go("/handovers/new/")
    office.check()
    office.page.locator("main form.stack button.do").last.click()
    office.check()
    office.go("/")
    office.page.locator("a:has-text('Print folder')").first.click()
    assert "/handovers/" in office.page.url
    for path in ("/calendar/", "/mine/", "/activity/", "/tasks/"):
        office.go(path)
        office.check()


def test_an_act_is_undone_on_the_next_page_by_keyboard_and_without_a_script(visit: Visit) -> None:
    here = furnish()
    gift = prepared(here, line(here.masks, 50))
    office = desk(visit(javascript=False))
    office.go(f"/aid/consignments/{gift.number}/")
    office.page.click("form[action$='/pack/'] button")
    assert Consignment.objects.get().state == "packed"
    office.page.locator(".undo button").focus()
    with office.page.expect_navigation():
        office.page.keyboard.press("Enter")
    assert Consignment.objects.get().state == "draft"
    assert office.page.locator(".undo").count() == 0


def test_the_calendar_is_a_grid_at_a_desk_and_a_list_on_a_phone(visit: Visit) -> None:
    furnish()
    at_desk, phone = desk(visit(dark=True)), desk(visit(phone=True))
    for visitor, grid in ((at_desk, True), (phone, False)):
        visitor.go("/calendar/")
        visitor.check()
        assert visitor.page.locator("table.month").is_visible() is grid
        assert visitor.page.locator("ol.agenda").is_visible() is not grid
        visitor.page.evaluate("document.documentElement.dir = 'rtl'")
        visitor.check(axe=False)
