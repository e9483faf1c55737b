"""An opinion on the handling: who answers, who approves, by when, what is counted."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Breach, ExplanationCase
from dossiers.selectors.figures import every_count
from dossiers.services.explain import (
    CaseMoved,
    approve_explanation,
    draft_explanation,
    name_official,
    open_explanation,
    send_back_explanation,
    watch_explanations,
)
from portal.agencies.roles import Role
from portal.messaging.models import Notice
from portal.reports.rules.names import Name
from portal.reports.selectors import figures
from portal.reports.values import BEGINNING, Span
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)
SECRET = "Phải đi lại ba lần, cán bộ không có mặt."


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


@pytest.fixture
def dossier(place, desk, officer, leader, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return accepted(citizen(), place, desk)


@pytest.fixture
def case(dossier):
    return open_explanation(dossier=dossier, by=dossier.owner, opinion=SECRET)


def drafted(case, leader, officer):
    case = name_official(case=case, by=leader, expected_version=case.version, official=officer)
    return draft_explanation(
        case=case,
        by=officer,
        expected_version=case.version,
        answer="Chúng tôi xin lỗi và đã bố trí người trực.",
        finding="JUSTIFIED",
    )


def test_from_receipt_to_the_approved_answer(case, dossier, leader, officer):
    assert case.due_at == datetime(2026, 11, 16, 17, 30, tzinfo=VIETNAM)
    assert Notice.objects.filter(
        recipient=leader, text="dossiers/explanation_opened_for_official"
    ).exists()
    case = drafted(case, leader, officer)
    with pytest.raises(CaseMoved):
        draft_explanation(
            case=case, by=officer, expected_version=case.version, answer="x", finding="PARTLY"
        )
    case = approve_explanation(case=case, by=leader, expected_version=case.version)
    assert case.answered_at and case.approved_by == leader
    assert Notice.objects.filter(
        recipient=dossier.owner, text="dossiers/explained_for_citizen"
    ).exists()
    ever = {"ever": Span(BEGINNING, timezone.localdate())}
    kept = figures("procedure", "1.001193", ever)["ever"].by_detail(Name.EXPLAINED)
    assert kept == {"JUSTIFIED/on_time": 1}
    recounted = [each for each in every_count() if each.name == Name.EXPLAINED]
    assert [each.detail for each in recounted] == ["JUSTIFIED/on_time"]


def test_who_may_do_what(case, leader, officer, place):
    stranger = official(commune("H99.23").committee, Role.LEADER, name="Xã khác")
    with pytest.raises(NotAllowed):
        name_official(case=case, by=officer, expected_version=case.version, official=officer)
    with pytest.raises(NotAllowed):
        name_official(case=case, by=stranger, expected_version=case.version, official=officer)
    with pytest.raises(Invalid):
        name_official(case=case, by=leader, expected_version=case.version, official=stranger)
    named = name_official(case=case, by=leader, expected_version=case.version, official=leader)
    with pytest.raises(NotAllowed):
        draft_explanation(
            case=named, by=officer, expected_version=named.version, answer="x", finding="PARTLY"
        )
    own = draft_explanation(
        case=named, by=leader, expected_version=named.version, answer="x", finding="PARTLY"
    )
    with pytest.raises(NotAllowed):
        approve_explanation(case=own, by=leader, expected_version=own.version)


def test_one_opinion_at_a_time_and_only_of_the_owner(case, dossier):
    with pytest.raises(Conflict):
        open_explanation(dossier=dossier, by=dossier.owner, opinion="Nữa.")
    with pytest.raises(NotAllowed):
        open_explanation(dossier=dossier, by=citizen("Người khác"), opinion="Nữa.")
    with pytest.raises(Invalid):
        open_explanation(dossier=dossier, by=dossier.owner, opinion="  ")


def test_sent_back_it_is_the_officials_again(case, leader, officer):
    case = drafted(case, leader, officer)
    case = send_back_explanation(
        case=case, by=leader, expected_version=case.version, remarks="Nêu rõ ngày."
    )
    assert (case.state, case.remarks) == ("NAMED", "Nêu rõ ngày.")


def test_an_overdue_answer_is_told_and_recorded_once(case):
    over = case.due_at + timedelta(minutes=1)
    assert [watch_explanations(over), watch_explanations(over)] == [1, 0]
    assert Breach.objects.get().kind == "LATE_EXPLANATION"
    ever = {"ever": Span(BEGINNING, timezone.localdate(over))}
    kept = figures("procedure", "1.001193", ever)["ever"].by_detail(Name.BREACHED)
    recounted = [each.detail for each in every_count() if each.name == Name.BREACHED]
    assert (kept, recounted) == ({"LATE_EXPLANATION": 1}, ["LATE_EXPLANATION"])


def test_the_owner_writes_and_reads_the_answer(client, dossier, leader, officer):
    come_in(client, dossier.owner)
    url = reverse("dossiers:complain", args=[dossier.public_id])
    assert client.post(url, {"opinion": " ", "action": "send"}).status_code == 200
    assert client.post(url, {"opinion": SECRET, "action": "send"}).status_code == 302
    case = ExplanationCase.objects.get()
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert SECRET in page and url not in page
    case = drafted(case, leader, officer)
    assert case.answer not in client.get(dossier.get_absolute_url()).content.decode()
    approve_explanation(case=case, by=leader, expected_version=case.version)
    assert case.answer in client.get(dossier.get_absolute_url()).content.decode()


def test_pages_of_the_officials(client, case, leader, officer, desk):
    come_in(client, leader)
    lists = reverse("explanations:cases")
    assert case.dossier.reference in client.get(lists).content.decode()
    for kind in ("xong", "vi-pham"):
        assert client.get(lists, {"viec": kind, "sau": "x_y"}).status_code == 200
    assert client.get(lists, {"viec": "khac"}).status_code == 404
    page = client.get(case.desk_url).content.decode()
    assert SECRET in page and 'value="name"' in page
    done = client.post(
        case.desk_url, {"action": "name", "version": case.version, "official": officer.pk}
    )
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.official == officer
    stale = client.post(
        case.desk_url, {"action": "name", "version": 1, "official": officer.pk}, follow=True
    )
    assert stale.status_code == 200
    come_in(client, desk)
    assert client.get(case.desk_url).status_code == 404


def test_a_rating_stays_secret_unless_its_author_wants_an_answer(client, dossier):
    type(dossier).objects.filter(pk=dossier.pk).update(state="RETURNED")
    come_in(client, dossier.owner)
    url = reverse("dossiers:rate", args=[dossier.public_id])
    client.post(url, {"overall": "1", "comment": SECRET, "answer_wanted": "on"})
    assert ExplanationCase.objects.get().source == "RATING"
