"""The road from the search box to the rated result, walked by the people who meet on it."""

import re

import pytest

from portal.documents.checking import check_address
from tests.journeys.filings import (
    BIRTH,
    BIRTH_SECTIONS,
    CLINIC,
    FATHER_LEFT_OUT,
    photo,
)

# The stories are long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

EMAIL, PASSWORD = "hoa@minhha.example", "sông hà mùa nước nổi"
CODE = re.compile(r"H99\.\d\d-\d{6}-\d{4}\b")
WORKLIST = "/quan-tri/ho-so/"


def test_a_birth_from_the_search_box_to_the_rated_result(
    person, province, letters, work, tmp_path, settings
):
    """Without scripts, on a phone."""
    settings.DECISION_HOLD_MINUTES = 10
    mother = person(javascript=False, width=360)
    desk, officer, leader = (person(province[role]) for role in ("desk", "officer", "leader"))
    sign_up(mother, letters, work)
    find_birth(mother)
    number = file_birth(mother, tmp_path)
    work()
    assert number in letters.last(EMAIL)

    desk.sign_in(WORKLIST)
    ask_for_a_better_photo(desk, number)
    work()
    assert "Bị lóa ở góc trái." in letters.last(EMAIL)
    answer_only_that(mother, tmp_path)
    desk.open(desk.page.url)
    assert desk.page.locator("#do-ask_at_desk").count() == 0
    desk.do("accept", {})
    work()
    code = CODE.search(letters.last(EMAIL))[0]
    assert code in desk.page.title()

    decide_at_the_second_try(officer, leader, desk.page.url)
    assert leader.state() == "SIGNING", "a result owed the same day is not held"
    work()
    assert "đã được ký số" in letters.last(EMAIL)
    collect_and_rate(mother)
    anyone_can_check(person(), mother, code)
    mother.open("/tai-khoan/ai-da-xem/")
    assert "Trung tâm Phục vụ hành chính công" in mother.reads()


def sign_up(mother, letters, work) -> None:
    mother.open("/tai-khoan/dang-ky/")
    mother.fill({"full_name": "Lò Thị Hoa", "email": EMAIL})
    mother.fill({"password1": PASSWORD, "password2": PASSWORD})
    mother.press("sign_up")
    work()
    mother.fill({"code": letters.code(EMAIL)})
    mother.press("verify")


def find_birth(mother) -> None:
    mother.open("/")
    mother.page.locator("main [name='q']").fill("khai sinh")
    mother.leave_by(mother.page.locator("main search button"))
    mother.follow(f"/thu-tuc/{BIRTH}/")
    mother.follow(f"/thu-tuc/{BIRTH}/nop/")
    mother.page.get_by_label("phường Bến Mây").check()
    assert mother.page.locator("[name='case'][value='thong-thuong']").is_checked()
    mother.press("start")


def file_birth(mother, folder) -> str:
    """Fill in, send, and send again from a second window; gives the submission number."""
    mother.fill(BIRTH_SECTIONS["applicant"])
    mother.press("next")
    answer_with_follow_up(mother, BIRTH_SECTIONS["child"], CLINIC)
    answer_with_follow_up(mother, BIRTH_SECTIONS["parents"], FATHER_LEFT_OUT)
    mother.press("add:siblings")
    mother.fill(BIRTH_SECTIONS["others"])
    mother.press("next")
    chooser = mother.page.locator("[name='paper-giay-chung-sinh']")
    chooser.set_input_files(photo(folder, "giay-chung-sinh.jpg"))
    mother.press("upload")
    mother.press("next")
    mother.fill({"return_way": "ONLINE"})
    mother.press("next")
    assert "Bệnh viện Phụ sản tỉnh Minh Hà" in mother.reads()
    assert "Lò Thị Lan" in mother.reads()
    return send_twice(mother)


