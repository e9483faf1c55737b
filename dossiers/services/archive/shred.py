"""The words of a dossier leave every table; see `fates` for what becomes of which."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Case, Field, Model, Q, Value, When

from dossiers.models import (
    BulkJob,
    Dossier,
    Instruction,
    InstructionStep,
    KeptPaper,
    PostCall,
    Shipment,
)
from dossiers.models.archive import Package
from dossiers.selectors.archive.hanging import Hanging
from dossiers.services.archive.fates import FATES
from portal.accounts.fields import EncryptedTextField
from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.references import references
from portal.documents.services import cut_off, destroy
from portal.documents.workflow import Validity
from portal.messaging.services import forget_notices

GONE = "–"
"""Stands where a text was that the database wants to be there."""


def shred(dossier: Dossier, at: datetime) -> int:
    """Destroy everything about a locked dossier but what its figures rest on. Returns how many
    files were destroyed.
    """
    hanging = Hanging(dossier)
    papers = list(hanging.papers())
    notices = list(_events_of(hanging))
    destroyed = _shred_files(hanging, papers, at)
    _shred_papers(papers)
    _shred_instructions(dossier)
    _shred_calls(hanging)
    _shred_bulk(hanging)
    forget_notices(events=notices)
    for label, fate in FATES.items():
        model = apps.get_model(label)
        if fate.empties:
            hanging.rows(model).update(**{name: empty(model, name) for name in fate.empties})
    _delete([apps.get_model(label) for label, fate in FATES.items() if fate.goes], hanging)
    return destroyed


def empty(model: type[Model], name: str) -> Any:
    """What a column holds once its words are gone."""
    field: Field = model._meta.get_field(name)
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    if isinstance(field, EncryptedTextField):
        return ""
    return Case(When(**{name: ""}, then=Value("")), default=Value(GONE))


def _delete(models: Iterable[type[Model]], hanging: Hanging) -> None:
    for model in models:
        hanging.rows(model).delete()


def _shred_files(hanging: Hanging, papers: list[IssuedDocument], at: datetime) -> int:
    """A file that somebody else has a right to, such as a draft of the owner, or he himself as long
    as it is among his papers, is left to him; only the dossier lets go of it.
    """
    for file in hanging.files():
        if _named_elsewhere(file, hanging, papers):
            _let_go(file, hanging, at)
    doomed = {file.pk: file for file in hanging.files()}
    doomed |= {
        file.pk: file
        for paper in papers
        for file in (paper.file, paper.twin)
        if file and not _named_elsewhere(file, hanging, papers)
    }
    Package.objects.filter(dossier=hanging.dossier).exclude(state=Package.State.FAILED).update(
        state=Package.State.EXPIRED
    )
    return destroy(files=doomed.values(), by=SYSTEM, at=at)


def _named_elsewhere(file: StoredFile, hanging: Hanging, papers: list[IssuedDocument]) -> bool:
    ours = hanging.ids | {
        IssuedDocument: {paper.pk for paper in papers},
        KeptPaper: KeptPaper.objects.filter(file=file, removed_at__isnull=False).values("pk"),
    }
    return any(
        field.model._base_manager.filter(**{field.name: file})
        .exclude(pk__in=ours.get(field.model, ()))
        .exists()
        for field in references()
    )


def _let_go(file: StoredFile, hanging: Hanging, at: datetime) -> None:
    stand_in = cut_off(file=file, by=SYSTEM, at=at)
    for field in hanging.file_keys():
        hanging.rows(field.model).filter(**{field.name: file}).update(**{field.name: stand_in})


def _shred_papers(papers: list[IssuedDocument]) -> None:
    """Code, kind, hash, signer and validity stay for the public check."""
    ours = IssuedDocument.objects.filter(pk__in=[paper.pk for paper in papers])
    ours.update(owner=None, signing_error="")
    ours.exclude(state=Validity.VALID).update(reason=GONE)


def _shred_instructions(dossier: Dossier) -> None:
    about = Instruction.objects.filter(
        subject_kind=Dossier._meta.label_lower, subject_id=str(dossier.pk)
    )
    InstructionStep.objects.filter(instruction__in=about).exclude(text="").update(text=GONE)
    about.update(text=GONE)


def _shred_calls(hanging: Hanging) -> None:
    """Raw messages of a carrier about parcels of this dossier; they name them by their codes."""
    for parcel in hanging.rows(Shipment):
        codes = [code for code in (parcel.order_key, parcel.waybill) if code]
        calls = PostCall.objects.filter(
            carrier=parcel.carrier, received_at__gte=parcel.requested_at
        ).order_by("pk")
        for call in calls.iterator():
            if any(code in call.body for code in codes):
                PostCall.objects.filter(pk=call.pk).update(body="")


def _shred_bulk(hanging: Hanging) -> None:
    """What an official typed once for many dossiers was said to each of them."""
    model = apps.get_model("dossiers.BulkItem")
    jobs = hanging.rows(model).values("job")
    BulkJob.objects.filter(pk__in=jobs).update(arguments={})


def _events_of(hanging: Hanging) -> Iterable[int]:
    """Ids of the events about the dossier, its parts and its papers."""
    about: dict[str, list[str]] = {}
    for subject in hanging.subjects():
        about.setdefault(subject.kind, []).append(subject.id)
    about["documents.issueddocument"] = [str(paper.pk) for paper in hanging.papers()]
    wanted = Q(pk__in=[])
    for kind, ids in about.items():
        wanted |= Q(subject_kind=kind, subject_id__in=ids)
    return Event.objects.filter(wanted).values_list("pk", flat=True)
