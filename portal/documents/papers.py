"""What each paper is made from: plain values only, so that whoever issues a paper just fills them.

Times are given in Asia/Ho_Chi_Minh. `form_label` ("Mẫu số 01 …") comes from the rule set of the
day. The fields are those of the forms of TT 01/2018/TT-VPCP.
"""

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from portal.documents.pdf import render
from portal.documents.qr import qr_svg


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head and foot that all papers share."""

    agency_above: str
    agency: str
    place: str
    on: date
    form_label: str = ""
    number: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or organisation as the paper shows it. The identity number may be masked."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A paper of the dossier with the number of originals, certified copies and plain copies."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""


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
    return_at: str
    fees: str = ""
    register_book: str = ""
    register_number: str = ""
    receiver: str


@dataclass(frozen=True, kw_only=True)
class SupplementItem:
    """One thing to complete or correct, and why."""

    name: str
    reason: str = ""
    originals: int = 0
    certified: int = 0
    copies: int = 0


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
class HandOver:
    """One row of the control slip. `outcome`: trước hạn, đúng hạn or quá hạn."""

    giver: str
    taker: str
    at: datetime
    giver_name: str = ""
    taker_name: str = ""
    outcome: str = ""
    note: str = ""


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
class RegisterRow:
    dossier_code: str
    procedure: str
    sets: int
    owner: str
    contact: str
    received_on: date
    due_on: date | None
    returned_on: date | None = None
    returned_by: str = ""
    returned_to: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterPaper(Paper):
    """Sổ theo dõi hồ sơ, A4, of one desk and stretch of days."""

    template: ClassVar[str] = "documents/register.html"
    title: ClassVar[str] = "Sổ theo dõi hồ sơ"

    period: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of a result: what it is and its value."""

    label: str
    value: str


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


PAPERS: dict[str, type[Paper]] = {
    paper.__name__: paper
    for paper in (
        ReceiptPaper,
        SupplementPaper,
        RefusalPaper,
        ApologyPaper,
        StopPaper,
        ControlSlipPaper,
        RegisterPaper,
        ResultPaper,
    )
}


def render_paper(paper: Paper) -> bytes:
    """The paper as a tagged PDF. Raises PdfUnavailable when the libraries are missing."""
    title = f"{paper.heading} {paper.code}".strip()
    context = {"base": "documents/paper.html", "paper": paper, "head": paper.head}
    return render(paper.template, context, title=title, lang="vi")


def to_json(paper: Paper) -> bytes:
    """The values of a paper, to be kept beside its PDF and read again as a web page."""
    values = {"paper": type(paper).__name__, **dataclasses.asdict(paper)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_text).encode()


def from_json(kept: bytes) -> Paper:
    """The paper that `to_json` kept. Raises KeyError for a kind the portal no longer knows."""
    values = json.loads(kept)
    return _build(PAPERS[values.pop("paper")], values)


def _text(value: Any) -> str:
    return value.isoformat()


def _build(kind: type, values: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in values.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        return None if value is None else _value(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if dataclasses.is_dataclass(hint):
        return _build(hint, value)
    return hint.fromisoformat(value) if hint in (date, datetime) else value
