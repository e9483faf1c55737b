import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import dossiers.workflow.states
import portal.accounts.fields

COUNT = """
    INSERT INTO dossiers_deskcount (place, place_id, state, amount)
    SELECT place, place_id, state, COUNT(*)
      FROM (SELECT 'DESK' AS place, receiving_agency_id AS place_id, state, closed_at
              FROM dossiers_dossier
            UNION ALL
            SELECT 'UNIT', holder_id, state, closed_at FROM dossiers_dossier
            UNION ALL
            SELECT 'PERSON', assignee_id, state, closed_at FROM dossiers_dossier
             WHERE assignee_id IS NOT NULL) AS placed
     WHERE closed_at IS NULL
     GROUP BY place, place_id, state
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("agencies", "0002_people"),
        ("dossiers", "0011_late_and_explained"),
        ("procedures", "0016_received_anywhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("told_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AbsenceMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "dossier moved to a deputy",
                "verbose_name_plural": "dossiers moved to deputies",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BulkItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "still to do"),
                            ("DONE", "done"),
                            ("CHANGED", "changed meanwhile, left alone"),
                            ("NOT_ALLOWED", "not allowed"),
                            ("REFUSED", "something is missing"),
                        ],
                        default="WAITING",
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "dossier of a bulk action",
                "verbose_name_plural": "dossiers of bulk actions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BulkJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("act", models.CharField(max_length=24)),
                ("arguments", portal.accounts.fields.EncryptedJSONField(default=dict)),
                ("key", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "bulk action",
                "verbose_name_plural": "bulk actions",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DeskChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("DESK", "the desk that received it"),
                            ("UNIT", "the unit that holds it"),
                            ("PERSON", "the official who has it"),
                        ],
                        max_length=6,
                    ),
                ),
                ("place_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=24)),
                ("amount", models.SmallIntegerField()),
            ],
            options={
                "verbose_name": "change of a count",
                "verbose_name_plural": "changes of counts",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DeskCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("DESK", "the desk that received it"),
                            ("UNIT", "the unit that holds it"),
                            ("PERSON", "the official who has it"),
                        ],
                        max_length=6,
                    ),
                ),
                ("place_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=24)),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "count of a list",
                "verbose_name_plural": "counts of lists",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DossierLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "label on a dossier",
                "verbose_name_plural": "labels on dossiers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "followed dossier",
                "verbose_name_plural": "followed dossiers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("subject_kind", models.CharField(max_length=80)),
                ("subject_id", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "instruction",
                "verbose_name_plural": "instructions",
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="InstructionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FOLLOW_UP", "Follow-up"),
                            ("DONE", "Reported as done"),
                            ("REOPENED", "Sent back: not done yet"),
                            ("EXTENDED", "New deadline"),
                            ("CLOSED", "Closed by the leader"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "step of an instruction",
                "verbose_name_plural": "steps of instructions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "tone",
                    models.CharField(
                        choices=[
                            ("plain", "grey"),
                            ("info", "blue"),
                            ("ok", "green"),
                            ("warn", "amber"),
                            ("bad", "red"),
                        ],
                        default="plain",
                        max_length=5,
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "label",
                "verbose_name_plural": "labels",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("before", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "look at a dossier",
                "verbose_name_plural": "looks at dossiers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SavedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=1000)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "saved list",
                "verbose_name_plural": "saved lists",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="SoftClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "soft claim",
                "verbose_name_plural": "soft claims",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_key", models.CharField(blank=True, max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("GRANT", "grant"), ("REFUSE", "refuse")], max_length=16
                    ),
                ),
                ("ground", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "wording for decisions",
                "verbose_name_plural": "wordings for decisions",
                "ordering": ["procedure", "outcome", "ground", "id"],
            },
        ),
        migrations.CreateModel(
            name="WordingVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("citations", models.TextField(help_text="one provision a line")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "draft"),
                            ("PUBLISHED", "in use"),
                            ("REPLACED", "replaced"),
                            ("WITHDRAWN", "no longer used"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "version of a wording",
                "verbose_name_plural": "versions of wordings",
                "ordering": ["wording", "-number"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="hold_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="recall_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="recalled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="dossiers.proposal",
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="state",
            field=models.CharField(
                choices=[
                    (dossiers.workflow.states.State["SUBMITTED"], "Sent, waiting for acceptance"),
                    (
                        dossiers.workflow.states.State["ASKED_AT_DESK"],
                        "More papers needed before acceptance",
                    ),
                    (dossiers.workflow.states.State["REFUSED"], "Not accepted"),
                    (dossiers.workflow.states.State["ACCEPTED"], "Accepted"),
                    (dossiers.workflow.states.State["PROCESSING"], "In process"),
                    (dossiers.workflow.states.State["ASKED_IN_APPRAISAL"], "More papers needed"),
                    (dossiers.workflow.states.State["PAYMENT_ASKED"], "Waiting for your payment"),
                    (dossiers.workflow.states.State["PROPOSED"], "Waiting for the decision"),
                    (dossiers.workflow.states.State["HELD"], "The decision is being completed"),
                    (
                        dossiers.workflow.states.State["SIGNING"],
                        "Decided, the result is being signed",
                    ),
                    (dossiers.workflow.states.State["DONE"], "Result ready"),
                    (dossiers.workflow.states.State["POSTED"], "Result on its way by post"),
                    (dossiers.workflow.states.State["RETURNED"], "Result handed over"),
                    (dossiers.workflow.states.State["WITHDRAWN"], "Withdrawn"),
                    (dossiers.workflow.states.State["STOPPED"], "Stopped"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.OrderBy(models.F("deadline_at"), nulls_last=True),
                models.F("id"),
                name="dossier_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("assignee"),
                models.OrderBy(models.F("deadline_at"), nulls_last=True),
                models.F("id"),
                condition=models.Q(("closed_at", None)),
                name="dossier_of_official",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("holder"),
                models.F("state"),
                models.OrderBy(models.F("deadline_at"), nulls_last=True),
                models.F("id"),
                condition=models.Q(("closed_at", None)),
                name="dossier_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("receiving_agency"),
                models.F("state"),
                models.OrderBy(models.F("deadline_at"), nulls_last=True),
                models.F("id"),
                condition=models.Q(("closed_at", None)),
                name="dossier_of_desk",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="deputy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="official",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absencemove",
            name="absence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="dossiers.absence",
            ),
        ),
        migrations.AddField(
            model_name="absencemove",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="bulkitem",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="bulkjob",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bulkitem",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="dossiers.bulkjob",
            ),
        ),
        migrations.AddIndex(
            model_name="deskchange",
            index=models.Index(fields=["place", "place_id"], name="desk_change_of_place"),
        ),
        migrations.AddConstraint(
            model_name="deskcount",
            constraint=models.UniqueConstraint(
                fields=("place", "place_id", "state"), name="one_desk_count"
            ),
        ),
        migrations.AddField(
            model_name="dossierlabel",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossierlabel",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="labelled",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddField(
            model_name="follow",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="followers",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddField(
            model_name="follow",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="instruction",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="instruction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="instruction",
            name="to_official",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="instruction",
            name="to_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="instructionstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="instructionstep",
            name="instruction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="dossiers.instruction",
            ),
        ),
        migrations.AddField(
            model_name="label",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="label",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="dossierlabel",
            name="label",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="put", to="dossiers.label"
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="savedlist",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="savedlist",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            model_name="softclaim",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="softclaim",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="soft_claim",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="procedure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procedures.procedure",
            ),
        ),
        migrations.AddField(
            model_name="wordingversion",
            name="drafted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wordingversion",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wordingversion",
            name="wording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="dossiers.wording",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="wording_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dossiers.wordingversion",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="wording_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dossiers.wordingversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recalled_by", None),
                    models.Q(
                        ("revoked_at__isnull", False),
                        models.Q(("recall_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recall_has_moment_and_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(
                condition=models.Q(("returned_at", None)),
                fields=["since"],
                name="absences_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="absence_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("deputy", models.F("official")), _negated=True),
                name="deputy_is_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="absencemove",
            constraint=models.UniqueConstraint(
                fields=("absence", "dossier"), name="moved_once_an_absence"
            ),
        ),
        migrations.AddIndex(
            model_name="bulkjob",
            index=models.Index(fields=["by", "-id"], name="bulk_of_official"),
        ),
        migrations.AddConstraint(
            model_name="bulkjob",
            constraint=models.UniqueConstraint(fields=("by", "key"), name="bulk_once_per_press"),
        ),
        migrations.AddConstraint(
            model_name="bulkitem",
            constraint=models.UniqueConstraint(
                fields=("job", "dossier"), name="dossier_once_in_a_bulk"
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(fields=("user", "dossier"), name="followed_once"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["subject_kind", "subject_id"], name="instruction_about"),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["due_at", "id"],
                name="instructions_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_official", None), ("to_unit__isnull", False)),
                    models.Q(("to_official__isnull", False), ("to_unit", None)),
                    _connector="OR",
                ),
                name="instruction_goes_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("unit", "name"),
                name="label_name_once_in_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossierlabel",
            constraint=models.UniqueConstraint(
                fields=("dossier", "label"), name="label_once_on_a_dossier"
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["dossier", "at"], name="look_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(fields=("user", "dossier"), name="one_last_look"),
        ),
        migrations.AddConstraint(
            model_name="savedlist",
            constraint=models.UniqueConstraint(
                fields=("owner", "name"), name="saved_list_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="softclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("since"))), name="claim_has_a_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("procedure", "case_key", "outcome", "ground"), name="wording_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordingversion",
            constraint=models.UniqueConstraint(
                fields=("wording", "number"), name="wording_numbers_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="wordingversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "PUBLISHED")),
                fields=("wording",),
                name="one_wording_in_use",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordingversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "DRAFT")),
                fields=("wording",),
                name="one_draft_of_a_wording",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordingversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by", None),
                    models.Q(("published_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="second_person_publishes_wording",
            ),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
