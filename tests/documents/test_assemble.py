import io
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.documents import storage
from portal.documents.errors import UploadRefused
from portal.documents.services import assemble, store_upload
from portal.documents.workflow import Purpose
from tests.documents import samples


def stored(citizen, data: bytes, name: str):
    return store_upload(SimpleUploadedFile(name, data), citizen)


def made(citizen, *files):
    return assemble(
        files=files, name="Giấy khai sinh", owner=citizen, purpose=Purpose.DOSSIER_PAPER
    )


def test_photographs_become_one_pdf_in_their_order(citizen, tmp_path):
    photos = [stored(citizen, samples.picture(size=(300 + i, 400)), f"{i}.jpg") for i in range(3)]
    pdf = made(citizen, *photos)
    assert (pdf.name, pdf.content_type, pdf.pages) == ("Giấy khai sinh.pdf", "application/pdf", 3)
    data = storage.read(pdf.key)
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    widths = [reader.root["/Pages"]["/Kids"][i]["/MediaBox"][2] for i in range(3)]
    assert widths == sorted(widths)
    (tmp_path / "a.pdf").write_bytes(data)
    info = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True)
    assert "Pages:           3" in info.stdout and not info.stderr


def test_the_place_where_a_photograph_was_taken_does_not_travel(citizen):
    photo = samples.photo_with_place()
    assert b"Exif" in photo
    pdf = storage.read(made(citizen, stored(citizen, photo, "ảnh.jpg")).key)
    assert b"Exif" not in pdf and b"GPS" not in pdf


def test_a_photograph_taken_on_its_side_stands_upright(citizen):
    pdf = storage.read(made(citizen, stored(citizen, samples.photo_with_place(), "a.jpg")).key)
    box = PdfFileReader(io.BytesIO(pdf), strict=False).root["/Pages"]["/Kids"][0]["/MediaBox"]
    assert box[3] > box[2]


def test_what_is_see_through_becomes_white_paper(citizen):
    out = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(out, "PNG")
    pdf = storage.read(made(citizen, stored(citizen, out.getvalue(), "a.png")).key)
    start = pdf.index(b"\xff\xd8\xff")
    with Image.open(io.BytesIO(pdf[start:])) as page:
        assert page.getpixel((30, 30)) == (255, 255, 255)


def test_large_photographs_shrink_to_what_a_page_needs(citizen):
    photo = stored(citizen, samples.picture(size=(4000, 3000)), "a.jpg")
    assert made(citizen, photo).size < photo.size / 2


def test_only_photographs_are_assembled(citizen):
    with pytest.raises(UploadRefused):
        made(citizen, stored(citizen, samples.pdf(), "a.pdf"))
    with pytest.raises(UploadRefused):
        made(citizen)
