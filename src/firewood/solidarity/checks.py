"""What must never be false of letters and other gestures."""

from firewood.journal.checks import Check
from firewood.supplies.checks import nothing_found

# The number of a gesture says which way it went; no number is given twice, and none is missing.
_NUMBERED = """
SELECT number FROM solidarity_gesture
WHERE %s AND number !~ ('^([XT]-)?' || CASE way WHEN 'in' THEN 'IN' ELSE 'OUT' END || '-[0-9]{4}-[0-9]{3,}$')
UNION ALL
SELECT format('%%s %%s: %%s numbers given, %%s gestures', n.kind, n.year, n.last, count(g.id))
FROM journal_numbering n LEFT JOIN solidarity_gesture g
    ON g.status = n.status AND substring(g.number from '(IN|OUT)-[0-9]{4}-') = n.kind
    AND substring(g.number from '-([0-9]{4})-')::int = n.year
WHERE n.kind IN ('IN', 'OUT') GROUP BY n.kind, n.year, n.status, n.last HAVING n.last <> count(g.id)
ORDER BY 1
"""
_RECEIVED = """
SELECT number FROM solidarity_gesture WHERE %s AND (
    (way = 'in' AND basis = 'done' AND state NOT IN ('received', 'withdrawn')) OR (way = 'out' AND state = 'received')
    OR (way = 'in' AND state IN ('draft', 'signed'))
    OR (way = 'in' AND basis <> 'done' AND state = 'withdrawn')) ORDER BY 1
"""
# From one side to the other: what comes in is for one of ours, what goes out is from one of ours.
_SIDES = """
WITH RECURSIVE office(id, parent_id, kind) AS (
    SELECT id, parent_id, kind FROM registry_party WHERE is_node
    UNION ALL SELECT p.id, p.parent_id, p.kind FROM registry_party p JOIN office o ON p.id = o.parent_id
    WHERE o.kind <> 'city'
), ours(id) AS (
    SELECT id FROM office UNION SELECT p.id FROM registry_party p JOIN ours o ON p.parent_id = o.id
)
SELECT number FROM solidarity_gesture g WHERE %s
AND ((way = 'out') <> (sender_id IN (SELECT id FROM ours)) OR (way = 'in') <> (addressee_id IN (SELECT id FROM ours)))
ORDER BY 1
"""
_LOOPS = """
WITH RECURSIVE chain(start, at) AS (
    SELECT gesture_id, to_gesture_id FROM solidarity_answer WHERE to_gesture_id IS NOT NULL
    UNION SELECT c.start, a.to_gesture_id FROM chain c JOIN solidarity_answer a ON a.gesture_id = c.at
    WHERE a.to_gesture_id IS NOT NULL
)
SELECT g.number FROM chain c JOIN solidarity_gesture g ON g.id = c.start WHERE %s AND c.start = c.at ORDER BY 1
"""
_ANSWERS = """
SELECT g.number FROM solidarity_answer a JOIN solidarity_gesture g ON g.id = a.gesture_id
LEFT JOIN solidarity_gesture t ON t.id = a.to_gesture_id LEFT JOIN aid_consignment c ON c.id = a.to_consignment_id
WHERE %s AND (g.status <> coalesce(t.status, c.status) OR g.way = t.way
    OR (g.way = 'out') <> coalesce(c.direction = 'received', g.way = 'out')) ORDER BY 1
"""
# A gesture counts from its own day as far as it is known: ours from the day it went, theirs from the day it came.
_COUNTED = """
SELECT number FROM solidarity_gesture WHERE %s AND basis = 'done' AND state IN ('received', 'sent', 'delivered')
AND counts_from <> CASE way
    WHEN 'in' THEN coalesce(received_latest, handed_latest, sent_latest, written_latest, counts_from)
    ELSE coalesce(sent_latest, handed_latest, counts_from) END ORDER BY 1
"""

CHECKS = [
    Check("letters numbered", nothing_found(_NUMBERED, "every number of a letter belongs to one, in its way and year")),
    Check("letters received", nothing_found(_RECEIVED, "what came in is received or set aside, only ours is drafted")),
    Check("letters between two sides", nothing_found(_SIDES, "every letter passes between one of ours and others")),
    Check("answers end", nothing_found(_LOOPS, "no chain of answers comes back to where it began")),
    Check("answers go back", nothing_found(_ANSWERS, "every answer goes the other way, real to real")),
    Check("letters counted", nothing_found(_COUNTED, "every letter counts from its own day, as far as it is known")),
]
