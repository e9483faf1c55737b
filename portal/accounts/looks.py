"""Who looked at my data: by unit, role and purpose, in words a person understands."""

from dataclasses import dataclass
from datetime import datetime

from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.selectors import accesses_by_unit

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Look:
    """`unit` is the agency; empty where none is known (a representative, a partner)."""

    unit: str
    role: str
    purpose: str
    looks: int
    first_at: datetime
    last_at: datetime


def looks_at(owner: User) -> list[Look]:
    """The latest hundred kinds of looks, the newest first."""
    rows = list(accesses_by_unit(owner.pk)[:SHOWN])
    ids = {row["viewer_agency_id"] for row in rows}
    agencies = {agency.pk: str(agency) for agency in Agency.objects.filter(pk__in=ids)}
    roles, purposes = dict(Role.choices), dict(Purpose.choices)
    return [
        Look(
            agencies.get(row["viewer_agency_id"], ""),
            str(roles.get(row["viewer_role"], "")),
            str(purposes.get(row["purpose"], row["purpose"])),
            row["looks"],
            row["first_at"],
            row["last_at"],
        )
        for row in rows
    ]
