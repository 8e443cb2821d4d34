"""The count of letters in the record of 2020 was entered before counts named their occasion; it speaks of COVID-19."""

from django.db import migrations


def name_occasion(apps, schema_editor):
    door = schema_editor.connection.alias
    occasion = apps.get_model("registry", "Occasion").objects.using(door).filter(key="covid-19").first()
    counts = apps.get_model("solidarity", "StatedLetters").objects.using(door)
    counts.filter(key="letters-24", occasion=None).update(occasion=occasion)


class Migration(migrations.Migration):

    dependencies = [("solidarity", "0005_stated_letters_occasion")]

    operations = [migrations.RunPython(name_occasion, migrations.RunPython.noop)]
