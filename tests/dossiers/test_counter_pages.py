"""The counter as pages: what a clerk sees and presses, and what nobody else may."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import (
    Booking,
    BookingPlan,
    BookingSlot,
    Dossier,
    HandOut,
    HandOver,
    Intake,
    Ticket,
    Visit,
)
from dossiers.services.counter.intake import Finding
from dossiers.services.counter.receive import accept_at_counter
from dossiers.workflow import State
from dossiers.workflow.queue import BookingState
from portal.accounts.models import ProvenIdentity
from portal.agencies.roles import Role
from portal.documents import storage
from portal.documents.checking import check_address
from portal.documents.selectors import issued_for
from portal.documents.services import issue
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.counter import CARD, NUMBER, intake_of, proven, taken_at_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


def test_a_known_card_leads_to_the_person_without_its_number_anywhere(page, place, desk):
    taken_at_counter(place)
    proven()
    come_in(page, desk)
    assert page.get(reverse("counter:home")).status_code == 200
    response = page.post(reverse("counter:home"), {"scan": CARD, "action": "scan"})
    visit = Visit.objects.get()
    assert response["Location"] == reverse("counter:visit", args=[visit.public_id])
    assert NUMBER not in response["Location"]
    found = page.get_counted(response["Location"], {"q": "khai"})
    assert found.status_code == 200
    assert found.tree.findall(".//button[@value]")


def test_a_stranger_to_the_portal_is_made_from_the_card(page, place, desk):
    come_in(page, desk)
    response = page.post(reverse("counter:home"), {"scan": CARD, "action": "scan"})
    assert response.tree.find(".//input[@name='full_name']").get("value") == "Lò Thị Hoa"
    facts = {"number": NUMBER, "full_name": "Lò Thị Hoa", "birth_date": "1996-02-29", "sex": "F"}
    refused = page.post(reverse("counter:newcomer"), facts)
    assert refused.status_code == 422
    page.post(reverse("counter:newcomer"), facts | {"compared": "on"})
    assert ProvenIdentity.objects.get().user == Visit.objects.get().person


@pytest.mark.parametrize("text", ["", "xin chào", "|||", "9" * 700, "H99.22-261120-9999"])
def test_what_cannot_be_read_is_said_in_words(page, place, desk, text):
    come_in(page, desk)
    response = page.post(reverse("counter:home"), {"scan": text, "action": "scan"})
    assert response.status_code == 422
    assert response.tree.find(".//div[@class='error-summary']") is not None


def answers(intake, **more) -> dict:
    version = Intake.objects.select_related("draft").get(pk=intake.pk).draft.version
    return {"seen": version, "return_way": "DESK", "sets": "1", "receipt_wanted": "on"} | more


def test_from_the_next_person_to_the_code(page, place, desk):
    revision = taken_at_counter(place, form=True)
    person = proven()
    intake = intake_of(person, place, desk, revision, findings={})
    come_in(page, desk)
    url = reverse("counter:intake", args=[intake.public_id])
    assert page.get(url).status_code == 200
    data = answers(intake, unit=place.division.pk, action="accept")
    refused = page.post(url, data)
    assert refused.status_code == 422
    words = " ".join(refused.tree.find(".//div[@class='error-summary']").itertext())
    assert "Giấy chứng sinh" in words
    assert "Họ và tên" in words
    done = page.post(url, data | {"full_name": "Lò Thị Hoa", "all_good": "on"}, follow=True)
    dossier = Dossier.objects.get()
    assert dossier.state == State.ACCEPTED
    assert dossier.code in done.content.decode()
    assert done.tree.find(".//meta[@http-equiv='refresh']") is not None
    assert page.get(url).status_code == 302


def test_short_form_shows_what_must_be_answered(page, place, desk):
    intake = intake_of(proven(), place, desk, taken_at_counter(place, form=True))
    come_in(page, desk)
    url = reverse("counter:intake", args=[intake.public_id])
    assert page.get(url).tree.find(".//textarea[@name='note']") is None
    assert page.get(url, {"du": "1"}).tree.find(".//textarea[@name='note']") is not None


def test_who_lacks_a_paper_goes_home_with_a_slip_and_nothing_is_received(page, place, desk):
    findings = {"chung-sinh": Finding(verdict="MISSING", remark="chưa có giấy chứng sinh")}
    intake = intake_of(proven(), place, desk, findings=findings)
    address = reverse("counter:intake", args=[intake.public_id])
    come_in(page, desk)
    wanting = {"check-chung-sinh-verdict": "MISSING", "check-chung-sinh-remark": "mang bản chính"}
    pressed = {"unit": place.division.pk, "action": "guide"}
    response = page.post(address, answers(intake, **wanting, **pressed))
    slip = issued_for(intake).get()
    assert (slip.kind, slip.owner, slip.agency) == ("SUPPLEMENT", intake.visit.person, place.desk)
    assert "mang bản chính" in storage.read(slip.twin.key).decode()
    assert slip.code in page.get(response["Location"]).text_of(".//main")
    printed = page.get(reverse("counter:guidance", args=[intake.public_id, slip.code]))
    assert b"".join(printed.streaming_content).startswith(b"%PDF")
    assert page.get(check_address(slip.code)).status_code == 200
    assert not Dossier.objects.exists()
    page.post(address, {"action": "aside"})
    assert Intake.objects.get().checks.get().remark == "mang bản chính"
    good = {"check-chung-sinh-verdict": "GOOD"}
    assert page.post(address, answers(intake, **good, **pressed)).status_code == 422
    other = reverse("counter:guidance", args=[intake.public_id, "NOP-X"])
    assert page.get(other).status_code == 404


def test_a_desk_elsewhere_finds_nothing_of_it(page, place, desk):
    intake = intake_of(proven(), place, desk)
    come_in(page, official(commune("H99.23").desk, Role.DESK))
    for name, thing in (("intake", intake), ("done", intake), ("visit", intake.visit)):
        assert page.get(reverse(f"counter:{name}", args=[thing.public_id])).status_code == 404


def test_hand_over_and_register_are_read_and_signed(page, place, desk):
    dossier = accept_at_counter(
        intake=intake_of(proven(), place, desk), by=desk, unit=place.division
    )
    come_in(page, desk)
    url = reverse("counter:hand_over")
    shown = page.get_counted(url)
    assert dossier.code in shown.content.decode()
    page.post(url, {"action": "give", "row": HandOver.objects.get().pk})
    assert HandOver.objects.get().given_by == desk
    assert page.post(url, {"action": "give"}).status_code == 302
    register = page.get_counted(reverse("counter:register"), {"q": "lo thi"})
    assert dossier.code in register.content.decode()
    table = page.get(reverse("counter:register_table"))
    assert dossier.code in b"".join(table.streaming_content).decode()
    printed = page.get(reverse("counter:register_print"))
    assert printed.content.startswith(b"%PDF")
    assert printed["Content-Security-Policy"].count("frame-ancestors 'self'") == 1


def result_ready(place, desk, person) -> Dossier:
    dossier = accept_at_counter(intake=intake_of(person, place, desk), by=desk, unit=place.division)
    Dossier.objects.filter(pk=dossier.pk).update(state=State.DONE)
    dossier.refresh_from_db()
    return dossier


def test_the_receipt_is_proof_and_the_result_goes_out_once(page, place, desk):
    person = proven()
    dossier = result_ready(place, desk, person)
    issue(
        kind="RECEIPT",
        code=dossier.code,
        pdf=b"%PDF-1.7",
        agency=place.committee,
        owner=person,
        subject=dossier,
    )
    come_in(page, desk)
    url = reverse("counter:hand_out", args=[dossier.public_id])
    data = {"action": "hand_out", "version": dossier.version, "receiver": "Lò Thị Hoa"}
    data |= {"capacity": "OWNER", "proof": "RECEIPT"}
    assert page.post(url, data).status_code == 422
    scanned = page.post(reverse("counter:home"), {"scan": check_address(dossier.code)})
    assert scanned["Location"] == url
    page.post(url, data)
    dossier.refresh_from_db()
    assert (dossier.state, HandOut.objects.get().proof) == (State.RETURNED, "RECEIPT")
    assert page.get(url).status_code == 200


def test_another_number_or_an_old_authority_receives_nothing(page, place, desk):
    dossier = result_ready(place, desk, proven())
    come_in(page, desk)
    url = reverse("counter:hand_out", args=[dossier.public_id])
    data = {"action": "hand_out", "version": dossier.version, "receiver": "Vi Văn Bản"}
    data |= {"proof": "IDENTITY", "number": "079190001242"}
    assert page.post(url, data | {"capacity": "OWNER"}).status_code == 422
    today = timezone.localdate()
    paper = {"capacity": "DELEGATE", "paper": "Giấy ủy quyền 12", "since": today - timedelta(9)}
    assert page.post(url, data | paper | {"until": today - timedelta(1)}).status_code == 422
    assert not HandOut.objects.exists()
    page.post(url, data | paper)
    assert HandOut.objects.get().authority.name == "Vi Văn Bản"


def test_the_queue_from_number_to_served(page, place, desk):
    come_in(page, desk)
    url = reverse("queue:desk")
    for _number in range(2):
        page.post(url, {"action": "number"})
    page.post(url, {"action": "next", "window": "3"})
    board = page.get(reverse("dossiers:queue_board", args=[place.desk.public_id]))
    assert [cell.text for cell in board.tree.iterfind(".//tbody//td")] == ["1", "3"]
    second = Ticket.objects.get(number=2)
    mine = page.get(reverse("dossiers:queue_number", args=[second.public_id]))
    assert mine.status_code == 200
    page.post(url, {"action": "next", "window": "3"})
    assert list(Ticket.objects.order_by("number").values_list("state", flat=True)) == [
        "DONE",
        "CALLED",
    ]
    assert page.get(url).status_code == 200


def test_a_time_is_booked_with_a_code_and_cancelled(page, place):
    BookingPlan.objects.create(desk=place.desk, since=date(2026, 1, 1), capacity=1)
    url = reverse("dossiers:booking_times", args=[place.desk.public_id])
    shown = page.get_counted(url)
    slot = shown.tree.find(".//input[@name='slot']").get("value")
    data = {"action": "book", "slot": slot, "name": "Lò Thị Hoa", "phone": "0912345678"}
    made = page.post(url + "?ngay=" + slot[:10], data)
    booking = Booking.objects.get()
    assert booking.state == BookingState.HELD
    assert page.post(url + "?ngay=" + slot[:10], data).status_code == 422
    wrong = page.post(made["Location"], {"action": "confirm", "code": "000000x"})
    assert wrong.status_code == 422
    page.post(made["Location"], {"action": "cancel"})
    booking.refresh_from_db()
    assert (booking.state, booking.slot.taken) == (BookingState.DROPPED, 0)


def test_an_account_books_without_a_code(page, place):
    BookingPlan.objects.create(desk=place.desk, since=date(2026, 1, 1), capacity=1)
    come_in(page, citizen("Lò Thị Hoa"))
    assert page.get(reverse("dossiers:booking_desks")).status_code == 200
    url = reverse("dossiers:booking_times", args=[place.desk.public_id])
    slot = page.get(url).tree.find(".//input[@name='slot']").get("value")
    made = page.post(url + "?ngay=" + slot[:10], {"action": "book", "slot": slot}, follow=True)
    assert re.search(r"DL-[2-9A-Z]{6}", made.content.decode())


def test_who_booked_is_expected_although_the_plan_has_ended(page, place, desk):
    today = timezone.localdate()
    at = timezone.make_aware(datetime.combine(today, time(8, 30)))
    slot = BookingSlot.objects.create(desk=place.desk, starts_at=at, taken=1)
    Booking.objects.create(
        slot=slot, name="Lò Thị Hoa", code="DL-234567", state=BookingState.BOOKED, made_at=at
    )
    come_in(page, desk)
    assert "DL-234567" in page.get(reverse("queue:desk")).content.decode()
