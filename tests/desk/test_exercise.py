"""The exercise shows every state of aid, and touches nothing that is real."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from firewood.accounts.actor import program
from firewood.aid.models import Box, Consignment, Discrepancy, Distribution, Handover, Need, Pledge, Receipt
from firewood.aid.queries.totals import totals
from firewood.aid.states import (
    BoxState,
    ConsignmentState,
    Contents,
    Direction,
    DiscrepancyState,
    DistributionState,
    HandoverState,
    NeedEnding,
    NeedState,
    PledgeState,
    ReceiptState,
)
from firewood.desk.exercise import hold_exercise
from firewood.desk.record.loading import load_record
from firewood.journal.checks import journal_unbroken
from firewood.journal.models import Entry
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status

pytestmark = pytest.mark.django_db
AT = datetime(2020, 10, 9, 2, 0, tzinfo=UTC)
RECORD = Path(__file__).resolve().parents[2] / "records" / "2020"


def test_every_state_is_on_the_stage_and_no_real_total_moves() -> None:
    load_record(RECORD, actor=program(), at=AT)
    before = [totals(direction, as_of=None, status=Status.ACTUAL) for direction in Direction]
    assert hold_exercise(at=AT) is True
    seen = {
        Need: ("state", NeedState),
        Pledge: ("state", PledgeState),
        Consignment: ("state", ConsignmentState),
        Box: ("state", BoxState),
        Handover: ("state", HandoverState),
        Receipt: ("state", ReceiptState),
        Discrepancy: ("state", DiscrepancyState),
        Distribution: ("state", DistributionState),
    }
    reported_only = {ConsignmentState.UNKNOWN}
    for model, (field, states) in seen.items():
        there = set(model._default_manager.values_list(field, flat=True))
        assert there >= {str(state) for state in states if state not in reported_only}, model
    assert set(Need.objects.filter(status="exercise").values_list("ending", flat=True)) >= {
        str(end) for end in NeedEnding
    }
    assert set(Box.objects.values_list("contents", flat=True)) == {str(contents) for contents in Contents}
    assert all(
        number.startswith("X-")
        for number in Consignment.objects.filter(status="exercise").values_list("number", flat=True)
    )
    assert [totals(direction, as_of=None, status=Status.ACTUAL) for direction in Direction] == before
    assert journal_unbroken()[0]


def test_the_exercise_is_played_once() -> None:
    load_record(RECORD, actor=program(), at=AT)
    hold_exercise(at=AT)
    lines = Entry.objects.count()
    assert hold_exercise(at=AT) is False
    assert Entry.objects.count() == lines


def test_without_the_record_there_is_no_stage() -> None:
    with pytest.raises(NotNow):
        hold_exercise(at=AT)
