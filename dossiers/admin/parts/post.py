"""Parcels of the dossier: where each is, and the way to its page."""

from dossiers.models import Dossier
from dossiers.models.shipment import Direction
from dossiers.selectors.shipments import WHAT, shipments_of
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    parcels = [
        {"shipment": each, "what": WHAT[Direction(each.direction)]}
        for each in shipments_of(dossier)
    ]
    if not parcels:
        return None
    return {
        "parcels": parcels,
        "needs_a_look": any(parcel["shipment"].problem for parcel in parcels),
    }
