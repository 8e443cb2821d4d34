"""What happened, on which day: each batch has its own; what is only prepared is not told, what was lost not given."""

from datetime import date

import pytest

from firewood.aid import actions
from firewood.aid.actions import Reported, ReportedArrival, ReportedGift
from firewood.aid.states import ConsignmentState, Direction
from firewood.desk.queries.acts import happenings, title_of
from firewood.desk.queries.overview import Overview
from firewood.languages.dates import StatedDay
from firewood.registry.models import Party
from tests.aid.world import AT, LIU, announced, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


def test_each_batch_stands_on_its_own_day() -> None:
    here = world()
    days = [date(2020, 3, 16), date(2020, 3, 17)]
    arrivals = [
        ReportedArrival(StatedDay("March 16 and 17", day, day), place_words="Narita", batch=number)
        for number, day in enumerate(days, start=1)
    ]
    gift = ReportedGift(
        Direction.GIVEN,
        here.beijing,
        [here.seoul, here.cologne],
        ConsignmentState.ARRIVED,
        batch_count=2,
        arrivals=arrivals,
    )
    actions.enter_reported_consignment(Reported("narita", date(2020, 3, 25)), gift=gift, actor=LIU, at=AT)
    names = {party.pk: party.name for party in Party.objects.all()}
    told = [(event.day.earliest, title_of(event, names)) for event in happenings(status="actual")]
    assert told == [
        (days[0], "Goods: Beijing → Seoul and Cologne, batch 1 of 2"),
        (days[1], "Goods: Beijing → Seoul and Cologne, batch 2 of 2"),
    ]
    shown = Overview(status="actual", direction=Direction.RECEIVED, language="en")
    assert (len(shown.gave), len(shown.days)) == (1, 2)


def test_what_is_on_the_table_has_not_happened_and_what_was_lost_was_not_given() -> None:
    here = world()
    stocked(here, here.masks, 100)
    prepared(here, line(here.masks, 1))
    actions.cancel_consignment(prepared(here, line(here.masks, 2)), reason="withdrawn", actor=LIU, at=AT)
    kept, lost = despatched(here, line(here.masks, 3)), despatched(here, line(here.masks, 4))
    actions.mark_lost(lost, reason="sunk", actor=LIU, at=AT)
    expected = announced(here, line(here.masks, 5))
    events = happenings(status="actual")
    assert {event.act.pk for event in events} == {kept.pk, lost.pk, expected.pk}
    assert all(event.day.earliest == date(2020, 3, 9) for event in events)
    shown = Overview(status="actual", direction=Direction.GIVEN, language="en")
    assert [told.event.act.pk for told in shown.gave] == [kept.pk]
