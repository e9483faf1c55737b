import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.audit.actors import SYSTEM
from portal.documents import storage
from portal.documents.checking import check_path, check_secret
from portal.documents.models import StoredFile
from portal.documents.papers import render_paper
from portal.documents.services import issue, replace, revoke, sign
from portal.documents.workflow import PaperKind
from tests.documents import samples


def path_of(document, secret: str | None = None) -> str:
    key = check_secret(document.code) if secret is None else secret
    return f"{check_path(document.code)}?k={key}"


def state_of(response) -> str | None:
    return next((e.get("data-state") for e in response.tree.iter() if e.get("data-state")), None)


def everything(response) -> str:
    return response.text_of(".//main")


def copy(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("bản.pdf", data)


def test_the_form_leads_to_the_check(client, issued):
    page = client.get("/kiem-tra/")
    assert page.status_code == 200 and page.text_of(".//h1") == "Kiểm tra giấy tờ"
    typed = client.get("/kiem-tra/", {"code": " h99.22-261123 -0001 "})
    assert typed.status_code == 302 and typed["Location"] == check_path(issued.code)
    assert client.get("/kiem-tra/", {"code": ""}).status_code == 200


@pytest.mark.parametrize("code", ["a/b", "..", "-", "H99.22/../x", "Đ1", "a?k=b"])
def test_what_is_no_code_is_said_so(client, db, code):
    page = client.get("/kiem-tra/", {"code": code})
    assert page.status_code == 200 and "không dấu" in everything(page)


def test_the_code_alone_says_one_word_and_nothing_else(client, issued):
    response = client.get(check_path(issued.code))
    text = everything(response)
    assert response.status_code == 200 and state_of(response) == "VALID"
    assert "Còn hiệu lực" in text
    for hidden in ("Giấy tiếp nhận", "Bến Mây", issued.sha256, "Nguyễn Thị Mận", "2026,"):
        assert hidden not in text


def test_the_secret_shows_what_proves_the_paper(client, issued):
    text = everything(client.get(path_of(issued)))
    for shown in ("Còn hiệu lực", "Giấy tiếp nhận hồ sơ", "UBND phường Bến Mây", issued.sha256):
        assert shown in text


def test_not_even_the_secret_names_the_person(client, issued):
    page = client.get(path_of(issued)).content.decode()
    for hidden in ("Mận", "0912 345 678", "Tổ 4"):
        assert hidden not in page


@pytest.mark.parametrize("secret", ["a", "a" * 21, "' or 1=1"])
def test_a_wrong_secret_shows_no_more_than_none(client, issued, secret):
    response = client.get(check_path(issued.code), {"k": secret})
    assert issued.sha256 not in response.content.decode()
    assert "chưa đầy đủ" in everything(response)


def test_an_unknown_code_looks_the_same_with_any_secret(client, issued):
    bare = client.get("/kiem-tra/H99.22-261123-9999/")
    guessed = client.get("/kiem-tra/H99.22-261123-9999/", {"k": check_secret(issued.code)})
    assert bare.status_code == guessed.status_code == 404
    assert "Không có giấy tờ này" in everything(bare)
    assert everything(bare) == everything(guessed)
    assert state_of(bare) is None


def test_a_paper_without_its_signature_is_unknown(client, agency, citizen):
    document = issue(
        kind=PaperKind.RESULT,
        code=f"{samples.CODE}-KQ1",
        pdf=samples.pdf(),
        agency=agency,
        owner=citizen,
        subject=agency,
        sign=True,
    )
    assert client.get(path_of(document)).status_code == 404
    sign(document_id=document.pk)
    response = client.get(path_of(document))
    assert response.status_code == 200 and "Đã ký số" in everything(response)


def test_a_revoked_paper_says_so_to_everyone(client, issued):
    revoke(document=issued, reason="Cấp nhầm cho bà Mận", by=SYSTEM)
    closed, opened = client.get(check_path(issued.code)), client.get(path_of(issued))
    for response in (closed, opened):
        assert state_of(response) == "REVOKED" and "Đã thu hồi" in everything(response)
        assert "Còn hiệu lực" not in everything(response)
        assert "Cấp nhầm" not in everything(response)
    assert "không còn giá trị" in everything(opened)


def test_a_replaced_paper_leads_to_the_one_that_counts(client, issued, agency, citizen):
    after = issue(
        kind=PaperKind.RECEIPT,
        code=f"{samples.CODE}-TN2",
        pdf=samples.pdf(),
        agency=agency,
        owner=citizen,
        subject=agency,
    )
    replace(document=issued, successor=after, reason="Sai", by=SYSTEM)
    closed, opened = client.get(check_path(issued.code)), client.get(path_of(issued))
    assert state_of(closed) == state_of(opened) == "REPLACED"
    assert after.code not in everything(closed)
    links = {a.get("href") for a in opened.tree.iter("a")}
    assert path_of(after) in links
    assert state_of(client.get(path_of(after))) == "VALID"


def test_the_original_is_offered_to_its_owner_only(client, issued, citizen, stranger):
    assert "Bản gốc" not in everything(client.get(path_of(issued)))
    client.force_login(stranger)
    assert "Bản gốc" not in everything(client.get(path_of(issued)))
    client.force_login(citizen)
    page = client.get(path_of(issued))
    assert "Bản gốc" in everything(page)
    (address,) = [a.get("href") for a in page.tree.iter("a") if "/tep/" in (a.get("href") or "")]
    file = client.get(address)
    assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == issued.sha256


def test_anyone_can_compare_a_copy_and_nothing_is_kept(client, issued):
    before = StoredFile.objects.count()
    same = client.post(path_of(issued), {"file": copy(storage.read(issued.file.key))})
    assert "Đúng là tệp đã ban hành" in everything(same)
    other = client.post(path_of(issued), {"file": copy(samples.pdf())})
    assert "không phải tệp đã ban hành" in everything(other)
    assert StoredFile.objects.count() == before


@pytest.fixture
def signed(agency, citizen):
    document = issue(
        kind=PaperKind.RESULT,
        code=f"{samples.CODE}-KQ1",
        pdf=render_paper(samples.result()),
        agency=agency,
        owner=citizen,
        subject=agency,
        sign=True,
        signer_name="Vũ Thị Hiền",
    )
    return sign(document_id=document.pk)


def test_comparing_shows_whose_signature_holds(client, signed):
    original = storage.read(signed.file.key)
    text = everything(client.post(path_of(signed), {"file": copy(original)}))
    assert "Chữ ký hợp lệ" in text and "Vũ Thị Hiền" in text
    changed = bytearray(original)
    changed[2000] ^= 1
    text = everything(client.post(path_of(signed), {"file": copy(bytes(changed))}))
    assert "không phải tệp đã ban hành" in text and "Chữ ký hợp lệ" not in text


def test_comparing_needs_the_secret(client, issued):
    data = storage.read(issued.file.key)
    response = client.post(check_path(issued.code), {"file": copy(data)})
    assert "Đúng là tệp" not in everything(response)
    assert issued.sha256 not in response.content.decode()


def test_a_copy_that_is_too_large_is_not_read(client, issued, settings):
    settings.UPLOAD_MAX_MB = 1
    response = client.post(path_of(issued), {"file": copy(b"x" * (1024 * 1024 + 1))})
    assert response.status_code == 200
    assert "giới hạn là 1 MB" in everything(response)


def test_search_engines_and_caches_stay_out(client, issued):
    for response in (client.get(path_of(issued)), client.get(check_path("H99-X"))):
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"


def test_the_page_speaks_english_too(client, issued):
    response = client.get("/en" + path_of(issued))
    text = everything(response)
    assert "Valid" in text and "Receipt and appointment for the result" in text


def test_too_many_looks_from_one_place_are_slowed_down(client, issued, monkeypatch):
    limits = pytest.importorskip("portal.accounts.rules.limits")
    few = limits.Limit(3, limits.MINUTES_5)
    monkeypatch.setitem(limits.LIMITS, "check_by_address", few)
    address = {"REMOTE_ADDR": "203.0.113.77"}
    answers = [client.get(check_path(issued.code), **address).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_the_twin_reads_like_the_paper_and_is_its_owners_alone(client, issued, citizen, stranger):
    address = f"{check_path(issued.code)}ban-doc/"
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(citizen)
    page = client.get(address)
    text = everything(page)
    for field in (samples.VIETNAMESE, "Giấy tờ số 2", "08 giờ 15 phút, ngày 23/11/2026"):
        assert field in text
    assert page.text_of(".//h1") == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_every_paper_has_a_twin_that_is_a_good_page(client, agency, citizen, make):
    paper = make()
    document = issue(
        kind=PaperKind.RECEIPT,
        code=paper.code,
        pdf=samples.pdf(),
        agency=agency,
        owner=citizen,
        subject=agency,
        paper=paper,
    )
    client.force_login(citizen)
    page = client.get(f"{check_path(document.code)}ban-doc/")
    assert page.status_code == 200 and page.text_of(".//h1") == paper.heading
