"""Each duty tries each kind of act; the table of duties says what the rules say."""

from collections.abc import Callable

import pytest

from firewood.accounts import rules as accounts
from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.aid import actions
from firewood.aid.drafts import Count, NeedDraft
from firewood.archive import rules as archive
from firewood.desk.colleagues.duty_table import Answer, markdown, need_second_factor, table
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed
from firewood.registry import rules as registry
from firewood.supplies import rules as supplies
from tests.aid.world import AT, World, announced, at_work, came, line, prepared, stocked, world
from tests.architecture.source import ROOT

PAPER = ROOT / "docs" / "reference" / "permissions.md"


def actor(duty: Duty) -> Actor:
    return at_work(Actor("officer", str(duty), str(duty), "", frozenset({duty})))


def test_the_paper_about_permissions_is_current() -> None:
    assert PAPER.read_text() == markdown(), "firewood duties > docs/reference/permissions.md"


def test_the_table_says_what_each_rule_says_that_looks_at_nobody_but_the_actor() -> None:
    rows = {(row.part, row.rule): row for row in table()}
    plain = [
        ("accounts", accounts.may_invite_guest), ("accounts", accounts.may_admit_officer),
        ("archive", archive.may_keep_archive), ("registry", registry.may_keep_registry),
        ("supplies", supplies.may_keep_catalogue), ("supplies", supplies.may_keep_stock),
    ]  # fmt: skip
    for part, rule in plain:
        for duty in Duty:
            said = rows[part, rule.__name__].duties[duty]
            assert said == (Answer.ALWAYS if rule(actor(duty)) else Answer.NEVER), (part, rule.__name__, duty)


def test_the_table_says_when_it_depends_on_the_thing() -> None:
    receive = next(row for row in table() if (row.part, row.rule) == ("aid", "may_receive"))
    assert receive.duties == {
        Duty.FOCAL_POINT: Answer.ALWAYS, Duty.STORE: Answer.DEPENDS, Duty.REGISTRAR: Answer.DEPENDS,
        Duty.READER: Answer.NEVER, Duty.CUSTODIAN: Answer.NEVER,
    }  # fmt: skip
    assert receive.guest == Answer.DEPENDS


def test_a_reader_and_a_custodian_change_nothing_about_goods_or_letters() -> None:
    for row in table():
        if row.rule.startswith("may_") and not row.rule.startswith("may_read") and row.part != "accounts":
            assert row.duties[Duty.READER] != Answer.ALWAYS, row
            assert row.duties[Duty.CUSTODIAN] != Answer.ALWAYS, row


def test_despatching_and_receiving_ask_for_the_second_factor() -> None:
    asked = " ".join(need_second_factor())
    for words in (
        "Send a packed consignment",
        "State what came",
        "Take a wrong receipt back",
        "Receive what was missing",
    ):
        assert words in asked


def _receive(here: World, who: Actor) -> object:
    coming = announced(here, line(here.masks, 20))
    return actions.issue_receipt(coming, count=Count([came(coming, here.masks, 20)]), key="1", actor=who, at=AT)


ACTS: dict[str, tuple[Callable[[World, Actor], object], set[Duty]]] = {
    "state a need": (
        lambda here, who: actions.state_need(NeedDraft(here.seoul, [line(here.masks, 5)]), actor=who, at=AT),
        {Duty.FOCAL_POINT, Duty.REGISTRAR},
    ),
    "pack": (
        lambda here, who: actions.pack_consignment(prepared(here, line(here.masks, 5)), actor=who, at=AT),
        {Duty.FOCAL_POINT, Duty.STORE},
    ),
    "receive": (_receive, {Duty.FOCAL_POINT, Duty.STORE}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("duty", list(Duty))
@pytest.mark.parametrize("act", list(ACTS))
def test_each_duty_tries_each_act(act: str, duty: Duty) -> None:
    here = world()
    stocked(here, here.masks, 100)
    do, allowed = ACTS[act]
    if duty in allowed:
        do(here, actor(duty))
        return
    with pytest.raises(NotAllowed) as refused:
        do(here, actor(duty))
    assert refused.value.code == "not_allowed"
    assert not Entry.objects.filter(actor_key=str(duty)).exists()
