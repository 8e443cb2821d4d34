"""A colleague of a district sees only pages that were made for districts, and cannot tell the others from nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver

from firewood.accounts.actor import Actor, program
from firewood.accounts.rules import SecondFactorMissing, require_second_factor
from firewood.accounts.states import Duty
from firewood.registry.models import Party
from tests.aid.pages import officer
from tests.aid.world import AT, LIU, at_work, world

DAXING = UUID("01900000-0000-7000-8000-000000000001")


@pytest.mark.django_db
def test_every_page_of_the_city_is_not_there_for_a_colleague_of_a_district() -> None:
    world()
    ours, theirs = officer(Duty.FOCAL_POINT), officer(Duty.FOCAL_POINT, login="daxing", party_id=DAXING)
    nowhere = theirs.get("/no-such-page/")
    assert ['href="/inbox/"' in each.get("/tasks/").content.decode() for each in (ours, theirs)] == [True, False]
    for page in ("/partners/", "/aid/consignments/", "/search?q=masks", "/sources/", "/acts/"):
        assert ours.get(page).status_code == 200, page
        closed = theirs.get(page)
        assert closed.status_code == 404, page
        assert "There is nothing here, or not for you." in closed.content.decode()
        assert closed.content.decode().count("<h1>") == nowhere.content.decode().count("<h1>") == 1


@pytest.mark.django_db
def test_a_colleague_of_a_district_may_sign_out_and_choose_a_language() -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)
    theirs = officer(Duty.READER, party_id=DAXING)
    assert theirs.post("/language/", {"language": "de", "next": "/"}).status_code == 302
    assert theirs.post("/sign-out/").status_code == 302
    assert theirs.get("/partners/").headers["Location"].startswith("/sign-in/")


def test_no_page_is_open_to_districts_that_nobody_marked() -> None:
    """What is not marked is closed: a new page opens to districts only when somebody says so."""
    open_ones = {
        each.name for each in _routes(get_resolver().url_patterns) if getattr(each.callback, "open_to_districts", False)
    }
    assert {"consignments", "search", "partners", "sources", "source", "inbox"} & open_ones == set()
    assert "exercise" in open_ones


def _routes(patterns: list) -> list:
    found = []
    for each in patterns:
        found += _routes(each.url_patterns) if hasattr(each, "url_patterns") else [each]
    return found


def test_a_colleague_proves_once_in_a_shift_who_they_are() -> None:
    require_second_factor(at_work(LIU), AT + timedelta(hours=12))
    for actor, at in [(LIU, AT + timedelta(hours=12, seconds=1)), (Actor("officer", "kim", "Kim"), AT)]:
        with pytest.raises(SecondFactorMissing) as refused:
            require_second_factor(actor, at)
        assert (refused.value.code, refused.value.status) == ("second_factor", 403)


def test_a_guest_a_program_and_a_token_are_keys_of_their_own() -> None:
    for actor in (Actor("guest", "link", "Guest"), Actor("client", "token", "Stock program"), program()):
        require_second_factor(actor, AT)


@pytest.mark.django_db
def test_the_age_of_a_second_factor_is_counted_in_real_time(client: Client) -> None:
    signed_in = officer(Duty.STORE)
    session = signed_in.session
    session["second_factor"] -= 13 * 3600
    session.save()
    answer = signed_in.get("/sign-in/")
    actor = answer.wsgi_request.actor
    assert actor.second_factor_at is not None
    with pytest.raises(SecondFactorMissing):
        require_second_factor(actor, actor.second_factor_at + timedelta(hours=13))
