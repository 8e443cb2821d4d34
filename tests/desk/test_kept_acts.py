"""What is kept of the acts is always what stands in the books: every step of the office, and journals that change."""

import pytest

from firewood.aid import actions
from firewood.aid.drafts import Count
from firewood.desk.queries import kept_acts
from firewood.desk.queries.acts import happenings
from firewood.desk.queries.kept_acts import all_happenings, changed_acts
from firewood.journal.models import Entry
from tests.aid.world import AT, LIU, WANG, announced, came, despatched, line, prepared, stocked, world

pytestmark = pytest.mark.django_db


def same() -> int:
    """Compare what is kept with what is read anew; gives how many acts there are."""
    kept = all_happenings("actual")
    assert kept == happenings(status="actual")
    return len(kept)


def test_after_every_step_the_kept_acts_are_those_of_the_books() -> None:
    here = world()
    stocked(here, here.masks, 100)
    assert same() == 0
    table = prepared(here, line(here.masks, 3))
    assert same() == 0
    actions.pack_consignment(table, actor=WANG, at=AT)
    actions.despatch_consignment(table, key="1", actor=WANG, at=AT)
    assert same() == 1
    sent = despatched(here, line(here.masks, 4), to=here.cologne)
    expected = announced(here, line(here.masks, 5))
    assert same() == 3
    actions.mark_lost(sent, reason="sunk", actor=LIU, at=AT)
    assert same() == 3
    actions.cancel_consignment(expected, reason="not needed", actor=LIU, at=AT)
    assert same() == 2


def test_only_what_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here = world()
    stocked(here, here.masks, 100)
    despatched(here, line(here.masks, 3))
    assert same() == 1
    read: list[object] = []
    whole = kept_acts.happenings
    monkeypatch.setattr(kept_acts, "happenings", lambda **asked: read.append(asked) or whole(**asked))
    despatched(here, line(here.masks, 4))
    all_happenings("actual")
    assert read == []
    assert same() == 2


def test_a_journal_that_is_another_one_leads_to_reading_everything() -> None:
    here = world()
    stocked(here, here.masks, 100)
    despatched(here, line(here.masks, 3))
    assert same() == 1
    last = Entry.objects.order_by("-number").values_list("number", flat=True)[0]
    kept_acts._kept["actual"] = kept_acts._Kept(last, b"of another office", [])
    assert same() == 1


def test_a_line_about_something_unknown_leads_to_reading_everything() -> None:
    here = world()
    sent = announced(here, line(here.masks, 3))
    assert changed_acts([sent.subject, "aid.need:1", "registry.party:2"]) == {"consignment": {sent.pk}}
    assert changed_acts(["accounts.officer:1"]) == {}
    assert changed_acts([sent.subject, "aid.discrepancy:7"]) is None


def test_a_receipt_is_about_its_consignment() -> None:
    here = world()
    boxes = announced(here, line(here.masks, 5))
    count = Count([came(boxes, here.masks, 5)])
    receipt = actions.issue_receipt(boxes, count=count, key="1", actor=WANG, at=AT)
    assert changed_acts([receipt.subject]) == {"consignment": {boxes.pk}}
    assert same() == 1
