"""Putting files beside a paper of a draft, joining photographs, taking files away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft, DraftPaper
from dossiers.rules.typing import MOST_FILES
from dossiers.selectors.drafts import asked_papers
from portal.audit.actors import Actor
from portal.documents.models import StoredFile
from portal.documents.rules.uploads import PHOTOGRAPHS
from portal.documents.services import assemble, store_upload
from portal.documents.workflow import Purpose
from procedures.models import Paper

TOO_MANY_FILES = _("At most %(most)s files for one paper. Remove some first.")
NOTHING_TO_JOIN = _("There are no several photographs here to put together.")
NOT_ASKED_FOR = _("This dossier does not ask for this paper.")


def attach_paper(
    *,
    draft: Draft,
    by,
    paper: Paper,
    uploads: Sequence[File],
    actor: Actor | None = None,
    join: bool = True,
) -> list[DraftPaper]:
    """Keep files for `paper` beside what is there; photographs sent together become one PDF, at
    once or, without `join`, when they are put in order.

    `by` is whose draft it is, `actor` the official who adds them at a desk, if one does.
    Raises `UploadRefused` for a file that cannot be taken (then none of `uploads` is added),
    `Invalid` for a paper this dossier does not ask for and for too many files,
    `Draft.DoesNotExist` when it is not the draft of `by`.
    """
    actor = actor or Actor.citizen(by)
    files = [store_upload(upload, by, Purpose.DOSSIER_PAPER, by=actor) for upload in uploads]
    if join and len(files) > 1 and all(map(is_photograph, files)):
        files = [_as_pdf(files, paper, by)]
    with transaction.atomic():
        locked = lock_draft(draft, by)
        if paper not in asked_papers(locked):
            raise Invalid({f"paper-{paper.key}": NOT_ASKED_FOR})
        held = locked.papers.filter(paper=paper).count()
        if held + len(files) > MOST_FILES:
            raise Invalid({f"paper-{paper.key}": TOO_MANY_FILES % {"most": MOST_FILES}})
        rows = [DraftPaper(draft=locked, paper=paper, file=file) for file in files]
        return DraftPaper.objects.bulk_create(rows)


def detach_paper(*, draft: Draft, by, row_id: int) -> None:
    """Take one file out of the draft. Taking it out twice changes nothing."""
    with transaction.atomic():
        lock_draft(draft, by).papers.filter(pk=row_id).delete()


@dataclass(frozen=True)
class Page:
    """One photograph of a paper, by the id of its row, and by how much it is turned clockwise."""

    row_id: int
    turn: int = 0


def join_papers(
    *, draft: Draft, by, paper: Paper, pages: Sequence[Page] | None = None
) -> DraftPaper:
    """Make one PDF of the photographs beside `paper` and put it in their place: in the order of
    `pages`, or as they came. What `pages` does not name, or is gone meanwhile, is left alone.

    Raises `UploadRefused` when one cannot be read, `Invalid` when there is nothing to put together.
    """
    rows = (
        draft.papers.filter(paper=paper, kept=None, source=None)
        .select_related("file")
        .order_by("pk")
    )
    photographs = {row.pk: row for row in rows if is_photograph(row.file)}
    if pages is None:
        pages = [Page(pk) for pk in photographs]
    pages = [page for page in pages if page.row_id in photographs]
    if len(pages) < 2 and not any(page.turn for page in pages):
        raise Invalid({f"paper-{paper.key}": NOTHING_TO_JOIN})
    files = [photographs[page.row_id].file for page in pages]
    joined = _as_pdf(files, paper, by, [page.turn for page in pages])
    with transaction.atomic():
        locked = lock_draft(draft, by)
        locked.papers.filter(pk__in=[page.row_id for page in pages]).delete()
        return DraftPaper.objects.create(draft=locked, paper=paper, file=joined)


def is_photograph(file: StoredFile) -> bool:
    return file.content_type in PHOTOGRAPHS


def _as_pdf(files: Sequence[StoredFile], paper: Paper, by, turns: Sequence[int] = ()) -> StoredFile:
    return assemble(
        files=files,
        name=f"{paper.title[:80]}.pdf",
        owner=by,
        purpose=Purpose.DOSSIER_PAPER,
        turns=turns,
        by=Actor.citizen(by),
    )


def lock_draft(draft: Draft, by) -> Draft:
    """The draft, locked. Raises `Draft.DoesNotExist` when it is not that of `by`."""
    return (
        Draft.objects.select_for_update(of=("self",))
        .select_related("revision", "case")
        .get(pk=draft.pk, owner=by)
    )
