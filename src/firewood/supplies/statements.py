"""The statements of the goods ledger that every act sends, as SQL: one for a whole entry, one for all that is drawn."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firewood.supplies.ledger import Goods
    from firewood.supplies.models import Place

FIND_PLACE = "SELECT id, name FROM supplies_place WHERE party_id = %s AND usage = %s AND reference = %s"
MAKE_PLACE = """
INSERT INTO supplies_place (id, party_id, usage, reference, name) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
# Locked in the order in which the ledger locks, so that no two acts wait for each other.
STANDING = """
SELECT b.id, b.item_id, b.lot_id, b.donor_id, b.quantity, l.expires_on
FROM supplies_balance b LEFT JOIN supplies_lot l ON l.id = b.lot_id
WHERE b.place_id = %s AND b.status = %s AND b.item_id = ANY(%s) AND b.quantity > 0
ORDER BY b.item_id, b.lot_id NULLS FIRST, b.donor_id FOR UPDATE OF b
"""
POST = """
WITH entry AS (
    INSERT INTO supplies_ledgerentry (id, kind, status, document, occurred_at, actor_key, actor_name, actor_office,
                                      idempotency_key, reason)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id, status, occurred_at
)
INSERT INTO supplies_posting (entry_id, status, occurred_at, reversing, item_id, lot_id, donor_id, place_id, usage,
                              quantity, quality, entered_quantity, entered_unit, entered_factor)
SELECT entry.id, entry.status, entry.occurred_at, false, leg.*
FROM entry, unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::bigint[], %s::text[], %s::bigint[],
                   %s::text[], %s::int[]) leg
"""
Leg = tuple["Goods", "Place", int]


def arrays(legs: Iterable[Leg]) -> list[list[Any]]:
    """The legs of an entry column by column: goods, the place, and +1 or -1."""
    rows = [_row(goods, place, sign) for goods, place, sign in legs]
    return [list(column) for column in zip(*rows, strict=True)]


def _row(goods: "Goods", place: "Place", sign: int) -> tuple[Any, ...]:
    entered = goods.entered
    typed = (entered.quantity, entered.unit, entered.factor) if entered else (None, "", None)
    what = (goods.item_id, goods.lot_id, goods.donor_id, place.pk, place.usage)
    return (*what, sign * goods.quantity, str(goods.quality), *typed)
