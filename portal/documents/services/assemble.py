import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageOps

from portal.audit.actors import SYSTEM, Actor
from portal.documents import storage
from portal.documents.inspection.names import safe_name
from portal.documents.inspection.refusals import refuse
from portal.documents.models import StoredFile
from portal.documents.rules.uploads import PDF, PHOTOGRAPHS
from portal.documents.services.store import store_bytes

DPI = 200
LONGEST_SIDE = 2339  # the long side of A4 at that resolution
QUALITY = 82


def assemble(
    *,
    files: Sequence[StoredFile],
    name: str,
    owner: Any,
    purpose: str,
    turns: Sequence[int] = (),
    by: Actor = SYSTEM,
) -> StoredFile:
    """Turns photographs, in their order, into one clean PDF with a page for each. `turns`: for
    each by how many degrees clockwise, multiples of 90; without them all stay as they are.

    Pages stand upright and carry nothing of the telephone's notes (place, device, time). Raises
    UploadRefused when a file is not a photograph or is not yet free to be used.
    """
    for file in files:
        if file.content_type not in PHOTOGRAPHS:
            raise refuse("TYPE", found=file.content_type, allowed="JPEG, PNG")
    turned = zip(files, turns or [0] * len(files), strict=True)
    pages = [_page(storage.read(file.key), turn) for file, turn in turned if file.servable]
    if not pages or len(pages) != len(files):
        raise refuse("EMPTY" if not files else "DAMAGED")
    pdf = io.BytesIO()
    pages[0].save(
        pdf,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DPI,
        quality=QUALITY,
        title=name,
        producer="",
    )
    return store_bytes(
        pdf.getvalue(),
        name=safe_name(name, PDF),
        content_type=PDF,
        owner=owner,
        purpose=purpose,
        by=by,
        pages=len(pages),
    )


def _page(data: bytes, turn: int) -> Image.Image:
    """The picture upright, on white, no larger than a page needs, without its metadata."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGBA").rotate(-turn, expand=True)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright.getchannel("A"))
    return page
