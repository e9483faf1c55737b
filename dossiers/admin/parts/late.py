from django.utils import timezone

from dossiers.models import Apology, Breach, Dossier
from dossiers.selectors.clock import apology_by
from dossiers.selectors.forecast import forecast
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    apology = Apology.objects.filter(dossier=dossier).select_related("signed_by").first()
    breaches = list(Breach.objects.filter(dossier=dossier).select_related("unit", "person"))
    waits = list(dossier.intervals.exclude(kind="SUPPLEMENT").select_related("verification"))
    found = forecast(dossier, timezone.now())
    if not (apology or breaches or waits or found):
        return None
    given = apology is not None and apology.signed_at is not None
    return {
        "apology": apology,
        "apology_by": None if given else apology_by(dossier),
        "breaches": breaches,
        "waits": waits,
        "forecast": found,
    }
