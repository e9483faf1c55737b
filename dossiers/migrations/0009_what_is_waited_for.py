import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("SUPPLEMENT", "The applicant completes the dossier"),
    ("PAYMENT", "The applicant pays"),
    ("VERIFICATION", "Facts are verified"),
    ("OTHER_AGENCY", "Another agency answers or transfers papers"),
    ("SITE_VISIT", "A visit on site or a council"),
    ("FOREIGN_PAPER", "A paper comes from abroad"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0008_post"),
    ]

    operations = [
        migrations.AddField(
            model_name="waitinginterval",
            name="kind",
            field=models.CharField(choices=KINDS, default="SUPPLEMENT", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="waitinginterval",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="waitinginterval",
            name="supplement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interval",
                to="dossiers.supplement",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="waitinginterval", name="one_open_interval_per_dossier"
        ),
        migrations.AddConstraint(
            model_name="waitinginterval",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "SUPPLEMENT"), ("supplement__isnull", False))
                | models.Q(models.Q(("kind", "SUPPLEMENT"), _negated=True), ("supplement", None)),
                name="interval_of_a_supplement_has_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitinginterval",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("kind__in", ["PAYMENT", "SUPPLEMENT"])
                ),
                fields=("dossier",),
                name="one_thing_asked_of_the_applicant",
            ),
        ),
    ]
