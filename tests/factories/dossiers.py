"""Dossiers in each situation, made by the portal's own verbs."""

from django.core.files.uploadedfile import SimpleUploadedFile

from dossiers.models import Dossier, Draft, DraftPaper
from dossiers.services.accept import accept
from dossiers.services.decide import propose
from dossiers.services.hold import claim
from dossiers.services.submit import submit
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from tests.documents.samples import picture
from tests.factories.procedures import procedure


def draft(owner, place, *, with_paper: bool = True, **fields) -> Draft:
    """A draft that can be sent."""
    revision = fields.pop("revision", None) or procedure(place)
    made = Draft.objects.create(
        owner=owner,
        revision=revision,
        channel=revision.channels.get(kind="ONLINE"),
        form_version=revision.form,
        agency=place.committee,
        desk=place.desk,
        **fields,
    )
    if with_paper:
        upload = SimpleUploadedFile("giay-chung-sinh.jpg", picture(), "image/jpeg")
        file = store_upload(upload, owner, Purpose.DOSSIER_PAPER)
        DraftPaper.objects.create(draft=made, paper=revision.papers.first(), file=file)
    return made


def submitted(owner, place, **fields) -> Dossier:
    at = fields.pop("at", None)
    return submit(draft_id=draft(owner, place, **fields).public_id, by=owner, at=at)


def accepted(owner, place, desk, **fields) -> Dossier:
    dossier = submitted(owner, place, **fields)
    return accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)


def proposed(owner, place, desk, officer, **fields) -> Dossier:
    dossier = accepted(owner, place, desk, **fields)
    dossier = claim(dossier=dossier, by=officer, expected_version=dossier.version)
    propose(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        outcome="GRANT",
        wording="Chấp thuận.",
    )
    dossier.refresh_from_db()
    return dossier
