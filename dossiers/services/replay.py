"""Trying a draft on past dossiers, a step at a time, without touching any of them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Dossier, Replay
from dossiers.rules.replay import CHOICES, KEPT, STEP
from dossiers.selectors.replay import as_json, try_out
from dossiers.selectors.replay_rules import Reader
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.integrations.services import put
from procedures.models import Revision
from procedures.permissions import may_edit
from procedures.workflow import State

HANDLER = "dossiers.replay"
ONLY_DRAFTS = _("Only a draft can be tried: what is published no longer changes.")


def start_replay(
    *, revision: Revision, by, actor: Actor, number: int, at: datetime | None = None
) -> Replay:
    """Begin to try `revision` on the last `number` dossiers of its procedure; the first step is
    done when this returns, a worker goes on.

    Terms are those of the day the draft comes into force, today at the earliest. Raises
    `NotAllowed`, `Invalid` for a revision that is no draft and for a number not offered.
    """
    at = at or timezone.now()
    if not may_edit(actor):
        raise NotAllowed
    if revision.state != State.DRAFT:
        raise Invalid({"revision": ONLY_DRAFTS})
    if number not in CHOICES:
        raise Invalid({"number": _("Choose one of the numbers.")})
    with transaction.atomic():
        replay = Replay.objects.create(
            revision=revision,
            revision_version=revision.version,
            number=number,
            asked_by=by,
            asked_at=at,
            day=max(timezone.localdate(at), revision.in_force_from),
        )
        facts = {"revision": revision.pk, "version": revision.version, "number": number}
        event = record("replay.started", replay, actor, facts, at=at)
        _forget_older(replay)
        return _step(replay, event, at)


def go_on(*, replay: Replay, done: int, event: Event, at: datetime | None = None) -> Replay:
    """Try the next dossiers after the first `done`. Raises `Conflict` when the trial is further on
    or has ended.
    """
    with transaction.atomic():
        locked = (
            Replay.objects.select_for_update(of=("self",))
            .select_related("revision__form", "revision__procedure")
            .get(pk=replay.pk)
        )
        if locked.ended_at is not None or locked.done != done:
            raise Conflict(locked)
        return _step(locked, event, at or timezone.now())


def _step(replay: Replay, event: Event, at: datetime) -> Replay:
    replay.broken_off = replay.revision.version != replay.revision_version
    tried = [] if replay.broken_off else _next(replay)
    reader = Reader(replay.day)
    after = reader.rules(replay.revision) if tried else None
    for dossier in tried:
        found = try_out(reader.filed(dossier), reader.rules(dossier.revision), after)
        replay.results.append([dossier.pk, as_json(found)])
        replay.last = dossier.pk
    replay.done += len(tried)
    if len(tried) < STEP or replay.done >= replay.number:
        replay.ended_at = at
    else:
        where = f"replay:{replay.pk}:{replay.done}"
        put(HANDLER, event, where, "replay", {"replay": replay.pk, "done": replay.done})
    replay.save()
    return replay


def _next(replay: Replay) -> list[Dossier]:
    """The newest dossiers not yet tried, with all that a trial reads of them."""
    rows = (
        Dossier.objects.filter(revision__procedure=replay.revision.procedure_id)
        .select_related("revision__form", "revision__procedure", "case", "channel", "agency")
        .prefetch_related("papers__paper", "intervals")
        .order_by("-pk")
    )
    if replay.last is not None:
        rows = rows.filter(pk__lt=replay.last)
    return list(rows[: min(STEP, replay.number - replay.done)])


def _forget_older(replay: Replay) -> None:
    kept = Replay.objects.filter(revision=replay.revision_id).order_by("-pk")[:KEPT]
    older = Replay.objects.filter(revision=replay.revision_id).exclude(
        pk__in=[each.pk for each in kept]
    )
    older.delete()
