"""Roads beside the main one: two devices, refused and filed again, a stranger, an ended session."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from dossiers.models import Draft
from portal.agencies.roles import Role
from portal.documents.checking import check_address
from tests.dossiers.forms import BIRTH
from tests.factories.accounts import PASSWORD, citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, draft
from tests.factories.procedures import procedure
from tests.journeys.filings import COMPANY, PERMIT, begin_permit, file_permit

# The stories are long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

WORKLIST = "/quan-tri/ho-so/"


def account_of(user) -> dict[str, str]:
    return {"login": user.email, "password": PASSWORD, "totp_secret": ""}


def until(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_a_window_closed_while_typing_goes_on_at_another_device(person, province):
    laptop = person(province["organisation"])
    laptop.sign_in(f"/thu-tuc/{PERMIT}/nop/")
    begin_permit(laptop)
    laptop.fill({"owner_kind": "organisation"})
    laptop.page.locator("[name='organisation.position']").press_sequentially("Giám đ")
    laptop.page.close(run_before_unload=True)
    until(lambda: Draft.objects.get().answers["organisation"].get("position") == "Giám đ")

    phone = person(province["organisation"], width=360)
    phone.sign_in("/ho-so/")
    phone.follow("/ho-so/nhap/")
    phone.leave_by(phone.page.locator(".page-head .button"))
    assert phone.page.locator("[name='organisation.position']").input_value() == "Giám đ"
    two_windows(phone.page, phone.page.context.new_page())


def two_windows(first, second) -> None:
    """The second is told what the first has saved, and keeps its own words."""
    second.goto(first.url)
    for page, words in ((first, "Giám đốc"), (second, "Phó giám đốc")):
        with page.expect_response("**/luu/"):
            page.fill("[name='organisation.position']", words)
            page.locator("h1").click()
    second.locator(".errorlist", has_text=": Giám đốc").wait_for()
    assert second.locator("[name='organisation.position']").input_value() == "Phó giám đốc"


def test_refused_filed_again_and_two_officials_at_once(person, province, letters, work, tmp_path):
    """With scripts, at a desk, for a company."""
    director, desk = person(province["organisation"]), person(province["desk2"])
    email = province["organisation"]["login"]
    director.sign_in(f"/thu-tuc/{PERMIT}/nop/")
    begin_permit(director)
    number = file_permit(director, tmp_path)
    desk.sign_in(WORKLIST)
    open_case(desk, number)
    assert COMPANY in desk.reads()
    desk.do("refuse", {"reason": "Thửa đất chưa có quy hoạch xây dựng."})
    work()
    assert "Thửa đất chưa có quy hoạch xây dựng." in letters.last(email)
    read_the_refusal(director)

    director.open(f"/thu-tuc/{PERMIT}/nop/")
    begin_permit(director)
    number = file_permit(director, tmp_path)
    desk.open(WORKLIST)
    open_case(desk, number)
    desk.do("accept", {})
    work()
    assert "đã tiếp nhận hồ sơ" in letters.last(email)
    collide(person(province["officer2"]), person(province["leader2"]), desk.page.url)


def open_case(desk, number) -> None:
    desk.leave_by(desk.page.get_by_role("link", name=number))


def read_the_refusal(director) -> None:
    director.open("/ho-so/")
    director.leave_by(director.page.locator(".filing-title a").first)
    assert director.state() == "REFUSED"
    assert "Thửa đất chưa có quy hoạch xây dựng." in director.reads()
    paper = director.download(director.page.locator(".filing-title a").first)
    assert paper.startswith(b"%PDF")


def collide(officer, leader, case) -> None:
    for one in (officer, leader):
        one.sign_in(WORKLIST)
        one.open(case)
    officer.press("claim")
    leader.open(case)
    leader.do("opine", {"text": "Kiểm tra lại mật độ xây dựng."})
    officer.do("propose", {"outcome": "GRANT", "wording": "Cấp phép theo bản vẽ số 3."})
    assert officer.page.opened.status == 409
    assert "Cấp phép theo bản vẽ số 3." in officer.reads()
    assert "Bùi Quốc Anh" in officer.reads()
    officer.leave_by(officer.page.locator("main .conflict a"))
    assert "Kiểm tra lại mật độ xây dựng." in officer.reads()
    assert officer.state() == "PROCESSING"


def test_a_stranger_is_told_how_far_it_is_and_the_owner_where(person, letters, work):
    place, owner = commune(), citizen(email="man@minhha.example")
    dossier = accepted(owner, place, official(place.desk, Role.DESK))
    stranger = person(javascript=False, width=360)
    stranger.open("/tra-cuu/")
    stranger.page.locator("main [name='code']").fill(dossier.code.lower())
    stranger.leave_by(stranger.page.locator("main form button").first)
    told = stranger.reads()
    assert dossier.code in told and "30 %" in told
    title, label = dossier.revision.title, str(dossier.row.label)
    private = ("Mận", "Bến Mây", str(place.division), title, label)
    assert not any(words in told for words in private)

    stranger.press("prove")
    work()
    stranger.fill({"proof": letters.code("man@minhha.example")})
    stranger.press("check")
    assert all(words in stranger.reads() for words in (label, str(place.division)))
    assert not any(words in stranger.reads() for words in ("Mận", title))

    with_receipt = person()
    with_receipt.open(check_address(dossier.code))
    with_receipt.follow("/tra-cuu/?code=")
    assert str(place.division) in with_receipt.reads()


def test_an_official_whose_session_ended_proposes_after_all(
    person, province, letters, work, settings
):
    """A post that met an ended session is kept, shown, and sent when its writer says so. The
    decision on it waits ten minutes unless its maker sends it at once.
    """
    settings.DECISION_HOLD_MINUTES = 10
    officer = person(province["officer"])
    place = commune()
    desk = official(place.desk, Role.DESK)
    dossier = accepted(citizen(), place, desk, revision=procedure(place, code="9.000001"))
    case = f"{WORKLIST}{dossier.public_id}/"
    officer.sign_in(WORKLIST)
    officer.open(case)
    officer.press("claim")
    Session.objects.all().delete()
    # Half a minute later the telephone shows another code.
    cache.clear()
    officer.do("propose", {"outcome": "GRANT", "wording": "Chấp thuận theo đề nghị."})
    officer.type_password()
    assert "Chấp thuận theo đề nghị." in officer.reads()
    assert "outcome" not in officer.reads()
    officer.press("propose")
    assert officer.state() == "PROPOSED"
    held_until_sent(person(province["leader"]), case, letters, dossier.owner.email, work)


def held_until_sent(leader, case, letters, email, work) -> None:
    leader.sign_in(WORKLIST)
    leader.open(case)
    leader.do("decide", {})
    work()
    assert leader.state() == "HELD"
    told = len(letters.to(email))
    leader.press("let_out")
    assert leader.state() == "SIGNING"
    work()
    leader.open(case)
    assert leader.state() == "RETURNED"
    assert len(letters.to(email)) == told + 1


def test_by_keyboard_alone_from_sign_in_to_sent(person, letters):
    place, owner = commune(), citizen()
    begun = draft(owner, place, revision=procedure(place, form=BIRTH), return_way="ONLINE")
    hand = Keyboard(person(account_of(owner)))
    hand.person.open(f"/ho-so/nhap/{begun.public_id}/phan/declarant/")
    hand.type("login", owner.email)
    hand.type("password", PASSWORD)
    hand.press("Enter")

    hand.tab_to("full_name")
    hand.person.page.keyboard.press("Control+a")
    hand.person.page.keyboard.press("Delete")
    hand.press("Enter")
    assert hand.focused("className") == "error-summary"
    hand.person.page.keyboard.press("Tab")
    hand.person.page.keyboard.press("Enter")
    assert hand.focused("name") == "full_name"
    hand.person.page.keyboard.type("Nguyễn Thị Mận")
    hand.press("Enter")

    hand.tab_to("born_abroad")
    hand.person.page.keyboard.press("ArrowDown")
    hand.tab_to("true")
    hand.person.page.keyboard.press("Space")
    hand.tab_to("action", "next")
    hand.press("Enter")
    for button in ("next", "next", "send"):
        hand.tab_to("action", button)
        hand.press("Enter")
    assert hand.person.page.url.endswith("/da-nhan/")


class Keyboard:
    """Hands that never touch the mouse."""

    def __init__(self, person):
        self.person = person

    def focused(self, attribute: str) -> str:
        return self.person.page.evaluate(f"document.activeElement.{attribute}")

    def tab_to(self, name: str, value: str = "") -> None:
        """Forward with the tab key; what never gets the focus is out of reach."""
        for _press in range(60):
            self.person.page.keyboard.press("Tab")
            if self.focused("name") == name and value in ("", self.focused("value")):
                return
        raise AssertionError(f"{self.person.page.url}: {name} {value} is out of reach")

    def type(self, name: str, words: str) -> None:
        self.tab_to(name)
        self.person.page.keyboard.type(words)

    def press(self, key: str) -> None:
        with self.person.page.expect_navigation():
            self.person.page.keyboard.press(key)
        self.person.look()
