"""What was handed in and what came of it, as the national portal is told."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from dossiers.models import Dossier, DossierPaper, DueDate, DueKind, Supplement
from portal.documents import storage
from portal.documents.lending import lend
from portal.documents.models import StoredFile
from portal.documents.selectors import issued_for
from portal.documents.workflow import PaperKind, Signing, Validity
from portal.integrations.national.facts import CopyKind, FileSource, PaperIn, ResultOut, Round
from portal.integrations.national.port import NAME


def papers_of(dossier: Dossier) -> list[DossierPaper]:
    """Every file handed in, oldest first."""
    rows = dossier.papers.select_related("paper", "file", "added_by")
    return list(rows.order_by("id"))


def paper_in(row: DossierPaper, dossier: Dossier) -> PaperIn:
    scanned = row.added_by_id not in (dossier.owner_id, dossier.filed_by_id)
    return PaperIn(
        key=str(row.pk),
        title=row.paper.name,
        file=_source(row.file),
        paper_code=row.paper.code,
        copy=CopyKind.COPY if scanned else CopyKind.ELECTRONIC,
        digitised=scanned,
    )


def rounds_of(dossier: Dossier, papers: Sequence[DossierPaper]) -> Iterator[Round]:
    dates = list(dossier.due_dates.filter(kind=DueKind.STATUTORY).order_by("id"))
    for asked in dossier.supplements.select_related("asked_by").order_by("id"):
        yield Round(
            key=str(asked.pk),
            asked_by=asked.asked_by.full_name,
            asked_for=asked.reason,
            asked_at=asked.asked_at,
            answered_by=dossier.applicant_name if asked.answered_at else "",
            answer=asked.answer if asked.answered_at else "",
            answered_at=asked.answered_at,
            papers=tuple(paper_in(row, dossier) for row in papers if row.supplement_id == asked.pk),
            due_before=_last_before(dates, asked),
            due_after=_first_after(dates, asked),
        )


def results_of(dossier: Dossier) -> Iterator[ResultOut]:
    """Signed results that still count."""
    kind = dossier.revision.results.filter(final=True).order_by("order", "id").first()
    papers = issued_for(dossier).filter(
        kind=PaperKind.RESULT, state=Validity.VALID, signing=Signing.SIGNED
    )
    for paper in papers.select_related("file").order_by("issued_at", "id"):
        yield ResultOut(
            key=paper.code,
            title=kind.name if kind else paper.get_kind_display(),
            file=_source(paper.file),
            code=paper.code,
            kind_code=kind.code if kind else "",
        )


def _source(file: StoredFile) -> FileSource:
    return FileSource(
        name=file.name,
        sha256=file.sha256,
        content_type=file.content_type,
        link=lambda: lend(file, NAME),
        content=lambda: storage.read(file.key),
    )


def _last_before(dates: list[DueDate], asked: Supplement) -> datetime | None:
    known = [row.at for row in dates if row.computed_at <= asked.asked_at]
    return known[-1] if known else None


def _first_after(dates: list[DueDate], asked: Supplement) -> datetime | None:
    if asked.answered_at is None:
        return None
    return next((row.at for row in dates if row.computed_at >= asked.answered_at), None)
