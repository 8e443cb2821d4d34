"""What an office is told when it writes a consignment down: everything that is in the way, at once and in words."""

import pytest

from firewood.accounts.states import Duty
from firewood.aid.models import Consignment
from firewood.journal.models import Entry
from tests.aid.pages import officer, words_of
from tests.aid.world import World, world

pytestmark = pytest.mark.django_db
NEW = "/aid/consignments/new/given/"


@pytest.fixture
def here() -> World:
    return world()


def sent(*rows: dict[str, object], **head: object) -> dict[str, object]:
    """A filled form, from Beijing to Seoul."""
    typed = {f"line-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return {"giver": "beijing", "receiver": "seoul", "lines": len(rows), **typed, **head}


def masks(quantity: object = 10, **more: object) -> dict[str, object]:
    return {"item": "masks", "quantity": quantity, "quality": "exact", **more}


def test_what_cannot_be_read_and_what_cannot_be_is_said_at_once(here: World) -> None:
    entries = Entry.objects.count()
    head = {"expected_on": "30.02.2021", "boxes": "1-3, 2", "batch_number": "3", "batch_count": "2"}
    answer = officer(Duty.FOCAL_POINT).post(NEW, sent(masks("12x"), masks(5, box="9"), **head))
    assert answer.status_code == 422
    told = words_of(answer, "errors")
    assert told.startswith("5 things are missing or cannot be read")
    assert "How many:" in told
    assert "Expected on:" in told
    assert "Box 2 is there 2 times." in told
    assert "Row 2: Box 9 is not in this consignment." in told
    assert "Batch 3 of 2 cannot be." in told
    assert (Consignment.objects.count(), Entry.objects.count()) == (0, entries)


@pytest.mark.parametrize(
    ("pallets", "sentence"),
    [
        ("101: 1-99", "Pallet 101 holds boxes that are not in this consignment: 4-99."),
        ("101: 1-2, 7\n102: 3", "Pallet 101 holds boxes that are not in this consignment: 7."),
        ("101: 1-2\n102: 2-3", "Box 2 is on pallets 101 and 102."),
    ],
)
def test_no_box_of_a_pallet_is_left_out_without_a_word(here: World, pallets: str, sentence: str) -> None:
    answer = officer(Duty.FOCAL_POINT).post(NEW, sent(masks(), boxes="1-3", pallets=pallets))
    assert (answer.status_code, Consignment.objects.count()) == (422, 0)
    assert sentence in words_of(answer, "errors")


def test_pallets_with_their_boxes_are_kept(here: World) -> None:
    answer = officer(Duty.FOCAL_POINT).post(NEW, sent(masks(), boxes="1-3", pallets="101: 1-2"))
    assert answer.status_code == 302
    boxes = Consignment.objects.get().boxes.order_by("number").values_list("number", "level", "parent__number")
    assert list(boxes) == [(1, "box", 101), (2, "box", 101), (3, "box", None), (101, "pallet", None)]


@pytest.mark.parametrize("year", [1200, 2205])
def test_a_day_centuries_away_is_a_slip(here: World, year: int) -> None:
    answer = officer(Duty.FOCAL_POINT).post(NEW, sent(masks(), expected_on=f"1 January {year}"))
    assert (answer.status_code, Consignment.objects.count()) == (422, 0)
    assert f"1 January {year} is more than 10 years from today. Is the year right?" in words_of(answer, "errors")


def test_an_empty_need_with_a_day_nobody_can_read_is_told_both(here: World) -> None:
    answer = officer(Duty.FOCAL_POINT).post("/aid/needs/new/", {"party": "seoul", "due_on": "soonish", "lines": "1"})
    assert answer.status_code == 422
    assert "2 things" in words_of(answer, "errors")
    assert "Say what is needed." in words_of(answer, "errors")
