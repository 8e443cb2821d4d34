import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("aid", "0001_initial"), ("solidarity", "0002_gesture_newest")]

    operations = [
        migrations.AddField(
            model_name="gesture",
            name="accepts",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aid.pledge"
            ),
        ),
    ]
