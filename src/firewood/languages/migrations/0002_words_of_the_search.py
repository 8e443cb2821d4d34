"""The words of the search stand in a table of their own, and each thing names its words by number."""

from hashlib import blake2b

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

AT_ONCE = 2000


def number_words(apps, schema_editor):
    """Give the words of whatever is in the search already their numbers."""
    door = schema_editor.connection.alias
    entries = apps.get_model("languages", "SearchEntry").objects.using(door)
    kept = apps.get_model("languages", "SearchWord")
    rows = entries.only("folded").order_by("pk")
    last = 0
    while part := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        words = {}
        for row in part:
            numbers = {number_of(word): word for word in row.folded.split()}
            row.words = sorted(numbers)
            words |= numbers
        found = [kept(id=number, word=word) for number, word in words.items()]
        kept.objects.using(door).bulk_create(found, ignore_conflicts=True)
        entries.bulk_update(part, ["words"], batch_size=200)
        last = part[-1].pk


def number_of(word):
    """As in `languages.search`."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) >> 1


class Migration(migrations.Migration):

    dependencies = [("languages", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("word", models.TextField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="search_word_parts", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.RunPython(number_words, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="search_entry_words"),
        ),
    ]
