"""The table of contents of a closed dossier: every file, paper and event, by hash and number."""

from typing import Any

from django.db.models import Count, Max, Min

from dossiers.models import Dossier, Package
from dossiers.selectors.archive.hanging import Hanging
from dossiers.selectors.citizen import IN_HOUSE
from dossiers.workflow import Action
from portal.audit.models import Event
from portal.audit.subjects import Subject
from portal.documents.models import IssuedDocument, StoredFile
from portal.kernel.hashing import canonical_json, sha256_hex

NOT_PART_OF_IT = frozenset({Package})
TOLD_BY = ("dossiers.dossier", "dossiers.money")


def contents_of(dossier: Dossier, hanging: Hanging | None = None) -> dict[str, Any]:
    """Ids, codes, hashes and numbers; no name of a file, for people name files after people."""
    hanging = hanging or Hanging(dossier)
    papers = list(hanging.papers())
    ours = {paper.file_id for paper in papers}
    files = hanging.files(besides=NOT_PART_OF_IT)
    return {
        "files": [_file(file) for file in files if file.pk not in ours],
        "papers": [_paper(paper) for paper in papers],
        "events": _events(dossier),
    }


def digest_of(contents: dict[str, Any]) -> str:
    return sha256_hex(canonical_json(contents))


def _file(file: StoredFile) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "purpose": file.purpose,
        "type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
    }


def _paper(paper: IssuedDocument) -> dict[str, Any]:
    return {
        "code": paper.code,
        "kind": paper.kind,
        "signing": paper.signing,
        "size": paper.file.size,
        "sha256": paper.sha256,
        "twin": paper.twin.sha256 if paper.twin else "",
    }


def _events(dossier: Dossier) -> dict[str, int]:
    rows = events_of(dossier).aggregate(first=Min("id"), last=Max("id"), count=Count("id"))
    return {name: number or 0 for name, number in rows.items()}


def events_of(dossier: Dossier):
    """What happened to the dossier and its money, in order."""
    subjects = [Subject(kind, str(dossier.pk)) for kind in TOLD_BY]
    kinds = [subject.kind for subject in subjects]
    found = Event.objects.filter(subject_kind__in=kinds, subject_id=str(dossier.pk))
    return found.order_by("id")


def events_for_applicant(dossier: Dossier):
    """Those of them that the applicant is told: not what the house says to itself, nor what was
    proposed to its leader or decided and recalled.
    """
    untold = {*IN_HOUSE, Action.PROPOSE, Action.PROPOSE_AT_DESK}
    return events_of(dossier).exclude(kind__in=[f"dossier.{action}" for action in untold])
