"""What a colleague sets for oneself on the pages."""

import pytest
from django.test import Client

from firewood.accounts.models import Officer

pytestmark = pytest.mark.django_db


def test_a_language_chosen_when_signed_in_stays_with_the_account(client: Client) -> None:
    officer = Officer.objects.create(login="kim", name="Kim")
    client.force_login(officer)
    answer = client.post("/language/", {"language": "de", "next": "/partners/"})
    assert (answer.status_code, answer["Location"]) == (302, "/partners/")
    officer.refresh_from_db()
    assert officer.language == "de"
    assert '<html lang="de"' in client.get("/").content.decode()


def test_a_language_nobody_translated_changes_nothing(client: Client) -> None:
    officer = Officer.objects.create(login="kim", name="Kim", language="en")
    client.force_login(officer)
    client.post("/language/", {"language": "xx", "next": "https://elsewhere.example/"})
    officer.refresh_from_db()
    assert officer.language == "en"
