"""Stories of the lists of the registry: districts under their cities, bodies, our own side, persons, occasions."""

from datetime import date

import pytest

from firewood.accounts.states import Duty
from firewood.desk.queries.partners import partner_rows
from firewood.registry.actions import OfficeDraft, PersonDraft, enter_office
from firewood.registry.models import Occasion, Partnership
from firewood.registry.states import PartyKind
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, World, party, world

pytestmark = pytest.mark.django_db


def with_districts(here: World) -> None:
    """Two districts of ours with a sister district in Seoul and one in a city that is no partner."""
    korea = party("south-korea", "South Korea", PartyKind.COUNTRY)
    here.seoul.country = korea
    here.seoul.save()
    ours = party("shijingshan", "Shijingshan District", PartyKind.DISTRICT, parent=here.beijing)
    mapo = party("mapo", "Mapo District", PartyKind.DISTRICT, parent=here.seoul, country=korea)
    haeundae = party("haeundae", "Haeundae District", PartyKind.DISTRICT, parent=party("busan", "Busan"))
    for key, mine, theirs in (
        ("cologne", here.beijing, here.cologne), ("seoul", here.beijing, here.seoul), ("mapo", ours, mapo),
        ("haeundae", ours, haeundae),
    ):  # fmt: skip
        Partnership.objects.create(key=key, ours=mine, theirs=theirs, kind="sister_city")


def shown(which: str) -> str:
    return words_of(officer(Duty.REGISTRAR, login=which or "liu").get(f"/partners/?which={which}"))


def test_a_sister_district_stands_under_its_city_and_alone_where_the_city_is_no_partner() -> None:
    with_districts(world())
    rows = [(str(row.name), row.under) for row in partner_rows(status="actual", language="en")]
    assert rows == [("Cologne", False), ("Haeundae District", False), ("Seoul", False), ("Mapo District", True)]
    assert "Mapo District Seoul, South Korea" in shown("")


def test_whoever_is_no_partner_is_found_in_a_list_of_its_own_by_what_it_is() -> None:
    here = world()
    with_districts(here)
    iran = party("iran", "Iran", PartyKind.COUNTRY)
    party("embassy-iran", "Embassy of Iran", PartyKind.EMBASSY, country=iran, seat=here.beijing)
    said = shown("others")
    assert "Embassy of Iran embassy Beijing, Iran" in said
    assert said.index("Embassy of Iran") < said.index("Busan city") < said.index("South Korea country")
    assert "Cologne" not in said
    assert "Shijingshan" not in said
    ours = shown("ours")
    assert "Shijingshan District district Beijing" in ours
    assert "Embassy" not in ours


def test_persons_stand_with_their_offices_and_occasions_in_the_order_of_their_days() -> None:
    here = world()
    enter_office(
        OfficeDraft(key="mayor", party=here.cologne, title="Mayor of Cologne", leads=True),
        holder=PersonDraft(key="reker", name="Henriette Reker"), actor=LIU, at=AT,
    )  # fmt: skip
    Occasion.objects.create(key="flood", name="Flood")
    Occasion.objects.create(key="mers", name="MERS in Seoul", place=here.seoul, started_earliest=date(2015, 1, 1))
    assert "Henriette Reker Mayor of Cologne, Cologne" in shown("persons")
    occasions = shown("occasions")
    assert occasions.index("MERS in Seoul") < occasions.index("Flood")


def test_a_list_that_there_is_not_is_that_of_the_partners() -> None:
    with_districts(world())
    assert "Mapo District" in shown("nonsense")
