"""Stories about needs and pledges: fulfilled in batches, over, lapsed, declined; and how far a need is covered."""

from datetime import UTC, date, datetime

import pytest

from firewood.accounts.actor import Actor
from firewood.aid import actions
from firewood.aid.drafts import ConsignmentDraft, Count, LineDraft, NeedDraft, PledgeDraft
from firewood.aid.models import Need, Pledge
from firewood.aid.queries.coverage import coverage, pledge_progress
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from tests.aid.world import AT, LIU, READER, WANG, World, came, line, stocked, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def accepted(here: World, quantity: int, *, need: Need | None = None, due_on: date | None = None) -> Pledge:
    draft = PledgeDraft(here.beijing, here.seoul, [line(here.suits, quantity)], need=need, due_on=due_on)
    return actions.accept_pledge(actions.offer(draft, actor=LIU, at=AT), actor=LIU, at=AT)


def batch(here: World, pledge: Pledge, quantity: int, number: int, *, confirm_over: bool = False) -> None:
    draft = ConsignmentDraft(
        here.beijing, here.seoul, [line(here.suits, quantity)], pledge=pledge, batch_number=number, batch_count=3
    )
    consignment = actions.prepare_consignment(draft, confirm_over=confirm_over, actor=LIU, at=AT)
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)


def test_1200_and_500_of_2000_leave_300_open_and_400_more_must_be_confirmed(here: World) -> None:
    stocked(here, here.suits, 5_000)
    pledge = accepted(here, 2_000)
    batch(here, pledge, 1_200, 1)
    batch(here, pledge, 500, 2)
    pledge.refresh_from_db()
    assert (pledge.state, [part.open for part in pledge_progress(pledge)]) == ("part_fulfilled", [300])
    with pytest.raises(NotNow) as no:
        batch(here, pledge, 400, 3)
    assert (no.value.code, no.value.facts["over"]) == ("over_pledge", 100)
    assert pledge.consignments.count() == 2
    batch(here, pledge, 400, 3, confirm_over=True)
    pledge.refresh_from_db()
    assert (pledge.state, [(part.open, part.over) for part in pledge_progress(pledge)]) == ("fulfilled", [(0, 100)])


def test_a_pledge_lapses_14_days_after_its_day_and_the_need_is_open_again(here: World) -> None:
    need = actions.state_need(NeedDraft(here.seoul, [line(here.suits, 5_000)]), actor=LIU, at=AT)
    accepted(here, 2_000, need=need, due_on=date(2020, 3, 1))
    assert [(row.requested, row.pledged, row.open) for row in coverage(need)] == [(5_000, 2_000, 3_000)]
    assert actions.lapse_overdue_pledges(actor=LIU, at=datetime(2020, 3, 15, 12, tzinfo=UTC)) == []
    lapsed = actions.lapse_overdue_pledges(actor=LIU, at=datetime(2020, 3, 16, 12, tzinfo=UTC))
    assert [pledge.state for pledge in lapsed] == ["lapsed"]
    assert [(row.pledged, row.open) for row in coverage(need)] == [(0, 5_000)]


def test_coverage_follows_goods_from_pledge_to_receipt(here: World) -> None:
    stocked(here, here.suits, 5_000)
    need = actions.state_need(
        NeedDraft(here.seoul, [line(here.suits, 5_000), LineDraft(None, words="masks of any kind")]), actor=LIU, at=AT
    )
    pledge = accepted(here, 2_000, need=need)
    batch(here, pledge, 1_200, 1)
    row = coverage(need)[0]
    assert (row.pledged, row.in_transit, row.received, row.open) == (800, 1_200, 0, 3_000)
    consignment = pledge.consignments.get()
    actions.issue_receipt(
        consignment,
        count=Count([came(consignment, here.suits, 1_100, rejected=50)]),
        key="a",
        actor=here.guest(consignment),
        at=AT,
    )
    row = coverage(need)[0]
    assert (row.pledged, row.in_transit, row.received, row.open) == (800, 100, 1_050, 3_050)
    assert [(unknown.requested, unknown.open) for unknown in coverage(need)[1:]] == [(None, None)]


def test_an_offer_is_declined_politely_or_not_at_all(here: World) -> None:
    pledge = actions.offer(PledgeDraft(here.cologne, here.beijing, [LineDraft(here.masks)]), actor=LIU, at=AT)
    with pytest.raises(Unreadable):
        actions.decline_pledge(pledge, words="", actor=LIU, at=AT)
    declined = actions.decline_pledge(
        pledge, words="Thank you. Our stores are full; Wuhan needs them more.", actor=LIU, at=AT
    )
    assert (declined.state, declined.direction) == ("declined", "received")
    with pytest.raises(NotNow):
        actions.accept_pledge(pledge, actor=LIU, at=AT)


def test_a_guest_states_a_need_of_the_own_city_only(here: World) -> None:
    guest = Actor("guest", "k", "Kim", party_id=here.seoul.pk, thread=here.seoul.subject)
    need = actions.state_need(NeedDraft(here.seoul, [LineDraft(here.masks)]), actor=guest, at=AT)
    assert (need.state, need.assurance, need.lines.get().quantity) == ("published", "guest_link", None)
    with pytest.raises(NotAllowed):
        actions.state_need(NeedDraft(here.cologne, [LineDraft(here.masks)]), actor=guest, at=AT)
    with pytest.raises(NotAllowed):
        actions.state_need(NeedDraft(here.cologne, [LineDraft(here.masks)]), actor=READER, at=AT)
    assert Need.objects.count() == 1


def test_300_pairs_and_300_pieces_of_gloves_are_600_and_300_pieces(here: World) -> None:
    draft = NeedDraft(here.seoul, [line(here.gloves, 300, unit="pair", factor=2), line(here.gloves, 300)])
    need = actions.state_need(draft, actor=LIU, at=AT)
    kept = list(need.lines.values_list("quantity", "entered_quantity", "entered_unit", "entered_factor"))
    assert kept == [(600, 300, "pair", 2), (300, 300, "piece", 1)]


def test_a_need_of_nothing_is_a_slip_and_one_of_unknown_things_is_said_on_purpose(here: World) -> None:
    with pytest.raises(Unreadable, match="Say what is needed"):
        actions.state_need(NeedDraft(here.seoul, []), actor=LIU, at=AT)
    assert not Need.objects.exists()
    assert actions.state_need(NeedDraft(here.seoul, [], list_open=True), actor=LIU, at=AT).list_open
