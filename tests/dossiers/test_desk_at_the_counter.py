"""What leaves the counter and what stays: unpaid results, papers on their way, results made while
somebody waits, single pages of a scan.
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import (
    Charge,
    Dossier,
    DraftPaper,
    DueKind,
    HandOut,
    HandOver,
    Intake,
    PaperCheck,
)
from dossiers.models.task import TaskKind
from dossiers.selectors.counter.intake import lines_of
from dossiers.selectors.desk import available
from dossiers.selectors.tasks import Request
from dossiers.services.answer_task import answer_task
from dossiers.services.begin_clock import begin_clock
from dossiers.services.coordinate import coordinate
from dossiers.services.counter.hand_out import hand_out
from dossiers.services.counter.hand_over import give
from dossiers.services.counter.intake import scan
from dossiers.services.counter.receive import accept_at_counter
from dossiers.services.decide import decide, propose_at_desk
from dossiers.services.give_back import hand_back, take_back
from dossiers.services.hold import forward
from dossiers.services.money.cash import take_cash
from dossiers.services.money.demand import demand_what_is_owed
from dossiers.services.money.till import till
from dossiers.services.prove import send_code
from dossiers.services.release_unpaid import release_unpaid
from dossiers.workflow import Action, State
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.messaging import sealed
from portal.messaging.models import Delivery, Notice
from procedures.models import Channel, Offering
from procedures.models.choices import HandOver as Way
from procedures.models.choices import LimitKind
from tests.documents.samples import picture
from tests.dossiers.money.conftest import thawed
from tests.factories.accounts import come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.counter import NUMBER, intake_of, proven, taken_at_counter, visit_of

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)


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
def taken_in(place, desk):
    """A dossier on paper, accepted at the counter."""
    return accept_at_counter(
        intake=intake_of(proven(), place, desk), by=desk, unit=place.division, at=FRIDAY
    )


def ready(dossier: Dossier, owed: int = 0, kind: str = "LEVY") -> Dossier:
    """Its result lies at the desk; so much is still owed."""
    Dossier.objects.filter(pk=dossier.pk).update(state=State.DONE)
    dossier.refresh_from_db()
    if owed:
        facts = {"key": "le-phi", "kind": kind, "name": "Lệ phí", "at": FRIDAY}
        Charge.objects.create(dossier=dossier, **facts, full=owed, amount=owed)
    return dossier


def give_out(dossier, by, **how):
    asked = {"proof": "IDENTITY", "number": NUMBER, "originals": [], **how}
    return hand_out(
        dossier=dossier,
        by=by,
        expected_version=Dossier.objects.get(pk=dossier.pk).version,
        receiver="Lò Thị Hoa",
        capacity="OWNER",
        **asked,
    )


def test_a_code_is_not_used_up_while_something_else_is_missing(taken_in, desk):
    dossier = ready(taken_in)
    original = PaperCheck.objects.filter(intake__dossier=dossier).earliest("pk")
    PaperCheck.objects.filter(pk=original.pk).update(give_back=True)
    send_code(dossier=dossier)
    sent = Delivery.objects.filter(text="dossiers/tracking_code_for_citizen").latest("id")
    words = sealed.open_sealed(sent.sealed)["body"]
    code = {"proof": "CODE", "code": re.search(r"\b\d{6}\b", words)[0]}
    with pytest.raises(Invalid) as refused:
        give_out(dossier, desk, **code)
    assert set(refused.value.errors) == {"originals"}
    assert give_out(dossier, desk, originals=[original.pk], **code).proof == "CODE"
    original.refresh_from_db()
    assert original.given_back_at is not None


def test_what_is_not_paid_for_stays_at_the_desk(page, taken_in, desk, leader):
    dossier = ready(taken_in, owed=50_000)
    with pytest.raises(Invalid) as refused:
        give_out(dossier, desk)
    assert "50.000" in str(refused.value.errors["owed"])
    come_in(page, desk)
    shown = page.get(reverse("counter:hand_out", args=[dossier.public_id]))
    assert "50.000" in shown.content.decode()
    assert shown.tree.find(".//button[@value='hand_out']") is None
    with till(dossier, by=None) as held:
        demand_what_is_owed(held, "FEES")
    take_cash(dossier=dossier, by=desk, amount=Decimal(50_000))
    assert give_out(dossier, desk).dossier_id == dossier.pk


def test_a_leader_lets_it_go_in_writing_for_what_is_owed_then(taken_in, desk, leader):
    dossier = ready(taken_in, owed=50_000)
    frame = {"dossier": dossier, "expected_version": dossier.version}
    with pytest.raises(NotAllowed):
        release_unpaid(**frame, by=desk, reason="Hộ nghèo.")
    with pytest.raises(Invalid):
        release_unpaid(**frame, by=leader, reason=" ")
    assert Action.RELEASE_UNPAID in available(leader, dossier, timezone.localdate())
    release = release_unpaid(**frame, by=leader, reason="Hộ nghèo, nộp sau.")
    assert release.amount == 50_000
    facts = {"key": "phu", "kind": "FEE", "name": "Phí", "at": FRIDAY, "full": 1000}
    more = Charge.objects.create(dossier=dossier, amount=1000, **facts)
    with pytest.raises(Invalid):
        give_out(dossier, desk)
    Charge.objects.create(dossier=dossier, amount=0, replaces=more, **facts)
    give_out(dossier, desk)
    dossier.refresh_from_db()
    with pytest.raises(Conflict):
        release_unpaid(dossier=dossier, expected_version=dossier.version, by=leader, reason="Nữa.")


def test_a_service_charge_holds_no_result(taken_in, desk):
    assert give_out(ready(taken_in, owed=9000, kind="SERVICE"), desk)


def slips(dossier) -> list[tuple]:
    rows = dossier.hand_overs.select_related("giver", "taker").order_by("pk")
    return [(row.giver.name, row.taker.name, row.on_paper) for row in rows]


def step(dossier) -> dict:
    return {"dossier": dossier, "expected_version": Dossier.objects.get(pk=dossier.pk).version}


def test_paper_that_is_forwarded_and_comes_back_has_its_slip(taken_in, place, officer):
    desk, ours, theirs = place.desk.name, place.division.name, place.other_division.name
    forward(**step(taken_in), by=officer, unit=place.other_division, note="Đúng phòng.")
    assert slips(taken_in) == [(desk, ours, True), (ours, theirs, True)]
    take_back(**step(taken_in), by=officer, reason="Nhầm.")
    assert slips(taken_in) == [(desk, ours, True)]
    forward(**step(taken_in), by=officer, unit=place.other_division, note="Đúng phòng.")
    row = HandOver.objects.get(taker=place.other_division)
    give(ids=[row.pk], by=officer, actor=Actor.official(officer))
    colleague = official(place.other_division, Role.OFFICER)
    hand_back(**step(taken_in), by=colleague, reason="Không phải việc của phòng.")
    assert slips(taken_in)[1:] == [(ours, theirs, True), (theirs, ours, True)]
    assert HandOver.objects.get(giver=place.other_division).given_at is None


def test_paper_signed_away_comes_back_with_two_signatures(taken_in, place, officer):
    forward(**step(taken_in), by=officer, unit=place.other_division, note="Đúng phòng.")
    row = HandOver.objects.get(taker=place.other_division)
    give(ids=[row.pk], by=officer, actor=Actor.official(officer))
    take_back(**step(taken_in), by=officer, reason="Nhầm.")
    back = HandOver.objects.get(giver=place.other_division)
    assert (back.taker, back.on_paper, back.given_at) == (place.division, True, None)


@pytest.mark.parametrize(("way", "moves"), [(Way.PAPER, 1), (Way.SYSTEM, 0)])
def test_what_is_asked_on_paper_goes_and_comes_with_the_papers(
    taken_in, place, officer, way, moves
):
    asked = Request(place.other_division, TaskKind.OPINION, "Cho ý kiến.", 1, hand_over=way)
    task = coordinate(**step(taken_in), by=officer, requests=[asked])[0]
    there = (place.division.name, place.other_division.name, True)
    assert slips(taken_in)[1:] == [there] * moves
    for row in HandOver.objects.filter(taker=place.other_division):
        give(ids=[row.pk], by=officer, actor=Actor.official(officer))
    colleague = official(place.other_division, Role.OFFICER)
    answer_task(task=task, by=colleague, outcome="AGREE", answer="Đồng ý.")
    assert slips(taken_in)[1:] == [there, (there[1], there[0], True)][: 2 * moves]


@pytest.fixture
def at_once(place, desk):
    """A dossier of a procedure whose result is waited for, accepted at the counter."""
    revision = taken_at_counter(place)
    with thawed("procedures_channel"):
        terms = {"limit_kind": LimitKind.SAME_DAY, "limit": None, "unit": ""}
        Channel.objects.filter(revision=revision).update(**terms)
    return accept_at_counter(
        intake=intake_of(proven(), place, desk, revision), by=desk, unit=place.division
    )


def test_a_result_waited_for_is_made_in_one_sitting(page, at_once, place, desk, leader):
    come_in(page, desk)
    url = reverse("counter:done", args=[Intake.objects.get().public_id])
    assert page.get(url).tree.find(".//button[@value='propose_at_desk']") is not None
    said = {"version": at_once.version, "outcome": "GRANT", "wording": ""}
    assert page.post(url, said).status_code == 422
    assert page.post(url, said | {"wording": "Cấp bản sao."}).status_code == 302
    at_once.refresh_from_db()
    assert (at_once.state, at_once.assignee) == (State.PROPOSED, None)
    assert not HandOver.objects.filter(given_at=None).exists()
    assert Notice.objects.filter(recipient=leader, subject__contains=at_once.reference).exists()
    shown = page.get(url)
    assert shown.tree.find(".//meta[@http-equiv='refresh']") is not None
    said = {"outcome": "GRANT", "wording": "Cấp bản sao."}
    with pytest.raises(NotAllowed):
        decide(**step(at_once), by=desk, **said)
    decide(**step(at_once), by=leader, **said)
    at_once.refresh_from_db()
    assert at_once.state == State.SIGNING
    Dossier.objects.filter(pk=at_once.pk).update(state=State.DONE)
    way_out = reverse("counter:hand_out", args=[at_once.public_id])
    assert page.get(url).tree.find(f".//a[@href='{way_out}']") is not None


def test_the_desk_prepares_only_what_is_waited_for(taken_in, desk):
    with pytest.raises(NotAllowed):
        propose_at_desk(**step(taken_in), by=desk, outcome="GRANT", wording="Chấp thuận.")
    assert Action.PROPOSE_AT_DESK not in available(desk, taken_in, timezone.localdate())


def test_the_desk_leaves_alone_what_somebody_works_on(at_once, desk, officer):
    Dossier.objects.filter(pk=at_once.pk).update(assignee=officer)
    with pytest.raises(Conflict):
        propose_at_desk(**step(at_once), by=desk, outcome="GRANT", wording="Chấp thuận.")


def test_taken_back_the_papers_go_to_the_unit_after_all(at_once, place, desk):
    propose_at_desk(**step(at_once), by=desk, outcome="GRANT", wording="Cấp bản sao.")
    take_back(**step(at_once), by=desk, reason="Thiếu một trang.")
    row = HandOver.objects.get(given_at=None)
    assert (row.giver, row.taker) == (place.desk, place.division)


def sent(*sizes) -> list:
    return [
        SimpleUploadedFile(f"trang-{n}.jpg", picture(size=size), "image/jpeg")
        for n, size in enumerate(sizes, start=1)
    ]


def test_pages_of_a_scan_are_moved_turned_and_left_out(page, place, desk):
    intake = intake_of(proven(), place, desk, findings={})
    line = lines_of(intake)[0]
    frame = {"intake": intake, "by": desk, "actor": Actor.official(desk)}
    scan(**frame, line=line, uploads=sent((300, 400), (310, 400), (320, 400)))
    first, second, third = DraftPaper.objects.order_by("pk")
    come_in(page, desk)
    url = reverse("counter:intake", args=[intake.public_id])
    assert len(page.get(url).tree.findall(".//ol[@class='scan-pages']/li")) == 3
    data = {
        f"page-{first.pk}-place": "2",
        f"page-{second.pk}-out": "on",
        f"page-{third.pk}-place": "1",
        f"page-{third.pk}-turn": "90",
        "seen": intake.draft.version,
        "action": f"join:{line.key}",
    }
    assert page.post(url, data | {f"page-{first.pk}-place": "0"}).status_code == 422
    page.post(url, data)
    file = DraftPaper.objects.get().file
    assert (file.content_type, file.pages) == ("application/pdf", 2)


def test_pages_are_put_together_before_the_desk_answers(page, place, desk):
    intake = intake_of(proven(), place, desk)
    frame = {"intake": intake, "by": desk, "actor": Actor.official(desk)}
    scan(**frame, line=lines_of(intake)[0], uploads=sent((300, 400), (310, 400)))
    come_in(page, desk)
    data = {"seen": intake.draft.version, "all_good": "on", "unit": place.division.pk}
    data |= {"return_way": "DESK", "sets": "1", "action": "accept"}
    page.post(reverse("counter:intake", args=[intake.public_id]), data)
    assert Dossier.objects.get().papers.get().file.pages == 2


def test_the_clock_of_what_came_from_another_desk_begins_once(place, desk):
    there = commune("H99.23")
    revision = taken_at_counter(place)
    taken_at_counter(there)
    Offering.objects.filter(agency=there.committee).update(anywhere=True)
    intake = intake_of(None, there, desk, revision, visit=visit_of(proven(), place, desk))
    dossier = accept_at_counter(intake=intake, by=desk, unit=there.division, at=FRIDAY)
    assert dossier.deadline_at is None
    assert begin_clock(dossier=dossier, at=FRIDAY) is False
    clerk = official(there.desk, Role.DESK)
    row = HandOver.objects.get()
    HandOver.objects.filter(pk=row.pk).update(
        given_at=FRIDAY + timedelta(hours=1), taken_at=FRIDAY + timedelta(hours=2), taken_by=clerk
    )
    assert begin_clock(dossier=dossier, at=FRIDAY + timedelta(hours=2)) is True
    dossier.refresh_from_db()
    due = dossier.due_dates.get(kind=DueKind.STATUTORY, at__isnull=False)
    assert dossier.deadline_at == due.at
    told = Notice.objects.filter(recipient=dossier.owner)
    assert begin_clock(dossier=dossier, at=FRIDAY + timedelta(hours=3)) is False
    assert told.count() == 2
    assert not HandOut.objects.exists()
