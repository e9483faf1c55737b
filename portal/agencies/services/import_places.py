"""Fill in the provinces and communes of the country, for addresses."""

import json
from datetime import date
from typing import Any

from django.db import transaction
from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

from portal.agencies.models import AdministrativeUnit

TWO_LEVELS_SINCE = date(2025, 7, 1)
Kind = AdministrativeUnit.Kind
KINDS = {
    "tỉnh": Kind.PROVINCE,
    "thành phố trung ương": Kind.CITY,
    "xã": Kind.COMMUNE,
    "phường": Kind.WARD,
    "đặc khu": Kind.SPECIAL_ZONE,
}


def import_places() -> tuple[int, int]:
    """Create or rename the units of today; returns the numbers of provinces and communes.

    The data comes with the package `vietnam-provinces` and is not kept with the portal. Units that
    the package no longer knows stay as they are. Raises ``KeyError`` for an unknown kind of unit.
    """
    provinces = json.loads(NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8"))
    with transaction.atomic():
        _write(_unit(each, digits=2) for each in provinces)
        above = AdministrativeUnit.objects.in_force(TWO_LEVELS_SINCE).filter(parent=None)
        by_code = {unit.code: unit for unit in above}
        communes = [
            _unit(ward, digits=5, parent=by_code[f"{each['code']:02}"])
            for each in provinces
            for ward in each["wards"]
        ]
        _write(communes)
    return len(provinces), len(communes)


def _unit(
    entry: dict[str, Any], digits: int, parent: AdministrativeUnit | None = None
) -> AdministrativeUnit:
    kind = KINDS[entry["division_type"]]
    # The package leaves the word out for provinces, and only for them.
    name = f"Tỉnh {entry['name']}" if kind == Kind.PROVINCE else entry["name"]
    return AdministrativeUnit(
        code=f"{entry['code']:0{digits}}",
        name=name,
        kind=kind,
        parent=parent,
        since=TWO_LEVELS_SINCE,
    ).keyed()


def _write(units: Any) -> None:
    AdministrativeUnit.objects.bulk_create(
        units,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code", "since"],
        update_fields=["name", "name_key", "kind", "parent"],
    )
