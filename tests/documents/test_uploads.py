import hashlib
import io
import os
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from portal.audit.selectors import timeline
from portal.documents import storage
from portal.documents.errors import UploadRefused
from portal.documents.inspection import inspect
from portal.documents.inspection.refusals import CODES, refuse
from portal.documents.models import StoredFile
from portal.documents.rules.uploads import ALLOWANCES, DOCX, JPEG, PDF, PNG
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose, Scan
from tests.documents import samples

PAPER = ALLOWANCES["DOSSIER_PAPER"]
OFFICE = ALLOWANCES["FORM_TEMPLATE"]


def upload(data: bytes, name: str = "giấy tờ.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/x-lie")


@pytest.mark.parametrize(
    ("make", "name", "content_type", "stored_name"),
    [
        (samples.pdf, "Tờ khai.pdf", PDF, "Tờ khai.pdf"),
        (samples.pdf, "Tờ khai.exe", PDF, "Tờ khai.exe.pdf"),
        (samples.picture, "ảnh.JPEG", JPEG, "ảnh.jpg"),
        (lambda: samples.picture("PNG"), "ảnh.jpg", PNG, "ảnh.png"),
        (samples.heic, "IMG_0001.HEIC", JPEG, "IMG_0001.jpg"),
    ],
)
def test_what_people_send_is_kept_as_what_it_is(citizen, make, name, content_type, stored_name):
    stored = store_upload(upload(make(), name), citizen, Purpose.DOSSIER_PAPER)
    kept = storage.read(stored.key)
    assert (stored.content_type, stored.name) == (content_type, stored_name)
    assert stored.sha256 == hashlib.sha256(kept).hexdigest()
    assert (stored.size, stored.owner, stored.scan) == (len(kept), citizen, Scan.UNSCANNED)
    assert stored.pages == 1
    assert [event.kind for event in timeline(stored)] == ["file.stored"]


def test_the_bytes_sent_are_the_bytes_kept(citizen):
    sent = samples.photo_with_place()
    stored = store_upload(upload(sent), citizen)
    assert storage.read(stored.key) == sent
    assert stored.source_sha256 == ""


def test_of_a_heic_the_hash_of_what_was_sent_is_kept_too(citizen):
    sent = samples.heic()
    stored = store_upload(upload(sent), citizen)
    assert stored.source_sha256 == hashlib.sha256(sent).hexdigest() != stored.sha256


def test_files_lie_apart_from_the_web_readable_by_the_portal_only(citizen, data_folder, settings):
    stored = store_upload(upload(samples.pdf()), citizen)
    path = data_folder / "files" / stored.key
    assert path.stat().st_mode & 0o077 == 0
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert stored.sha256 in stored.key and "Tờ" not in stored.key


def test_the_same_bytes_are_kept_once_and_healed_when_sent_again(citizen, stranger, data_folder):
    data = samples.pdf()
    first = store_upload(upload(data), citizen)
    (data_folder / "files" / first.key).write_bytes(b"broken")
    second = store_upload(upload(data), stranger)
    assert first.key == second.key and first.pk != second.pk
    assert storage.read(first.key) == data


