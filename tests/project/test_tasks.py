"""What the worker does at night: pledges lapse, and the books are proven."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from firewood.aid import actions
from firewood.aid.drafts import PledgeDraft
from firewood.aid.followers import catch_up
from firewood.aid.models import Pledge
from firewood.languages.models import SearchEntry
from firewood.project.tasks import let_pledges_lapse, prove_the_books
from tests.aid.world import AT, LIU, line, world

pytestmark = pytest.mark.django_db


def test_a_pledge_that_nobody_kept_lapses_at_night() -> None:
    here = world()
    draft = PledgeDraft(here.beijing, here.seoul, [line(here.masks, 5)], due_on=date(2020, 3, 1))
    pledge = actions.accept_pledge(actions.offer(draft, actor=LIU, at=AT), actor=LIU, at=AT)
    with time_machine.travel(datetime(2020, 3, 20, tzinfo=UTC)):
        assert let_pledges_lapse(0) == 1
        assert let_pledges_lapse(0) == 0
    assert Pledge.objects.get(pk=pledge.pk).state == "lapsed"


def test_a_broken_promise_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    here = world()
    actions.offer(PledgeDraft(here.beijing, here.seoul, [line(here.masks, 5)]), actor=LIU, at=AT)
    catch_up()
    SearchEntry.objects.filter(kind="pledge").delete()
    assert prove_the_books(0) is False
    assert any("everything is found" in line.getMessage() for line in caplog.records)
