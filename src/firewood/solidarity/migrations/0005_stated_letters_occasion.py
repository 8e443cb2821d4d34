import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("registry", "0003_in_full"), ("solidarity", "0004_taken_back")]

    operations = [
        migrations.AddField(
            model_name="statedletters",
            name="occasion",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="registry.occasion",
            ),
        ),
    ]
