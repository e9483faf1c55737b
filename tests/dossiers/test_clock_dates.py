"""What a procedure says of its clock, on real dossiers: waits, extension, forecast."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from dossiers.checks.clock import dates_come_out_again, deadlines_follow_due_dates
from dossiers.errors import Invalid
from dossiers.models import Course, DueKind, SupplementItem
from dossiers.models.course import Outcome
from dossiers.selectors.forecast import forecast
from dossiers.services.answer_supplement import answer_supplement
from dossiers.services.decide import decide, propose
from dossiers.services.let_out import let_out
from dossiers.services.supplement import ask
from dossiers.services.wait import (
    arrange_verification,
    end_wait,
    extend_limit,
    record_verification,
    start_wait,
)
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.messaging.models import Notice
from procedures.models import ProcessStep
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted, signed
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)


def on(day, hour=9):
    return datetime(2026, 11, day, hour, 0, tzinfo=VIETNAM)


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
def start(place, desk, time_machine):
    def begin(limit=10, **said):
        time_machine.move_to(MONDAY, tick=False)
        revision = procedure(place, limit=limit, **said)
        return accepted(citizen(), place, desk, revision=revision)

    return begin


def due_of(dossier):
    row = dossier.due_dates.filter(kind=DueKind.STATUTORY).last()
    return row.at.astimezone(VIETNAM).date()


def supplement_round(dossier, officer, asked, answered, time_machine):
    time_machine.move_to(asked, tick=False)
    dossier.refresh_from_db()
    item = SupplementItem(label="Giải thích", reason="Chưa rõ.")
    ask(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        phase="APPRAISAL",
        items=[item],
        reason="",
    )
    dossier.refresh_from_db()
    assert dossier.deadline_at is None
    time_machine.move_to(answered, tick=False)
    answer_supplement(
        dossier=dossier, by=dossier.owner, expected_version=dossier.version, note="Rồi."
    )
    dossier.refresh_from_db()


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({"clock_policy": "restart"}, date(2026, 11, 23)),
        ({"clock_policy": "exclude"}, date(2026, 11, 19)),
        ({"clock_policy": "suspend_once"}, date(2026, 11, 19)),
        ({"clock_policy": "extend_capped"}, date(2026, 11, 19)),
        # Only verification is named: the supplement restarts by the general rule.
        ({"clock_policy": "exclude", "left_out": ["VERIFICATION"]}, date(2026, 11, 23)),
    ],
)
def test_a_supplement_does_what_the_procedure_says(start, officer, time_machine, said, due):
    """Ten working days from Monday the 2nd end on the 16th; three are waited, to the 9th."""
    dossier = start(**said)
    assert due_of(dossier) == date(2026, 11, 16)
    supplement_round(dossier, officer, on(4), on(9), time_machine)
    assert due_of(dossier) == due
    assert not [*deadlines_follow_due_dates(), *dates_come_out_again()]


@pytest.mark.parametrize(
    ("left_out", "due"),
    [(["SUPPLEMENT", "VERIFICATION"], date(2026, 11, 18)), ([], date(2026, 11, 16))],
)
def test_verification_stops_the_clock_only_where_the_procedure_says_so(
    start, officer, time_machine, left_out, due
):
    dossier = start(clock_policy="exclude", left_out=left_out)
    time_machine.move_to(on(3), tick=False)
    arrange_verification(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        kind="VERIFICATION",
        planned_at=on(5),
        place="Thửa đất số 5",
        participants="Trưởng thôn",
        subject="Hiện trạng",
        with_applicant=True,
    )
    dossier.refresh_from_db()
    assert (dossier.deadline_at is None) == bool(left_out)
    told = Notice.objects.get(text="dossiers/verification_for_citizen")
    assert told.recipient == dossier.owner
    with pytest.raises(Invalid):
        record_verification(
            dossier=dossier, by=officer, expected_version=dossier.version, findings=" "
        )
    time_machine.move_to(on(5), tick=False)
    record_verification(
        dossier=dossier, by=officer, expected_version=dossier.version, findings="Đúng."
    )
    dossier.refresh_from_db()
    assert due_of(dossier) == due
    reasons = {line["reason"] for line in dossier.due_dates.last().days}
    assert ("verifying" in reasons) == bool(left_out)


def test_waiting_for_abroad_is_opened_with_a_reason_and_ended_once(start, officer, time_machine):
    dossier = start(clock_policy="exclude", left_out=["FOREIGN_PAPER"])
    for bad in ({"kind": "SUPPLEMENT", "reason": "x"}, {"kind": "FOREIGN_PAPER", "reason": " "}):
        with pytest.raises(Invalid):
            start_wait(dossier=dossier, by=officer, expected_version=dossier.version, **bad)
    time_machine.move_to(on(3), tick=False)
    row = start_wait(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        kind="FOREIGN_PAPER",
        reason="Xác nhận của nước ngoài",
    )
    dossier.refresh_from_db()
    time_machine.move_to(on(10), tick=False)
    end_wait(dossier=dossier, by=officer, expected_version=dossier.version, interval=row.pk)
    assert due_of(dossier) == date(2026, 11, 23)


def test_a_hard_case_is_given_more_once_under_the_cap(start, leader):
    dossier = start(clock_policy="extend_capped", extension_cap=5)

    def extend(amount):
        dossier.refresh_from_db()
        return extend_limit(
            dossier=dossier,
            by=leader,
            expected_version=dossier.version,
            amount=amount,
            reason="Hồ sơ nhiều thửa đất.",
        )

    for bad in (0, 6):
        with pytest.raises(Invalid):
            extend(bad)
    extend(5)
    assert due_of(dossier) == date(2026, 11, 23)
    with pytest.raises(Invalid):
        extend(1)
    assert dossier.due_dates.get(kind=DueKind.PROMISED).at.astimezone(VIETNAM).day == 16


def test_other_procedures_give_nobody_more(start, leader):
    dossier = start()
    with pytest.raises(Invalid):
        extend_limit(
            dossier=dossier,
            by=leader,
            expected_version=dossier.version,
            amount=1,
            reason="Khó.",
        )


def test_the_forecast_stands_beside_the_date_that_binds(start, place, client, time_machine):
    dossier = start()
    assert forecast(dossier, on(3)) is None
    come_in(client, dossier.owner)
    assert client.get(dossier.get_absolute_url()).status_code == 200


def test_the_plan_of_the_process_is_a_forecast_too(start, monkeypatch, place):
    dossier = start()
    steps = [ProcessStep(order=1, days=4)]
    monkeypatch.setattr(
        "dossiers.selectors.forecast.process_days", lambda rows: sum(s.days for s in steps)
    )
    found = forecast(dossier, on(3))
    assert (found.likely, found.measure) == (date(2026, 11, 6), None)
    assert found.waits_for == (str(dossier.holder),)
    assert forecast(dossier, on(9)).likely is None


def test_desk_pages_show_what_is_due_and_take_what_is_asked(
    start, officer, leader, client, time_machine
):
    dossier = start(clock_policy="extend_capped", extension_cap=5)
    supplement_round(dossier, officer, on(4), on(6), time_machine)
    come_in(client, officer)
    page = client.get(dossier.desk_url).content.decode()
    for action in ("draft_asking_in_appraisal", "write_apology", "check_in_appraisal"):
        assert f'value="{action}"' in page
    assert 'value="ask_in_appraisal"' not in page
    done = client.post(
        dossier.desk_url,
        {
            "action": "write_apology",
            "version": dossier.version,
            "reason": "Máy hỏng.",
            "new_date": "2026-11-25",
        },
    )
    assert done.status_code == 302
    item = SupplementItem.objects.get()
    dossier.refresh_from_db()
    client.post(
        dossier.desk_url,
        {"action": "check_in_appraisal", "version": dossier.version, f"seen-{item.pk}": "on"},
    )
    item.refresh_from_db()
    assert item.checked_by == officer
    come_in(client, leader)
    page = client.get(reverse("desk:dossier", args=[dossier.public_id])).content.decode()
    assert 'value="sign_apology"' in page and 'value="extend_limit"' in page


@pytest.mark.parametrize(
    ("left_out", "hold", "due", "outcome"),
    [
        ("OTHER_AGENCY", 0, date(2026, 12, 2), Outcome.EARLY),
        ("OTHER_AGENCY", 10, date(2026, 12, 2), Outcome.EARLY),
        ("FOREIGN_PAPER", 10, date(2026, 11, 16), Outcome.LATE),
    ],
)
def test_a_decision_ends_a_wait_and_the_date_follows_from_it(
    start, officer, leader, settings, time_machine, left_out, hold, due, outcome
):
    """Ten working days from Monday the 2nd end on the 16th; on the 18th it is decided, while still
    waiting for another agency since the 3rd: eleven working days more, without the holiday of the
    24th.
    """
    settings.DECISION_HOLD_MINUTES = hold
    dossier = start(clock_policy="exclude", left_out=[left_out])
    time_machine.move_to(on(3), tick=False)
    said = {"kind": "OTHER_AGENCY", "reason": "Ý kiến của nơi khác"}
    start_wait(dossier=dossier, by=officer, expected_version=dossier.version, **said)
    time_machine.move_to(on(18), tick=False)
    outcome_said = {"outcome": "GRANT", "wording": "Chấp thuận."}
    for verb, who in ((propose, officer), (decide, leader)):
        dossier.refresh_from_db()
        verb(dossier=dossier, by=who, expected_version=dossier.version, **outcome_said)
    if hold:
        time_machine.move_to(on(18, 10), tick=False)
        let_out(dossier=dossier, by=None)
    dossier.refresh_from_db()

    assert (dossier.state, due_of(dossier)) == (State.SIGNING, due)
    assert dossier.deadline_at == dossier.due_dates.filter(kind=DueKind.STATUTORY).last().at
    assert not [*deadlines_follow_due_dates(), *dates_come_out_again()]
    signed(dossier)
    assert Course.objects.get(dossier=dossier).outcome == outcome
