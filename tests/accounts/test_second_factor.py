"""A second factor is a code of an app, a recovery code or a passkey; each is good once, and guessing is slow."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from firewood.accounts import actions, factors
from firewood.accounts.codes import new_secret
from firewood.accounts.models import Officer
from firewood.accounts.rules import SecondFactorMissing
from firewood.accounts.states import Duty, Proof
from firewood.aid.actions import despatch_consignment, issue_receipt, pack_consignment
from firewood.aid.drafts import Count
from firewood.journal.clock import real_now
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, Unreadable
from tests.aid.pages import officer, words_of
from tests.aid.world import AT, LIU, WANG, announced, came, line, prepared, stocked, world
from tests.second_factor import app_of, code_of

pytestmark = pytest.mark.django_db


def wang() -> Officer:
    return Officer.objects.create(login="wang", name="Wang", office="Store", duties=["store"])


def test_a_code_is_good_once_and_not_for_the_half_minute_before() -> None:
    them = wang()
    app_of(them)
    code = code_of("wang")
    give = lambda typed: actions.give_code(them, code=typed, actor=them.actor, at=AT)  # noqa: E731
    assert (give(code), give(code)) == (Proof.RIGHT, Proof.USED)
    assert give(code_of("wang")) == Proof.RIGHT  # the next one
    told = Entry.objects.filter(subject=them.subject, event__startswith="accounts.second_factor").order_by("number")
    assert [entry.event.rsplit(".", 1)[1] for entry in told] == ["added", "given", "refused", "given"]


def test_five_wrong_codes_make_a_pause_in_which_even_the_right_one_is_not_tested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    them = wang()
    app_of(them)
    give = lambda typed: actions.give_code(them, code=typed, actor=them.actor, at=AT)  # noqa: E731
    assert [give("000000") for _each in range(5)] == [Proof.WRONG] * 5
    assert give(code_of("wang")) == Proof.TOO_OFTEN
    later = real_now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr("firewood.accounts.factors.real_now", lambda: later)
    assert give(code_of("wang")) == Proof.RIGHT
    them.refresh_from_db()
    assert (them.wrong_codes, them.wrong_code_at) == (0, None)


def test_a_recovery_code_is_good_once_and_only_hashes_are_kept() -> None:
    them = wang()
    secret = new_secret()
    codes = actions.add_app(them, secret=secret, code=factors.code_of(secret), actor=them.actor, at=AT)
    assert len(set(codes)) == 10
    kept = Authenticator.objects.get(user=them, type="recovery_codes").data
    assert codes[0].replace("-", "") not in str(kept)
    give = lambda typed: actions.give_code(them, code=typed, actor=them.actor, at=AT)  # noqa: E731
    assert give(codes[3].upper()) == Proof.RIGHT
    assert give(codes[3]) == Proof.WRONG
    assert [each.left for each in factors.factors_of(them) if each.kind == "recovery_codes"] == [9]


def test_the_secret_of_an_app_lies_encrypted_and_opens_nothing_under_another_key() -> None:
    them = wang()
    secret = app_of(them)
    kept = Authenticator.objects.get(user=them, type="totp").data["secret"]
    assert secret not in kept
    with override_settings(FIREWOOD_FACTOR_KEY="another office"):
        assert actions.give_code(them, code=factors.code_of(secret), actor=them.actor, at=AT) == Proof.WRONG
        assert factors.fitting_counter("", factors.code_of("")) is None  # an unreadable secret is not an empty one


def test_an_app_is_taken_only_with_a_code_it_shows() -> None:
    them = wang()
    with pytest.raises(Unreadable, match="does not fit"):
        actions.add_app(them, secret=new_secret(), code="123456", actor=them.actor, at=AT)
    assert not factors.has_second_factor(them)


def test_nobody_changes_how_somebody_else_signs_in() -> None:
    them = wang()
    secret = new_secret()
    with pytest.raises(NotAllowed):
        actions.add_app(them, secret=secret, code=factors.code_of(secret), actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        actions.give_code(them, code="1", actor=LIU, at=AT)
    with pytest.raises(NotAllowed):
        actions.change_password(them, password="quite long enough", actor=LIU, at=AT)


def test_another_factor_is_added_or_removed_only_with_the_one_that_is_there() -> None:
    them = wang()
    app_of(them)
    app = Authenticator.objects.get(user=them, type="totp")
    with pytest.raises(SecondFactorMissing):
        actions.remove_factor(them, factor=app.pk, actor=them.actor, at=AT)
    with pytest.raises(SecondFactorMissing):
        actions.make_recovery_codes(them, actor=them.actor, at=AT)
    assert factors.has_second_factor(them)
    proved = WANG  # the same login, with the second factor given
    actions.remove_factor(them, factor=app.pk, actor=proved, at=AT)
    assert not Authenticator.objects.filter(user=them).exists()  # the recovery codes went with it


def test_goods_neither_leave_nor_come_without_the_second_factor_and_nothing_changes() -> None:
    here = world()
    stocked(here, here.masks, 100)
    leaving, coming = prepared(here, line(here.masks, 10)), announced(here, line(here.masks, 20))
    pack_consignment(leaving, actor=WANG, at=AT)
    before = Entry.objects.count()
    late = AT + timedelta(hours=13)
    with pytest.raises(SecondFactorMissing):
        despatch_consignment(leaving, key="1", actor=WANG, at=late)
    with pytest.raises(SecondFactorMissing):
        issue_receipt(coming, count=Count([came(coming, here.masks, 20)]), key="1", actor=WANG, at=late)
    leaving.refresh_from_db()
    coming.refresh_from_db()
    assert (leaving.state, coming.state, Entry.objects.count()) == ("packed", "announced", before)


def test_the_page_asks_for_the_code_carries_the_form_and_goes_on_by_itself() -> None:
    here = world()
    stocked(here, here.masks, 100)
    leaving = prepared(here, line(here.masks, 10))
    pack_consignment(leaving, actor=WANG, at=AT)
    client = officer(Duty.STORE, second_factor=False)
    app_of(Officer.objects.get(login="liu"))
    address = f"/aid/consignments/{leaving.number}/despatch/"
    asked = client.post(address, {"key": "abc", "standing": "actual"})
    assert asked.status_code == 403
    assert "Despatching needs a second proof" in words_of(asked)
    assert '<input type="hidden" name="key" value="abc">' in asked.content.decode()
    assert f'action="{address}"' in asked.content.decode()
    wrong = client.post(address, {"key": "abc", "standing": "actual", "second-factor-code": "000000"})
    assert wrong.status_code == 422
    leaving.refresh_from_db()
    assert leaving.state == "packed"
    before = client.session.session_key
    sent = client.post(address, {"key": "abc", "standing": "actual", "second-factor-code": code_of("liu")})
    leaving.refresh_from_db()
    assert (sent.status_code, leaving.state) == (302, "despatched")
    assert client.session.session_key != before  # a new key for the session that may do more


def test_an_answer_of_a_passkey_that_nobody_can_read_is_refused_in_words(client: Client) -> None:
    for answer in ("[" * 5000, "[]", '{"response": 1}'):
        client.post("/sign-in/passkey/question/")
        page = client.post("/sign-in/passkey/", {"passkey": answer})
        assert (page.status_code, "This passkey does not open" in page.content.decode()) == (422, True)


def test_whoever_has_no_second_factor_is_told_where_to_get_one() -> None:
    here = world()
    coming = announced(here, line(here.masks, 20))
    client = officer(Duty.STORE, second_factor=False)
    page = client.get(f"/aid/consignments/{coming.number}/receive/")
    assert page.status_code == 403
    assert "You have no second factor yet" in words_of(page)
    assert f"/account/app/?next=/aid/consignments/{coming.number}/receive/" in page.content.decode()


def test_a_form_that_will_need_it_asks_before_it_is_filled_in() -> None:
    here = world()
    coming = announced(here, line(here.masks, 20))
    client = officer(Duty.STORE, second_factor=False)
    app_of(Officer.objects.get(login="liu"))
    receive = f"/aid/consignments/{coming.number}/receive/"
    asked = client.get(receive)
    assert (asked.status_code, asked["Location"]) == (302, f"/second-factor/?next={receive.replace('/', '%2F')}")
    assert "Confirming a receipt needs a second proof" in words_of(client.get(asked["Location"]))
    given = client.post("/second-factor/", {"next": receive, "second-factor-code": code_of("liu")})
    assert (given.status_code, given["Location"]) == (302, receive)
    assert client.get(receive).status_code == 200


def test_a_program_hears_in_json_that_a_second_factor_is_missing() -> None:
    here = world()
    leaving = prepared(here, line(here.masks, 10))
    client = officer(Duty.STORE, second_factor=False)
    answer = client.post(
        f"/aid/consignments/{leaving.number}/despatch/", {"standing": "actual"}, headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor")


def test_the_demonstration_tells_a_code_that_works_and_nobody_else_does(client: Client) -> None:
    client = officer(Duty.STORE, second_factor=False)
    app_of(Officer.objects.get(login="liu"))
    world()
    assert "the code just now is" not in words_of(client.get("/second-factor/"))
    with override_settings(FIREWOOD_DEMONSTRATION=True):
        page = words_of(client.get("/second-factor/"))
    assert code_of("liu") in page
    assert client.post("/second-factor/", {"second-factor-code": code_of("liu")}).status_code == 302


def test_an_office_may_ask_for_it_on_every_page() -> None:
    world()
    client = officer(Duty.READER, second_factor=False)
    with override_settings(FIREWOOD_SECOND_FACTOR="always"):
        assert client.get("/partners/").status_code == 403  # nothing to give yet
        assert [client.get(page).status_code for page in ("/account/", "/account/app/")] == [200, 200]
        app_of(Officer.objects.get(login="liu"))
        assert client.get("/partners/")["Location"] == "/second-factor/?next=%2Fpartners%2F"
        client.post("/second-factor/", {"next": "/partners/", "second-factor-code": code_of("liu")})
        assert client.get("/partners/").status_code == 200
