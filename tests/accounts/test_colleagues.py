"""Colleagues are invited by a letter that opens once; duties change at once; nobody is deleted."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from firewood.accounts import actions, factors
from firewood.accounts.actions import Colleague
from firewood.accounts.actor import Actor, program
from firewood.accounts.models import ColleagueInvitation, Officer
from firewood.accounts.rules import SecondFactorMissing
from firewood.accounts.states import Duty
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotFound, NotNow, Unreadable
from firewood.registry.states import PartyKind
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, at_work, party, world
from tests.second_factor import app_of

pytestmark = pytest.mark.django_db
KEEPER = at_work(Actor("officer", "keeper", "Keeper", "", frozenset({Duty.CUSTODIAN})))
KIM = Colleague("Kim", "Store", [Duty.STORE], "de")
LONG = "snow is falling on the wall"


def accept(letter: actions.Letter, login: str = "kim", password: str = LONG) -> Officer:
    return actions.accept_invitation(letter.invitation, login=login, password=password, actor=program(), at=AT)


def test_a_letter_opens_once_and_only_its_hash_is_kept() -> None:
    letter = actions.invite_colleague(KIM, actor=KEEPER, at=AT)
    assert letter.secret not in str(ColleagueInvitation.objects.values().get())
    them = accept(letter)
    assert (them.login, them.name, them.duties, them.language) == ("kim", "Kim", ["store"], "de")
    assert them.check_password(LONG)
    with pytest.raises(NotFound):
        accept(letter, "kim2")
    assert Officer.objects.count() == 1


def test_a_letter_ends_after_seven_days_and_can_be_taken_back() -> None:
    letter = actions.invite_colleague(KIM, actor=KEEPER, at=AT)
    with pytest.raises(NotFound):
        actions.accept_invitation(
            letter.invitation, login="kim", password=LONG, actor=program(), at=AT + timedelta(days=7)
        )
    actions.revoke_invitation(letter.invitation, actor=KEEPER, at=AT)
    with pytest.raises(NotFound):
        accept(letter)
    assert not Officer.objects.exists()


def test_only_a_custodian_with_the_second_factor_invites() -> None:
    for duty in set(Duty) - {Duty.CUSTODIAN}:
        with pytest.raises(NotAllowed):
            actions.invite_colleague(KIM, actor=at_work(Actor("officer", "x", "X", "", frozenset({duty}))), at=AT)
    with pytest.raises(SecondFactorMissing):
        actions.invite_colleague(KIM, actor=KEEPER, at=AT + timedelta(hours=13))
    assert not Entry.objects.exists()


def test_a_name_that_is_taken_and_a_weak_password_are_refused_and_the_letter_stays_good() -> None:
    Officer.objects.create(login="Kim", name="Another")
    letter = actions.invite_colleague(KIM, actor=KEEPER, at=AT)
    with pytest.raises(Unreadable, match="taken"):
        accept(letter, "kim")
    with pytest.raises(Unreadable, match="too short"):
        accept(letter, "kim2", "short")
    assert accept(letter, "kim2").login == "kim2"


def test_whoever_lost_everything_is_invited_anew_and_until_then_nothing_of_theirs_opens() -> None:
    them = Officer.objects.create(login="kim", name="Kim", duties=["store"])
    them.set_password(LONG)
    them.save()
    app_of(them)
    letter = actions.invite_again(them, actor=KEEPER, at=AT)
    them.refresh_from_db()
    assert (them.has_usable_password(), factors.kinds_of(them)) == (False, set())
    again = accept(letter, "ignored", "another long password")
    assert (again.pk, again.login, Officer.objects.count()) == (them.pk, "kim", 1)


def test_the_last_custodian_stays_and_a_district_has_none() -> None:
    last = Officer.objects.create(login="keeper", name="Keeper", duties=["custodian"])
    with pytest.raises(NotNow, match="the last one"):
        actions.deactivate_officer(last, actor=KEEPER, at=AT)
    with pytest.raises(NotNow, match="the last one"):
        actions.change_duties(last, duties=[Duty.READER], actor=KEEPER, at=AT)
    daxing = party("daxing", "Daxing")
    with pytest.raises(Unreadable, match="district"):
        actions.change_duties(last, duties=[Duty.CUSTODIAN], party=(daxing.pk, daxing.name), actor=KEEPER, at=AT)
    last.refresh_from_db()
    assert (last.is_active, last.duties) == (True, ["custodian"])


def test_a_custodian_invites_a_colleague_of_a_district_on_the_pages() -> None:
    here = world()
    daxing = party("daxing", "Daxing", PartyKind.DISTRICT, parent=here.beijing)
    client = officer(Duty.CUSTODIAN)
    told = {
        "name": "Zhou",
        "office": "District office",
        "language": "en",
        "duties": ["reader"],
        "party": str(daxing.pk),
    }
    shown = client.post("/colleagues/invite/", told)
    address = shown.content.decode().split('id="address"')[1].split('value="')[1].split('"')[0]
    path = urlsplit(address).path
    guest = Client()
    assert guest.get(path).status_code == 200  # looking uses nothing up
    assert "Welcome, Zhou" in words_of(guest.get(path))
    answer = guest.post(path, {"login": "zhou", "password": LONG})
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert guest.get("/account/").status_code == 200
    assert (guest.get("/partners/").status_code, guest.get("/colleagues/").status_code) == (404, 404)
    assert Client().get(path).status_code == 404
    zhou = Officer.objects.get(login="zhou")
    assert (zhou.party_id, zhou.party_name) == (daxing.pk, "Daxing")
    assert guest.get("/")["Location"] in ("/tasks/", "/account/")
    assert 'href="/partners/"' not in guest.get("/account/").content.decode()


def test_the_list_tells_logins_to_custodians_only() -> None:
    world()
    reader, keeper = officer(Duty.READER, login="some.reader"), officer(Duty.CUSTODIAN, login="some.keeper")
    assert "some.reader" in words_of(keeper.get("/colleagues/"))
    assert "some.keeper" not in words_of(reader.get("/colleagues/"))
    assert reader.get("/colleagues/invite/").status_code == 403
