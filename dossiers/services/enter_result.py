"""What the register of results is fed by."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from dossiers.models import Dossier, ResultEntry
from dossiers.models.decision import Outcome
from dossiers.rules.validity import last_day
from dossiers.selectors.results import renewable_by
from portal.documents.models import IssuedDocument
from portal.documents.workflow import Validity
from portal.kernel.text import fold


def enter_result(dossier: Dossier, document: IssuedDocument, at: datetime) -> ResultEntry | None:
    """Put a signed result on the register, with its validity as the procedure has it. None for a
    refusal, and where the procedure names no result. Inside the change of the dossier.
    """
    kind = dossier.revision.results.filter(final=True).first()
    granted = dossier.decisions.filter(revoked_at=None, outcome=Outcome.GRANT).exists()
    if kind is None or not granted:
        return None
    issued_on = timezone.localdate(at)
    owner = dossier.organisation.name if dossier.organisation else dossier.applicant_name
    return ResultEntry.objects.create(
        document=document,
        dossier=dossier,
        agency=dossier.agency,
        procedure=dossier.revision.procedure,
        code=document.code,
        name=kind.name,
        holder=dossier.owner,
        organisation=dossier.organisation,
        holder_name=owner,
        holder_folded=fold(owner),
        issued_on=issued_on,
        valid_until=last_day(kind.valid_for, issued_on),
        valid_words=kind.valid_for,
        renews=_renewed(dossier, kind.name),
    )


def _renewed(dossier: Dossier, name: str) -> ResultEntry | None:
    """The latest result that ends and that the holder has from another dossier: of the same kind,
    or of a procedure that this one renews.
    """
    procedure = dossier.revision.procedure
    held = ResultEntry.objects.filter(
        Q(procedure=procedure, name=name) | renewable_by(procedure),
        holder=dossier.owner,
        organisation=dossier.organisation,
        valid_until__isnull=False,
        document__state=Validity.VALID,
    )
    return held.exclude(dossier=dossier).first()
