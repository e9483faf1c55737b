"""What did not go as it should is noted once and waits for an official."""

from typing import Any

from django.utils import timezone

from dossiers.models import Irregularity
from dossiers.services.money.till import Till


def note(till: Till | None, kind: str, *, key: str, **facts: Any) -> Irregularity:
    """Note an irregularity under its `key`; a second time gives back the first. Without a till it
    is about nobody's dossier."""
    if till is not None:
        facts.setdefault("agency", till.dossier.agency)
    at = till.at if till else timezone.now()
    made, is_new = Irregularity.objects.get_or_create(
        key=key[:120], defaults={"kind": kind, "at": at, **facts}
    )
    if is_new and till is not None:
        till.record("irregular", irregularity=made.pk, why=str(kind))
    return made
