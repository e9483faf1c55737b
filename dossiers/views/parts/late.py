from django.utils import timezone

from dossiers.models import Apology, Dossier, LimitExtension
from dossiers.selectors.forecast import forecast


def part(dossier: Dossier, user) -> dict | None:
    apology = Apology.objects.filter(dossier=dossier, signed_at__isnull=False).first()
    extension = LimitExtension.objects.filter(dossier=dossier).first()
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