def bomb_picture() -> bytes:
    """A PNG of a few kilobytes that claims 40,000 × 40,000 points."""
    data = bytearray(samples.picture("PNG", size=(8, 8)))
    data[16:24] = (40000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def bomb_pdf() -> bytes:
    packed = zlib.compress(b"\0" * 90 * 1024 * 1024, 9)
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length "
    return body + str(len(packed)).encode() + b" >>\nstream\n" + packed + b"\nendstream\n%%EOF"


def cut(data: bytes, share: float = 0.5) -> bytes:
    return data[: int(len(data) * share)]


ARCHIVE = samples.package({"a.exe": b"MZ"})
REMOTE = b'<r Type="x/relationships/attachedTemplate" Target="http://x" TargetMode="External"/>'
STARTS = [b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"PK\x03\x04"]
HOSTILE = [
    ("an empty file", b"", PAPER, "EMPTY"),
    ("nothing but zero bytes", b"\0" * 5000, PAPER, "EMPTY"),
    ("a program", b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0" + os.urandom(400), PAPER, "TYPE"),
    ("a web page", b"<!doctype html><script>alert(1)</script>", PAPER, "TYPE"),
    ("a drawing that can run code", b"<svg xmlns='x'><script>1</script></svg>", PAPER, "TYPE"),
    ("a GIF", samples.picture("GIF"), PAPER, "TYPE"),
    ("an archive", samples.package({"a.txt": b"a"}), PAPER, "TYPE"),
    ("a Word file where papers are asked", samples.docx(), PAPER, "TYPE"),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OFFICE, "TYPE"),
    ("a video", b"\0\0\0\x14ftypqt  " + b"\0" * 100, PAPER, "VIDEO"),
    ("a photograph cut off", cut(samples.picture()), PAPER, "DAMAGED"),
    ("a PNG cut off", cut(samples.picture("PNG")), PAPER, "DAMAGED"),
    ("a HEIC cut off", cut(samples.heic()), PAPER, "DAMAGED"),
    ("a PDF cut off in the middle", cut(samples.pdf(3)), PAPER, "DAMAGED"),
    ("a PDF cut off near its end", samples.pdf(3)[:-200], PAPER, "DAMAGED"),
    ("only the head of a PDF", b"%PDF-1.7\n%%EOF", PAPER, "DAMAGED"),
    ("a PDF with a password", samples.locked_pdf(), PAPER, "LOCKED"),
    ("a picture that unpacks to gigabytes", bomb_picture(), PAPER, "TOO_LARGE_INSIDE"),
    ("a PDF that unpacks to gigabytes", bomb_pdf(), PAPER, "TOO_LARGE_INSIDE"),
    (
        "a PDF that is an archive too",
        samples.pdf() + ARCHIVE,
        PAPER,
        "TWO_IN_ONE",
    ),
    (
        "a photograph that is an archive too",
        samples.picture() + ARCHIVE,
        PAPER,
        "TWO_IN_ONE",
    ),
    ("a photograph with a PDF inside", samples.picture(comment=b"%PDF-1.7"), PAPER, "TWO_IN_ONE"),
    ("a Word file with a macro", samples.docx({"word/vbaProject.bin": b"x"}), OFFICE, "ACTIVE"),
    (
        "a Word file with a remote template",
        samples.docx({"word/_rels/settings.xml.rels": REMOTE}),
        OFFICE,
        "ACTIVE",
    ),
    ("a Word file cut off", cut(samples.docx(), 0.7), OFFICE, "DAMAGED"),
]


@pytest.mark.parametrize(
    ("data", "allowance", "code"),
    [case[1:] for case in HOSTILE],
    ids=[case[0] for case in HOSTILE],
)
def test_hostile_and_broken_files_are_refused_by_name(data, allowance, code):
    with pytest.raises(UploadRefused) as refused:
        inspect(data, allowance)
    assert refused.value.code == code
    assert len(str(refused.value)) > 30


def test_a_word_file_is_taken_where_forms_are_kept():
    assert inspect(samples.docx(), OFFICE).content_type == DOCX


def test_a_script_that_a_pdf_runs_on_opening_is_refused():
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(samples.compressed_pdf())))
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("x")}
    writer.root["/OpenAction"] = DictionaryObject(action)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UploadRefused) as refused:
        inspect(out.getvalue(), PAPER)
    assert refused.value.code == "ACTIVE"


def test_the_limit_holds_to_the_byte(citizen, settings):
    settings.UPLOAD_MAX_MB = 1
    bare = samples.pdf()
    filling = b"%" + b"x" * (1024 * 1024 - len(bare) - 2) + b"\n"
    fits = bare.replace(b"startxref", filling + b"startxref")
    assert len(fits) == 1024 * 1024
    assert store_upload(upload(fits), citizen).size == len(fits)
    with pytest.raises(UploadRefused) as refused:
        store_upload(upload(fits + b"\n"), citizen)
    assert refused.value.code == "TOO_BIG"
    assert "1 MB" in str(refused.value)


def test_a_refused_file_leaves_nothing(citizen, data_folder):
    with pytest.raises(UploadRefused):
        store_upload(upload(b"MZ" + b"\0" * 99), citizen)
    assert not StoredFile.objects.exists()
    assert not (data_folder / "files").exists()


def test_every_refusal_is_said_in_vietnamese():
    details = {"size": 1, "limit": 1, "found": "X", "allowed": "Y", "pages": 1}
    for code in CODES:
        words = str(refuse(code, **details))
        assert "Bạn" in words or "bạn" in words, words


@given(st.binary(max_size=3000), st.sampled_from(STARTS))
@hypothesis_settings(max_examples=150, deadline=None)
def test_whatever_is_sent_the_answer_is_a_refusal_and_never_a_crash(noise, start):
    try:
        inspect(start + noise + b"%%EOF", OFFICE)
    except UploadRefused as refused:
        assert refused.code in CODES


@given(st.data())
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_damaged_pdf_is_refused_or_read_but_never_crashes(data):
    broken = bytearray(samples.compressed_pdf())
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert inspect(bytes(broken), PAPER).pages
    except UploadRefused as refused:
        assert refused.code in CODES


def test_the_photograph_of_a_heic_keeps_no_place_and_stands_upright():
    jpeg = inspect(samples.heic(), PAPER).data
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert not picture.getexif()
        assert picture.size == (320, 240)
