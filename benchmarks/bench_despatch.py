"""Despatch and receive through the actions, against the very same statements sent one by one through psycopg.

The statements of one real despatch and receipt are recorded and sent again for other consignments, with fresh
identities, without Django and without our rules. One server-side function that posts the same goods is reported too.
"""

import multiprocessing
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.node import node, show

AT = datetime(2020, 3, 9, 2, tzinfo=UTC)
LINES = 10
ROUNDS = 5
Statement = tuple[str, Any]
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Prepared:
    """A packed consignment, ready to be despatched and received."""

    id: UUID
    number: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Recording:
    """The statements of one despatch and receipt, and the identities in them that are of this consignment alone."""

    despatch: tuple[Statement, ...]
    receipt: tuple[Statement, ...]
    of: Prepared
    kept: frozenset[str]


def prepare(many: int) -> list[Prepared]:
    """Many packed consignments, written at once."""
    from firewood.aid.models import Consignment, ConsignmentLine
    from firewood.registry.models import Party
    from firewood.supplies.models import Item, Place

    beijing, seoul = Party.objects.get(key="beijing"), Party.objects.get(key="seoul")
    store = Place.objects.get(usage="store")
    items = list(Item.objects.exclude(key="box").order_by("pk")[:LINES])
    rows = [
        Consignment(
            number=f"B-{uuid4().hex[:12]}", direction="given", giver=beijing, receiver=seoul, state="packed",
            store=store, counts_from=AT.date(),
        )
        for _ in range(many)
    ]  # fmt: skip
    Consignment.objects.bulk_create(rows, batch_size=500)
    lines = ConsignmentLine.objects.bulk_create(
        [
            ConsignmentLine(consignment=row, ordinal=number, item=item, quantity=10, entered_quantity=10,
                            entered_unit="piece", entered_factor=1)
            for row in rows for number, item in enumerate(items)
        ],
        batch_size=500,
    )  # fmt: skip
    keys = [line.pk for line in lines]
    return [Prepared(row.pk, row.number, tuple(keys[n * LINES : (n + 1) * LINES])) for n, row in enumerate(rows)]


@dataclass(frozen=True)
class Seen:
    """What the pages of clerk and guest have read before they press the button."""

    gift: Any
    guest: Any
    count: Any


def look(one: Prepared) -> Seen:
    from firewood.accounts.actor import Actor
    from firewood.aid.drafts import Count, CountedLine
    from firewood.aid.models import Consignment

    gift = Consignment.objects.get(pk=one.id)
    guest = Actor("guest", "link", "Guest of Seoul", party_id=gift.receiver_id, thread=gift.subject)
    return Seen(gift, guest, Count([CountedLine(10, line=line) for line in gift.lines.select_related("item")]))


def despatch(seen: Seen) -> None:
    """What the clerk of our store does."""
    from firewood.aid import actions
    from tests.aid.world import WANG

    actions.despatch_consignment(seen.gift, key="bench", actor=WANG, at=AT)


def receive(seen: Seen) -> None:
    """What the partner's colleague does."""
    from firewood.aid import actions

    actions.issue_receipt(seen.gift, count=seen.count, key="bench", actor=seen.guest, at=AT)


def act(seen: Seen) -> None:
    despatch(seen)
    receive(seen)


def record(one: Prepared, kept: frozenset[str]) -> Recording:
    """Do it once for real and keep every statement that was sent, transactions included."""
    from django.db import connection

    sent: list[list[Statement]] = []
    seen = look(one)
    for work in (despatch, receive):
        heard: list[Statement] = []

        def listen(execute: Any, sql: str, params: Any, *more: Any, into: list[Statement] = heard) -> Any:
            into.append((sql, params))
            return execute(sql, params, *more)

        with connection.execute_wrapper(listen):
            work(seen)
        sent.append(heard)
    return Recording(tuple(sent[0]), tuple(sent[1]), one, kept)


class Replay:
    """Sends the recorded statements for another consignment."""

    def __init__(self, recording: Recording, conninfo: dict[str, Any]) -> None:
        import psycopg

        self.recording = recording
        self.connection = psycopg.connect(
            **conninfo, autocommit=True, cursor_factory=psycopg.ClientCursor, prepare_threshold=None
        )

    def __call__(self, one: Prepared) -> None:
        fresh: dict[str, str] = {str(self.recording.of.id): str(one.id)}
        cursor = self.connection.cursor()
        for statements in (self.recording.despatch, self.recording.receipt):
            cursor.execute("BEGIN")
            for sql, params in statements:
                cursor.execute(sql, self._params(params, fresh, one))
            cursor.execute("COMMIT")

    def _params(self, params: Any, fresh: dict[str, str], one: Prepared) -> Any:
        if isinstance(params, dict):
            return {name: self._renewed(param, fresh, one) for name, param in params.items()}
        return None if params is None else [self._renewed(param, fresh, one) for param in params]

    def _renewed(self, param: Any, fresh: dict[str, str], one: Prepared) -> Any:
        of = self.recording.of
        if isinstance(param, int) and not isinstance(param, bool) and param in of.lines:
            return one.lines[of.lines.index(param)]
        if isinstance(param, UUID):
            return UUID(self._name(str(param), fresh))
        if isinstance(param, str):
            text = UUIDS.sub(lambda hit: self._name(hit.group(), fresh), param).replace(of.number, one.number)
            return re.sub(r"\bR-2020-\d+\b", f"R-{one.number}", text)
        if isinstance(param, (list, tuple)):
            return type(param)(self._renewed(part, fresh, one) for part in param)
        return param

    def _name(self, name: str, fresh: dict[str, str]) -> str:
        if name in self.recording.kept:
            return name
        return fresh.setdefault(name, str(uuid4()))


