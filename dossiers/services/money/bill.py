"""The platform's own receipt, kept beside ours."""

from django.core.files.base import ContentFile

from dossiers.models import Attempt
from dossiers.services.money.till import till
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose


def keep_bill(*, attempt: Attempt, pdf: ContentFile) -> Attempt:
    """Look inside the PDF and keep it for the payer and the official. Raises UploadRefused."""
    with till(attempt.demand.dossier, by=None) as open_till:
        stored = store_upload(pdf, open_till.dossier.owner, Purpose.DOSSIER_PAPER)
        attempt = Attempt.objects.get(pk=attempt.pk)
        attempt.bill = stored
        attempt.save(update_fields=["bill"])
        open_till.record("bill_kept", attempt=attempt.pk)
    return attempt
