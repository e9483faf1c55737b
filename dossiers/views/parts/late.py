from django.utils import timezone

from dossiers.models import Dossier
from dossiers.selectors.forecast import forecast


def part(dossier: Dossier, user) -> dict | None:
    apology = getattr(dossier, "apology", None)
    apology = apology if apology and apology.signed_at else None
    extension = getattr(dossier, "limit_extension", None)
    verification = dossier.verifications.filter(
        with_applicant=True, interval__answered_at=None
    ).first()
    found = forecast(dossier, timezone.now())
    if not (apology or extension or verification or found):
        return None
    return {
        "apology": apology,
        "extension": extension,
        "verification": verification,
        "forecast": found,
    }
