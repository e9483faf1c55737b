"""Whose papers an official sees: those who watch over the portal all, a leader his agency's."""

from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts.posts import grants_of, holds
from portal.agencies.roles import Role
from portal.agencies.selectors import agencies_in_scope
from portal.documents.models import IssuedDocument
from portal.documents.workflow import VALIDITY, Validity

WATCHES = (Role.AUDITOR, Role.ADMIN)


def seen(request: HttpRequest, papers: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    return papers if holds(request.user, *WATCHES) else led(request, papers)


def led(request: HttpRequest, papers: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    """The papers of the agencies that the official leads today."""
    grants = [grant for grant in grants_of(request.user) if grant.role == Role.LEADER]
    return papers.filter(agency__in=agencies_in_scope(grants))


def successors(request: HttpRequest, paper: IssuedDocument) -> QuerySet[IssuedDocument]:
    """What can take the place of `paper`: of the same kind, issued to the same owner by an agency
    that the official leads, in force.
    """
    rows = led(request, IssuedDocument.objects.public()).filter(state=Validity.VALID)
    rows = rows.filter(kind=paper.kind, owner=paper.owner_id, owner__isnull=False)
    return rows.exclude(pk=paper.pk)


def may_revoke(request: HttpRequest, paper: IssuedDocument) -> bool:
    return (
        Validity.REVOKED in VALIDITY[Validity(paper.state)]
        and led(request, IssuedDocument.objects.filter(pk=paper.pk)).exists()
    )
