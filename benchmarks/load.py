"""A large ledger, written by set-based SQL through the real triggers: items, givers, partners, a million postings."""

from django.db import connections

PARTIES = """
INSERT INTO registry_party (id, key, kind, name, sort_name, zone, is_node, note)
SELECT gen_random_uuid(), 'bench-city-' || n, 'city', 'City ' || n, 'City ' || n, '', false, ''
FROM generate_series(1, %(partners)s) n
UNION ALL SELECT gen_random_uuid(), 'bench-office', 'city', 'Our city', 'Our city', '', true, ''
ON CONFLICT DO NOTHING
"""
ITEMS = """
INSERT INTO supplies_item (id, key, name, category, base_unit, reporting_unit, reporting_factor, note, rank)
SELECT gen_random_uuid(), 'bench-item-' || n, 'Item ' || n, '', 'piece', 'piece', 1, '', n
FROM generate_series(1, 25) n
"""
LOTS = """
INSERT INTO supplies_lot (id, item_id, number, manufacturer)
SELECT gen_random_uuid(), id, 'L' || n, '' FROM supplies_item, generate_series(1, 4) n WHERE key LIKE 'bench-item-%%'
"""
PLACES = """
INSERT INTO supplies_place (id, party_id, usage, reference, name)
SELECT gen_random_uuid(), id, usage, '', '' FROM registry_party, unnest(ARRAY['donor', 'partner']) usage
WHERE key LIKE 'bench-city-%%'
UNION ALL SELECT gen_random_uuid(), id, usage, '', '' FROM registry_party, unnest(ARRAY['store', 'transit']) usage
WHERE key = 'bench-office'
"""
# Each giver gives eight items. A move is a giver, an item, a lot; each entry has ten moves of one kind.
SETTING = """
CREATE TEMP TABLE city AS SELECT row_number() OVER (ORDER BY key)::int - 1 AS n, id FROM registry_party
    WHERE key LIKE 'bench-city-%%';
CREATE TEMP TABLE thing AS SELECT (rank - 1)::int AS n, id FROM supplies_item WHERE key LIKE 'bench-item-%%';
CREATE TEMP TABLE batch AS SELECT item_id, id, row_number() OVER (PARTITION BY item_id ORDER BY number)::int - 1 AS n
    FROM supplies_lot;
CREATE TEMP TABLE spot AS SELECT party_id, usage, id FROM supplies_place;
CREATE TEMP TABLE move (n bigint, entry uuid, at timestamptz, item uuid, lot uuid, donor uuid, origin uuid,
    origin_usage text, target uuid, target_usage text);
ANALYZE city; ANALYZE thing; ANALYZE batch; ANALYZE spot
"""
MOVES = """
TRUNCATE move;
INSERT INTO move
SELECT m.n, e.id, e.at, thing.id, batch.id, city.id, origin.id, origin.usage, target.id, target.usage
FROM (SELECT k AS k, gen_random_uuid() AS id, timestamptz '2020-01-01' + k * interval '8 minutes' AS at
      FROM generate_series(%(first)s::bigint, %(last)s::bigint) k) e
CROSS JOIN LATERAL (SELECT e.k * 10 + j AS n FROM generate_series(0, 9) j) m
JOIN city ON city.n = (m.n * 7) %% %(partners)s
JOIN thing ON thing.n = ((m.n * 7) %% %(partners)s * 3 + (m.n / 13) %% 8) %% 25
JOIN batch ON batch.item_id = thing.id AND batch.n = (m.n / 29) %% 4
JOIN spot origin ON origin.usage = %(origin)s AND (origin.usage <> 'donor' OR origin.party_id = city.id)
JOIN city partner ON partner.n = e.k %% %(partners)s
JOIN spot target ON target.usage = %(target)s AND (target.usage <> 'partner' OR target.party_id = partner.id);
INSERT INTO supplies_ledgerentry
    (id, kind, status, document, occurred_at, actor_key, actor_name, actor_office, idempotency_key, reason)
SELECT DISTINCT entry, %(kind)s, 'actual', 'bench', at, 'bench', 'bench', '', 'bench:' || entry, '' FROM move;
INSERT INTO supplies_posting
    (entry_id, status, occurred_at, item_id, lot_id, donor_id, place_id, usage, quantity, quality, reversing,
     entered_unit)
SELECT entry, 'actual', at, item, lot, donor, leg.place, leg.usage, leg.sign * %(quantity)s, 'exact', false, ''
FROM move CROSS JOIN LATERAL (VALUES (origin, origin_usage, -1), (target, target_usage, 1)) leg (place, usage, sign)
"""


def load_ledger(*, moves: int = 500_000, partners: int = 60) -> int:
    """Half of the moves are gifts to us, a quarter leaves the store, a quarter reaches a partner; gives the count."""
    with connections["owner"].cursor() as cursor:
        for statement in (PARTIES, ITEMS, LOTS, PLACES, SETTING):
            cursor.execute(statement, {"partners": partners})
        parts = (("donor", "store", "receipt", moves // 2, 10), ("store", "transit", "despatch", moves // 4, 2),
                 ("transit", "partner", "partner_receipt", moves // 4, 1))  # fmt: skip
        for origin, target, kind, many, quantity in parts:
            values = {"origin": origin, "target": target, "kind": kind, "quantity": quantity, "partners": partners}
            for first in range(0, many // 10, 1000):
                last = min(first + 1000, many // 10) - 1
                for statement in MOVES.split(";\n"):
                    cursor.execute(statement, {**values, "first": first, "last": last})
        cursor.execute("SELECT count(*) FROM supplies_posting")
        (postings,) = cursor.fetchone()
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) supplies_posting, supplies_balance, supplies_ledgerentry")
    return int(postings)
