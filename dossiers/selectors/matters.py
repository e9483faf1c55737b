"""What a notice about a dossier is about, for those who send it."""

from dossiers.models import Dossier, ResultEntry, Shipment
from portal.messaging.registry import NOTHING, Matter


def matter(dossier_id: str) -> Matter:
    """Code, sector and agency of the dossier; nothing when it is gone."""
    found = Dossier.objects.select_related("revision__procedure__sector")
    dossier = found.filter(pk=dossier_id).first()
    if dossier is None:
        return NOTHING
    sector = dossier.revision.procedure.sector
    return Matter(dossier.reference, sector.code if sector else "", dossier.agency_id)


def matter_of_parcel(shipment_id: str) -> Matter:
    """That of the dossier whose papers or result are in the envelope."""
    found = Shipment.objects.filter(pk=shipment_id).values_list("dossier_id", flat=True).first()
    return matter(str(found)) if found else NOTHING


def matter_of_result(entry_id: str) -> Matter:
    """That of the dossier in which the result was issued."""
    found = ResultEntry.objects.filter(pk=entry_id).values_list("dossier_id", flat=True).first()
    return matter(str(found)) if found else NOTHING
