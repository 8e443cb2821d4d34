"""What an office is told when it writes a consignment down: everything that is in the way, at once and in words."""

import re
from datetime import date

import pytest
from django.http import HttpResponse

from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import Count, NeedDraft
from firewood.aid.models import Consignment
from firewood.aid.states import RejectReason
from firewood.journal.models import Entry
from firewood.languages.dates import StatedDay
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, DAY, LIU, WANG, World, announced, came, despatched, item, line, prepared, stocked, world

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
    assert "In box: Box 9 is not in this consignment." in told
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


def hidden(answer: HttpResponse, step: str) -> dict[str, str]:
    """The hidden fields of the form on a page that leads to this step."""
    form = re.search(rf'action="[^"]*/{step}/">(.*?)</form>', answer.content.decode(), re.DOTALL)
    assert form
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.group(1)))


@pytest.mark.parametrize(
    ("language", "sentence", "sent_off"),
    [
        (
            "en",
            "This cannot be done now: the state is “on the way”, and it would have to be “packed”.",
            "It was sent off.",
        ),
        ("de", "Der Stand ist „unterwegs“; nötig wäre „gepackt“", "Sie wurde abgesandt."),
    ],
)
def test_two_windows_the_later_is_told_what_happened_since_and_who_did_it(
    here: World, language: str, sentence: str, sent_off: str
) -> None:
    stocked(here, here.masks, 100)
    consignment = prepared(here, line(here.masks, 100))
    actions.pack_consignment(consignment, actor=WANG, at=AT)
    client = officer(*Duty, language=language)
    page = f"/aid/consignments/{consignment.number}/"
    unpack = hidden(client.get(page), "unpack")
    actions.despatch_consignment(consignment, key="1", actor=WANG, at=AT)
    answer = client.post(f"{page}unpack/", unpack)
    told = words_of(answer)
    assert (answer.status_code, told.count("Wang")) == (409, 1)
    assert sentence in told
    assert f"{sent_off} Wang, Foreign Affairs Office" in told
    assert "aid.consignment" not in told
    assert ("9 March 2020, 10:00" if language == "en" else "9. März 2020, 10:00") in told
    consignment.refresh_from_db()
    assert consignment.state == "despatched"


def test_the_day_by_which_a_need_is_due_is_shown(here: World) -> None:
    lines = [line(here.masks, 5)]
    need = actions.state_need(NeedDraft(here.seoul, lines, due_on=date(2020, 11, 1)), actor=LIU, at=AT)
    client = officer(Duty.FOCAL_POINT)
    assert "Needed by 1 November 2020" in words_of(client.get(f"/aid/needs/{need.number}/"))
    assert "1 November 2020" in words_of(client.get("/aid/needs/"))


def test_units_of_the_same_name_say_of_what(here: World) -> None:
    item("safety-goggles", "Safety goggles", base_unit="pair", reporting_unit="pair")
    shown = officer(Duty.FOCAL_POINT).get(NEW).content.decode()
    assert '<option value="pair:2">pairs (Gloves)</option>' in shown
    assert '<option value="pair:1">pairs (Safety goggles)</option>' in shown


def test_the_page_of_a_consignment_says_who_answers_and_what_is_on_the_way(here: World) -> None:
    stocked(here, here.gloves, 2_000)
    consignment = despatched(here, line(here.gloves, 1_000, unit="pair", factor=2))
    count = Count([came(consignment, here.gloves, 1_900, short=100, rejected=20, reject_reason=RejectReason.DAMAGED)])
    receipt = actions.issue_receipt(consignment, count=count, key="a", actor=here.guest(consignment), at=AT)
    told = words_of(officer(Duty.FOCAL_POINT).get(f"/aid/consignments/{consignment.number}/"))
    assert "Still on the way: “Gloves”, 50 pairs." in told
    assert f"Receipt {receipt.number} waits for the answer of Beijing." in told
    assert "10 pairs damaged" in told
    assert "(damaged)" not in told


FORMS = (NEW, "/aid/needs/new/", "/aid/pledges/new/", "/aid/distributions/new/", "/aid/figures/new/")


@pytest.mark.parametrize("path", FORMS)
def test_a_reader_is_told_before_a_form_is_filled(here: World, path: str) -> None:
    answer = officer(Duty.READER).get(path)
    assert answer.status_code == 403
    assert "Your duties do not let you" in words_of(answer)


def test_a_reader_sees_lists_without_the_ways_to_begin_something(here: World) -> None:
    consignment = announced(here, line(here.masks, 5))
    actions.note_arrival(consignment, day=StatedDay("2020-03-09", DAY, DAY), actor=LIU, at=AT)
    client = officer(Duty.READER)
    for path in ("/", "/aid/consignments/", "/aid/needs/", "/aid/pledges/", "/aid/stock/", "/partners/seoul/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "/new/" not in words_and_links(answer), path


@pytest.mark.parametrize("step", ["reason/cancel", "reason/lost", "arrival", "handover", "receive", "change"])
def test_a_reader_is_told_before_a_step_is_begun(here: World, step: str) -> None:
    consignment = announced(here, line(here.masks, 5))
    answer = officer(Duty.READER).get(f"/aid/consignments/{consignment.number}/{step}/")
    assert (answer.status_code, consignment.arrivals.count()) == (403, 0)


def words_and_links(answer: HttpResponse) -> str:
    """The main part of a page as it was sent."""
    found = re.search(r"<main\b.*</main>", answer.content.decode(), re.DOTALL)
    assert found
    return found.group()
