"""Stories about receipts: short, damaged, over, corrected, late, and how a consignment comes to its end."""

from datetime import date

import pytest

from firewood.aid import actions
from firewood.aid.checks import CHECKS
from firewood.aid.drafts import Count, CountedLine, DistributionDraft, HandoverDraft, LineDraft, Telling
from firewood.aid.models import Consignment, Discrepancy, Receipt
from firewood.aid.queries.settlement import reckoning
from firewood.aid.states import DiscrepancyKind, RecipientGroup, Resolution
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.languages.dates import StatedDay
from firewood.supplies.models import Balance, LedgerEntry, Posting
from tests.aid.world import AT, LIU, READER, WANG, World, announced, came, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def standing(usage: str) -> dict[str, int]:
    rows = Balance.objects.filter(usage=usage).exclude(quantity=0).values_list("item__key", "quantity")
    total: dict[str, int] = {}
    for key, quantity in rows:
        total[key] = total.get(key, 0) + quantity
    return total


def state_of(consignment: Consignment) -> str:
    return Consignment.objects.get(pk=consignment.pk).state


def test_800_gloves_short_stay_on_the_way_until_the_sender_has_answered(here: World) -> None:
    stocked(here, here.gloves, 10_000)
    consignment = despatched(here, line(here.gloves, 10_000))
    guest = here.guest(consignment)
    with pytest.raises(Unreadable) as no:
        actions.issue_receipt(
            consignment,
            count=Count([CountedLine(9_200, 800, line=consignment.lines.get())]),
            key="a",
            actor=guest,
            at=AT,
        )
    assert [problem.field for problem in no.value.problems] == ["shortage_action"]
    assert (standing("transit"), Receipt.objects.count()) == ({"gloves": 10_000}, 0)

    receipt = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.gloves, 9_200, short=800)]), key="a", actor=guest, at=AT
    )
    assert (standing("partner"), standing("transit")) == ({"gloves": 9_200}, {"gloves": 800})
    with pytest.raises(NotNow) as waits:
        actions.close_consignment(consignment, actor=LIU, at=AT)
    assert waits.value.code == "not_settled"
    with pytest.raises(NotNow):
        actions.acknowledge_receipt(receipt, actor=LIU, at=AT)

    actions.acknowledge_discrepancy(Discrepancy.objects.get(), resolution=Resolution.WRITE_OFF, actor=LIU, at=AT)
    assert (standing("transit"), standing("loss")) == ({}, {"gloves": 800})
    assert state_of(consignment) == "closed_with_discrepancy"
    assert Receipt.objects.get().acknowledged_by == "Liu"


def test_40_wet_suits_are_rejected_and_460_are_available(here: World) -> None:
    consignment = announced(here, line(here.suits, 500), giver=here.cologne)
    receipt = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.suits, 500, rejected=40)]), key="a", actor=WANG, at=AT
    )
    assert (standing("store"), standing("rejected"), standing("donor")) == (
        {"suits": 460},
        {"suits": 40},
        {"suits": -500},
    )
    row = receipt.lines.get()
    assert (row.received_quantity, row.rejected_quantity, row.accepted_quantity, row.reject_reason) == (
        500,
        40,
        460,
        "wet",
    )
    assert [(d.kind, d.quantity) for d in Discrepancy.objects.all()] == [("damaged", 40)]


def test_the_other_side_agrees_and_an_even_receipt_closes_the_consignment(here: World) -> None:
    consignment = announced(here, line(here.masks, 100), giver=here.cologne)
    receipt = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 100)]), key="a", actor=WANG, at=AT
    )
    assert state_of(consignment) == "received"
    actions.acknowledge_receipt(receipt, actor=here.guest(consignment), at=AT)
    assert state_of(consignment) == "closed"
    receipt.refresh_from_db()
    assert (receipt.acknowledged_by, receipt.acknowledged_assurance) == ("Guest of Cologne", "guest_link")


def test_49_boxes_arrived_2_damaged_is_one_act_and_49_boxes_stay_49_boxes(here: World) -> None:
    consignment = announced(here, boxes=49)
    actions.issue_receipt(consignment, count=Count(boxes_arrived=49, boxes_damaged=2), key="a", actor=WANG, at=AT)
    assert (standing("donor"), standing("store"), standing("rejected")) == ({"box": -49}, {"box": 47}, {"box": 2})
    assert [(row.item.key, row.sent, row.received, row.rejected, row.short) for row in reckoning(consignment)] == [
        ("box", 49, 49, 2, 0)
    ]


