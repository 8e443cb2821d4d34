"""An office does not ask the database more often because it has more: no page asks once for each partner or act."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.office import load_consignments, load_gestures, load_partners, open_office
from firewood.accounts.states import Duty
from firewood.desk.queries import kept_acts
from firewood.desk.views import drawn
from tests.aid.pages import officer

pytestmark = pytest.mark.django_db
PAGES = ("/", "/partners/", "/partners/bench-3/", "/acts/", "/letters/")


def asked(client: Client, path: str) -> int:
    """How many questions a page asks that was never drawn before."""
    drawn.forget()
    kept_acts.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_no_page_asks_more_often_when_there_is_more() -> None:
    open_office()
    client = officer(Duty.FOCAL_POINT)
    partners = load_partners(5)
    load_consignments(25, partners, boxes=1)
    load_gestures(40, partners, days=300)
    few = {path: asked(client, path) for path in PAGES}
    load_gestures(200, partners, days=300, first=1000)
    load_consignments(75, partners, boxes=2, first=1000)
    many = {path: asked(client, path) for path in PAGES}
    assert {path: many[path] for path in PAGES if many[path] > few[path] + 2} == {}
    assert max(many.values()) <= 90
