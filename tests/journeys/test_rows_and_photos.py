"""Rows that are added with and without a script; a photo that goes from a guest's phone to the page of the office."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from PIL import Image

from tests.browsing import Visit
from tests.journeys.office import Guest, Office, both, consignment, furnish


@pytest.mark.parametrize("javascript", [True, False])
def test_rows_are_added_and_removed(visit: Visit, javascript: bool) -> None:
    furnish()
    office = Office.come_in(visit(javascript=javascript))
    office.axe = javascript
    office.go("/aid/consignments/new/given/")
    page = office.visitor.page
    office.fill(receiver="seoul", line__0__item="masks", line__0__quantity="10")
    page.locator("button[name=add]").click()
    page.locator("[name='line-1-item']").wait_for()
    office.fill(line__1__item="gloves", line__1__quantity="5", line__1__unit="pair:2")
    page.locator("button[name=add]").click()
    page.locator("[name='line-2-item']").wait_for()
    page.locator("button[name=remove]").nth(0).click()
    page.locator("[name='line-2-item']").wait_for(state="detached")
    office.check()
    office.send()
    (line,) = consignment(office.number).lines.all()
    assert (line.item.key if line.item else "", line.quantity) == ("gloves", 10)


def test_a_photo_goes_from_the_phone_to_the_office(visit: Visit, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.FIREWOOD_ROOM_FOR_UPLOADS = tmp_path / "media", 0
    furnish()
    at_desk, at_phone = both(visit)
    office = Office.come_in(at_desk)
    office.go("/aid/consignments/new/given/")
    office.fill(receiver="cologne", line__0__item="masks", line__0__quantity="10")
    office.send()
    number = office.number
    office.step("pack")
    office.step("despatch")
    guest = Guest(at_phone, office.invite(number, "en"))
    guest.open()
    guest.press(".push a.less")
    guest.answer("10")
    guest.answer("2", reason="damaged")
    written = BytesIO()
    Image.new("RGB", (64, 48), "brown").save(written, "JPEG")
    guest.visitor.page.locator("#photo").set_input_files(
        {"name": "box.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}
    )
    guest.press(".push button.do")
    guest.press(".push button.do")
    office.go(f"/aid/consignments/{number}/")
    picture = office.visitor.page.locator("#photos img, .photos img").first
    picture.scroll_into_view_if_needed()
    office.visitor.page.wait_for_function("document.querySelector('.photos img').naturalWidth === 64")
