"""Withdraw the revision in force: nobody can file any more, dossiers under it go on."""

from datetime import date

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.search.services import reindex
from procedures.errors import NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import Procedure, Revision
from procedures.permissions import may_publish
from procedures.workflow import State, move


@transaction.atomic
def withdraw(*, revision: Revision, by: Actor, expected_version: int, today: date) -> Revision:
    """Takes the procedure out of the catalogue from the local date `today` on.

    Raises NotPermitted, SomebodyWasFaster and WrongState.
    """
    if not may_publish(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update().get(pk=revision.procedure_id)
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    if revision.version != expected_version:
        raise SomebodyWasFaster
    if move("withdraw", revision.state) is None:
        raise WrongState
    if procedure.current_id == revision.pk:
        procedure.current = None
        procedure.save()
    revision.state = State.WITHDRAWN
    revision.version += 1
    revision.in_force_until = today
    revision.save()
    record("revision.withdrawn", revision, by, {"procedure": procedure.code})
    reindex("procedure", procedure.code)
    return revision
