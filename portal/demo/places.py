"""Administrative units of the demo province, beside the real ones, under codes nobody holds."""

from portal.agencies.models import AdministrativeUnit
from portal.agencies.services.import_places import TWO_LEVELS_SINCE
from portal.demo.agencies import COMMUNES

PROVINCE, PROVINCE_CODE = "Tỉnh Minh Hà", "99"
Kind = AdministrativeUnit.Kind
KINDS = {"xã": Kind.COMMUNE, "phường": Kind.WARD}


def load() -> None:
    """Create the province and its communes that are missing; leave what is there."""
    province = _unit(PROVINCE_CODE, PROVINCE, Kind.PROVINCE)
    for group, kind, name, _name_en in COMMUNES:
        _unit(commune_code(group), f"{kind.capitalize()} {name}", KINDS[kind], province)


def commune_code(group: str) -> str:
    """Code of a commune, from the number of its agency: `22` → `99022`."""
    return f"{PROVINCE_CODE}{group:0>3}"


def _unit(
    code: str, name: str, kind: Kind, parent: AdministrativeUnit | None = None
) -> AdministrativeUnit:
    unit = AdministrativeUnit(code=code, name=name, kind=kind, parent=parent).keyed()
    made, _new = AdministrativeUnit.objects.get_or_create(
        code=code,
        since=TWO_LEVELS_SINCE,
        defaults={"name": name, "name_key": unit.name_key, "kind": kind, "parent": parent},
    )
    return made
