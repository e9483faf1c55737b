"""The tables of the catalogue."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import procedures.models.case
import procedures.workflow


class Migration(migrations.Migration):
    replaces = [
        ("procedures", "0001_initial"),
        ("procedures", "0003_eligibility_questions"),
        ("procedures", "0004_model_of_the_law"),
        ("procedures", "0006_imports_waiting"),
        ("procedures", "0007_duties_priorities_and_help"),
        ("procedures", "0008_form_trials"),
        ("procedures", "0009_english_in_rows"),
        ("procedures", "0010_english_columns_gone"),
        ("procedures", "0011_printed_forms"),
        ("procedures", "0012_catalogue_parts"),
        ("procedures", "0013_files_sent_in"),
        ("procedures", "0014_words_about_rules_of_cases"),
        ("procedures", "0015_when_fees_are_asked_for"),
        ("procedures", "0016_received_anywhere"),
        ("procedures", "0017_what_the_clock_of_a_procedure_knows"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("agencies", "0002_people"),
        ("documents", "0003_lending"),
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="stable key")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
            ],
            options={
                "verbose_name": "electronic form",
                "verbose_name_plural": "electronic forms",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="started")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                ("read", models.PositiveIntegerField(default=0, verbose_name="records read")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("quarantined", models.PositiveIntegerField(default=0, verbose_name="held back")),
                ("reasons", models.JSONField(default=dict, verbose_name="reasons")),
            ],
            options={
                "verbose_name": "reading of a file",
                "verbose_name_plural": "readings of files",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PriorityList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(2018),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Being put together"),
                            ("APPROVED", "Approved and published"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "decision_symbol",
                    models.CharField(blank=True, max_length=60, verbose_name="approving decision"),
                ),
                (
                    "decision_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the decision"),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "yearly list of services put online first",
                "verbose_name_plural": "yearly lists of services put online first",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("state", "DRAFT")),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("state", "APPROVED"),
                                models.Q(("decision_symbol", ""), _negated=True),
                                ("decision_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approved_list_has_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("opened_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_approves_the_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.TextField(verbose_name="name")),
                ("name_en", models.TextField(blank=True, verbose_name="English name")),
                ("since", models.DateField(blank=True, null=True, verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until")),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="YearlyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2018),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "Being written"), ("SIGNED", "Signed")],
                        default="DRAFT",
                        max_length=6,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "done",
                    models.TextField(
                        blank=True, verbose_name="what was built, upgraded and kept up"
                    ),
                ),
                ("obstacles", models.TextField(blank=True, verbose_name="obstacles")),
                (
                    "plans",
                    models.TextField(blank=True, verbose_name="plans and proposals for next year"),
                ),
                ("figures", models.JSONField(blank=True, default=dict)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField(null=True)),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "yearly report of an agency",
                "verbose_name_plural": "yearly reports of agencies",
                "ordering": ["-year", "agency_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "agency"), name="one_report_an_agency_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at", None), ("state", "DRAFT")),
                            models.Q(("signed_at__isnull", False), ("state", "SIGNED")),
                            _connector="OR",
                        ),
                        name="signed_report_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_signs_the_report",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EFormVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="procedures.eform",
                        verbose_name="electronic form",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.JSONField(verbose_name="definition")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("edits", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="in use"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of an electronic form",
                "verbose_name_plural": "versions of electronic forms",
                "ordering": ["form", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "number"), name="form_version_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEFormVersion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("content", models.JSONField(verbose_name="definition")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("edits", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="in use"),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.eform",
                        verbose_name="electronic form",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical version of an electronic form",
                "verbose_name_plural": "historical versions of electronic forms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SectorCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="procedures.sector",
                        verbose_name="sector",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("since", models.DateField(blank=True, null=True, verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
            ],
            options={
                "verbose_name": "code of a sector",
                "verbose_name_plural": "codes of a sector",
                "ordering": ["sector", "since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "since"),
                        name="sector_code_once_from_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", None),
                            ("until", None),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="sector_code_window_is_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnreadableLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unreadable",
                        to="procedures.importrun",
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("sha256", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=40, verbose_name="reason")),
                (
                    "excerpt",
                    models.CharField(blank=True, max_length=200, verbose_name="what stands there"),
                ),
            ],
            options={
                "ordering": ["run", "line", "id"],
            },
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trials",
                        to="procedures.eformversion",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("on", models.DateField(verbose_name="as if on")),
                ("case", models.CharField(blank=True, max_length=80, verbose_name="case")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        default="ONLINE",
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("errors", models.JSONField(default=list, verbose_name="answers to be refused")),
                (
                    "computed",
                    models.JSONField(default=dict, verbose_name="results of calculations"),
                ),
            ],
            options={
                "verbose_name": "test data of a form",
                "verbose_name_plural": "test data of forms",
                "ordering": ["version", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "name"), name="form_trial_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                ("hint", models.TextField(blank=True, verbose_name="hint")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="steps",
                    ),
                ),
                (
                    "rule",
                    models.JSONField(
                        blank=True,
                        help_text="A condition over the answers given before filing or in the form.",
                        null=True,
                        validators=[procedures.models.case.check_condition],
                        verbose_name="chosen by itself when",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical case",
                "verbose_name_plural": "historical cases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDuty",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("APPLICANT", "Applicant"),
                            ("AGENCY", "Agency that decides"),
                            ("COORDINATING", "Coordinating agencies"),
                        ],
                        max_length=12,
                        verbose_name="party",
                    ),
                ),
                ("text", models.TextField(verbose_name="duty")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical duty",
                "verbose_name_plural": "historical duties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEligibilityOutcome",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("MAY", "This procedure is for you"),
                            ("CASE", "This procedure is for you, in this situation"),
                            ("OTHER", "Another procedure is for you"),
                            ("MAY_NOT", "By your answers the conditions are not met"),
                        ],
                        max_length=7,
                        verbose_name="what is told",
                    ),
                ),
                (
                    "when",
                    models.JSONField(blank=True, default=dict, verbose_name="if all of this holds"),
                ),
                ("text", models.TextField(verbose_name="reason in words")),
                ("text_en", models.TextField(blank=True, verbose_name="reason in English")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="legal basis"),
                ),
                (
                    "case_key",
                    models.SlugField(blank=True, max_length=60, verbose_name="situation to choose"),
                ),
                (
                    "other_code",
                    models.CharField(
                        blank=True, max_length=8, verbose_name="code of the other procedure"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical outcome of the questions",
                "verbose_name_plural": "historical outcomes of the questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEligibilityQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("key", models.CharField(max_length=40, verbose_name="stable key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes_no", "Yes or no"),
                            ("choice", "One of several answers"),
                            ("number", "A number"),
                            ("date", "A day"),
                        ],
                        default="yes_no",
                        max_length=6,
                        verbose_name="kind of answer",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                (
                    "text_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="question in English"
                    ),
                ),
                ("help", models.TextField(blank=True, verbose_name="hint")),
                ("help_en", models.TextField(blank=True, verbose_name="English hint")),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="answers",
                    ),
                ),
                (
                    "show_if",
                    models.JSONField(blank=True, default=dict, verbose_name="asked only if"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical eligibility question",
                "verbose_name_plural": "historical eligibility questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExemption",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("POOR", "Poor households"),
                            ("NEAR_POOR", "Near-poor households"),
                            ("CHILD", "Children"),
                            ("ELDERLY", "Elderly people"),
                            ("DISABLED", "People with disabilities"),
                            ("MERIT", "People with meritorious services and their families"),
                            ("MINORITY", "Ethnic minorities in communes of special difficulty"),
                            ("FIRST_TIME", "Whoever asks for the first time"),
                            ("ONLINE", "Whoever files online"),
                            ("OTHER", "Another group"),
                        ],
                        max_length=10,
                        verbose_name="group",
                    ),
                ),
                ("who", models.TextField(verbose_name="who, in the words of the text")),
                ("who_en", models.TextField(blank=True, verbose_name="who (English)")),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share spared, in per cent",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount paid instead",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("proof", models.TextField(blank=True, verbose_name="paper that proves it")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical exemption",
                "verbose_name_plural": "historical exemptions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFee",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FIXED", "Fixed amount"),
                            ("PER_UNIT", "Amount for each unit"),
                            ("COUNCIL_DECIDES", "Set by the People's Council of the province"),
                            ("FREE", "Free of charge"),
                            ("NOT_STATED", "The source does not say"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "charge",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FEE", "Fee for a service"),
                            ("LEVY", "Levy for an act of the state"),
                        ],
                        max_length=4,
                        verbose_name="fee or levy",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="code in the national database"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("VND", "đồng"), ("USD", "US dollars")],
                        default="VND",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("per", models.CharField(blank=True, max_length=80, verbose_name="for each")),
                (
                    "quantity_from",
                    models.CharField(
                        blank=True,
                        help_text="Key of the field, with a dot between a table and its column; the rows of a table are added up. Empty: the desk enters the number.",
                        max_length=120,
                        verbose_name="answer that gives the number",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "exemption",
                    models.TextField(blank=True, verbose_name="who pays less or nothing"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fee",
                "verbose_name_plural": "historical fees",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFrequentQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("question", models.CharField(max_length=300, verbose_name="question")),
                ("answer", models.TextField(verbose_name="answer")),
                (
                    "question_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="question in English"
                    ),
                ),
                ("answer_en", models.TextField(blank=True, verbose_name="answer in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical frequent question",
                "verbose_name_plural": "historical frequent questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGuide",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("SUPERSEDED", "Replaced by a newer revision"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="One step a paragraph, with an empty line between them.",
                        verbose_name="how to file, step by step",
                    ),
                ),
                ("text_en", models.TextField(blank=True, verbose_name="the same in English")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical guide and frequent questions",
                "verbose_name_plural": "historical guides and frequent questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalBasis",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                (
                    "symbol_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=80),
                ),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical legal basis",
                "verbose_name_plural": "historical legal bases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLocalExemption",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("POOR", "Poor households"),
                            ("NEAR_POOR", "Near-poor households"),
                            ("CHILD", "Children"),
                            ("ELDERLY", "Elderly people"),
                            ("DISABLED", "People with disabilities"),
                            ("MERIT", "People with meritorious services and their families"),
                            ("MINORITY", "Ethnic minorities in communes of special difficulty"),
                            ("FIRST_TIME", "Whoever asks for the first time"),
                            ("ONLINE", "Whoever files online"),
                            ("OTHER", "Another group"),
                        ],
                        max_length=10,
                        verbose_name="group",
                    ),
                ),
                ("who", models.TextField(verbose_name="who, in the words of the text")),
                ("who_en", models.TextField(blank=True, verbose_name="who (English)")),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share spared, in per cent",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount paid instead",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("proof", models.TextField(blank=True, verbose_name="paper that proves it")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "fee_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the fee"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical local exemption",
                "verbose_name_plural": "historical local exemptions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLocalFee",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "case_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the case"
                    ),
                ),
                (
                    "channel_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("fee_key", models.SlugField(max_length=60, verbose_name="stable key of the fee")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FIXED", "Fixed amount"),
                            ("PER_UNIT", "Amount for each unit"),
                            ("FREE", "Free of charge"),
                        ],
                        default="FIXED",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                ("per", models.CharField(blank=True, max_length=80, verbose_name="for each")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical local fee",
                "verbose_name_plural": "historical local fees",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLocalLimit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "case_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the case"
                    ),
                ),
                (
                    "channel_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "limit_kind",
                    models.CharField(
                        choices=[
                            ("LIMITED", "A limit with its unit"),
                            ("SAME_DAY", "The same working day"),
                        ],
                        default="LIMITED",
                        max_length=10,
                        verbose_name="kind of time limit",
                    ),
                ),
                (
                    "limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="time limit"),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("calendar_day", "days"),
                            ("working_hour", "working hours"),
                            ("hour", "hours"),
                            ("minute", "minutes"),
                            ("month", "months"),
                            ("year", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                (
                    "cutoff",
                    models.TimeField(
                        blank=True, null=True, verbose_name="last hour for a result on the same day"
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="at most, in working days"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical local time limit",
                "verbose_name_plural": "historical local time limits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLocalTerms",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("note", models.TextField(blank=True, verbose_name="note for the public")),
                ("note_en", models.TextField(blank=True, verbose_name="English note")),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical local terms",
                "verbose_name_plural": "historical local terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProcessStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Steps of the same stage run side by side. Empty: one after the other.",
                        null=True,
                        verbose_name="stage",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("role", models.CharField(max_length=40, verbose_name="role")),
                ("unit_hint", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                (
                    "agency_code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="identifier of the agency"
                    ),
                ),
                (
                    "hand_over",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SYSTEM", "In the one-stop system"),
                            ("AXIS", "Over the national document axis"),
                            ("POST", "Sent by post"),
                            ("PAPER", "On paper, by hand"),
                        ],
                        max_length=6,
                        verbose_name="passed on",
                    ),
                ),
                (
                    "days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="working days",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        verbose_name="working hours",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical process step",
                "verbose_name_plural": "historical process steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResultKind",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="code")),
                ("name", models.TextField(verbose_name="name")),
                ("final", models.BooleanField(default=True, verbose_name="final result")),
                (
                    "valid_for",
                    models.CharField(blank=True, max_length=200, verbose_name="valid for"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical result",
                "verbose_name_plural": "historical results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRevision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("SUPERSEDED", "Replaced by a newer revision"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.TextField(max_length=1100, verbose_name="name")),
                (
                    "everyday_name",
                    models.CharField(blank=True, max_length=200, verbose_name="everyday name"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "decision_symbol",
                    models.CharField(blank=True, max_length=60, verbose_name="announcing decision"),
                ),
                (
                    "decision_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the decision"),
                ),
                (
                    "short_procedure",
                    models.BooleanField(
                        default=False,
                        help_text="The law itself was issued in the shortened procedure: shorter notice is due.",
                        verbose_name="by the shortened procedure",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.DateField(verbose_name="date of the source")),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="imported"
                    ),
                ),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "procedure_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LAW_DELEGATED", "Left by law to be laid down in detail"),
                            (
                                "LOCAL_OWN",
                                "Laid down by the locality without the law asking for it",
                            ),
                            ("OTHER", "Another kind"),
                        ],
                        max_length=13,
                        verbose_name="kind of procedure",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Level 1: information"),
                            (2, "Level 2: forms to download"),
                            (3, "Level 3: filing online"),
                            (4, "Level 4: filing, payment and result online"),
                        ],
                        verbose_name="service level",
                    ),
                ),
                (
                    "completeness",
                    models.CharField(
                        choices=[
                            ("NONE", "Not offered online"),
                            ("PARTIAL", "Partly online"),
                            ("FULL", "Fully online"),
                        ],
                        default="NONE",
                        max_length=7,
                        verbose_name="online extent",
                    ),
                ),
                (
                    "partial_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PRESENCE", "The person must appear before the agency"),
                            ("BIOMETRICS", "Photograph or fingerprints are taken on the spot"),
                            ("ORIGINALS", "Original papers must be handed in or compared"),
                            ("INSPECTION", "The agency inspects on the spot"),
                            ("PAPER_RESULT", "The result exists on paper only"),
                        ],
                        max_length=12,
                        verbose_name="why only partly online",
                    ),
                ),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CITIZEN", "Vietnamese citizens"),
                                ("OVERSEAS", "Vietnamese people living abroad"),
                                ("FOREIGNER", "Foreigners"),
                                ("OFFICIAL", "Officials and public employees"),
                                ("ENTERPRISE", "Enterprises"),
                                ("FOREIGN_ENTERPRISE", "Foreign-invested enterprises"),
                                (
                                    "ORGANISATION",
                                    "Organisations other than enterprises and cooperatives",
                                ),
                                ("FOREIGN_ORGANISATION", "Foreign organisations"),
                                ("COOPERATIVE", "Cooperatives"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="who may apply",
                    ),
                ),
                (
                    "tiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("MINISTRY", "Ministry"),
                                ("PROVINCE", "Province"),
                                ("COMMUNE", "Commune"),
                                ("OTHER", "Another agency"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tiers of government",
                    ),
                ),
                (
                    "deciding_agency",
                    models.TextField(blank=True, verbose_name="agency that decides"),
                ),
                (
                    "executing_agency",
                    models.TextField(blank=True, verbose_name="agency that carries out"),
                ),
                (
                    "coordinating_agency",
                    models.TextField(blank=True, verbose_name="coordinating agencies"),
                ),
                (
                    "delegated_agency",
                    models.TextField(blank=True, verbose_name="agency it is delegated to"),
                ),
                (
                    "reception_agency",
                    models.TextField(blank=True, verbose_name="where dossiers are taken"),
                ),
                (
                    "agency_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="identifiers of the agencies that carry it out",
                    ),
                ),
                (
                    "related",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="One on each line: its code, or its name where the source gives no code.",
                        size=None,
                        verbose_name="related procedures",
                    ),
                ),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="steps",
                    ),
                ),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="conditions",
                    ),
                ),
                (
                    "clock_policy",
                    models.CharField(
                        choices=[
                            (
                                "restart",
                                "The full limit runs again from the day the dossier is complete",
                            ),
                            ("exclude", "Named intervals are not counted"),
                            ("suspend_once", "The clock may be paused once"),
                            ("extend_capped", "The limit may be extended up to a cap"),
                        ],
                        default="restart",
                        max_length=20,
                        verbose_name="clock policy",
                    ),
                ),
                (
                    "extension_cap",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="most the limit may be extended by"
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SUPPLEMENT", "The applicant completes the dossier"),
                                ("PAYMENT", "The applicant pays"),
                                ("VERIFICATION", "Facts are verified"),
                                ("OTHER_AGENCY", "Another agency answers or transfers papers"),
                                ("SITE_VISIT", "A visit on site or a council"),
                                ("FOREIGN_PAPER", "A paper comes from abroad"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        help_text="Nothing ticked: only what the applicant is waited for.",
                        size=None,
                        verbose_name="waiting that is not counted",
                    ),
                ),
                (
                    "clock_basis",
                    models.CharField(
                        blank=True,
                        help_text="The text and article that say so, such as “Điều 12 Thông tư …”.",
                        max_length=300,
                        verbose_name="provision on the clock",
                    ),
                ),
                (
                    "asking_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Only where the law of the sector says so; otherwise the general rule holds.",
                        null=True,
                        verbose_name="working days in which more papers may be asked for",
                    ),
                ),
                (
                    "asking_basis",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="provision of the sector on asking for more",
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="working days the applicant has to complete the dossier",
                    ),
                ),
                (
                    "process_decision",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="decision on the internal process"
                    ),
                ),
                (
                    "process_decision_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="date of the decision on the internal process",
                    ),
                ),
                (
                    "transfer_cutoff",
                    models.TimeField(
                        blank=True,
                        help_text="A paper dossier taken later moves on at the start of the next working day.",
                        null=True,
                        verbose_name="last hour of same-day hand-over",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.eformversion",
                        verbose_name="electronic form",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical revision",
                "verbose_name_plural": "historical revisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSampleForm",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "name",
                    models.CharField(max_length=200, verbose_name="who files, in which situation"),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="the same in English"
                    ),
                ),
                ("case_key", models.SlugField(blank=True, max_length=60, verbose_name="situation")),
                (
                    "answers",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="answers"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical sample filled in",
                "verbose_name_plural": "historical samples filled in",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportedProcedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="procedures",
                        to="procedures.importrun",
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("line_sha256", models.CharField(max_length=64)),
                ("code", models.CharField(db_index=True, max_length=8, verbose_name="code")),
                ("name", models.TextField(verbose_name="name")),
                ("sector", models.TextField(blank=True, verbose_name="sector")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("QUARANTINED", "Held back: somebody must decide"),
                            ("READY", "Ready to become a draft"),
                            ("ACCEPTED", "Became a draft"),
                            ("REJECTED", "Rejected"),
                            ("SUPERSEDED", "Overtaken by a newer state of the source"),
                        ],
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("digest", models.CharField(max_length=64)),
                ("facts", models.JSONField()),
                ("mended", models.JSONField(null=True)),
                ("raw", models.JSONField()),
                ("problems", models.JSONField(default=list)),
                (
                    "open_reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "rejected_because",
                    models.TextField(blank=True, verbose_name="why it was rejected"),
                ),
                ("known_before", models.BooleanField(default=False, verbose_name="changed")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "imported procedure",
                "verbose_name_plural": "imported procedures",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["code", "-id"], name="imported_newest_of_code"),
                    models.Index(fields=["state", "id"], name="imported_by_state"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["open_reasons"], name="imported_by_reason"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    procedures.workflow.ImportState["QUARANTINED"],
                                    procedures.workflow.ImportState["READY"],
                                ],
                            )
                        ),
                        fields=("code",),
                        name="one_open_import_a_procedure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "READY"), _negated=True),
                            ("open_reasons", []),
                            _connector="OR",
                        ),
                        name="ready_import_has_no_open_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "imported",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlements",
                        to="procedures.importedprocedure",
                    ),
                ),
                ("reason", models.CharField(max_length=40)),
                ("row", models.PositiveIntegerField(null=True)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("MENDED", "Put right"),
                            ("CONFIRMED", "What was read is right"),
                            ("AS_STATED", "Published as not stated, with the words of the source"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.JSONField(null=True)),
                ("note", models.TextField(verbose_name="on what ground")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=8,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[1-9]\\.\\d{6}$")],
                        verbose_name="code",
                    ),
                ),
                (
                    "owner_code",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="identifier of the owner in local codes",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("NATIONAL", "National procedure"),
                            ("LOCAL", "Procedure of the province"),
                        ],
                        default="NATIONAL",
                        max_length=10,
                        verbose_name="scope",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="procedures",
                        to="procedures.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "national_page",
                    models.URLField(blank=True, verbose_name="page on the national portal"),
                ),
                (
                    "external_url",
                    models.URLField(
                        blank=True,
                        help_text="Filled only when dossiers are not taken here but on another portal.",
                        verbose_name="filed at this address instead",
                    ),
                ),
                (
                    "internal",
                    models.BooleanField(
                        default=False,
                        help_text="Never offered to the public.",
                        verbose_name="between agencies only",
                    ),
                ),
                ("sort_key", models.TextField(default="", editable=False)),
                (
                    "featured",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="place among the most used"
                    ),
                ),
            ],
            options={
                "verbose_name": "procedure",
                "verbose_name_plural": "procedures",
                "ordering": ["sort_key", "id"],
                "indexes": [models.Index(fields=["sort_key", "id"], name="procedure_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[1-9]\\.\\d{6}$")),
                        name="procedure_code_has_its_form",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Guide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guides",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("SUPERSEDED", "Replaced by a newer revision"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="One step a paragraph, with an empty line between them.",
                        verbose_name="how to file, step by step",
                    ),
                ),
                ("text_en", models.TextField(blank=True, verbose_name="the same in English")),
            ],
            options={
                "verbose_name": "guide and frequent questions",
                "verbose_name_plural": "guides and frequent questions",
                "ordering": ["procedure", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "number"), name="guide_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "DRAFT")),
                        fields=("procedure",),
                        name="one_draft_guide_a_procedure",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PUBLISHED")),
                        fields=("procedure",),
                        name="one_guide_in_use_a_procedure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "DRAFT")),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="published_guide_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            ("created_by", None),
                            models.Q(("published_by", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_publishes_the_guide",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="English name"),
                ),
                ("hint", models.CharField(blank=True, max_length=300, verbose_name="hint")),
                (
                    "hint_en",
                    models.CharField(blank=True, max_length=300, verbose_name="English hint"),
                ),
                ("icon", models.CharField(blank=True, max_length=40, verbose_name="icon")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "procedures",
                    models.ManyToManyField(
                        blank=True,
                        related_name="life_events",
                        to="procedures.procedure",
                        verbose_name="procedures",
                    ),
                ),
            ],
            options={
                "verbose_name": "life event",
                "verbose_name_plural": "life events",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="LocalTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_terms",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("note", models.TextField(blank=True, verbose_name="note for the public")),
                ("note_en", models.TextField(blank=True, verbose_name="English note")),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "local terms",
                "verbose_name_plural": "local terms",
                "ordering": ["-in_force_from", "-id"],
                "indexes": [
                    models.Index(fields=["procedure", "in_force_from"], name="local_terms_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["DRAFT", "PUBLISHED", "WITHDRAWN"])),
                        name="local_terms_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_until", None),
                            ("in_force_until__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="local_terms_window_is_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "DRAFT")),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="published_local_terms_have_their_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            ("created_by", None),
                            models.Q(("published_by", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_publishes_local_terms",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offerings",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk_offerings",
                        to="agencies.agency",
                        verbose_name="desk",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="division_offerings",
                        to="agencies.agency",
                        verbose_name="division that works on it",
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("COUNTER", "At the counter"),
                                ("POST", "By post"),
                                ("ONLINE", "Online"),
                                ("KIOSK", "At a kiosk"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                        verbose_name="channels",
                    ),
                ),
                (
                    "collect",
                    models.CharField(
                        choices=[
                            ("FILING", "When the dossier is filed"),
                            ("ACCEPTANCE", "When the dossier is accepted"),
                            ("RETURN", "When the result is ready"),
                        ],
                        default="FILING",
                        help_text="Nobody is turned away for not having paid yet: what is open stays visible.",
                        max_length=10,
                        verbose_name="fees are asked for",
                    ),
                ),
                (
                    "anywhere",
                    models.BooleanField(
                        default=False,
                        help_text="The clock starts once the agency in charge has received it from that desk.",
                        verbose_name="every desk of the province may receive it",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Hours, room, what to bring; shown beside the address.",
                        verbose_name="what to know at this desk",
                    ),
                ),
                ("since", models.DateField(verbose_name="offered from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="offered until")),
            ],
            options={
                "verbose_name": "offering",
                "verbose_name_plural": "offerings",
                "ordering": ["agency_id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("procedure", "agency"),
                        name="one_open_offering_an_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="offering_window_is_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="procedures.prioritylist",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (3, "Level 3: filing online"),
                            (4, "Level 4: filing, payment and result online"),
                        ],
                        default=4,
                        verbose_name="level to reach",
                    ),
                ),
                ("by_when", models.DateField(verbose_name="online by")),
                ("reason", models.TextField(verbose_name="why this service")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Proposed"),
                            ("KEPT", "On the list"),
                            ("LEFT_OUT", "Left out"),
                        ],
                        default="PROPOSED",
                        max_length=8,
                    ),
                ),
                ("verdict_reason", models.TextField(blank=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "weighed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "service of a yearly list",
                "verbose_name_plural": "services of yearly lists",
                "ordering": ["by_when", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "procedure"), name="service_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "LEFT_OUT"), _negated=True),
                            models.Q(("verdict_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="service_left_out_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Draft"),
                            ("PUBLISHED", "Published"),
                            ("SUPERSEDED", "Replaced by a newer revision"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="DRAFT",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.TextField(max_length=1100, verbose_name="name")),
                (
                    "everyday_name",
                    models.CharField(blank=True, max_length=200, verbose_name="everyday name"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "decision_symbol",
                    models.CharField(blank=True, max_length=60, verbose_name="announcing decision"),
                ),
                (
                    "decision_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the decision"),
                ),
                (
                    "short_procedure",
                    models.BooleanField(
                        default=False,
                        help_text="The law itself was issued in the shortened procedure: shorter notice is due.",
                        verbose_name="by the shortened procedure",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.DateField(verbose_name="date of the source")),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="imported"
                    ),
                ),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                (
                    "in_force_until",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "procedure_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LAW_DELEGATED", "Left by law to be laid down in detail"),
                            (
                                "LOCAL_OWN",
                                "Laid down by the locality without the law asking for it",
                            ),
                            ("OTHER", "Another kind"),
                        ],
                        max_length=13,
                        verbose_name="kind of procedure",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Level 1: information"),
                            (2, "Level 2: forms to download"),
                            (3, "Level 3: filing online"),
                            (4, "Level 4: filing, payment and result online"),
                        ],
                        verbose_name="service level",
                    ),
                ),
                (
                    "completeness",
                    models.CharField(
                        choices=[
                            ("NONE", "Not offered online"),
                            ("PARTIAL", "Partly online"),
                            ("FULL", "Fully online"),
                        ],
                        default="NONE",
                        max_length=7,
                        verbose_name="online extent",
                    ),
                ),
                (
                    "partial_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PRESENCE", "The person must appear before the agency"),
                            ("BIOMETRICS", "Photograph or fingerprints are taken on the spot"),
                            ("ORIGINALS", "Original papers must be handed in or compared"),
                            ("INSPECTION", "The agency inspects on the spot"),
                            ("PAPER_RESULT", "The result exists on paper only"),
                        ],
                        max_length=12,
                        verbose_name="why only partly online",
                    ),
                ),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CITIZEN", "Vietnamese citizens"),
                                ("OVERSEAS", "Vietnamese people living abroad"),
                                ("FOREIGNER", "Foreigners"),
                                ("OFFICIAL", "Officials and public employees"),
                                ("ENTERPRISE", "Enterprises"),
                                ("FOREIGN_ENTERPRISE", "Foreign-invested enterprises"),
                                (
                                    "ORGANISATION",
                                    "Organisations other than enterprises and cooperatives",
                                ),
                                ("FOREIGN_ORGANISATION", "Foreign organisations"),
                                ("COOPERATIVE", "Cooperatives"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="who may apply",
                    ),
                ),
                (
                    "tiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("MINISTRY", "Ministry"),
                                ("PROVINCE", "Province"),
                                ("COMMUNE", "Commune"),
                                ("OTHER", "Another agency"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="tiers of government",
                    ),
                ),
                (
                    "deciding_agency",
                    models.TextField(blank=True, verbose_name="agency that decides"),
                ),
                (
                    "executing_agency",
                    models.TextField(blank=True, verbose_name="agency that carries out"),
                ),
                (
                    "coordinating_agency",
                    models.TextField(blank=True, verbose_name="coordinating agencies"),
                ),
                (
                    "delegated_agency",
                    models.TextField(blank=True, verbose_name="agency it is delegated to"),
                ),
                (
                    "reception_agency",
                    models.TextField(blank=True, verbose_name="where dossiers are taken"),
                ),
                (
                    "agency_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="identifiers of the agencies that carry it out",
                    ),
                ),
                (
                    "related",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="One on each line: its code, or its name where the source gives no code.",
                        size=None,
                        verbose_name="related procedures",
                    ),
                ),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="steps",
                    ),
                ),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="conditions",
                    ),
                ),
                (
                    "clock_policy",
                    models.CharField(
                        choices=[
                            (
                                "restart",
                                "The full limit runs again from the day the dossier is complete",
                            ),
                            ("exclude", "Named intervals are not counted"),
                            ("suspend_once", "The clock may be paused once"),
                            ("extend_capped", "The limit may be extended up to a cap"),
                        ],
                        default="restart",
                        max_length=20,
                        verbose_name="clock policy",
                    ),
                ),
                (
                    "extension_cap",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="most the limit may be extended by"
                    ),
                ),
                (
                    "left_out",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("SUPPLEMENT", "The applicant completes the dossier"),
                                ("PAYMENT", "The applicant pays"),
                                ("VERIFICATION", "Facts are verified"),
                                ("OTHER_AGENCY", "Another agency answers or transfers papers"),
                                ("SITE_VISIT", "A visit on site or a council"),
                                ("FOREIGN_PAPER", "A paper comes from abroad"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        help_text="Nothing ticked: only what the applicant is waited for.",
                        size=None,
                        verbose_name="waiting that is not counted",
                    ),
                ),
                (
                    "clock_basis",
                    models.CharField(
                        blank=True,
                        help_text="The text and article that say so, such as “Điều 12 Thông tư …”.",
                        max_length=300,
                        verbose_name="provision on the clock",
                    ),
                ),
                (
                    "asking_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Only where the law of the sector says so; otherwise the general rule holds.",
                        null=True,
                        verbose_name="working days in which more papers may be asked for",
                    ),
                ),
                (
                    "asking_basis",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="provision of the sector on asking for more",
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="working days the applicant has to complete the dossier",
                    ),
                ),
                (
                    "process_decision",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="decision on the internal process"
                    ),
                ),
                (
                    "process_decision_date",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="date of the decision on the internal process",
                    ),
                ),
                (
                    "transfer_cutoff",
                    models.TimeField(
                        blank=True,
                        help_text="A paper dossier taken later moves on at the start of the next working day.",
                        null=True,
                        verbose_name="last hour of same-day hand-over",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="procedures.eformversion",
                        verbose_name="electronic form",
                    ),
                ),
                ("english", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["procedure", "-number"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["audiences"], name="revision_by_audience"
                    ),
                    models.Index(fields=["level"], name="revision_by_level"),
                    models.Index(fields=["completeness"], name="revision_by_extent"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "number"), name="revision_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "DRAFT")),
                        fields=("procedure",),
                        name="one_draft_a_procedure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["DRAFT", "PUBLISHED", "SUPERSEDED", "WITHDRAWN"])
                        ),
                        name="revision_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 4))),
                        name="revision_level_is_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completeness", "PARTIAL"), ("partial_reason", ""), _connector="XOR"
                        ),
                        name="partly_online_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completeness", "NONE"), ("level__lte", 2)),
                            models.Q(
                                ("level__gte", 3), models.Q(("completeness", "NONE"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="filing_online_from_level_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asking_days", None),
                            models.Q(("asking_basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="days_of_the_sector_have_their_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "DRAFT")),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="published_revision_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            ("created_by", None),
                            models.Q(("published_by", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_publishes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RolloutStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rollout",
                        to="procedures.procedure",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("CHOSEN", "Chosen"),
                            ("PROCESS", "Overall process drawn up"),
                            ("PROPOSED", "Proposed"),
                            ("BUILT", "Built"),
                            ("TRIAL", "On trial"),
                            ("PROVIDED", "Provided to the public"),
                            ("REVIEWED", "Reviewed and improved"),
                        ],
                        max_length=8,
                        verbose_name="stage",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("decision", models.CharField(blank=True, max_length=60, verbose_name="decision")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "stage of a service",
                "verbose_name_plural": "stages of services",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BlankPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blank_prints",
                        to="procedures.revision",
                    ),
                ),
                ("ending", models.CharField(max_length=4)),
                ("layout", models.PositiveSmallIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "printed form",
                "verbose_name_plural": "printed forms",
                "ordering": ["revision", "ending"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "ending"), name="one_print_a_format"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="procedures.revision",
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                ("hint", models.TextField(blank=True, verbose_name="hint")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="steps",
                    ),
                ),
                (
                    "rule",
                    models.JSONField(
                        blank=True,
                        help_text="A condition over the answers given before filing or in the form.",
                        null=True,
                        validators=[procedures.models.case.check_condition],
                        verbose_name="chosen by itself when",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "key"), name="case_key_once_a_revision"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="procedures.revision",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("APPLICANT", "Applicant"),
                            ("AGENCY", "Agency that decides"),
                            ("COORDINATING", "Coordinating agencies"),
                        ],
                        max_length=12,
                        verbose_name="party",
                    ),
                ),
                ("text", models.TextField(verbose_name="duty")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["party", "order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Eligibility",
            fields=[],
            options={
                "verbose_name": "questions before filing",
                "verbose_name_plural": "questions before filing",
                "proxy": True,
            },
            bases=("procedures.revision",),
        ),
        migrations.CreateModel(
            name="EligibilityOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="eligibility_outcomes",
                        to="procedures.revision",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("MAY", "This procedure is for you"),
                            ("CASE", "This procedure is for you, in this situation"),
                            ("OTHER", "Another procedure is for you"),
                            ("MAY_NOT", "By your answers the conditions are not met"),
                        ],
                        max_length=7,
                        verbose_name="what is told",
                    ),
                ),
                (
                    "when",
                    models.JSONField(blank=True, default=dict, verbose_name="if all of this holds"),
                ),
                ("text", models.TextField(verbose_name="reason in words")),
                ("text_en", models.TextField(blank=True, verbose_name="reason in English")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="legal basis"),
                ),
                (
                    "case_key",
                    models.SlugField(blank=True, max_length=60, verbose_name="situation to choose"),
                ),
                (
                    "other_code",
                    models.CharField(
                        blank=True, max_length=8, verbose_name="code of the other procedure"
                    ),
                ),
            ],
            options={
                "verbose_name": "outcome of the questions",
                "verbose_name_plural": "outcomes of the questions",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "OTHER"), ("other_code", ""), _connector="XOR"
                        ),
                        name="another_procedure_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "CASE"), _negated=True),
                            models.Q(("case_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="situation_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EligibilityQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="eligibility_questions",
                        to="procedures.revision",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("key", models.CharField(max_length=40, verbose_name="stable key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes_no", "Yes or no"),
                            ("choice", "One of several answers"),
                            ("number", "A number"),
                            ("date", "A day"),
                        ],
                        default="yes_no",
                        max_length=6,
                        verbose_name="kind of answer",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                (
                    "text_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="question in English"
                    ),
                ),
                ("help", models.TextField(blank=True, verbose_name="hint")),
                ("help_en", models.TextField(blank=True, verbose_name="English hint")),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="answers",
                    ),
                ),
                (
                    "show_if",
                    models.JSONField(blank=True, default=dict, verbose_name="asked only if"),
                ),
            ],
            options={
                "verbose_name": "eligibility question",
                "verbose_name_plural": "eligibility questions",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "key"), name="eligibility_key_once_a_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z][a-z0-9_]{0,39}$")),
                        name="eligibility_key_has_its_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrequentQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="procedures.guide",
                    ),
                ),
                ("question", models.CharField(max_length=300, verbose_name="question")),
                ("answer", models.TextField(verbose_name="answer")),
                (
                    "question_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="question in English"
                    ),
                ),
                ("answer_en", models.TextField(blank=True, verbose_name="answer in English")),
            ],
            options={
                "verbose_name": "frequent question",
                "verbose_name_plural": "frequent questions",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_bases",
                        to="procedures.revision",
                    ),
                ),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                (
                    "symbol_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=80),
                ),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "legal basis",
                "verbose_name_plural": "legal bases",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "symbol"), name="legal_basis_once_a_revision"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalExemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("POOR", "Poor households"),
                            ("NEAR_POOR", "Near-poor households"),
                            ("CHILD", "Children"),
                            ("ELDERLY", "Elderly people"),
                            ("DISABLED", "People with disabilities"),
                            ("MERIT", "People with meritorious services and their families"),
                            ("MINORITY", "Ethnic minorities in communes of special difficulty"),
                            ("FIRST_TIME", "Whoever asks for the first time"),
                            ("ONLINE", "Whoever files online"),
                            ("OTHER", "Another group"),
                        ],
                        max_length=10,
                        verbose_name="group",
                    ),
                ),
                ("who", models.TextField(verbose_name="who, in the words of the text")),
                ("who_en", models.TextField(blank=True, verbose_name="who (English)")),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share spared, in per cent",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount paid instead",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("proof", models.TextField(blank=True, verbose_name="paper that proves it")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "local_terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="procedures.localterms",
                    ),
                ),
                (
                    "fee_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the fee"
                    ),
                ),
            ],
            options={
                "verbose_name": "local exemption",
                "verbose_name_plural": "local exemptions",
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount", None),
                                ("share__isnull", False),
                                ("share__range", (1, 100)),
                            ),
                            models.Q(
                                ("amount__gte", 0), ("amount__isnull", False), ("share", None)
                            ),
                            _connector="OR",
                        ),
                        name="localexemption_is_a_share_or_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="localexemption_window_is_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalFee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the case"
                    ),
                ),
                (
                    "channel_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "local_terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.localterms",
                    ),
                ),
                ("fee_key", models.SlugField(max_length=60, verbose_name="stable key of the fee")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FIXED", "Fixed amount"),
                            ("PER_UNIT", "Amount for each unit"),
                            ("FREE", "Free of charge"),
                        ],
                        default="FIXED",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                ("per", models.CharField(blank=True, max_length=80, verbose_name="for each")),
            ],
            options={
                "verbose_name": "local fee",
                "verbose_name_plural": "local fees",
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_terms", "fee_key", "case_key", "channel_kind"),
                        name="local_fee_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0),
                                ("amount__isnull", False),
                                ("kind__in", ["FIXED", "PER_UNIT"]),
                            ),
                            models.Q(("amount", None), ("kind", "FREE")),
                            _connector="OR",
                        ),
                        name="local_fee_amount_where_there_is_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_key",
                    models.SlugField(
                        blank=True, max_length=60, verbose_name="stable key of the case"
                    ),
                ),
                (
                    "channel_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "local_terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="limits",
                        to="procedures.localterms",
                    ),
                ),
                (
                    "limit_kind",
                    models.CharField(
                        choices=[
                            ("LIMITED", "A limit with its unit"),
                            ("SAME_DAY", "The same working day"),
                        ],
                        default="LIMITED",
                        max_length=10,
                        verbose_name="kind of time limit",
                    ),
                ),
                (
                    "limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="time limit"),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("calendar_day", "days"),
                            ("working_hour", "working hours"),
                            ("hour", "hours"),
                            ("minute", "minutes"),
                            ("month", "months"),
                            ("year", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                (
                    "cutoff",
                    models.TimeField(
                        blank=True, null=True, verbose_name="last hour for a result on the same day"
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="at most, in working days"
                    ),
                ),
            ],
            options={
                "verbose_name": "local time limit",
                "verbose_name_plural": "local time limits",
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_terms", "case_key", "channel_kind"), name="local_limit_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("at_most", None),
                                ("cutoff", None),
                                ("limit__gt", 0),
                                ("limit__isnull", False),
                                ("limit_kind", "LIMITED"),
                                models.Q(("unit", ""), _negated=True),
                            ),
                            models.Q(("limit", None), ("limit_kind", "SAME_DAY"), ("unit", "")),
                            _connector="OR",
                        ),
                        name="local_limit_has_number_and_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="process_steps",
                        to="procedures.revision",
                    ),
                ),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Steps of the same stage run side by side. Empty: one after the other.",
                        null=True,
                        verbose_name="stage",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("role", models.CharField(max_length=40, verbose_name="role")),
                ("unit_hint", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                (
                    "agency_code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="identifier of the agency"
                    ),
                ),
                (
                    "hand_over",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SYSTEM", "In the one-stop system"),
                            ("AXIS", "Over the national document axis"),
                            ("POST", "Sent by post"),
                            ("PAPER", "On paper, by hand"),
                        ],
                        max_length=6,
                        verbose_name="passed on",
                    ),
                ),
                (
                    "days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="working days",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        verbose_name="working hours",
                    ),
                ),
            ],
            options={
                "verbose_name": "process step",
                "verbose_name_plural": "process steps",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "order"), name="process_step_order_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days", None), ("hours", None), _connector="OR"),
                        name="process_step_in_days_or_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="procedures.revision",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="code")),
                ("name", models.TextField(verbose_name="name")),
                ("final", models.BooleanField(default=True, verbose_name="final result")),
                (
                    "valid_for",
                    models.CharField(blank=True, max_length=200, verbose_name="valid for"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "result",
                "verbose_name_plural": "results",
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="SampleForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="samples",
                        to="procedures.guide",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=200, verbose_name="who files, in which situation"),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="the same in English"
                    ),
                ),
                ("case_key", models.SlugField(blank=True, max_length=60, verbose_name="situation")),
                (
                    "answers",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="answers"
                    ),
                ),
            ],
            options={
                "verbose_name": "sample filled in",
                "verbose_name_plural": "samples filled in",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UpdateDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="update_duties",
                        to="procedures.procedure",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("MINISTRY", "Decision of a minister"),
                            ("PROVINCE", "Decision of the province"),
                            ("SHORT", "Decision in the short procedure"),
                            ("NATIONAL_CHANGE", "Change seen in the national database"),
                        ],
                        max_length=15,
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=60)),
                ("on", models.DateField()),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("limit", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("days", models.JSONField()),
                (
                    "citations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                ("calendar_version", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "To update"),
                            ("CLAIMED", "Said to need no change"),
                            ("DONE", "Updated"),
                            ("NO_CHANGE", "Confirmed: no change needed"),
                        ],
                        default="OPEN",
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.revision",
                    ),
                ),
                ("warned_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "duty to update",
                "verbose_name_plural": "duties to update",
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(fields=["state", "due_at", "id"], name="duty_by_due"),
                    models.Index(fields=["state", "-closed_at", "-id"], name="duty_by_closing"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "trigger", "symbol", "on"), name="one_duty_a_decision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state__in", ["OPEN", "CLAIMED"])),
                            models.Q(
                                ("closed_at__isnull", False), ("state__in", ["DONE", "NO_CHANGE"])
                            ),
                            _connector="OR",
                        ),
                        name="closed_duty_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "NO_CHANGE"), _negated=True),
                            models.Q(("closed_by", models.F("claimed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_confirms_no_change",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="procedures.revision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the same in every case.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="procedures.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                (
                    "limit_kind",
                    models.CharField(
                        choices=[
                            ("LIMITED", "A limit with its unit"),
                            ("SAME_DAY", "The same working day"),
                            ("NOT_STATED", "The source does not say"),
                            ("NONE", "No limit"),
                        ],
                        max_length=10,
                        verbose_name="kind of time limit",
                    ),
                ),
                (
                    "limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="time limit"),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("calendar_day", "days"),
                            ("working_hour", "working hours"),
                            ("hour", "hours"),
                            ("minute", "minutes"),
                            ("month", "months"),
                            ("year", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                (
                    "cutoff",
                    models.TimeField(
                        blank=True,
                        help_text="Later dossiers get their result on the next working day.",
                        null=True,
                        verbose_name="last hour for a result on the same day",
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Where a same-day result may take longer because something must be verified.",
                        null=True,
                        verbose_name="at most, in working days",
                    ),
                ),
                (
                    "stated_as",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the source writes"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "visits",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="visits to an office"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "channel",
                "verbose_name_plural": "channels",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "case", "kind"),
                        name="channel_once_a_case",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("limit__gt", 0),
                                ("limit__isnull", False),
                                ("limit_kind", "LIMITED"),
                                models.Q(("unit", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("limit_kind", "LIMITED"), _negated=True),
                                ("limit", None),
                                ("unit", ""),
                            ),
                            _connector="OR",
                        ),
                        name="limit_has_number_and_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_kind", "SAME_DAY"), ("cutoff", None), _connector="OR"
                        ),
                        name="cutoff_belongs_to_same_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at_most__gt", 0), ("limit_kind", "SAME_DAY")),
                            ("at_most", None),
                            _connector="OR",
                        ),
                        name="at_most_belongs_to_same_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalChannel",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("COUNTER", "At the counter"),
                            ("POST", "By post"),
                            ("ONLINE", "Online"),
                            ("KIOSK", "At a kiosk"),
                        ],
                        max_length=8,
                        verbose_name="channel",
                    ),
                ),
                (
                    "limit_kind",
                    models.CharField(
                        choices=[
                            ("LIMITED", "A limit with its unit"),
                            ("SAME_DAY", "The same working day"),
                            ("NOT_STATED", "The source does not say"),
                            ("NONE", "No limit"),
                        ],
                        max_length=10,
                        verbose_name="kind of time limit",
                    ),
                ),
                (
                    "limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="time limit"),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("calendar_day", "days"),
                            ("working_hour", "working hours"),
                            ("hour", "hours"),
                            ("minute", "minutes"),
                            ("month", "months"),
                            ("year", "years"),
                        ],
                        max_length=20,
                        verbose_name="unit",
                    ),
                ),
                (
                    "cutoff",
                    models.TimeField(
                        blank=True,
                        help_text="Later dossiers get their result on the next working day.",
                        null=True,
                        verbose_name="last hour for a result on the same day",
                    ),
                ),
                (
                    "at_most",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Where a same-day result may take longer because something must be verified.",
                        null=True,
                        verbose_name="at most, in working days",
                    ),
                ),
                (
                    "stated_as",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the source writes"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "visits",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="visits to an office"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.revision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the same in every case.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.case",
                        verbose_name="case",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical channel",
                "verbose_name_plural": "historical channels",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPaper",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("HAND_IN", "To hand in"), ("SHOW", "To show")],
                        default="HAND_IN",
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                (
                    "originals",
                    models.PositiveSmallIntegerField(default=0, verbose_name="originals"),
                ),
                (
                    "certified",
                    models.PositiveSmallIntegerField(default=0, verbose_name="certified copies"),
                ),
                (
                    "copies",
                    models.PositiveSmallIntegerField(default=0, verbose_name="plain copies"),
                ),
                ("condition", models.TextField(blank=True, verbose_name="needed when")),
                (
                    "form_symbol",
                    models.CharField(blank=True, max_length=120, verbose_name="official form"),
                ),
                (
                    "replaced_by_form",
                    models.BooleanField(default=False, verbose_name="filled in online instead"),
                ),
                (
                    "blank_form_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the blank form"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="code in the national database"
                    ),
                ),
                (
                    "result_code",
                    models.CharField(
                        blank=True,
                        help_text="Code KQ.… of an earlier result; who has it need not hand in the paper.",
                        max_length=40,
                        verbose_name="result that stands for it",
                    ),
                ),
                (
                    "reuse_note",
                    models.TextField(blank=True, verbose_name="when it need not be handed in"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.revision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the same in every case.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "blank_form",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="blank form",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="sample, filled in",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical paper",
                "verbose_name_plural": "historical papers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="procedures.revision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the same in every case.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="procedures.case",
                        verbose_name="case",
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("HAND_IN", "To hand in"), ("SHOW", "To show")],
                        default="HAND_IN",
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                (
                    "originals",
                    models.PositiveSmallIntegerField(default=0, verbose_name="originals"),
                ),
                (
                    "certified",
                    models.PositiveSmallIntegerField(default=0, verbose_name="certified copies"),
                ),
                (
                    "copies",
                    models.PositiveSmallIntegerField(default=0, verbose_name="plain copies"),
                ),
                ("condition", models.TextField(blank=True, verbose_name="needed when")),
                (
                    "form_symbol",
                    models.CharField(blank=True, max_length=120, verbose_name="official form"),
                ),
                (
                    "replaced_by_form",
                    models.BooleanField(default=False, verbose_name="filled in online instead"),
                ),
                (
                    "blank_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="blank form",
                    ),
                ),
                (
                    "blank_form_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the blank form"
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                        verbose_name="sample, filled in",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="code in the national database"
                    ),
                ),
                (
                    "result_code",
                    models.CharField(
                        blank=True,
                        help_text="Code KQ.… of an earlier result; who has it need not hand in the paper.",
                        max_length=40,
                        verbose_name="result that stands for it",
                    ),
                ),
                (
                    "reuse_note",
                    models.TextField(blank=True, verbose_name="when it need not be handed in"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "case", "key"),
                        name="paper_key_once_a_case",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="paper_has_a_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.channel",
                        verbose_name="channel",
                    ),
                ),
                ("key", models.SlugField(max_length=60, verbose_name="stable key")),
                ("name", models.TextField(verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FIXED", "Fixed amount"),
                            ("PER_UNIT", "Amount for each unit"),
                            ("COUNCIL_DECIDES", "Set by the People's Council of the province"),
                            ("FREE", "Free of charge"),
                            ("NOT_STATED", "The source does not say"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "charge",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FEE", "Fee for a service"),
                            ("LEVY", "Levy for an act of the state"),
                        ],
                        max_length=4,
                        verbose_name="fee or levy",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="code in the national database"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("VND", "đồng"), ("USD", "US dollars")],
                        default="VND",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("per", models.CharField(blank=True, max_length=80, verbose_name="for each")),
                (
                    "quantity_from",
                    models.CharField(
                        blank=True,
                        help_text="Key of the field, with a dot between a table and its column; the rows of a table are added up. Empty: the desk enters the number.",
                        max_length=120,
                        verbose_name="answer that gives the number",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "exemption",
                    models.TextField(blank=True, verbose_name="who pays less or nothing"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "fee",
                "verbose_name_plural": "fees",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0),
                                ("amount__isnull", False),
                                ("kind__in", ["FIXED", "PER_UNIT"]),
                            ),
                            models.Q(
                                models.Q(("kind__in", ["FIXED", "PER_UNIT"]), _negated=True),
                                ("amount", None),
                            ),
                            _connector="OR",
                        ),
                        name="fee_amount_where_there_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="fee_window_is_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("POOR", "Poor households"),
                            ("NEAR_POOR", "Near-poor households"),
                            ("CHILD", "Children"),
                            ("ELDERLY", "Elderly people"),
                            ("DISABLED", "People with disabilities"),
                            ("MERIT", "People with meritorious services and their families"),
                            ("MINORITY", "Ethnic minorities in communes of special difficulty"),
                            ("FIRST_TIME", "Whoever asks for the first time"),
                            ("ONLINE", "Whoever files online"),
                            ("OTHER", "Another group"),
                        ],
                        max_length=10,
                        verbose_name="group",
                    ),
                ),
                ("who", models.TextField(verbose_name="who, in the words of the text")),
                ("who_en", models.TextField(blank=True, verbose_name="who (English)")),
                (
                    "share",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share spared, in per cent",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=14,
                        null=True,
                        verbose_name="amount paid instead",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("proof", models.TextField(blank=True, verbose_name="paper that proves it")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=60, verbose_name="legal basis"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "fee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="procedures.fee",
                        verbose_name="fee",
                    ),
                ),
            ],
            options={
                "verbose_name": "exemption",
                "verbose_name_plural": "exemptions",
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount", None),
                                ("share__isnull", False),
                                ("share__range", (1, 100)),
                            ),
                            models.Q(
                                ("amount__gte", 0), ("amount__isnull", False), ("share", None)
                            ),
                            _connector="OR",
                        ),
                        name="exemption_is_a_share_or_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="exemption_window_is_in_order",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="historicalcase",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicalduty",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicaleligibilityoutcome",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicaleligibilityquestion",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicalexemption",
            name="fee",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.fee",
                verbose_name="fee",
            ),
        ),
        migrations.AddField(
            model_name="historicalfee",
            name="channel",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.channel",
                verbose_name="channel",
            ),
        ),
        migrations.AddField(
            model_name="historicalfrequentquestion",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.guide",
            ),
        ),
        migrations.AddField(
            model_name="historicalguide",
            name="procedure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.procedure",
                verbose_name="procedure",
            ),
        ),
        migrations.AddField(
            model_name="historicallegalbasis",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicallocalexemption",
            name="local_terms",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.localterms",
            ),
        ),
        migrations.AddField(
            model_name="historicallocalfee",
            name="local_terms",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.localterms",
            ),
        ),
        migrations.AddField(
            model_name="historicallocallimit",
            name="local_terms",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.localterms",
            ),
        ),
        migrations.AddField(
            model_name="historicallocalterms",
            name="procedure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.procedure",
                verbose_name="procedure",
            ),
        ),
        migrations.AddField(
            model_name="historicalprocessstep",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicalresultkind",
            name="revision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.revision",
            ),
        ),
        migrations.AddField(
            model_name="historicalrevision",
            name="procedure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.procedure",
                verbose_name="procedure",
            ),
        ),
        migrations.AddField(
            model_name="historicalsampleform",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="procedures.guide",
            ),
        ),
        migrations.AddField(
            model_name="importedprocedure",
            name="revision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imported",
                to="procedures.revision",
                verbose_name="revision",
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="current",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="current_of",
                to="procedures.revision",
                verbose_name="revision in force",
            ),
        ),
    ]
