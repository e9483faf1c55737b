"""Signatures, judged by two tools that share no code: pyHanko's validation and poppler's pdfsig."""

import re
import stat
import subprocess
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from portal.documents.papers import render_paper
from portal.documents.signing import signer
from portal.documents.signing.demo import DemoSigner, demo_authority
from portal.documents.verification import signatures_of
from tests.documents import samples

LEADER, AGENCY = "Vũ Thị Hiền", "UBND phường Bến Mây"


def signed(pdf: bytes, **options) -> bytes:
    return DemoSigner(**options).sign(pdf, reason="Kết quả", signer_name=LEADER, agency=AGENCY)


def pdfsig(pdf: bytes, tmp_path) -> str:
    path = tmp_path / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdfsig", "-nocert", path],
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture
def result() -> bytes:
    return signed(render_paper(samples.result()))


def test_both_tools_find_the_signature_valid(result, tmp_path):
    (report,) = signatures_of(result)
    assert report.holds and report.intact and report.whole and report.trusted
    assert (report.signer, report.agency) == (LEADER, AGENCY)
    assert abs((datetime.now(UTC) - report.signed_at).total_seconds()) < 120
    verdict = pdfsig(result, tmp_path)
    assert "Signature is Valid" in verdict
    assert "ETSI.CAdES.detached" in verdict and "SHA-256" in verdict
    assert "Total document signed" in verdict
    assert LEADER in verdict and "DEMO" in verdict


def tampered(pdf: bytes, place: float) -> bytes:
    """One bit changed inside what the signature covers."""
    start, length, *_ = map(int, re.search(rb"/ByteRange ?\[(\d+) (\d+)", pdf).groups())
    changed = bytearray(pdf)
    changed[int((start + length) * place)] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_one_changed_bit_is_seen_by_both_tools(result, tmp_path, place):
    changed = tampered(result, place)
    assert not any(report.intact for report in signatures_of(changed))
    assert "Signature is Valid" not in pdfsig(changed, tmp_path)


def test_what_is_added_after_the_signature_is_seen(result):
    added = result + b"\n% and a line more\n"
    assert not all(report.holds for report in signatures_of(added))


def test_a_signature_of_an_authority_nobody_trusts_is_intact_but_not_trusted(
    result, settings, tmp_path
):
    settings.TRUSTED_AUTHORITIES = str(tmp_path / "nobody")
    (report,) = signatures_of(result)
    assert report.intact and not report.trusted and not report.holds


def test_a_time_stamp_is_part_of_the_signature_unless_left_out():
    pdf = render_paper(samples.result())
    with_stamp, without = signed(pdf), signed(pdf, timestamps=False)
    assert len(with_stamp) > len(without)
    assert all(report.holds for pdf in (with_stamp, without) for report in signatures_of(pdf))


def test_the_stamp_can_be_read_in_vietnamese_at_the_place_the_paper_keeps(result, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(result)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True
    ).stdout
    assert f"Ký bởi: {LEADER}" in text and f"Cơ quan: {AGENCY}" in text
    assert re.search(r"Thời gian ký: \d\d/\d\d/\d{4} \d\d:\d\d:\d\d \+0700", text)
    assert text.index("PHÓ CHỦ TỊCH") < text.index("Ký bởi") < text.rindex(LEADER)
    assert text.index("Ký bởi") < text.index("Văn bản điện tử được tạo")


@pytest.mark.parametrize("make", [samples.pdf, samples.compressed_pdf])
def test_a_pdf_from_elsewhere_can_be_signed_too(make):
    (report,) = signatures_of(signed(make()))
    assert report.holds


def test_percent_signs_in_names_are_only_names():
    pdf = DemoSigner().sign(samples.pdf(), reason="a", signer_name="100 %(ts)s", agency="%d%%")
    assert signatures_of(pdf)[0].signer == "100 %(ts)s"


def test_files_without_a_signature_or_sense_have_none():
    assert signatures_of(samples.pdf()) == []
    assert signatures_of(b"") == []
    assert signatures_of(b"%PDF-1.7 nothing %%EOF") == []


def test_keys_are_for_the_portal_alone_and_named_demo(data_folder):
    demo_authority().signer(LEADER, AGENCY)
    keys = list((data_folder / "keys").glob("*.key"))
    assert len(keys) == 2
    for key in keys:
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    root = x509.load_pem_x509_certificate(demo_authority().certificate)
    assert root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value.startswith("DEMO")


def test_each_leader_has_one_certificate_that_lasts_and_is_renewed_in_time(time_machine):
    first = demo_authority().signer(LEADER, AGENCY)
    assert demo_authority().signer(LEADER, AGENCY) == first
    assert demo_authority().signer("Bùi Quốc Anh", "Sở Xây dựng") != first
    ends = x509.load_pem_x509_certificate(first.certificate).not_valid_after_utc
    time_machine.move_to(ends)
    assert demo_authority().signer(LEADER, AGENCY) != first


def test_the_signing_service_is_a_setting(settings):
    assert isinstance(signer(), DemoSigner)
    settings.SIGNER = "tests.documents.test_signing.Stamp"
    assert signer().sign(b"a", reason="", signer_name="", agency="") == b"a signed"


class Stamp:
    def sign(self, pdf: bytes, *, reason: str, signer_name: str, agency: str) -> bytes:
        return pdf + b" signed"
