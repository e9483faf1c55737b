"""Narrowing the catalogue by what exists in it."""

from functools import cache, cached_property

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from portal.kernel.text import sort_key
from procedures.models import LifeEvent, Procedure
from procedures.models.choices import Audience, Completeness, ServiceLevel
from procedures.rules.names import ALPHABET
from procedures.selectors import narrowing

CHOICES = {
    "audience": (Audience.choices, narrowing.open_to),
    "level": (ServiceLevel.choices, narrowing.at_level),
    "extent": (Completeness.choices, narrowing.to_extent),
    "letter": ([(letter, letter) for letter in ALPHABET], narrowing.under_letter),
}
"""Narrowings whose values are written in the code."""


@cache
def _question() -> narrowing.Question:
    return narrowing.Question.of(
        {
            f"{group}:{value}": condition(value)
            for group, (choices, condition) in CHOICES.items()
            for value, _label in choices
        }
    )


def _agencies(request) -> QuerySet[Agency]:
    return narrowing.open_agencies(timezone.localdate()).order_by("name_key", "pk")


class ProcedureFilter(django_filters.FilterSet):
    """Sector, agency, audience, level, extent, life event, letter and legal text, together.

    Only what some procedure has is offered; anything unknown is ignored.
    """

    sector = django_filters.ModelChoiceFilter(
        label=_("Field"),
        queryset=lambda request: narrowing.open_sectors(),
        to_field_name="code",
        empty_label=_("All fields"),
    )
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=_agencies, method="offered_by", empty_label=_("All agencies")
    )
    audience = django_filters.ChoiceFilter(
        label=_("For whom"),
        choices=Audience.choices,
        method="by_choice",
        empty_label=_("Everyone"),
    )
    extent = django_filters.ChoiceFilter(
        label=_("How far online"),
        choices=Completeness.choices,
        method="by_choice",
        empty_label=_("Any extent"),
    )
    level = django_filters.ChoiceFilter(
        label=_("Level of the service"),
        choices=ServiceLevel.choices,
        method="by_choice",
        empty_label=_("Any level"),
    )
    event = django_filters.ModelChoiceFilter(
        label=_("Life event"),
        queryset=lambda request: narrowing.open_events(),
        to_field_name="slug",
        method="in_event",
        empty_label=_("Any"),
    )
    letter = django_filters.ChoiceFilter(
        label=_("First letter"),
        choices=CHOICES["letter"][0],
        method="by_choice",
        empty_label=_("Any letter"),
    )
    basis = django_filters.CharFilter(label=_("Stands on the text"), method="standing_on")

    class Meta:
        model = Procedure
        fields = ["sector", "agency", "audience", "extent", "level", "event", "letter", "basis"]

    @cached_property
    def offered(self) -> set[str]:
        """`group:value` of every value written in the code that some procedure has."""
        return narrowing.existing(_question())

    @cached_property
    def form(self):
        """The form, offering only what exists; a value that was asked for stays in it."""
        form = super().form
        sectors = form.fields["sector"]
        rows = sorted(sectors.queryset, key=lambda sector: sort_key(sector.title))
        named = [(row.code, row.title) for row in rows]
        sectors.widget.choices = [("", sectors.empty_label), *named]
        for group, (choices, _condition) in CHOICES.items():
            asked = {f"{group}:{self.data.get(group)}"}
            kept = narrowing.chosen(choices, self.offered | asked, group)
            form.fields[group].choices = [("", form.fields[group].empty_label), *kept]
        return form

    def by_choice(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(CHOICES[name][1](value))

    def offered_by(self, queryset: QuerySet, name: str, agency: Agency) -> QuerySet:
        return queryset.filter(narrowing.offered_by(agency, timezone.localdate()))

    def in_event(self, queryset: QuerySet, name: str, event: LifeEvent) -> QuerySet:
        return queryset.filter(narrowing.in_life_event(event))

    def standing_on(self, queryset: QuerySet, name: str, symbol: str) -> QuerySet:
        return queryset.filter(narrowing.standing_on(symbol))
