"""The page that works out a due date for everyone."""

import pytest

pytestmark = pytest.mark.django_db
URL = "/tinh-han/"
QUESTION = {"accepted": "2026-11-20T09:00", "limit": "2", "unit": "working_day", "agency": "H99.22"}


def text(response):
    return " ".join("".join(response.tree.itertext()).split())


def test_before_a_question_it_explains_itself(page, ward):
    response = page.get(URL)
    assert response.status_code == 200
    assert response.text_of(".//h1") == "Tính hạn giải quyết"
    assert "Hạn trả kết quả" not in text(response)


def test_the_answer_comes_in_words_with_every_day(page, ward):
    response = page.get(URL, QUESTION)
    shown = text(response)
    assert "17:30, Thứ Tư, 25/11/2026" in shown
    assert "2 ngày làm việc, tiếp nhận 09:00, Thứ Sáu, 20/11/2026" in shown
    assert "UBND phường Bến Mây" in shown
    assert "Ngày nghỉ lễ: Ngày Văn hóa Việt Nam" in shown
    assert "khoản 2 Điều 147 Bộ luật 91/2015/QH13" in shown
    assert "2 ngày được tính" in shown


def test_it_is_english_under_en(page, ward):
    shown = text(page.get(f"/en{URL}", QUESTION))
    assert "17:30, Wednesday, 25 November 2026" in shown
    assert "Public holiday: Vietnam Culture Day" in shown
    assert "People's Committee of Ben May Ward" in shown


def test_a_request_for_more_papers_moves_the_date(page, ward):
    question = QUESTION | {"asked": "2026-11-23", "answered": "2026-11-26", "policy": "exclude"}
    assert "17:30, Thứ Sáu, 27/11/2026" in text(page.get(URL, question))
    restarted = text(page.get(URL, question | {"policy": "restart"}))
    assert "17:30, Thứ Hai, 30/11/2026" in restarted


def test_while_papers_are_awaited_there_is_no_date(page, ward):
    shown = text(page.get(URL, QUESTION | {"asked": "2026-11-23"}))
    assert "Thời hạn đang tạm dừng" in shown


def test_a_procedure_without_a_limit_has_no_date(page, ward):
    shown = text(page.get(URL, QUESTION | {"unit": "none", "limit": ""}))
    assert "Không có ngày hẹn trả" in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"limit": "0"}, "từ 1 đến"),
        ({"accepted": "mai"}, "2026-11-20"),
        ({"asked": "", "answered": "2026-11-26"}, "ngày yêu cầu bổ sung"),
        ({"asked": "2026-11-01"}, "trước khi tiếp nhận"),
    ],
)
def test_a_fault_is_told_and_nothing_typed_is_lost(page, ward, change, words):
    response = page.get(URL, QUESTION | change)
    assert response.status_code == 400
    assert words in text(response)
    values = {field.get("name"): field.get("value") for field in response.tree.iter("input")}
    assert values["limit"] == {**QUESTION, **change}["limit"]


def test_it_works_before_any_calendar_is_published(page, db):
    response = page.get(URL, QUESTION | {"agency": ""})
    assert response.status_code == 400
    assert "Chưa có lịch làm việc" in text(response)


def test_the_guide_for_developers_lists_the_call(page, db):
    response = page.get("/api/")
    assert response.text_of(".//h1") == "Dữ liệu cho người lập trình"
    assert "GET /api/v1/due-date" in text(response)
    assert "working_hour" in text(page.get("/en/api/"))
