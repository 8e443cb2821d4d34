"""Letters for other programs: read, entered once for a key, refused with every problem at once."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from firewood.accounts.actions import make_token
from firewood.accounts.actor import program
from firewood.accounts.models import ApiToken
from firewood.accounts.states import Duty
from firewood.journal.clock import now
from firewood.solidarity.models import Gesture
from tests.solidarity.world import Friends, friends, letter, lines, reported, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Friends:
    return friends()


def token(*duties: Duty) -> str:
    name = f"another office {ApiToken.objects.count()}"
    return make_token(name, duties=duties, days=30, actor=program(), at=now()).secret


def get(path: str, **asked: object) -> Any:
    secret = token(Duty.READER)
    return Client().get(f"/api/v1{path}", asked, headers={"Authorization": f"Bearer {secret}"}).json()


def post(sent: object, *, key: str = "once", secret: str = "") -> Any:
    headers = {"Authorization": f"Bearer {secret or token(Duty.REGISTRAR)}", "Idempotency-Key": key}
    return Client().post("/api/v1/letters", json.dumps(sent), content_type="application/json", headers=headers)


def test_a_letter_is_entered_once_and_read_in_full(here: Friends) -> None:
    ours = letter(here.beijing, here.seoul)
    sent = {
        "kind": "letter", "sender": "seoul", "addressee": "beijing", "received": "5 March 2020", "language": "ko",
        "title": "위로", "signatories": [{"name": "Park Won-soon", "title": "Mayor of Seoul"}],
        "answers": [ours.number], "reply": "expected", "file_number": "A 1",
    }  # fmt: skip
    secret = token(Duty.REGISTRAR)
    first, again = post(sent, secret=secret), post(sent, secret=secret)
    assert (first.status_code, first.json(), Gesture.objects.count()) == (200, again.json(), 2)
    read = get(f"/letters/{first.json()['number']}")
    assert read["days"]["received"] == {"words": "5 March 2020", "earliest": "2020-03-05", "latest": "2020-03-05"}
    assert read["texts"] == {"title": [{"language": "ko", "state": "original", "text": "위로"}]}
    assert read["signatories"] == [{"name": "Park Won-soon", "title": "Mayor of Seoul", "title_language": "en"}]
    assert (read["way"], read["state"], read["answers"], read["reply"]) == (
        "in", "received", ["OUT-2020-001"], {"known": "expected", "due": None},
    )  # fmt: skip
    assert (read["url"], read["counts_from"]) == (f"/letters/{read['number']}/", "2020-03-05")


def test_every_problem_of_a_letter_is_told_with_its_field_and_row(here: Friends) -> None:
    clerk, reader = token(Duty.REGISTRAR), token(Duty.READER)
    before = lines()
    sent = {
        "kind": "letter", "sender": "", "addressee": "nowhere", "written": "30 February 2020", "meant_for": "moon",
        "signatories": [{"person": "nobody"}], "answers": ["IN-1999-001"], "occasion": "flood",
    }  # fmt: skip
    answer = post(sent, secret=clerk)
    assert answer.status_code == 422
    assert {(each["field"], each["row"]) for each in answer.json()["problems"]} == {
        ("sender", None), ("addressee", None), ("written", None), ("meant_for", None), ("person", 1), ("answers", 1),
        ("occasion", None),
    }  # fmt: skip
    assert (
        post({"kind": "song", "sender": "seoul", "addressee": "beijing", "colour": "red"}, secret=clerk).status_code
        == 422
    )
    refused = post({"kind": "letter", "sender": "seoul", "addressee": "cologne"}, secret=clerk)
    assert (refused.status_code, "Neither side is ours" in refused.json()["message"]) == (422, True)
    fine = {"kind": "letter", "sender": "seoul", "addressee": "beijing"}
    assert post(fine, secret=reader).status_code == 403
    assert (Gesture.objects.count(), lines()) == (0, before)


def test_the_register_comes_page_by_page_and_says_who_has_written(here: Friends) -> None:
    stated(here.beijing, 3, date(2020, 3, 25))
    reported(here.seoul, here.beijing, date(2020, 2, 1))
    letter(here.cologne, here.beijing, on=date(2020, 3, 1))
    letter(here.beijing, here.seoul)
    first = get("/letters", limit=2)
    second = get("/letters", limit=2, after=first["next"])
    assert [each["number"] for each in (*first["items"], *second["items"])] == [
        "OUT-2020-001", "IN-2020-002", "IN-2020-001",
    ]  # fmt: skip
    assert second["next"] is None
    assert [each["number"] for each in get("/letters", way="in", partner="seoul")["items"]] == ["IN-2020-001"]
    known = get("/letters/known", as_of="2020-03-25")
    assert (known["known"], known["stated"]["cities"], known["stated"]["not_named"]) == (2, 3, 1)
    assert [each["key"] for each in known["cities"]] == ["cologne", "seoul"]
    assert get("/letters/known", as_of="2020-02-15")["stated"] is None
    assert get("/letters/IN-1999-001")["code"] == "not_found"
