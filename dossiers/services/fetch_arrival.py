"""Files of a dossier from another portal: fetched by the worker, looked into like any upload."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from dossiers.models import ArrivalFile, Dossier, DossierPaper
from portal.audit.actors import Actor, ActorKind
from portal.audit.models import Event
from portal.audit.services import record
from portal.documents.errors import UploadRefused
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from portal.integrations.national.incoming import fetch_file
from portal.integrations.national.port import NAME
from portal.integrations.services import put

HANDLER = "dossiers.fetch_arrival"
State = ArrivalFile.State


def order_files(event: Event, files: list[ArrivalFile]) -> None:
    """Have each file fetched, once for this event."""
    for file in files:
        put(HANDLER, event, f"arrival-file:{file.pk}", NAME, {"file": file.pk})


def fetch(*, file_id: int, at: datetime | None = None) -> None:
    """Fetch one file and put it among the papers of its dossier, once.

    A file that the portal takes from nobody is marked with the reason. Raises Retry, SlowDown,
    Never.
    """
    file = ArrivalFile.objects.select_related("arrival__dossier__owner").get(pk=file_id)
    if file.state == State.KEPT:
        return
    dossier = file.arrival.dossier
    content = fetch_file(file.address, file.sha256, f"dossier:{dossier.pk}")
    try:
        with transaction.atomic():
            _keep(file, dossier, content, at or timezone.now())
    except UploadRefused as refused:
        fail_fetching(file_id=file.pk, reason=str(refused))


def _keep(file: ArrivalFile, dossier: Dossier, content: bytes, at: datetime) -> None:
    locked = ArrivalFile.objects.select_for_update().get(pk=file.pk)
    if locked.state == State.KEPT:
        return
    upload = SimpleUploadedFile(locked.name, content)
    partner = Actor(ActorKind.PARTNER)
    stored = store_upload(upload, dossier.owner, Purpose.DOSSIER_PAPER, by=partner)
    DossierPaper.objects.create(
        dossier=dossier,
        paper_id=locked.paper_id,
        file=stored,
        added_by=dossier.owner,
        added_at=at,
    )
    locked.state, locked.problem = State.KEPT, ""
    locked.save(update_fields=["state", "problem"])
    record("arrival.file_kept", locked, partner, {"file": stored.pk, "dossier": dossier.pk}, at=at)


def fail_fetching(*, file_id: int, reason: str) -> None:
    """The file is not there and will not come by itself: the page of the dossier says why."""
    waiting = ArrivalFile.objects.filter(pk=file_id).exclude(state=State.KEPT)
    waiting.update(state=State.FAILED, problem=reason[:300])


@transaction.atomic
def fetch_again(*, dossier: Dossier, by: Actor) -> int:
    """An official has the files that did not come fetched anew. Returns how many."""
    failed = ArrivalFile.objects.select_for_update().filter(
        arrival__dossier=dossier, state=State.FAILED
    )
    files = list(failed.order_by("id"))
    if files:
        event = record("arrival.files_asked_again", files[0].arrival, by, {"files": len(files)})
        ArrivalFile.objects.filter(pk__in=[file.pk for file in files]).update(
            state=State.WAITING, problem=""
        )
        order_files(event, files)
    return len(files)
