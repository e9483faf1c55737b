"""Papers of dossiers, made by a worker."""

from django.utils.translation import pgettext_lazy

from dossiers.models import Dossier
from dossiers.services.papers import HANDLER, make_paper
from dossiers.services.sign import fail_signing
from portal.audit.models import Event
from portal.documents.errors import PdfUnavailable
from portal.documents.workflow import PaperKind
from portal.integrations.errors import Retry
from portal.integrations.queues import DOCUMENTS
from portal.integrations.registry import Envelope, handler


def _gave_up(envelope: Envelope, reason: str) -> None:
    """A result that cannot be made shows on its dossier, other papers in the list of the outbox."""
    if envelope.payload["kind"] == PaperKind.RESULT:
        fail_signing(dossier=Dossier.objects.get(pk=envelope.payload["dossier"]), reason=reason)


@handler(
    HANDLER,
    label=pgettext_lazy("message kind", "Paper of a dossier"),
    queue=DOCUMENTS,
    gave_up=_gave_up,
)
def deliver_paper(envelope: Envelope) -> None:
    dossier = Dossier.objects.select_related(
        "agency__parent", "receiving_agency", "owner", "channel", "revision", "form_version"
    ).get(pk=envelope.payload["dossier"])
    event = Event.objects.get(pk=envelope.event_id)
    try:
        make_paper(kind=envelope.payload["kind"], dossier=dossier, event=event)
    except PdfUnavailable as missing:
        raise Retry(str(missing)) from missing
