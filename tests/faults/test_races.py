"""Many colleagues at the same moment: exactly those acts succeed that fit, and nobody meets a deadlock."""

import time
from collections import Counter
from functools import partial

import pytest
from django.db import connection

from firewood.accounts.actions import make_token
from firewood.accounts.actor import program
from firewood.accounts.states import Duty
from firewood.accounts.tokens import once
from firewood.aid import actions
from firewood.aid.drafts import Count, DistributionDraft
from firewood.aid.models import Consignment, Discrepancy, Distribution, Receipt
from firewood.aid.states import RecipientGroup, Resolution
from firewood.journal.checks import journal_unbroken
from firewood.journal.models import Entry
from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status
from firewood.supplies import actions as supplies
from firewood.supplies import checks
from firewood.supplies.actions import Stock
from firewood.supplies.ledger import Entered
from firewood.supplies.models import Balance, Item, LedgerEntry
from tests.aid.world import AT, LIU, WANG, World, announced, came, despatched, item, line, prepared, stocked, world
from tests.faults.conftest import Tell
from tests.faults.racing import at_once, split, times


@pytest.fixture
def here(committed: str) -> World:
    return world()


def standing(usage: str) -> dict[str, int]:
    rows = Balance.objects.filter(usage=usage).exclude(quantity=0).values_list("item__key", "quantity")
    total: Counter[str] = Counter()
    for key, quantity in rows:
        total[key] += quantity
    return dict(total)


