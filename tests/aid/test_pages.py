"""Stories about what officers type: bad input is refused in a clear sentence, all of it at once, nothing changed."""

import pytest

from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import Count
from firewood.aid.models import Consignment, Discrepancy, Need, Pledge, Receipt
from firewood.aid.queries.settlement import reckoning
from firewood.journal.models import Entry
from firewood.registry.models import Party
from firewood.supplies.ledger import place_of
from firewood.supplies.models import Posting
from firewood.supplies.states import Usage
from tests.aid.pages import officer, rows
from tests.aid.world import AT, LIU, announced, came, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db
GIVEN = "/aid/consignments/new/given/"


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_every_problem_is_told_at_once_and_nothing_is_changed() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    sent = rows(
        ("masks", "12x", "piece:1"), ("gloves", "300", ""), giver="beijing", receiver="", expected_on="30 February 2020"
    )
    before = Entry.objects.count()
    answer = client.post(GIVEN, sent)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "“12x”" in shown
    assert "Say in which unit: pieces or pairs." in shown
    assert "30 February" in shown
    assert "is not in the calendar" in shown
    assert "4 things are missing or cannot be read" in shown
    assert 'value="12x"' in shown
    assert not Consignment.objects.exists()
    assert Entry.objects.count() == before


def test_pieces_and_pairs_are_two_things() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    data = rows(("gloves", "300", "pair:2"), ("gloves", "300", "piece:1"), giver="beijing", receiver="seoul")
    assert client.post(GIVEN, data).status_code == 302
    lines = Consignment.objects.get().lines.order_by("ordinal")
    assert [(each.quantity, each.entered_unit) for each in lines] == [(600, "pair"), (300, "piece")]


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [("1000000000000", "100,000,000,000"), ("1.5", "1.5"), ("-3", "-3"), ("0", "Nothing, or a number")],
)
def test_an_impossible_quantity_is_refused(quantity: str, sentence: str) -> None:
    world()
    answer = officer(Duty.FOCAL_POINT).post(
        GIVEN, rows(("masks", quantity, "piece:1"), giver="beijing", receiver="seoul")
    )
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Consignment.objects.exists()


def test_a_box_that_stands_there_twice_is_refused_by_its_number() -> None:
    world()
    data = rows(("masks", "10", "piece:1"), giver="beijing", receiver="seoul", boxes="1-3, 3")
    answer = officer(Duty.FOCAL_POINT).post(GIVEN, data)
    assert answer.status_code == 422
    assert "Box 3 is there 2 times." in text_of(answer)
    assert not Consignment.objects.exists()


def test_an_unknown_item_stays_where_it_was_pasted() -> None:
    world()
    data = rows(giver="beijing", receiver="seoul", paste="Masks\t500\tpieces\nMaskes\t5\tpieces\nGloves\t7\tpairs")
    answer = officer(Duty.FOCAL_POINT).post(GIVEN, data)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "“Maskes” is no item that we know." in shown
    assert "Maskes\t5\tpieces</textarea>" in shown
    assert 'value="500"' in shown
    assert 'value="7"' in shown


def test_pasted_rows_become_lines() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    data = rows(giver="beijing", receiver="seoul", boxes="1", paste="Masks\t1,500\tpieces\t1\nGloves\t7\tpairs")
    assert client.post(GIVEN, data).status_code == 302
    found = Consignment.objects.get().lines.order_by("ordinal")
    assert [(each.item.key, each.quantity) for each in found if each.item] == [("masks", 1500), ("gloves", 14)]


def test_rows_are_added_and_removed_without_a_script() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    data = rows(("masks", "10", "piece:1"), giver="beijing", receiver="")
    answer = client.post(GIVEN, {**data, "add": "1"})
    assert answer.status_code == 200
    assert 'name="line-1-item"' in text_of(answer)
    assert "cannot be read</h2>" not in text_of(answer)
    fewer = client.post(GIVEN, {**rows(("masks", "10", "piece:1"), ("gloves", "5", "")), "remove": "0"})
    assert 'name="line-1-item"' not in text_of(fewer)
    assert 'value="5"' in text_of(fewer)


def test_a_stale_page_shows_what_happened_and_overwrites_nothing() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT)
    consignment = prepared(here, line(here.masks, 10))
    page = f"/aid/consignments/{consignment.number}/change/"
    data = rows(("masks", "20", "piece:1"), giver="beijing", receiver="seoul", version="1")
    assert client.post(page, data).status_code == 302
    answer = client.post(page, {**data, "line-0-quantity": "30"})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in text_of(answer)
    assert 'value="30"' in text_of(answer)
    assert consignment.lines.get().quantity == 20


