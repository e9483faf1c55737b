"""Narrowing the catalogue."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from portal.search.rules.symbols import symbol_key
from procedures.models import LifeEvent, Procedure, Sector
from procedures.models.choices import Audience, ServiceLevel
from procedures.selectors import open_offerings


def _sectors(request) -> QuerySet[Sector]:
    return Sector.objects.filter(procedures__current__isnull=False).distinct()


def _agencies(request) -> QuerySet[Agency]:
    return Agency.objects.filter(offerings__in=open_offerings(timezone.localdate())).distinct()


class ProcedureFilter(django_filters.FilterSet):
    """Sector, agency, audience, level and life event; anything unknown is ignored."""

    sector = django_filters.ModelChoiceFilter(
        label=_("Field"), queryset=_sectors, to_field_name="code", empty_label=_("All fields")
    )
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=_agencies, method="offered_by", empty_label=_("All agencies")
    )
    audience = django_filters.ChoiceFilter(
        label=_("For whom"),
        choices=Audience.choices,
        method="open_to",
        empty_label=_("Everyone"),
    )
    level = django_filters.ChoiceFilter(
        label=_("Online"),
        choices=ServiceLevel.choices,
        field_name="current__level",
        empty_label=_("Any level"),
    )
    event = django_filters.ModelChoiceFilter(
        label=_("Life event"),
        queryset=LifeEvent.objects.all(),
        to_field_name="slug",
        field_name="life_events",
        empty_label=_("Any"),
    )

    basis = django_filters.CharFilter(label=_("Stands on the text"), method="standing_on")

    class Meta:
        model = Procedure
        fields = ["sector", "agency", "audience", "level", "event", "basis"]

    def offered_by(self, queryset: QuerySet, name: str, agency: Agency) -> QuerySet:
        open_now = open_offerings(timezone.localdate()).filter(agency=agency)
        return queryset.filter(offerings__in=open_now).distinct()

    def open_to(self, queryset: QuerySet, name: str, audience: str) -> QuerySet:
        return queryset.filter(current__audiences__contains=[audience])

    def standing_on(self, queryset: QuerySet, name: str, symbol: str) -> QuerySet:
        """Procedures with this text among their legal bases, its symbol in any spelling."""
        return queryset.filter(current__legal_bases__symbol_key=symbol_key(symbol)).distinct()
