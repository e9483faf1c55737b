from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """In whose words it ended: the applicant's who withdrew, or an official's."""
    return {"reason": dossier.closing_reason} if dossier.closing_reason else None
