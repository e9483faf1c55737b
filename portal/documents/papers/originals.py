"""The originals, with the fields of the forms of TT 01/2018/TT-VPCP and of its successor."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from portal.documents.papers.parts import (
    Fact,
    HandOver,
    Head,
    MoneyLine,
    PaperLine,
    Party,
    RegisterRow,
    SupplementItem,
)
from portal.documents.qr import qr_svg


@dataclass(frozen=True, kw_only=True)
class Paper:
    template: ClassVar[str]
    title: ClassVar[str]

    code: str
    head: Head
    check_address: str = ""

    @property
    def qr(self) -> str:
        return qr_svg(self.check_address, label=f"Mã QR kiểm tra {self.code}")

    @property
    def heading(self) -> str:
        return self.title


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper(Paper):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, A5."""

    template: ClassVar[str] = "documents/receipt.html"
    title: ClassVar[str] = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"

    dossier_code: str
    copy_mark: str = "Liên 2: Giao khách hàng"
    desk: str
    submitter: Party
    owner: Party | None = None
    request: str
    lines: tuple[PaperLine, ...] = ()
    sets: int = 1
    time_limit: str
    received_at: datetime
    due_at: datetime | None
    due_words: str = ""
    handed_in: str = "(Nộp qua Cổng Dịch vụ công)"
    return_at: str
    fees: str = ""
    register_book: str = ""
    register_number: str = ""
    receiver: str


@dataclass(frozen=True, kw_only=True)
class SupplementPaper(Paper):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything that is missing, in one request."""

    template: ClassVar[str] = "documents/supplement.html"
    title: ClassVar[str] = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"

    dossier_code: str = ""
    desk: str
    submitter: Party
    request: str
    items: tuple[SupplementItem, ...]
    reason: str
    answer_by: datetime | None = None
    official: str
    official_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalPaper(Paper):
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ: never without its reason."""

    template: ClassVar[str] = "documents/refusal.html"
    title: ClassVar[str] = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"

    dossier_code: str = ""
    desk: str
    submitter: Party
    request: str
    reason: str
    advice: str = ""
    official: str
    official_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ApologyPaper(Paper):
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả."""

    template: ClassVar[str] = "documents/apology.html"
    title: ClassVar[str] = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"

    dossier_code: str
    to: Party
    request: str
    received_at: datetime
    promised_at: datetime
    reason: str
    new_due_at: datetime
    recipients: tuple[str, ...] = ()
    signer: str
    signer_post: str


@dataclass(frozen=True, kw_only=True)
class StopPaper(Paper):
    """Thông báo dừng giải quyết hồ sơ."""

    template: ClassVar[str] = "documents/stop.html"
    title: ClassVar[str] = "Thông báo dừng giải quyết hồ sơ"

    dossier_code: str
    to: Party
    request: str
    received_at: datetime
    reason: str
    advice: str = ""
    signer: str
    signer_post: str


@dataclass(frozen=True, kw_only=True)
class GivenBackPaper(Paper):
    """Thông báo trả lại hồ sơ: what was asked for and never came, and how to go on."""

    template: ClassVar[str] = "documents/given_back.html"
    title: ClassVar[str] = "Thông báo trả lại hồ sơ"

    dossier_code: str
    to: Party
    request: str
    received_at: datetime
    asked_at: datetime
    answer_by: datetime | None
    items: tuple[SupplementItem, ...]
    reason: str
    advice: str
    signer: str
    signer_post: str


@dataclass(frozen=True, kw_only=True)
class ControlSlipPaper(Paper):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ."""

    template: ClassVar[str] = "documents/control_slip.html"
    title: ClassVar[str] = "Phiếu kiểm soát quá trình giải quyết hồ sơ"

    dossier_code: str
    owner: Party
    procedure: str
    received_at: datetime
    due_at: datetime | None
    handled_by: str
    with_agencies: str = ""
    hand_overs: tuple[HandOver, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterPaper(Paper):
    """Sổ theo dõi hồ sơ, A4, of one desk and stretch of days."""

    template: ClassVar[str] = "documents/register.html"
    title: ClassVar[str] = "Sổ theo dõi hồ sơ"

    period: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, kw_only=True)
class ResultPaper(Paper):
    """The result itself (decision, extract, licence) on the letterhead of the agency.

    NĐ 45/2020 wants the full content, the system it came from and the identifier for look-up.
    """

    template: ClassVar[str] = "documents/result.html"
    title: ClassVar[str] = "Kết quả giải quyết thủ tục hành chính"

    name: str
    dossier_code: str
    to: Party
    grounds: tuple[str, ...] = ()
    opening: str = ""
    facts: tuple[Fact, ...] = ()
    articles: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: str
    signer_post: str
    on_behalf: str = ""
    system: str = "Cổng Dịch vụ công tỉnh Minh Hà"

    @property
    def heading(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class PaymentPaper(Paper):
    """Biên lai thu tiền: one payment, its number in the agency's series of the year."""

    template: ClassVar[str] = "documents/payment.html"
    title: ClassVar[str] = "Biên lai thu tiền phí, lệ phí"

    series: str
    number: str
    dossier_code: str
    payer: Party
    request: str
    lines: tuple[MoneyLine, ...]
    amount: str
    method: str
    transaction: str = ""
    paid_at: datetime
    cashier: str = ""


PAPERS: dict[str, type[Paper]] = {
    paper.__name__: paper
    for paper in (
        ReceiptPaper,
        SupplementPaper,
        RefusalPaper,
        ApologyPaper,
        StopPaper,
        GivenBackPaper,
        ControlSlipPaper,
        RegisterPaper,
        ResultPaper,
        PaymentPaper,
    )
}
