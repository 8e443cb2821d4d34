"""The door for other programs: a token, the same actions, the same refusals, and nothing done twice."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from firewood.accounts.actions import make_token, revoke_token
from firewood.accounts.actor import program
from firewood.accounts.models import ApiToken
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Need, Receipt
from firewood.journal.clock import now
from firewood.journal.models import Entry
from firewood.supplies.models import Balance, LedgerEntry
from tests.aid.world import World, stocked, world

pytestmark = pytest.mark.django_db


@dataclass
class Program:
    """Another program with its token."""

    secret: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **asked: object) -> Any:
        return self.client.get(f"/api/v1{path}", asked, headers={"Authorization": f"Bearer {self.secret}"})

    def post(self, path: str, sent: object = None, *, key: str = "once") -> Any:
        headers = {"Authorization": f"Bearer {self.secret}"} | ({"Idempotency-Key": key} if key else {})
        return self.client.post(f"/api/v1{path}", json.dumps(sent), content_type="application/json", headers=headers)


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
def office(here: World) -> Program:
    issued = make_token("store program", duties=[Duty.FOCAL_POINT, Duty.STORE], days=30, actor=program(), at=now())
    return Program(issued.secret)


def reader() -> Program:
    return Program(make_token("reader", duties=[Duty.READER], days=30, actor=program(), at=now()).secret)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Need, Consignment, Receipt, LedgerEntry, Entry))


def consignment(**more: object) -> dict[str, object]:
    lines = [{"item": "masks", "quantity": 300}]
    return {"giver": "beijing", "receiver": "seoul", "lines": lines, **more}


def test_an_act_of_aid_from_one_end_to_the_other(here: World, office: Program) -> None:
    stocked(here, here.masks, 1000)
    made = office.post("/consignments", consignment(), key="1").json()
    number = made["number"]
    assert (made["state"], made["lines"][0]["quantity"]) == ("draft", 300)
    assert office.post(f"/consignments/{number}/pack", key="2").json()["state"] == "packed"
    assert office.post(f"/consignments/{number}/despatch", key="3").json()["state"] == "despatched"
    arrival = {"day": "17 March 2020", "place": "seoul"}
    assert office.post(f"/consignments/{number}/arrivals", arrival, key="4").json()["state"] == "arrived"
    receipt = {"lines": [{"line": 1, "received": 280, "short": 20, "shortage_action": "write_off"}]}
    issued = office.post(f"/consignments/{number}/receipts", receipt, key="5").json()
    assert (issued["assurance"], issued["lines"][0]["received"]) == ("clerk", 280)
    [difference] = office.get(f"/consignments/{number}/differences").json()["items"]
    answer = {"resolution": "write_off"}
    assert office.post(f"/differences/{difference['id']}/acknowledge", answer, key="6").json()["state"] == "resolved"
    assert office.get(f"/consignments/{number}").json()["state"] == "closed_with_discrepancy"
    [row] = office.get("/totals/given").json()["totals"]
    assert row["counted"] == {"quantity": 280, "quality": "exact"}
    assert [share["recipient"] for share in row["recipients"]] == ["Seoul"]
    told = office.get("/journal", subject=made["subject"]).json()["items"]
    assert [line["event"] for line in told] == [
        "aid.consignment.closed", "aid.consignment.arrived", "aid.consignment.despatched", "aid.consignment.packed",
        "aid.consignment.prepared",
    ]  # fmt: skip
    assert told[0]["actor"] == {"kind": "client", "name": "store program", "office": ""}
    [stock] = office.get("/stock").json()["items"]
    assert (stock["item"], stock["quantity"], stock["unit"]) == ("masks", 700, "piece")


def test_a_call_told_twice_is_done_once(here: World, office: Program) -> None:
    sent = {"party": "seoul", "lines": [{"item": "masks"}]}
    first = office.post("/needs", sent)
    before = counts()
    again = office.post("/needs", sent)
    assert (again.status_code, again.json()) == (200, first.json())
    other = office.post("/needs", {**sent, "list_open": True})
    assert (other.status_code, other.json()["code"]) == (409, "key_used")
    assert counts() == before


def test_a_refused_call_may_be_sent_again_with_its_key(here: World, office: Program) -> None:
    number = office.post("/consignments", consignment(), key="1").json()["number"]
    office.post(f"/consignments/{number}/pack", key="2")
    no = office.post(f"/consignments/{number}/despatch", key="3")
    assert (no.status_code, no.json()["code"]) == (409, "insufficient")
    assert (no.json()["facts"]["available"], no.json()["facts"]["item"]) == (0, "masks")
    stocked(here, here.masks, 1000)
    assert office.post(f"/consignments/{number}/despatch", key="3").json()["state"] == "despatched"
    assert Balance.objects.get(usage="transit").quantity == 300


def test_every_problem_is_said_at_once_and_nothing_changes(here: World, office: Program) -> None:
    before = counts()
    lines = [{"item": "masks", "quantity": 5}, {"item": "masques", "quantity": 5}, {"item": "gloves", "quantity": 300}]
    no = office.post("/consignments", consignment(receiver="atlantis", lines=lines, day="30 February 2020"))
    assert no.status_code == 422
    assert [(each["field"], each["row"]) for each in no.json()["problems"]] == [
        ("receiver", None), ("item", 2), ("unit", 3), ("day", None),
    ]  # fmt: skip
    assert "masques" in no.json()["problems"][1]["message"]
    assert counts() == before


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"item": "masks", "quantity": "12x"}, "quantity"),
        ({"item": "masks", "quantity": 1.5}, "quantity"),
        ({"item": "masks", "quantity": 10**12}, "quantity"),
        ({"item": "masks", "quantity": 0}, "quantity"),
        ({"item": "masks", "quantity": True}, "quantity"),
        ({"item": "masks", "quantity": 5, "colour": "blue"}, "colour"),
        ({"item": "gloves", "quantity": 10**11, "unit": "pair"}, "quantity"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_row(
    here: World, office: Program, line: dict[str, object], field: str
) -> None:
    before = counts()
    no = office.post("/needs", {"party": "seoul", "lines": [{"item": "masks"}, line]})
    assert no.status_code == 422
    assert {(each["field"], each["row"]) for each in no.json()["problems"]} == {(field, 2)}
    assert counts() == before


def test_a_unit_is_asked_for_only_where_there_are_several(here: World, office: Program) -> None:
    lines = [{"item": "gloves", "quantity": 300, "unit": "pair"}, {"item": "gloves", "quantity": 300, "unit": "piece"}]
    made = office.post("/needs", {"party": "seoul", "lines": lines}).json()
    assert [line["quantity"] for line in made["lines"]] == [600, 300]
    assert made["lines"][0]["entered"] == {"quantity": 300, "unit": "pair", "factor": 2}


def test_without_a_key_of_its_own_no_call_changes_anything(here: World, office: Program) -> None:
    before = counts()
    no = office.post("/needs", {"party": "seoul", "lines": [{"item": "masks"}]}, key="")
    assert (no.status_code, no.json()["problems"][0]["field"]) == (422, "Idempotency-Key")
    assert counts() == before


def test_duties_hold_for_programs_too(here: World) -> None:
    before = counts()
    no = reader().post("/needs", {"party": "seoul", "lines": [{"item": "masks"}]})
    assert (no.status_code, no.json()["code"]) == (403, "not_allowed")
    assert counts()[:4] == before[:4]
    assert reader_can_read()


def reader_can_read() -> bool:
    secret = make_token("second", duties=[], days=1, actor=program(), at=now()).secret
    return bool(Program(secret).get("/totals/received").status_code == 200)


def test_what_is_not_there_is_404(here: World, office: Program) -> None:
    for path in ("/consignments/C-1999-001", "/parties/atlantis", "/nowhere"):
        no = office.get(path)
        assert no.status_code == 404
    assert office.get("/needs/N-1").json()["code"] == "not_found"


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 43])
def test_without_a_valid_token_nothing_opens(here: World, secret: str) -> None:
    no = Program(secret).get("/parties")
    assert (no.status_code, no.json()["code"], no["WWW-Authenticate"]) == (401, "no_token", "Bearer")


def test_a_revoked_or_ended_token_opens_nothing(here: World, office: Program) -> None:
    assert office.get("/parties").status_code == 200
    revoke_token("store program", actor=program(), at=now())
    assert office.get("/parties").status_code == 401
    ended = make_token("short", duties=[Duty.READER], days=1, actor=program(), at=now() - timedelta(days=2))
    assert Program(ended.secret).get("/parties").status_code == 401


def test_a_signed_in_browser_is_not_a_program(here: World) -> None:
    from firewood.accounts.models import Officer

    officer = Officer.objects.create(login="liu", name="Liu", duties=["focal_point"])
    browser = Client()
    browser.force_login(officer)
    before = counts()
    for answer in (browser.get("/api/v1/parties"), browser.post("/api/v1/needs", "{}", "application/json")):
        assert answer.status_code == 401
    assert counts() == before


def test_only_the_hash_of_a_secret_is_kept(here: World, office: Program) -> None:
    token = ApiToken.objects.get()
    assert office.secret.encode() not in bytes(token.secret_hash)
    assert len(bytes(token.secret_hash)) == 32
    assert office.secret not in json.dumps([entry.facts for entry in Entry.objects.all()])


def test_long_lists_come_page_by_page_and_nothing_is_left_out(here: World, office: Program) -> None:
    for number in range(5):
        office.post("/needs", {"party": "seoul", "lines": [{"item": "masks"}]}, key=str(number))
    seen, after = [], ""
    while True:
        page = office.get("/needs", limit=2, after=after).json()
        assert len(page["items"]) <= 2
        seen += [need["number"] for need in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5
    assert office.get("/needs", limit=1000).status_code == 422
    assert office.get("/needs", after="x").json()["problems"][0]["field"] == "after"


def test_exercises_stay_apart(here: World, office: Program) -> None:
    office.post("/needs", {"party": "seoul", "lines": [{"item": "masks"}], "status": "exercise"})
    assert office.get("/needs").json()["items"] == []
    assert len(office.get("/needs", exercise=True).json()["items"]) == 1


def test_search_finds_what_was_just_told(here: World, office: Program) -> None:
    office.post("/needs", {"party": "seoul", "lines": [{"item": "masks"}], "words": "urgently for the hospital"})
    [result] = office.get("/search", words="urgently hospital").json()["results"]
    assert (result["kind"], set(result)) == ("need", {"kind", "key", "title", "snippet", "source", "url"})


def test_a_body_that_is_not_json_is_refused(here: World, office: Program) -> None:
    headers = {"Authorization": f"Bearer {office.secret}", "Idempotency-Key": "1"}
    no = Client().post("/api/v1/needs", "{party:", content_type="application/json", headers=headers)
    assert (no.status_code, no.json()["problems"][0]["field"]) == (422, "body")


def test_the_manual_names_every_operation_and_needs_nothing_from_elsewhere(here: World) -> None:
    document = Client().get("/api/v1/openapi.json").json()
    page = Client().get("/api/v1/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "default-src 'none'" in page["Content-Security-Policy"]
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in text
    assert "style=" not in text
    assert "https://" not in text


def test_receipts_of_goods_to_us_and_distribution(here: World, office: Program) -> None:
    sent = consignment(giver="seoul", receiver="beijing", boxes=[{"number": 1}, {"number": 2}])
    number = office.post("/announcements", sent, key="1").json()["number"]
    boxes = office.get(f"/consignments/{number}/boxes", limit=1).json()
    assert ([box["number"] for box in boxes["items"]], boxes["next"]) == ([1], "1")
    receipt = {"lines": [{"line": 1, "received": 300}], "boxes_arrived": 2}
    assert office.post(f"/consignments/{number}/receipts", receipt, key="2").status_code == 200
    given = {"lines": [{"item": "masks", "quantity": 100}], "groups": ["front_line"]}
    first = office.post("/distributions", given, key="3").json()
    assert first["groups"] == ["front_line"]
    rows = {row["item"]: row for row in office.get("/totals/received").json()["totals"]}
    assert (rows["masks"]["counted"]["quantity"], rows["box"]["counted"]["quantity"]) == (300, 2)
    assert datetime.fromisoformat(office.get(f"/consignments/{number}/receipts").json()["items"][0]["received_at"]) <= (
        datetime.now(UTC) + timedelta(days=1)
    )
