"""The owner lets officials use a kept paper, and takes that back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Consent, KeptPaper
from dossiers.models.wallet import Purpose
from dossiers.services.wallet.lock import own_locked
from portal.audit.actors import Actor
from portal.audit.services import record

REMOVED = _("You have removed this paper. Put it back first.")


def give_consent(*, kept: KeptPaper, by, agency=None, at: datetime | None = None) -> Consent:
    """Officials of `agency`, or of every agency of the province, may use the paper in dossiers of
    its owner. Giving it twice gives the same. Raises `Invalid` for a removed paper, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = own_locked(kept, by, timezone.localdate(at))
        if locked.removed_at is not None:
            raise Invalid({"consent": REMOVED})
        consent, is_new = Consent.objects.get_or_create(
            kept=locked,
            agency=agency,
            purpose=Purpose.HANDLING,
            withdrawn_at=None,
            defaults={"given_by": by, "given_at": at},
        )
        if is_new:
            record("wallet.consent_given", locked, Actor.citizen(by), _payload(consent), at=at)
    return consent


def withdraw_consent(
    *, kept: KeptPaper, by, consent_id: int, at: datetime | None = None
) -> KeptPaper:
    """Nobody uses the paper by this consent any more; what was done stays. Raises `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = own_locked(kept, by, timezone.localdate(at))
        consent = locked.consents.filter(pk=consent_id, withdrawn_at=None).first()
        if consent is not None:
            consent.withdrawn_at = at
            consent.save(update_fields=["withdrawn_at"])
            record("wallet.consent_withdrawn", locked, Actor.citizen(by), _payload(consent), at=at)
    return locked


def _payload(consent: Consent) -> dict:
    return {
        "consent": consent.pk,
        "agency": consent.agency_id,
        "purpose": consent.purpose,
    }
