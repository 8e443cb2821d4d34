"""The first colleague comes in by a letter of the command line; the demonstration tells codes that work."""

from argparse import Namespace

import pytest
from django.test import Client, override_settings

from firewood.accounts import actions
from firewood.accounts.actor import program
from firewood.accounts.commands import COMMANDS
from firewood.accounts.demonstration import admit_colleagues, codes
from firewood.accounts.models import Officer
from firewood.accounts.states import Proof
from firewood.project.demonstration import _districts, sign_ins
from firewood.registry.models import Party
from firewood.registry.states import PartyKind
from tests.aid.world import AT, party, world

pytestmark = pytest.mark.django_db
RUN = {command.name: command.run for command in COMMANDS}


def test_an_empty_office_gets_its_first_colleague(capsys: pytest.CaptureFixture[str]) -> None:
    Party.objects.create(key="city", name="City", sort_name="city", kind="city", is_node=True)
    assert not Officer.objects.exists()  # nobody is there from the beginning
    assert RUN["colleague invite"](Namespace(name="Liu Wei", office="", duty=[], again=None)) == 0
    address = capsys.readouterr().out.split("\n")[0]
    assert address.startswith("http://localhost:8020/invitation/")
    told = {"login": "liu", "password": "snow is falling on the wall"}
    assert Client().post(address.removeprefix("http://localhost:8020"), told).status_code == 302
    assert Officer.objects.get().duties == ["custodian"]


def test_a_custodian_who_lost_everything_gets_a_letter_from_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    Officer.objects.create(login="liu", name="Liu", duties=["custodian"])
    assert RUN["colleague invite"](Namespace(name="Liu", office="", duty=[], again="liu")) == 0
    assert "/invitation/" in capsys.readouterr().out
    assert RUN["colleague invite"](Namespace(name="Liu", office="", duty=[], again="nobody")) == 1


def test_the_codes_that_the_demonstration_prints_work_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    admit_colleagues(actor=program(), at=AT)
    told = codes()
    assert sorted(told) == ["officer", "store"]
    assert [line for line in sign_ins() if f"one-time code {told['officer']}" in line]
    for login, code in told.items():
        officer = Officer.objects.get(login=login)
        assert actions.give_code(officer, code=code, actor=officer.actor, at=AT) == Proof.RIGHT
    with override_settings(FIREWOOD_DEMONSTRATION=True):
        assert RUN["code"](Namespace(login="officer")) == 0
        assert RUN["code"](Namespace(login="reader")) == 1
    shown = capsys.readouterr().out.split("\n")[0]
    officer = Officer.objects.get(login="officer")
    assert actions.give_code(officer, code=shown, actor=officer.actor, at=AT) == Proof.RIGHT


def test_no_code_is_told_outside_the_demonstration(capsys: pytest.CaptureFixture[str]) -> None:
    admit_colleagues(actor=program(), at=AT)
    assert RUN["code"](Namespace(login="officer")) == 1
    assert codes()["officer"] not in capsys.readouterr().out


def test_the_demonstration_has_a_colleague_in_a_district_who_sees_nothing_but_the_district() -> None:
    admit_colleagues(actor=program(), at=AT)
    assert not Officer.objects.filter(login="daxing").exists()  # never one of the whole city by mistake
    here = world()
    daxing = party("daxing", "Daxing District", PartyKind.DISTRICT, parent=here.beijing)
    admit_colleagues(districts=_districts(), actor=program(), at=AT)
    chen = Officer.objects.get(login="daxing")
    assert (chen.party_id, chen.party_name, chen.duties) == (daxing.pk, "Daxing District", ["focal_point"])
    assert codes()["daxing"]
    desk = Client()
    desk.force_login(chen)
    page = desk.get("/letters/").content.decode()
    assert 'href="/letters/"' in page
    assert 'href="/inbox/"' not in page
    assert desk.get("/inbox/").status_code == 404
