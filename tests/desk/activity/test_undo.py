"""Stories about undoing: the act that takes another back, the books as before, and what cannot be taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from firewood.accounts.rules import SecondFactorMissing
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.checks import CHECKS as AID
from firewood.aid.drafts import Count, DistributionDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Consignment, Need, Pledge, Receipt
from firewood.aid.queries.totals import totals
from firewood.aid.states import Direction, RecipientGroup
from firewood.desk.activity import offer
from firewood.desk.activity.undo import UNDO, undo_entry, undo_of
from firewood.desk.models import Task
from firewood.desk.tasks.actions import TaskDraft, finish_task, open_task
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow
from firewood.registry.states import PartyKind
from firewood.solidarity.actions import enter_gesture
from firewood.solidarity.drafts import GestureDraft
from firewood.solidarity.states import GestureKind
from firewood.supplies.checks import CHECKS as BOOKS
from firewood.supplies.models import Balance
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, READER, WANG, World, announced, came, line, party, prepared, stocked, world

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"actor": LIU, "at": AT}


def last(event: str) -> Entry:
    return Entry.objects.filter(event=event).order_by("-number")[0]


def books() -> dict[Any, int]:
    """Everything that stands anywhere; a place that was emptied counts as if it had never held anything."""
    rows = Balance.objects.exclude(quantity=0).values_list("place", "item", "lot", "donor", "status", "quantity")
    return {row[:-1]: row[-1] for row in rows}


def promises_kept() -> None:
    for check in (*AID, *BOOKS):
        kept, found = check.test()
        assert kept, (check.name, found)


def received(here: World) -> Receipt:
    gift = announced(here, line(here.masks, 50), boxes=2)
    count = Count([came(gift, here.masks, 50)], boxes_arrived=2)
    return actions.issue_receipt(gift, count=count, key="a", **BY)


def test_a_receipt_is_undone_and_every_total_is_as_before() -> None:
    here = world()
    stocked(here, here.masks, 10)
    gift = announced(
        here,
        line(
            here.masks,
            50,
        ),
        boxes=2,
    )
    before, received_before = books(), totals(Direction.RECEIVED)
    actions.issue_receipt(gift, count=Count([came(gift, here.masks, 50)], boxes_arrived=2), key="a", **BY)
    assert books() != before
    undo_entry(last("aid.receipt.issued"), **BY)
    assert books() == before
    assert totals(Direction.RECEIVED).rows == received_before.rows
    gift.refresh_from_db()
    assert (gift.state, Receipt.objects.get().state) == ("announced", "reversed")
    assert set(gift.boxes.values_list("state", flat=True)) == {"open"}
    promises_kept()
    again = actions.issue_receipt(gift, count=Count([came(gift, here.masks, 50)], boxes_arrived=2), key="b", **BY)
    assert again.state == "issued"
    promises_kept()


def test_goods_that_were_given_on_are_not_made_up() -> None:
    here = world()
    received(here)
    draft = DistributionDraft([line(here.masks, 20)], [RecipientGroup.FRONT_LINE], store=actions.our_store())
    actions.distribute(draft, key="d", actor=WANG, at=AT)
    before, lines = books(), Entry.objects.count()
    with pytest.raises(NotNow, match="were given on since"):
        undo_entry(last("aid.receipt.issued"), **BY)
    assert (books(), Entry.objects.count(), Receipt.objects.get().state) == (before, lines, "issued")
    undo_entry(last("aid.distribution.made"), actor=WANG, at=AT)
    undo_entry(last("aid.receipt.issued"), **BY)
    promises_kept()


def test_taking_back_a_despatch_or_a_receipt_asks_for_the_second_factor() -> None:
    here = world()
    receipt = received(here)
    stocked(here, here.gloves, 100)
    gift = prepared(here, line(here.gloves, 50))
    actions.pack_consignment(gift, **BY)
    actions.despatch_consignment(gift, key="1", **BY)
    before, lines = books(), Entry.objects.count()
    for stale in (None, AT - timedelta(hours=13)):
        by = {"actor": replace(LIU, second_factor_at=stale), "at": AT}
        with pytest.raises(SecondFactorMissing):
            actions.take_receipt_back(receipt, reason="x", **by)
        with pytest.raises(SecondFactorMissing):
            actions.take_despatch_back(gift, reason="x", **by)
    assert (books(), Entry.objects.count(), Receipt.objects.get().state) == (before, lines, "issued")


def test_what_the_other_side_has_seen_is_not_taken_back() -> None:
    here = world()
    receipt = received(here)
    entry = last("aid.receipt.issued")
    actions.acknowledge_receipt(receipt, actor=here.guest(receipt.consignment), at=AT)
    with pytest.raises(NotNow, match="happened to it since"):
        undo_entry(entry, **BY)
    with pytest.raises(NotNow, match="acknowledged"):
        actions.take_receipt_back(receipt, reason="x", **BY)


def test_a_despatch_is_undone_and_can_be_done_again() -> None:
    here = world()
    stocked(here, here.masks, 100)
    gift = prepared(here, line(here.masks, 50))
    actions.pack_consignment(gift, **BY)
    before = books()
    actions.despatch_consignment(gift, key="1", **BY)
    undo_entry(last("aid.consignment.despatched"), **BY)
    assert (books(), Consignment.objects.get().state) == (before, "packed")
    assert Consignment.objects.get().despatched_earliest is None
    actions.despatch_consignment(gift, key="2", **BY)
    assert Consignment.objects.get().state == "despatched"
    promises_kept()


def test_an_answer_a_publication_and_a_task_are_undone() -> None:
    here = world()
    pledge = actions.offer(PledgeDraft(here.seoul, here.beijing, [line(here.masks, 5)]), **BY)
    actions.accept_pledge(pledge, **BY)
    undo_entry(last("aid.pledge.accepted"), **BY)
    assert Pledge.objects.get().state == "offered"
    need = actions.state_need(NeedDraft(here.seoul, [line(here.masks, 5)]), **BY)
    if need.state == "draft":
        actions.publish_need(need, **BY)
        undo_entry(last("aid.need.published"), **BY)
        assert Need.objects.get().state == "draft"
    task = open_task(TaskDraft(question="Who drives?"), **BY)
    finish_task(task, **BY)
    undo_entry(last("desk.task.finished"), **BY)
    assert Task.objects.get().state == "open"


def test_whoever_may_not_do_the_reversing_act_may_not_undo() -> None:
    here = world()
    received(here)
    lines = Entry.objects.count()
    with pytest.raises(NotAllowed):
        undo_entry(last("aid.receipt.issued"), actor=READER, at=AT)
    assert (Entry.objects.count(), Receipt.objects.get().state) == (lines, "issued")


def test_a_second_press_on_undo_says_that_it_was_done() -> None:
    here = world()
    received(here)
    entry = last("aid.receipt.issued")
    undo_entry(entry, **BY)
    with pytest.raises(NotNow):
        undo_entry(entry, **BY)


def undo_form(page: str) -> str:
    return page.split('<form method="post" action="/activity/')[1].partition('"')[0]


def test_undo_is_offered_on_the_next_page_and_gone_after_half_a_minute() -> None:
    here = world()
    gift = prepared(here, line(here.masks, 5))
    desk = officer(Duty.FOCAL_POINT)
    desk.post(f"/aid/consignments/{gift.number}/pack/", {"standing": "actual"})
    shown = desk.get(f"/aid/consignments/{gift.number}/").content.decode()
    assert 'class="undo"' in shown
    assert desk.post(f"/activity/{undo_form(shown)}").status_code == 302
    assert Consignment.objects.get().state == "draft"
    assert 'class="undo"' not in desk.get("/").content.decode()
    desk.post(f"/aid/consignments/{gift.number}/pack/", {"standing": "actual"})
    session = desk.session
    session["undo"] = {**session["undo"], "until": 0}
    session.save()
    assert 'class="undo"' not in desk.get("/").content.decode()
    log = words_of(desk.get("/activity/"))
    assert "Open it again" in log


def test_what_is_offered_is_always_the_latest_act_also_where_an_address_is_shown_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(offer, "CLOCKS_DIFFER", timedelta(0))  # two acts of a test come within a second
    here = world()
    party("daxing", "Daxing District", PartyKind.DISTRICT, parent=here.beijing)
    desk = officer(Duty.FOCAL_POINT)
    desk.post("/tasks/new/", {"question": "Which pharmacopoeia?", "standing": "actual"})
    task = Task.objects.get()
    assert undo_form(desk.get("/").content.decode()) == f"{last('desk.task.opened').number}/undo/"
    told = {"party": "daxing", "language": "zh-hans", "due_on": "31 December 2090", "standing": "actual"}
    assert desk.post(f"/tasks/{task.number}/hand/", told).status_code == 200  # the address is shown only now
    assert undo_form(desk.get("/").content.decode()) == f"{last('desk.task.handed').number}/undo/"


def test_every_act_of_the_table_exists_and_a_stranger_cannot_post() -> None:
    here = world()
    received(here)
    number = last("aid.receipt.issued").number
    assert Client().post(f"/activity/{number}/undo/").status_code == 302  # to the sign-in
    assert officer(Duty.READER).post(f"/activity/{number}/undo/").status_code == 403
    assert officer(Duty.FOCAL_POINT, login="wu").post(f"/activity/{number + 999}/undo/").status_code == 404
    assert Receipt.objects.get().state == "issued"
    assert all(event.count(".") == 2 for event in UNDO)


def test_a_letter_of_ours_is_withdrawn_by_one_button_and_one_that_came_is_not_offered_for_it() -> None:
    here = world()
    came_in, ours = (enter_gesture(GestureDraft(kind=GestureKind.LETTER, sender=sender, addressee=to), **BY)
                     for sender, to in ((here.seoul, here.beijing), (here.beijing, here.seoul)))  # fmt: skip
    newest = {entry.subject: entry for entry in Entry.objects.filter(event="solidarity.gesture.entered")}
    assert [bool(undo_of(newest[each.subject])) for each in (came_in, ours)] == [False, True]
    with pytest.raises(NotNow, match="one button"):
        undo_entry(newest[came_in.subject], **BY)
    undo_entry(newest[ours.subject], **BY)
    ours.refresh_from_db()
    assert ours.state == "withdrawn"
