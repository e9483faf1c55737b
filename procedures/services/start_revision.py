"""Begin a draft: an empty one for a new procedure, else a copy of the revision in force."""

from django.db import models, transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import NotPermitted, WrongState
from procedures.models import Procedure, Revision
from procedures.permissions import may_edit
from procedures.workflow import State

PARTS = (
    *("papers", "channels", "legal_bases", "results", "process_steps", "duties"),
    *("eligibility_questions", "eligibility_outcomes"),
)


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
    cases = {case.pk: _saved(_copied(case, revision=target)) for case in source.cases.all()}
    for name in PARTS:
        for part in getattr(source, name).all():
            changes = {"revision": target}
            if hasattr(part, "case_id"):
                changes["case"] = cases.get(part.case_id)
            copy = _saved(_copied(part, **changes))
            for fee in part.fees.all() if name == "channels" else ():
                _saved(_copied(fee, channel=copy))


def _copied(instance, **changes):
    """An unsaved copy of a row with `changes` over it."""
    fields = [field for field in instance._meta.concrete_fields if not field.primary_key]
    values = {field.name: getattr(instance, field.name) for field in fields}
    return type(instance)(**values | changes)


def _saved(instance):
    instance.save()
    return instance
