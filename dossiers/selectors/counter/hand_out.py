"""What goes out at a desk, and how its receiver is known."""

from datetime import date
from uuid import UUID

from dossiers.models import Dossier, PaperCheck
from dossiers.permissions import places_of
from dossiers.workflow import READY, State
from portal.accounts.fields import lookup_hash
from portal.accounts.models import ProvenIdentity
from portal.agencies.roles import Role


def result_at_desk(user, public_id: UUID, on: date) -> Dossier | None:
    """A dossier whose result waits at a desk of the official, or was handed out there."""
    desks = places_of(user, {Role.DESK}, on)
    rows = Dossier.objects.filter(receiving_agency__in=desks, state__in=READY | {State.RETURNED})
    found = rows.select_related(
        "revision", "owner__proven_identity", "organisation", "receiving_agency", "agency"
    )
    return found.filter(public_id=public_id).first()


def originals_of(dossier: Dossier) -> list[PaperCheck]:
    """Originals that go back with the result."""
    rows = PaperCheck.objects.filter(intake__dossier=dossier, give_back=True, given_back_at=None)
    return list(rows.select_related("paper").order_by("pk"))


def is_right_number(dossier: Dossier, number: str) -> bool:
    """Whether the identity number on the card is the owner's proven one."""
    proven = ProvenIdentity.objects.filter(user=dossier.owner_id).first()
    return proven is not None and bool(number) and proven.number_hash == lookup_hash(number)
