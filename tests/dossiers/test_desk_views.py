"""The officials' desk as pages: what is listed, what can be done, what nobody else sees."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier, SupplementItem
from dossiers.services.answer_supplement import answer_supplement, keep_supplement
from dossiers.services.supplement import ask
from dossiers.workflow import State
from portal.accounts.models import Membership, Organisation
from portal.agencies.roles import Role
from portal.audit.models import AccessEntry
from portal.audit.purposes import Purpose
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import LONG_AGO, VIETNAM, commune
from tests.factories.dossiers import accepted, proposed, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def leader(place):
    return official(place.committee, Role.LEADER, name="Vũ Thị Hiền")


def page_of(dossier) -> str:
    return reverse("desk:dossier", args=[dossier.public_id])


def listed(response) -> list[str]:
    return [cell.text for cell in response.tree.iterfind(".//tbody//a[@class='code']")]


def test_the_list_is_by_deadline_and_of_ones_own_desk(page, place, desk):
    later = submitted(citizen(), place, at=datetime(2026, 11, 20, 16, tzinfo=VIETNAM))
    sooner = submitted(citizen(), place, at=datetime(2026, 11, 20, 9, tzinfo=VIETNAM))
    elsewhere = commune("H99.23")
    submitted(citizen(), elsewhere)

    response = come_in(page, desk).get_counted(reverse("desk:list"))

    assert listed(response) == [sooner.submission_number, later.submission_number]


def test_the_desk_opens_on_the_first_list_that_has_something(page, place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer)
    assert listed(page.get(reverse("desk:list"))) == [dossier.code]
    empty = page.get(reverse("desk:list"), {"viec": "mine"})
    assert empty.tree.find(".//div[@class='empty']//a").get("href") == "?viec=unit"


def test_a_long_list_is_cut_by_key_without_loss(page, place, desk, monkeypatch):
    monkeypatch.setattr("dossiers.selectors.desk_lists.PAGE", 2)
    monkeypatch.setattr("dossiers.admin.listing.PAGE", 2)
    made = {submitted(citizen(), place).submission_number for _number in range(5)}
    come_in(page, desk)

    url, seen = reverse("desk:list"), []
    while url:
        response = page.get(url)
        seen += listed(response)
        link = response.tree.find(".//nav[@class='pagination']//a[@rel='next']")
        url = link is not None and reverse("desk:list") + link.get("href")

    assert len(seen) == 5
    assert set(seen) == made


def test_a_broken_cursor_is_a_clear_400(page, desk):
    come_in(page, desk)
    assert page.get(reverse("desk:list"), {"sau": "hôm qua~x"}).status_code == 400


def test_dossiers_are_found_by_name_without_diacritics(page, place, desk):
    dossier = submitted(citizen("Trần Văn Đậu"), place)
    submitted(citizen("Nguyễn Thị Mận"), place)
    come_in(page, desk)
    assert listed(page.get(reverse("desk:list"), {"q": "dau"})) == [dossier.submission_number]


def test_opening_a_dossier_is_written_down_for_its_owner(page, place, desk):
    owner = citizen()
    dossier = submitted(
        owner, place, revision=procedure(place, form=True), answers={"full_name": "Mận"}
    )

    response = come_in(page, desk).get(page_of(dossier))

    assert response.status_code == 200
    assert response.tree.find(".//*[@data-state]").get("data-state") == State.SUBMITTED
    entry = AccessEntry.objects.get(owner_user_id=owner.pk)
    assert (entry.viewer_user_id, entry.purpose) == (desk.pk, "PROCESSING")


def test_a_dossier_of_another_place_is_not_found(page, place, desk):
    stranger = official(commune("H99.23").desk, Role.DESK)
    dossier = submitted(citizen(), place)
    assert come_in(page, stranger).get(page_of(dossier)).status_code == 404
    assert page.post(page_of(dossier), {"action": "accept", "version": 1}).status_code == 404


def test_the_auditor_reads_and_does_nothing(page, place, desk):
    auditor = official(place.province, Role.AUDITOR)
    dossier = submitted(citizen(), place)
    response = come_in(page, auditor).get(page_of(dossier))
    assert response.status_code == 200
    assert not response.tree.findall(".//main//button[@name='action']")
    page.post(page_of(dossier), {"action": "refuse", "version": 1, "reason": "Không."})
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED


def test_the_desk_accepts(page, place, desk):
    dossier = submitted(citizen(), place)
    come_in(page, desk)
    response = page.post(
        page_of(dossier),
        {"action": "accept", "version": 1, "unit": place.division.pk},
        follow=True,
    )
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED
    assert dossier.code in response.content.decode()


def test_a_refusal_without_reason_comes_back_with_words(page, place, desk):
    dossier = submitted(citizen(), place)
    response = come_in(page, desk).post(
        page_of(dossier), {"action": "refuse", "version": 1, "reason": ""}
    )
    assert response.status_code == 422
    assert response.tree.find(".//details[@id='do-refuse']").get("open") is not None
    assert Dossier.objects.get().state == State.SUBMITTED


def test_what_is_missing_is_asked_item_by_item(page, place, desk):
    dossier = submitted(citizen(), place)
    paper = dossier.revision.papers.get()
    asking = come_in(page, desk).get(page_of(dossier)).tree
    assert asking.find(".//div[@class='ask']//select") is not None
    assert asking.find(".//div[@class='ask']//*[@class='optional']") is None
    data = {"action": "ask_at_desk", "version": 1, f"ask-paper-{paper.pk}": "on"}
    reason, fault = (
        {f"why-paper-{paper.pk}": "Ảnh mờ."},
        {f"fault-paper-{paper.pk}": "UNREADABLE"},
    )
    for too_little in (reason, fault):
        assert page.post(page_of(dossier), data | too_little).status_code == 422

    page.post(page_of(dossier), data | reason | fault)

    item = Dossier.objects.get().supplements.get().items.get()
    assert (item.paper, item.reason, item.fault) == (paper, "Ảnh mờ.", "UNREADABLE")


def test_who_comes_second_sees_what_happened_and_keeps_his_words(
    page, place, desk, officer, leader
):
    dossier = proposed(citizen(), place, desk, officer)
    come_in(page, leader)
    stale = dossier.version - 1
    response = page.post(
        page_of(dossier),
        {
            "action": "decide",
            "version": stale,
            "outcome": "GRANT",
            "wording": "Tôi đồng ý với đề xuất này.",
        },
    )
    assert response.status_code == 409
    assert "Tôi đồng ý với đề xuất này." in response.content.decode()
    assert "Đỗ Minh Quân: Đã trình lãnh đạo quyết định" in response.text_of(".//main")
    assert not dossier.decisions.exists()


def test_officer_proposes_leader_decides(page, place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer)
    page.post(page_of(dossier), {"action": "claim", "version": dossier.version})
    dossier.refresh_from_db()
    page.post(
        page_of(dossier),
        {
            "action": "propose",
            "version": dossier.version,
            "outcome": "GRANT",
            "wording": "Đề nghị chấp thuận.",
        },
    )
    dossier.refresh_from_db()
    assert dossier.state == State.PROPOSED

    page.logout()
    come_in(page, leader)
    shown = page.get(page_of(dossier))
    wording = shown.tree.find(".//textarea[@id='decide_wording']")
    assert wording.text.strip() == "Đề nghị chấp thuận."
    page.post(
        page_of(dossier),
        {
            "action": "decide",
            "version": dossier.version,
            "outcome": "GRANT",
            "wording": "Chấp thuận.",
        },
    )
    dossier.refresh_from_db()
    assert dossier.state == State.SIGNING


def test_an_unknown_action_is_not_found(page, place, desk):
    dossier = submitted(citizen(), place)
    come_in(page, desk)
    assert page.post(page_of(dossier), {"action": "submit", "version": 1}).status_code == 404


def test_a_file_opened_at_the_desk_tells_its_owner_which_unit_opened_it(page, place, desk):
    owner = citizen()
    dossier = submitted(owner, place)
    shown = come_in(page, desk).get(page_of(dossier))
    links = [link.get("href") for link in shown.tree.iterfind(".//main//a")]

    file = page.get(next(link for link in links if link.startswith("/tep/")))
    assert b"".join(file.streaming_content)

    entry = AccessEntry.objects.get(owner_user_id=owner.pk, purpose=Purpose.DOWNLOAD)
    assert (entry.viewer_agency_id, entry.viewer_role) == (place.desk.pk, Role.DESK)


def test_the_word_of_the_applicant_stands_beside_his_answer(page, place, desk):
    owner = citizen()
    dossier = submitted(owner, place)
    asked = SupplementItem(label="Ghi rõ nơi cư trú", reason="Chưa ghi.")
    ask(dossier=dossier, by=desk, expected_version=1, phase="DESK", items=[asked], reason="")
    come_in(page, desk)
    keep_supplement(supplement=dossier.supplements.get(), by=owner, note="Tôi ở thôn Đông.")
    assert "Tôi ở thôn Đông." not in page.get(page_of(dossier)).text_of(".//main")

    answer_supplement(dossier=dossier, by=owner, expected_version=2, note="Tôi ở thôn Đông.")

    assert "Tôi ở thôn Đông." in page.get(page_of(dossier)).text_of(".//main")


@pytest.mark.parametrize(
    ("proven_at", "words"),
    [(None, "Chưa chứng thực: hãy kiểm tra"), (timezone.now(), "đã chứng thực")],
)
def test_the_desk_sees_whether_anybody_proved_the_organisation(page, place, desk, proven_at, words):
    person = citizen()
    body = Organisation.objects.create(name="Công ty Gạch", proven_at=proven_at)
    Membership.objects.create(user=person, organisation=body, role="REPRESENTATIVE", since=LONG_AGO)
    dossier = submitted(person, place, organisation=body)

    text = come_in(page, desk).get(page_of(dossier)).text_of(".//main")

    assert f"Quyền đại diện tổ chức {words}" in text
    assert "danh tính chưa chứng thực" in text


@pytest.mark.parametrize("query", [{"q": "a\x00b"}, {"sau": "2026-01-01~1"}])
def test_no_address_of_the_list_breaks_it(page, place, desk, query):
    submitted(citizen(), place)
    assert come_in(page, desk).get(reverse("desk:list"), query).status_code in (200, 400)
