"""How many sister cities have written: each once, by name, beside what a source states."""

from datetime import date

import pytest

from firewood.languages.dates import StatedDay
from firewood.solidarity.drafts import GestureDays
from firewood.solidarity.queries import letters_known
from firewood.solidarity.states import GestureKind
from tests.solidarity.world import friends, letter, reported, stated

pytestmark = pytest.mark.django_db
SPRING = date(2020, 3, 25)


def names(parties: object) -> list[str]:
    return [party.key for party in parties]  # type: ignore[attr-defined]


def test_each_sister_city_counts_once_and_organisations_and_districts_apart() -> None:
    here = friends()
    stated(here.beijing, 4, SPRING)
    reported(here.seoul, here.beijing, date(2020, 2, 1))
    reported(here.cologne, here.beijing, date(2020, 2, 2))
    letter(here.seoul, here.beijing, on=date(2020, 3, 1))
    reported(here.sco, here.beijing, SPRING)
    reported(here.stavanger, here.daxing, SPRING)
    reported(here.seoul, here.beijing, SPRING, key="thanks", kind=GestureKind.THANKS)
    known = letters_known(as_of=SPRING)
    assert (names(known.cities), known.named, known.not_named) == (["cologne", "seoul"], 2, 2)
    assert (names(known.organisations), names(known.districts), names(known.others)) == (["sco"], ["stavanger"], [])
    assert (known.stated and known.stated.cities, known.thanks) == (4, 1)


def test_what_came_in_a_month_that_is_not_over_counts_from_today() -> None:
    here = friends()
    march = StatedDay("March 2020", date(2020, 3, 1), date(2020, 3, 31))
    came = letter(here.seoul, here.beijing, days=GestureDays(received=march))
    assert came.counts_from == SPRING
    assert names(letters_known(as_of=SPRING).cities) == ["seoul"]
