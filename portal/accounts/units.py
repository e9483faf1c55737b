"""Provinces and communes for choosing an address, and the address in one line."""

from django.utils import timezone

from portal.agencies.models import AdministrativeUnit

Choices = list[tuple[str, str]]


def provinces() -> Choices:
    today = timezone.localdate()
    found = AdministrativeUnit.objects.in_force(today).filter(parent=None)
    return list(found.values_list("code", "name"))


def communes_of(province_code: str) -> Choices:
    """Communes of the province today; none for an unknown code."""
    today = timezone.localdate()
    found = AdministrativeUnit.objects.in_force(today).filter(parent__code=province_code)
    return list(found.values_list("code", "name"))


def address_of(province_code: str, commune_code: str, detail: str) -> str:
    """The address in one line, most exact part first; merged units keep their old names."""
    codes = [code for code in (commune_code, province_code) if code]
    units = AdministrativeUnit.objects.filter(code__in=codes).order_by("since")
    names = dict(units.values_list("code", "name"))
    return ", ".join(filter(None, [detail, names.get(commune_code), names.get(province_code)]))
