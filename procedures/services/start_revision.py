"""Begin a draft: an empty one for a new procedure, else a copy of the revision in force."""

from django.db import models, transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import NotPermitted, WrongState
from procedures.models import Procedure, Revision
from procedures.models.guard import part_keys, parts, revision_path
from procedures.permissions import may_edit
from procedures.workflow import State


@transaction.atomic
def start_revision(*, procedure: Procedure, by: Actor, **facts) -> Revision:
    """The new draft, with `facts` (fields of the revision) over what was copied.

    Raises NotPermitted, and WrongState while another draft is open.
    """
    if not may_edit(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    if procedure.revisions.filter(state=State.DRAFT).exists():
        raise WrongState
    number = (procedure.revisions.aggregate(models.Max("number"))["number__max"] or 0) + 1
    draft = _blank(procedure.current, facts)
    draft.procedure, draft.number, draft.created_by_id = procedure, number, by.user_id
    draft.save()
    if procedure.current:
        _copy_parts(procedure.current, draft)
    record("revision.started", draft, by, {"procedure": procedure.code, "number": number})
    return draft


def _blank(source: Revision | None, facts: dict) -> Revision:
    if source is None:
        return Revision(**facts)
    fresh = {"state": State.DRAFT, "version": 1, "published_at": None, "published_by": None}
    return _copied(source, **fresh | {"in_force_until": None} | facts)


def _copy_parts(source: Revision, target: Revision) -> None:
    """Copies every part; what hung on a part of the source hangs on that part's copy."""
    copies: dict[models.Model, models.Model] = {source: target}
    for model in parts():
        owners = [field.name for field in part_keys(model)]
        owners += ["revision"] if revision_path(model) == "revision" else []
        rows = model.objects.filter(**{revision_path(model): source}).select_related(*owners)
        for row in rows.order_by("pk"):
            moved = {name: copies.get(getattr(row, name)) for name in owners}
            copies[row] = _copied(row, **moved)
            copies[row].save()


def _copied(instance, **changes):
    """An unsaved copy of a row with `changes` over it."""
    fields = [field for field in instance._meta.concrete_fields if not field.primary_key]
    values = {field.name: getattr(instance, field.name) for field in fields}
    return type(instance)(**values | changes)
