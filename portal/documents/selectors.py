from dataclasses import replace

from django.conf import settings
from django.db.models import Model, QuerySet

from portal.audit.subjects import Subject
from portal.documents.models import IssuedDocument
from portal.documents.rules.uploads import ALLOWANCES, MIB, Allowance


def allowance(purpose: str) -> Allowance:
    """What may be sent for a purpose on this installation: `UPLOAD_MAX_MB` lowers every limit."""
    rule = ALLOWANCES[purpose]
    return replace(rule, max_bytes=min(rule.max_bytes, settings.UPLOAD_MAX_MB * MIB))


def issued_for(subject: Subject | Model) -> QuerySet[IssuedDocument]:
    """The papers issued about one thing, in the order they were made."""
    about = Subject.of(subject)
    rows = IssuedDocument.objects.filter(subject_kind=about.kind, subject_id=about.id)
    return rows.select_related("file").order_by("id")


def checkable(code: str) -> IssuedDocument | None:
    """The paper a stranger may ask about under this code, if it has one."""
    papers = IssuedDocument.objects.public().select_related("agency", "replaced_by", "file", "twin")
    return papers.filter(code=code).first()
