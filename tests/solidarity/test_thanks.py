"""Thanks: owed from a confirmed receipt until they have gone, expected from the partner's until they came."""

from datetime import date

import pytest

from firewood.aid.actions import issue_receipt
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.solidarity import actions
from firewood.solidarity.queries import number_of_thanks_owed, thanks_expected, thanks_owed
from firewood.solidarity.states import Channel, GestureKind
from tests.aid.world import AT as NINTH
from tests.aid.world import EXERCISE, World, announced, came, despatched, line, stocked, world
from tests.solidarity.world import AT, LIU, REGISTRAR, day, letter, lines

pytestmark = pytest.mark.django_db
ON = date(2020, 3, 25)


def confirmed(consignment: Consignment, here: World, *, key: str = "1") -> Consignment:
    issue_receipt(consignment, count=Count([came(consignment, here.masks, 10)]), key=key, actor=LIU, at=NINTH)
    return consignment


def owed(status: str = "actual", on: date = ON) -> list[tuple[str, str, date, date]]:
    return [(each.consignment.number, each.partner.key, each.since, each.due) for each in thanks_owed(
        status=status, on=on)]  # fmt: skip


def test_a_confirmed_receipt_opens_thanks_owed_and_thanks_that_have_gone_close_it() -> None:
    here = world()
    goods = announced(here, line(here.masks, 10))
    assert owed() == []
    confirmed(goods, here)
    assert owed() == [("C-2020-001", "seoul", date(2020, 3, 9), date(2020, 3, 23))]
    assert owed(on=date(2020, 3, 8)) == []
    assert [number_of_thanks_owed(status="actual", on=on) for on in (date(2020, 3, 8), ON)] == [0, 1]
    thanks = letter(here.beijing, here.seoul, kind=GestureKind.THANKS, answers_consignments=[goods])
    assert len(owed()) == 1
    actions.send_gesture(thanks, sent=day(date(2020, 3, 24)), channel=Channel.EMAIL, actor=LIU, at=AT)
    assert owed() == []


def test_thanks_to_the_partner_that_name_no_goods_leave_the_list_as_it_is() -> None:
    here = world()
    confirmed(announced(here, line(here.masks, 10)), here)
    thanks = letter(here.beijing, here.seoul, kind=GestureKind.THANKS)
    actions.send_gesture(thanks, sent=day(date(2020, 3, 24)), channel=Channel.EMAIL, actor=LIU, at=AT)
    assert len(owed()) == 1


def test_a_receipt_at_the_partner_opens_thanks_expected_and_their_letter_closes_it() -> None:
    here = world()
    stocked(here, here.masks, 50)
    goods = despatched(here, line(here.masks, 10))
    assert thanks_expected(status="actual", on=ON) == []
    confirmed(goods, here)
    expected = thanks_expected(status="actual", on=ON)
    assert [(each.consignment, each.partner, each.receipt.number) for each in expected] == [
        (goods, here.seoul, "R-2020-001")
    ]
    assert owed() == []
    letter(here.seoul, here.beijing, kind=GestureKind.VIDEO, answers_consignments=[goods])
    assert thanks_expected(status="actual", on=ON) == []


def test_thanks_set_aside_are_off_the_list_with_a_reason_and_come_back() -> None:
    here = world()
    goods = confirmed(announced(here, line(here.masks, 10)), here)
    aside = actions.set_thanks_aside(goods, reason="thanked by telephone", actor=LIU, at=AT)
    assert (aside.reason, aside.set_aside_by, owed()) == ("thanked by telephone", "Liu", [])
    before = lines()
    with pytest.raises(NotNow, match="taken off the list already"):
        actions.set_thanks_aside(goods, reason="again", actor=LIU, at=AT)
    assert lines() == before
    actions.take_up_thanks_again(goods, actor=LIU, at=AT)
    assert len(owed()) == 1
    before = lines()
    with pytest.raises(NotFound):
        actions.take_up_thanks_again(goods, actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="Say why"):
        actions.set_thanks_aside(goods, reason=" ", actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        actions.set_thanks_aside(goods, reason="x", actor=REGISTRAR, at=AT)
    assert (lines(), len(owed())) == (before, 1)


def test_thanks_of_an_exercise_are_on_its_own_list() -> None:
    here = world()
    confirmed(announced(here, line(here.masks, 10), telling=EXERCISE), here)
    assert (owed(), len(owed("exercise"))) == ([], 1)
