"""What must never be false of consignments and receipts, tested against the goods ledger."""

from firewood.aid.states import ConsignmentState
from firewood.journal.checks import Check
from firewood.supplies.checks import nothing_found

ENDED = [
    str(state)
    for state in (
        ConsignmentState.CLOSED,
        ConsignmentState.CLOSED_WITH_DISCREPANCY,
        ConsignmentState.CANCELLED,
        ConsignmentState.LOST,
        ConsignmentState.RETURNED,
    )
]
CLOSED = [str(ConsignmentState.CLOSED), str(ConsignmentState.CLOSED_WITH_DISCREPANCY)]

_ON_THE_WAY = """
SELECT DISTINCT c.number FROM supplies_balance b JOIN supplies_place p ON p.id = b.place_id
JOIN aid_consignment c ON p.reference = 'aid.consignment:' || c.id
WHERE b.usage = 'transit' AND b.quantity <> 0 AND c.state = ANY(%s) ORDER BY 1
"""
# What was stated of a line is never more than was sent, and of a closed consignment exactly what was sent.
# What was found in an opened box was received with the box.
_EQUATION = """
SELECT format('%%s line %%s', c.number, l.ordinal + 1)
FROM aid_consignmentline l JOIN aid_consignment c ON c.id = l.consignment_id
LEFT JOIN aid_box b ON b.id = l.box_id
CROSS JOIN LATERAL (
    SELECT coalesce(sum(r.received_quantity - r.oversupply_quantity + r.short_quantity), 0) AS stated
    FROM aid_receiptline r JOIN aid_receipt t ON t.id = r.receipt_id
    WHERE r.line_id = l.id AND t.state = 'issued' AND NOT t.late
) s
WHERE c.basis = 'done' AND l.quantity IS NOT NULL AND b.contents IS DISTINCT FROM 'verified'
  AND (s.stated > l.quantity OR (c.state = ANY(%s) AND s.stated <> l.quantity)) ORDER BY c.number, l.ordinal
"""
# Received, line by line, is what the receipt's entry took from the giver's place or brought to the partner's.
_RECEIVED = """
WITH said AS (
    SELECT r.receipt_id, r.item_id, sum(r.received_quantity) AS quantity
    FROM aid_receiptline r JOIN aid_receipt t ON t.id = r.receipt_id WHERE NOT t.late GROUP BY 1, 2
), posted AS (
    SELECT t.id AS receipt_id, p.item_id,
           sum(CASE WHEN c.direction = 'received' AND p.usage = 'donor' THEN -p.quantity
                    WHEN c.direction = 'given' AND p.usage IN ('partner', 'partner_rejected') THEN p.quantity
                    ELSE 0 END) AS quantity
    FROM aid_receipt t JOIN aid_consignment c ON c.id = t.consignment_id
    JOIN supplies_posting p ON p.entry_id = t.entry_id
    WHERE NOT t.late GROUP BY 1, 2
)
SELECT DISTINCT t.number FROM said s FULL JOIN posted p USING (receipt_id, item_id)
JOIN aid_receipt t ON t.id = receipt_id
WHERE %s AND coalesce(s.quantity, 0) <> coalesce(p.quantity, 0) ORDER BY 1
"""
_TAKEN_BACK = """
SELECT t.number FROM aid_receipt t WHERE %s AND t.entry_id IS NOT NULL
AND (t.state = 'reversed') <> EXISTS (SELECT FROM supplies_ledgerentry e WHERE e.reverses_id = t.entry_id) ORDER BY 1
"""


CHECKS = [
    Check("aid nothing on the way", nothing_found(_ON_THE_WAY, "of ended consignments nothing is on the way", ENDED)),
    Check(
        "aid receipts add up", nothing_found(_EQUATION, "sent = received - over + short + open, line by line", CLOSED)
    ),
    Check("aid receipts are posted", nothing_found(_RECEIVED, "the ledger received what the receipts say")),
    Check("aid receipts taken back", nothing_found(_TAKEN_BACK, "every receipt taken back has its reversing entry")),
]
