from django.utils import timezone

from dossiers.models import Dossier, SoftClaim
from dossiers.permissions import places_of
from dossiers.selectors.kept import WORKERS, labels_for
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """Labels, who is at it, and whether the official follows it; nothing for who only reads."""
    now = timezone.now()
    if not places_of(user, WORKERS, timezone.localdate(now)):
        return None
    put = [row.label for row in dossier.labelled.select_related("label").order_by("label__name")]
    mine = list(labels_for(user, now))
    claim = SoftClaim.objects.filter(dossier=dossier, until__gt=now).select_related("by").first()
    return {
        "labels": [{"label": label, "removable": label in mine} for label in put],
        "more_labels": [label for label in mine if label not in put],
        "is_followed": dossier.followers.filter(user=user).exists(),
        "claim": claim,
        "is_mine": claim is not None and claim.by_id == user.pk,
    }
