"""Several agencies on one dossier: side by side or in turn, each with its limit, one end date."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Task
from dossiers.models.task import TaskKind, TaskOutcome, TaskState
from dossiers.selectors.tasks import Request, arrival, asked_by, asked_of, halted, task_for
from dossiers.services.answer_task import answer_task, draft_answer, pass_on
from dossiers.services.coordinate import call_off, coordinate, go_on
from dossiers.services.decide import propose
from dossiers.services.stop import stop
from dossiers.services.watch.tasks import watch_tasks
from dossiers.workflow import State
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of
from portal.audit.selectors import timeline
from portal.messaging.models import Notice
from procedures.models.choices import HandOver
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, agency, commune
from tests.factories.dossiers import accepted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def building(place):
    return agency("Sở Xây dựng", "DEPARTMENT", "H99.04", place.province, level="PROVINCE")


@pytest.fixture
def land(place):
    return agency("Sở Nông nghiệp và Môi trường", "DEPARTMENT", "H99.05", place.province)


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def head(building):
    return official(building, Role.LEADER, name="Trần Văn Khang")


@pytest.fixture
def land_head(land):
    return official(land, Role.LEADER, name="Ngô Thị Sen")


@pytest.fixture
def dossier(place):
    desk = official(place.desk, Role.DESK)
    made = accepted(citizen(), place, desk)
    made.refresh_from_db()
    return made


def opinion(of: Agency, *, days: int = 1, stage: int = 1, **fields) -> Request:
    return Request(of, TaskKind.OPINION, "Đề nghị cho ý kiến về quy hoạch.", days, stage, **fields)


def ask(dossier, officer, *requests):
    dossier.refresh_from_db()
    return coordinate(
        dossier=dossier, by=officer, expected_version=dossier.version, requests=requests
    )


def answer(task, by, outcome=TaskOutcome.AGREE):
    return answer_task(task=task, by=by, outcome=outcome, answer="Phù hợp quy hoạch.")


def states(dossier):
    return list(dossier.tasks.order_by("id").values_list("state", flat=True))


def test_side_by_side_all_are_asked_at_once(dossier, officer, building, land, head):
    ask(dossier, officer, opinion(building), opinion(land))

    assert states(dossier) == [TaskState.OPEN, TaskState.OPEN]
    task = dossier.tasks.first()
    assert task.due_at == datetime(2026, 11, 17, 17, 30, tzinfo=VIETNAM)
    assert Notice.objects.filter(recipient=head, text="dossiers/task_for_official").count() == 1
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING


def test_in_turn_the_second_is_asked_once_the_first_has_answered(
    dossier, officer, building, land, head, monday
):
    first, second = ask(dossier, officer, opinion(building), opinion(land, stage=2))
    assert states(dossier) == [TaskState.OPEN, TaskState.WAITING]

    monday.move_to(MONDAY + timedelta(days=1))
    answer(first, head)

    second.refresh_from_db()
    assert second.state == TaskState.OPEN
    assert second.started_at == MONDAY + timedelta(days=1)
    assert second.due_at == datetime(2026, 11, 18, 17, 30, tzinfo=VIETNAM)


def test_a_plan_that_ends_after_the_dossier_is_refused(dossier, officer, building, land):
    with pytest.raises(Invalid) as refused:
        ask(dossier, officer, opinion(building, days=2), opinion(land, days=20, stage=2))

    assert "sau hạn của hồ sơ" in str(refused.value) or "after the date" in str(refused.value)
    assert not Task.objects.exists()


def test_a_refusal_upstream_halts_the_rest_until_the_unit_in_charge_decides(
    dossier, officer, building, land, head
):
    part = Request(building, TaskKind.PART, "Kiểm tra hiện trạng.", 1)
    first, second = ask(dossier, officer, part, opinion(land, stage=2))

    answer(first, head, TaskOutcome.REFUSED)

    second.refresh_from_db()
    assert second.state == TaskState.WAITING and halted(dossier)
    dossier.refresh_from_db()
    go_on(dossier=dossier, by=officer, expected_version=dossier.version, reason="Vẫn cần ý kiến.")
    second.refresh_from_db()
    assert second.state == TaskState.OPEN


def test_an_opinion_against_it_does_not_halt(dossier, officer, building, land, head):
    first, second = ask(dossier, officer, opinion(building), opinion(land, stage=2))

    answer(first, head, TaskOutcome.DISAGREE)

    second.refresh_from_db()
    assert second.state == TaskState.OPEN


def test_another_agency_answers_through_its_leader(dossier, officer, building, head):
    worker = official(building, Role.OFFICER, name="Lý Thu")
    (task,) = ask(dossier, officer, opinion(building))

    draft_answer(task=task, by=worker, outcome="AGREE", answer="Đề xuất đồng ý.")
    with pytest.raises(NotAllowed):
        answer(task, worker)
    answer(task, head)

    task.refresh_from_db()
    assert (task.drafted_by, task.answered_by) == (worker, head)


def test_a_unit_of_the_same_house_answers_itself(dossier, officer, place):
    colleague = official(place.other_division, Role.OFFICER, name="Hồ Lan")
    (task,) = ask(dossier, officer, opinion(place.other_division))

    answer(task, colleague)

    task.refresh_from_db()
    assert task.state == TaskState.ANSWERED


def test_nobody_else_answers_or_reads_it(dossier, officer, building, land_head):
    (task,) = ask(dossier, officer, opinion(building))

    for stranger in (land_head, officer):
        with pytest.raises(NotAllowed):
            answer(task, stranger)
    assert task_for(land_head, task.public_id, timezone.localdate()) is None


def test_a_request_is_passed_on_inside_the_agency_only(dossier, officer, building, land, head):
    unit = agency("Phòng Quản lý hoạt động xây dựng", "DIVISION", "H99.04.02", building)
    worker = official(unit, Role.OFFICER, name="Mai Hà")
    (task,) = ask(dossier, officer, opinion(building))

    with pytest.raises(Invalid):
        pass_on(task=task, by=head, unit=land)
    pass_on(task=task, by=head, unit=unit)

    assert list(asked_of(worker, timezone.localdate())) == [task]
    assert list(asked_by(officer, timezone.localdate())) == [task]


def test_parallel_answers_do_not_stand_in_each_others_way(
    dossier, officer, building, land, head, land_head
):
    first, second = ask(dossier, officer, opinion(building), opinion(land))

    answer(first, head)
    answer(second, land_head)
    with pytest.raises(Conflict):
        answer(second, land_head)

    assert states(dossier) == [TaskState.ANSWERED, TaskState.ANSWERED]
    told = Notice.objects.filter(recipient=officer, text="dossiers/task_answered_for_official")
    assert told.count() == 2


def test_no_decision_is_proposed_while_others_work_but_nobody_waits_for_late_opinions(
    dossier, officer, building, monday
):
    (task,) = ask(dossier, officer, opinion(building))
    dossier.refresh_from_db()
    proposal = {"dossier": dossier, "by": officer, "outcome": "GRANT", "wording": "Đồng ý."}

    with pytest.raises(Invalid):
        propose(**proposal, expected_version=dossier.version)
    monday.move_to(MONDAY + timedelta(days=2))
    propose(**proposal, expected_version=dossier.version)


@pytest.mark.parametrize("left_out", [[], ["OTHER_AGENCY"]])
def test_the_wait_for_others_stops_the_clock_only_where_the_procedure_says_so(
    place, officer, building, head, monday, left_out
):
    """Asked on Monday for an answer that comes on Wednesday: two working days of waiting."""
    procedure(place, clock_policy="exclude", left_out=left_out)
    dossier = accepted(citizen(), place, official(place.desk, Role.DESK))
    (task,) = ask(dossier, officer, opinion(building))
    dossier.refresh_from_db()
    assert (dossier.deadline_at is None) == bool(left_out)

    monday.move_to(MONDAY + timedelta(days=2))
    answer(task, head)

    dossier.refresh_from_db()
    day = 23 if left_out else 19
    assert dossier.deadline_at == datetime(2026, 11, day, 17, 30, tzinfo=VIETNAM)
    assert dossier.intervals.get(kind="OTHER_AGENCY").answered_at == timezone.now()


def test_late_answers_are_told_to_the_heads_once(dossier, officer, building, head, place, monday):
    leader = official(place.committee, Role.LEADER, name="Vũ Thị Hiền")
    (task,) = ask(dossier, officer, opinion(building))

    assert watch_tasks(MONDAY + timedelta(hours=1)) == 0
    assert watch_tasks(MONDAY + timedelta(hours=10)) == 1
    assert watch_tasks(task.due_at + timedelta(minutes=1)) == 1
    assert watch_tasks(task.due_at + timedelta(minutes=2)) == 0

    late = Notice.objects.filter(text="dossiers/task_late_for_official")
    assert set(late.values_list("recipient", flat=True)) >= {head.pk, leader.pk, officer.pk}
    kinds = [event.kind for event in timeline(dossier)]
    assert kinds[-2:] == ["dossier.warn_task", "dossier.miss_task"]


def test_calling_off_lets_the_next_begin_and_tells_the_agency(
    dossier, officer, building, land, head
):
    first, second = ask(dossier, officer, opinion(building), opinion(land, stage=2))
    dossier.refresh_from_db()

    call_off(task=first, by=officer, expected_version=dossier.version, reason="Không cần nữa.")

    assert states(dossier) == [TaskState.CANCELLED, TaskState.OPEN]
    assert Notice.objects.filter(
        recipient=head, text="dossiers/task_called_off_for_official"
    ).exists()
    with pytest.raises(Conflict):
        answer(first, head)


def test_a_dossier_that_ends_asks_nobody_any_more(dossier, officer, building, place):
    leader = official(place.committee, Role.LEADER)
    ask(dossier, officer, opinion(building))
    dossier.refresh_from_db()

    stop(dossier=dossier, by=leader, expected_version=dossier.version, reason="Theo bản án.")

    assert states(dossier) == [TaskState.CANCELLED]


@pytest.mark.parametrize(
    ("sent", "hand_over", "received"),
    [
        ("2026-11-16 15:01", HandOver.SYSTEM, "2026-11-16 15:01"),
        ("2026-11-16 14:59", HandOver.PAPER, "2026-11-16 14:59"),
        ("2026-11-16 15:00", HandOver.PAPER, "2026-11-16 15:00"),
        ("2026-11-16 15:01", HandOver.PAPER, "2026-11-17 07:30"),
        # 24 November is a holiday.
        ("2026-11-23 16:00", HandOver.PAPER, "2026-11-25 07:30"),
        ("2026-11-21 10:00", HandOver.PAPER, "2026-11-23 07:30"),
    ],
)
def test_paper_that_comes_after_three_moves_the_next_working_morning(
    place, sent, hand_over, received
):
    sent, received = (
        datetime.fromisoformat(words).replace(tzinfo=VIETNAM) for words in (sent, received)
    )
    calendar = calendar_of(place.committee, sent.date())

    assert arrival(sent, hand_over, calendar, sent.date()) == received
