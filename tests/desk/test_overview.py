"""Stories about the overview: what was just done stands on it, and it is not drawn anew when nothing happened."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from firewood.accounts.states import Duty
from tests.aid.pages import officer
from tests.aid.world import despatched, line, stocked, world

pytestmark = pytest.mark.django_db


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def test_the_overview_is_drawn_once_for_every_line_of_the_journal() -> None:
    here = world()
    stocked(here, here.masks, 1000)
    client = officer(Duty.FOCAL_POINT)
    first, again = queries(client), queries(client)
    assert again < first
    assert again <= 15
    despatched(here, line(here.masks, 50), to=here.cologne)
    shown = client.get("/").content.decode()
    assert "Cologne" in shown
    assert "50 pieces" in shown


def test_every_language_and_direction_has_its_own() -> None:
    here = world()
    stocked(here, here.masks, 1000)
    despatched(here, line(here.masks, 50), to=here.cologne)
    client = officer(Duty.FOCAL_POINT)
    english, given = client.get("/").content.decode(), client.get("/?totals=given").content.decode()
    assert english != given
    client.post("/language/", {"language": "de", "next": "/"})
    german = client.get("/").content.decode()
    assert "What happened" in english
    assert "What happened" not in german
