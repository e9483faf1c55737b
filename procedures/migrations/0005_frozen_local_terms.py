"""Exemptions freeze with their revision, local terms when they are published; every legal basis
gets the key by which its symbol is found, every sector a row for the code it bears."""

from django.db import migrations

from portal.search.rules.symbols import symbol_key

EXEMPTION = """
CREATE FUNCTION procedures_freeze_exemption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM procedures_refuse_frozen(
      (SELECT channel.revision_id FROM procedures_fee fee
       JOIN procedures_channel channel ON channel.id = fee.channel_id WHERE fee.id = OLD.fee_id));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM procedures_refuse_frozen(
      (SELECT channel.revision_id FROM procedures_fee fee
       JOIN procedures_channel channel ON channel.id = fee.channel_id WHERE fee.id = NEW.fee_id));
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_exemption
  FOR EACH ROW EXECUTE FUNCTION procedures_freeze_exemption();
"""

LOCAL_TERMS = """
CREATE FUNCTION procedures_freeze_local_terms() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movable text[] := ARRAY['state', 'version', 'in_force_until', 'published_at', 'published_by_id'];
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'DRAFT'
     OR to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'local terms % are published and cannot change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON procedures_localterms
  FOR EACH ROW EXECUTE FUNCTION procedures_freeze_local_terms();

CREATE FUNCTION procedures_refuse_frozen_local(owner bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM procedures_localterms WHERE id = owner AND state <> 'DRAFT') THEN
    RAISE EXCEPTION 'local terms % are published and cannot change', owner
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;

CREATE FUNCTION procedures_freeze_local_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM procedures_refuse_frozen_local(OLD.local_terms_id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM procedures_refuse_frozen_local(NEW.local_terms_id);
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
"""

LOCAL_TABLES = ("localfee", "locallimit", "localexemption")
LOCAL_TRIGGERS = "".join(
    f"CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_{table} "
    "FOR EACH ROW EXECUTE FUNCTION procedures_freeze_local_part();\n"
    for table in LOCAL_TABLES
)
UNDO = """
DROP FUNCTION procedures_freeze_exemption() CASCADE;
DROP FUNCTION procedures_freeze_local_part() CASCADE;
DROP FUNCTION procedures_refuse_frozen_local(bigint) CASCADE;
DROP FUNCTION procedures_freeze_local_terms() CASCADE;
"""


def give_keys(apps, schema_editor):
    """The key tells nothing new of the law, so that published revisions get it as well."""
    basis = apps.get_model("procedures", "LegalBasis").objects
    schema_editor.execute("ALTER TABLE procedures_legalbasis DISABLE TRIGGER keep_frozen")
    for symbol in basis.values_list("symbol", flat=True).order_by("symbol").distinct():
        basis.filter(symbol=symbol).update(symbol_key=symbol_key(symbol))
    schema_editor.execute("ALTER TABLE procedures_legalbasis ENABLE TRIGGER keep_frozen")


def give_codes(apps, schema_editor):
    code = apps.get_model("procedures", "SectorCode")
    sectors = apps.get_model("procedures", "Sector").objects.order_by("pk")
    code.objects.bulk_create(
        code(sector=sector, code=sector.code, since=sector.since, until=sector.until)
        for sector in sectors
    )


class Migration(migrations.Migration):
    dependencies = [("procedures", "0004_model_of_the_law")]

    operations = [
        migrations.RunSQL(EXEMPTION + LOCAL_TERMS + LOCAL_TRIGGERS, UNDO),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