def test_after_12_of_49_boxes_are_opened_37_stay_boxes_and_only_counted_things_grow(here: World) -> None:
    consignment = announced(here, boxes=49)
    actions.issue_receipt(consignment, count=Count(boxes_arrived=49), key="a", actor=WANG, at=AT)
    found = {number: [line(here.masks, 50)] for number in range(1, 13)}
    actions.count_boxes(consignment, boxes=found, key="b", actor=WANG, at=AT)
    assert (standing("donor"), standing("store")) == ({"box": -37, "masks": -600}, {"box": 37, "masks": 600})
    assert consignment.boxes.filter(contents="unknown").count() == 37
    with pytest.raises(Unreadable, match="Box 3 cannot be opened"):
        actions.count_boxes(consignment, boxes={3: [line(here.masks, 50)]}, key="c", actor=WANG, at=AT)
    assert standing("store") == {"box": 37, "masks": 600}


def test_goggles_short_and_face_shields_that_nobody_announced_are_two_differences(here: World) -> None:
    consignment = announced(here, line(here.goggles, 100))
    count = Count([came(consignment, here.goggles, 90, short=10), CountedLine(10, item=here.shields)])
    actions.issue_receipt(consignment, count=count, key="a", actor=WANG, at=AT)
    kinds = set(Discrepancy.objects.values_list("kind", "quantity", "receipt_line__item__key"))
    assert kinds == {(DiscrepancyKind.SHORT, 10, "goggles"), (DiscrepancyKind.UNEXPECTED, 10, "face-shields")}
    assert standing("store") == {"goggles": 90, "face-shields": 10}


def test_more_than_was_sent_can_be_received_and_is_shown_as_over(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 110)]), key="a", actor=here.guest(consignment), at=AT
    )
    assert (standing("partner"), standing("transit"), standing("adjustment")) == ({"masks": 110}, {}, {"masks": -10})
    assert [(d.kind, d.quantity) for d in Discrepancy.objects.all()] == [("over", 10)]


def test_two_partial_receipts_add_up_and_nothing_is_rolled_back(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = despatched(here, line(here.masks, 1_000))
    guest = here.guest(consignment)
    first = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 600)]), key="a", actor=guest, at=AT
    )
    actions.acknowledge_receipt(first, actor=LIU, at=AT)
    assert state_of(consignment) == "received"
    second = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 400)]), key="b", actor=guest, at=AT
    )
    assert (standing("partner"), standing("transit"), second.lines.get().oversupply_quantity) == (
        {"masks": 1_000},
        {},
        0,
    )
    actions.acknowledge_receipt(second, actor=LIU, at=AT)
    assert state_of(consignment) == "closed"


def test_a_receipt_told_twice_under_one_key_is_one_receipt(here: World) -> None:
    consignment = announced(here, line(here.masks, 100))
    count = Count([came(consignment, here.masks, 100)])
    receipts = {actions.issue_receipt(consignment, count=count, key="same", actor=WANG, at=AT).pk for _ in range(3)}
    assert (len(receipts), standing("store")) == (1, {"masks": 100})


def test_a_wrong_receipt_is_reversed_and_the_old_one_stays(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = despatched(here, line(here.masks, 1_000))
    guest = here.guest(consignment)
    wrong = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 900, short=100)]), key="a", actor=guest, at=AT
    )
    actions.acknowledge_discrepancy(Discrepancy.objects.get(), resolution=Resolution.WRITE_OFF, actor=LIU, at=AT)
    assert state_of(consignment) == "closed_with_discrepancy"
    before = list(Posting.objects.order_by("id").values_list("id", "quantity"))

    right = actions.correct_receipt(
        wrong, count=Count([came(consignment, here.masks, 1_000)]), reason="miscounted", key="b", actor=guest, at=AT
    )
    assert (standing("partner"), standing("loss"), standing("transit")) == ({"masks": 1_000}, {}, {})
    wrong.refresh_from_db()
    assert (wrong.state, right.corrects_id, wrong.lines.get().received_quantity) == ("reversed", wrong.pk, 900)
    assert (
        list(Posting.objects.filter(id__in=[pk for pk, _ in before]).order_by("id").values_list("id", "quantity"))
        == before
    )
    assert LedgerEntry.objects.filter(kind="reversal").count() == 2
    actions.acknowledge_receipt(right, actor=LIU, at=AT)
    assert state_of(consignment) == "closed"


