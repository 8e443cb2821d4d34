"""Stories about consignments on their way out: packing, despatch, expired lots, lost and returned goods."""

from datetime import date

import pytest

from firewood.aid import actions
from firewood.aid.drafts import BoxDraft, ConsignmentDraft, LineDraft
from firewood.aid.models import Consignment
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.supplies import actions as supplies
from firewood.supplies.models import Balance, LedgerEntry
from tests.aid.test_receipts import standing
from tests.aid.world import AT, EXERCISE, LIU, READER, WANG, World, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def test_despatch_moves_goods_out_of_the_store_and_is_journalled(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = despatched(here, line(here.masks, 400))
    assert (consignment.state, standing("store"), standing("transit")) == ("despatched", {"masks": 600}, {"masks": 400})
    last = Entry.objects.filter(event="aid.consignment.despatched").get()
    assert (last.actor_name, last.actor_office, last.facts["number"]) == (
        "Wang",
        "Foreign Affairs Office",
        consignment.number,
    )


def test_4_left_and_10_asked_is_refused_with_item_place_and_4(here: World) -> None:
    stocked(here, here.masks, 4)
    consignment = prepared(here, line(here.masks, 10))
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    entries = Entry.objects.count()
    with pytest.raises(NotNow) as no:
        actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    assert no.value.code == "insufficient"
    assert no.value.facts == {"item": "masks", "place": "Store of Beijing", "available": 4, "asked": 10}
    assert "“Masks”" in no.value.message
    consignment.refresh_from_db()
    assert (consignment.state, standing("store"), Entry.objects.count()) == ("packed", {"masks": 4}, entries)


def test_a_second_despatch_is_refused_and_the_same_key_is_the_same_despatch(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = despatched(here, line(here.masks, 400))
    again = actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    assert (again.state, LedgerEntry.objects.filter(kind="despatch").count()) == ("despatched", 1)
    with pytest.raises(NotNow) as no:
        actions.despatch_consignment(consignment, key="2", actor=WANG, at=AT)
    assert (no.value.code, no.value.facts) == ("wrong_state", {"state": "despatched", "expected": ["packed"]})
    assert standing("transit") == {"masks": 400}


def test_who_has_no_such_duty_may_not_despatch(here: World) -> None:
    stocked(here, here.masks, 10)
    consignment = prepared(here, line(here.masks, 10))
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    with pytest.raises(NotAllowed):
        actions.despatch_consignment(consignment, key="1", actor=READER, at=AT)
    assert standing("transit") == {}


def test_first_expired_goes_out_first_and_an_expired_lot_only_by_disposal(here: World) -> None:
    old = supplies.enter_lot(here.masks, number="OLD", expires_on=date(2020, 3, 1), actor=WANG, at=AT)
    soon = supplies.enter_lot(here.masks, number="SOON", expires_on=date(2020, 6, 1), actor=WANG, at=AT)
    late = supplies.enter_lot(here.masks, number="LATE", expires_on=date(2022, 6, 1), actor=WANG, at=AT)
    for lot in (late, old, soon):
        stocked(here, here.masks, 100, lot=lot)
    despatched(here, line(here.masks, 150))
    left = dict(Balance.objects.filter(usage="store").values_list("lot__number", "quantity"))
    assert left == {"OLD": 100, "SOON": 0, "LATE": 50}
    consignment = prepared(here, line(here.masks, 60))
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    with pytest.raises(NotNow) as no:
        actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    assert no.value.facts["available"] == 50
    with pytest.raises(Unreadable, match="Say why"):
        supplies.dispose_of_lot(
            actions.our_store(), lot=old, quantity=100, reason=" ", status="actual", actor=WANG, at=AT
        )
    supplies.dispose_of_lot(
        actions.our_store(), lot=old, quantity=100, reason="expired", status="actual", actor=WANG, at=AT
    )
    assert standing("disposed") == {"masks": 100}


def test_a_lost_consignment_is_written_off_whole_and_a_returned_one_is_back(here: World) -> None:
    stocked(here, here.masks, 100)
    lost, back = despatched(here, line(here.masks, 40)), despatched(here, line(here.masks, 60))
    actions.mark_lost(lost, reason="the ship sank", actor=LIU, at=AT)
    actions.return_consignment(back, reason="the border is closed", actor=LIU, at=AT)
    assert (standing("loss"), standing("store"), standing("transit")) == ({"masks": 40}, {"masks": 60}, {})


def test_a_box_twice_a_pallet_in_itself_and_a_line_in_no_box_are_said_at_once(here: World) -> None:
    draft = ConsignmentDraft(
        here.beijing,
        here.seoul,
        [line(here.masks, 1, box=9), LineDraft(here.masks), line(here.masks, 10**12)],
        [BoxDraft(1), BoxDraft(1), BoxDraft(2, inside=3), BoxDraft(3, "pallet", inside=2)],
    )
    with pytest.raises(Unreadable) as no:
        actions.prepare_consignment(draft, actor=LIU, at=AT)
    assert [(problem.row, problem.field, problem.message) for problem in no.value.problems] == [
        (2, "quantity", "Say how many. What is not known cannot leave the store."),
        (3, "quantity", "The quantity must be between 1 and 100,000,000,000."),
        (None, "boxes", "Box 1 is there 2 times."),
        (None, "boxes", "Box 2 is inside itself."),
        (None, "boxes", "Box 3 is inside itself."),
        (1, "box", "Box 9 is not in this consignment."),
    ]
    assert not Consignment.objects.exists()


def test_goods_on_a_pallet_in_boxes_with_words_in_two_languages(here: World) -> None:
    draft = ConsignmentDraft(
        here.beijing,
        here.seoul,
        [line(here.masks, 50, box=1), line(here.masks, 50, box=2)],
        [BoxDraft(1, inside=3), BoxDraft(2, inside=3), BoxDraft(3, "pallet")],
        messages=[("zh-Hans", "亲仁善邻"), ("ko", "친인선린")],
    )
    consignment = actions.prepare_consignment(draft, actor=LIU, at=AT)
    pallet = consignment.boxes.get(level="pallet")
    assert [(box.number, box.contents) for box in pallet.holds.all()] == [(1, "declared"), (2, "declared")]


def test_a_stale_editor_overwrites_nothing(here: World) -> None:
    consignment = prepared(here, line(here.masks, 10))
    draft = ConsignmentDraft(here.beijing, here.seoul, [line(here.masks, 20)])
    actions.revise_consignment(consignment, draft=draft, version=1, actor=LIU, at=AT)
    with pytest.raises(NotNow) as no:
        actions.revise_consignment(consignment, draft=draft, version=1, actor=WANG, at=AT)
    assert (no.value.code, consignment.lines.get().quantity) == ("stale", 20)


def test_an_exercise_has_its_own_numbers_and_its_own_goods(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = prepared(here, line(here.masks, 10), telling=EXERCISE)
    assert consignment.number == "X-C-2020-001"
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    with pytest.raises(NotNow) as no:
        actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    assert (no.value.facts["available"], standing("store")) == (0, {"masks": 100})


def test_goods_cannot_go_from_a_partner_to_a_partner_in_our_books(here: World) -> None:
    with pytest.raises(Unreadable) as no:
        actions.prepare_consignment(ConsignmentDraft(here.cologne, here.seoul, [line(here.masks, 1)]), actor=LIU, at=AT)
    assert [problem.message for problem in no.value.problems] == ["Cologne is not on our side."]


def test_batch_3_of_2_and_words_in_no_language_are_refused(here: World) -> None:
    draft = ConsignmentDraft(
        here.beijing,
        here.seoul,
        [line(here.masks, 1)],
        batch_number=3,
        batch_count=2,
        messages=[("klingon!!", "nuqneH")],
    )
    with pytest.raises(Unreadable) as no:
        actions.prepare_consignment(draft, actor=LIU, at=AT)
    assert [(problem.field, problem.message) for problem in no.value.problems] == [
        ("batch_number", "Batch 3 of 2 cannot be."),
        ("messages", "“klingon!!” is no language tag. Write for example zh-Hans or ko."),
    ]
