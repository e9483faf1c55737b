import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0012_desk_of_officials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("called_off_because", models.TextField(blank=True)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("missed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="dossiers.dossier",
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
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
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
    ]
