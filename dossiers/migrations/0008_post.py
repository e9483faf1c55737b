import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import dossiers.workflow.shipment
import portal.accounts.fields

APPEND_ONLY = ("dossiers_shipmentreport", "dossiers_postcall")
"""What carriers said stays as it came; the function is the event log's."""

FREEZE = """
CREATE FUNCTION dossiers_freeze_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movable text[] := ARRAY['state', 'version', 'in_force_until', 'published_at', 'published_by_id'];
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'DRAFT'
     OR to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'tariff % is published and cannot change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON dossiers_posttariff
  FOR EACH ROW EXECUTE FUNCTION dossiers_freeze_tariff();

CREATE FUNCTION dossiers_freeze_tariff_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.tariff_id ELSE OLD.tariff_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM dossiers_posttariff WHERE id = owner AND state <> 'DRAFT') THEN
    RAISE EXCEPTION 'tariff % is published and cannot change', owner
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON dossiers_posttariffline
  FOR EACH ROW EXECUTE FUNCTION dossiers_freeze_tariff_line();
"""
MELT = """
DROP TRIGGER keep_frozen ON dossiers_posttariffline;
DROP FUNCTION dossiers_freeze_tariff_line();
DROP TRIGGER keep_frozen ON dossiers_posttariff;
DROP FUNCTION dossiers_freeze_tariff();
"""


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();",
        f"DROP TRIGGER {table}_append_only ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("agencies", "0002_people"),
        ("dossiers", "0007_reports_and_arrivals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.AddField(
            model_name="draft",
            name="post",
            field=portal.accounts.fields.EncryptedJSONField(default=dict),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
            name="PostHandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("carrier", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("courier", models.CharField(max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "hand-over to a carrier",
                "verbose_name_plural": "hand-overs to carriers",
                "ordering": ["-id"],
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "postal service of a desk",
                "verbose_name_plural": "postal services of desks",
                "ordering": ["agency_id", "-since"],
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            ],
            options={
                "verbose_name": "postal tariff",
                "verbose_name_plural": "postal tariffs",
                "ordering": ["-in_force_from", "-id"],
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
            name="PostTariffLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="dossiers.posttariff",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a postal tariff",
                "verbose_name_plural": "lines of a postal tariff",
                "ordering": ["tariff_id", "zone", "up_to_grams"],
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
                ("cod", models.DecimalField(decimal_places=0, default=0, max_digits=14)),
                (
                    "cod_collected",
                    models.DecimalField(blank=True, decimal_places=0, max_digits=14, null=True),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "post_by",
                    models.DateField(
                        blank=True,
                        help_text="the day on which the desk gives it to the carrier",
                        null=True,
                    ),
                ),
                ("packed_at", models.DateTimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("ordered_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_asked_at", models.DateTimeField(blank=True, null=True)),
                ("taken_by", portal.accounts.fields.EncryptedTextField(blank=True)),
                ("remedy", portal.accounts.fields.EncryptedTextField(blank=True)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="dossiers.dossier",
                    ),
                ),
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
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "tariff_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.posttariffline",
                    ),
                ),
            ],
            options={
                "verbose_name": "shipment",
                "verbose_name_plural": "shipments",
                "ordering": ["-id"],
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
                ("label", models.CharField(max_length=500)),
                ("sheets", models.PositiveSmallIntegerField(default=1)),
                ("packed", models.BooleanField(default=False)),
                ("arrived", models.BooleanField(blank=True, null=True)),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dossiers.shipment",
                    ),
                ),
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
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="dossiers.shipment",
                    ),
                ),
            ],
            options={
                "verbose_name": "report on a shipment",
                "verbose_name_plural": "reports on shipments",
                "ordering": ["at", "id"],
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
        migrations.AddIndex(
            model_name="posthandover",
            index=models.Index(fields=["desk", "-id"], name="post_hand_over_of_desk"),
        ),
        migrations.AddConstraint(
            model_name="postservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="post_service_period",
                violation_error_message="The last day cannot be before the first.",
            ),
        ),
        migrations.AddIndex(
            model_name="posttariff",
            index=models.Index(fields=["carrier", "in_force_from"], name="post_tariff_by_day"),
        ),
        migrations.AddConstraint(
            model_name="posttariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force_until", None),
                    ("in_force_until__gte", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="post_tariff_window_is_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="posttariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("state", "DRAFT")),
                    models.Q(
                        models.Q(("state", "DRAFT"), _negated=True), ("published_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="published_post_tariff_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="posttariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by", None),
                    ("created_by", None),
                    models.Q(("published_by", models.F("created_by")), _negated=True),
                    _connector="OR",
                ),
                name="second_person_publishes_post_tariff",
            ),
        ),
        migrations.AddConstraint(
            model_name="posttariffline",
            constraint=models.UniqueConstraint(
                fields=("tariff", "zone", "up_to_grams"), name="post_tariff_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="posttariffline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="post_tariff_amount_is_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(fields=["desk", "-id"], name="shipment_of_desk"),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(fields=["desk", "state", "-id"], name="shipment_by_state"),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(
                condition=models.Q(("problem", ""), _negated=True),
                fields=["desk", "-id"],
                name="shipment_trouble",
            ),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(
                condition=models.Q(("ended_at", None), ("ordered_at", None)),
                fields=["id"],
                name="shipment_to_order",
            ),
        ),
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(
                condition=models.Q(("waybill", ""), _negated=True),
                fields=["waybill"],
                name="shipment_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.UniqueConstraint(
                fields=("dossier", "direction", "attempt"), name="shipment_attempt_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("waybill", ""), _negated=True),
                fields=("carrier", "waybill"),
                name="shipment_waybill",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("cod__gte", 0), ("fee__gte", 0)),
                name="shipment_money_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipmentreport",
            constraint=models.UniqueConstraint(
                fields=("shipment", "digest"), name="shipment_report_once"
            ),
        ),
        migrations.AddIndex(
            model_name="waybill",
            index=models.Index(
                condition=models.Q(("shipment", None)),
                fields=["carrier", "id"],
                name="waybill_free",
            ),
        ),
        migrations.AddConstraint(
            model_name="waybill",
            constraint=models.UniqueConstraint(fields=("carrier", "number"), name="waybill_once"),
        ),
        *(append_only(table) for table in APPEND_ONLY),
        migrations.RunSQL(FREEZE, MELT),
    ]
