"""The counter: whom it finds, what it takes in, what it answers, who did it for whom."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Authority, Dossier, HandOver, Intake, PaperCheck, RegisterEntry, Visit
from dossiers.selectors.counter.hand_over import paper_due, to_give
from dossiers.selectors.counter.intake import missing_items
from dossiers.selectors.counter.offers import favourites, found, receivable
from dossiers.selectors.counter.scan import Kind, recognise
from dossiers.selectors.counter.sheets import control_slip, register_row
from dossiers.services.accept import accept
from dossiers.services.counter.hand_over import give, take
from dossiers.services.counter.intake import Finding, adopt_draft, look_at_papers
from dossiers.services.counter.receive import (
    accept_at_counter,
    ask_at_counter,
    refuse_at_counter,
)
from dossiers.services.counter.visit import name_delegate, open_visit
from dossiers.services.return_result import return_result
from dossiers.workflow import State
from portal.accounts.models import ProvenIdentity, User
from portal.accounts.services.prove_identity import IdentityTaken
from portal.accounts.services.register_at_desk import Newcomer, register_at_desk
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.documents.papers import render_paper
from portal.integrations.models import OutboxMessage
from procedures.models import Offering
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.counter import (
    CARD,
    NUMBER,
    intake_of,
    proven,
    taken_at_counter,
    visit_of,
)
from tests.factories.dossiers import draft, submitted
from tests.factories.play import Play

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


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (CARD, Kind.CARD, NUMBER),
        ("079 190 001 234", Kind.IDENTITY, NUMBER),
        ("0912 345 678", Kind.PHONE, "+84912345678"),
        ("h99.22-261120-0001", Kind.DOSSIER, "H99.22-261120-0001"),
        ("H99.22-261120-0001-KQ1", Kind.DOSSIER, "H99.22-261120-0001-KQ1"),
        (
            "https://dvc.example/kiem-tra/H99.22-261120-0001/?k=abc",
            Kind.DOSSIER,
            "H99.22-261120-0001",
        ),
        (
            "https://dvc.example/ho-so/nhap/0b0c3d1e-6f4e-4a86-9f07-6a2f0a5d2c11/",
            Kind.DRAFT,
            "0b0c3d1e-6f4e-4a86-9f07-6a2f0a5d2c11",
        ),
        ("dl-abc234", Kind.BOOKING, "DL-ABC234"),
        ("|||||||", Kind.UNKNOWN, "|||||||"),
        ("https://dvc.example/tin-tuc/", Kind.UNKNOWN, "https://dvc.example/tin-tuc/"),
        ("\x00", Kind.UNKNOWN, "\x00"),
    ],
)
def test_one_box_understands(text, kind, value):
    seen = recognise(text)
    assert (seen.kind, seen.value) == (kind, value)


def test_a_card_brings_name_day_and_sex():
    card = recognise(CARD).card
    assert (card.name, card.birth_date, card.sex) == ("Lò Thị Hoa", date(1996, 2, 29), "F")


def test_somebody_new_is_made_once_and_proven(place, desk):
    newcomer = Newcomer(number=NUMBER, full_name="Lò Thị Hoa", phone="+84912345678")
    person = register_at_desk(newcomer=newcomer, official=desk, by=Actor.official(desk))
    identity = ProvenIdentity.objects.get(user=person)
    assert (identity.proven_by, identity.official) == ("DESK", desk)
    assert not person.has_usable_password()
    assert not person.phone_proven_at
    with pytest.raises(IdentityTaken):
        register_at_desk(newcomer=newcomer, official=desk, by=Actor.official(desk))
    assert User.objects.filter(full_name="Lò Thị Hoa").count() == 1
    assert NUMBER not in str(list(Event.objects.values_list("payload", flat=True)))


def test_a_visit_is_opened_at_ones_own_desk_only(place, desk):
    elsewhere = commune("H99.23")
    with pytest.raises(NotAllowed):
        visit_of(citizen(), elsewhere, desk)
    with pytest.raises(Invalid):
        visit_of(desk, place, desk)
    first = visit_of(citizen(), place, desk)
    visit_of(citizen(), place, desk)
    assert Visit.objects.get(pk=first.pk).closed_at


def test_procedures_are_found_by_letters_and_habit(place, desk):
    revision = taken_at_counter(place)
    offerings = receivable(place.desk, "PERSON", date(2026, 11, 20))
    assert [row.procedure.code for row in found(offerings, "dk kh")] == []
    assert [row.procedure.code for row in found(offerings, "khai si")] == ["1.001193"]
    assert [row.procedure.code for row in found(offerings, "1.0011")] == ["1.001193"]
    assert favourites(desk, offerings) == []
    intake_of(proven(), place, desk, revision)
    assert [row.procedure.code for row in favourites(desk, offerings)] == ["1.001193"]


def test_accepted_at_once_with_every_step(place, desk):
    at = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)
    intake = intake_of(proven(), place, desk)
    dossier = accept_at_counter(intake=intake, by=desk, unit=place.division, at=at)

    assert dossier.state == State.ACCEPTED
    assert dossier.code.startswith("H99.22-261120-")
    assert dossier.channel.kind == "COUNTER"
    kinds = [
        each.kind
        for each in Event.objects.filter(
            subject_id=dossier.pk, kind__startswith="dossier."
        ).order_by("pk")
    ]
    assert kinds == ["dossier.receive", "dossier.accept"]
    assert str(RegisterEntry.objects.get(dossier=dossier)) == "01/2026"
    assert OutboxMessage.objects.filter(handler="dossiers.make_paper").count() == 1
    again = accept_at_counter(intake=intake, by=desk, unit=place.division, at=at)
    assert again == dossier
    assert Dossier.objects.count() == 1


def test_paper_waits_for_two_signatures(place, desk, officer):
    at = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)
    dossier = accept_at_counter(
        intake=intake_of(proven(), place, desk), by=desk, unit=place.division, at=at
    )
    row = HandOver.objects.get(dossier=dossier)
    assert (row.on_paper, row.given_at, row.taker) == (True, None, place.division)
    assert row.due_at == datetime(2026, 11, 20, 17, 30, tzinfo=VIETNAM)
    with pytest.raises(NotAllowed):
        take(ids=[row.pk], by=desk, actor=Actor.official(desk), at=at)
    give(ids=[row.pk], by=desk, actor=Actor.official(desk), at=at + timedelta(hours=1))
    take(ids=[row.pk], by=officer, actor=Actor.official(officer), at=at + timedelta(hours=2))
    row.refresh_from_db()
    assert (row.given_by, row.taken_by, row.outcome) == (desk, officer, "ON_TIME")
    assert not to_give([place.desk.pk]).exists()


def test_what_was_filed_online_moves_by_itself(place, desk):
    dossier = submitted(citizen(), place)
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    row = HandOver.objects.get()
    assert (row.on_paper, row.given_by) == (False, desk)
    assert row.given_at == row.taken_at


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ((2026, 11, 20, 15, 0), (2026, 11, 20, 17, 30)),
        ((2026, 11, 20, 15, 1), (2026, 11, 23, 11, 30)),
        ((2026, 11, 23, 16, 0), (2026, 11, 25, 11, 30)),  # 24/11 is a holiday
        ((2026, 11, 21, 9, 0), (2026, 11, 23, 11, 30)),  # a Saturday
    ],
)
def test_paper_after_three_moves_on_the_next_working_morning(place, received, due):
    """NĐ 61/2018/NĐ-CP, art. 18(2); NĐ 118/2025/NĐ-CP, art. 18(2)."""
    at = datetime(*received, tzinfo=VIETNAM)
    assert paper_due(place.desk, at) == datetime(*due, tzinfo=VIETNAM)


def test_nothing_is_accepted_before_every_paper_was_looked_at(place, desk):
    intake = intake_of(proven(), place, desk, findings={})
    with pytest.raises(Invalid) as refused:
        accept_at_counter(intake=intake, by=desk, unit=place.division)
    assert "check-chung-sinh-verdict" in refused.value.errors
    assert not Dossier.objects.exists()


def test_counts_follow_what_the_law_asks_unless_said_otherwise(place, desk):
    intake = intake_of(proven(), place, desk)
    check = PaperCheck.objects.get()
    assert (check.originals, check.copies) == (1, 0)
    findings = {"chung-sinh": Finding(verdict="GOOD", copies=2, sheets=3, remark="bản mờ")}
    look_at_papers(intake=intake, by=desk, findings=findings)
    check.refresh_from_db()
    assert (check.originals, check.copies, check.sheets) == (0, 2, 3)


def test_asked_at_the_counter_once_for_everything(place, desk):
    findings = {"chung-sinh": Finding(verdict="MISSING", remark="chưa có giấy chứng sinh")}
    intake = intake_of(proven(), place, desk, findings=findings)
    with pytest.raises(Invalid):
        accept_at_counter(intake=intake, by=desk, unit=place.division)
    with pytest.raises(Invalid):
        ask_at_counter(intake=intake, by=desk, items=[], reason="")
    assert Intake.objects.get().draft_id
    items = missing_items(Intake.objects.get(), date(2026, 11, 20))
    dossier = ask_at_counter(intake=intake, by=desk, items=items, reason="")
    assert dossier.state == State.ASKED_AT_DESK
    assert [item.reason for item in dossier.supplements.get().items.all()] == [
        "chưa có giấy chứng sinh"
    ]
    assert not RegisterEntry.objects.exists()


def test_a_refusal_at_the_counter_stands_in_the_system(place, desk):
    intake = intake_of(proven(), place, desk, findings={})
    with pytest.raises(Invalid):
        refuse_at_counter(intake=intake, by=desk, reason="  ")
    assert not Dossier.objects.exists()
    dossier = refuse_at_counter(intake=intake, by=desk, reason="Nộp tại xã khác.")
    assert (dossier.state, dossier.code) == (State.REFUSED, None)
    assert OutboxMessage.objects.filter(handler="dossiers.make_paper").count() == 1


def test_another_desk_receives_only_what_any_desk_may(place, desk):
    there = commune("H99.23")
    revision = taken_at_counter(place)
    taken_at_counter(there)
    offerings = receivable(place.desk, "PERSON", date(2026, 11, 20))
    assert [row.agency for row in offerings] == [place.committee]
    Offering.objects.filter(agency=there.committee).update(anywhere=True)
    visit = visit_of(proven(), place, desk)
    intake = intake_of(visit.person, there, desk, revision, visit=visit)
    at = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)
    dossier = accept_at_counter(intake=intake, by=desk, unit=there.division, at=at)
    assert (dossier.receiving_agency, dossier.agency) == (place.desk, there.committee)
    assert dossier.code.startswith("H99.23-")
    row = HandOver.objects.get()
    assert (row.giver, row.taker) == (place.desk, there.desk)
    clerk = official(there.desk, Role.DESK)
    received = datetime(2026, 11, 23, 8, tzinfo=VIETNAM)
    take(ids=[row.pk], by=clerk, actor=Actor.official(clerk), at=received)
    onward = HandOver.objects.exclude(pk=row.pk).get()
    assert (onward.giver, onward.taker) == (there.desk, there.division)
    dossier.refresh_from_db()
    # Three working days from Monday the 23rd, the 24th being a holiday.
    assert timezone.localdate(dossier.deadline_at) == date(2026, 11, 27)


def test_a_draft_from_home_goes_on_at_the_counter(place, desk):
    person = proven()
    revision = taken_at_counter(place)
    at_home = draft(person, place, revision=revision)
    visit = visit_of(person, place, desk)
    offering = receivable(visit.desk, visit.way, date(2026, 11, 20)).get()
    frame = {"by": desk, "actor": Actor.official(desk), "draft": at_home, "offering": offering}
    intake = adopt_draft(visit=visit, **frame)
    assert adopt_draft(visit=visit, **frame) == intake
    stranger = visit_of(citizen(), place, desk)
    with pytest.raises(Invalid):
        adopt_draft(visit=stranger, **frame)
    findings = {"chung-sinh": Finding(verdict="GOOD")}
    look_at_papers(intake=Intake.objects.get(), by=desk, findings=findings)
    dossier = accept_at_counter(intake=intake, by=desk, unit=place.division)
    assert dossier.papers.get().added_by == desk
    assert dossier.owner == person


def test_a_delegate_needs_a_paper_good_today(place, desk):
    visit = visit_of(proven(), place, desk)
    frame = {"visit": visit, "by": desk, "actor": Actor.official(desk), "number": "079190001242"}
    today = timezone.localdate()
    past = {"since": today - timedelta(days=9), "until": today - timedelta(days=1)}
    with pytest.raises(Invalid):
        name_delegate(**frame, name="Vi Văn Bản", paper="Giấy ủy quyền 12", **past)
    name_delegate(**frame, name="Vi Văn Bản", paper="Giấy ủy quyền 12", since=today)
    assert Authority.objects.get(visit=visit).name == "Vi Văn Bản"


def test_an_own_dossier_is_left_to_a_colleague(place, desk):
    with pytest.raises(Invalid):
        open_visit(desk=place.desk, person=desk, by=desk, actor=Actor.official(desk))


def test_the_control_slip_carries_every_hand_over(place, desk):
    from_counter = accept_at_counter(
        intake=intake_of(proven(), place, desk), by=desk, unit=place.division
    )
    paper = control_slip(from_counter, timezone.now())
    assert paper.head.form_label == "Mẫu số 06"
    assert [(row.giver, row.taker) for row in paper.hand_overs] == [
        (place.desk.name, place.division.name)
    ]
    assert render_paper(paper).startswith(b"%PDF")


def test_the_register_tells_how_a_dossier_came_and_how_it_ended():
    taken = ("submit", "accept")
    signed = (*taken, "claim", "propose", "decide", "complete_signing")
    online = Play().do(*signed)
    return_result(dossier=online.dossier, at=online.at)
    by_hand, gone = Play().do(*signed, "return_result"), Play().do(*taken, "withdraw")
    ends = [
        (Play().do(*taken), None, "", "nộp trực tuyến"),
        (online, online.at.date(), "", "nộp trực tuyến; trả trong tài khoản"),
        (by_hand, by_hand.at.date(), "Nguyễn Thị Mận", "nộp trực tuyến"),
        (gone, None, "", "nộp trực tuyến; đã rút"),
    ]
    for play, *expected in ends:
        row = register_row(RegisterEntry.objects.get(dossier=play.dossier))
        assert [row.returned_on, row.returned_to, row.note] == expected
