"""What no door can read is answered in words, in the reader's language, and changes nothing."""

import pytest
from django.test import Client

from firewood.accounts.models import Officer
from firewood.aid.models import Need
from tests.aid.world import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client: Client) -> Client:
    world()
    officer = Officer.objects.create(login="liu", name="Liu", office="Office", duties=["focal_point"], language="de")
    client.force_login(officer)
    return client


@pytest.mark.parametrize("address", ["/search?q=%00", "/aid/consignments/?partner=%00", "/partners/a%00b/"])
def test_a_character_that_no_text_can_hold_is_refused(inside: Client, address: str) -> None:
    answer = inside.get(address)
    assert (answer.status_code, b'<html lang="de"' in answer.content) == (422, True)


def test_such_a_character_in_a_form_is_refused_wherever_it_stands(inside: Client) -> None:
    for name in ("party", "giver", "key", "line-0-item", "line-0-quantity"):
        for address in ("/aid/needs/new/", "/aid/pledges/new/"):
            assert inside.post(address, {"lines": "1", name: "a\0"}).status_code == 422, (address, name)
    assert Need.objects.exists() is False


@pytest.mark.parametrize("number", ["9999999999999999999", "9" * 5000, "-1", "x"], ids=len)
@pytest.mark.parametrize("address", ["/search?q=masks&", "/inbox/?", "/tasks/?which=open&", "/aid/needs/?"])
def test_a_page_that_no_list_has_is_its_first_or_last(inside: Client, address: str, number: str) -> None:
    assert inside.get(f"{address}page={number}").status_code == 200


def test_a_program_is_refused_in_its_own_shape(inside: Client) -> None:
    answer = inside.get("/api/v1/search?words=%00")
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_five_megabytes_of_words_are_too_long(inside: Client) -> None:
    answer = inside.post(
        "/aid/needs/new/", {"words": "x" * 5_000_000}, content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, b'<html lang="de"' in answer.content, Need.objects.exists()) == (413, True, False)


def test_an_address_for_forms_says_so(inside: Client) -> None:
    answer = inside.get("/partners/seoul/guests/")
    assert (answer.status_code, b"</html>" in answer.content) == (405, True)


def test_who_signs_in_in_chinese_reads_on_in_chinese(client: Client) -> None:
    world()
    officer = Officer(login="liu", name="Liu", office="Office", duties=["focal_point"])
    officer.set_password("warm hands")
    officer.save()
    client.post("/language/", {"language": "zh-hans", "next": "/sign-in/"})
    client.post("/sign-in/", {"login": "liu", "password": "warm hands"})
    assert client.get("/").headers["Content-Language"] == "zh-hans"
    officer.refresh_from_db()
    assert officer.language == "zh-hans"
