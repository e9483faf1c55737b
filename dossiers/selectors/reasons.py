"""Common reasons for asking for more, as they fit a dossier."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dossiers.models import Dossier, SupplementReason
from dossiers.selectors.desk import Askable


@dataclass(frozen=True)
class Reasons:
    """The reasons in force for a procedure."""

    rows: tuple[SupplementReason, ...]

    def fitting(self, thing: Askable) -> list[SupplementReason]:
        """Those for this paper or answer, the narrower ones first."""
        key = thing.paper.key if thing.paper else ""
        found = [
            row
            for row in self.rows
            if row.paper_key in ("", key)
            and row.field_key in ("", thing.field_key)
            and (thing.paper is not None or not row.fault or row.field_key)
        ]
        return sorted(found, key=lambda row: not (row.paper_key or row.field_key))

    def by_key(self, key: str) -> SupplementReason | None:
        return next((row for row in self.rows if str(row.pk) == str(key)), None)


def reasons_for(dossier: Dossier, on: date) -> Reasons:
    """The reasons of every procedure and of this one in force on `on`."""
    rows = SupplementReason.objects.filter(
        Q(procedure=None) | Q(procedure=dossier.revision.procedure_id),
        Q(until=None) | Q(until__gte=on),
        since__lte=on,
    )
    return Reasons(tuple(rows))
