from portal.audit.models import Event
from portal.documents.models import IssuedDocument
from portal.documents.registry import revocation_handlers
from portal.integrations.services import put


def tell_that_it_ended(document: IssuedDocument, event: Event) -> None:
    """Have those told who must not go on relying on a paper that was revoked or replaced."""
    for handler in revocation_handlers():
        put(handler, event, f"paper:{document.pk}", "revoked", {"document": document.pk})
