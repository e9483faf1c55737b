"""What a notice about a dossier is about, for those who send it."""

from dossiers.models import Dossier
from portal.messaging.registry import NOTHING, Matter


def matter(dossier_id: str) -> Matter:
    """Code, sector and agency of the dossier; nothing when it is gone."""
    found = Dossier.objects.select_related("revision__procedure__sector")
    dossier = found.filter(pk=dossier_id).first()
    if dossier is None:
        return NOTHING
    sector = dossier.revision.procedure.sector
    return Matter(dossier.reference, sector.code if sector else "", dossier.agency_id)
