"""The papers of the demo citizen: one valid, one that ends soon, one expired."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from dossiers.models import DossierPaper, KeptPaper
from dossiers.services.accept import accept
from dossiers.services.attach_paper import attach_paper
from dossiers.services.submit import submit
from dossiers.services.wallet.keep import Facts, keep_paper
from portal.demo.dossiers import cast, drafted, opening

PAPER = "van-ban-uy-quyen"
WORKING_DAYS_AGO = 6
# Number, issued so many days ago, ends in so many days.
PAPERS = [("18/2026/UQ", 40, 320), ("07/2026/UQ", 340, 20), ("02/2025/UQ", 500, -15)]


def load() -> None:
    """Let the citizen keep the papers of an accepted dossier, unless some are kept already."""
    if KeptPaper.objects.exists():
        return
    rows = _accepted_papers()
    today = timezone.localdate()
    for row, (number, ago, ahead) in zip(rows, PAPERS, strict=True):
        facts = Facts(
            number=number,
            issuer="Văn phòng công chứng Bến Mây",
            issued_on=today - timedelta(days=ago),
            valid_until=today + timedelta(days=ahead),
        )
        keep_paper(row=row, by=row.dossier.owner, facts=facts)
    print(f"{len(PAPERS)} giấy tờ trong kho của công dân")


def _accepted_papers() -> list[DossierPaper]:
    people = cast()
    at = opening(people, WORKING_DAYS_AGO)
    draft = drafted(people, people.citizen, at)
    paper = draft.revision.papers.get(key=PAPER)
    for number, _ago, _ahead in PAPERS:
        attach_paper(draft=draft, by=people.citizen, paper=paper, uploads=[_scan(number)])
    dossier = submit(draft_id=draft.public_id, by=people.citizen, at=at)
    dossier = accept(
        dossier=dossier,
        by=people.desk,
        expected_version=dossier.version,
        unit=people.unit,
        at=at + timedelta(minutes=35),
    )
    return list(dossier.papers.select_related("dossier__owner", "paper", "file").order_by("pk"))


def _scan(number: str) -> SimpleUploadedFile:
    """A page with the number on it, as a scanner would send it."""
    page, held = Image.new("RGB", (1240, 1754), "white"), BytesIO()
    ImageDraw.Draw(page).text((120, 160), f"GIAY UY QUYEN {number} - BAN MAU", fill="black")
    page.save(held, "JPEG", dpi=(150, 150))
    name = f"giay-uy-quyen-{number.replace('/', '-')}.jpg"
    return SimpleUploadedFile(name, held.getvalue(), "image/jpeg")
