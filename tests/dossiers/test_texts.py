"""What people are told about a dossier: complete in both languages, nothing that is not theirs."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from dossiers.models import DueDate
from portal.messaging import texts
from tests.factories.accounts import citizen
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted

pytestmark = pytest.mark.django_db

FOR_CITIZENS = [name for name in texts.known() if name.startswith("dossiers/")]
MORE = {
    "reason": "Sai thẩm quyền",
    "items": [SimpleNamespace(label="Giấy chứng sinh", reason="Ảnh mờ")],
    "code": "123456",
    "link": "https://minhha.example/ho-so/1/",
    "minutes": 10,
    "official": "Đỗ Minh Quân",
    "deputy": "Lê Thị Lan",
    "since": "23/11/2026",
    "until": "25/11/2026",
    "number": 2,
    "desk": "Trung tâm Phục vụ hành chính công",
    "carrier": "Bưu điện",
    "left": 12,
    "is_cash": False,
    "remedy": "Cấp lại bản sao, không thu phí",
    "refund": SimpleNamespace(ground="Nộp hai lần", get_why_display="nộp thừa"),
    "attempt": SimpleNamespace(reason="Không thấy trên sao kê"),
    "extension": SimpleNamespace(reason="Hồ sơ phức tạp"),
    "draft": SimpleNamespace(remarks="Ghi rõ hơn", justification="Thiếu bản vẽ"),
}


@pytest.fixture
def context():
    dossier = submitted(citizen(), commune())
    dossier.code, now = "H99.22-261121-0001", timezone.now()
    dossier.accepted_at, dossier.deadline_at = now, now + timedelta(days=3)
    moments = dict.fromkeys(("at", "before", "after", "due_at"), now) | {"due": DueDate(at=now)}
    return {"dossier": dossier, "recipient": dossier.owner, **moments, **about(now), **MORE}


def about(now) -> dict:
    """What hangs on a dossier, each with what the texts say of it."""
    agency = SimpleNamespace(local_name="Sở Xây dựng", name="Sở Xây dựng")
    return {
        "moment": now,
        "task": SimpleNamespace(
            agency=agency.local_name,
            unit="Phòng Quản lý xây dựng",
            due_at=now,
            called_off_because="Đã đủ căn cứ",
        ),
        "supplement": SimpleNamespace(due_at=now, number=2),
        "case": SimpleNamespace(due_at=now, remarks="Chưa đủ", get_finding_display="phản ánh đúng"),
        "shipment": SimpleNamespace(
            waybill="EA123456789VN",
            carrier_name="Bưu điện",
            post_by=now,
            get_state_display="đã phát",
        ),
        "verification": SimpleNamespace(
            planned_at=now, place="Số 8, tổ 5", participants="Chủ hộ", subject="Ranh giới thửa đất"
        ),
        "apology": SimpleNamespace(
            remarks="Ghi rõ hơn", reason="Máy hỏng", new_date=now.date(), before=now
        ),
        "correction": SimpleNamespace(reason="Sai tên đệm", document=None),
        "entry": SimpleNamespace(
            code="12/GPXD", name="Giấy phép xây dựng", agency=agency, valid_until=now.date()
        ),
        "row": SimpleNamespace(paper=SimpleNamespace(name="Giấy chứng sinh")),
        "kept": SimpleNamespace(name="Giấy ủy quyền", valid_until=now.date()),
        "renewal": None,
        "demand": SimpleNamespace(reference="TT000001", due_at=now, total=8000),
        "child": SimpleNamespace(full_name="Hồ Bé Na"),
        "principal": "Hồ Thị Nhài",
        "name": "Trần Văn Đậu",
        "mandate": SimpleNamespace(
            principal="Hồ Thị Nhài",
            delegate="Trần Văn Đậu",
            name="Trần Văn Đậu",
            since=now.date(),
            until=now.date(),
        ),
    }


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("name", FOR_CITIZENS)
def test_every_text_is_whole(name, language, context):
    words = texts.render(name, language, context)
    assert words.subject and words.body and "None" not in words.body
    assert len(words.sms) <= 320


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_procedure_without_limit_promises_no_date(language, context):
    context["dossier"].deadline_at = None
    for name in ("dossiers/accepted_for_citizen", "dossiers/submitted_for_citizen"):
        words = texts.render(name, language, context)
        assert "None" not in words.body + words.sms


def test_the_code_for_tracking_says_nothing_about_the_dossier(context):
    words = texts.render("dossiers/tracking_code_for_citizen", "vi", context)
    told = words.subject + words.body + words.sms
    assert "123456" in told
    assert context["dossier"].code not in told
    assert context["dossier"].revision.title not in told
