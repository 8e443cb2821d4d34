from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0002_record_entries'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='awaiting',
            field=models.BooleanField(default=False, verbose_name='not sent with a statement yet'),
        ),
    ]
