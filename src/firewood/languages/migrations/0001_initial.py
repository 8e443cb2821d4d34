import django.contrib.postgres.indexes
from django.db import migrations, models


def need_trigrams(apps, schema_editor):
    """The extension is made at setup; a database of one's own may still lack it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunPython(need_trigrams, migrations.RunPython.noop),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=120)),
                ('language', models.CharField(max_length=35)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('title', models.TextField()),
                ('body', models.TextField(blank=True, default='')),
                ('source', models.TextField(blank=True, default='')),
                ('url', models.TextField()),
                ('status', models.CharField(default='actual', max_length=10)),
                ('happened_on', models.DateField(blank=True, null=True)),
                ('folded', models.TextField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['folded'], name='search_entry_folded', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(fields=('subject', 'language'), name='search_entry_once'), models.CheckConstraint(condition=models.Q(('status__in', ['actual', 'exercise', 'test'])), name='search_entry_status_known')],
            },
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=120)),
                ('field', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=35)),
                ('ordinal', models.PositiveSmallIntegerField(default=0)),
                ('text', models.TextField()),
                ('state', models.CharField(default='original', max_length=10)),
                ('made_by', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'field', 'language', 'ordinal'), name='text_once'), models.CheckConstraint(condition=models.Q(('state__in', ['original', 'human', 'machine', 'outdated'])), name='text_state_known'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='text_not_empty')],
            },
        ),
    ]
