"""Parts of the catalogue found quickly; names sorted under what they are about."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from procedures.rules.names import name_key


def sort_anew(apps, schema_editor):
    procedures = apps.get_model("procedures", "Procedure").objects.exclude(current=None)
    for procedure in procedures.select_related("current").iterator():
        procedure.sort_key = name_key(procedure.current.name)
        procedure.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("procedures", "0011_printed_forms")]

    operations = [
        migrations.AddIndex(
            model_name="revision",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["audiences"], name="revision_by_audience"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["level"], name="revision_by_level"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["completeness"], name="revision_by_extent"),
        ),
        migrations.RunPython(sort_anew, migrations.RunPython.noop),
    ]
