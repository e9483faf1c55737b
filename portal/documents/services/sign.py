from django.db import transaction

from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.documents import storage
from portal.documents.errors import PaperConflict
from portal.documents.models import IssuedDocument
from portal.documents.services.attach_signed import attach_signed
from portal.documents.services.lock import locked, saved
from portal.documents.signing import signer
from portal.documents.workflow import SIGNING, Signing
from portal.integrations.services import put


def order_signature(document: IssuedDocument, event: Event) -> None:
    """Leaves the signing to the worker; a person or machine that signs elsewhere may be slow."""
    put("documents.sign", event, str(document.pk), "sign", {"document": document.pk})


def sign(*, document_id: int) -> IssuedDocument:
    """Has the paper signed and attaches the signed file. A signed paper is left as it is.

    Signing twice is harmless: the second signature is thrown away. Raises SigningFailed.
    """
    document = IssuedDocument.objects.select_related("file", "agency").get(pk=document_id)
    if document.signing not in (Signing.SIGNING, Signing.FAILED):
        return document
    pdf = signer().sign(
        storage.read(document.file.key),
        reason=document.get_kind_display(),
        signer_name=document.signer_name or document.agency.name,
        agency=document.agency.name,
    )
    return attach_signed(document=document, pdf=pdf)


@transaction.atomic
def sign_again(*, document: IssuedDocument, by: Actor = SYSTEM) -> IssuedDocument:
    """An official orders the signature again after it failed. Raises PaperConflict otherwise."""
    row = locked(document, None)
    if Signing.SIGNING not in SIGNING[Signing(row.signing)]:
        raise PaperConflict(f"{row.code} is {row.signing}")
    row.signing = Signing.SIGNING
    saved(row, "signing")
    order_signature(row, record("paper.signing_ordered", row, by, {"code": row.code}))
    return row
