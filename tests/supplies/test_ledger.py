"""The law of the goods ledger: what the database itself refuses, and what it keeps in step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import sql

from firewood.journal.refusals import NotNow
from firewood.journal.standing import Status
from firewood.supplies import checks
from firewood.supplies.ledger import Entered, Goods, place_of, post, reverse
from firewood.supplies.models import Balance, LedgerEntry, Place, Posting
from firewood.supplies.states import EntryKind, Usage
from tests.aid.world import AT, WANG
from tests.databases import TestServer
from tests.supplies.books import PLACES, Books, balances, books, counts, event, sums, total_per_kind, write

rolled_back = pytest.mark.django_db


@contextmanager
def refused(promise: str) -> Iterator[None]:
    """What is inside is refused by the database in the name of this promise, and nothing changed."""
    before = counts(), balances()
    with pytest.raises(DatabaseError, match=promise), transaction.atomic():
        yield
    assert (counts(), balances()) == before


def leg(entry: LedgerEntry, here: Books, quantity: int, place: Usage = Usage.STORE, **more: object) -> Posting:
    """One posting as nobody should write it."""
    columns = {
        "entry": entry,
        "status": entry.status,
        "occurred_at": entry.occurred_at,
        "item": here.items[0],
        "donor": here.donors[0],
        "place": here.places[place],
        "usage": place,
        "quantity": quantity,
    }
    return Posting(**(columns | more))


def bare_entry(**more: object) -> LedgerEntry:
    columns = {"kind": EntryKind.COUNT, "status": Status.ACTUAL, "document": "test", "occurred_at": AT}
    return LedgerEntry.objects.create(**(columns | {"idempotency_key": str(uuid4()), "actor_key": "x"} | more))


# What the database refuses


@rolled_back
def test_an_entry_that_does_not_cancel_out_is_refused() -> None:
    here = books()
    with refused("entry does not cancel out"):
        Posting.objects.bulk_create([leg(bare_entry(), here, 5), leg(bare_entry(), here, -5, Usage.OPENING)])
    with refused("entry does not cancel out"):
        entry = bare_entry()
        Posting.objects.bulk_create([leg(entry, here, 5), leg(entry, here, -4, Usage.OPENING)])
    with refused("entry does not cancel out"):
        leg(bare_entry(), here, 5).save()


@rolled_back
def test_an_entry_cancels_out_per_item_lot_donor_and_status() -> None:
    here = books()
    other = {"item": here.items[1]}, {"donor": here.donors[1]}, {"lot": here.lot}
    for difference in other:
        with refused("entry does not cancel out"):
            entry = bare_entry()
            Posting.objects.bulk_create([leg(entry, here, 5), leg(entry, here, -5, Usage.OPENING, **difference)])


@rolled_back
def test_raw_sql_meets_the_same_law() -> None:
    here = books()
    insert = """
        INSERT INTO supplies_posting
               (entry_id, status, occurred_at, item_id, donor_id, quality, reversing, entered_unit,
                place_id, usage, quantity)
        SELECT %s, 'actual', %s, %s, %s, 'exact', false, '', p.id, p.usage, q.quantity
        FROM supplies_place p JOIN (VALUES (%s, 5::bigint), (%s, %s)) q(place, quantity) ON q.place = p.id
    """
    shelves = here.places[Usage.STORE].pk, here.places[Usage.OPENING].pk
    for quantity, kept in ((-4, False), (-5, True)):
        entry = bare_entry()
        values = [entry.pk, AT, here.items[0].pk, here.donors[0].pk, *shelves, quantity]
        if not kept:
            with refused("entry does not cancel out"), connection.cursor() as cursor:
                cursor.execute(insert, values)
        else:
            with connection.cursor() as cursor:
                cursor.execute(insert, values)
    assert balances() == sums()
    assert balances()["store", "masks", None, "seoul", "actual"] == 5


@rolled_back
def test_nothing_can_be_added_to_an_entry_later() -> None:
    here = books()
    entry = here.stocked(10)
    with refused("entry was written before"):
        Posting.objects.bulk_create([leg(entry, here, 5), leg(entry, here, -5, Usage.OPENING)])


@rolled_back
@pytest.mark.parametrize(
    "contradiction",
    [
        lambda here: {"status": Status.EXERCISE},
        lambda here: {"occurred_at": AT.replace(hour=3)},
        lambda here: {"usage": Usage.DONOR},
        lambda here: {"reversing": True},
        lambda here: {"lot": here.lot, "item": here.items[1]},
    ],
    ids=["status", "day", "usage", "reversing", "lot"],
)
def test_a_posting_cannot_contradict_its_entry_place_or_lot(
    contradiction: Callable[[Books], dict[str, object]],
) -> None:
    here = books()
    more = contradiction(here)
    with refused("contradicts its entry"):
        entry = bare_entry()
        Posting.objects.bulk_create([leg(entry, here, 5, **more), leg(entry, here, -5, Usage.OPENING, **more)])


@rolled_back
@pytest.mark.parametrize("usage", [usage for usage in PLACES if usage not in (Usage.OPENING, Usage.DONOR)])
def test_no_place_of_ours_is_ever_negative(usage: Usage) -> None:
    here = books()
    write(here.move(here.goods(10), Usage.OPENING, usage))
    target = Usage.STORE if usage != Usage.STORE else Usage.LOSS
    before = counts(), balances()
    with pytest.raises(NotNow) as no, transaction.atomic():
        write(here.move(here.goods(11), usage, target))
    assert no.value.code == "insufficient"
    assert (counts(), balances()) == before
    write(here.move(here.goods(10), usage, target))
    assert balances()[target, "masks", None, "seoul", "actual"] == 10


@rolled_back
def test_an_exercise_cannot_use_actual_goods() -> None:
    here = books()
    here.stocked(10)
    with pytest.raises(NotNow), transaction.atomic():
        write(here.move(here.goods(1), Usage.STORE, Usage.TRANSIT), status=Status.EXERCISE)


@rolled_back
def test_what_was_entered_must_make_the_quantity() -> None:
    here = books()
    pairs = Goods(here.items[0].pk, here.donors[0].pk, 600, entered=Entered(300, "pair", 2))
    write(here.move(pairs, Usage.OPENING, Usage.STORE))
    kept = Posting.objects.get(usage=Usage.STORE)
    assert (kept.quantity, kept.entered_quantity, kept.entered_unit, kept.entered_factor) == (600, 300, "pair", 2)
    slip = Goods(here.items[0].pk, here.donors[0].pk, 601, entered=Entered(300, "pair", 2))
    with refused("posting_as_entered"):
        write(here.move(slip, Usage.OPENING, Usage.STORE))


@rolled_back
@pytest.mark.parametrize("quantity", [0, 10**11 + 1, 10**12])
def test_impossible_quantities_are_refused(quantity: int) -> None:
    here = books()
    with refused("posting_quantity_possible"):
        write(here.move(here.goods(quantity), Usage.OPENING, Usage.STORE))


@rolled_back
def test_one_key_is_written_once() -> None:
    here = books()
    moves = [here.move(here.goods(5), Usage.OPENING, Usage.STORE)]
    post(event(key="same"), moves)
    with refused("idempotency_key"):
        post(event(key="same"), moves)


@rolled_back
def test_an_entry_is_taken_back_once() -> None:
    here = books()
    entry = here.stocked(10)
    reverse(entry, reason="miscounted", actor=WANG, at=AT)
    assert balances() == sums() == {}
    with pytest.raises(NotNow) as no:
        reverse(entry, reason="again", actor=WANG, at=AT)
    assert no.value.code == "already_reversed"


# What nobody may change, whoever asks

CHANGES = [
    "UPDATE supplies_posting SET quantity = quantity + 1",
    "UPDATE supplies_posting SET quantity = 0 WHERE false",
    "DELETE FROM supplies_posting",
    "TRUNCATE supplies_posting",
    "UPDATE supplies_ledgerentry SET reason = 'better so'",
    "DELETE FROM supplies_ledgerentry",
    "TRUNCATE supplies_ledgerentry CASCADE",
    "UPDATE journal_entry SET actor_name = 'Somebody else'",
    "DELETE FROM journal_entry WHERE number = 1",
    "TRUNCATE journal_entry",
    "UPDATE supplies_balance SET quantity = 1000000",
    "DELETE FROM supplies_balance",
    "TRUNCATE supplies_balance",
    """INSERT INTO supplies_balance (status, item_id, donor_id, place_id, usage, quantity, approximate, at_least)
       SELECT 'exercise', item_id, donor_id, place_id, usage, 5, 0, 0 FROM supplies_balance LIMIT 1""",
]


def test_history_and_balances_cannot_be_written_by_hand_by_anybody(committed: str, server: TestServer) -> None:
    books().stocked(10)
    before = balances(), list(Posting.objects.values_list("pk", "quantity"))
    superuser = psycopg.connect(server.superuser(committed), autocommit=True)
    for command in CHANGES:
        for alias in ("default", "owner"):
            with (
                pytest.raises(DatabaseError, match=r"permission denied|is refused"),
                connections[alias].cursor() as cursor,
            ):
                cursor.execute(command)
        with pytest.raises(psycopg.Error, match="is refused"):
            superuser.execute(command)
    superuser.close()
    assert (balances(), list(Posting.objects.values_list("pk", "quantity"))) == before
    assert balances()["store", "masks", None, "seoul", "actual"] == 10


# Laws

SHELVES = st.sampled_from(PLACES)
MOVE = st.fixed_dictionaries(
    {
        "item": st.integers(0, 1),
        "donor": st.integers(0, 1),
        "lot": st.booleans(),
        "quantity": st.integers(1, 20),
        "quality": st.sampled_from(["exact", "approximate", "at_least"]),
        "origin": SHELVES,
        "destination": SHELVES,
    }
)
ACT = st.one_of(
    st.tuples(st.lists(MOVE, min_size=1, max_size=4), st.sampled_from([Status.ACTUAL, Status.EXERCISE])),
    st.integers(0, 10),  # take back the entry of this number
)


def do(act: object, here: Books, entries: list[LedgerEntry]) -> None:
    if isinstance(act, int):
        if entries:
            reverse(entries[act % len(entries)], reason="a law", actor=WANG, at=AT)
        return
    moves, status = act  # type: ignore[misc]
    made = [
        here.move(
            here.goods(one["quantity"], item=one["item"], donor=one["donor"], lot=one["lot"], quality=one["quality"]),
            one["origin"],
            one["destination"],
        )
        for one in moves
    ]
    entries.append(write(*made, status=status))


def all_promises_kept() -> None:
    assert balances() == sums()
    assert not any(total_per_kind())
    for check in checks.CHECKS:
        kept, detail = check.test()
        assert kept, detail


@rolled_back
def test_whatever_is_written_and_taken_back_balances_are_sums_and_nothing_appears_or_vanishes() -> None:
    here = books()

    @settings(max_examples=60, deadline=None, database=None)
    @given(st.lists(ACT, max_size=8))
    def law(acts: list[object]) -> None:
        with transaction.atomic():
            entries: list[LedgerEntry] = []
            for act in acts:
                before = balances()
                try:
                    with transaction.atomic():
                        do(act, here, entries)
                except NotNow:
                    assert balances() == before
            all_promises_kept()
            transaction.set_rollback(True)

    law()


@rolled_back
def test_an_entry_and_its_reversal_leave_everything_as_it_was() -> None:
    here = books()
    for usage in PLACES[2:]:
        write(
            here.move(here.goods(100), Usage.OPENING, usage), here.move(here.goods(100, lot=True), Usage.DONOR, usage)
        )
    columns = ("place", "item", "lot", "donor", "status", "quantity", "approximate", "at_least")
    before = set(Balance.objects.values_list(*columns))

    @settings(max_examples=30, deadline=None, database=None)
    @given(st.lists(MOVE, min_size=1, max_size=4))
    def law(moves: list[object]) -> None:
        with transaction.atomic():
            entries: list[LedgerEntry] = []
            try:
                with transaction.atomic():
                    do((moves, Status.ACTUAL), here, entries)
            except NotNow:
                transaction.set_rollback(True)
                return
            reverse(entries[0], reason="a law", actor=WANG, at=AT)
            standing = {row for row in Balance.objects.values_list(*columns) if any(row[5:])}
            assert standing == before
            all_promises_kept()
            transaction.set_rollback(True)

    law()


# What the doctor finds when somebody reached around all this


def plant(server: TestServer, database: str, command: str, *values: object) -> None:
    """What only a superuser with triggers switched off can do."""
    with psycopg.connect(server.superuser(database)) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(sql.SQL(command), values)  # type: ignore[arg-type]


def test_the_doctor_finds_a_balance_a_posting_and_a_status_that_were_changed(
    committed: str, server: TestServer
) -> None:
    entry = books().stocked(10)
    all_promises_kept()
    plant(server, committed, "UPDATE supplies_balance SET quantity = 11 WHERE usage = 'store'")
    assert checks.balances_are_sums() == (False, "store, masks (actual): postings 10, balance 11")
    plant(server, committed, "UPDATE supplies_balance SET quantity = 10, approximate = 1 WHERE usage = 'store'")
    assert checks.balances_are_sums()[0] is False
    plant(server, committed, "UPDATE supplies_balance SET approximate = 0")
    all_promises_kept()
    plant(server, committed, "UPDATE supplies_posting SET status = 'exercise' WHERE usage = 'store'")
    assert checks.postings_agree() == (False, f"postings contradict their entry, place or lot in {entry.pk}")
    plant(server, committed, "UPDATE supplies_posting SET status = 'actual'")
    plant(server, committed, "DELETE FROM supplies_posting WHERE usage = 'store'")
    assert checks.entries_cancel_out() == (False, f"1 entries do not cancel out: {entry.pk}")
    assert checks.balances_are_sums() == (False, "store, masks (actual): postings 0, balance 10")


def test_a_place_is_made_once_by_however_many(committed: str) -> None:
    here = books()
    rows = {place_of(here.city.pk, Usage.TRANSIT, reference="x").pk for _ in range(3)}
    assert rows == set(Place.objects.filter(reference="x").values_list("pk", flat=True))
    assert all(isinstance(row, UUID) for row in rows)
    with pytest.raises(IntegrityError):
        Place.objects.create(party=here.city, usage=str(Usage.TRANSIT), reference="x")
