"""Where a dossier taken in at a desk goes, on paper or not."""

from django.db.models import Q

from dossiers.models import Dossier, PaperCheck
from portal.agencies.models import Agency
from procedures.models import Offering


def is_on_paper(dossier: Dossier) -> bool:
    """Whether somebody handed in sheets that must be carried from unit to unit."""
    sheets = Q(originals__gt=0) | Q(certified__gt=0) | Q(copies__gt=0)
    return PaperCheck.objects.filter(sheets, intake__dossier=dossier).exists()


def own_desk(dossier: Dossier) -> Agency:
    """The desk of the agency in charge; the one that received the dossier where it has no other."""
    offering = (
        Offering.objects.filter(procedure=dossier.revision.procedure_id, agency=dossier.agency_id)
        .select_related("desk")
        .order_by("-since")
        .first()
    )
    return offering.desk if offering else dossier.receiving_agency


def is_from_elsewhere(dossier: Dossier) -> bool:
    """Whether a desk received it that is not the desk of the agency in charge."""
    return own_desk(dossier).pk != dossier.receiving_agency_id


def way_to(dossier: Dossier, unit: Agency) -> Agency:
    """Who takes the dossier from the desk that received it: the unit, or the desk of the agency in
    charge when another one received it (NĐ 61/2018, art. 18(3)).
    """
    desk = own_desk(dossier)
    return unit if desk.pk == dossier.receiving_agency_id else desk
