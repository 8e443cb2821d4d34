"""Stories about what is only reported: it posts nothing, is never closed, and can become a done act."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from firewood.aid import actions
from firewood.aid.actions import Reported, ReportedArrival, ReportedGift
from firewood.aid.drafts import BoxDraft, Count, LineDraft, Telling
from firewood.aid.models import Consignment
from firewood.aid.states import ConsignmentState, Direction
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.languages.dates import StatedDay
from firewood.supplies.models import Posting
from tests.aid.world import AT, LIU, READER, WANG, World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def gift(here: World, **more: object) -> ReportedGift:
    return ReportedGift(Direction.RECEIVED, here.seoul, [here.beijing], ConsignmentState.ARRIVED, **more)  # type: ignore[arg-type]


def entered(here: World, key: str = "seoul", **more: object) -> Consignment:
    reported = Reported(key, date(2020, 3, 25), Telling(words="three batches"))
    return actions.enter_reported_consignment(reported, gift=gift(here, **more), actor=LIU, at=AT)


def test_a_reported_gift_posts_nothing_and_cannot_be_received_or_closed(here: World) -> None:
    consignment = entered(here, lines=[LineDraft(here.masks)], batch_count=3, contents_open=True)
    assert (consignment.basis, consignment.state, consignment.lines.get().quantity) == ("reported", "arrived", None)
    with pytest.raises(NotNow) as no:
        actions.issue_receipt(consignment, count=Count(boxes_arrived=1), key="a", actor=WANG, at=AT)
    assert no.value.code == "only_reported"
    with pytest.raises(IntegrityError, match="consignment_reported_never_closed"), transaction.atomic():
        Consignment.objects.filter(pk=consignment.pk).update(state="closed")
    with pytest.raises(Unreadable):
        actions.enter_reported_consignment(
            Reported("third", date(2020, 3, 25)),
            gift=ReportedGift(Direction.RECEIVED, here.seoul, [here.beijing], ConsignmentState.CLOSED),
            actor=LIU,
            at=AT,
        )
    assert not Posting.objects.exists()


def test_the_same_key_again_is_the_same_act(here: World) -> None:
    first, second = entered(here), entered(here)
    assert (first.pk, Consignment.objects.count()) == (second.pk, 1)


def test_two_batches_on_two_days_are_two_arrivals_of_one_act(here: World) -> None:
    days = [date(2020, 3, 16), date(2020, 3, 17)]
    arrivals = [
        ReportedArrival(StatedDay(day.isoformat(), day, day), place_words="Narita", batch=n)
        for n, day in enumerate(days, 1)
    ]
    consignment = entered(here, arrivals=arrivals, batch_count=2)
    assert list(consignment.arrivals.values_list("batch_number", "day_earliest")) == [(1, days[0]), (2, days[1])]


def test_49_reported_boxes_become_a_done_act_when_the_papers_are_here(here: World) -> None:
    consignment = entered(here, boxes=[BoxDraft(number) for number in range(1, 50)])
    with pytest.raises(NotAllowed):
        actions.adopt_reported_consignment(consignment, store=actions.our_store(), actor=READER, at=AT)
    adopted = actions.adopt_reported_consignment(consignment, store=actions.our_store(), actor=LIU, at=AT)
    actions.issue_receipt(adopted, count=Count(boxes_arrived=49), key="a", actor=WANG, at=AT)
    assert dict(Posting.objects.values_list("usage", "quantity")) == {"donor": -49, "store": 49}


def test_a_reported_offer_is_answered_only_after_it_came_into_our_books(here: World) -> None:
    pledge = actions.enter_reported_pledge(
        Reported("busan", date(2020, 3, 25)),
        direction=Direction.RECEIVED,
        giver=here.seoul,
        receiver=here.beijing,
        lines=[LineDraft(None, words="willingness to donate")],
        actor=LIU,
        at=AT,
    )
    with pytest.raises(NotNow) as no:
        actions.accept_pledge(pledge, actor=LIU, at=AT)
    assert no.value.code == "only_reported"
    adopted = actions.adopt_reported_pledge(pledge, actor=LIU, at=AT)
    assert actions.accept_pledge(adopted, actor=LIU, at=AT).state == "accepted"
