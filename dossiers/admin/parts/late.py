from django.utils import timezone

from dossiers.models import Apology, Breach, Dossier
from dossiers.selectors.forecast import forecast
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    apology = Apology.objects.filter(dossier=dossier).select_related("signed_by").first()
    breaches = list(Breach.objects.filter(dossier=dossier).select_related("unit", "person"))
    waits = list(dossier.intervals.exclude(kind="SUPPLEMENT").select_related("verification"))
    found = forecast(dossier, timezone.now())
    if not (apology or breaches or waits or found):
        return None
    return {"apology": apology, "breaches": breaches, "waits": waits, "forecast": found}
