"""End terms of the province: after a day the national terms hold again."""

from datetime import date

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.search.services import reindex
from procedures.errors import NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import LocalTerms
from procedures.permissions import may_publish
from procedures.workflow import State


@transaction.atomic
def end_local(*, terms: LocalTerms, by: Actor, expected_version: int, until: date) -> LocalTerms:
    """The last local date the text holds is `until`; before its first day it never holds at all.

    Dossiers accepted under it keep it. Raises NotPermitted, SomebodyWasFaster and WrongState.
    """
    if not may_publish(by):
        raise NotPermitted
    terms = LocalTerms.objects.select_for_update(of=("self",)).get(pk=terms.pk)
    if terms.version != expected_version:
        raise SomebodyWasFaster
    if terms.state != State.PUBLISHED:
        raise WrongState
    if until < terms.in_force_from:
        terms.state = State.WITHDRAWN
    else:
        terms.in_force_until = until
    terms.version += 1
    terms.save()
    record("local_terms.ended", terms, by, {"procedure": terms.procedure.code, "until": until})
    reindex("procedure", terms.procedure.code)
    return terms
