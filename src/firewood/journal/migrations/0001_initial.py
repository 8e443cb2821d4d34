"""The journal, its chain, and the numbering of documents."""

from django.db import migrations, models

CHAIN = """
CREATE TABLE journal_head (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    last bigint NOT NULL,
    hash bytea NOT NULL
);
INSERT INTO journal_head (last, hash) VALUES (0, '\\x');

CREATE FUNCTION journal_hash(e journal_entry) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(e.previous || convert_to(jsonb_build_array(
        e.number, extract(epoch FROM e.at), extract(epoch FROM e.recorded_at), e.event, e.subject,
        e.actor_kind, e.actor_key, e.actor_name, e.actor_office, e.status, e.facts)::text, 'UTF8'))
$$;

-- The only way into the journal. The row of the head is the chain lock: whoever holds it numbers next,
-- so the order of numbers is the order of commits.
CREATE FUNCTION journal_append(lines jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    head journal_head;
    line jsonb;
    e journal_entry;
BEGIN
    SELECT * INTO head FROM journal_head FOR UPDATE;
    FOR line IN SELECT value FROM jsonb_array_elements(lines) LOOP
        e := jsonb_populate_record(NULL::journal_entry, line);
        e.number := head.last + 1;
        e.recorded_at := clock_timestamp();
        e.previous := head.hash;
        e.hash := ''::bytea;
        e.hash := journal_hash(e);
        INSERT INTO journal_entry VALUES (e.*);
        head.last := e.number;
        head.hash := e.hash;
    END LOOP;
    UPDATE journal_head SET last = head.last, hash = head.hash;
    RETURN head.last;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps what was written: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("event", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=120)),
                ("actor_kind", models.CharField(max_length=20)),
                ("actor_key", models.CharField(max_length=120)),
                ("actor_name", models.CharField(max_length=200)),
                ("actor_office", models.CharField(blank=True, max_length=200)),
                ("status", models.CharField(max_length=8)),
                ("facts", models.JSONField(default=dict)),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "number"], name="journal_entry_subject"),
                    models.Index(fields=["event", "number"], name="journal_entry_event"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("status", models.CharField(max_length=8)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "year", "status"), name="numbering_once")],
            },
        ),
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
    ]
