"""Papers with all fields filled, and files of every kind, honest and hostile."""

import io
import zipfile
from datetime import date, datetime
from functools import cache

import pillow_heif
from PIL import Image
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer

from portal.documents.checking import check_address
from portal.documents.papers import (
    ApologyPaper,
    ControlSlipPaper,
    Fact,
    GivenBackPaper,
    HandOver,
    Head,
    MoneyLine,
    PaperLine,
    Party,
    PaymentPaper,
    ReceiptPaper,
    RefusalPaper,
    RegisterPaper,
    RegisterRow,
    ResultPaper,
    StopPaper,
    SupplementItem,
    SupplementPaper,
)
from portal.documents.rules.papers import paper_code

CODE = "H99.22-261123-0001"
RECEIVED = datetime(2026, 11, 23, 8, 15)
DUE = datetime(2026, 11, 26, 17, 30)
VIETNAMESE = "Ở Ễ Ỹ Ậ ỵ Ẵ ằ Ữ ượng nghiêng Đường Nguyễn Hữu Cảnh"
PARTY = Party(
    name="Nguyễn Thị Mận",
    address="Tổ 4, phường Bến Mây, tỉnh Minh Hà",
    phone="0912 345 678",
    email="man@minhha.example",
    identity="0***********9",
)


def head(label: str = "Mẫu số 01") -> Head:
    return Head(
        agency_above="UBND tỉnh Minh Hà",
        agency="UBND phường Bến Mây",
        place="Bến Mây",
        on=date(2026, 11, 23),
        form_label=label,
        contact="Trung tâm Phục vụ hành chính công phường Bến Mây · 0299 3 811 222",
    )


def _frame(kind: str) -> dict:
    code = paper_code(kind, CODE)
    return {"code": code, "head": head(), "check_address": check_address(code)}


def receipt(lines: int = 2) -> ReceiptPaper:
    papers = (PaperLine(name=f"Giấy tờ số {i + 1}", originals=1, copies=i) for i in range(lines))
    return ReceiptPaper(
        **_frame("RECEIPT"),
        dossier_code=CODE,
        desk="Trung tâm Phục vụ hành chính công phường Bến Mây",
        submitter=PARTY,
        request=f"Cấp bản sao trích lục hộ tịch {VIETNAMESE}",
        lines=tuple(papers),
        time_limit="3 ngày làm việc",
        received_at=RECEIVED,
        due_at=DUE,
        return_at="Cổng Dịch vụ công",
        fees="8.000 đ",
        register_book="01/2026",
        register_number="15",
        receiver="Phạm Thu Trang",
    )


def supplement() -> SupplementPaper:
    return SupplementPaper(
        **_frame("SUPPLEMENT"),
        dossier_code=CODE,
        desk="Trung tâm Phục vụ hành chính công",
        submitter=PARTY,
        request="Cấp bản sao trích lục hộ tịch",
        items=(SupplementItem(name="Giấy khai sinh", reason="Ảnh mờ, thiếu trang 2"),),
        reason="Thiếu thành phần hồ sơ",
        answer_by=DUE,
        official="Đỗ Minh Quân",
        official_phone="0299 3 811 222",
    )


def refusal() -> RefusalPaper:
    return RefusalPaper(
        **_frame("REFUSAL"),
        desk="Trung tâm Phục vụ hành chính công",
        submitter=PARTY,
        request="Cấp giấy phép xây dựng",
        reason="Không thuộc thẩm quyền của phường",
        advice="Nộp tại Sở Xây dựng",
        official="Phạm Thu Trang",
    )


def apology() -> ApologyPaper:
    return ApologyPaper(
        **_frame("APOLOGY"),
        dossier_code=CODE,
        to=PARTY,
        request="Cấp bản sao trích lục hộ tịch",
        received_at=RECEIVED,
        promised_at=RECEIVED,
        reason="Chờ cơ quan khác xác minh",
        new_due_at=DUE,
        recipients=("Lưu: VT",),
        signer="Vũ Thị Hiền",
        signer_post="Phó Chủ tịch",
    )


def stop() -> StopPaper:
    return StopPaper(
        **_frame("STOP"),
        dossier_code=CODE,
        to=PARTY,
        request="Cấp bản sao trích lục hộ tịch",
        received_at=RECEIVED,
        reason="Người nộp đề nghị dừng",
        signer="Vũ Thị Hiền",
        signer_post="Phó Chủ tịch",
    )


