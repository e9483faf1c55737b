"""The tables of dossiers."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import dossiers.workflow.shipment
import dossiers.workflow.states
import portal.accounts.fields
import portal.kernel.limits


class Migration(migrations.Migration):
    replaces = [
        ("dossiers", "0001_initial"),
        ("dossiers", "0002_what_is_wrong_with_a_paper"),
        ("dossiers", "0003_terms_it_was_accepted_under"),
        ("dossiers", "0004_files_among_the_answers"),
        ("dossiers", "0005_trials_of_drafts"),
        ("dossiers", "0007_reports_and_arrivals"),
        ("dossiers", "0009_what_is_waited_for"),
        ("dossiers", "0010_counter"),
        ("dossiers", "0011_late_and_explained"),
        ("dossiers", "0012_desk_of_officials"),
        ("dossiers", "0013_other_agencies"),
        ("dossiers", "0014_money_collected_by_the_post"),
        ("dossiers", "0015_dates_that_come_near"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("agencies", "0002_people"),
        ("documents", "0003_lending"),
        ("search", "0001_initial"),
        ("procedures", "0001_tables"),
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
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("told_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-since", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("returned_at", None)),
                        fields=["since"],
                        name="absences_under_way",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="absence_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("official")), _negated=True),
                        name="deputy_is_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "bank",
                    models.CharField(
                        help_text="Six digits, as NAPAS lists them.",
                        max_length=6,
                        verbose_name="bank (BIN)",
                    ),
                ),
                ("bank_name", models.CharField(max_length=120, verbose_name="name of the bank")),
                ("number", models.CharField(max_length=19, verbose_name="account number")),
                ("holder", models.CharField(max_length=120, verbose_name="account holder")),
                ("since", models.DateField(verbose_name="used from")),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="entered at")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed at"),
                ),
            ],
            options={
                "verbose_name": "account of an agency",
                "verbose_name_plural": "accounts of agencies",
                "ordering": ["agency_id", "-since", "-id"],
                "indexes": [
                    models.Index(fields=["agency", "-since", "-id"], name="account_of_agency")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="second_person_confirms_an_account",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="length of a slot in minutes"
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(default=2, verbose_name="people in one slot"),
                ),
                (
                    "days_ahead",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days that can be booked ahead"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what to know before coming"
                    ),
                ),
            ],
            options={
                "verbose_name": "plan of bookings",
                "verbose_name_plural": "plans of bookings",
                "ordering": ["desk_id", "-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="booking_plan_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__gte", 1), ("minutes__gte", 5), ("minutes__lte", 240)
                        ),
                        name="booking_plan_is_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("taken", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "slot for bookings",
                "verbose_name_plural": "slots for bookings",
                "constraints": [
                    models.UniqueConstraint(fields=("desk", "starts_at"), name="one_slot_a_moment")
                ],
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "indexes": [models.Index(fields=["by", "-id"], name="bulk_of_official")],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "key"), name="bulk_once_per_press")
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency_code", models.CharField(max_length=35)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "counter of dossier codes",
                "verbose_name_plural": "counters of dossier codes",
                "constraints": [
                    models.UniqueConstraint(fields=("agency_code", "day"), name="one_counter")
                ],
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
                "indexes": [
                    models.Index(fields=["place", "place_id"], name="desk_change_of_place")
                ],
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "place_id", "state"), name="one_desk_count"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("submission_number", models.CharField(max_length=24, unique=True)),
                ("code", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("external_partner", models.CharField(blank=True, max_length=40)),
                (
                    "external_code",
                    models.CharField(
                        blank=True,
                        help_text="the code under which a partner knows it",
                        max_length=64,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.revision",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.case",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.channel",
                    ),
                ),
                (
                    "form_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.eformversion",
                    ),
                ),
                (
                    "rules_day",
                    models.DateField(help_text="the day whose rules this dossier follows"),
                ),
                (
                    "local_terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="the texts of the province it was accepted under",
                        size=None,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="accounts.organisation",
                    ),
                ),
                ("applicant_name", models.CharField(max_length=200)),
                ("applicant_folded", models.CharField(editable=False, max_length=200)),
                ("answers", portal.accounts.fields.EncryptedJSONField(default=dict)),
                (
                    "return_way",
                    models.CharField(
                        choices=[
                            ("ONLINE", "in the account, as a signed electronic document"),
                            ("DESK", "on paper at the desk"),
                            ("POST", "on paper by post"),
                        ],
                        default="ONLINE",
                        max_length=16,
                    ),
                ),
                ("submit_key", models.UUIDField()),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="the agency with the power to decide",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "receiving_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        help_text="the unit that holds the dossier now",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                dossiers.workflow.states.State["SUBMITTED"],
                                "Sent, waiting for acceptance",
                            ),
                            (
                                dossiers.workflow.states.State["ASKED_AT_DESK"],
                                "More papers needed before acceptance",
                            ),
                            (dossiers.workflow.states.State["REFUSED"], "Not accepted"),
                            (dossiers.workflow.states.State["ACCEPTED"], "Accepted"),
                            (dossiers.workflow.states.State["PROCESSING"], "In process"),
                            (
                                dossiers.workflow.states.State["ASKED_IN_APPRAISAL"],
                                "More papers needed",
                            ),
                            (
                                dossiers.workflow.states.State["PAYMENT_ASKED"],
                                "Waiting for your payment",
                            ),
                            (
                                dossiers.workflow.states.State["PROPOSED"],
                                "Waiting for the decision",
                            ),
                            (
                                dossiers.workflow.states.State["HELD"],
                                "The decision is being completed",
                            ),
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
                ("version", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("deadline_at", models.DateTimeField(blank=True, null=True)),
                ("received_by", models.CharField(blank=True, max_length=200)),
                ("closing_reason", models.TextField(blank=True)),
                ("reply_warned_at", models.DateTimeField(blank=True, null=True)),
                ("reply_missed_at", models.DateTimeField(blank=True, null=True)),
                ("signing_error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["-submitted_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["owner", "-submitted_at", "-id"],
                        name="dossiers_do_owner_i_7a326e_idx",
                    ),
                    models.Index(
                        fields=["organisation", "-submitted_at", "-id"],
                        name="dossiers_do_organis_4544ca_idx",
                    ),
                    models.Index(
                        models.F("holder"),
                        models.OrderBy(models.F("deadline_at"), nulls_last=True),
                        models.F("id"),
                        name="dossier_work",
                    ),
                    models.Index(
                        models.OrderBy(models.F("deadline_at"), nulls_last=True),
                        models.F("id"),
                        name="dossier_by_deadline",
                    ),
                    models.Index(
                        models.F("assignee"),
                        models.OrderBy(models.F("deadline_at"), nulls_last=True),
                        models.F("id"),
                        condition=models.Q(("closed_at", None)),
                        name="dossier_of_official",
                    ),
                    models.Index(
                        models.F("holder"),
                        models.F("state"),
                        models.OrderBy(models.F("deadline_at"), nulls_last=True),
                        models.F("id"),
                        condition=models.Q(("closed_at", None)),
                        name="dossier_of_unit",
                    ),
                    models.Index(
                        models.F("receiving_agency"),
                        models.F("state"),
                        models.OrderBy(models.F("deadline_at"), nulls_last=True),
                        models.F("id"),
                        condition=models.Q(("closed_at", None)),
                        name="dossier_of_desk",
                    ),
                    models.Index(
                        fields=["agency", "-submitted_at", "-id"],
                        name="dossiers_do_agency__58fb14_idx",
                    ),
                    models.Index(
                        condition=models.Q(("state", dossiers.workflow.states.State["SUBMITTED"])),
                        fields=["deadline_at"],
                        name="dossier_replies",
                    ),
                    models.Index(
                        condition=models.Q(("deadline_at__isnull", False)),
                        fields=["deadline_at", "id"],
                        name="dossier_dates",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("applicant_folded"), name="gin_trgm_ops"
                        ),
                        name="dossier_applicant",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "submit_key"), name="dossier_one_per_press"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__isnull", True), ("accepted_at__isnull", False), _connector="OR"
                        ),
                        name="dossier_code_only_once_accepted",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_code", ""), _negated=True),
                        fields=("external_partner", "external_code"),
                        name="dossier_once_a_partner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.organisation",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="procedures.revision"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="procedures.case",
                    ),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="procedures.channel"
                    ),
                ),
                (
                    "form_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="procedures.eformversion",
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
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("answers", portal.accounts.fields.EncryptedJSONField(default=dict)),
                ("return_way", models.CharField(default="ONLINE", max_length=16)),
                ("way_chosen", models.BooleanField(default=False)),
                ("post", portal.accounts.fields.EncryptedJSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_in", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
                "ordering": ["-saved_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["owner", "-saved_at"], name="dossiers_dr_owner_i_e76fc9_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPostProvince",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                (
                    "province_code",
                    models.CharField(max_length=10, verbose_name="code of the province"),
                ),
                ("post_code", models.CharField(max_length=20, verbose_name="the carrier’s code")),
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
                "verbose_name": "historical province as the carrier knows it",
                "verbose_name_plural": "historical provinces as carriers know them",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPostService",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                (
                    "collects",
                    models.BooleanField(
                        default=True, verbose_name="collects papers at people’s homes"
                    ),
                ),
                (
                    "delivers",
                    models.BooleanField(
                        default=True, verbose_name="brings results to people’s homes"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name on the envelope")),
                ("phone", models.CharField(max_length=40, verbose_name="phone")),
                (
                    "province_code",
                    models.CharField(max_length=10, verbose_name="code of the province"),
                ),
                (
                    "commune_code",
                    models.CharField(max_length=10, verbose_name="code of the commune"),
                ),
                ("detail", models.CharField(max_length=300, verbose_name="house number, street")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="agency",
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
                "verbose_name": "historical postal service of a desk",
                "verbose_name_plural": "historical postal services of desks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPostTariff",
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
                (
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
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
                "verbose_name": "historical postal tariff",
                "verbose_name_plural": "historical postal tariffs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupplementReason",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "paper_key",
                    models.CharField(blank=True, max_length=60, verbose_name="key of the paper"),
                ),
                (
                    "field_key",
                    models.CharField(blank=True, max_length=120, verbose_name="key of the answer"),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MISSING", "It is not there"),
                            ("UNREADABLE", "It cannot be read: blurred, dark or cut off"),
                            ("INCOMPLETE", "Pages or parts of it are missing"),
                            ("WRONG", "It is another paper than the one asked for"),
                            ("UNSIGNED", "A signature, seal or certification is missing"),
                            ("EXPIRED", "It is no longer valid"),
                            ("MISMATCH", "It does not agree with the declaration"),
                            ("OTHER", "Another reason"),
                        ],
                        max_length=12,
                        verbose_name="what is wrong",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="reason")),
                (
                    "text_en",
                    models.TextField(blank=True, max_length=1000, verbose_name="reason in English"),
                ),
                ("since", models.DateField(verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "procedure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: for every procedure.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.procedure",
                        verbose_name="procedure",
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
                "verbose_name": "historical reason for asking for more",
                "verbose_name_plural": "historical reasons for asking for more",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "to_official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
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
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id"], name="instruction_about"),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["due_at", "id"],
                        name="instructions_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_official", None), ("to_unit__isnull", False)),
                            models.Q(("to_official__isnull", False), ("to_unit", None)),
                            _connector="OR",
                        ),
                        name="instruction_goes_to_one",
                    )
                ],
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
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
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
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "label",
                "verbose_name_plural": "labels",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("unit", "name"),
                        name="label_name_once_in_a_unit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carrier", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("body", portal.accounts.fields.EncryptedTextField()),
                ("received_at", models.DateTimeField()),
                ("matched", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "call of a carrier",
                "verbose_name_plural": "calls of carriers",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "digest"), name="post_call_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PostCursor",
            fields=[
                ("carrier", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("cursor", models.CharField(max_length=80)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "cursor of a carrier",
                "verbose_name_plural": "cursors of carriers",
            },
        ),
        migrations.CreateModel(
            name="PostHandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("carrier", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("courier", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "hand-over to a carrier",
                "verbose_name_plural": "hand-overs to carriers",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["desk", "-id"], name="post_hand_over_of_desk")],
            },
        ),
        migrations.CreateModel(
            name="PostProvince",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                (
                    "province_code",
                    models.CharField(max_length=10, verbose_name="code of the province"),
                ),
                ("post_code", models.CharField(max_length=20, verbose_name="the carrier’s code")),
            ],
            options={
                "verbose_name": "province as the carrier knows it",
                "verbose_name_plural": "provinces as carriers know them",
                "ordering": ["carrier", "province_code", "-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="post_province_period",
                        violation_error_message="The last day cannot be before the first.",
                    ),
                    models.UniqueConstraint(
                        fields=("carrier", "province_code", "since"), name="post_province_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                (
                    "collects",
                    models.BooleanField(
                        default=True, verbose_name="collects papers at people’s homes"
                    ),
                ),
                (
                    "delivers",
                    models.BooleanField(
                        default=True, verbose_name="brings results to people’s homes"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name on the envelope")),
                ("phone", models.CharField(max_length=40, verbose_name="phone")),
                (
                    "province_code",
                    models.CharField(max_length=10, verbose_name="code of the province"),
                ),
                (
                    "commune_code",
                    models.CharField(max_length=10, verbose_name="code of the commune"),
                ),
                ("detail", models.CharField(max_length=300, verbose_name="house number, street")),
            ],
            options={
                "verbose_name": "postal service of a desk",
                "verbose_name_plural": "postal services of desks",
                "ordering": ["agency_id", "-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="post_service_period",
                        violation_error_message="The last day cannot be before the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostTariff",
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
                    "carrier",
                    models.CharField(
                        choices=[("vnpost", "VNPost"), ("ghn", "GHN"), ("ghtk", "GHTK")],
                        max_length=20,
                        verbose_name="carrier",
                    ),
                ),
                ("symbol", models.CharField(max_length=60, verbose_name="symbol")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
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
                "verbose_name": "postal tariff",
                "verbose_name_plural": "postal tariffs",
                "ordering": ["-in_force_from", "-id"],
                "indexes": [
                    models.Index(fields=["carrier", "in_force_from"], name="post_tariff_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_until", None),
                            ("in_force_until__gte", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="post_tariff_window_is_in_order",
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
                        name="published_post_tariff_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            ("created_by", None),
                            models.Q(("published_by", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_publishes_post_tariff",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QueueCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "counter of queue numbers",
                "verbose_name_plural": "counters of queue numbers",
                "constraints": [
                    models.UniqueConstraint(fields=("desk", "day"), name="one_queue_counter")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "counter of receipts",
                "verbose_name_plural": "counters of receipts",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year"), name="one_receipt_counter")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("day", models.DateField()),
                (
                    "source",
                    models.CharField(
                        choices=[("PLATFORM", "payment platform"), ("BANK", "bank statement")],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reconciliation",
                "verbose_name_plural": "reconciliations",
                "ordering": ["-day", "-id"],
                "indexes": [
                    models.Index(
                        fields=["agency", "-day", "-id"], name="dossiers_re_agency__7a05b2_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "day", "source"), name="one_reconciliation_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "counter of a register",
                "verbose_name_plural": "counters of registers",
                "constraints": [
                    models.UniqueConstraint(fields=("desk", "year"), name="one_register_counter")
                ],
            },
        ),
        migrations.CreateModel(
            name="Replay",
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
                        related_name="+",
                        to="procedures.revision",
                    ),
                ),
                ("revision_version", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("day", models.DateField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("last", models.BigIntegerField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("broken_off", models.BooleanField(default=False)),
                ("results", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "trial of a draft on past dossiers",
                "verbose_name_plural": "trials of drafts on past dossiers",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["revision", "-id"], name="dossiers_re_revisio_96571c_idx")
                ],
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
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
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
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="saved_list_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementReason",
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
                        blank=True,
                        help_text="Empty: for every procedure.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
                        verbose_name="procedure",
                    ),
                ),
                (
                    "paper_key",
                    models.CharField(blank=True, max_length=60, verbose_name="key of the paper"),
                ),
                (
                    "field_key",
                    models.CharField(blank=True, max_length=120, verbose_name="key of the answer"),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MISSING", "It is not there"),
                            ("UNREADABLE", "It cannot be read: blurred, dark or cut off"),
                            ("INCOMPLETE", "Pages or parts of it are missing"),
                            ("WRONG", "It is another paper than the one asked for"),
                            ("UNSIGNED", "A signature, seal or certification is missing"),
                            ("EXPIRED", "It is no longer valid"),
                            ("MISMATCH", "It does not agree with the declaration"),
                            ("OTHER", "Another reason"),
                        ],
                        max_length=12,
                        verbose_name="what is wrong",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="reason")),
                (
                    "text_en",
                    models.TextField(blank=True, max_length=1000, verbose_name="reason in English"),
                ),
                ("since", models.DateField(verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "reason for asking for more",
                "verbose_name_plural": "reasons for asking for more",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("paper_key", ""), ("field_key", ""), _connector="OR"),
                        name="reason_for_a_paper_or_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="reason_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "clerk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("PERSON", "a person at the counter"),
                            ("ENVELOPE", "an envelope that came by post"),
                            ("PARTNER", "a partner that collects dossiers"),
                        ],
                        default="PERSON",
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                ("partner", models.CharField(blank=True, max_length=200)),
                ("letter_number", models.CharField(blank=True, max_length=60)),
                ("letter_date", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "visit at the counter",
                "verbose_name_plural": "visits at the counter",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["clerk", "-id"], name="dossiers_vi_clerk_i_a9accd_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="WaybillStock",
            fields=[
                ("carrier", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("left", models.PositiveIntegerField(default=0)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "stock of waybill numbers",
                "verbose_name_plural": "stocks of waybill numbers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left__gte", 0)), name="waybill_stock_is_not_negative"
                    )
                ],
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
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "case_key", "outcome", "ground"), name="wording_once"
                    )
                ],
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
                (
                    "absence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="dossiers.absence",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossier",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("absence", "dossier"), name="moved_once_an_absence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="apology",
                        to="dossiers.dossier",
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("reason", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("new_date", models.DateField(blank=True, null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("remarks", models.TextField(blank=True)),
                ("before", models.DateTimeField(blank=True, null=True)),
                ("late", models.BooleanField(default=False)),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_post", models.CharField(blank=True, max_length=200)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "apology",
                "verbose_name_plural": "apologies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at", None),
                            models.Q(
                                ("before__isnull", False),
                                ("new_date__isnull", False),
                                ("written_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signed_apology_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by", None),
                            models.Q(("signed_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="apology_signed_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrival",
                        to="dossiers.dossier",
                    ),
                ),
                ("partner", models.CharField(max_length=40, verbose_name="partner")),
                ("filed_at", models.DateTimeField(verbose_name="filed at")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of what came")),
                ("fields", portal.accounts.fields.EncryptedJSONField(verbose_name="what came")),
            ],
            options={
                "verbose_name": "dossier from another portal",
                "verbose_name_plural": "dossiers from other portals",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="dossiers.bookingslot",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", portal.accounts.fields.EncryptedTextField()),
                ("phone", portal.accounts.fields.EncryptedTextField(blank=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
                    ),
                ),
                ("state", models.CharField(max_length=8)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "booked time",
                "verbose_name_plural": "booked times",
                "ordering": ["slot__starts_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["state", "held_until"], name="dossiers_bo_state_e58082_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Breach",
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
                            ("NO_APOLOGY", "overdue without an apology"),
                            ("LATE_REPLY", "no answer from the desk in time"),
                            ("LATE_ASKING", "more papers asked for after the time for it"),
                            ("LATE_EXPLANATION", "complaint not answered in time"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="unit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="official",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "explanation",
                    portal.accounts.fields.EncryptedTextField(
                        blank=True, verbose_name="explanation"
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="explained by",
                    ),
                ),
                (
                    "explained_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="explained at"),
                ),
            ],
            options={
                "verbose_name": "breach of the rules of handling",
                "verbose_name_plural": "breaches of the rules of handling",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("explained_at", None)),
                        fields=["unit", "-id"],
                        name="breach_unexplained",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "kind"), name="breach_counted_once")
                ],
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
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dossiers.bulkjob",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.dossier",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("job", "dossier"), name="dossier_once_in_a_bulk"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("FEES", "fees of the procedure"), ("POSTAGE", "postage")],
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(max_length=25, unique=True)),
                ("amount", models.DecimalField(decimal_places=0, max_digits=14)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "not paid"),
                            ("PAID", "paid"),
                            ("CANCELLED", "cancelled"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("holds", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pay_by", models.DateTimeField(blank=True, null=True)),
                ("late_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AMOUNT_CHANGED", "the amount has changed"),
                            ("DROPPED", "the official no longer asks for it"),
                            ("CLOSED", "the dossier has ended"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
            options={
                "verbose_name": "demand for payment",
                "verbose_name_plural": "demands for payment",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("late_at", None), ("state", "OPEN")),
                        fields=["pay_by"],
                        name="demand_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("dossier", "purpose"),
                        name="one_open_demand_per_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="demand_asks_for_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "OPEN")),
                            models.Q(
                                models.Q(("state", "OPEN"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="demand_that_ended_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_files",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "file among the answers of a dossier",
                "verbose_name_plural": "files among the answers of dossiers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "file"), name="answer_file_once_a_dossier"
                    )
                ],
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
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labelled",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put",
                        to="dossiers.label",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "label on a dossier",
                "verbose_name_plural": "labels on dossiers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "label"), name="label_once_on_a_dossier"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_files",
                        to="dossiers.draft",
                    ),
                ),
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
                "verbose_name": "file among the answers of a draft",
                "verbose_name_plural": "files among the answers of drafts",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "file"), name="answer_file_once_a_draft"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="dossiers.draft",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="procedures.paper"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "paper of a draft",
                "verbose_name_plural": "papers of drafts",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DueDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_dates",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REPLY", "answer from the desk"),
                            ("STATUTORY", "limit set by law"),
                            ("PROMISED", "date on the receipt"),
                            ("REPROMISED", "new date of the apology"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True)),
                ("since", models.DateTimeField()),
                ("limit", models.PositiveIntegerField(blank=True, null=True)),
                ("unit", models.CharField(max_length=16)),
                ("calendar_version", models.CharField(max_length=64)),
                ("days", models.JSONField(default=list)),
                ("citations", models.JSONField(default=list)),
                ("computed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "due date",
                "verbose_name_plural": "due dates",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["dossier", "kind", "-id"], name="dossiers_du_dossier_04664d_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExplanationCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("COMPLAINT", "complaint about the handling"),
                            ("RATING", "rating with a wish for an answer"),
                            ("BREACH", "overdue without an apology"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opinion", portal.accounts.fields.EncryptedTextField(blank=True)),
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
                ("opened_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "Received, no official named yet"),
                            ("NAMED", "An official prepares the answer"),
                            ("DRAFTED", "Waiting for the approval of the head"),
                            ("ANSWERED", "Answered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answer", portal.accounts.fields.EncryptedTextField(blank=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("JUSTIFIED", "justified"),
                            ("PARTLY", "partly justified"),
                            ("UNJUSTIFIED", "not justified"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("remarks", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "explanation case",
                "verbose_name_plural": "explanation cases",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        models.F("agency"),
                        models.F("due_at"),
                        models.F("id"),
                        condition=models.Q(("answered_at", None)),
                        name="explanation_to_answer",
                    ),
                    models.Index(
                        fields=["agency", "-answered_at", "-id"], name="explanation_answered"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("dossier",),
                        name="one_open_explanation_a_dossier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "ANSWERED"),
                                models.Q(("finding", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "ANSWERED"), _negated=True),
                                ("answered_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="explanation_answered_with_its_finding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="explanation_approved_by_a_second_person",
                    ),
                ],
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="dossiers.dossier",
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "followed dossier",
                "verbose_name_plural": "followed dossiers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "dossier"), name="followed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_out",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("receiver", models.CharField(max_length=200)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("OWNER", "the owner"),
                            ("REPRESENTATIVE", "a representative of the organisation"),
                            ("DELEGATE", "a person with written authority"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "identity card"),
                            ("RECEIPT", "receipt scanned, card looked at"),
                            ("CODE", "one-time code to the contact of the dossier"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-out of a result",
                "verbose_name_plural": "hand-outs of results",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("on_paper", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("EARLY", "early"), ("ON_TIME", "on time"), ("LATE", "late")],
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_at", None)),
                        fields=["giver", "due_at"],
                        name="handover_to_give",
                    ),
                    models.Index(
                        condition=models.Q(("taken_at", None)),
                        fields=["taker", "given_at"],
                        name="handover_to_take",
                    ),
                    models.Index(fields=["giver", "given_at"], name="handover_given"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_at", None),
                            models.Q(
                                ("given_at__isnull", False), ("taken_at__gte", models.F("given_at"))
                            ),
                            _connector="OR",
                        ),
                        name="handover_is_given_before_taken",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPostTariffLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        choices=[
                            ("COMMUNE", "inside the commune"),
                            ("PROVINCE", "inside the province"),
                            ("ELSEWHERE", "to another province"),
                        ],
                        max_length=10,
                        verbose_name="how far",
                    ),
                ),
                ("up_to_grams", models.PositiveIntegerField(verbose_name="up to, in grams")),
                (
                    "amount",
                    models.DecimalField(decimal_places=0, max_digits=14, verbose_name="amount"),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dossiers.posttariff",
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
                "verbose_name": "historical line of a postal tariff",
                "verbose_name_plural": "historical lines of a postal tariff",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "instruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="dossiers.instruction",
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "step of an instruction",
                "verbose_name_plural": "steps of instructions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="dossiers.visit",
                    ),
                ),
                (
                    "draft",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="intake",
                        to="dossiers.draft",
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedure",
                    ),
                ),
                ("sets", models.PositiveSmallIntegerField(default=1)),
                ("receipt_wanted", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "dossier at the counter",
                "verbose_name_plural": "dossiers at the counter",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LateWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_warnings",
                        to="dossiers.dossier",
                    ),
                ),
                ("rung", models.CharField(max_length=20)),
                ("due_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "warning of a date",
                "verbose_name_plural": "warnings of dates",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "rung", "due_at"), name="warned_once_a_rung"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LimitExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="limit_extension",
                        to="dossiers.dossier",
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "extension of a limit",
                "verbose_name_plural": "extensions of limits",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="dossiers.dossier",
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
                "indexes": [models.Index(fields=["dossier", "at"], name="look_of_dossier")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "dossier"), name="one_last_look")
                ],
            },
        ),
        migrations.CreateModel(
            name="NationalReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="national_report",
                        to="dossiers.dossier",
                    ),
                ),
                ("wanted", models.PositiveIntegerField(verbose_name="version to tell")),
                ("wanted_at", models.DateTimeField(verbose_name="changed at")),
                ("sent", models.PositiveIntegerField(default=0, verbose_name="version told")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="told at")),
                ("step", models.BigIntegerField(default=0, verbose_name="last step told")),
                (
                    "error",
                    models.CharField(blank=True, max_length=300, verbose_name="what stopped it"),
                ),
            ],
            options={
                "verbose_name": "report to the national portal",
                "verbose_name_plural": "reports to the national portal",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent__lt", models.F("wanted"))),
                        fields=["wanted_at", "id"],
                        name="national_behind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PostTariffLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="dossiers.posttariff",
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        choices=[
                            ("COMMUNE", "inside the commune"),
                            ("PROVINCE", "inside the province"),
                            ("ELSEWHERE", "to another province"),
                        ],
                        max_length=10,
                        verbose_name="how far",
                    ),
                ),
                ("up_to_grams", models.PositiveIntegerField(verbose_name="up to, in grams")),
                (
                    "amount",
                    models.DecimalField(decimal_places=0, max_digits=14, verbose_name="amount"),
                ),
            ],
            options={
                "verbose_name": "line of a postal tariff",
                "verbose_name_plural": "lines of a postal tariff",
                "ordering": ["tariff_id", "zone", "up_to_grams"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tariff", "zone", "up_to_grams"), name="post_tariff_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="post_tariff_amount_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "overall",
                    models.PositiveSmallIntegerField(
                        choices=[(3, "Very satisfied"), (2, "Satisfied"), (1, "Not yet satisfied")]
                    ),
                ),
                (
                    "convenience",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "Very satisfied"), (2, "Satisfied"), (1, "Not yet satisfied")],
                        null=True,
                    ),
                ),
                (
                    "punctuality",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "Very satisfied"), (2, "Satisfied"), (1, "Not yet satisfied")],
                        null=True,
                    ),
                ),
                (
                    "attitude",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(3, "Very satisfied"), (2, "Satisfied"), (1, "Not yet satisfied")],
                        null=True,
                    ),
                ),
                ("comment", models.TextField(blank=True, max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entry",
                        to="dossiers.dossier",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "entry of a register",
                "verbose_name_plural": "entries of registers",
                "ordering": ["desk_id", "year", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("desk", "year", "number"), name="register_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReliefClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relief_claims",
                        to="dossiers.dossier",
                    ),
                ),
                ("charge_key", models.CharField(max_length=60)),
                ("group", models.CharField(max_length=10)),
                ("who", models.TextField()),
                ("share", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "pays",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("basis", models.CharField(blank=True, max_length=60)),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("CLAIMED", "claimed, to be checked"),
                            ("GRANTED", "granted"),
                            ("REFUSED", "refused"),
                        ],
                        default="CLAIMED",
                        max_length=8,
                    ),
                ),
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
                ("claimed_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "claim to pay less",
                "verbose_name_plural": "claims to pay less",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "REFUSED"), _negated=True),
                        fields=("dossier", "charge_key"),
                        name="one_relief_of_a_charge",
                    )
                ],
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
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="soft_claim",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "soft claim",
                "verbose_name_plural": "soft claims",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="claim_has_a_length",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("DESK", "at reception"), ("APPRAISAL", "in appraisal")],
                        max_length=16,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.TextField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("justification", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("own_fault", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("lapsed_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "supplement request",
                "verbose_name_plural": "supplement requests",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("lapsed_at", None)),
                        fields=["due_at"],
                        name="supplement_to_answer",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("approved_by", None)),
                        fields=("dossier", "phase"),
                        name="one_supplement_per_phase",
                    ),
                    models.UniqueConstraint(
                        fields=("dossier", "phase", "number"), name="supplement_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", None), ("number", 1)),
                            models.Q(
                                ("approved_by__isnull", False),
                                ("number__gt", 1),
                                models.Q(("justification", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="further_supplement_is_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="dossiers.dossier",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("stage", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("OPINION", "give an opinion"),
                            ("PART", "do a part of the work"),
                            ("UPPER", "decide as the level above"),
                        ],
                        max_length=8,
                    ),
                ),
                ("content", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "hand_over",
                    models.CharField(
                        choices=[
                            ("SYSTEM", "In the one-stop system"),
                            ("AXIS", "Over the national document axis"),
                            ("POST", "Sent by post"),
                            ("PAPER", "On paper, by hand"),
                        ],
                        max_length=6,
                    ),
                ),
                ("limit", models.PositiveSmallIntegerField()),
                (
                    "limit_unit",
                    models.CharField(
                        choices=[
                            ("working_day", "working days"),
                            ("calendar_day", "days"),
                            ("working_hour", "working hours"),
                            ("hour", "hours"),
                            ("minute", "minutes"),
                            ("month", "months"),
                            ("year", "years"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "waits for an earlier one"),
                            ("OPEN", "asked"),
                            ("ANSWERED", "answered"),
                            ("CANCELLED", "called off"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AGREE", "agrees"),
                            ("DISAGREE", "does not agree"),
                            ("DONE", "done"),
                            ("REFUSED", "refused"),
                            ("NOT_OURS", "not competent"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("called_off_because", models.TextField(blank=True)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "request to another agency",
                "verbose_name_plural": "requests to other agencies",
                "ordering": ["round", "stage", "id"],
                "indexes": [
                    models.Index(
                        models.F("unit"),
                        models.F("due_at"),
                        models.F("id"),
                        condition=models.Q(("state", "OPEN")),
                        name="task_to_answer",
                    ),
                    models.Index(fields=["agency", "-answered_at", "-id"], name="task_answered"),
                    models.Index(
                        condition=models.Q(("state", "OPEN")),
                        fields=["due_at"],
                        name="task_running",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_at__isnull", False),
                                ("started_at__isnull", False),
                                ("state", "OPEN"),
                            ),
                            models.Q(("state", "OPEN"), _negated=True),
                            _connector="OR",
                        ),
                        name="open_task_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "ANSWERED"),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "ANSWERED"), _negated=True),
                                ("answered_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="answered_task_has_its_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrackingCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dossiers.dossier",
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tracking code",
                "verbose_name_plural": "tracking codes",
                "indexes": [
                    models.Index(
                        fields=["dossier", "-sent_at"], name="dossiers_tr_dossier_29935a_idx"
                    )
                ],
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
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="dossiers.wording",
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
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "version of a wording",
                "verbose_name_plural": "versions of wordings",
                "ordering": ["wording", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wording", "number"), name="wording_numbers_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PUBLISHED")),
                        fields=("wording",),
                        name="one_wording_in_use",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "DRAFT")),
                        fields=("wording",),
                        name="one_draft_of_a_wording",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            models.Q(("published_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_publishes_wording",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivalConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="dossiers.arrival",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of what came")),
                ("fields", portal.accounts.fields.EncryptedJSONField(verbose_name="what came")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="seen at")),
            ],
            options={
                "verbose_name": "contradiction of another portal",
                "verbose_name_plural": "contradictions of other portals",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("arrival", "digest"), name="arrival_conflict_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at", None), ("seen_by", None)),
                            models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="conflict_seen_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrivalFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="dossiers.arrival",
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=180, verbose_name="name")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.paper",
                    ),
                ),
                ("address", portal.accounts.fields.EncryptedTextField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "being fetched"),
                            ("KEPT", "kept"),
                            ("FAILED", "not fetched"),
                        ],
                        default="WAITING",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="why not")),
            ],
            options={
                "verbose_name": "file from another portal",
                "verbose_name_plural": "files from other portals",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("arrival", "key"), name="arrival_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="dossiers.demand",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("PLATFORM", "payment platform"),
                            ("TRANSFER", "bank transfer"),
                            ("CASH", "cash at the desk"),
                            ("POST", "collected by the post"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(max_length=25, unique=True)),
                ("amount", models.DecimalField(decimal_places=0, max_digits=14)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARING", "being prepared"),
                            ("READY", "waiting for you to pay"),
                            ("TO_APPROVE", "waiting to be matched with the account"),
                            ("CHECKING", "the amount is being checked"),
                            ("PAID", "paid"),
                            ("FAILED", "not paid"),
                            ("REFUSED", "not found on the account"),
                            ("CANCELLED", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("url", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("failure", models.CharField(blank=True, max_length=40)),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "bill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("asked_again_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "try to pay",
                "verbose_name_plural": "tries to pay",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "TO_APPROVE")),
                        fields=["id"],
                        name="transfer_to_approve",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authority",
                        to="dossiers.visit",
                    ),
                ),
                (
                    "hand_out",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authority",
                        to="dossiers.handout",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("number", portal.accounts.fields.EncryptedTextField()),
                (
                    "number_hash",
                    portal.accounts.fields.LookupHashField(blank=True, max_length=64, of="number"),
                ),
                ("phone", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("paper", models.CharField(max_length=200)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "authority of a delegate",
                "verbose_name_plural": "authorities of delegates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="authority_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visit", None), ("hand_out", None), _connector="XOR"),
                        name="authority_for_one_occasion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="dossiers.dossier",
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("FEES", "fees of the procedure"), ("POSTAGE", "postage")],
                        default="FEES",
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FEE", "fee"),
                            ("LEVY", "levy"),
                            ("POSTAGE", "postage"),
                            ("SERVICE", "service charge"),
                            ("OTHER", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=500)),
                ("basis", models.CharField(blank=True, max_length=60)),
                (
                    "unit_amount",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("per", models.CharField(blank=True, max_length=80)),
                ("quantity", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "full",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                (
                    "relief",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.reliefclaim",
                    ),
                ),
                ("ground", models.TextField(blank=True)),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="dossiers.charge",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "charge",
                "verbose_name_plural": "charges",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("dossier", "key"),
                        name="one_first_charge_of_a_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount", None),
                            models.Q(("amount__gte", 0), ("full__gte", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="charge_is_no_more_than_its_full_amount",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.paper",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "supplement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="dossiers.supplement",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "paper of a dossier",
                "verbose_name_plural": "papers of dossiers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PaperCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="dossiers.intake",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.paper",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GOOD", "in order"),
                            ("SHOWN", "shown and compared"),
                            ("BAD", "not in order"),
                            ("MISSING", "missing"),
                            ("WAIVED", "not asked for"),
                            ("UNNEEDED", "not needed here"),
                        ],
                        max_length=8,
                    ),
                ),
                ("originals", models.PositiveSmallIntegerField(default=0)),
                ("certified", models.PositiveSmallIntegerField(default=0)),
                ("copies", models.PositiveSmallIntegerField(default=0)),
                ("electronic", models.PositiveSmallIntegerField(default=0)),
                ("sheets", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("give_back", models.BooleanField(default=False)),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=1000)),
                (
                    "waiver",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("HELD", "the agency holds it already"),
                            ("DATABASE", "its data stand in a database"),
                            ("ACCOUNT", "the identity account shows it"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "check of a paper",
                "verbose_name_plural": "checks of papers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("intake", "paper"), name="one_check_a_paper"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "WAIVED"), _negated=True),
                            models.Q(("waiver", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="waiver_has_its_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("GRANT", "grant"), ("REFUSE", "refuse")], max_length=16
                    ),
                ),
                ("wording", models.TextField()),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("remarks", models.TextField(blank=True)),
                (
                    "wording_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.wordingversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("dossier",),
                        name="one_open_proposal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="dossiers.demand",
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
                ("amount", models.DecimalField(decimal_places=0, max_digits=14)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("PAID_TWICE", "paid twice"),
                            ("OVERPAID", "more was paid than was due"),
                            ("NOT_ACCEPTED", "the dossier was not accepted"),
                            ("BY_LAW", "the law gives it back"),
                        ],
                        max_length=16,
                    ),
                ),
                ("ground", models.TextField()),
                ("to", portal.accounts.fields.EncryptedTextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "waiting for approval"),
                            ("APPROVED", "approved, to be paid out"),
                            ("REFUSED", "not approved"),
                            ("DONE", "paid out"),
                        ],
                        default="ASKED",
                        max_length=8,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["ASKED", "APPROVED"])),
                        fields=["agency", "id"],
                        name="refund_to_do",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="refund_gives_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_approves_a_refund",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.postservice",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("IN", "papers to the desk"), ("OUT", "result to the person")],
                        max_length=3,
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=1)),
                ("carrier", models.CharField(max_length=20)),
                ("order_key", models.CharField(max_length=80, unique=True)),
                ("waybill", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (dossiers.workflow.shipment.ShipmentState["REQUESTED"], "Asked for"),
                            (
                                dossiers.workflow.shipment.ShipmentState["ACCEPTED"],
                                "The post has the order",
                            ),
                            (
                                dossiers.workflow.shipment.ShipmentState["COLLECTING"],
                                "The carrier is coming",
                            ),
                            (
                                dossiers.workflow.shipment.ShipmentState["MISSED"],
                                "Nobody was there to hand it over",
                            ),
                            (dossiers.workflow.shipment.ShipmentState["CANCELLED"], "Cancelled"),
                            (
                                dossiers.workflow.shipment.ShipmentState["COLLECTED"],
                                "With the carrier",
                            ),
                            (dossiers.workflow.shipment.ShipmentState["IN_TRANSIT"], "On its way"),
                            (
                                dossiers.workflow.shipment.ShipmentState["FAILED"],
                                "Could not be delivered",
                            ),
                            (dossiers.workflow.shipment.ShipmentState["LOST"], "Lost or damaged"),
                            (
                                dossiers.workflow.shipment.ShipmentState["RETURNED"],
                                "Back with the sender",
                            ),
                            (dossiers.workflow.shipment.ShipmentState["DELIVERED"], "Delivered"),
                        ],
                        default=dossiers.workflow.shipment.ShipmentState["REQUESTED"],
                        max_length=12,
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NO_WAYBILL", "no waybill number is left"),
                            ("NO_PROVINCE", "the carrier’s code of a province is missing"),
                            ("NO_SERVICE", "no carrier serves this desk"),
                            ("REFUSED", "the carrier refused the order"),
                            ("GAVE_UP", "the carrier could not be reached for days"),
                            ("DAMAGED", "lost or damaged: remedy and apology are due"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("person", portal.accounts.fields.EncryptedTextField()),
                ("phone", portal.accounts.fields.EncryptedTextField()),
                ("email", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("province_code", models.CharField(max_length=10)),
                ("commune_code", models.CharField(max_length=10)),
                ("detail", portal.accounts.fields.EncryptedTextField()),
                ("note", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("grams", models.PositiveIntegerField()),
                ("fee", models.DecimalField(decimal_places=0, max_digits=14)),
                (
                    "tariff_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.posttariffline",
                    ),
                ),
                ("cod", models.DecimalField(decimal_places=0, default=0, max_digits=14)),
                (
                    "cod_collected",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post_by",
                    models.DateField(
                        blank=True,
                        help_text="the day on which the desk gives it to the carrier",
                        null=True,
                    ),
                ),
                ("packed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "packed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("ordered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hand_over",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="dossiers.posthandover",
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_asked_at", models.DateTimeField(blank=True, null=True)),
                ("taken_by", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("remedy", portal.accounts.fields.EncryptedTextField(blank=True)),
            ],
            options={
                "verbose_name": "shipment",
                "verbose_name_plural": "shipments",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["desk", "-id"], name="shipment_of_desk"),
                    models.Index(fields=["desk", "state", "-id"], name="shipment_by_state"),
                    models.Index(
                        condition=models.Q(("problem", ""), _negated=True),
                        fields=["desk", "-id"],
                        name="shipment_trouble",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None), ("ordered_at", None)),
                        fields=["id"],
                        name="shipment_to_order",
                    ),
                    models.Index(
                        condition=models.Q(("waybill", ""), _negated=True),
                        fields=["waybill"],
                        name="shipment_found",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "direction", "attempt"), name="shipment_attempt_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("waybill", ""), _negated=True),
                        fields=("carrier", "waybill"),
                        name="shipment_waybill",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cod__gte", 0), ("fee__gte", 0)),
                        name="shipment_money_is_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplement_drafts",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("DESK", "at reception"), ("APPRAISAL", "in appraisal")],
                        max_length=16,
                    ),
                ),
                (
                    "waits_for",
                    models.CharField(
                        choices=[("LEADER", "a superior's approval"), ("DESK", "the desk")],
                        max_length=8,
                    ),
                ),
                ("items", portal.accounts.fields.EncryptedJSONField(default=list)),
                ("reason", models.TextField(blank=True)),
                ("own_fault", models.BooleanField(default=False)),
                ("justification", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "approved_by",
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
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("remarks", models.TextField(blank=True)),
                (
                    "supplement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="dossiers.supplement",
                    ),
                ),
            ],
            options={
                "verbose_name": "supplement request not sent yet",
                "verbose_name_plural": "supplement requests not sent yet",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("dossier",),
                        name="one_open_supplement_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="supplement_approved_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "supplement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dossiers.supplement",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.paper",
                    ),
                ),
                ("field_key", models.CharField(blank=True, max_length=120)),
                (
                    "registry",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("POPULATION", "National population database"),
                            ("CIVIL_STATUS", "Civil status database"),
                            ("LAND", "Land database"),
                            ("ENTERPRISE", "Business registration database"),
                            ("INSURANCE", "Social insurance database"),
                            ("OTHER", "Another database"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=500)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MISSING", "It is not there"),
                            ("UNREADABLE", "It cannot be read: blurred, dark or cut off"),
                            ("INCOMPLETE", "Pages or parts of it are missing"),
                            ("WRONG", "It is another paper than the one asked for"),
                            ("UNSIGNED", "A signature, seal or certification is missing"),
                            ("EXPIRED", "It is no longer valid"),
                            ("MISMATCH", "It does not agree with the declaration"),
                            ("OTHER", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "common",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.supplementreason",
                    ),
                ),
                ("reason", models.TextField()),
                ("before", portal.accounts.fields.EncryptedJSONField(blank=True, null=True)),
                ("after", portal.accounts.fields.EncryptedJSONField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "item to complete",
                "verbose_name_plural": "items to complete",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                ("day", models.DateField()),
                ("number", models.PositiveIntegerField()),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticket",
                        to="dossiers.booking",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="dossiers.visit",
                    ),
                ),
                ("state", models.CharField(max_length=8)),
                ("window", models.CharField(blank=True, max_length=20)),
                (
                    "clerk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                ("calls", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "queue number",
                "verbose_name_plural": "queue numbers",
                "ordering": ["day", "number"],
                "indexes": [
                    models.Index(
                        fields=["desk", "day", "state"], name="dossiers_ti_desk_id_492b7e_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("desk", "day", "number"), name="queue_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingInterval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intervals",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "supplement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interval",
                        to="dossiers.supplement",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "waiting interval",
                "verbose_name_plural": "waiting intervals",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="interval_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "SUPPLEMENT"), ("supplement__isnull", False)),
                            models.Q(
                                models.Q(("kind", "SUPPLEMENT"), _negated=True),
                                ("supplement", None),
                            ),
                            _connector="OR",
                        ),
                        name="interval_of_a_supplement_has_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            (
                                "kind__in",
                                [
                                    portal.kernel.limits.WaitKind["PAYMENT"],
                                    portal.kernel.limits.WaitKind["SUPPLEMENT"],
                                ],
                            ),
                        ),
                        fields=("dossier",),
                        name="one_thing_asked_of_the_applicant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="dossiers.proposal",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("GRANT", "grant"), ("REFUSE", "refuse")], max_length=16
                    ),
                ),
                ("wording", models.TextField()),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("post_title", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("hold_until", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recalled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recall_reason", models.TextField(blank=True)),
                (
                    "wording_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.wordingversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("dossier",),
                        name="one_valid_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "REFUSE"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="DemandLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="dossiers.demand",
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.charge",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=0, max_digits=14)),
            ],
            options={
                "verbose_name": "line of a demand",
                "verbose_name_plural": "lines of a demand",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Irregularity",
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
                            ("WRONG_AMOUNT", "Another amount than was asked for"),
                            ("WRONG_CODE", "A message with a wrong secure code"),
                            ("WRONG_PARTNER", "A message for another partner"),
                            ("WRONG_CURRENCY", "Another currency"),
                            ("UNKNOWN_REFERENCE", "A reference nobody knows"),
                            ("PAID_TWICE", "Paid twice"),
                            ("OVERPAID", "More was paid than is due"),
                            ("AFTER_CANCEL", "Paid after the demand had been cancelled"),
                            ("DISAGREES", "The platform contradicts itself"),
                            ("NO_ANSWER", "The platform never said how it ended"),
                            ("FEE_TO_RETURN", "Paid for a dossier that was not accepted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="dossiers.demand",
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="dossiers.attempt",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("transaction", models.CharField(blank=True, max_length=64)),
                (
                    "told",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                (
                    "expected",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settlement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TAKEN", "the money has come and was recorded"),
                            ("DISMISSED", "no money came"),
                            ("REFUND", "the money is given back"),
                            ("EXPLAINED", "explained"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ground", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "irregularity of a payment",
                "verbose_name_plural": "irregularities of payments",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["agency", "id"],
                        name="irregularity_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settlement", "")),
                            models.Q(
                                ("settled_at__isnull", False),
                                models.Q(("settlement", ""), _negated=True),
                                models.Q(("ground", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="settled_with_a_ground",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="dossiers.demand",
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="dossiers.attempt",
                    ),
                ),
                (
                    "refund",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement",
                        to="dossiers.refund",
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
                    "kind",
                    models.CharField(
                        choices=[("RECEIVED", "received"), ("REFUNDED", "refunded")], max_length=8
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("PLATFORM", "payment platform"),
                            ("TRANSFER", "bank transfer"),
                            ("CASH", "cash at the desk"),
                            ("POST", "collected by the post"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=0, max_digits=14)),
                ("transaction", models.CharField(blank=True, max_length=64)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "movement of money",
                "verbose_name_plural": "movements of money",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["agency", "-id"], name="dossiers_mo_agency__ec9799_idx"),
                    models.Index(fields=["day", "method"], name="dossiers_mo_day_350d04_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("transaction", ""), _negated=True), ("kind", "RECEIVED")
                        ),
                        fields=("method", "transaction"),
                        name="transaction_is_received_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="movement_moves_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "REFUNDED"), ("refund__isnull", False)),
                            models.Q(("kind", "RECEIVED"), ("refund__isnull", True)),
                            _connector="OR",
                        ),
                        name="money_goes_by_a_refund",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="dossiers.attempt",
                    ),
                ),
                ("operation", models.CharField(max_length=10)),
                ("is_ours", models.BooleanField()),
                ("body", portal.accounts.fields.EncryptedTextField()),
                ("digest", models.CharField(max_length=64)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "message of the payment platform",
                "verbose_name_plural": "messages of the payment platform",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["digest"], name="dossiers_pl_digest_b2fd31_idx")],
            },
        ),
        migrations.CreateModel(
            name="ShipmentItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dossiers.shipment",
                    ),
                ),
                ("label", models.CharField(max_length=500)),
                ("sheets", models.PositiveSmallIntegerField(default=1)),
                ("packed", models.BooleanField(default=False)),
                ("arrived", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "thing in an envelope",
                "verbose_name_plural": "things in envelopes",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ShipmentReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="dossiers.shipment",
                    ),
                ),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("ACCEPTED", "ACCEPTED"),
                            ("COLLECTING", "COLLECTING"),
                            ("MISSED", "MISSED"),
                            ("COLLECTED", "COLLECTED"),
                            ("IN_TRANSIT", "IN_TRANSIT"),
                            ("FAILED", "FAILED"),
                            ("CANCELLED", "CANCELLED"),
                            ("LOST", "LOST"),
                            ("RETURNED", "RETURNED"),
                            ("DELIVERED", "DELIVERED"),
                            ("OTHER", "OTHER"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("PUSH", "the carrier’s call"),
                            ("POLL", "asked of the carrier"),
                            ("DESK", "the desk"),
                            ("OWNER", "the applicant"),
                        ],
                        max_length=5,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("code", models.CharField(blank=True, max_length=60)),
                ("text", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                ("reason", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "report on a shipment",
                "verbose_name_plural": "reports on shipments",
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shipment", "digest"), name="shipment_report_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplementFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="dossiers.supplementitem",
                    ),
                ),
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
                "verbose_name": "file of an item to complete",
                "verbose_name_plural": "files of items to complete",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verification",
                        to="dossiers.waitinginterval",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="dossiers.dossier",
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("place", models.CharField(max_length=300)),
                ("participants", models.TextField()),
                ("subject", models.TextField()),
                ("with_applicant", models.BooleanField(default=False)),
                (
                    "arranged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("findings", models.TextField(blank=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verification",
                "verbose_name_plural": "verifications",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Waybill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carrier", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                (
                    "shipment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "waybill number",
                "verbose_name_plural": "waybill numbers",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("shipment", None)),
                        fields=["carrier", "id"],
                        name="waybill_free",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("carrier", "number"), name="waybill_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "movement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt",
                        to="dossiers.movement",
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
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        help_text="which receipt of its dossier it is"
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt of a payment",
                "verbose_name_plural": "receipts of payments",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "year", "number"), name="receipt_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReconciliationLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="dossiers.reconciliation",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("MATCHED", "agrees"),
                            ("ONLY_OURS", "only in our ledger"),
                            ("ONLY_THEIRS", "only on their list"),
                            ("AMOUNT_DIFFERS", "the amounts differ"),
                        ],
                        max_length=16,
                    ),
                ),
                ("transaction", models.CharField(max_length=64)),
                ("reference", models.CharField(blank=True, max_length=40)),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.movement",
                    ),
                ),
                (
                    "ours",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                (
                    "theirs",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("words", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ground", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "line of a reconciliation",
                "verbose_name_plural": "lines of a reconciliation",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reconciliation", "transaction"), name="a_transaction_a_line"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="line_settled_with_a_ground",
                    ),
                ],
            },
        ),
    ]
