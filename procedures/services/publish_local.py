"""Publish terms of the province: a second person puts them before the public."""

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.search.services import reindex
from procedures.errors import (
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import LocalTerms
from procedures.permissions import may_publish
from procedures.selectors import editors_of_local
from procedures.services.ready_local import what_is_missing_locally
from procedures.workflow import move


@transaction.atomic
def publish_local(*, terms: LocalTerms, by: Actor, expected_version: int) -> LocalTerms:
    """From its own day on the text lies over the national revision; it never changes again.

    Raises NotPermitted, SomebodyWasFaster, WrongState, SecondPersonNeeded and NotReady.
    """
    if not may_publish(by):
        raise NotPermitted
    terms = LocalTerms.objects.select_for_update(of=("self",)).get(pk=terms.pk)
    if terms.version != expected_version:
        raise SomebodyWasFaster
    step = move("publish", terms.state)
    if step is None:
        raise WrongState
    if by.user_id in editors_of_local(terms):
        raise SecondPersonNeeded
    missing = what_is_missing_locally(terms)
    if missing:
        raise NotReady(missing)
    terms.state = step.target
    terms.version += 1
    terms.published_by_id, terms.published_at = by.user_id, timezone.now()
    terms.save()
    record("local_terms.published", terms, by, {"procedure": terms.procedure.code})
    reindex("procedure", terms.procedure.code)
    return terms
