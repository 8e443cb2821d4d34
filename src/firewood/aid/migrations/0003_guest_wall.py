"""The wall between guests: whoever reads as the guest role sees one thread of one partner, whatever they ask for."""

from django.db import migrations

THREAD = "current_setting('firewood.thread', true)"
PARTY = "current_setting('firewood.party', true)"

SEEN = {
    "aid_consignment": f"'aid.consignment:' || id = {THREAD} AND ({PARTY} IN (giver_id::text, receiver_id::text) OR EXISTS "
    f"(SELECT FROM aid_consignment_shared_with s WHERE s.consignment_id = aid_consignment.id AND s.party_id::text = {PARTY}))",
    "aid_consignment_shared_with": f"'aid.consignment:' || consignment_id = {THREAD} AND party_id::text = {PARTY}",
    "aid_consignmentline": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_box": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_arrival": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_handover": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_receipt": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_receiptline": "receipt_id IN (SELECT id FROM aid_receipt)",
    "aid_discrepancy": "receipt_line_id IN (SELECT id FROM aid_receiptline)",
    "aid_distribution": "consignment_id IN (SELECT id FROM aid_consignment)",
    "aid_distributionline": "distribution_id IN (SELECT id FROM aid_distribution)",
    "aid_need": f"party_id::text = {PARTY} AND 'registry.party:' || party_id = {THREAD}",
    "aid_needline": "need_id IN (SELECT id FROM aid_need)",
    "aid_pledge": f"{PARTY} IN (giver_id::text, receiver_id::text) AND 'registry.party:' || {PARTY} = {THREAD}",
    "aid_pledgeline": "pledge_id IN (SELECT id FROM aid_pledge)",
    "registry_party": f"id::text = {PARTY} OR id IN (SELECT our_side()) OR id IN (SELECT giver_id FROM aid_consignment UNION "
    "SELECT receiver_id FROM aid_consignment UNION SELECT giver_id FROM aid_pledge UNION SELECT receiver_id FROM aid_pledge)",
    "archive_attachment": f"subject = {THREAD}",
    "languages_text": f"subject = {THREAD} OR subject LIKE 'supplies.item:%%' "
    "OR subject IN (SELECT 'registry.party:' || id FROM registry_party)",
}
OPEN = ["registry_occasion", "supplies_item", "supplies_packing", "supplies_externalcode", "supplies_lot"]

# Our own side is no secret to a guest. The function reads as the owner, because a policy cannot ask its own table.
OUR_SIDE = """
CREATE FUNCTION our_side() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE above(id, parent_id, kind) AS (
        SELECT id, parent_id, kind FROM registry_party WHERE is_node
        UNION ALL
        SELECT p.id, p.parent_id, p.kind FROM registry_party p JOIN above a ON p.id = a.parent_id WHERE a.kind <> 'city'
    ), side(id) AS (
        SELECT id FROM above UNION SELECT p.id FROM registry_party p JOIN side s ON p.parent_id = s.id
    )
    SELECT id FROM side
$$
"""


def _wall(table: str, seen: str) -> str:
    seen = seen.replace("%%", "%")
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; GRANT SELECT ON {table} TO firewood_guest; "
        f"CREATE POLICY one_thread ON {table} FOR SELECT TO firewood_guest USING ({seen});"
    )


def _down(table: str) -> str:
    return f"DROP POLICY one_thread ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = [
        ("aid", "0002_initial"),
        ("archive", "0002_record_entries"),
        ("languages", "0001_initial"),
        ("registry", "0001_initial"),
        ("supplies", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(OUR_SIDE, "DROP FUNCTION our_side()"),
        *(migrations.RunSQL([(_wall(table, seen), None)], [(_down(table), None)]) for table, seen in SEEN.items()),
        *(migrations.RunSQL(f"GRANT SELECT ON {table} TO firewood_guest", migrations.RunSQL.noop) for table in OPEN),
    ]
