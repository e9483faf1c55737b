"""The database itself keeps what was paid, charged and said by carriers as it was written."""

from django.db import migrations

# What came and went, what was owed and which receipt was given is never changed afterwards.
KEPT = ("movement", "moneyreceipt", "charge", "platformcall")
KEEP = """
CREATE FUNCTION dossiers_keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER keep_as_written BEFORE UPDATE OR DELETE ON dossiers_{table} "
    "FOR EACH ROW EXECUTE FUNCTION dossiers_keep_as_written();\n"
    for table in KEPT
)

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

# What carriers said stays as it came; the function is the event log's.
APPEND_ONLY = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();\n"
    for table in ("dossiers_shipmentreport", "dossiers_postcall")
)


class Migration(migrations.Migration):
    replaces = [("dossiers", "0006_money"), ("dossiers", "0008_post")]

    dependencies = [("audit", "0002_append_only"), ("dossiers", "0001_tables")]

    operations = [migrations.RunSQL(KEEP + FREEZE + APPEND_ONLY)]
