"""Repeat in a procedure's revisions what its reviewed translations say now."""

from django.db import transaction

from portal.search.services import reindex
from portal.texts.selectors import translations_of
from procedures.models import Revision
from procedures.selectors.english import KIND, english_of


@transaction.atomic
def refresh_english(code: str) -> None:
    """Derived from the translations alone, so it may be run at any time; also for old revisions,
    whose dossiers still show them."""
    translations = translations_of(KIND, code)
    for revision in Revision.objects.filter(procedure__code=code).order_by("pk"):
        english = english_of(revision, translations)
        if english != revision.english:
            Revision.objects.filter(pk=revision.pk).update(english=english)
    reindex("procedure", code)
