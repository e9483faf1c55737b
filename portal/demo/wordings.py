"""Texts of decisions and answers that the ward uses, and one draft that waits for a second person.

The texts are the demo's own; the provisions are those that the procedures name.
"""

from dataclasses import dataclass

from dossiers.models import Wording
from dossiers.models.decision import Outcome
from dossiers.models.desk.wording import MESSAGE
from dossiers.services.wordings import draft_wording, publish_wording
from portal.audit.actors import Actor
from portal.demo.dossiers import cast
from procedures.models import Procedure

EXTRACT, BIRTH, PERMIT = "2.000635", "1.001193", "1.013225"


@dataclass(frozen=True)
class Text:
    """A text as an official would write it; `draft` leaves it to be put into use."""

    procedure: str
    outcome: str
    ground: str
    text: str
    citations: str = ""
    reason: str = ""
    draft: bool = False


TEXTS = [
    Text(
        EXTRACT,
        Outcome.GRANT,
        "Có thông tin trong Sổ hộ tịch",
        "Cấp bản sao trích lục hộ tịch cho {applicant} theo Tờ khai gửi ngày {sent}.",
        "Khoản 9 Điều 4 Luật 60/2014/QH13\nĐiều 63 Luật 60/2014/QH13",
    ),
    Text(
        EXTRACT,
        Outcome.REFUSE,
        "Không tìm thấy thông tin hộ tịch",
        "Không cấp bản sao trích lục hộ tịch cho {applicant}.",
        "Điều 64 Luật 60/2014/QH13",
        "{agency} đã tra Sổ hộ tịch và cơ sở dữ liệu hộ tịch điện tử nhưng không có thông tin nêu "
        "trong Tờ khai. Bạn có thể nộp lại tại nơi đã đăng ký việc hộ tịch.",
    ),
    Text(
        EXTRACT,
        MESSAGE,
        "Hỏi bao giờ có kết quả",
        "Chào {applicant}, hồ sơ {code} đang được giải quyết, hẹn trả kết quả {due}. Có kết quả, "
        "Cổng báo cho bạn ngay.",
    ),
    Text(
        EXTRACT,
        MESSAGE,
        "Hỏi giá trị của bản sao",
        "Chào {applicant}, bản sao trích lục hộ tịch có giá trị sử dụng thay bản chính; bản điện "
        "tử có chữ ký số có giá trị như bản giấy và ai cũng kiểm tra được bằng mã QR.",
    ),
    Text(
        BIRTH,
        Outcome.GRANT,
        "Giấy tờ đầy đủ, hợp lệ",
        "Đăng ký khai sinh theo Tờ khai của {applicant} và cấp Giấy khai sinh.",
        "Điều 15 Luật 60/2014/QH13\nĐiều 16 Luật 60/2014/QH13",
    ),
    Text(
        BIRTH,
        Outcome.REFUSE,
        "Không thuộc thẩm quyền",
        "Không giải quyết hồ sơ {code} của {applicant}.",
        "Điều 13 Luật 60/2014/QH13",
        "Người cha và người mẹ đều không cư trú tại địa bàn của {agency}. Bạn nộp hồ sơ tại UBND "
        "cấp xã nơi cư trú của cha hoặc mẹ.",
    ),
    Text(
        PERMIT,
        Outcome.GRANT,
        "Nhà ở riêng lẻ, đủ điều kiện",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ cho {applicant} theo hồ sơ thiết kế kèm theo.",
        "Điều 93 Luật 50/2014/QH13",
        draft=True,
    ),
]


def load() -> None:
    """Write the texts once; a library in which people have worked stays as it is."""
    if Wording.objects.exists():
        return
    people = cast()
    author, second = people.officer, people.leader
    for each in TEXTS:
        version = draft_wording(
            wording=Wording(
                procedure=Procedure.objects.get(code=each.procedure),
                outcome=each.outcome,
                ground=each.ground,
            ),
            by=author,
            actor=Actor.official(author),
            text=each.text,
            reason=each.reason,
            citations=each.citations,
        )
        if not each.draft:
            reader = Actor.official(second)
            publish_wording(version=version, by=second, actor=reader, seen=version.text)