def test_a_receipt_can_be_corrected_upwards_after_part_was_given_on(here: World) -> None:
    from firewood.aid.drafts import DistributionDraft
    from firewood.aid.states import RecipientGroup

    consignment = announced(here, line(here.masks, 500))
    wrong = actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 400)]), key="a", actor=WANG, at=AT
    )
    actions.distribute(
        DistributionDraft([line(here.masks, 350)], [RecipientGroup.FRONT_LINE]), key="d", actor=WANG, at=AT
    )
    with pytest.raises(NotNow, match="given on since"):
        actions.correct_receipt(
            wrong, count=Count([came(consignment, here.masks, 300)]), reason="less", key="c", actor=WANG, at=AT
        )
    actions.correct_receipt(
        wrong,
        count=Count([came(consignment, here.masks, 500)]),
        reason="a pallet was overlooked",
        key="b",
        actor=WANG,
        at=AT,
    )
    assert (standing("store"), standing("donor"), standing("front_line")) == (
        {"masks": 150},
        {"masks": -500},
        {"masks": 350},
    )


def test_a_box_that_turns_up_after_the_end_is_received_late_and_the_short_is_found(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    guest = here.guest(consignment)
    actions.issue_receipt(
        consignment, count=Count([came(consignment, here.masks, 90, short=10)]), key="a", actor=guest, at=AT
    )
    actions.acknowledge_discrepancy(Discrepancy.objects.get(), resolution=Resolution.WRITE_OFF, actor=LIU, at=AT)
    with pytest.raises(Unreadable, match="Of this 10 are missing"):
        actions.receive_late(consignment, count=Count([CountedLine(11, item=here.masks)]), key="b", actor=guest, at=AT)
    late = actions.receive_late(
        consignment, count=Count([CountedLine(10, item=here.masks)]), key="c", actor=guest, at=AT
    )
    assert (late.late, standing("partner"), standing("loss")) == (True, {"masks": 100}, {})
    assert Discrepancy.objects.get(kind="short").resolution == "found"
    row = reckoning(consignment)[0]
    assert (row.sent, row.received, row.short, row.open) == (100, 100, 0, 0)


def test_what_never_left_is_found_in_the_senders_own_store(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    actions.issue_receipt(
        consignment,
        count=Count([came(consignment, here.masks, 90, short=10)]),
        key="a",
        actor=here.guest(consignment),
        at=AT,
    )
    actions.acknowledge_discrepancy(Discrepancy.objects.get(), resolution=Resolution.WRITE_OFF, actor=LIU, at=AT)
    actions.receive_late(
        consignment, count=Count([CountedLine(10, item=here.masks)]), key="b", at_sender=True, actor=WANG, at=AT
    )
    assert (standing("partner"), standing("store"), standing("loss")) == ({"masks": 90}, {"masks": 10}, {})


def test_a_disputed_difference_keeps_both_versions_and_nothing_moves(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    actions.issue_receipt(
        consignment,
        count=Count([came(consignment, here.masks, 90, short=10)]),
        key="a",
        actor=here.guest(consignment),
        at=AT,
    )
    difference = actions.dispute_discrepancy(
        Discrepancy.objects.get(), words="Box 3 was sealed and weighed.", actor=LIU, at=AT
    )
    assert (difference.state, difference.answer_words, standing("transit")) == (
        "disputed",
        "Box 3 was sealed and weighed.",
        {"masks": 10},
    )


def test_everything_wrong_with_a_count_is_said_at_once_and_nothing_changes(here: World) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    other = prepared(here, line(here.masks, 5), to=here.cologne)
    before = (Entry.objects.count(), Posting.objects.count())
    mine = consignment.lines.get()
    count = Count(
        [
            CountedLine(10**12, line=mine),
            CountedLine(5, rejected=6, line=mine),
            CountedLine(1, line=other.lines.get()),
            CountedLine(1),
        ],
        damaged_boxes=[7],
    )
    with pytest.raises(Unreadable) as no:
        actions.issue_receipt(consignment, count=count, key="a", actor=here.guest(consignment), at=AT)
    assert [(problem.row, problem.field) for problem in no.value.problems] == [
        (1, "received"),
        (2, "line"),
        (2, "rejected"),
        (2, "reject_reason"),
        (3, "line"),
        (4, "item"),
        (None, "boxes"),
    ]
    assert (Entry.objects.count(), Posting.objects.count(), state_of(consignment)) == (*before, "despatched")


def test_a_guest_of_another_thread_sees_nothing_and_a_reader_may_not(here: World) -> None:
    stocked(here, here.masks, 200)
    mine, theirs = despatched(here, line(here.masks, 100)), despatched(here, line(here.masks, 100), to=here.cologne)
    count = Count([came(mine, here.masks, 100)])
    with pytest.raises(NotFound):
        actions.issue_receipt(mine, count=count, key="a", actor=here.guest(theirs), at=AT)
    with pytest.raises(NotAllowed):
        actions.issue_receipt(mine, count=count, key="a", actor=READER, at=AT)
    assert (Receipt.objects.count(), standing("transit")) == (0, {"masks": 200})


def test_unknown_quantities_are_announced_and_only_what_is_counted_is_posted(here: World) -> None:
    consignment = announced(here, LineDraft(here.masks), LineDraft(None, words="and other supplies"))
    assert standing("donor") == {}
    row = consignment.lines.get(item=here.masks)
    actions.issue_receipt(consignment, count=Count([CountedLine(70, line=row)]), key="a", actor=WANG, at=AT)
    assert standing("store") == {"masks": 70}
    assert not Discrepancy.objects.exists()


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (
            Count(boxes_arrived=49, boxes_damaged=2, damaged_boxes=[1, 2, 3]),
            "2 boxes are said to be damaged, but 3 are named.",
        ),
        (
            Count(boxes_arrived=49, missing_boxes=[7]),
            "49 boxes arrived and 1 did not come: only 49 were still to come.",
        ),
    ],
)
def test_numbers_of_boxes_agree_with_how_many_there_are(here: World, count: Count, sentence: str) -> None:
    consignment = announced(here, boxes=49)
    with pytest.raises(Unreadable) as no:
        actions.issue_receipt(consignment, count=count, key="a", actor=WANG, at=AT)
    assert no.value.message == sentence
    assert (Receipt.objects.count(), standing("store"), state_of(consignment)) == (0, {}, "announced")


def test_a_consignment_with_opened_boxes_comes_to_its_end_and_the_books_add_up(here: World) -> None:
    consignment = announced(here, boxes=4)
    receipt = actions.issue_receipt(consignment, count=Count(boxes_arrived=4), key="a", actor=WANG, at=AT)
    actions.count_boxes(consignment, boxes={1: [line(here.masks, 600)]}, key="b", actor=WANG, at=AT)
    actions.acknowledge_receipt(receipt, actor=here.guest(consignment), at=AT)
    assert (state_of(consignment), standing("store")) == ("closed", {"box": 3, "masks": 600})
    assert [(row.item.key, row.sent, row.received, row.open) for row in reckoning(consignment)] == [("box", 4, 4, 0)]
    assert {check.name: check.test()[0] for check in CHECKS} == {check.name: True for check in CHECKS}


def test_what_was_done_was_done_on_a_day_that_has_come(here: World) -> None:
    later = StatedDay("10 March 2020", date(2020, 3, 10), date(2020, 3, 10))
    stocked(here, here.masks, 10)
    consignment = announced(here, line(here.masks, 5))
    with pytest.raises(Unreadable, match=r"This day is still to come: 10 March 2020\."):
        actions.note_arrival(consignment, day=later, actor=LIU, at=AT)
    draft = DistributionDraft([line(here.masks, 5)], [RecipientGroup.FRONT_LINE], telling=Telling(day=later))
    with pytest.raises(Unreadable, match=r"This day is still to come: 10 March 2020\."):
        actions.distribute(draft, key="a", actor=WANG, at=AT)
    planned = actions.plan_handover(consignment, draft=HandoverDraft(day=later), actor=LIU, at=AT)
    with pytest.raises(Unreadable, match=r"This day is still to come: 10 March 2020\."):
        actions.hold_handover(planned, actor=LIU, at=AT)
    planned.refresh_from_db()
    assert (state_of(consignment), standing("store"), planned.state) == ("announced", {"masks": 10}, "planned")
