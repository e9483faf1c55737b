"""Attaching the official form of a paper, as a file to download, and taking it away."""

from django.core.files import File
from django.db import transaction

from portal.accounts.models import User
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.errors import NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import Paper, Revision
from procedures.permissions import may_edit
from procedures.workflow import State


def attach_blank(
    *, paper: Paper, upload: File, owner: User, by: Actor, expected_version: int
) -> Paper:
    """Keep `upload` as the form that the paper is written on, in place of an earlier one.

    Raises UploadRefused with words for the person, NotPermitted, SomebodyWasFaster, and WrongState
    for a revision that is no longer a draft.
    """
    if not may_edit(by):
        raise NotPermitted
    stored = store_upload(upload, owner, Purpose.FORM_TEMPLATE, by=by)
    return _set(paper, stored, by, expected_version)


def detach_blank(*, paper: Paper, by: Actor, expected_version: int) -> Paper:
    """Take the attached form away. Raises NotPermitted, SomebodyWasFaster, WrongState."""
    if not may_edit(by):
        raise NotPermitted
    return _set(paper, None, by, expected_version)


@transaction.atomic
def _set(paper: Paper, stored, by: Actor, expected_version: int) -> Paper:
    revision = Revision.objects.select_for_update().get(pk=paper.revision_id)
    if revision.state != State.DRAFT:
        raise WrongState
    if revision.version != expected_version:
        raise SomebodyWasFaster
    paper = Paper.objects.select_related("revision").get(pk=paper.pk, revision=revision)
    paper.blank_form = stored
    paper.save()
    revision.version += 1
    revision.save()
    facts = {"paper": paper.pk, "file": str(stored.pk) if stored else None}
    record("revision.form_attached" if stored else "revision.form_detached", revision, by, facts)
    return paper
