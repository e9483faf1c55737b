"""A whole dossier as one file that proves itself: ordered by a person, packed by the worker."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from dossiers.errors import NotAllowed
from dossiers.models import Dossier, Package
from dossiers.models.mandate import Power
from dossiers.permissions import powers_over, visible_to
from dossiers.rules.retention import PACKAGE_DAYS
from dossiers.selectors.archive.contents import (
    NOT_PART_OF_IT,
    events_for_applicant,
    events_of,
)
from dossiers.selectors.archive.hanging import Hanging
from dossiers.selectors.archive.record import Record, record_of, schema
from dossiers.services.archive.events import note
from dossiers.services.archive.take_out import is_destroyed
from portal.audit.actors import SYSTEM, Actor
from portal.audit.extract import extract
from portal.audit.models import Event
from portal.documents import storage
from portal.documents.container import MIMETYPE, pack
from portal.documents.models import StoredFile
from portal.documents.services import destroy, store_bytes
from portal.documents.signing import signer
from portal.documents.workflow import SERVABLE, Purpose
from portal.integrations.services import put
from portal.kernel.hashing import sha256_hex

HANDLER = "dossiers.pack"
COVER, RECORD, SCHEMA = "bia-ho-so.html", "data/dossier.json", "data/dossier.schema.json"
EVENTS = "data/events.json"
WHOLE = frozenset({Power.FOLLOW, Power.RECEIVE})


def order_package(*, dossier: Dossier, by, actor: Actor, at: datetime | None = None) -> Package:
    """Have a dossier packed for somebody who may see all of it; pressed twice, it is packed once.

    `actor` is the capacity in which he asks, for the log. Raises `NotAllowed`, also for a dossier
    that was destroyed.
    """
    at = at or timezone.now()
    may = _sees_all(by, dossier, timezone.localdate(at))
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        if not may or is_destroyed(locked):
            raise NotAllowed
        waiting = Package.objects.filter(
            dossier=locked, ordered_by=by, state=Package.State.WAITING
        ).first()
        if waiting:
            return waiting
        made = Package.objects.create(dossier=locked, ordered_by=by, ordered_at=at)
        event = note(locked, "package_ordered", actor, at, package=made.pk)
        put(HANDLER, event, f"package:{made.pk}", "package", {"package": made.pk})
    return made


def _sees_all(user, dossier: Dossier, on: date) -> bool:
    """Whoever may both follow it and receive its result, once it has ended; and the officials who
    may open it.
    """
    if dossier.closed_at is not None and powers_over(user, dossier, on) >= WHOLE:
        return True
    return visible_to(user, on).filter(pk=dossier.pk).exists()


def make_package(*, package_id: int, at: datetime | None = None) -> None:
    """Pack what was ordered; packing again changes nothing. Raises `SigningFailed`."""
    at = at or timezone.now()
    with transaction.atomic():
        package = Package.objects.select_for_update(of=("self",)).get(pk=package_id)
        if package.state != Package.State.WAITING:
            return
        dossier = Dossier.objects.select_related(
            "revision__procedure", "agency", "organisation", "owner"
        ).get(pk=package.dossier_id)
        data = packed(dossier, _events_for(package.ordered_by, dossier, at), at)
        package.file = store_bytes(
            data,
            name=f"{dossier.reference}.zip",
            content_type=MIMETYPE.decode(),
            owner=package.ordered_by,
            purpose=Purpose.PACKAGE,
        )
        package.state, package.ready_at = Package.State.READY, at
        package.expires_at = at + timedelta(days=PACKAGE_DAYS.on(timezone.localdate(at)))
        package.save()
        facts = {"package": package.pk, "sha256": sha256_hex(data), "size": len(data)}
        note(dossier, "packed", SYSTEM, at, **facts)


def fail_package(*, package_id: int) -> None:
    """The tries are used up: whoever ordered it sees that and orders again."""
    Package.objects.filter(pk=package_id, state=Package.State.WAITING).update(
        state=Package.State.FAILED
    )


def expire_packages(*, at: datetime | None = None) -> int:
    """Remove packages whose days are over; returns how many."""
    at, done = at or timezone.now(), 0
    due = Package.objects.filter(state=Package.State.READY, expires_at__lte=at)
    for package in due.select_related("file").order_by("expires_at"):
        with transaction.atomic():
            destroy(files=[package.file], at=at)
            package.state = Package.State.EXPIRED
            package.save(update_fields=["state"])
        done += 1
    return done


def _events_for(reader, dossier: Dossier, at: datetime) -> QuerySet[Event]:
    """All of them for the house; for the applicant what he is told."""
    house = visible_to(reader, timezone.localdate(at)).filter(pk=dossier.pk).exists()
    return events_of(dossier) if house else events_for_applicant(dossier)


def packed(dossier: Dossier, events: QuerySet[Event], at: datetime) -> bytes:
    """The container: a cover to read, the data, every file and paper, `events` with their proof.

    Files that the virus scanner has not passed stay outside, and the cover says so.
    """
    hanging = Hanging(dossier)
    papers = {f"papers/{paper.code}.pdf": paper for paper in hanging.papers()}
    files = _paths(hanging, {paper.file_id for paper in papers.values()})
    with translation.override("vi"):
        record = record_of(dossier, events, files, papers)
        cover = _cover(dossier, record, at)
    contents = {
        COVER: cover,
        RECORD: record.model_dump_json(indent=1).encode(),
        SCHEMA: _json(schema()),
        **_proofs(events),
        **{path: storage.read(file.key) for path, file in files.items()},
        **{path: storage.read(paper.file.key) for path, paper in papers.items()},
    }
    return pack(contents, _sealer(dossier))


def _sealer(dossier: Dossier) -> Callable[[bytes], bytes]:
    return lambda manifest: signer().seal(manifest, agency=dossier.agency.name)


def _paths(hanging: Hanging, besides: set) -> dict[str, StoredFile]:
    files = hanging.files(besides=NOT_PART_OF_IT).filter(scan__in=SERVABLE)
    wanted = [file for file in files if file.pk not in besides and file.key]
    return {
        f"files/{number:03d}{PurePosixPath(file.name).suffix.lower()}": file
        for number, file in enumerate(wanted, 1)
    }


def _proofs(events: QuerySet[Event]) -> dict[str, bytes]:
    proof = extract(events)
    told = {"events": proof.events, "seals": proof.seals}
    return {
        EVENTS: _json(told),
        **{f"data/seals/{number:08d}.bin": leaves for number, leaves in proof.leaves.items()},
    }


def _cover(dossier: Dossier, record: Record, at: datetime) -> bytes:
    context = {"dossier": dossier, "record": record, "made_at": at}
    return render_to_string("documents/package_cover.html", context).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
