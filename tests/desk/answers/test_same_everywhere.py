"""One number, everywhere the same to the unit: the receipts, the overview, the totals, the export, the sentence."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import Count
from firewood.supplies.states import Quality
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, WANG, World, announced, came, line, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def received(here: World, thing: Any, quantity: int, *, quality: Quality = Quality.EXACT, **more: Any) -> None:
    """A consignment from Seoul that came, and was counted at the door."""
    consignment = announced(here, line(thing, quantity, **more))
    counted = came(consignment, thing, quantity, quality=quality)
    actions.issue_receipt(consignment, count=Count([counted]), key=str(consignment.pk), actor=WANG, at=AT)


def table(client: Client, what: str) -> list[dict[str, str]]:
    answer = client.get(f"/aid/export/{what}.csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(content)))[1:]


def test_receipts_overview_totals_export_and_sentence_agree(here: World, settings: Any) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)
    received(here, here.masks, 1_234_567)
    received(here, here.masks, 33)
    received(here, here.suits, 500, quality=Quality.APPROXIMATE)
    received(here, here.suits, 7)
    client = officer(Duty.FOCAL_POINT)
    receipts = table(client, "receipts")
    totals = {row["Item key"]: row for row in table(client, "totals-received") if row["Part"] == "counted"}
    overview, page = words_of(client.get("/")), words_of(client.get("/aid/totals/received/"))
    for key, number, quality, sign in (("masks", 1_234_600, "exact", ""), ("suits", 507, "approximate", "≈ ")):
        rows = [row for row in receipts if row["Item key"] == key]
        assert sum(int(row["Received"]) for row in rows) == number
        assert (quality in {row["Quality"] for row in rows}) is True
        assert (totals[key]["Quantity"], totals[key]["Quality"]) == (str(number), quality)
        assert f"{sign}{number:,}" in overview
        assert f"{sign}{number:,}" in page
    said = words_of(client.get("/answers/received/masks/"))
    assert (
        "So far, as of 9 October 2020, Beijing has received 1,234,600 Masks (counted by our office from confirmed"
        " receipts)." in said
    )
    assert "has received about 507 Protective suits (counted" in words_of(client.get("/answers/received/suits/"))


def test_what_was_given_is_said_as_what_the_partner_confirmed(here: World, settings: Any) -> None:
    settings.FIREWOOD_CLOCK = date(2020, 10, 9)
    received(here, here.gloves, 4_000)
    client = officer(Duty.FOCAL_POINT)
    page = words_of(client.get("/partners/seoul/sentences/"))
    assert (
        "So far, as of 9 October 2020, Beijing has received 2,000 pairs of Gloves from Seoul (counted by our office"
        " from confirmed receipts)." in page
    )
    assert "Seoul has given 2,000 pairs of Gloves to Beijing (9 March 2020; counted by our office from" in page
    assert "nobody can say how much" not in page
