"""A stranger with a phone scans the QR code of a result, and compares the file that was sent."""

import pytest

from portal.documents import storage
from portal.documents.checking import check_path, check_secret
from portal.documents.papers import render_paper
from portal.documents.services import issue, sign
from portal.documents.workflow import PaperKind
from tests.browser import check_page
from tests.documents import samples

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def result(agency, citizen):
    paper = samples.result()
    document = issue(
        kind=PaperKind.RESULT,
        code=paper.code,
        pdf=render_paper(paper),
        agency=agency,
        owner=citizen,
        subject=agency,
        sign=True,
        signer_name="Vũ Thị Hiền",
        paper=paper,
    )
    return sign(document_id=document.pk)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_stranger_checks_a_result(new_visitor, result, tmp_path, javascript):
    stranger = new_visitor(width=360, javascript=javascript)
    stranger.goto(f"{check_path(result.code)}?k={check_secret(result.code)}")
    assert stranger.get_by_text("Còn hiệu lực").is_visible()
    assert not stranger.get_by_text("Tải bản gốc").count()
    if javascript:
        check_page(stranger)
    given = tmp_path / "ket-qua.pdf"
    given.write_bytes(storage.read(result.file.key))
    stranger.get_by_label("Tệp PDF bạn nhận được").set_input_files(given)
    stranger.get_by_role("button", name="So sánh").click()
    assert stranger.get_by_text("Đúng là tệp đã ban hành").is_visible()
    assert stranger.get_by_text("Chữ ký hợp lệ").is_visible()


def test_who_holds_only_the_paper_types_its_code(new_visitor, result):
    stranger = new_visitor()
    stranger.goto("/kiem-tra/")
    check_page(stranger)
    stranger.get_by_label("Mã của giấy tờ").fill(result.code.lower())
    stranger.get_by_role("button", name="Kiểm tra").click()
    assert stranger.get_by_text("Còn hiệu lực").is_visible()
    assert result.sha256 not in stranger.content()
    check_page(stranger)
