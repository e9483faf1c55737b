from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Length, Lower
from django.utils.translation import gettext_lazy as _

FOLDED = "portal_folded"
"""Text search configuration that drops diacritics: what a person types on a plain keyboard."""

ACCENTED = "simple"
"""Keeps every mark: thuê (hire) and thuế (tax) are two words."""


def _vector(config: str) -> SearchVector:
    return (
        SearchVector("title", weight="A", config=config)
        + SearchVector("alias", weight="A", config=config)
        + SearchVector("elsewhere", weight="B", config=config)
        + SearchVector("body", weight="C", config=config)
    )


def _fold(field: str) -> Lower:
    return Lower(models.Func(field, function="f_unaccent"))


def _generated(expression, output_field) -> models.GeneratedField:
    return models.GeneratedField(
        expression=expression, output_field=output_field, db_persist=True, editable=False
    )


class SearchEntry(models.Model):
    """One public page in one language, as the search sees it.

    `language` is empty where the page exists in Vietnamese only and serves every reader. `symbol`
    is the page's own code or symbol and `mentions` those it cites, all as keys
    (`portal.search.rules.symbols`). `elsewhere` is the title in other languages.
    """

    source = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=80)
    language = models.CharField(_("language"), max_length=5, blank=True)
    title = models.TextField(_("heading"))
    alias = models.TextField(_("what people call it"), blank=True)
    elsewhere = models.TextField(_("heading in other languages"), blank=True, default="")
    body = models.TextField(_("body text"), blank=True)
    url = models.CharField(_("address"), max_length=300)
    note = models.CharField(_("line under the title"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=0)
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    mentions = ArrayField(models.CharField(max_length=80), verbose_name=_("cites"), default=list)
    length = _generated(Length("title"), models.IntegerField())
    folded_title = _generated(_fold("title"), models.TextField())
    folded_alias = _generated(_fold("alias"), models.TextField())
    folded = _generated(_vector(FOLDED), SearchVectorField())
    accented = _generated(_vector(ACCENTED), SearchVectorField())

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["-weight", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "language"], name="search_entry_once"),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="search_by_folded"),
            GinIndex(fields=["folded_title"], name="search_by_title", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["folded_alias"], name="search_by_alias", opclasses=["gin_trgm_ops"]),
            # Many matches are cut to those with the shortest titles: the words say most of those.
            models.Index(fields=["-weight", "length", "id"], name="search_short_first"),
            GinIndex(fields=["mentions"], name="search_by_mention"),
            models.Index(
                fields=["symbol"], name="search_by_symbol", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self):
        return self.title
