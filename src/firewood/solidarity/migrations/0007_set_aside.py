import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0006_stated_letters_of_2020")]

    operations = [
        migrations.AddField("gesture", "aside_reason", models.TextField(blank=True)),
        migrations.AddField(
            "gesture",
            "twice_of",
            models.ForeignKey(
                "solidarity.gesture",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entered_twice",
            ),
        ),
        migrations.AddConstraint(
            "gesture",
            models.CheckConstraint(
                condition=models.Q(aside_reason="", twice_of=None) | models.Q(way="in", state="withdrawn"),
                name="gesture_aside_is_withdrawn",
            ),
        ),
    ]