FUNCTION = """
CREATE OR REPLACE FUNCTION bench_despatch_and_receive(c uuid, n text, partner uuid, partner_place uuid, city uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE transit uuid := gen_random_uuid(); gone uuid := gen_random_uuid(); come uuid := gen_random_uuid();
        receipt uuid := gen_random_uuid(); at timestamptz := timestamptz '2020-03-09 02:00+00';
BEGIN
    PERFORM 1 FROM aid_consignment WHERE id = c FOR UPDATE;
    INSERT INTO supplies_place (id, party_id, usage, reference, name)
    VALUES (transit, city, 'transit', 'aid.consignment:' || c, n);
    INSERT INTO supplies_ledgerentry (id, kind, status, document, occurred_at, actor_key, actor_name, actor_office,
        idempotency_key, reason)
    VALUES (gone, 'despatch', 'actual', 'aid.consignment:' || c, at, 'wang', 'Wang', '', 'despatch:' || c, ''),
           (come, 'partner_receipt', 'actual', 'aid.consignment:' || c, at, 'link', 'Guest', '', 'receipt:' || c, '');
    INSERT INTO supplies_posting (entry_id, status, occurred_at, item_id, donor_id, place_id, usage, quantity, quality,
        reversing, entered_unit)
    SELECT gone, 'actual', at, l.item_id, city, leg.place, leg.usage, leg.sign * l.quantity, 'exact', false, ''
    FROM aid_consignmentline l JOIN aid_consignment a ON a.id = l.consignment_id,
         LATERAL (VALUES (a.store_id, 'store', -1), (transit, 'transit', 1)) leg (place, usage, sign)
    WHERE l.consignment_id = c;
    INSERT INTO supplies_posting (entry_id, status, occurred_at, item_id, donor_id, place_id, usage, quantity, quality,
        reversing, entered_unit)
    SELECT come, 'actual', at, l.item_id, city, leg.place, leg.usage, leg.sign * l.quantity, 'exact', false, ''
    FROM aid_consignmentline l,
         LATERAL (VALUES (transit, 'transit', -1), (partner_place, 'partner', 1)) leg (place, usage, sign)
    WHERE l.consignment_id = c;
    INSERT INTO aid_receipt (id, number, consignment_id, status, state, stated_by_id, assurance, stated_name,
        received_at, entry_id, idempotency_key, late, note, language, acknowledged_by, acknowledged_assurance)
    VALUES (receipt, 'R-' || n, c, 'actual', 'issued', partner, 'guest_link', 'Guest', at, come, c || ':bench', false,
            '', 'en', '', '');
    INSERT INTO aid_receiptline (receipt_id, line_id, item_id, received_quantity, short_quantity, rejected_quantity,
        oversupply_quantity, quality, shortage_action, reject_reason, reject_action, entered_unit, note)
    SELECT receipt, id, item_id, quantity, 0, 0, 0, 'exact', '', '', '', '', '' FROM aid_consignmentline
    WHERE consignment_id = c;
    UPDATE aid_consignment SET state = 'received' WHERE id = c;
    PERFORM journal_append(jsonb_build_array(
        jsonb_build_object('event', 'aid.consignment.despatched', 'subject', 'aid.consignment:' || c, 'actor_kind',
            'officer', 'actor_key', 'wang', 'actor_name', 'Wang', 'actor_office', '', 'at', at, 'status', 'actual',
            'facts', '{}'::jsonb),
        jsonb_build_object('event', 'aid.receipt.issued', 'subject', 'aid.receipt:' || receipt, 'actor_kind', 'guest',
            'actor_key', 'link', 'actor_name', 'Guest', 'actor_office', '', 'at', at, 'status', 'actual',
            'facts', '{}'::jsonb)));
END $$
"""


class ServerSide:
    """One call of one function for each despatch and receipt."""

    def __init__(self, conninfo: dict[str, Any], places: Sequence[UUID]) -> None:
        import psycopg

        self.connection, self.places = psycopg.connect(**conninfo, autocommit=True), places

    def __call__(self, one: Prepared) -> None:
        values = [one.id, one.number, *self.places]
        self.connection.execute("SELECT bench_despatch_and_receive(%s, %s, %s, %s, %s)", values)


