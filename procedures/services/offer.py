"""Agencies begin and cease to take a procedure, one or all of a kind at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from portal.agencies.models import Agency
from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import NotPermitted
from procedures.models import Offering, Procedure
from procedures.permissions import may_edit
from procedures.selectors.offers import Line


@transaction.atomic
def offer(
    *,
    procedure: Procedure,
    lines: Iterable[Line],
    channels: list[str],
    since: date,
    by: Actor,
) -> list[Offering]:
    """Every agency of a ready line takes the procedure from the local date `since` on.

    Whoever takes it already is left alone, also when somebody else was faster. Raises NotPermitted.
    """
    if not may_edit(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    open_ones = Offering.objects.filter(procedure=procedure, until=None)
    taken = set(open_ones.values_list("agency_id", flat=True))
    made = [
        Offering.objects.create(
            procedure=procedure,
            agency=line.agency,
            desk=line.desk,
            division=line.division,
            channels=channels,
            since=since,
        )
        for line in lines
        if line.ready and line.agency.pk not in taken
    ]
    ids = [each.agency_id for each in made]
    facts = {"procedure": procedure.code, "agencies": ids, "since": since}
    record("offering.opened", procedure, by, facts)
    return made


@transaction.atomic
def close_offerings(
    *, procedure: Procedure, agencies: Iterable[Agency], until: date, by: Actor
) -> int:
    """The agencies take no dossier of the procedure after the local date `until`; how many closed.

    Dossiers they have taken go on. Offerings that begin after that day are left open. Raises
    NotPermitted.
    """
    if not may_edit(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    open_ones = Offering.objects.filter(
        procedure=procedure, until=None, since__lte=until, agency__in=list(agencies)
    )
    ids = sorted(open_ones.values_list("agency_id", flat=True))
    closed = open_ones.update(until=until)
    facts = {"procedure": procedure.code, "agencies": ids, "until": until}
    record("offering.closed", procedure, by, facts)
    return closed
