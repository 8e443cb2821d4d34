from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="gesture",
            index=models.Index(fields=["status", "-counts_from", "-id"], name="gesture_newest"),
        ),
        migrations.AddIndex(
            model_name="gesture",
            index=models.Index(
                fields=["status", "counts_from"], name="gesture_reply_expected", condition=models.Q(reply="expected")
            ),
        ),
    ]