def answer_with_follow_up(mother, answers, more) -> None:
    """Without scripts a question that an answer brings up comes with the next page."""
    mother.fill(answers)
    mother.press("next")
    mother.fill(more)
    mother.press("next")


def send_twice(mother) -> str:
    other = mother.page.context.new_page()
    other.goto(mother.page.url)
    mother.press("send")
    receipt = mother.page.url
    other.locator("button[value='send']").click()
    other.wait_for_url(receipt)
    mother.page.go_back()
    assert mother.page.url == receipt
    return mother.page.locator(".code-value").inner_text()


def ask_for_a_better_photo(desk, number) -> None:
    desk.page.locator("[name='q']").fill(number)
    desk.leave_by(desk.page.locator("main search button"))
    desk.leave_by(desk.page.locator("tbody a.code").first)
    desk.page.locator("#do-ask_at_desk > summary").click()
    paper = desk.page.locator(".ask", has_text="Giấy chứng sinh").first
    paper.locator("[type='checkbox']").check()
    paper.locator("select").select_option("UNREADABLE")
    paper.locator("[type='text']").fill("Bị lóa ở góc trái.")
    desk.leave_by(desk.page.locator("button[value='ask_at_desk']"))
    assert desk.state() == "ASKED_AT_DESK"


def answer_only_that(mother, folder) -> None:
    mother.open("/ho-so/")
    mother.follow("/bo-sung/")
    assert mother.page.locator("main [type='file']").count() == 1
    assert "Bị lóa ở góc trái." in mother.reads()
    assert mother.page.locator("main [name='child.full_name']").count() == 0
    mother.page.locator("main [type='file']").set_input_files(photo(folder, "chup-lai.jpg"))
    mother.press("send")
    assert mother.state() == "SUBMITTED"
    assert "chup-lai.jpg" in mother.reads()


def decide_at_the_second_try(officer, leader, case) -> None:
    officer.sign_in(WORKLIST)
    officer.open(case)
    officer.press("claim")
    officer.do("propose", {"outcome": "GRANT", "wording": "Đăng ký khai sinh cho cháu Khôi."})
    leader.sign_in(WORKLIST)
    leader.open(case)
    leader.do("send_back", {"remarks": "Ghi đủ họ tên của cháu."})
    officer.open(case)
    assert "Ghi đủ họ tên của cháu." in officer.reads()
    wording = "Đăng ký khai sinh cho cháu Lò Minh Khôi."
    officer.do("propose", {"outcome": "GRANT", "wording": wording})
    leader.open(case)
    assert leader.page.locator("#do-decide [name='wording']").input_value() == wording
    leader.do("decide", {})


def collect_and_rate(mother) -> None:
    mother.open("/ho-so/")
    mother.leave_by(mother.page.locator(".filing-title a").first)
    assert mother.state() in ("DONE", "RETURNED")
    result = mother.download(mother.page.locator(".page-head a[href*='/ket-qua/']"))
    assert result.startswith(b"%PDF") and b"/ByteRange" in result
    mother.follow("/danh-gia/")
    mother.fill({"overall": "3", "comment": "Nhanh, rõ ràng."})
    mother.press("rate")
    assert mother.page.locator("main a[href$='/danh-gia/']").count() == 0


def anyone_can_check(stranger, mother, code) -> None:
    """One word for whoever knows the code; more for whoever holds the paper."""
    papers = mother.page.locator("main a[href*='/kiem-tra/']").all()
    addresses = [link.get_attribute("href") for link in papers]
    assert len(addresses) == 3
    for address in addresses:
        stranger.open(address)
        told = stranger.reads()
        assert stranger.state() == "VALID"
        assert not any(words in told for words in ("Bến Mây", "Hoa", "khai sinh"))
        stranger.open(check_address(address.strip("/").split("/")[-1]))
        assert "UBND phường Bến Mây" in stranger.reads()
        assert "Hoa" not in stranger.reads()
    assert any(code in address for address in addresses)
