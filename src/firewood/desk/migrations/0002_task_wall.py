"""The wall between guests, for tasks: whoever was handed a task sees that one, and of it only what is meant for them."""

from django.db import migrations

SEEN = (
    "'desk.task:' || id = current_setting('firewood.thread', true) AND "
    "party_id::text = current_setting('firewood.party', true) AND state <> 'open'"
)
COLUMNS = (
    "id, number, status, state, question, words, language, party_id, due_on, answer, answer_language, answered_at, "
    "answered_by"
)


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_tasks_calendar_mail"), ("aid", "0003_guest_wall")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE desk_task ENABLE ROW LEVEL SECURITY; GRANT SELECT ({COLUMNS}) ON desk_task TO firewood_guest; "
            f"CREATE POLICY one_thread ON desk_task FOR SELECT TO firewood_guest USING ({SEEN});",
            "DROP POLICY one_thread ON desk_task; ALTER TABLE desk_task DISABLE ROW LEVEL SECURITY; "
            "REVOKE SELECT ON desk_task FROM firewood_guest",
        ),
    ]
