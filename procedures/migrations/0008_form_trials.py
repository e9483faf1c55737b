import django.db.models.deletion
from django.db import migrations, models

CHANNELS = [
    ("COUNTER", "At the counter"),
    ("POST", "By post"),
    ("ONLINE", "Online"),
    ("KIOSK", "At a kiosk"),
]


class Migration(migrations.Migration):
    dependencies = [("procedures", "0007_duties_priorities_and_help")]

    operations = [
        migrations.AddField(
            model_name="eformversion",
            name="edits",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="historicaleformversion",
            name="edits",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.CreateModel(
            name="FormTrial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("on", models.DateField(verbose_name="as if on")),
                ("case", models.CharField(blank=True, max_length=80, verbose_name="case")),
                (
                    "channel",
                    models.CharField(
                        choices=CHANNELS, default="ONLINE", max_length=10, verbose_name="channel"
                    ),
                ),
                ("errors", models.JSONField(default=list, verbose_name="answers to be refused")),
                (
                    "computed",
                    models.JSONField(default=dict, verbose_name="results of calculations"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trials",
                        to="procedures.eformversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "test data of a form",
                "verbose_name_plural": "test data of forms",
                "ordering": ["version", "name"],
            },
        ),
        migrations.AddConstraint(
            model_name="formtrial",
            constraint=models.UniqueConstraint(
                fields=("version", "name"), name="form_trial_name_once"
            ),
        ),
    ]
