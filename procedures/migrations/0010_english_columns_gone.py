from django.db import migrations

COLUMNS = {
    "case": ["name_en"],
    "channel": ["note_en"],
    "fee": ["name_en"],
    "paper": ["name_en", "condition_en"],
    "resultkind": ["name_en"],
    "revision": ["name_en", "summary_en"],
}


class Migration(migrations.Migration):
    dependencies = [("procedures", "0009_english_in_rows")]

    operations = [
        migrations.RemoveField(prefix + model, name)
        for model, names in COLUMNS.items()
        for name in names
        for prefix in ("", "historical")
    ]
