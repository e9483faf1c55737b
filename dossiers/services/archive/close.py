"""Closing: a finished dossier goes into the archive with its contents and its term."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Archived, DossierError, NotAllowed
from dossiers.models import ArchiveEntry, Dossier
from dossiers.permissions import actor_at
from dossiers.rules.retention import CLOSES_AFTER_DAYS
from dossiers.selectors.archive.contents import contents_of, digest_of
from dossiers.selectors.archive.holds import HOLDS, Hold, holds_on
from dossiers.selectors.archive.terms import retention_of
from dossiers.services.archive.events import note
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM

CLOSERS = frozenset({Role.DESK, Role.OFFICER, Role.LEADER})
STEP = 200
MOST = 2000


class Held(DossierError):
    """Something is still owed; `holds` says what."""

    def __init__(self, holds: list[Hold]):
        self.holds = holds
        super().__init__(" ".join(str(HOLDS[hold]) for hold in holds))


def close(*, dossier: Dossier, by, at: datetime | None = None) -> ArchiveEntry:
    """Close a dossier that has ended and owes nothing; `by=None` is the portal after the pause.

    From then on it is read only. Raises `NotAllowed`, `Archived` when it is closed already, `Held`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        dossier = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("revision__procedure", "agency", "organisation")
            .get(pk=dossier.pk)
        )
        actor = SYSTEM if by is None else _closer(dossier, by, at)
        if actor is None:
            raise NotAllowed
        if dossier.archived_at is not None:
            raise Archived
        if holds := holds_on(dossier):
            raise Held(holds)
        entry = _enter(dossier, actor.user_id, at)
        dossier.archived_at = at
        dossier.save(update_fields=["archived_at"])
        facts = {"entry": entry.pk, "digest": entry.digest, "kept": entry.kept}
        note(dossier, "closed", actor, at, ends_on=entry.ends_on, **facts)
    return entry


def _closer(dossier: Dossier, by, at: datetime):
    places = {dossier.agency_id, dossier.holder_id, dossier.receiving_agency_id}
    return actor_at(by, places, CLOSERS, timezone.localdate(at))


def _enter(dossier: Dossier, by_id: int | None, at: datetime) -> ArchiveEntry:
    term, contents = retention_of(dossier), contents_of(dossier)
    return ArchiveEntry.objects.create(
        dossier=dossier,
        keeper=dossier.agency,
        procedure=dossier.revision.procedure,
        code=dossier.reference,
        person_hash=person_hash(dossier),
        year=timezone.localdate(dossier.closed_at).year,
        closed_at=at,
        closed_by_id=by_id,
        kept=term.kept,
        years=term.years,
        ends_on=term.ends_on,
        basis=term.basis,
        contents=contents,
        digest=digest_of(contents),
    )


def person_hash(dossier: Dossier) -> str:
    """The keyed hash by which the dossiers of a person or organisation are found."""
    if dossier.organisation_id is not None:
        return dossier.organisation.tax_number_hash
    proven = getattr(dossier.owner, "proven_identity", None)
    return proven.number_hash if proven else ""


def close_finished(*, at: datetime | None = None, most: int = MOST) -> int:
    """Close what ended long enough ago and owes nothing, at most so many; returns how many."""
    at = at or timezone.now()
    done = 0
    for dossier in _due(at):
        if done >= most:
            break
        try:
            close(dossier=dossier, by=None, at=at)
            done += 1
        except DossierError:  # held, or closed by an official meanwhile
            continue
    return done


def _due(at: datetime) -> Iterator[Dossier]:
    """Dossiers that ended before the pause and were not taken out during it, oldest end first."""
    before = at - timedelta(days=CLOSES_AFTER_DAYS.on(timezone.localdate(at)))
    wanted_again = ArchiveEntry.objects.filter(taken_out_at__gt=before).values("dossier")
    rows = Dossier.objects.filter(closed_at__lte=before, archived_at=None)
    yield from rows.exclude(pk__in=wanted_again).order_by("closed_at", "id").iterator(STEP)
