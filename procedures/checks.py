"""What can be recomputed of the catalogue, for the `verify` command."""

from collections.abc import Iterator

from django.db.models import Q

from portal.audit.checks import Difference, check
from portal.kernel.hashing import canonical_json, sha256_hex
from portal.texts.models import Translation
from portal.texts.selectors import translations_of
from procedures.models import Revision
from procedures.selectors.english import KIND, english_of
from procedures.workflow import State


@check("derived")
def english_follows_translations() -> Iterator[Difference]:
    """What readers see in English is what the reviewed translations say; drafts may wait."""
    translated = Translation.objects.filter(subject_kind=KIND).values("subject_key")
    shown = Q(procedure__code__in=translated) | ~Q(english={})
    found = Revision.objects.exclude(state=State.DRAFT).filter(shown).select_related("procedure")
    for revision in found.order_by("pk").iterator(chunk_size=200):
        expected = english_of(revision, translations_of(KIND, revision.procedure.code))
        if expected != revision.english:
            yield Difference(str(revision), "english", _digest(expected), _digest(revision.english))


def _digest(english: dict) -> str:
    return sha256_hex(canonical_json(english))[:16]
