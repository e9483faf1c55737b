"""How a dossier ends: what the official does, what the applicant reads and can do next."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Draft
from dossiers.services.watch.results import watch_results
from dossiers.workflow import NATIONAL_WORDS, STATES, State
from portal.documents.checking import check_address
from portal.documents.models import IssuedDocument
from portal.documents.workflow import PaperKind
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen
from tests.factories.play import Play
from tests.factories.procedures import procedure

# The stories are long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

CODE = "9.000001"
WHY = {"reason": "Thửa đất chưa có quy hoạch xây dựng."}
REFUSAL = {"outcome": "REFUSE", "wording": "Không chấp thuận.", **WHY}


@dataclass(frozen=True)
class Ending:
    """The way to it, what is then done by whom, and what the applicant is led to."""

    state: State
    way: tuple[str, ...]
    acts: tuple[tuple[str, str, dict[str, str]], ...]
    led_to: str


ACCEPTED = ("submit", "accept", "claim")
ENDINGS = (
    Ending(State.REFUSED, ("submit",), (("desk", "refuse", WHY),), "/nop/?tu="),
    Ending(
        State.DONE,
        ACCEPTED,
        (("officer", "propose", REFUSAL), ("leader", "decide", {})),
        "/kiem-tra/",
    ),
    Ending(
        State.GIVEN_BACK,
        (*ACCEPTED, "ask_in_appraisal", "supplement_lapsed"),
        (("officer", "give_back", WHY),),
        "/nop/?tu=",
    ),
    Ending(State.STOPPED, ACCEPTED, (("leader", "stop", WHY),), "/y-kien/"),
)


@pytest.fixture
def play(sandbox, live_server) -> Play:
    """Two months ago, with the national portal in reach."""
    sandbox.reset(portal=live_server.url)
    return Play()


def begin(play, *way: str) -> str:
    """Another dossier, walked so far; gives its page in the back office."""
    revision = procedure(play.place, code=CODE, form=BIRTH)
    play.begin(timezone.now() - timedelta(days=60), revision=revision, answers=ANSWERS).do(*way)
    return f"/quan-tri/ho-so/{play.dossier.public_id}/"


def told_nationally(sandbox) -> str:
    told = [line for line in sandbox.traffic("national") if line["operation"] == "DongBoHoSoMC"]
    return json.loads(told[-1]["request"])["data"][0]["TrangThaiHoSo"]


def test_each_ending_is_explained_and_leads_on(play, arrive, letters, work, sandbox):
    mother = arrive(play.owner, javascript=False, width=360)
    officials = {who: arrive(getattr(play, who)) for who in ("desk", "officer", "leader")}
    for ending in ENDINGS:
        case = begin(play, *ending.way)
        for who, act, said in ending.acts:
            officials[who].open(case)
            officials[who].do(act, said)
        work()
        official = officials[ending.acts[-1][0]]
        official.open(case)
        ended(official, ending.state, sandbox)
        mother.open(play.dossier.get_absolute_url())
        assert mother.state() == ending.state
        assert WHY["reason"] in mother.reads(), ending
        assert WHY["reason"] in letters.last(play.owner.email), ending
        assert mother.page.locator(f"main a[href*='{ending.led_to}']").count(), ending


def ended(official, state: State, sandbox) -> None:
    """The back office and the national portal say the same."""
    status = STATES[state].national
    assert official.state() == state
    assert str(NATIONAL_WORDS[status]) in official.page.locator("main").text_content()
    told = [line for line in sandbox.traffic("national") if line["operation"] == "DongBoHoSoMC"]
    assert json.loads(told[-1]["request"])["data"][0]["TrangThaiHoSo"] == str(status.value)


def test_withdrawn_and_filed_again_from_the_same_answers(play, arrive, work, sandbox):
    """Nothing is asked anew but what one declares."""
    case = begin(play, "submit", "accept")
    mother = arrive(play.owner, javascript=False, width=360)
    mother.open(play.dossier.get_absolute_url())
    mother.follow("/rut/")
    mother.fill({"reason": "Tôi gửi nhầm giấy.", "sure": "on"})
    mother.press("withdraw")
    assert mother.state() == "WITHDRAWN"
    work()
    desk = arrive(play.desk)
    desk.open(case)
    ended(desk, State.WITHDRAWN, sandbox)
    assert "Tôi gửi nhầm giấy." in desk.page.locator("main").text_content()

    mother.follow("/nop/?tu=")
    assert play.dossier.reference in mother.reads()
    mother.press("start")
    assert mother.page.locator("[name='born_abroad'][value='false']").is_checked()
    assert not mother.page.locator("[name='true'][type='checkbox']").is_checked()
    assert Draft.objects.latest("pk").answers["full_name"] == ANSWERS["full_name"]


def test_a_result_nobody_fetched_is_handed_out_corrected_and_revoked(play, arrive, letters, work):
    """Whoever checks the paper reads each time what it is worth."""
    case = begin(play, *ACCEPTED)
    officer, leader, desk = (arrive(getattr(play, who)) for who in ("officer", "leader", "desk"))
    mother, stranger = arrive(play.owner, javascript=False, width=360), arrive(citizen())
    decided(officer, leader, case, work)
    watch_results(timezone.now() + timedelta(days=70))
    work()
    mother.open(play.dossier.get_absolute_url())
    assert mother.state() == "UNCLAIMED"
    assert "bưu chính" in mother.reads()

    desk.open("/quan-tri/tiep-nhan/")
    desk.fill({"scan": check_address(play.dossier.code)})
    desk.press("scan")
    desk.press("hand_out")
    assert desk.state() == "RETURNED"
    first = IssuedDocument.objects.get(kind=PaperKind.RESULT)

    leader.open(case)
    leader.do("reopen", {"reason": "Sai tên đệm trong kết quả."})
    work()
    assert "xin lỗi" in letters.last(play.owner.email)
    decided(officer, leader, case, work)
    second = IssuedDocument.objects.filter(kind=PaperKind.RESULT).latest("pk")
    assert checked(stranger, first) == "REPLACED"
    assert checked(stranger, second) == "VALID"

    leader.open(reverse("admin:documents_issueddocument_revoke", args=[second.pk]))
    leader.fill({"basis": "Điều 12 Luật Hộ tịch", "reason": "Cấp sai thẩm quyền."})
    leader.press("review")
    leader.press("revoke")
    work()
    assert checked(stranger, second) == "REVOKED"
    mother.open(play.dossier.get_absolute_url())
    marks = mother.page.locator(".filing [data-state]").all()
    assert [mark.get_attribute("data-state") for mark in marks] == ["REPLACED", "REVOKED"]
    assert "Cấp sai thẩm quyền." in mother.reads()
    assert "Cấp sai thẩm quyền." in letters.last(play.owner.email)


def decided(officer, leader, case, work) -> None:
    officer.open(case)
    officer.do("propose", {"outcome": "GRANT", "wording": "Chấp thuận."})
    leader.open(case)
    leader.do("decide", {})
    work()


def checked(stranger, document) -> str:
    stranger.open(check_address(document.code))
    return stranger.state()
