"""English of the catalogue moves from columns of frozen revisions into reviewed translations."""

import hashlib
import unicodedata
from datetime import date

from django.db import migrations, models

MOVABLE = """
CREATE OR REPLACE FUNCTION procedures_freeze_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  movable text[] := ARRAY['state', 'version', 'in_force_until', 'published_at',
                          'published_by_id'%s];
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.state = 'DRAFT'
     OR to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'revision %% is published and cannot change', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""
KINDS = (
    ("Case", "key", (("name", "name_en"),)),
    ("Paper", "key", (("name", "name_en"), ("condition", "condition_en"))),
    ("Channel", "kind", (("note", "note_en"),)),
    ("Fee", "key", (("name", "name_en"),)),
    ("ResultKind", "code", (("name", "name_en"),)),
)


def digest(text):
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(joined.encode()).hexdigest()


def passages(apps, revision):
    """Path, Vietnamese and English of everything that has English."""
    for name in ("name", "summary"):
        yield name, getattr(revision, name), getattr(revision, f"{name}_en")
    for kind, key, pairs in KINDS:
        through = "channel__revision" if kind == "Fee" else "revision"
        for row in apps.get_model("procedures", kind).objects.filter(**{through: revision}):
            own = getattr(row, key)
            one_of_several = not own or kind == "Fee" or getattr(row, "case_id", None)
            for name, english in pairs:
                text = getattr(row, name)
                path = ".".join(filter(None, [kind.lower(), own, name]))
                path = f"{path}.{digest(text)[:16]}" if one_of_several else path
                yield path, text, getattr(row, english)


def move(apps, schema_editor):
    """The newest revision gives the translations; each keeps its own words for its readers."""
    Revision = apps.get_model("procedures", "Revision")
    Translation = apps.get_model("texts", "Translation")
    for revision in Revision.objects.select_related("procedure").order_by("procedure", "number"):
        found = [each for each in passages(apps, revision) if each[1] and each[2]]
        if not found:
            continue
        day = revision.published_at.date() if revision.published_at else date.today()
        words = {path: english for path, _text, english in found}
        shown = {"words": words, "behind": [], "reviewed_on": day.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(english=shown)
        for path, text, english in found:
            Translation.objects.update_or_create(
                subject_kind="procedure",
                subject_key=revision.procedure.code,
                path=path,
                language="en",
                state="REVIEWED",
                defaults={
                    "source": text,
                    "source_digest": digest(text),
                    "text": english,
                    "written_at": revision.created_at,
                    "reviewed_on": day,
                },
            )


class Migration(migrations.Migration):
    dependencies = [("procedures", "0008_form_trials"), ("texts", "0001_initial")]

    operations = [
        migrations.AddField("revision", "english", models.JSONField(default=dict, editable=False)),
        migrations.RunSQL(MOVABLE % ", 'english'", MOVABLE % ""),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
