"""A kept paper serves again: in a draft, or in the answer to a request."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import (
    Draft,
    DraftPaper,
    KeptPaper,
    Supplement,
    SupplementFile,
    SupplementItem,
)
from dossiers.models.wallet import Standing
from dossiers.rules.typing import MOST_FILES
from dossiers.selectors.drafts import asked_papers
from dossiers.selectors.wallet.papers import CANNOT_SERVE, fits, kept_for
from dossiers.services.answer_supplement import lock_for
from dossiers.services.attach_paper import NOT_ASKED_FOR, TOO_MANY_FILES, lock_draft
from dossiers.services.wallet.lock import hold
from procedures.models import Paper

OTHER_KIND = _("This paper is of another kind than the one asked for.")


def reuse_in_draft(
    *, draft: Draft, by, paper: Paper, kept: KeptPaper, at: datetime | None = None
) -> DraftPaper:
    """Put the kept file itself beside `paper` of a draft; pressed twice, once.

    Raises `Invalid` in words when it cannot serve on that day or is another person's,
    `Draft.DoesNotExist`.
    """
    at = at or timezone.now()
    name = f"paper-{paper.key}"
    with transaction.atomic():
        locked = lock_draft(draft, by)
        if paper not in asked_papers(locked):
            raise Invalid({name: NOT_ASKED_FOR})
        row = _usable(locked, by, kept, paper, name, at)
        if locked.papers.filter(paper=paper).count() >= MOST_FILES:
            raise Invalid({name: TOO_MANY_FILES % {"most": MOST_FILES}})
        found, _is_new = DraftPaper.objects.get_or_create(
            draft=locked, paper=paper, kept=row, defaults={"file": row.file}
        )
    return found


def reuse_in_answer(
    *, supplement: Supplement, by, item: SupplementItem, kept: KeptPaper, at: datetime | None = None
) -> SupplementFile:
    """Put the kept file beside an item that the applicant was asked for. Raises as
    `reuse_in_draft`, `NotAllowed`, and `Conflict` when the request is no longer open.
    """
    at = at or timezone.now()
    name = f"item-{item.pk}"
    with transaction.atomic():
        locked, dossier = lock_for(by, supplement)
        asked = next((each for each in locked.items.all() if each.pk == item.pk), None)
        if asked is None or asked.paper is None:
            raise Invalid({name: NOT_ASKED_FOR})
        row = _usable(dossier, by, kept, asked.paper, name, at)
        found, _is_new = SupplementFile.objects.get_or_create(
            item=asked, kept=row, defaults={"file": row.file}
        )
    return found


def _usable(filing, by, kept: KeptPaper, paper: Paper, name: str, at: datetime) -> KeptPaper:
    """The row, held against removal, if it fits the paper and can serve on that day."""
    hold([kept.pk])
    day = timezone.localdate(at)
    row = kept_for(filing, by, day).filter(pk=kept.pk).first()
    if row is None:
        raise Invalid({name: CANNOT_SERVE[Standing.REMOVED]})
    if not fits(row, paper):
        raise Invalid({name: OTHER_KIND})
    standing = row.standing(day)
    if standing is not Standing.GOOD:
        raise Invalid({name: CANNOT_SERVE[standing]})
    return row
