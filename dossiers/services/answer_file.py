"""Answering a question of a form with a file, and taking the file away again."""

import json

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft, DraftFile
from dossiers.selectors.files import file_field
from dossiers.services.save_draft import lock_draft, write_answers
from portal.audit.actors import Actor
from portal.documents.models import StoredFile
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.eforms.posted import put

NOT_ASKED = _("The form does not ask for a file here.")


def answer_file(*, draft: Draft, by, path: str, upload: File) -> Draft:
    """Keep a file as the answer under `path`, in place of the one that was there.

    Raises `UploadRefused` for a file that cannot be taken, `Invalid` where the form asks for no
    file, `Draft.DoesNotExist` when it is not the draft of `by`; then the answer stays as it was.
    """
    if draft.form_version is None or file_field(draft.form_version.definition, path) is None:
        raise Invalid({path: NOT_ASKED})
    stored = store_upload(upload, by, Purpose.DOSSIER_PAPER, by=Actor.citizen(by))
    return _answer(draft, by, path, stored)


def remove_answer_file(*, draft: Draft, by, path: str) -> Draft:
    """Take the file under `path` away; where there is none nothing changes."""
    if draft.form_version is None or file_field(draft.form_version.definition, path) is None:
        return draft
    return _answer(draft, by, path, None)


def file_value(stored: StoredFile) -> dict[str, str | int]:
    """How an answer names a file."""
    return {"id": str(stored.pk), "name": stored.name, "size": stored.size}


def _answer(draft: Draft, by, path: str, stored: StoredFile | None) -> Draft:
    with transaction.atomic():
        locked = lock_draft(draft, by)
        before = json.loads(json.dumps(locked.answers, cls=DjangoJSONEncoder))
        after = json.loads(json.dumps(before))
        if not put(after, path, file_value(stored) if stored else None):
            raise Invalid({path: NOT_ASKED})
        if stored:
            DraftFile.objects.create(draft=locked, file=stored)
        write_answers(locked, before, after, timezone.now())
    return locked
