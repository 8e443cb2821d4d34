"""Stories about items and stock: packings that change, stock taken over and counted, lots."""

from datetime import date

import pytest

from firewood.aid import actions as aid
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, Unreadable
from firewood.supplies import actions
from firewood.supplies.actions import ItemDraft, Stock
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Balance, Packing, Posting
from tests.aid.world import AT, READER, WANG, World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def shelf() -> dict[str, int]:
    return dict(Balance.objects.filter(usage="store").exclude(quantity=0).values_list("item__key", "quantity"))


def test_a_carton_that_changed_from_10_by_50_to_12_by_50_leaves_earlier_lots_as_they_were(here: World) -> None:
    for contains, since in ((500, date(2020, 1, 1)), (600, date(2020, 3, 1))):
        actions.enter_packing(here.masks, unit="carton", contains=contains, since=since, actor=WANG, at=AT)
    old = actions.enter_lot(here.masks, number="OLD", actor=WANG, at=AT)
    new = actions.enter_lot(here.masks, number="NEW", actor=WANG, at=AT)
    stock = [
        Stock(here.masks, here.seoul, Entered(4, "carton", 500), old),
        Stock(here.masks, here.seoul, Entered(4, "carton", 600), new),
    ]
    actions.take_opening_stock(aid.our_store(), stock=stock, status="actual", key="a", actor=WANG, at=AT)
    kept = Posting.objects.filter(usage="store").order_by("quantity")
    assert list(kept.values_list("lot__number", "quantity", "entered_quantity", "entered_unit", "entered_factor")) == [
        ("OLD", 2_000, 4, "carton", 500),
        ("NEW", 2_400, 4, "carton", 600),
    ]
    assert list(Packing.objects.filter(item=here.masks).values_list("contains", flat=True)) == [600, 500]
    assert sum(Balance.objects.filter(usage="store").values_list("quantity", flat=True)) == 4_400


@pytest.mark.parametrize("quantity", [-5, 0, 10**12])
def test_an_impossible_opening_is_refused_and_nothing_changes(here: World, quantity: int) -> None:
    entries = Entry.objects.count()
    with pytest.raises(Unreadable, match="between 1 and 100,000,000,000"):
        actions.take_opening_stock(
            aid.our_store(),
            stock=[Stock(here.masks, here.beijing, Entered(quantity, "piece"))],
            status="actual",
            key="a",
            actor=WANG,
            at=AT,
        )
    assert (shelf(), Entry.objects.count()) == ({}, entries)


def test_an_opening_told_twice_is_one_opening(here: World) -> None:
    for _ in range(2):
        actions.take_opening_stock(
            aid.our_store(),
            stock=[Stock(here.masks, here.beijing, Entered(7, "piece"))],
            status="actual",
            key="a",
            actor=WANG,
            at=AT,
        )
    assert shelf() == {"masks": 7}


def test_a_count_of_the_shelf_writes_only_the_difference_with_its_reason(here: World) -> None:
    actions.take_opening_stock(
        aid.our_store(),
        stock=[Stock(here.masks, here.beijing, Entered(100, "piece"))],
        status="actual",
        key="a",
        actor=WANG,
        at=AT,
    )
    with pytest.raises(Unreadable):
        actions.count_stock(aid.our_store(), stock=[], reason="", status="actual", key="b", actor=WANG, at=AT)
    counted = [Stock(here.masks, here.beijing, Entered(96, "piece"))]
    entry = actions.count_stock(
        aid.our_store(), stock=counted, reason="four fell apart", status="actual", key="c", actor=WANG, at=AT
    )
    assert entry is not None
    assert (shelf(), entry.reason, sorted(entry.postings.values_list("quantity", flat=True))) == (
        {"masks": 96},
        "four fell apart",
        [-4, 4],
    )


def test_a_reader_may_not_touch_items_or_stock(here: World) -> None:
    with pytest.raises(NotAllowed):
        actions.enter_item(ItemDraft("syringes", "Syringes"), actor=READER, at=AT)
    with pytest.raises(NotAllowed):
        actions.take_opening_stock(
            aid.our_store(),
            stock=[Stock(here.masks, here.beijing, Entered(1, "piece"))],
            status="actual",
            key="a",
            actor=READER,
            at=AT,
        )
    assert shelf() == {}
