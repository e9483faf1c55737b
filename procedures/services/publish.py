"""Publish a revision: from then on it never changes, and dossiers are filed under it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.integrations.services import put
from portal.search.services import reindex
from portal.texts.selectors import translations_of
from procedures.errors import (
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import EFormVersion, Procedure, Revision
from procedures.permissions import may_publish
from procedures.rules.names import name_key
from procedures.selectors import editors_of
from procedures.selectors.english import KIND, english_of
from procedures.services.ready import what_is_missing
from procedures.services.settle_update_duties import settle_update_duties
from procedures.workflow import State, move


@transaction.atomic
def publish(
    *,
    revision: Revision,
    by: Actor,
    expected_version: int,
    today: date,
    form_edits: int | None = None,
) -> Revision:
    """Publishes a draft; it takes effect at once, or on its own day through `bring_into_force`.

    `today` is the local date; `form_edits` how often its form had been changed when the person who
    publishes read it, where a person did. Raises NotPermitted, SomebodyWasFaster, WrongState,
    SecondPersonNeeded and NotReady.
    """
    procedure = Procedure.objects.select_for_update().get(pk=revision.procedure_id)
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    if revision.form_id:
        # Whoever is editing the form finishes first, so that his words are judged and kept too.
        revision.form = EFormVersion.objects.select_for_update().get(pk=revision.form_id)
    _check(revision, by, expected_version)
    if revision.form and form_edits not in (None, revision.form.edits):
        raise SomebodyWasFaster
    if revision.form:
        revision.form.locked = True
        revision.form.save()
    revision.state = State.PUBLISHED
    revision.version += 1
    revision.published_by_id = by.user_id
    revision.published_at = timezone.now()
    revision.english = english_of(revision, translations_of(KIND, procedure.code))
    revision.save()
    record("revision.published", revision, by, {"procedure": procedure.code})
    if revision.in_force_from <= today:
        _take_effect(procedure, revision, by)
    settle_update_duties(revision=revision, by=by)
    return revision


@transaction.atomic
def bring_into_force(*, today: date, by: Actor = SYSTEM) -> list[str]:
    """Lets published revisions whose day has come replace the ones before; codes are returned."""
    due = Revision.objects.filter(state=State.PUBLISHED, in_force_from__lte=today, current_of=None)
    waiting = Procedure.objects.filter(pk__in=due.values("procedure")).order_by("pk")
    codes = []
    # The procedure is locked before its revisions, as by every verb, so that none waits for ever.
    for procedure in waiting.select_for_update(of=("self",)):
        ready = due.filter(procedure=procedure).order_by("in_force_from", "number")
        for revision in ready.select_for_update(of=("self",)):
            _take_effect(procedure, revision, by)
            codes.append(procedure.code)
    return codes


def _check(revision: Revision, by: Actor, expected_version: int) -> None:
    if not may_publish(by):
        raise NotPermitted
    if revision.version != expected_version:
        raise SomebodyWasFaster
    step = move("publish", revision.state)
    if step is None:
        raise WrongState
    if step.second_person and (by.user_id is None or by.user_id in editors_of(revision)):
        raise SecondPersonNeeded
    missing = what_is_missing(revision)
    if missing:
        raise NotReady(missing)


def _take_effect(procedure: Procedure, revision: Revision, by: Actor) -> None:
    before = procedure.current
    if before is not None:
        before.state = State.SUPERSEDED
        before.version += 1
        before.in_force_until = revision.in_force_from - timedelta(days=1)
        before.save()
    procedure.current = revision
    procedure.sort_key = name_key(revision.name)
    procedure.save()
    event = record("revision.in_force", revision, by, {"procedure": procedure.code})
    if revision.form_id:
        put("procedures.print_blanks", event, str(revision.pk), "print", {"revision": revision.pk})
    reindex("procedure", procedure.code)
