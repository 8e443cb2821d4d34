"""Guessing: five tries for a name from one address; the answer never tells whether the name exists."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from firewood.accounts.states import Duty
from firewood.registry.models import Party
from tests.aid.pages import officer, words_of

pytestmark = pytest.mark.django_db
RIGHT = "warm-hands-2020"


@pytest.fixture(autouse=True)
def _city() -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)


def try_in(login: str, password: str, *, address: str = "192.0.2.1") -> tuple[int, str]:
    answer = Client(REMOTE_ADDR=address).post("/sign-in/", {"login": login, "password": password})
    return answer.status_code, words_of(answer) if answer.status_code == 422 else answer["Location"]


def test_after_five_wrong_tries_even_the_right_password_waits_fifteen_minutes() -> None:
    officer(Duty.READER)
    for _each in range(5):
        assert try_in("liu", "wrong")[0] == 422
    assert try_in("liu", RIGHT)[0] == 422
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert try_in("liu", RIGHT) == (302, "/")


def test_a_name_that_nobody_has_is_answered_in_the_very_same_words() -> None:
    officer(Duty.READER)
    said = {try_in(login, "wrong")[1].replace(login, "") for login in ("liu", "nobody") for _each in range(7)}
    assert len(said) == 1


def test_a_colleague_elsewhere_is_not_shut_out_by_somebody_who_guesses() -> None:
    officer(Duty.READER)
    for _each in range(6):
        try_in("liu", "wrong")
    assert try_in("liu", RIGHT, address="198.51.100.7")[0] == 302


def test_guessing_on_while_shut_out_does_not_shut_out_for_longer() -> None:
    officer(Duty.READER)
    for _each in range(5):
        try_in("liu", "wrong")
    last = AccessAttempt.objects.get().attempt_time
    try_in("liu", "wrong")
    assert AccessAttempt.objects.get().attempt_time == last


def test_a_right_password_lets_the_tries_before_it_be_forgotten() -> None:
    officer(Duty.READER)
    for _each in range(4):
        try_in("liu", "wrong")
    assert try_in("liu", RIGHT)[0] == 302
    assert not AccessAttempt.objects.exists()


def test_the_password_that_is_asked_once_more_counts_among_the_tries() -> None:
    client = officer(Duty.READER)
    for _each in range(5):
        client.post("/account/password/", {"password": "wrong", "new": "a long new password"})
    assert client.post("/account/password/", {"password": RIGHT, "new": "a long new password"}).status_code == 422


def test_no_password_is_kept_with_a_wrong_try() -> None:
    try_in("liu", "a secret somebody mistyped")
    assert "mistyped" not in str(AccessAttempt.objects.values().get())
