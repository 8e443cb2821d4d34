"""Stories about signing in: nobody sees anything before, and a session is safe."""

import pytest
from django.test import Client, override_settings

from firewood.accounts.models import Officer
from firewood.accounts.states import Duty
from firewood.registry.models import Party
from tests.aid.pages import officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city() -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)


@pytest.mark.parametrize(
    "page", ["/", "/aid/consignments/", "/partners/", "/search?q=a", "/files/00000000-0000-7000-8000-000000000000/"]
)
def test_every_page_asks_to_sign_in_and_leads_back(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


def test_signing_in_makes_a_new_session_that_scripts_cannot_read() -> None:
    officer(Duty.READER)
    client = Client()
    client.get("/sign-in/")
    answer = client.post(
        "/sign-in/?next=/partners/", {"login": "liu", "password": "warm-hands-2020", "next": "/partners/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/partners/")
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_wrong_password_says_no_more_than_that() -> None:
    officer(Duty.READER)
    for login in ("liu", "nobody"):
        answer = Client().post("/sign-in/", {"login": login, "password": "wrong"})
        assert answer.status_code == 422
        assert "do not belong together" in answer.content.decode()


def test_nobody_is_led_to_another_host() -> None:
    officer(Duty.READER)
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = Client().post("/sign-in/", {"login": "liu", "password": "warm-hands-2020", "next": elsewhere})
        assert answer["Location"] == "/"


def test_the_demonstration_shows_its_sign_ins_and_nobody_else_does() -> None:
    with override_settings(FIREWOOD_DEMONSTRATION=True):
        assert "warm-hands-2020" in Client().get("/sign-in/").content.decode()
    with override_settings(FIREWOOD_DEMONSTRATION=False):
        assert "warm-hands-2020" not in Client().get("/sign-in/").content.decode()


def test_the_language_is_kept_with_the_account() -> None:
    client = officer(Duty.READER)
    client.post("/language/", {"language": "de", "next": "/"})
    assert Officer.objects.get().language == "de"
    assert '<html lang="de"' in client.get("/").content.decode()


def test_signing_out_ends_it() -> None:
    client = officer(Duty.READER)
    client.post("/sign-out/")
    assert client.get("/").status_code == 302