def world() -> None:
    """Two offices and a full store."""
    from tests.aid import world as stories

    here = stories.world()
    stories.stocked(here, here.masks, 10**9)
    more = [stories.item(f"thing-{number}", f"Thing {number}") for number in range(LINES - 5)]
    for thing in (here.gloves, here.suits, here.goggles, here.shields, *more):
        stories.stocked(here, thing, 10**9)


def rate(make: Callable[[], Callable[[Any], None]], work: list[list[Prepared]]) -> float:
    """How many are done in a second by as many clients as there are lists, each a process of its own."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    ready, done = context.Barrier(len(work) + 1), context.Barrier(len(work) + 1)
    clients = [context.Process(target=_client, args=(make, mine, ready, done)) for mine in work]
    for client in clients:
        client.start()
    ready.wait(60)
    started = time.perf_counter()
    done.wait(300)
    took = time.perf_counter() - started
    for client in clients:
        client.join(30)
    if any(client.exitcode for client in clients):
        raise SystemExit("a client failed")
    return sum(map(len, work)) / took


def _client(make: Callable[[], Callable[[Any], None]], mine: list[Prepared], ready: Any, done: Any) -> None:
    from django.db import connections

    do = make()
    work = [look(one) if do is act else one for one in mine]
    do(work[0])
    ready.wait(60)
    for one in work[1:]:
        do(one)
    done.wait(300)
    connections.close_all()


def main(each: int = 40) -> int:
    with node():
        from django.db import connection, connections

        world()
        with connections["owner"].cursor() as cursor:
            cursor.execute(FUNCTION)
            # No quantity may look like the key of a line, for the keys are exchanged when statements are sent again.
            cursor.execute("ALTER SEQUENCE aid_consignmentline_id_seq RESTART 70000001")
        kept = _kept()
        recording = record(prepare(1)[0], kept)
        sent = len(recording.despatch) + len(recording.receipt)
        print(f"{sent} statements for the despatch and receipt of {LINES} lines")
        settings = connection.settings_dict
        conninfo = {"host": settings["HOST"], "dbname": settings["NAME"], "user": settings["USER"],
                    "password": settings["PASSWORD"]}  # fmt: skip
        places = _places()
        ways = (lambda: act, lambda: Replay(recording, conninfo), lambda: ServerSide(conninfo, places))
        kept_goals = [_compare(ways, clients, goal, each) for clients, goal in ((1, 0.7), (4, 0.6))]
        _prove()
    return 0 if all(kept_goals) else 1


def _compare(ways: Sequence[Callable[[], Any]], clients: int, goal: float, each: int) -> bool:
    """The three ways in turn, several rounds, so that a slow moment of the machine meets all of them."""
    rates: list[list[float]] = [[], [], []]
    for _round in range(ROUNDS):
        for number, way in enumerate(ways):
            prepared = prepare(clients * (each + 1))
            rates[number].append(rate(way, [prepared[client::clients] for client in range(clients)]))
    ours, same, server = (statistics.median(found) for found in rates)
    ratio = statistics.median(ours / same for ours, same in zip(rates[0], rates[1], strict=True))
    show(f"despatch and receive, {clients} clients", measured=f"{ours:.0f}/s through the actions",
         baseline=f"the same statements {same:.0f}/s, one server-side call {server:.0f}/s ({ours / server:.2f})",
         ratio=ratio, goal=f">= {goal}", kept=ratio >= goal)  # fmt: skip
    return ratio >= goal


def _kept() -> frozenset[str]:
    """The identities that are the same in every despatch: parties, items, places that stand already."""
    from firewood.registry.models import Party
    from firewood.supplies.ledger import place_of
    from firewood.supplies.models import Item, Place
    from firewood.supplies.states import Usage

    place_of(Party.objects.get(key="seoul").pk, Usage.PARTNER)
    place_of(Party.objects.get(key="seoul").pk, Usage.PARTNER_REJECTED)
    return frozenset(str(key) for model in (Party, Item, Place) for key in model.objects.values_list("pk", flat=True))


def _places() -> list[UUID]:
    from firewood.registry.models import Party
    from firewood.supplies.models import Place

    seoul, beijing = Party.objects.get(key="seoul"), Party.objects.get(key="beijing")
    return [seoul.pk, Place.objects.get(party=seoul, usage="partner").pk, beijing.pk]


def _prove() -> None:
    """Whatever way the goods went, the books are right."""
    from firewood.journal.checks import CHECKS as JOURNAL
    from firewood.supplies.checks import CHECKS as LEDGER

    for check in (*JOURNAL, *LEDGER):
        kept, detail = check.test()
        if not kept:
            raise SystemExit(f"{check.name}: {detail}")


if __name__ == "__main__":
    sys.exit(main(*[int(argument) for argument in sys.argv[1:]]))
