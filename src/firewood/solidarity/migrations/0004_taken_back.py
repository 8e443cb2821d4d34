from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0003_gesture_accepts")]

    operations = [
        migrations.RemoveConstraint(model_name="gesture", name="gesture_in_is_received"),
        migrations.AddConstraint(
            model_name="gesture",
            constraint=models.CheckConstraint(
                condition=~models.Q(way="in")
                | models.Q(state__in=["received", "withdrawn"])
                | models.Q(basis="reported"),
                name="gesture_in_is_received",
            ),
        ),
    ]
