"""Putting files beside a paper of a draft, and taking them away."""

from collections.abc import Sequence

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft, DraftPaper
from dossiers.rules.typing import MOST_FILES
from dossiers.selectors.drafts import asked_papers
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.models import Paper

TOO_MANY_FILES = _("At most %(most)s files for one paper. Remove some first.")
NOT_ASKED_FOR = _("This dossier does not ask for this paper.")


def attach_paper(*, draft: Draft, by, paper: Paper, uploads: Sequence[File]) -> list[DraftPaper]:
    """Keep files for `paper`; what was there stays.

    Raises `UploadRefused` for a file that cannot be taken (then none of `uploads` is kept),
    `Invalid` for a paper this dossier does not ask for and for too many files,
    `Draft.DoesNotExist` when it is not the draft of `by`.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk, owner=by)
        if paper not in asked_papers(locked):
            raise Invalid({"paper": NOT_ASKED_FOR})
        held = DraftPaper.objects.filter(draft=locked, paper=paper)[:MOST_FILES].count()
        if held + len(uploads) > MOST_FILES:
            raise Invalid({f"paper-{paper.key}": TOO_MANY_FILES % {"most": MOST_FILES}})
        kept = [
            DraftPaper.objects.create(
                draft=locked, paper=paper, file=store_upload(upload, by, Purpose.DOSSIER_PAPER)
            )
            for upload in uploads
        ]
        locked.save(update_fields=["saved_at"])
    return kept


def detach_paper(*, draft: Draft, by, row_id: int) -> None:
    """Take one file out of the draft. Taking it out twice changes nothing."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
        locked.papers.filter(pk=row_id).delete()
        locked.save(update_fields=["saved_at"])
