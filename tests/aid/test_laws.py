"""Laws of the way from store to partner, tried with many stories: nothing appears, nothing vanishes."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firewood.aid import actions
from firewood.aid.drafts import Count, CountedLine
from firewood.aid.models import Consignment
from firewood.aid.queries.settlement import discrepancies, reckoning, unsettled
from firewood.aid.states import DEFAULT_RESOLUTIONS, DiscrepancyKind, DiscrepancyState, RejectReason, ShortageAction
from firewood.journal.refusals import Refused
from firewood.supplies.models import Balance, Posting
from tests.aid.world import AT, LIU, WANG, World, announced, despatched, line, stocked, world

SENT = 100
STEPS = st.lists(
    st.tuples(st.integers(0, 130), st.integers(0, 60), st.integers(0, 40), st.booleans()), min_size=1, max_size=5
)


def counted(consignment: Consignment, received: int, short: int, rejected: int) -> Count:
    return Count(
        [
            CountedLine(
                received,
                short,
                rejected,
                line=consignment.lines.get(),
                shortage_action=ShortageAction.SEARCH if short else None,
                reject_reason=RejectReason.DAMAGED if rejected else None,
            )
        ]
    )


class Laws(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=STEPS, outbound=st.booleans(), correct=st.booleans())
    def test_sent_and_over_is_always_accepted_rejected_short_and_open(
        self,
        steps: list[tuple[int, int, int, bool]],
        outbound: bool,
        correct: bool,
    ) -> None:
        here = world()
        stocked(here, here.masks, 500)
        consignment = despatched(here, line(here.masks, SENT)) if outbound else announced(here, line(here.masks, SENT))
        for number, (received, short, rejected, settle) in enumerate(steps):
            self._step(here, consignment, number, (received, short, rejected), settle=settle, outbound=outbound)
            self._holds(consignment)
        if correct and consignment.receipts.filter(state="issued").exists():
            self._correct(here, consignment, outbound=outbound)
            self._holds(consignment)

    def _step(
        self,
        here: World,
        consignment: Consignment,
        number: int,
        what: tuple[int, int, int],
        *,
        settle: bool,
        outbound: bool,
    ) -> None:
        speaker = here.guest(consignment) if outbound else WANG
        answerer = LIU if outbound else here.guest(consignment)
        at = AT + timedelta(minutes=number)
        try:
            actions.issue_receipt(consignment, count=counted(consignment, *what), key=str(number), actor=speaker, at=at)
        except Refused:
            return
        if settle:
            for difference in discrepancies(consignment).exclude(state=str(DiscrepancyState.RESOLVED)):
                resolution = DEFAULT_RESOLUTIONS[DiscrepancyKind(difference.kind)]
                actions.acknowledge_discrepancy(difference, resolution=resolution, actor=answerer, at=at)

    def _correct(self, here: World, consignment: Consignment, *, outbound: bool) -> None:
        speaker = here.guest(consignment) if outbound else WANG
        last = consignment.receipts.filter(state="issued").last()
        actions.correct_receipt(
            last, count=counted(consignment, 1, 0, 0), reason="miscounted", key="right", actor=speaker, at=AT
        )

    def _holds(self, consignment: Consignment) -> None:
        consignment.refresh_from_db()
        [row] = reckoning(consignment)
        assert row.sent == SENT
        assert SENT + row.over == row.accepted + row.rejected + row.short + (row.open or 0)
        assert (row.open or 0) >= 0
        sums = {
            (place, donor): total
            for place, donor, total in Posting.objects.values("place", "donor")
            .annotate(total=Sum("quantity"))
            .values_list("place", "donor", "total")
        }
        kept = {
            (place, donor): quantity
            for place, donor, quantity in Balance.objects.values_list("place", "donor", "quantity")
        }
        assert sums == kept
        assert Posting.objects.aggregate(total=Sum("quantity"))["total"] == 0
        closed = consignment.state in {"closed", "closed_with_discrepancy"}
        if closed:
            assert unsettled(consignment) == []
            on_the_way = Balance.objects.filter(usage="transit", place__reference=consignment.subject).aggregate(
                total=Sum("quantity")
            )
            assert not on_the_way["total"]


@pytest.mark.django_db
def test_the_partner_can_never_hold_more_than_left_and_came_over() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    actions.issue_receipt(
        consignment, count=counted(consignment, 130, 0, 20), key="a", actor=here.guest(consignment), at=AT
    )
    held = dict(Balance.objects.exclude(quantity=0).values_list("usage", "quantity"))
    assert held == {"opening": -100, "partner": 110, "partner_rejected": 20, "adjustment": -30}
