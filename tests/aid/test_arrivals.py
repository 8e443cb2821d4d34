"""Stories about days: what was done was not done on a day that is still to come."""

from datetime import date

import pytest

from firewood.aid import actions
from firewood.aid.drafts import DistributionDraft, HandoverDraft, Telling
from firewood.aid.models import Arrival, Distribution, Handover
from firewood.aid.states import RecipientGroup
from firewood.journal.refusals import Unreadable
from firewood.languages.dates import StatedDay
from tests.aid.world import AT, LIU, WANG, World, despatched, line, stocked, world

pytestmark = pytest.mark.django_db
LATER = StatedDay("1 December 2031", date(2031, 12, 1), date(2031, 12, 1))
TODAY = StatedDay("9 March 2020", date(2020, 3, 9), date(2020, 3, 9))


@pytest.fixture
def here() -> World:
    return world()


def test_goods_do_not_arrive_in_the_future(here: World) -> None:
    stocked(here, here.masks, 10)
    consignment = despatched(here, line(here.masks, 10))
    with pytest.raises(Unreadable, match="still to come: 1 December 2031"):
        actions.note_arrival(consignment, day=LATER, actor=LIU, at=AT)
    assert not Arrival.objects.exists()
    assert actions.note_arrival(consignment, day=TODAY, actor=LIU, at=AT).day_earliest == date(2020, 3, 9)


def test_a_handover_is_planned_for_later_and_held_only_when_its_day_has_come(here: World) -> None:
    stocked(here, here.masks, 10)
    consignment = despatched(here, line(here.masks, 10))
    handover = actions.plan_handover(consignment, draft=HandoverDraft(LATER), actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="still to come"):
        actions.hold_handover(handover, actor=LIU, at=AT)
    assert Handover.objects.get().state == "planned"
    assert actions.hold_handover(handover, draft=HandoverDraft(TODAY), actor=LIU, at=AT).state == "done"


def test_goods_are_not_given_on_in_the_future(here: World) -> None:
    stocked(here, here.masks, 10)
    draft = DistributionDraft([line(here.masks, 1)], [RecipientGroup.FRONT_LINE], telling=Telling(day=LATER))
    with pytest.raises(Unreadable, match="still to come"):
        actions.distribute(draft, key="a", actor=WANG, at=AT)
    assert not Distribution.objects.exists()
