"""How many sister cities have written: each once, by name, beside what a source states."""

from datetime import date

import pytest

from firewood.languages.dates import StatedDay
from firewood.registry.models import Occasion
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


def test_a_letter_of_another_occasion_is_told_apart_and_changes_no_figure() -> None:
    here = friends()
    covid = Occasion.objects.create(key="covid-19", name="COVID-19")
    mers = Occasion.objects.create(key="mers", name="MERS")
    stated(here.beijing, 24, SPRING, occasion=covid)
    reported(here.seoul, here.beijing, date(2020, 2, 1), occasion=covid)
    letter(here.cologne, here.beijing, on=date(2020, 3, 1))
    letter(here.seoul, here.beijing, on=date(2015, 6, 11), occasion=mers)
    before = letters_known(as_of=SPRING)
    assert (names(before.cities), before.named, before.not_named) == (["cologne", "seoul"], 2, 22)
    letter(here.berlin, here.beijing, on=date(2015, 6, 10), occasion=mers)
    letter(here.sco, here.beijing, on=date(2015, 6, 10), occasion=mers)
    letter(here.stavanger, here.daxing, on=date(2015, 6, 10), occasion=mers)
    reported(here.seoul, here.beijing, date(2015, 7, 1), kind=GestureKind.THANKS, occasion=mers)
    known = letters_known(as_of=SPRING)
    assert (names(known.cities), known.named, known.not_named) == (["cologne", "seoul"], 2, 22)
    assert (known.organisations, known.districts, known.others, known.thanks) == ([], [], [], 0)
    assert names(known.elsewhen) == ["berlin", "seoul", "sco", "stavanger"]
    assert known.occasion == covid
    early = letters_known(as_of=date(2016, 1, 1))
    assert (early.cities, early.stated, names(early.elsewhen)) == ([], None, names(known.elsewhen))
    then = letters_known(as_of=SPRING, occasion=mers)
    assert (names(then.cities), then.stated, names(then.elsewhen)) == (["berlin", "cologne", "seoul"], None, ["seoul"])
    assert (names(then.organisations), names(then.districts), then.thanks) == (["sco"], ["stavanger"], 1)


def test_what_came_in_a_month_that_is_not_over_counts_from_today() -> None:
    here = friends()
    march = StatedDay("March 2020", date(2020, 3, 1), date(2020, 3, 31))
    came = letter(here.seoul, here.beijing, days=GestureDays(received=march))
    assert came.counts_from == SPRING
    assert names(letters_known(as_of=SPRING).cities) == ["seoul"]