def test_a_step_taken_twice_shows_how_it_stands_now() -> None:
    here = world()
    stocked(here, here.masks, 10)
    client = officer(Duty.FOCAL_POINT)
    consignment = despatched(here, line(here.masks, 10))
    answer = client.post(f"/aid/consignments/{consignment.number}/pack/")
    assert answer.status_code == 409
    assert f"/aid/consignments/{consignment.number}/" in text_of(answer)
    assert "What happened last" in text_of(answer)
    assert "It was sent off." in text_of(answer)
    assert "aid.consignment" not in text_of(answer)


def test_sending_off_twice_with_one_key_is_one_despatch() -> None:
    here = world()
    stocked(here, here.masks, 10)
    client = officer(Duty.FOCAL_POINT)
    consignment = prepared(here, line(here.masks, 10))
    page = f"/aid/consignments/{consignment.number}/"
    client.post(f"{page}pack/")
    for _ in range(2):
        assert client.post(f"{page}despatch/", {"key": "one"}).status_code == 302
    assert Posting.objects.filter(usage="transit").count() == 1


def test_too_little_in_the_store_is_told_with_item_place_and_number() -> None:
    here = world()
    stocked(here, here.masks, 4)
    client = officer(Duty.FOCAL_POINT)
    consignment = prepared(here, line(here.masks, 10))
    client.post(f"/aid/consignments/{consignment.number}/pack/")
    answer = client.post(f"/aid/consignments/{consignment.number}/despatch/", {"key": "one"})
    assert answer.status_code == 409
    assert "of “Masks”; asked for: " in text_of(answer)
    assert Consignment.objects.get().state == "packed"


def test_more_than_was_pledged_asks_first() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    client.post(
        "/aid/pledges/new/?direction=given", rows(("masks", "10", "piece:1"), giver="beijing", receiver="seoul")
    )
    pledge = Pledge.objects.get()
    actions.accept_pledge(pledge, actor=LIU, at=AT)
    page = f"{GIVEN}?pledge={pledge.number}"
    data = rows(("masks", "12", "piece:1"), giver="beijing", receiver="seoul")
    answer = client.post(page, data)
    assert answer.status_code == 409
    assert 'name="confirm_over"' in text_of(answer)
    assert not Consignment.objects.exists()
    assert client.post(page, {**data, "confirm_over": "1"}).status_code == 302


def test_forty_nine_arrived_two_damaged_is_one_act() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT)
    consignment = announced(here, boxes=49)
    page = f"/aid/consignments/{consignment.number}/receive/"
    data = {"lines": "1", "boxes_arrived": "49", "boxes_damaged": "2", "key": "k"}
    assert client.post(page, data).status_code == 302
    assert client.post(page, data).status_code == 302
    (row,) = Receipt.objects.get().lines.all()
    assert (row.received_quantity, row.rejected_quantity, row.accepted_quantity) == (49, 2, 47)


def test_a_receipt_asks_for_reason_and_for_what_becomes_of_the_missing() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT)
    consignment = announced(here, line(here.masks, 100))
    row = consignment.lines.get()
    data = {"lines": "1", f"count-{row.pk}-arrived": "90", f"count-{row.pk}-damaged": "5"}
    answer = client.post(f"/aid/consignments/{consignment.number}/receive/", data)
    assert answer.status_code == 422
    assert "Choose why it is not accepted." in text_of(answer)
    assert "10 pieces are missing. Choose: search, replace, or write off." in text_of(answer)
    assert not Receipt.objects.exists()
    assert not Posting.objects.filter(place=place_of(here.beijing.pk, Usage.STORE)).exists()


def test_everything_came_whole_is_filled_in() -> None:
    here = world()
    consignment = announced(here, line(here.masks, 100))
    answer = officer(Duty.STORE).post(f"/aid/consignments/{consignment.number}/receive/", {"all": "1", "lines": "1"})
    assert answer.status_code == 302
    assert Receipt.objects.get().lines.get().received_quantity == 100


def test_a_reader_sees_the_page_and_is_told_what_is_not_among_the_duties() -> None:
    here = world()
    consignment = prepared(here, line(here.masks, 10))
    client = officer(Duty.READER)
    page = client.get(f"/aid/consignments/{consignment.number}/")
    assert page.status_code == 200
    assert "Pack and seal" not in text_of(page)
    answer = client.post(f"/aid/consignments/{consignment.number}/pack/")
    assert answer.status_code == 403
    assert "Your duties do not let you" in text_of(answer)
    assert Consignment.objects.get().state == "draft"


