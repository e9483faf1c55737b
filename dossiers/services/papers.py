"""Orders a paper: the outbox makes it after the change is committed, so that nobody waits for a
PDF.
"""

from portal.audit.models import Event
from portal.integrations.services import put

HANDLER = "dossiers.make_paper"


def order_paper(kind: str, event: Event, dossier) -> None:
    """Have the paper of `kind` made for the change that `event` records, once."""
    put(
        handler=HANDLER,
        event=event,
        recipient=str(dossier.public_id),
        channel="documents",
        payload={"kind": kind, "dossier": dossier.pk, "event": event.pk},
    )
