"""The index, and what it stands on: folding as an immutable function and as a configuration."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

# unaccent() itself is only stable, which indexes and generated columns refuse.
FOLD = """
CREATE FUNCTION f_unaccent(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, $1) $$
"""
CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION portal_folded (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION portal_folded
  ALTER MAPPING FOR word, hword, hword_part WITH public.unaccent, pg_catalog.simple;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION f_unaccent(text)"),
        migrations.RunSQL(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION portal_folded"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=40, verbose_name="kind")),
                ("key", models.CharField(max_length=80, verbose_name="key")),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                ("title", models.TextField(verbose_name="heading")),
                ("alias", models.TextField(blank=True, verbose_name="what people call it")),
                ("body", models.TextField(blank=True, verbose_name="body text")),
                ("url", models.CharField(max_length=300, verbose_name="address")),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="line under the title"
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=0, verbose_name="weight")),
                ("symbol", models.CharField(blank=True, max_length=80, verbose_name="symbol")),
                (
                    "mentions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        default=list,
                        size=None,
                        verbose_name="cites",
                    ),
                ),
                (
                    "folded_title",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func("title", function="f_unaccent")
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "folded_alias",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func("alias", function="f_unaccent")
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="portal_folded", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "alias", config="portal_folded", weight="A"
                                ),
                                django.contrib.postgres.search.SearchConfig("portal_folded"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "body", config="portal_folded", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("portal_folded"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "accented",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="simple", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "alias", config="simple", weight="A"
                                ),
                                django.contrib.postgres.search.SearchConfig("simple"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "body", config="simple", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("simple"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "ordering": ["-weight", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="search_by_folded"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["folded_title"], name="search_by_title", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["mentions"], name="search_by_mention"
                    ),
                    models.Index(
                        fields=["symbol"],
                        name="search_by_symbol",
                        opclasses=["varchar_pattern_ops"],
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key", "language"), name="search_entry_once"
                    )
                ],
            },
        ),
    ]
