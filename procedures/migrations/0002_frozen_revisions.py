"""The database itself keeps a published revision, and everything in it, as it was published."""

from django.db import migrations

REVISION = """
CREATE FUNCTION procedures_freeze_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movable text[] := ARRAY['state', 'version', 'in_force_until', 'published_at', 'published_by_id'];
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'DRAFT'
     OR to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'revision % is published and cannot change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON procedures_revision
  FOR EACH ROW EXECUTE FUNCTION procedures_freeze_revision();
"""

PARTS = """
CREATE FUNCTION procedures_refuse_frozen(owner bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM procedures_revision WHERE id = owner AND state <> 'DRAFT') THEN
    RAISE EXCEPTION 'revision % is published and cannot change', owner
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;

CREATE FUNCTION procedures_freeze_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM procedures_refuse_frozen(OLD.revision_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM procedures_refuse_frozen(NEW.revision_id); RETURN NEW; END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION procedures_freeze_fee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM procedures_refuse_frozen(
      (SELECT revision_id FROM procedures_channel WHERE id = OLD.channel_id));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM procedures_refuse_frozen(
      (SELECT revision_id FROM procedures_channel WHERE id = NEW.channel_id));
    RETURN NEW;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_fee
  FOR EACH ROW EXECUTE FUNCTION procedures_freeze_fee();
"""

FORM = """
CREATE FUNCTION procedures_freeze_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT OLD.locked THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) <> to_jsonb(OLD) THEN
    RAISE EXCEPTION 'form version % is in use and cannot change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON procedures_eformversion
  FOR EACH ROW EXECUTE FUNCTION procedures_freeze_form();
"""

PART_TABLES = ("case", "channel", "paper", "legalbasis", "resultkind", "processstep", "duty")
TRIGGERS = "".join(
    f"CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_{table} "
    "FOR EACH ROW EXECUTE FUNCTION procedures_freeze_part();\n"
    for table in PART_TABLES
)
UNDO = """
DROP FUNCTION procedures_freeze_form() CASCADE;
DROP FUNCTION procedures_freeze_fee() CASCADE;
DROP FUNCTION procedures_freeze_part() CASCADE;
DROP FUNCTION procedures_refuse_frozen(bigint) CASCADE;
DROP FUNCTION procedures_freeze_revision() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial")]

    operations = [migrations.RunSQL(REVISION + PARTS + TRIGGERS + FORM, UNDO)]
