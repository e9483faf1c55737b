import io
import re
import subprocess
import unicodedata
from datetime import date
from functools import cache

import pytest
import segno
from pyhanko.pdf_utils.reader import PdfFileReader

from dossiers.rules.codes import RESULT_CODE_TEMPLATE
from portal.documents.checking import check_address
from portal.documents.papers import PAPERS, from_json, render_paper, to_json
from portal.documents.qr import qr_svg
from portal.documents.rules.papers import paper_code
from portal.documents.workflow import PaperKind
from tests.documents import samples

MM = 72 / 25.4


@cache
def made(make) -> bytes:
    return render_paper(make())


def tool(name: str, data: bytes, tmp_path, *options: str) -> str:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [name, *options, path, *(["-"] if name == "pdftotext" else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def text_of(make, tmp_path) -> str:
    return " ".join(tool("pdftotext", made(make), tmp_path, "-raw").split())


each = pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)


@each
def test_a_paper_is_tagged_titled_and_says_its_language(make, tmp_path):
    data, paper = made(make), make()
    info = tool("pdfinfo", data, tmp_path)
    assert re.search(r"Tagged: +yes", info)
    assert f"{paper.heading} {paper.code}" in info
    root = PdfFileReader(io.BytesIO(data)).root
    assert root["/Lang"] == "vi"
    assert b"pdfuaid" in root["/Metadata"].data
    structure = tool("pdfinfo", data, tmp_path, "-struct-text")
    assert "H1" in structure and unicodedata.normalize("NFC", structure) == structure


@each
def test_every_font_is_embedded_and_can_be_copied_as_text(make, tmp_path):
    rows = tool("pdffonts", made(make), tmp_path).splitlines()[2:]
    assert rows
    for row in rows:
        assert "Source-Serif" in row and re.search(r"yes yes yes +\d+ +\d+$", row), row


@each
def test_the_common_head_stands_on_every_paper(make, tmp_path):
    text = text_of(make, tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Bến Mây, ngày 23 tháng 11 năm 2026" in text
    assert "UBND PHƯỜNG BẾN MÂY" in text and "UBND tỉnh Minh Hà" in text
    assert make().head.form_label in text


A5, A4, A4_WIDE = (148, 210), (210, 297), (297, 210)
SIZES = {samples.result: A4, samples.register: A4_WIDE}


@each
def test_papers_have_the_size_the_law_names(make, tmp_path):
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", tool("pdfinfo", made(make), tmp_path))
    width, height = SIZES.get(make, A5)
    assert float(found[1]) == pytest.approx(width * MM, abs=0.6)
    assert float(found[2]) == pytest.approx(height * MM, abs=0.6)


FIELDS = {
    samples.receipt: [
        samples.CODE, "Liên 2: Giao khách hàng", "Nguyễn Thị Mận", "Tổ 4, phường Bến Mây",
        "0912 345 678", "man@minhha.example", "0***********9", samples.VIETNAMESE,
        "1. Thành phần hồ sơ", "Giấy tờ số 2", "Bản chính", "Bản chứng thực",
        "2. Số lượng hồ sơ: 1 (bộ)", "theo quy định: 3 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 15 phút, ngày 23/11/2026",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 30 phút, ngày 26/11/2026",
        "6. Đăng ký nhận kết quả tại: Cổng Dịch vụ công", "8.000 đ",
        "quyển số: 01/2026, số thứ tự: 15", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Phạm Thu Trang", "0299 3 811 222",
    ],
    samples.supplement: ["Giấy khai sinh", "Ảnh mờ, thiếu trang 2", "Thiếu thành phần hồ sơ",
                         "Đỗ Minh Quân", "17 giờ 30 phút, ngày 26/11/2026", "NGƯỜI HƯỚNG DẪN"],
    samples.refusal: ["Không thuộc thẩm quyền của phường", "Nộp tại Sở Xây dựng"],
    samples.apology: ["Chờ cơ quan khác xác minh", "xin lỗi", "17 giờ 30 phút, ngày 26/11/2026",
                      "PHÓ CHỦ TỊCH", "Vũ Thị Hiền", "Nơi nhận"],
    samples.given_back: ["thiếu trang 2", "trả lại hồ sơ", "Nộp lại hồ sơ bất cứ lúc nào"],
    samples.stop: ["Người nộp đề nghị dừng", "dừng giải quyết hồ sơ"],
    samples.control_slip: ["1. Giao: Bộ phận Một cửa", "2. Nhận: Phòng Văn hóa – Xã hội",
                           "đúng hạn", "Cơ quan giải quyết"],
    samples.payment: ["26/H99.22", "0000042", "16.000 đ", "GD000123", "281/2016/TT-BTC"],
    samples.register: ["SỔ THEO DÕI HỒ SƠ", "Tháng 11/2026", samples.CODE, "26/11/2026"],
    samples.result: ["TRÍCH LỤC KHAI SINH (BẢN SAO)", f"{samples.CODE}-KQ1", samples.VIETNAMESE,
                     "Căn cứ Luật Hộ tịch", "Cổng Dịch vụ công tỉnh Minh Hà",
                     "TM. ỦY BAN NHÂN DÂN", "Vũ Thị Hiền"],
}  # fmt: skip


@each
def test_all_fields_of_the_form_can_be_read_letter_by_letter(make, tmp_path):
    text = text_of(make, tmp_path)
    missing = [field for field in FIELDS[make] if field not in text]
    assert not missing, text


def test_the_ordinary_receipt_fits_one_sheet(tmp_path):
    assert re.search(r"Pages: +1\n", tool("pdfinfo", made(samples.receipt), tmp_path))


def test_a_long_receipt_repeats_the_head_of_its_table_and_numbers_its_pages(tmp_path):
    text = tool("pdftotext", render_paper(samples.receipt(lines=60)), tmp_path)
    assert text.count("Tên giấy tờ") >= 2
    assert "Trang 2/" in text and "Giấy tờ số 60" in text


def test_a_limit_that_the_law_does_not_set_is_not_made_up(tmp_path):
    paper = samples.receipt()
    open_end = type(paper)(**{**vars(paper), "due_at": None})
    text = " ".join(tool("pdftotext", render_paper(open_end), tmp_path).split())
    assert "pháp luật không quy định thời hạn" in text


@each
def test_what_a_paper_was_made_from_can_be_kept_and_read_again(make):
    assert from_json(to_json(make())) == make()


def test_every_kind_of_paper_has_a_sample_here():
    assert {type(make()) for make in samples.ALL} == set(PAPERS.values())


def test_codes_of_papers():
    assert paper_code(PaperKind.RECEIPT, samples.CODE) == samples.CODE
    assert paper_code(PaperKind.RESULT, samples.CODE, 2) == f"{samples.CODE}-KQ2"
    codes = {paper_code(kind, samples.CODE, n) for kind in PaperKind.values for n in (1, 2)}
    assert len(codes) == 2 * len(PaperKind.values)
    with pytest.raises(ValueError, match="from 1"):
        paper_code(PaperKind.RESULT, samples.CODE, 0)
    with pytest.raises(ValueError, match="from 1"):
        paper_code(PaperKind.RECEIPT, samples.CODE, 0)


def test_the_code_of_a_result_is_the_one_the_law_gives():
    for n in (1, 2, 11):
        law = RESULT_CODE_TEMPLATE.on(date(2026, 11, 21)).format(code=samples.CODE, n=n)
        assert paper_code(PaperKind.RESULT, samples.CODE, n) == law
    with pytest.raises(ValueError, match="dossier code"):
        paper_code(PaperKind.RESULT, "NOP-2345-6789-A")


def dark(svg: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg)}


def test_the_qr_drawing_is_the_code_of_its_text_with_its_quiet_zone():
    address = check_address(samples.CODE)
    svg = qr_svg(address, label="Mã QR")
    matrix = segno.make(address, error="m", micro=False).matrix
    expected = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    assert dark(svg) == expected
    assert f'viewBox="0 0 {len(matrix) + 8} {len(matrix) + 8}"' in svg
    assert 'role="img"' in svg and 'aria-label="Mã QR"' in svg
    assert qr_svg("") == ""


def test_a_qr_label_cannot_break_out_of_the_drawing():
    assert "<script>" not in qr_svg("a", label='"><script>')


@each
def test_the_paper_shows_the_qr_of_its_own_address(make, tmp_path):
    paper = make()
    drawn = "Figure" in tool("pdfinfo", made(make), tmp_path, "-struct")
    assert drawn == bool(paper.check_address)
    if drawn:
        assert paper.check_address == check_address(paper.code)
        assert dark(paper.qr) == dark(qr_svg(check_address(paper.code)))