def given_back() -> GivenBackPaper:
    return GivenBackPaper(
        **_frame("GIVEN_BACK"),
        dossier_code=CODE,
        to=PARTY,
        request="Cấp bản sao trích lục hộ tịch",
        received_at=RECEIVED,
        asked_at=RECEIVED,
        answer_by=DUE,
        items=(SupplementItem(name="Giấy khai sinh", reason="Ảnh mờ, thiếu trang 2"),),
        reason="Quá hạn bổ sung",
        advice="Nộp lại hồ sơ bất cứ lúc nào.",
        signer="Đỗ Minh Quân",
        signer_post="",
    )


def control_slip() -> ControlSlipPaper:
    step = HandOver(
        giver="Bộ phận Một cửa",
        taker="Phòng Văn hóa – Xã hội",
        at=RECEIVED,
        giver_name="Phạm Thu Trang",
        taker_name="Đỗ Minh Quân",
        outcome="đúng hạn",
    )
    return ControlSlipPaper(
        **_frame("CONTROL_SLIP"),
        dossier_code=CODE,
        owner=PARTY,
        procedure="Cấp bản sao trích lục hộ tịch",
        received_at=RECEIVED,
        due_at=DUE,
        handled_by="UBND phường Bến Mây",
        hand_overs=(step,),
    )


def register() -> RegisterPaper:
    row = RegisterRow(
        number=1,
        dossier_code=CODE,
        procedure="Cấp bản sao trích lục hộ tịch",
        sets=1,
        owner="Nguyễn Thị Mận",
        contact="phường Bến Mây",
        received_on=RECEIVED.date(),
        due_on=DUE.date(),
    )
    return RegisterPaper(
        code="SO-2026-11", head=head("Mẫu số 06"), period="Tháng 11/2026", rows=(row,) * 40
    )


def result() -> ResultPaper:
    return ResultPaper(
        **_frame("RESULT"),
        name="Trích lục khai sinh (bản sao)",
        dossier_code=CODE,
        to=PARTY,
        grounds=("Luật Hộ tịch",),
        opening="Xét hồ sơ đề nghị,",
        facts=(Fact(label="Họ, chữ đệm, tên", value=VIETNAMESE),),
        articles=("Điều 1. Cấp bản sao trích lục khai sinh.",),
        recipients=("Lưu: VT",),
        signer="Vũ Thị Hiền",
        signer_post="Phó Chủ tịch",
        on_behalf="TM. Ủy ban nhân dân",
    )


def payment() -> PaymentPaper:
    line = MoneyLine(name="Phí cấp bản sao", amount="16.000 đ", basis="281/2016/TT-BTC")
    return PaymentPaper(
        **_frame("PAYMENT"),
        series="26/H99.22",
        number="0000042",
        dossier_code=CODE,
        payer=PARTY,
        request="Cấp bản sao trích lục hộ tịch",
        lines=(line,),
        amount="16.000 đ",
        method="nền tảng thanh toán",
        transaction="GD000123",
        paid_at=RECEIVED,
    )


ALL = (
    receipt,
    supplement,
    refusal,
    apology,
    stop,
    given_back,
    control_slip,
    register,
    result,
    payment,
)


def picture(kind: str = "JPEG", size=(640, 480), **options) -> bytes:
    """A photograph with enough detail that a cut shows."""
    image = Image.effect_noise(size, 40).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A telephone's photograph: turned on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (20.0, 30.0, 40.0)
    return picture(exif=exif, size=(640, 480))


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise((320, 240), 40).convert("RGB")).save(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    sheets = [Image.effect_noise((200, 280), 40) for _ in range(pages)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def locked_pdf() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf()), strict=False))
    writer.encrypt("chu", "khach")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def package(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(more: dict[str, bytes] | None = None) -> bytes:
    body = b"<w:document>" + b"Xin ch\xc3\xa0o " * 50 + b"</w:document>"
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": body}
    return package({**parts, **(more or {})})


@cache
def compressed_pdf() -> bytes:
    """A PDF with compressed tables, as programs write them."""
    writer = PdfFileWriter(stream_xrefs=True)
    contents = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 100, 100)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
