"""Every page that a guest can look at is read behind the wall, in every interface language."""

import pytest
from django.test import Client

from firewood.accounts.actions import Guest, Invitation, invite_guest
from firewood.aid import actions
from firewood.aid.drafts import Count, LineDraft, NeedDraft, PledgeDraft
from firewood.journal import clock
from firewood.registry.models import Party
from tests.aid.world import AT, LIU, WANG, World, announced, came, despatched, line, stocked, world

pytestmark = pytest.mark.django_db


def invited(party: Party, thread: str, language: str = "en") -> Invitation:
    guest = Guest(party.pk, party.name, language)
    return invite_guest(guest, thread=thread, status="actual", actor=LIU, at=clock.now())


@pytest.fixture
def here() -> World:
    return world()


@pytest.mark.parametrize("language", ["en", "de", "zh-hans"])
def test_the_receiver_reads_and_confirms(here: World, client: Client, language: str) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100), boxes=0)
    secret = invited(here.seoul, consignment.subject, language).secret
    for path in ("", "receipt/", "receipt/?all=1"):
        answer = client.get(f"/g/{secret}/{path}")
        assert (answer.status_code, answer["Content-Language"]) == (200, language), path
        assert f'<html lang="{language}"' in answer.content.decode()
    consignment.refresh_from_db()
    assert consignment.state == "despatched"


@pytest.mark.parametrize("path", ["", "need/", "offer/"])
def test_a_partner_reads_what_they_may_state(here: World, client: Client, path: str) -> None:
    actions.state_need(NeedDraft(here.seoul, [LineDraft(here.masks)]), actor=LIU, at=AT)
    actions.offer(PledgeDraft(here.beijing, here.seoul, [line(here.masks, 5)]), actor=LIU, at=AT)
    secret = invited(here.seoul, here.seoul.subject).secret
    assert client.get(f"/g/{secret}/{path}").status_code == 200


def test_the_giver_reads_our_receipt(here: World, client: Client) -> None:
    consignment = announced(here, line(here.masks, 100), giver=here.cologne)
    count = Count([came(consignment, here.masks, 90, short=10)])
    actions.issue_receipt(consignment, count=count, key="a", actor=WANG, at=AT)
    secret = invited(here.cologne, consignment.subject).secret
    answer = client.get(f"/g/{secret}/")
    assert answer.status_code == 200
    assert "10" in answer.content.decode()


def test_the_guest_of_cologne_finds_nothing_of_seoul(here: World, client: Client) -> None:
    stocked(here, here.masks, 100)
    consignment = despatched(here, line(here.masks, 100))
    secret = invited(here.cologne, consignment.subject).secret
    answer = client.get(f"/g/{secret}/")
    assert answer.status_code == 404
    assert consignment.number not in answer.content.decode()
