"""What people are told about a dossier: complete in both languages, nothing that is not theirs."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

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
    "due": "17:30, Thứ Ba, 01/12/2026",
}


@pytest.fixture
def context():
    dossier = submitted(citizen(), commune())
    dossier.code, now = "H99.22-261121-0001", timezone.now()
    dossier.accepted_at, dossier.deadline_at = now, now + timedelta(days=3)
    moments = {"at": now, "before": now, "after": now}
    return {"dossier": dossier, "recipient": dossier.owner, **moments, **MORE}


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
