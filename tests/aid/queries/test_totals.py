"""Totals of what was received and given, in their four parts."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firewood.aid.models import SpokenFigure
from firewood.aid.queries.figures import Figure, Row, Totals
from firewood.aid.queries.totals import spoken, totals
from firewood.journal.clock import today
from firewood.registry.states import PartyKind
from firewood.supplies.ledger import reverse
from firewood.supplies.models import Item
from firewood.supplies.states import Quality, Usage
from tests.aid.queries.things import ACTOR, boxes, give, item, line, party, receive, reported, stated

pytestmark = pytest.mark.django_db
MARCH_25 = date(2020, 3, 25)
ABOUT = Quality.APPROXIMATE


def row_of(found: Totals, key: str | None) -> Row:
    """The row of an item, which must be there."""
    row = found.row(key)
    assert row is not None
    return row


def test_without_anything_there_are_no_rows() -> None:
    found = totals("received", as_of=MARCH_25)
    assert found.as_json() == {"as_of": "2020-03-25", "direction": "received", "status": "actual", "totals": []}


def test_what_came_into_the_store_is_counted_per_giver() -> None:
    receive(item("masks"), 1000, giver=party("Seoul"))
    receive(item("masks"), 500, giver=party("Cologne"), quality=ABOUT)
    row = row_of(totals("received"), "masks")
    assert (row.counted, row.reported) == (Figure(1500, ABOUT), Figure(0, Quality.EXACT))
    assert [share.as_json("donor") for share in row.donors] == [
        {"donor": "Seoul", "kind": "city", "quantity": 1000, "quality": "exact"},
        {"donor": "Cologne", "kind": "city", "quantity": 500, "quality": "approximate"},
    ]


def test_a_stated_figure_stands_beside_a_counted_zero() -> None:
    stated(item("gloves", unit="pair", factor=2), 750000, factor=2, as_of=MARCH_25, scope="foreign governments")
    row = totals("received", as_of=MARCH_25).as_json()["totals"][0]  # type: ignore[index]
    assert row == {
        "item": "gloves", "name": "gloves", "unit": "pair",
        "counted": {"quantity": 0, "quality": "exact"}, "reported": {"quantity": 0, "quality": "exact"},
        "stated": [{"quantity": 750000, "quality": "approximate", "source": "Article", "scope": "foreign governments",
                    "as_of": "2020-03-25"}],
        "unknown_acts": 0, "donors": [],
    }  # fmt: skip


def test_a_stated_figure_does_not_hold_before_its_day() -> None:
    stated(item("masks"), 1000, as_of=MARCH_25)
    assert totals("received", as_of=date(2020, 3, 24)).rows == ()


def test_of_one_source_and_scope_the_latest_figure_stands_others_stay() -> None:
    stated(item("masks"), 1000, as_of=date(2020, 3, 1), scope="cities")
    stated(item("masks"), 1130000, as_of=MARCH_25, scope="cities")
    stated(item("masks"), 70, as_of=date(2020, 3, 1), scope="companies")
    row = row_of(totals("received", as_of=MARCH_25), "masks")
    assert [figure.figure.quantity for figure in row.stated] == [1130000, 70]


def test_forty_nine_boxes_stay_forty_nine_boxes() -> None:
    gift = reported(giver=party("Mapo", PartyKind.DISTRICT), receiver=party("Shijingshan", PartyKind.DISTRICT))
    line(gift, None, None)
    boxes(gift, 49)
    found = totals("received", as_of=MARCH_25)
    assert [row.item for row in found.rows] == ["box"]
    assert found.as_json()["totals"][0] == {  # type: ignore[index]
        "item": "box", "name": "boxes of unknown contents", "unit": "box",
        "counted": {"quantity": 0, "quality": "exact"}, "reported": {"quantity": 49, "quality": "exact"},
        "stated": [], "unknown_acts": 1,
        "donors": [{"donor": "Mapo", "kind": "district", "quantity": 49, "quality": "exact"}],
    }  # fmt: skip


def test_an_act_without_a_quantity_is_counted_as_unknown_and_its_giver_named() -> None:
    line(reported(giver=party("Cologne"), receiver=party("Beijing")), item("suits"), None)
    row = row_of(totals("received", as_of=MARCH_25), "suits")
    assert (row.reported, row.unknown_acts) == (Figure(None, Quality.UNKNOWN), 1)
    assert [share.as_json("donor") for share in row.donors] == [
        {"donor": "Cologne", "kind": "city", "quantity": None, "quality": "unknown"}
    ]


def test_known_quantities_add_up_beside_unknown_acts() -> None:
    line(reported(giver=party("Cologne"), receiver=party("Beijing")), item("suits"), None)
    line(reported(giver=party("Seoul"), receiver=party("Beijing")), item("suits"), 30, "at_least")
    row = row_of(totals("received", as_of=MARCH_25), "suits")
    assert (row.reported, row.unknown_acts) == (Figure(30, Quality.AT_LEAST), 1)


def test_batches_of_one_gift_are_one_unknown_act() -> None:
    first = reported(giver=party("Seoul"), receiver=party("Beijing"))
    second = reported(giver=party("Seoul"), receiver=party("Beijing"), first_batch=first, batch_number=2)
    for batch in (first, second):
        line(batch, item("masks"), None)
    row = row_of(totals("received", as_of=MARCH_25), "masks")
    assert row.unknown_acts == 1


def test_contents_that_nobody_knows_have_a_row_of_their_own() -> None:
    tehran, tokyo = party("Tehran"), party("Tokyo")
    line(reported(giver=party("Beijing"), receiver=tehran, direction="given", contents_open=True), None, None)
    open_list = reported(giver=party("Beijing"), receiver=tokyo, direction="given", contents_open=True)
    open_list.shared_with.add(party("Yokohama"))
    line(open_list, item("suits"), None)
    found = totals("given", as_of=MARCH_25)
    unknown, suits = row_of(found, None), row_of(found, "suits")
    assert (unknown.name, unknown.unknown_acts) == ("contents unknown", 2)
    assert [share.name for share in unknown.recipients] == ["Tehran", "Tokyo and Yokohama"]
    assert suits.as_json("given")["recipients"] == [
        {"recipient": "Tokyo and Yokohama", "kind": "city", "quantity": None, "quality": "unknown"}
    ]


def test_for_whom_may_be_unknown() -> None:
    line(reported(giver=party("Beijing"), receiver=None, direction="given"), item("granules"), None)
    row = row_of(totals("given", as_of=MARCH_25), "granules")
    assert [(share.name, share.kind) for share in row.recipients] == [("unknown", "other")]


def test_goods_reported_twice_count_once() -> None:
    """aid.md (f) 12: 220,000 suits reported by the city, of which 5,000 were also reported by a district."""
    city = reported(giver=party("Seoul"), receiver=party("Beijing"))
    line(city, item("suits"), 220000)
    district = reported(giver=party("Seoul"), receiver=party("Yanqing"), included_in=city, counts_from=date(2020, 3, 1))
    line(district, item("suits"), 5000)
    row = row_of(totals("received", as_of=MARCH_25), "suits")
    assert (row.reported, [share.figure.quantity for share in row.donors]) == (Figure(220000), [220000])
    earlier = row_of(totals("received", as_of=date(2020, 3, 10)), "suits")
    assert earlier.reported == Figure(5000)


@pytest.mark.parametrize("state", ["announced", "despatched", "cancelled", "lost", "returned"])
def test_a_reported_gift_that_did_not_come_is_in_no_total(state: str) -> None:
    line(reported(giver=party("Seoul"), receiver=party("Beijing"), state=state), item("masks"), 100)
    assert totals("received", as_of=MARCH_25).rows == ()


def test_given_is_what_the_partners_received_refused_goods_included() -> None:
    seoul, tehran = party("Seoul"), party("Tehran")
    receive(item("masks"), 100, giver=seoul)
    give(item("masks"), 60, donor=seoul, receiver=tehran)
    give(item("masks"), 5, donor=seoul, receiver=tehran, usage=Usage.PARTNER_REJECTED)
    row = row_of(totals("given"), "masks")
    assert row.counted == Figure(65)
    assert [(share.name, share.figure.quantity) for share in row.donors] == [("Seoul", 65)]
    assert [(share.name, share.figure.quantity) for share in row.recipients] == [("Tehran", 65)]
    quick = row_of(totals("given", by_recipient=False), "masks")
    assert (quick.counted, quick.donors, quick.recipients) == (row.counted, row.donors, ())


def test_seven_gloves_are_no_pairs_and_none_is_dropped() -> None:
    gloves = item("gloves", unit="pair", factor=2)
    receive(gloves, 7, giver=party("Seoul"))
    row = row_of(totals("received"), "gloves")
    assert (row.unit, row.counted.quantity, row.donors[0].figure.quantity) == ("piece", 7, 7)
    receive(gloves, 1, giver=party("Seoul"))
    row = row_of(totals("received"), "gloves")
    assert (row.unit, row.counted.quantity, row.donors[0].figure.quantity) == ("pair", 4, 4)


def test_exercises_count_in_no_actual_total() -> None:
    receive(item("masks"), 100, giver=party("Seoul"), status="exercise")
    assert totals("received").rows == ()
    row = row_of(totals("received", status="exercise"), "masks")
    assert row.counted == Figure(100)


def test_a_day_ends_at_midnight_of_the_office(settings: object) -> None:
    settings.FIREWOOD_ZONE = "Asia/Shanghai"  # type: ignore[attr-defined]
    receive(item("masks"), 1, giver=party("Seoul"), at=datetime(2020, 3, 25, 15, 59, tzinfo=UTC))
    receive(item("masks"), 2, giver=party("Seoul"), at=datetime(2020, 3, 25, 16, 0, tzinfo=UTC))
    row = row_of(totals("received", as_of=MARCH_25), "masks")
    assert row.counted == Figure(1)


def test_the_office_speaks_the_largest_known_figure_until_it_chooses() -> None:
    masks = item("masks")
    receive(masks, 100, giver=party("Seoul"))
    figure = stated(masks, 1130000, as_of=MARCH_25)
    found = totals("received")
    answer = spoken(found)["masks"]
    assert (answer.part, answer.figure.quantity, answer.chosen) == ("stated", 1130000, False)
    choice = SpokenFigure.objects.create(item=masks, direction="received", status="actual", part="counted")
    answer = spoken(found)["masks"]
    assert (answer.part, answer.figure.quantity, answer.chosen) == ("counted", 100, True)
    choice.part, choice.stated = "stated", figure
    choice.save()
    assert spoken(found)["masks"].stated == found.rows[0].stated[0]


def test_nothing_is_spoken_when_nothing_is_known() -> None:
    line(reported(giver=party("Cologne"), receiver=party("Beijing")), item("suits"), None)
    assert spoken(totals("received", as_of=MARCH_25)) == {}


def test_totals_take_few_questions_however_much_there_is() -> None:
    for number in range(20):
        receive(item(f"thing {number}"), 5, giver=party(f"City {number}"))
        line(reported(giver=party(f"City {number}"), receiver=party("Beijing")), item(f"thing {number}"), 3)
    with CaptureQueriesContext(connection) as asked:
        totals("received")
    assert len(asked) <= 9


MOVES = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(1, 10**9), st.sampled_from(["exact", "approximate"]),
              st.integers(0, 30)),
    max_size=12,
)  # fmt: skip


class Laws(TestCase):
    """What holds whatever was received."""

    @settings(max_examples=25, deadline=None)
    @given(moves=MOVES, undone=st.sets(st.integers(0, 11)))
    def test_laws_of_totals(self, moves: list[tuple[int, int, int, str, int]], undone: set[int]) -> None:
        with time_machine.travel(datetime(2020, 4, 30, tzinfo=UTC), tick=False):
            self._laws(moves, undone)

    def _laws(self, moves: list[tuple[int, int, int, str, int]], undone: set[int]) -> None:
        base = totals("received").rows
        kept, entries = [], []
        for number, (what, who, quantity, quality, day) in enumerate(moves):
            at = datetime(2020, 3, 1 + day % 28, 12, tzinfo=UTC)
            giver = party(f"City {who}")
            entries.append(receive(item(f"thing {what}"), quantity, giver=giver, at=at, quality=Quality(quality)))
            kept += [] if number in undone else [(what, quantity, quality)]
        for number, entry in enumerate(entries):
            if number in undone:
                reverse(entry, reason="story", actor=ACTOR, at=datetime(2020, 4, 1, tzinfo=UTC))
        now = totals("received")
        assert totals("received", as_of=today()).rows == now.rows
        for row in now.rows:
            assert sum(share.figure.quantity or 0 for share in row.donors) == row.counted.quantity
        expected = {Item.objects.get(key=f"thing-{what}").key for what, _q, _k in kept}
        assert {row.item for row in now.rows} == expected
        for row in now.rows:
            mine = [(quantity, quality) for what, quantity, quality in kept if f"thing-{what}" == row.item]
            assert row.counted.quantity == sum(quantity for quantity, _quality in mine)
            assert (row.counted.quality == ABOUT) == any(quality == "approximate" for _quantity, quality in mine)
        for entry in (entry for number, entry in enumerate(entries) if number not in undone):
            reverse(entry, reason="story", actor=ACTOR, at=datetime(2020, 4, 2, tzinfo=UTC))
        assert totals("received").rows == base == ()
