"""Names in other languages; sayings of editors; searches that failed."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Miss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("NOTHING", "Nothing found"), ("NEAR", "Only something near")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "verbose_name": "failed search",
                "verbose_name_plural": "failed searches",
            },
        ),
        migrations.CreateModel(
            name="Missed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(max_length=200, unique=True, verbose_name="what was typed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("NOTHING", "Nothing found"), ("NEAR", "Only something near")],
                        max_length=8,
                        verbose_name="what came",
                    ),
                ),
                ("times", models.PositiveIntegerField(default=0, verbose_name="times")),
                ("first_day", models.DateField(verbose_name="first")),
                ("last_day", models.DateField(verbose_name="last")),
                ("handled_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "search without result",
                "verbose_name_plural": "searches without result",
                "ordering": ["-times", "-last_day", "id"],
            },
        ),
        migrations.CreateModel(
            name="Saying",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said", models.CharField(max_length=120, verbose_name="what people type")),
                ("folded", models.CharField(db_index=True, editable=False, max_length=120)),
                (
                    "official",
                    models.CharField(max_length=200, verbose_name="what the law calls it"),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "saying",
                "verbose_name_plural": "sayings",
                "ordering": ["folded", "-since", "id"],
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="elsewhere",
            field=models.TextField(
                blank=True, default="", verbose_name="heading in other languages"
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="length",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Length("title"),
                output_field=models.IntegerField(),
            ),
        ),
        # A generated column cannot be altered; it is made anew from its row.
        migrations.RemoveIndex(model_name="searchentry", name="search_by_folded"),
        migrations.RemoveField(model_name="searchentry", name="accented"),
        migrations.RemoveField(model_name="searchentry", name="folded"),
        migrations.AddField(
            model_name="searchentry",
            name="accented",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
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
                            "elsewhere", config="simple", weight="B"
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
        migrations.AddField(
            model_name="searchentry",
            name="folded",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
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
                            "elsewhere", config="portal_folded", weight="B"
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
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="search_by_folded"
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded_alias"], name="search_by_alias", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["-weight", "length", "id"], name="search_short_first"),
        ),
        migrations.AddField(
            model_name="missed",
            name="handled_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="saying",
            name="added_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="missed",
            index=models.Index(
                condition=models.Q(("handled_at", None)),
                fields=["-times", "-last_day", "id"],
                name="search_missed_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="saying",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="saying_window_is_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="saying",
            constraint=models.UniqueConstraint(
                fields=("said", "official", "since"), name="saying_once_from_a_day"
            ),
        ),
    ]
