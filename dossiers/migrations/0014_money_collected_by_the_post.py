from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0013_other_agencies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="method",
            field=models.CharField(
                choices=[
                    ("PLATFORM", "payment platform"),
                    ("TRANSFER", "bank transfer"),
                    ("CASH", "cash at the desk"),
                    ("POST", "collected by the post"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="movement",
            name="method",
            field=models.CharField(
                choices=[
                    ("PLATFORM", "payment platform"),
                    ("TRANSFER", "bank transfer"),
                    ("CASH", "cash at the desk"),
                    ("POST", "collected by the post"),
                ],
                max_length=8,
            ),
        ),
    ]