def books_are_right() -> None:
    for test in (*[check.test for check in checks.CHECKS], journal_unbroken):
        kept, detail = test()
        assert kept, detail
    # An entry is written with its journal line or not at all.
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def deadlocks() -> int:
    """How often the database had to end one of two that waited for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_force_next_flush(), deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return int(cursor.fetchone()[1])


def packed(here: World, *lines: object, **more: object) -> Consignment:
    return actions.pack_consignment(prepared(here, *lines, **more), actor=WANG, at=AT)  # type: ignore[arg-type]


def despatch(consignment: Consignment, key: str = "1") -> Consignment:
    return actions.despatch_consignment(consignment, key=key, actor=WANG, at=AT)


def test_of_16_despatches_of_100_out_of_1000_ten_leave_and_six_are_told_what_is_there(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignments = [packed(here, line(here.masks, 100)) for _ in range(16)]
    done, refused = split(at_once(*[partial(despatch, one) for one in consignments]))
    assert (len(done), len(refused)) == (10, 6)
    assert standing("transit") == {"masks": 1_000}
    assert standing("store") == {}
    for refusal in refused:
        assert isinstance(refusal, NotNow), repr(refusal)
        assert refusal.code == "insufficient"
        assert refusal.facts == {"item": "masks", "place": "Store of Beijing", "available": 0, "asked": 100}
    assert Counter(Consignment.objects.values_list("state", flat=True)) == {"despatched": 10, "packed": 6}
    assert Entry.objects.filter(event="aid.consignment.despatched").count() == 10
    books_are_right()


def test_four_despatch_one_consignment_and_one_does(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = packed(here, line(here.masks, 100))
    done, refused = split(at_once(*[partial(despatch, consignment, key) for key in "abcd"]))
    assert (len(done), [getattr(one, "code", one) for one in refused]) == (1, ["wrong_state"] * 3)
    assert refused[0].facts == {"state": "despatched", "expected": ["packed"]}  # type: ignore[attr-defined]
    assert (standing("store"), standing("transit")) == ({"masks": 900}, {"masks": 100})
    books_are_right()


def test_one_despatch_told_50_times_at_once_is_done_once_and_49_are_recognised(here: World) -> None:
    stocked(here, here.masks, 1_000)
    consignment = packed(here, line(here.masks, 100))
    done, refused = split(times(50, partial(despatch, consignment, "the same key")))
    assert (len(done), refused) == (50, [])
    assert standing("transit") == {"masks": 100}
    told = Counter(Entry.objects.filter(subject=consignment.subject).values_list("event", flat=True))
    assert (told["aid.consignment.despatched"], told["aid.consignment.despatch_repeated"]) == (1, 49)
    books_are_right()


def test_an_opening_stock_and_a_distribution_told_16_times_at_once_are_done_once(here: World) -> None:
    stock = [Stock(here.masks, here.beijing, Entered(100, "piece"))]
    store = actions.our_store()
    open_ = partial(supplies.take_opening_stock, store, stock=stock, status=Status.ACTUAL, key="k", actor=WANG, at=AT)
    entries, refused = split(times(16, open_))
    assert (len({entry.pk for entry in entries}), refused, standing("store")) == (1, [], {"masks": 100})

    # All that is there goes out: whoever tells it again must hear that it is done, not that nothing is left.
    draft = DistributionDraft([line(here.masks, 100)], [RecipientGroup.FRONT_LINE])
    given, refused = split(times(16, partial(actions.distribute, draft, key="k", actor=WANG, at=AT)))
    assert (len({one.pk for one in given}), refused, standing("front_line")) == (1, [], {"masks": 100})
    assert (Distribution.objects.count(), standing("store")) == (1, {})
    books_are_right()


def test_a_call_of_another_program_sent_16_times_at_once_is_done_once(here: World) -> None:
    stocked(here, here.masks, 100)
    token = make_token("client", duties=[Duty.STORE], days=1, actor=program(), at=AT).token
    draft = DistributionDraft([line(here.masks, 60)], [RecipientGroup.FRONT_LINE])

    def work() -> dict[str, str]:
        return {"number": actions.distribute(draft, key="api", actor=token.actor, at=AT).number}

    answers, refused = split(times(16, lambda: once(token, "k", asked="distribute", work=work)))
    assert (answers, refused) == ([{"number": "D-2020-001"}] * 16, [])
    assert (Distribution.objects.count(), standing("store")) == (1, {"masks": 40})
    assert not Entry.objects.filter(event="aid.distribution.repeated").exists()
    books_are_right()


def test_one_receipt_told_16_times_and_corrected_by_eight_at_once(here: World) -> None:
    consignment = announced(here, line(here.masks, 100))
    count = Count([came(consignment, here.masks, 90, short=10)])
    issue = partial(actions.issue_receipt, consignment, count=count, key="same", actor=WANG, at=AT)
    receipts, refused = split(times(16, issue))
    assert (len({one.pk for one in receipts}), refused, standing("store")) == (1, [], {"masks": 90})

    right = Count([came(consignment, here.masks, 100)])
    correct = partial(actions.correct_receipt, receipts[0], count=right, reason="miscounted", actor=WANG, at=AT)
    done, refused = split(at_once(*[partial(correct, key=str(number)) for number in range(8)]))
    assert (len(done), [getattr(one, "code", one) for one in refused]) == (1, ["receipt_reversed"] * 7)
    assert (standing("store"), standing("donor")) == ({"masks": 100}, {"masks": -100})
    assert list(Receipt.objects.values_list("state", flat=True)) == ["reversed", "issued"]
    books_are_right()


def test_partial_receipts_of_one_consignment_at_once_add_up(here: World) -> None:
    consignment = announced(here, line(here.masks, 800))
    part = Count([came(consignment, here.masks, 100)])
    issue = partial(actions.issue_receipt, consignment, count=part, actor=WANG, at=AT)
    done, refused = split(at_once(*[partial(issue, key=str(number)) for number in range(8)]))
    assert (len(done), refused, standing("store")) == (8, [], {"masks": 800})
    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    assert numbers == [f"R-2020-{number:03d}" for number in range(1, 9)]
    assert not Discrepancy.objects.exists()
    books_are_right()


# Deadlocks

THINGS = 8


@pytest.fixture
def things(here: World) -> list[Item]:
    return [item(f"thing-{number}", f"Thing {number}") for number in range(THINGS)]


def stock_of(here: World, things: list[Item], quantity: int) -> list[Stock]:
    return [Stock(thing, here.beijing, Entered(quantity, "piece")) for thing in things]


@pytest.mark.alone
def test_entries_over_the_same_8_items_in_opposite_order_never_deadlock(
    here: World, things: list[Item], tell: Tell
) -> None:
    clients, rounds, store = 6, 15, actions.our_store()

    def work(client: int) -> None:
        order = things if client % 2 else things[::-1]
        for number in range(rounds):
            key = f"{client}-{number}"
            stock = stock_of(here, order, 10)
            supplies.take_opening_stock(store, stock=stock, status=Status.ACTUAL, key=key, actor=WANG, at=AT)

    started = time.monotonic()
    done, refused = split(at_once(*[partial(work, client) for client in range(clients)]))
    rate = clients * rounds / (time.monotonic() - started)
    tell(f"{clients} clients, {THINGS} items in opposite order: {rate:.0f} entries/s, 0 deadlocks")
    assert (len(done), refused) == (clients, [])
    assert set(standing("store").values()) == {clients * rounds * 10}
    assert rate > 50
    books_are_right()


def test_despatches_and_counts_in_opposite_order_never_deadlock(here: World, things: list[Item]) -> None:
    store = actions.our_store()
    stock = stock_of(here, things, 10_000)
    supplies.take_opening_stock(store, stock=stock, status=Status.ACTUAL, key="all", actor=WANG, at=AT)

    def send(order: list[Item]) -> None:
        for _ in range(6):
            despatch(packed(here, *[line(thing, 10) for thing in order]))

    def recount(order: list[Item], client: str) -> None:
        for number in range(6):
            key, counted = f"{client}{number}", stock_of(here, order, 5_000 + number)
            how = {"reason": "shelf by shelf", "status": Status.ACTUAL, "key": key}
            supplies.count_stock(store, stock=counted, **how, actor=WANG, at=AT)  # type: ignore[arg-type]

    up, down = things, things[::-1]
    acts = [partial(send, up), partial(send, down), partial(send, up[::2] + down[::2])]
    acts += [partial(recount, up, "a"), partial(recount, down, "b"), partial(recount, down[::2] + up[::2], "c")]
    done, refused = split(at_once(*acts))
    assert (len(done), refused) == (6, [])
    books_are_right()


def test_corrections_that_touch_the_same_goods_twice_never_deadlock(
    here: World, things: list[Item], tell: Tell
) -> None:
    store = actions.our_store()
    stock = stock_of(here, things, 10_000)
    supplies.take_opening_stock(store, stock=stock, status=Status.ACTUAL, key="all", actor=WANG, at=AT)

    def correct(order: list[Item]) -> None:
        consignment = despatched(here, *[line(thing, 10) for thing in order])
        count = Count([came(consignment, thing, 12, rejected=3) for thing in order])
        how = {"actor": here.guest(consignment), "at": AT}
        receipt = actions.issue_receipt(consignment, count=count, key="a", **how)  # type: ignore[arg-type]
        mine = Discrepancy.objects.filter(receipt_line__receipt=receipt).order_by("?")
        for one in mine:
            actions.acknowledge_discrepancy(one, resolution=Resolution.RETURN, actor=LIU, at=AT)
        right = Count([came(consignment, thing, 10) for thing in order])
        actions.correct_receipt(receipt, count=right, reason="miscounted", key="b", **how)  # type: ignore[arg-type]

    acts = [partial(correct, order) for order in (things, things[::-1], things[::2] + things[1::2], things[::-1])]
    done, refused = split(at_once(*acts))
    assert (len(done), refused) == (4, [])
    tell(f"corrections over the same {THINGS} items: {deadlocks()} deadlocks, none reached anybody")
    assert set(standing("partner").values()) == {40}
    assert LedgerEntry.objects.filter(kind="reversal").count() >= 4 * (1 + 2 * THINGS)
    books_are_right()


# The journal under load


def test_the_order_of_numbers_is_the_order_of_commits(here: World) -> None:
    """Whoever has seen number n sees every lower number: a follower that reads on from n misses nothing."""
    seen: list[list[int]] = []

    def act(client: int) -> None:
        for number in range(20):
            item(f"new-{client}-{number}", "Thing")

    def read() -> None:
        while len(seen) < 1_000:
            seen.append(list(Entry.objects.order_by("number").values_list("number", flat=True)))
            if len(seen[-1]) >= expected:
                return

    expected = Entry.objects.count() + 6 * 20
    done, refused = split(at_once(read, read, *[partial(act, client) for client in range(6)]))
    assert (len(done), refused) == (8, [])
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen)
    assert Entry.objects.count() == expected
    books_are_right()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(later) FROM (SELECT recorded_at >= lag(recorded_at, 1, recorded_at)"
            " OVER (ORDER BY number) AS later FROM journal_entry) lines"
        )
        assert cursor.fetchone() == (True,)
