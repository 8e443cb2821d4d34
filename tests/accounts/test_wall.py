"""Behind the wall a guest sees one thread of one partner, whatever the query asks for."""

import pytest
from django.db import ProgrammingError, connection, transaction

from firewood.accounts.wall import behind_the_wall
from firewood.aid import actions
from firewood.aid.drafts import Count, NeedDraft
from firewood.aid.models import Box, Consignment, ConsignmentLine, Need, Receipt, ReceiptLine
from firewood.registry.models import Party
from tests.aid.world import AT, LIU, came, despatched, line, stocked, world

pytestmark = pytest.mark.django_db


def test_the_guest_of_seoul_sees_the_consignment_to_seoul_and_nothing_of_cologne() -> None:
    here = world()
    stocked(here, here.masks, 100)
    mine, theirs = despatched(here, line(here.masks, 10)), despatched(here, line(here.masks, 20), to=here.cologne)
    guest = here.guest(mine)
    actions.issue_receipt(theirs, count=Count([came(theirs, here.masks, 20)]), key="a", actor=here.guest(theirs), at=AT)
    actions.state_need(NeedDraft(here.cologne, [line(here.masks, 5)]), actor=LIU, at=AT)
    with behind_the_wall(guest):
        assert [row.pk for row in Consignment.objects.all()] == [mine.pk]
        assert [row.quantity for row in ConsignmentLine.objects.all()] == [10]
        assert (Box.objects.count(), Receipt.objects.count(), ReceiptLine.objects.count(), Need.objects.count()) == (
            0,
            0,
            0,
            0,
        )
        assert {party.key for party in Party.objects.all()} == {"beijing", "office", "seoul"}
    assert Consignment.objects.count() == 2


def test_a_link_of_another_thread_shows_nothing_even_for_the_right_party() -> None:
    here = world()
    stocked(here, here.masks, 100)
    first, second = despatched(here, line(here.masks, 10)), despatched(here, line(here.masks, 20))
    with behind_the_wall(here.guest(second)):
        assert [row.pk for row in Consignment.objects.all()] == [second.pk]
    assert first.pk != second.pk


@pytest.mark.parametrize(
    "table", ["accounts_officer", "journal_entry", "supplies_posting", "registry_person", "accounts_guestlink"]
)
def test_what_a_guest_has_no_business_with_is_refused(table: str) -> None:
    here = world()
    stocked(here, here.masks, 10)
    guest = here.guest(despatched(here, line(here.masks, 10)))
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), behind_the_wall(guest), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table}")


def test_nothing_can_be_written_behind_the_wall() -> None:
    here = world()
    stocked(here, here.masks, 10)
    consignment = despatched(here, line(here.masks, 10))
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), behind_the_wall(here.guest(consignment)):
        Consignment.objects.filter(pk=consignment.pk).update(state="closed")
    consignment.refresh_from_db()
    assert consignment.state == "despatched"
