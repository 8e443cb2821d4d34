"""A session lives one shift, in one browser, and is dead at once when its owner or a custodian ends it."""

import time
from datetime import timedelta

import pytest
from django.test import Client

from firewood.accounts import actions
from firewood.accounts.models import Officer, Session
from firewood.accounts.sessions import SessionStore
from firewood.accounts.states import Duty
from firewood.journal.clock import real_now
from firewood.registry.models import Party
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, at_work

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _city() -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)


def come_in(agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    answer = client.post("/sign-in/", {"login": "liu", "password": "warm-hands-2020"})
    assert answer.status_code == 302
    return client


def thief_of(client: Client) -> Client:
    """Somebody with a copy of the cookie."""
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    return thief


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_stolen_cookie_is_dead_after_signing_out() -> None:
    officer(Duty.READER)
    client = come_in()
    thief = thief_of(client)
    assert is_in(thief)
    client.post("/sign-out/")
    assert not is_in(thief)


def test_a_stolen_cookie_is_dead_after_the_others_were_ended() -> None:
    officer(Duty.READER)
    client = come_in()
    thief = thief_of(client)
    mine = come_in()
    assert (is_in(thief), is_in(mine)) == (True, True)
    mine.post("/account/sessions/end-others/")
    assert (is_in(thief), is_in(mine)) == (False, True)


def test_signing_in_gives_a_key_that_nobody_had_before() -> None:
    officer(Duty.READER)
    client = Client()
    client.post("/sign-in/passkey/question/")
    planted = client.cookies["sessionid"].value
    client.post("/sign-in/", {"login": "liu", "password": "warm-hands-2020"})
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_new_password_ends_every_other_session_and_renews_ones_own() -> None:
    officer(Duty.READER)
    other, mine = come_in(), come_in()
    before = mine.cookies["sessionid"].value
    told = {"password": "warm-hands-2020", "new": "snow is falling on the wall"}
    assert mine.post("/account/password/", told)["Location"] == "/account/"
    assert (is_in(other), is_in(mine)) == (False, True)
    assert mine.cookies["sessionid"].value != before


def test_a_new_password_does_not_renew_the_second_factor() -> None:
    officer(Duty.READER)
    mine = come_in()
    session = mine.session
    session["second_factor"] = given = time.time() - 11 * 3600
    session.save()
    mine.post("/account/password/", {"password": "warm-hands-2020", "new": "snow is falling on the wall"})
    assert mine.session["second_factor"] == given


@pytest.mark.parametrize("password", ["short", "passwordpassword", "firewood-liu-2020", "Foreign Affairs Office"])
def test_a_short_or_common_password_is_refused_and_nothing_changes(password: str) -> None:
    officer(Duty.READER)
    client = come_in()
    answer = client.post("/account/password/", {"password": "warm-hands-2020", "new": password})
    assert answer.status_code == 422
    assert Officer.objects.get().check_password("warm-hands-2020")


def test_other_duties_and_a_closed_account_end_every_session_at_once() -> None:
    officer(Duty.READER)
    custodian = at_work(officer_actor())
    client = come_in()
    them = Officer.objects.get(login="liu")
    actions.change_duties(them, duties=[Duty.STORE], actor=custodian, at=AT)
    assert not is_in(client)
    client = come_in()
    actions.deactivate_officer(them, actor=custodian, at=AT)
    assert not is_in(client)
    assert Client().post("/sign-in/", {"login": "liu", "password": "warm-hands-2020"}).status_code == 422


def officer_actor():  # type: ignore[no-untyped-def]
    return Officer.objects.create(login="keeper", name="Keeper", duties=["custodian"]).actor


def test_a_session_ends_after_twelve_hours_however_busy_and_after_four_hours_of_silence() -> None:
    officer(Duty.READER)
    client = come_in()
    row = Session.objects.get(session_key=client.cookies["sessionid"].value)
    assert timedelta(hours=11, minutes=59) < row.expire_date - real_now() <= timedelta(hours=12)
    client.post("/exercise/", {"exercise": "on"})  # the session is written anew
    assert Session.objects.get(pk=row.pk).expire_date == row.expire_date
    Session.objects.filter(pk=row.pk).update(last_seen=real_now() - timedelta(hours=4, seconds=1))
    assert not is_in(client)
    busy = come_in()
    Session.objects.filter(pk=busy.cookies["sessionid"].value).update(expire_date=real_now())
    assert not is_in(busy)


def test_ended_sessions_are_removed_at_night() -> None:
    officer(Duty.READER)
    come_in()
    Session.objects.update(last_seen=real_now() - timedelta(hours=5))
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def test_the_list_tells_browser_and_times_and_never_the_key() -> None:
    officer(Duty.READER)
    other, mine = come_in("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1"), come_in()
    page = mine.get("/account/")
    said = words_of(page)
    assert "Firefox, Linux this browser" in said
    assert "Safari, iPhone" in said
    for each in (other, mine):
        assert each.cookies["sessionid"].value not in page.content.decode()


def test_one_session_is_ended_and_nobody_ends_that_of_somebody_else() -> None:
    officer(Duty.READER)
    other, mine = come_in(), come_in()
    officer(Duty.READER, login="kim")
    page = mine.get("/account/").content.decode()
    number = page.split("/account/sessions/")[1].split("/end/")[0]
    stranger = Client()
    stranger.force_login(Officer.objects.get(login="kim"))
    assert stranger.post(f"/account/sessions/{number}/end/").status_code == 409
    assert is_in(other)
    mine.post(f"/account/sessions/{number}/end/")
    assert (is_in(other), is_in(mine)) == (False, True)


def test_an_address_and_a_browser_that_change_do_not_end_a_session() -> None:
    officer(Duty.READER)
    client = come_in()
    client.defaults["REMOTE_ADDR"] = "198.51.100.99"
    assert is_in(client)
