"""Who could take a procedure, and through which of their units: one plan for all agencies of a
kind, so that a hundred communes need one decision."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.agencies.models import Agency
from procedures.models import Offering, Procedure

COMMITTEES = "committees"
DEPARTMENTS = "departments"
GROUPS = {
    COMMITTEES: {"level": Agency.Level.COMMUNE, "kind": Agency.Kind.PEOPLE_COMMITTEE},
    DEPARTMENTS: {"level": Agency.Level.PROVINCE, "kind": Agency.Kind.DEPARTMENT},
}


@dataclass(frozen=True)
class Line:
    """What becomes of one agency: offered through these units, or left alone for a reason."""

    agency: Agency
    desk: Agency | None
    division: Agency | None
    taken: bool = False

    @property
    def ready(self) -> bool:
        return self.desk is not None and not self.taken


def takers(group: str, day: date) -> list[Agency]:
    """Agencies of the group that exist on the local date `day`, with their units, by name."""
    found = Agency.objects.in_force(day).filter(**GROUPS[group])
    return list(found.prefetch_related("children").order_by("name_key", "pk"))


def unit_choices(agencies: Iterable[Agency]) -> list[tuple[str, str]]:
    """Units that agencies have in common, service centres first: by their name, or by their kind
    where each agency names its own."""
    units = [unit for agency in agencies for unit in agency.children.all()]
    names = Counter(unit.name for unit in units)
    desks = {unit.name for unit in units if unit.kind == Agency.Kind.SERVICE_CENTRE}
    shared = [name for name, count in names.items() if count > 1]
    shared.sort(key=lambda name: (name not in desks, name))
    kinds = {unit.kind for unit in units if names[unit.name] == 1}
    by_kind = [(f"kind:{kind}", str(Agency.Kind(kind).label)) for kind in sorted(kinds)]
    return [(name, name) for name in shared] + by_kind


def plan(procedure: Procedure, agencies: list[Agency], desk: str, division: str) -> list[Line]:
    """What offering the procedure everywhere would do, agency by agency; nothing is written."""
    open_ones = Offering.objects.filter(procedure=procedure, until=None, agency__in=agencies)
    taken = set(open_ones.values_list("agency_id", flat=True))
    return [
        Line(agency, _unit(agency, desk), _unit(agency, division), agency.pk in taken)
        for agency in agencies
    ]


def _unit(agency: Agency, wanted: str) -> Agency | None:
    if not wanted:
        return None
    kind = wanted.removeprefix("kind:") if wanted.startswith("kind:") else ""
    return next(
        (
            unit
            for unit in agency.children.all()
            if (unit.kind == kind if kind else unit.name == wanted)
        ),
        None,
    )