def test_what_is_not_there_is_not_there() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    for page in (
        "/aid/consignments/C-1999-001/",
        "/aid/consignments/new/sideways/",
        "/aid/totals/sideways/",
        "/partners/atlantis/",
        "/sources/Z/",
        "/nowhere/",
    ):
        assert client.get(page).status_code == 404
    answer = client.get("/aid/consignments/C-1999-001/", headers={"accept": "application/json"})
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "einer Einheit"), ("zh-hans", "单位")],
)
def test_a_refusal_speaks_the_language_of_the_officer(language: str, sentence: str) -> None:
    world()
    answer = officer(Duty.FOCAL_POINT, language=language).post(
        GIVEN, rows(("gloves", "300", ""), giver="beijing", receiver="seoul")
    )
    assert answer.status_code == 422
    assert "Say in which unit" not in text_of(answer), sentence


def test_exercise_and_reality_never_share_a_page() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT)
    real = prepared(here, line(here.masks, 10))
    client.post("/exercise/", {"exercise": "on", "next": "/"})
    page = text_of(client.get("/aid/consignments/"))
    assert real.number not in page
    assert "EXERCISE" in page
    sent = rows(("masks", "5", "piece:1"), giver="beijing", receiver="seoul", standing="exercise")
    assert client.post(GIVEN, sent).status_code == 302
    made = Consignment.objects.get(status="exercise")
    assert made.number.startswith("X-")
    client.post("/exercise/", {"exercise": "off", "next": "/"})
    answer = client.post(GIVEN, sent)
    assert answer.status_code == 409
    assert "switched on or off" in text_of(answer)
    assert Consignment.objects.count() == 2


def test_a_need_is_stated_published_and_closed() -> None:
    world()
    client = officer(Duty.FOCAL_POINT)
    assert client.post("/aid/needs/new/", rows(("masks", "10", "piece:1"), party="seoul")).status_code == 302
    need = Need.objects.get()
    client.post(f"/aid/needs/{need.number}/publish/")
    assert client.post(f"/aid/needs/{need.number}/close/", {"ending": "met"}).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.ending) == ("closed", "met")


@pytest.mark.parametrize(
    "page",
    ["/", "/acts/", "/open-ends/", "/partners/", "/aid/consignments/", "/aid/needs/", "/aid/pledges/", "/aid/stock/",
     "/aid/distributions/", "/aid/totals/received/", "/aid/totals/given/", "/aid/items/", "/sources/",
     "/words/", "/search"],
)  # fmt: skip
def test_an_empty_office_shows_every_page(page: str) -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)
    client = officer(Duty.FOCAL_POINT)
    assert client.get(page).status_code == 200


def test_what_was_in_an_opened_box_is_not_to_come() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT, Duty.STORE)
    consignment = announced(here, boxes=3)
    page = f"/aid/consignments/{consignment.number}/"
    client.post(f"{page}receive/", {"lines": "1", "boxes_arrived": "3", "key": "a"})
    data = rows(("masks", "50", "piece:1", "1"), ("goggles", "90", "piece:1", "2"), key="b")
    assert client.post(f"{page}open-boxes/", data).status_code == 302
    (boxes,) = reckoning(consignment)
    assert (boxes.item.key, boxes.sent, boxes.received, boxes.open) == ("box", 3, 3, 0)
    assert "50 pieces" in text_of(client.get(page))


def test_a_refused_answer_to_a_difference_keeps_what_was_typed() -> None:
    here = world()
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    count = Count([came(consignment, here.masks, 90, short=10)])
    actions.issue_receipt(consignment, count=count, key="a", actor=LIU, at=AT)
    difference = Discrepancy.objects.get()
    page = f"/aid/consignments/{consignment.number}/differences/{difference.pk}/"
    client = officer(Duty.FOCAL_POINT)
    answer = client.post(page, {"words": "we sent all", "resolution": ""})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert f'<p class="why" id="res-{difference.pk}-why">\nChoose what becomes of it.\n</p>' in shown
    assert 'value="we sent all"' in shown
    answer = client.post(page, {"dispute": "1", "words": "", "resolution": "replace"})
    assert answer.status_code == 422
    assert "Say what you know of it." in text_of(answer)
    difference.refresh_from_db()
    assert difference.state == "open"


def test_an_empty_store_is_filled_and_a_new_item_entered() -> None:
    here = world()
    client = officer(Duty.FOCAL_POINT, Duty.STORE)
    assert client.post("/aid/items/new/", {"key": "aprons", "name": "Aprons", "unit": "pair"}).status_code == 302
    data = rows(("masks", "500", "piece:1"), ("aprons", "3", "pair:2"), donor="beijing", reason="First count", key="k")
    for _ in range(2):
        assert client.post("/aid/stock/count/", data).status_code == 302
    shown = text_of(client.get("/aid/stock/"))
    assert "500 pieces" in shown
    assert "3 pairs" in shown
    assert client.post("/aid/stock/count/", {**data, "reason": ""}).status_code == 422
    assert Posting.objects.filter(place=place_of(here.beijing.pk, Usage.STORE)).count() == 2
