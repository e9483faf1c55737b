"""A dossier with everything the national portal can be told of, wholly made up."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from portal.integrations.national.facts import (
    CopyKind,
    DossierFacts,
    FeeDue,
    FeeKind,
    FileSource,
    GivenBack,
    Grades,
    Owner,
    OwnerKind,
    PaperIn,
    Quality,
    ResultOut,
    Round,
    Satisfaction,
    Status,
    Step,
    Way,
)
from portal.kernel.hashing import sha256_hex
from tests.factories.agencies import VIETNAM

CONTENT = b"%PDF-1.7 one page"


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def file(name: str = "giay-chung-sinh.pdf") -> FileSource:
    return FileSource(
        name,
        sha256_hex(CONTENT),
        "application/pdf",
        link=lambda: f"https://minhha.example/tep-doi-tac/{name}/",
        content=lambda: CONTENT,
    )


PAPER = PaperIn(
    "7", "Giấy chứng sinh", file(), "KQ.G15.000099", CopyKind.ELECTRONIC, digitised=True
)
FACTS = DossierFacts(
    code="H99.22-261120-0001",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    sector_code="HT",
    sector_name="Hộ tịch",
    received_at_code="H99.22",
    received_at="UBND phường Bến Mây",
    held_by="Phòng Văn hóa – Xã hội",
    way=Way.ONLINE,
    owner=Owner(
        "Nguyễn Thị Mận",
        OwnerKind.CITIZEN,
        "079185001234",
        "tech-7",
        "man@minhha.example",
        "+84901234567",
        date(1985, 4, 12),
    ),
    status=Status.DONE,
    filed_at=at(19, 23, 59),
    accepted_at=at(20),
    due_at=at(26, 17, 30),
    decided_at=at(23, 10),
    local_code="H99.22-261120-0001",
    summary="Đăng ký khai sinh cho con",
    given_back=GivenBack.POST,
    papers=(PAPER,),
    fees=(FeeDue("LP1", "Lệ phí hộ tịch", FeeKind.LEVY, Decimal("8000"), paid=True),),
    rounds=(
        Round(
            "3",
            "Đỗ Minh Quân",
            "Ảnh mờ, không đọc được.",
            at(20, 10),
            "Nguyễn Thị Mận",
            "Đã chụp lại.",
            at(21, 8),
            (replace(PAPER, key="8"),),
            at(25, 17, 30),
            at(26, 17, 30),
        ),
    ),
    results=(ResultOut("k1", "Giấy khai sinh", file("ket-qua.pdf"), "H99.22-261120-0001-KQ1"),),
    quality=Quality(digitised=True, identity_proven=True, databases=("CSDLQGDC",)),
)
STEP = Step(
    11,
    "Đỗ Minh Quân",
    "Công chức tư pháp – hộ tịch",
    "Phòng Văn hóa – Xã hội",
    "Đã tiếp nhận",
    Status.ACCEPTED,
    at(20),
    at(19, 23, 59),
    at(26, 17, 30),
)
MONTH = Satisfaction(
    "1.001193", "H99.22", "UBND phường Bến Mây", date(2026, 11, 1), Grades(2, 1, 0), Grades()
)
