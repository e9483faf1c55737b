"""Dossiers in each situation, made by the portal's own verbs."""

from django.core.files.uploadedfile import SimpleUploadedFile

from dossiers.models import Dossier, Draft, DraftPaper
from dossiers.services.accept import accept
from dossiers.services.decide import propose
from dossiers.services.hold import claim
from dossiers.services.sign import complete_signing
from dossiers.services.submit import submit
from portal.documents.models import IssuedDocument
from portal.documents.services import issue, store_upload
from portal.documents.workflow import PaperKind, Purpose
from portal.kernel.codes import result_code
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


def signed(dossier, at=None) -> IssuedDocument:
    """The result of a decided dossier, as the signer leaves it; the dossier follows."""
    document = issue(
        kind=PaperKind.RESULT,
        code=result_code(dossier.code, dossier.decisions.filter(recalled_by=None).count() or 1),
        pdf=b"%PDF-1.7",
        agency=dossier.agency,
        owner=dossier.owner,
        subject=dossier,
        at=at,
    )
    complete_signing(dossier=dossier, document=document, at=at)
    return document


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
