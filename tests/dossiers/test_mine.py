"""The owner's pages: the list, one dossier, withdrawing, answering, rating."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from dossiers.models import Rating, SupplementItem
from dossiers.services.accept import accept
from dossiers.services.hold import forward
from dossiers.services.refuse import refuse
from dossiers.services.supplement import ask
from dossiers.workflow import RATED, STATES, Action, State
from portal.accounts.models import Membership, Organisation
from portal.agencies.roles import Role
from portal.audit.models import AccessEntry, Event
from portal.messaging.models import Notice
from tests.documents.samples import picture
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen, official
from tests.factories.agencies import LONG_AGO, VIETNAM, commune
from tests.factories.dossiers import draft, proposed, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def signed_in(page, owner):
    page.force_login(owner)
    return page


@pytest.fixture
def sent(owner, place):
    return submitted(owner, place, revision=procedure(place, form=BIRTH), answers=ANSWERS)


def photograph(name="anh.jpg"):
    return SimpleUploadedFile(name, picture(), "image/jpeg")


def asked(dossier, by, *items, phase="DESK", at=None):
    """A request for `items`: a paper, or the path of an answer."""
    rows = [
        SupplementItem(field_key=item, label=item, reason="Ghi chưa đúng")
        if isinstance(item, str)
        else SupplementItem(paper=item, label=item.name, reason="Ảnh mờ, không đọc được")
        for item in items
    ]
    made = ask(
        dossier=dossier,
        by=by,
        expected_version=dossier.version,
        phase=phase,
        items=rows,
        reason="Xin bổ sung",
        at=at,
    )
    dossier.refresh_from_db()
    return made


# The list


def test_the_list_has_drafts_and_dossiers_and_costs_the_same_for_many(signed_in, owner, place):
    draft(owner, place)
    for _number in range(3):
        submitted(owner, place)
    answer = signed_in.get_counted("/ho-so/")
    assert len(answer.tree.findall(".//li[@class='filing']")) == 4
    for _number in range(20):
        submitted(owner, place)
    answer = signed_in.get_counted("/ho-so/")
    assert len(answer.tree.findall(".//section[2]//li[@class='filing']")) == 20
    following = answer.tree.find(".//a[@rel='next']").get("href")
    rest = signed_in.get(following)
    assert len(rest.tree.findall(".//li[@class='filing']")) == 3


def test_what_waits_for_the_person_stands_first(signed_in, owner, place, desk):
    sent = submitted(owner, place)
    asked(sent, desk, sent.revision.papers.get())
    for _number in range(21):
        submitted(owner, place)
    answer = signed_in.get_counted("/ho-so/")
    first = answer.tree.find(".//section[@aria-labelledby='waiting']")
    assert [link.get("href") for link in first.findall(".//a")] == [
        sent.get_absolute_url(),
        answer_page(sent),
    ]
    following = answer.tree.find(".//a[@rel='next']").get("href")
    assert signed_in.get(following).tree.find(".//section[@aria-labelledby='waiting']") is None


def test_an_empty_list_teaches(signed_in):
    assert signed_in.get("/ho-so/").tree.find(".//a[@href='/thu-tuc/']") is not None


@pytest.mark.parametrize("key", ["x", "0", "00000000-0000-0000-0000-000000000000", "²"])
def test_a_made_up_key_of_the_list_does_no_harm(signed_in, key):
    assert signed_in.get("/ho-so/", {"sau": key}).status_code == 200


def test_others_see_nothing_of_it(page, sent):
    page.force_login(citizen("Trần Văn Đậu"))
    for rest in ("", "da-nhan/", "bo-sung/", "rut/", "danh-gia/"):
        assert page.get(f"/ho-so/{sent.public_id}/{rest}").status_code == 404, rest
        assert page.post(f"/ho-so/{sent.public_id}/{rest}", {"version": 1}).status_code == 404, rest
    assert sent.submission_number not in page.get("/ho-so/").content.decode()


def test_an_organisations_dossier_is_its_representatives_too_and_he_leaves_a_trace(
    page, owner, place
):
    bricks = Organisation.objects.create(name="Công ty TNHH Gạch Bến Mây")
    gam = citizen("Lê Thị Hồng Gấm")
    for person in (owner, gam):
        Membership.objects.create(
            user=person, organisation=bricks, role="REPRESENTATIVE", since=LONG_AGO
        )
    dossier = submitted(owner, place, organisation=bricks)
    page.force_login(gam)
    assert page.get(dossier.get_absolute_url()).status_code == 200
    assert AccessEntry.objects.get().viewer_user_id == gam.pk
    Membership.objects.filter(user=gam).update(until=LONG_AGO)
    assert page.get(dossier.get_absolute_url()).status_code == 404


def test_the_home_page_shows_what_is_open_to_its_owner_alone(signed_in, owner, place, sent):
    draft(owner, place)
    begun = signed_in.get("/").tree.find(".//section[@aria-labelledby='home-mine']")
    assert len(begun.findall(".//li[@class='filing']")) == 2
    signed_in.force_login(citizen("Trần Văn Đậu"))
    assert signed_in.get("/").tree.find(".//section[@aria-labelledby='home-mine']") is None


# One dossier


def test_the_page_says_where_it_is_what_comes_next_and_why_that_date(
    signed_in, owner, place, desk, officer
):
    dossier = submitted(owner, place, at=MONDAY)
    text = signed_in.get(dossier.get_absolute_url()).text_of(".//main")
    assert str(place.desk) in text and str(STATES[State.SUBMITTED].for_owner) in text

    dossier = accept(
        dossier=dossier,
        by=desk,
        expected_version=1,
        unit=place.division,
        at=MONDAY + timedelta(hours=1),
    )
    dossier = forward(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        unit=place.other_division,
        note="Chuyển đúng phòng",
    )
    answer = signed_in.get(dossier.get_absolute_url())
    text = answer.text_of(".//main")
    assert answer.tree.find(f".//*[@data-state='{dossier.state}']") is not None
    assert dossier.code in text and str(place.other_division) in text
    assert "27/11/2026" in text, "three working days after 23/11, 24/11 being off"
    assert "Ngày Văn hóa Việt Nam" in text
    assert "Chuyển đúng phòng" not in text


def test_the_page_costs_the_same_however_much_has_happened(signed_in, owner, place, desk, officer):
    dossier = proposed(owner, place, desk, officer)
    signed_in.get_counted(dossier.get_absolute_url())
    for number in range(8):
        dossier.papers.create(
            paper=dossier.papers.first().paper,
            file=dossier.papers.first().file,
            added_by=owner,
            added_at=dossier.submitted_at + timedelta(minutes=number),
        )
    signed_in.get_counted(dossier.get_absolute_url())


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_a_dossier_is_a_good_page_in_both_languages(signed_in, sent, language):
    for rest in ("", "da-nhan/", "rut/"):
        assert signed_in.get(f"{language}/ho-so/{sent.public_id}/{rest}").status_code == 200


# Withdrawing


def test_withdrawing_wants_the_box_ticked(signed_in, sent):
    address = f"/ho-so/{sent.public_id}/rut/"
    assert signed_in.post(address, {"version": 1}).status_code == 200
    sent.refresh_from_db()
    assert sent.state == State.SUBMITTED
    signed_in.post(address, {"version": 1, "sure": "on", "reason": "Tôi nộp nhầm"})
    sent.refresh_from_db()
    assert (sent.state, sent.closing_reason) == (State.WITHDRAWN, "Tôi nộp nhầm")
    assert Notice.objects.filter(
        recipient=sent.owner, text="dossiers/withdrawn_for_citizen"
    ).exists()


def test_withdrawing_is_refused_once_the_leader_has_it(signed_in, owner, place, desk, officer):
    dossier = proposed(owner, place, desk, officer)
    address = f"/ho-so/{dossier.public_id}/rut/"
    answer = signed_in.post(address, {"version": dossier.version, "sure": "on"})
    assert answer.status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == State.PROPOSED
    assert "rut/" not in signed_in.get(dossier.get_absolute_url()).content.decode()


def test_withdrawing_what_has_moved_on_is_a_conflict_and_changes_nothing(
    signed_in, sent, desk, place
):
    accept(dossier=sent, by=desk, expected_version=1, unit=place.division)
    answer = signed_in.post(f"/ho-so/{sent.public_id}/rut/", {"version": 1, "sure": "on"})
    assert answer.status_code == 409
    sent.refresh_from_db()
    assert sent.state == State.ACCEPTED


def test_withdrawing_ends_an_open_request(signed_in, sent, desk):
    asked(sent, desk, "full_name")
    data = {"version": sent.version, "sure": "on"}
    signed_in.post(f"/ho-so/{sent.public_id}/rut/", data)
    assert sent.intervals.get().answered_at is not None


# Answering a request


def answer_page(sent):
    return f"/ho-so/{sent.public_id}/bo-sung/"


def test_only_what_was_asked_for_is_open_beside_its_reason(signed_in, sent, desk):
    asked(sent, desk, "full_name")
    page = signed_in.get(answer_page(sent))
    form = page.tree.find(".//main//form")
    names = {field.get("name") for field in form.iter("input")} - {"csrfmiddlewaretoken"}
    assert names == {"version", "full_name"}
    assert "Ghi chưa đúng" in page.text_of(".//main")


def test_answers_that_were_not_asked_for_stay_as_they_are(signed_in, sent, desk):
    supplement = asked(sent, desk, "full_name")
    data = {"version": sent.version, "action": "send", "full_name": "Nguyễn Thị Mận Đúng"}
    answer = signed_in.post(answer_page(sent), {**data, "phone": "0912345678", "note": "Đã sửa"})
    assert answer.status_code == 302
    sent.refresh_from_db()
    assert sent.state == State.SUBMITTED
    assert sent.answers == {**ANSWERS, "full_name": "Nguyễn Thị Mận Đúng"}
    item = supplement.items.get()
    assert (item.before, item.after) == ("Nguyễn Thị Mận", {"value": "Nguyễn Thị Mận Đúng"})
    supplement.refresh_from_db()
    assert supplement.answer == "Đã sửa" and supplement.interval.answered_at


def test_what_was_typed_before_is_not_readable_in_the_database(signed_in, sent, desk):
    supplement = asked(sent, desk, "full_name")
    signed_in.post(
        answer_page(sent), {"version": sent.version, "full_name": "Bí Mật", "action": "keep"}
    )
    raw = SupplementItem.objects.filter(supplement=supplement).extra(select={"raw": "after"})
    assert "Bí Mật" not in raw.get().raw


def test_a_paper_asked_for_is_kept_until_it_is_sent(signed_in, sent, desk):
    paper = sent.papers.get().paper
    supplement = asked(sent, desk, paper)
    name = f"item-{supplement.items.get().pk}"
    data = {"version": sent.version, "action": "send"}
    answer = signed_in.post(answer_page(sent), data)
    assert answer.status_code == 200
    assert answer.tree.find(f".//input[@name='{name}']").get("aria-invalid") == "true"

    signed_in.post(answer_page(sent), {**data, "action": "keep", name: [photograph("ro.jpg")]})
    assert sent.papers.count() == 1, "the agency sees it once it is sent"
    assert "ro.jpg" in signed_in.get(answer_page(sent)).content.decode()
    signed_in.post(answer_page(sent), data)
    later = sent.papers.get(supplement=supplement)
    assert (later.paper, later.file.name) == (paper, "ro.jpg")
    assert sent.papers.count() == 2, "the earlier one stays for comparison"


def test_a_wrong_answer_is_told_and_kept_and_nothing_is_sent(signed_in, sent, desk):
    supplement = asked(sent, desk, "phone")
    data = {"version": sent.version, "action": "send", "phone": "không có"}
    answer = signed_in.post(answer_page(sent), data)
    field = answer.tree.find(".//input[@name='phone']")
    assert (field.get("value"), field.get("aria-invalid")) == ("không có", "true")
    assert supplement.items.get().after == {"value": "không có"}
    sent.refresh_from_db()
    assert sent.state == State.ASKED_AT_DESK


def test_the_answer_in_appraisal_moves_the_date_and_tells_both_sides(
    signed_in, sent, desk, officer, place
):
    dossier = accept(dossier=sent, by=desk, expected_version=1, unit=place.division, at=MONDAY)
    first = dossier.deadline_at
    asked(dossier, officer, "full_name", phase="APPRAISAL", at=MONDAY + timedelta(hours=2))
    data = {"version": dossier.version, "action": "send", "full_name": "Nguyễn Thị Mận"}
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        signed_in.force_login(sent.owner)
        signed_in.post(answer_page(dossier), data)
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING and dossier.deadline_at > first
    texts = set(Notice.objects.values_list("text", "recipient"))
    assert ("dossiers/answered_for_citizen", dossier.owner_id) in texts
    assert ("dossiers/answered_for_official", officer.pk) in texts


def test_a_second_answer_finds_nothing_to_answer(signed_in, sent, desk):
    asked(sent, desk, "full_name")
    data = {"version": sent.version, "action": "send", "full_name": "Một"}
    signed_in.post(answer_page(sent), data)
    assert signed_in.post(answer_page(sent), {**data, "full_name": "Hai"}).status_code == 302
    sent.refresh_from_db()
    assert sent.answers["full_name"] == "Một"
    assert Event.objects.filter(kind=f"dossier.{Action.ANSWER_AT_DESK}").count() == 1


# Rating


@pytest.fixture
def refused(sent, desk):
    return refuse(dossier=sent, by=desk, expected_version=1, reason="Sai thẩm quyền")


def test_rating_once_in_three_grades_with_the_overall_one_required(signed_in, refused):
    address = f"/ho-so/{refused.public_id}/danh-gia/"
    grades = {
        field.get("value")
        for field in signed_in.get(address).tree.iter("input")
        if field.get("name") == "overall"
    }
    assert grades == {"1", "2", "3"}
    assert signed_in.post(address, {"punctuality": "3"}).status_code == 200
    assert not Rating.objects.exists()
    signed_in.post(address, {"overall": "2", "attitude": "3", "comment": "Nhanh"})
    signed_in.post(address, {"overall": "1"})
    rating = Rating.objects.get()
    assert (rating.overall, rating.attitude, rating.convenience) == (2, 3, None)


def test_the_log_does_not_tell_who_judged_how(signed_in, refused):
    signed_in.post(f"/ho-so/{refused.public_id}/danh-gia/", {"overall": "1", "comment": "Chậm"})
    event = Event.objects.get(kind="rating.give")
    assert event.payload == {"dossier": refused.pk}


def test_rating_before_the_end_is_not_offered(signed_in, sent):
    assert signed_in.post(f"/ho-so/{sent.public_id}/danh-gia/", {"overall": "3"}).status_code == 302
    assert not Rating.objects.exists()


def test_every_end_but_the_own_withdrawal_can_be_rated():
    ends = {
        State.DONE,
        State.UNCLAIMED,
        State.POSTED,
        State.RETURNED,
        State.REFUSED,
        State.STOPPED,
        State.GIVEN_BACK,
    }
    assert ends == RATED
