"""One act of aid from here to there and back, in real browsers, with a guest at the other side."""

import pytest

from firewood.aid.models import Need, Pledge
from firewood.aid.queries.settlement import reckoning
from tests.browsing import Visit
from tests.journeys.office import Guest, Office, both, consignment, furnish

WAYS = [
    pytest.param("en", True, False, id="English"),
    pytest.param("de", True, False, id="German"),
    pytest.param("zh-hans", True, False, id="Chinese"),
    pytest.param("en", False, False, id="without JavaScript"),
    pytest.param("en", True, True, id="at 390 px"),
]


@pytest.mark.parametrize(("language", "javascript", "phone"), WAYS)
def test_goods_go_out_come_short_and_both_sides_agree(
    visit: Visit, language: str, javascript: bool, phone: bool
) -> None:
    furnish(language)
    at_desk, at_phone = both(visit, language=language, javascript=javascript, phone=phone)
    office = Office.come_in(at_desk)
    office.axe = javascript  # axe itself is a script

    office.go("/aid/consignments/new/given/")
    office.fill(giver="beijing", receiver="cologne", line__0__item="masks", line__0__quantity="1000")
    office.send()
    number = office.number
    office.step("pack")
    office.step("despatch")
    assert consignment(number).state == "despatched"

    guest = Guest(at_phone, office.invite(number, language), axe=javascript)
    guest.open()
    guest.press(".push a.less")  # yes, but something is missing or damaged
    guest.answer("950")
    guest.answer("50", reason="wet")
    guest.answer("write_off")
    guest.press("button[form=without]")
    guest.press(".push button.do")

    office.go(f"/aid/consignments/{number}/")
    for resolution in ("write_off", "dispose"):
        row = office.visitor.page.locator("form.answering").filter(
            has=office.visitor.page.locator(f"option[value='{resolution}']")
        ).first  # fmt: skip
        row.locator("select").select_option(resolution)
        row.locator("button").first.click()
        office.check()

    done = consignment(number)
    (masks,) = reckoning(done)
    assert (masks.sent, masks.received, masks.rejected, masks.short) == (1000, 950, 50, 50)
    assert done.state == "closed_with_discrepancy"
    assert done.receipts.get().assurance == "guest_link"
    guest.open()


@pytest.mark.parametrize(("language", "javascript", "phone"), WAYS)
def test_an_offer_comes_in_and_its_goods_are_counted_here(  # noqa: PLR0915  one way from end to end
    visit: Visit, language: str, javascript: bool, phone: bool
) -> None:
    furnish(language)
    at_desk, at_phone = both(visit, language=language, javascript=javascript, phone=phone)
    office = Office.come_in(at_desk)
    office.axe = javascript

    office.go("/partners/seoul/")
    office.fill(language=language)
    office.step("guests")
    address = office.visitor.page.locator("#address").input_value()
    guest = Guest(at_phone, address.partition("8020")[2], axe=javascript)
    guest.open()
    guest.press(".push a.less")  # we offer something
    page = guest.visitor.page
    page.locator("[name='line-0-item']").select_option("gloves")
    page.locator("[name='line-0-quantity']").fill("300")
    page.locator("[name='line-0-unit']").select_option("pair:2")
    guest.press(".push button.do")
    offer = Pledge.objects.get()
    assert (offer.giver.key, offer.assurance, offer.lines.get().quantity) == ("seoul", "guest_link", 600)

    office.go(f"/aid/pledges/{offer.number}/accept/")
    office.send()
    office.go(f"/aid/consignments/new/received/?pledge={offer.number}")
    office.fill(giver="seoul", receiver="beijing")
    office.send()
    number = office.number

    office.go(f"/aid/consignments/{number}/receive/")
    line = consignment(number).lines.get()
    prefix = f"count__{line.pk}__"
    office.fill(**{f"{prefix}arrived": "290", f"{prefix}missing": "search"})
    office.send()
    office.go(f"/aid/consignments/{number}/")

    guest = Guest(at_phone, office.invite(number, language), axe=javascript)
    guest.open()
    guest.visitor.page.locator("[name=resolution]").select_option("write_off")
    guest.press(".push button.do")
    done = consignment(number)
    (gloves,) = reckoning(done)
    assert (gloves.sent, gloves.accepted, gloves.short, done.state) == (600, 580, 20, "closed_with_discrepancy")
    offer.refresh_from_db()
    assert offer.state == "fulfilled"


def test_a_guest_states_a_need(visit: Visit) -> None:
    furnish()
    at_desk, at_phone = both(visit)
    office = Office.come_in(at_desk)
    office.go("/partners/cologne/")
    office.fill(language="de")
    office.step("guests")
    guest = Guest(at_phone, office.visitor.page.locator("#address").input_value().partition("8020")[2])
    guest.open()
    assert guest.visitor.page.locator("html").get_attribute("lang") == "de"
    guest.press(".push a.do")
    guest.visitor.page.locator("[name='line-0-item']").select_option("masks")
    guest.visitor.page.locator("[name='line-0-quantity']").fill("5.000")
    guest.press(".push button.do")
    need = Need.objects.get()
    assert (need.party.key, need.lines.get().quantity, need.state, need.assurance) == (
        "cologne", 5000, "published", "guest_link"
    )  # fmt: skip
