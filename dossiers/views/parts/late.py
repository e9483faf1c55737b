from django.db.models import prefetch_related_objects
from django.utils import timezone

from dossiers.models import Dossier, Verification
from dossiers.selectors.forecast import forecast


def part(dossier: Dossier, user) -> dict | None:
    apology = getattr(dossier, "apology", None)
    apology = apology if apology and apology.signed_at else None
    extension = getattr(dossier, "limit_extension", None)
    prefetch_related_objects([dossier], "intervals__verification")
    verification = _verification(dossier)
    found = forecast(dossier, timezone.now())
    if not (apology or extension or verification or found):
        return None
    return {
        "apology": apology,
        "extension": extension,
        "verification": verification,
        "forecast": found,
    }


def _verification(dossier: Dossier) -> Verification | None:
    """The first one still open at which the applicant is needed."""
    running = [wait for wait in dossier.intervals.all() if wait.answered_at is None]
    arranged = [wait.verification for wait in running if hasattr(wait, "verification")]
    asked = [each for each in arranged if each.with_applicant]
    return min(asked, key=lambda each: each.pk, default=None)
