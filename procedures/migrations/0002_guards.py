"""The database itself keeps what was published as it was published."""

from django.db import migrations

REVISION = """
CREATE FUNCTION procedures_freeze_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movable text[] := ARRAY['state', 'version', 'in_force_until', 'published_at',
                          'published_by_id', 'english'];
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

PART_TABLES = (
    *("case", "channel", "paper", "legalbasis", "resultkind", "processstep", "duty"),
    *("eligibilityquestion", "eligibilityoutcome"),
)
PART_TRIGGERS = "".join(
    f"CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_{table} "
    "FOR EACH ROW EXECUTE FUNCTION procedures_freeze_part();\n"
    for table in PART_TABLES
)

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

# What hangs on a text with a state, by table: the owner's table and the column that names it.
LINES = {
    "frequentquestion": ("guide", "guide_id"),
    "sampleform": ("guide", "guide_id"),
    "priorityentry": ("prioritylist", "list_id"),
}
# Texts that freeze when they leave their draft, with the columns that may still move.
TEXTS = {"guide": "state,version", "prioritylist": "", "yearlyreport": ""}

FREEZE_TEXT = """
CREATE FUNCTION procedures_freeze_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable text[] := string_to_array(TG_ARGV[0], ',');
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'DRAFT'
     OR to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION '% % is published and cannot change', TG_TABLE_NAME, OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""
FREEZE_LINE = """
CREATE FUNCTION procedures_freeze_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given jsonb;
  owner_state text;
BEGIN
  FOREACH given IN ARRAY ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
    CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END]
  LOOP
    EXECUTE format('SELECT state FROM %I WHERE id = $1', TG_ARGV[0])
      INTO owner_state USING (given ->> TG_ARGV[1])::bigint;
    IF owner_state <> 'DRAFT' THEN
      RAISE EXCEPTION '% hangs on something published and cannot change', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
APPEND_ONLY = """
CREATE FUNCTION procedures_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON procedures_rolloutstep
  FOR EACH ROW EXECUTE FUNCTION procedures_only_added();
"""
TEXT_TRIGGERS = "".join(
    f"CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON procedures_{table} "
    f"FOR EACH ROW EXECUTE FUNCTION procedures_freeze_text('{movable}');\n"
    for table, movable in TEXTS.items()
) + "".join(
    f"CREATE TRIGGER keep_frozen BEFORE INSERT OR UPDATE OR DELETE ON procedures_{table} "
    f"FOR EACH ROW EXECUTE FUNCTION procedures_freeze_line('procedures_{owner}', '{column}');\n"
    for table, (owner, column) in LINES.items()
)


class Migration(migrations.Migration):
    replaces = [
        ("procedures", "0002_frozen_revisions"),
        ("procedures", "0005_frozen_local_terms"),
    ]

    dependencies = [("procedures", "0001_tables")]

    operations = [
        migrations.RunSQL(REVISION + PARTS + PART_TRIGGERS + FORM),
        migrations.RunSQL(EXEMPTION + LOCAL_TERMS + LOCAL_TRIGGERS),
        migrations.RunSQL(FREEZE_TEXT + FREEZE_LINE + APPEND_ONLY + TEXT_TRIGGERS),
    ]
