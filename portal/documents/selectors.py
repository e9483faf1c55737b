from dataclasses import replace

from django.conf import settings

from portal.documents.models import IssuedDocument
from portal.documents.rules.uploads import ALLOWANCES, MIB, Allowance


def allowance(purpose: str) -> Allowance:
    """What may be sent for a purpose on this installation: `UPLOAD_MAX_MB` lowers every limit."""
    rule = ALLOWANCES[purpose]
    return replace(rule, max_bytes=min(rule.max_bytes, settings.UPLOAD_MAX_MB * MIB))


def checkable(code: str) -> IssuedDocument | None:
    """The paper a stranger may ask about under this code, if it has one."""
    papers = IssuedDocument.objects.public().select_related("agency", "replaced_by", "file")
    return papers.filter(code=code).first()
