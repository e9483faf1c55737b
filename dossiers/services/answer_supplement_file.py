"""Files among the answers that a request for more opened: kept until they are sent."""

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Dossier, Supplement, SupplementFile, SupplementItem
from dossiers.selectors.answers import read_path
from dossiers.selectors.files import file_field
from dossiers.selectors.unlocked import (
    field_items,
    staged_answers,
    typed_so_far,
    unlocked_form,
)
from dossiers.services.answer_file import file_value
from dossiers.services.answer_supplement import lock_for
from portal.audit.actors import Actor
from portal.documents.models import StoredFile
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.eforms.posted import put

NOT_OPEN = _("This answer is not open for change.")


def keep_answer_file(*, supplement: Supplement, by, path: str, upload: File) -> None:
    """Keep a file as the answer under `path`, in place of the one that was there.

    Raises `UploadRefused`, `Invalid` where nobody asked for a file, `NotAllowed`, and `Conflict`
    once the request was answered.
    """
    if _item(supplement, supplement.dossier, path) is None:
        raise Invalid({path: NOT_OPEN})
    stored = store_upload(upload, by, Purpose.DOSSIER_PAPER, by=Actor.citizen(by))
    _answer(supplement, by, path, stored)


def remove_answer_file(*, supplement: Supplement, by, path: str) -> None:
    """Take the file under `path` away. Raises as `keep_answer_file` does."""
    _answer(supplement, by, path, None)


@transaction.atomic
def _answer(supplement: Supplement, by, path: str, stored: StoredFile | None) -> None:
    locked, dossier = lock_for(by, supplement)
    item = _item(locked, dossier, path)
    answers = staged_answers(dossier, locked)
    before = read_path(answers, path)
    if item is None or not put(answers, path, file_value(stored) if stored else None):
        raise Invalid({path: NOT_OPEN})
    typed_so_far(answers, field_items(locked))
    SupplementItem.objects.bulk_update(field_items(locked), ["after"])
    if isinstance(before, dict):
        item.files.filter(file=before["id"]).delete()
    if stored:
        SupplementFile.objects.create(item=item, file=stored)


def _item(supplement: Supplement, dossier: Dossier, path: str) -> SupplementItem | None:
    """The unlocked item that the file under `path` answers."""
    if dossier.form_version is None:
        return None
    if file_field(unlocked_form(supplement, dossier.form_version.definition), path) is None:
        return None
    within = (
        each for each in field_items(supplement) if f"{path}.".startswith(f"{each.field_key}.")
    )
    return next(within, None)
