"""What the person was told that a date hangs on, and what proves that it arrived."""

from dossiers.models import Dossier
from portal.audit.actors import Actor
from portal.messaging.selectors import proof_of


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    proofs = proof_of(dossier)
    return {"proofs": proofs} if proofs else None
