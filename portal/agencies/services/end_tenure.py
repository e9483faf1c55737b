"""Somebody leaves a post."""

from datetime import date

from django.db import transaction

from portal.agencies.models import Tenure
from portal.audit.actors import Actor
from portal.audit.services import record


def end_tenure(*, tenure: Tenure, until: date | None, by: Actor) -> Tenure:
    """``until`` is the last day on which the post is held; ``None`` takes an entered day back.

    Raises ``ValidationError`` when it is before the first.
    """
    with transaction.atomic():
        tenure = Tenure.objects.select_for_update().get(pk=tenure.pk)
        tenure.until = until
        tenure.full_clean()
        tenure.save(update_fields=["until"])
        record("post.left", tenure, by, {"until": until})
        return tenure
