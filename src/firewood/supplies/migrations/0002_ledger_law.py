"""The law of the ledger: entries are written once, cancel out, and keep the balances; balances change in no other way."""

from django.db import migrations

LAW = """
CREATE TRIGGER ledger_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON supplies_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON supplies_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION ledger_posted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    leg record;
BEGIN
    IF EXISTS (SELECT FROM fresh GROUP BY entry_id, item_id, lot_id, donor_id, status HAVING sum(quantity) <> 0) THEN
        RAISE EXCEPTION 'the entry does not cancel out' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_cancels_out';
    END IF;
    IF EXISTS (SELECT FROM (SELECT entry_id, count(*) AS legs FROM fresh GROUP BY entry_id) f
               WHERE legs <> (SELECT count(*) FROM supplies_posting p WHERE p.entry_id = f.entry_id)) THEN
        RAISE EXCEPTION 'the entry was written before' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_written_once';
    END IF;
    IF EXISTS (SELECT FROM fresh f JOIN supplies_ledgerentry e ON e.id = f.entry_id JOIN supplies_place p ON p.id = f.place_id
               LEFT JOIN supplies_lot l ON l.id = f.lot_id
               WHERE f.status <> e.status OR f.occurred_at <> e.occurred_at OR f.usage <> p.usage
                  OR f.reversing <> (e.reverses_id IS NOT NULL) OR l.item_id <> f.item_id) THEN
        RAISE EXCEPTION 'a posting contradicts its entry, its place or its lot'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_agrees';
    END IF;
    FOR leg IN
        SELECT status, item_id, lot_id, donor_id, place_id, usage, sum(quantity) AS quantity,
               sum(CASE WHEN quality = 'approximate' THEN 1 ELSE 0 END * CASE WHEN reversing THEN -1 ELSE 1 END) AS approximate,
               sum(CASE WHEN quality = 'at_least' THEN 1 ELSE 0 END * CASE WHEN reversing THEN -1 ELSE 1 END) AS at_least
        FROM fresh GROUP BY 1, 2, 3, 4, 5, 6
        -- Stores first, as when goods are drawn, then everything in one order for everybody: no two entries can deadlock.
        ORDER BY usage <> 'store', item_id, lot_id NULLS FIRST, donor_id, place_id
    LOOP
        UPDATE supplies_balance b
           SET quantity = b.quantity + leg.quantity, approximate = b.approximate + leg.approximate,
               at_least = b.at_least + leg.at_least
         WHERE place_id = leg.place_id AND item_id = leg.item_id AND donor_id = leg.donor_id AND status = leg.status
           AND lot_id IS NOT DISTINCT FROM leg.lot_id;
        IF NOT FOUND THEN
            INSERT INTO supplies_balance (status, item_id, lot_id, donor_id, place_id, usage, quantity, approximate, at_least)
            VALUES (leg.status, leg.item_id, leg.lot_id, leg.donor_id, leg.place_id, leg.usage, 0, 0, 0)
            ON CONFLICT DO NOTHING;
            UPDATE supplies_balance b
               SET quantity = b.quantity + leg.quantity, approximate = b.approximate + leg.approximate,
                   at_least = b.at_least + leg.at_least
             WHERE place_id = leg.place_id AND item_id = leg.item_id AND donor_id = leg.donor_id AND status = leg.status
               AND lot_id IS NOT DISTINCT FROM leg.lot_id;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER posting_posted AFTER INSERT ON supplies_posting REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_posted();

CREATE FUNCTION balance_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'a balance follows from postings: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER balance_kept BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON supplies_balance
    FOR EACH STATEMENT EXECUTE FUNCTION balance_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("supplies", "0001_initial"), ("journal", "0001_initial")]
    operations = [migrations.RunSQL(LAW, migrations.RunSQL.noop)]
