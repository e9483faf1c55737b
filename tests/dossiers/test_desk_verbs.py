"""What desk, unit and leader do: the right, the order, the law, and what each change leaves."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command

from dossiers.checks.clock import deadlines_follow_due_dates
from dossiers.checks.course import states_follow_events
from dossiers.checks.numbers import codes_have_no_gaps
from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import DueKind, SupplementItem
from dossiers.models.supplement import Phase
from dossiers.services.accept import accept
from dossiers.services.answer_supplement import answer_supplement
from dossiers.services.decide import decide, opine, propose, send_back
from dossiers.services.hold import assign, claim, forward, release
from dossiers.services.recompute import following, recompute
from dossiers.services.refuse import refuse
from dossiers.services.sign import fail_signing
from dossiers.services.stop import stop
from dossiers.services.supplement import ask
from dossiers.services.watch.replies import watch_replies
from dossiers.workflow import State
from portal.agencies.models import CalendarDay, CalendarVersion
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of
from portal.audit.models import Event
from portal.integrations.models import OutboxMessage
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted, proposed, signed, submitted

pytestmark = pytest.mark.django_db

FRIDAY_4_PM = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)


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
    return official(place.committee, Role.LEADER, name="Vũ Thị Hiền", title="Phó Chủ tịch")


@pytest.fixture
def owner():
    return citizen()


def item(dossier, reason="Ảnh mờ, không đọc được."):
    paper = dossier.revision.papers.first()
    return SupplementItem(paper=paper, label=paper.name, reason=reason)


def test_nobody_handles_a_dossier_of_his_own(place, owner, desk, officer, leader):
    """An official files like anybody else; then a colleague works and decides on it."""
    own = submitted(desk, place)
    with pytest.raises(NotAllowed):
        accept(dossier=own, by=desk, expected_version=own.version, unit=place.division)
    with pytest.raises(NotAllowed):
        refuse(dossier=own, by=desk, expected_version=own.version, reason="Thiếu giấy tờ.")
    with pytest.raises(NotAllowed):
        claim(dossier=accepted(officer, place, desk), by=officer, expected_version=2)
    decided = proposed(leader, place, desk, officer)
    say = {"outcome": "GRANT", "wording": "Chấp thuận."}
    with pytest.raises(NotAllowed):
        decide(dossier=decided, by=leader, expected_version=decided.version, **say)
    second = official(place.committee, Role.LEADER)
    decide(dossier=decided, by=second, expected_version=decided.version, **say)


def test_the_desk_owes_an_answer_within_eight_working_hours(place, owner):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)

    reply = dossier.due_dates.get(kind=DueKind.REPLY)
    assert reply.at == datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)
    assert dossier.deadline_at == reply.at
    assert [day["counted"] for day in reply.days] == [True, False, False, True]
    assert dossier.code is None
    assert dossier.submission_number


def test_acceptance_gives_code_promise_unit_and_orders_the_receipt(place, owner, desk):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)
    at = datetime(2026, 11, 20, 16, 30, tzinfo=VIETNAM)

    done = accept(dossier=dossier, by=desk, expected_version=1, unit=place.division, at=at)

    assert done.code == "H99.22-261120-0001"
    assert (done.state, done.holder) == (State.ACCEPTED, place.division)
    due = done.due_dates.get(kind=DueKind.STATUTORY)
    # Three working days after Friday 20/11 pass over the weekend and the holiday of 24/11.
    assert due.at == datetime(2026, 11, 26, 17, 30, tzinfo=VIETNAM)
    assert done.due_dates.get(kind=DueKind.PROMISED).at == due.at
    ordered = OutboxMessage.objects.get(handler="dossiers.make_paper")
    assert ordered.payload["kind"] == "RECEIPT"
    assert Notice.objects.filter(recipient=owner, text="dossiers/accepted_for_citizen").exists()


def test_only_the_desk_of_the_dossier_accepts(place, owner, officer, leader):
    dossier = submitted(owner, place)
    elsewhere = official(commune("H99.23").desk, Role.DESK)

    for stranger in (officer, leader, elsewhere, owner):
        with pytest.raises(NotAllowed):
            accept(dossier=dossier, by=stranger, expected_version=1, unit=place.division)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.version, dossier.code) == (State.SUBMITTED, 1, None)


def test_a_stale_version_is_told_and_changes_nothing(place, owner, desk):
    dossier = accepted(owner, place, desk)

    with pytest.raises(Conflict):
        refuse(dossier=dossier, by=desk, expected_version=1, reason="Sai thẩm quyền.")

    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED
    assert Event.objects.filter(kind="dossier.refuse").count() == 0


def test_a_refusal_needs_its_reason(place, owner, desk):
    dossier = submitted(owner, place)
    with pytest.raises(Invalid):
        refuse(dossier=dossier, by=desk, expected_version=1, reason="   ")

    done = refuse(dossier=dossier, by=desk, expected_version=1, reason="Không thuộc thẩm quyền.")

    assert (done.state, done.deadline_at) == (State.REFUSED, None)
    assert done.closed_at is not None
    notice = Notice.objects.get(text="dossiers/refused_for_citizen")
    assert "Không thuộc thẩm quyền." in notice.body


def test_the_applicant_is_asked_once_in_a_phase(place, owner, desk, officer):
    dossier = submitted(owner, place)
    ask(
        dossier=dossier,
        by=desk,
        expected_version=1,
        phase=Phase.DESK,
        items=[item(dossier)],
        reason="",
    )
    dossier.refresh_from_db()
    assert dossier.state == State.ASKED_AT_DESK
    assert dossier.deadline_at is None

    with pytest.raises(Conflict):
        ask(
            dossier=dossier,
            by=desk,
            expected_version=dossier.version,
            phase=Phase.DESK,
            items=[item(dossier)],
            reason="",
        )
    assert dossier.supplements.count() == 1


def test_asking_late_in_appraisal_is_recorded(place, owner, desk, officer):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)
    dossier = accept(
        dossier=dossier, by=desk, expected_version=1, unit=place.division, at=FRIDAY_4_PM
    )
    ask(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        phase=Phase.APPRAISAL,
        items=[item(dossier)],
        reason="",
        at=datetime(2026, 11, 26, 17, 31, tzinfo=VIETNAM),
    )
    assert Event.objects.get(kind="dossier.ask_in_appraisal").payload["late"] is True


def test_a_request_names_items_with_reasons(place, owner, desk):
    dossier = submitted(owner, place)
    for items in ([], [item(dossier, reason=" ")]):
        with pytest.raises(Invalid):
            ask(
                dossier=dossier,
                by=desk,
                expected_version=1,
                phase=Phase.DESK,
                items=items,
                reason="",
            )
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED


def test_claim_release_assign_forward(place, owner, desk, officer, leader):
    colleague = official(place.division, Role.OFFICER, name="Ngô Văn Tám")
    dossier = accepted(owner, place, desk)

    dossier = claim(dossier=dossier, by=officer, expected_version=dossier.version)
    assert (dossier.state, dossier.assignee) == (State.PROCESSING, officer)
    with pytest.raises(Conflict):
        claim(dossier=dossier, by=colleague, expected_version=dossier.version)
    dossier = release(dossier=dossier, by=officer, expected_version=dossier.version)
    assert dossier.assignee is None
    dossier = assign(dossier=dossier, by=leader, expected_version=dossier.version, to=colleague)
    assert Notice.objects.get(recipient=colleague).link == dossier.desk_url
    with pytest.raises(Invalid):
        assign(dossier=dossier, by=leader, expected_version=dossier.version, to=desk)

    with pytest.raises(Invalid):
        forward(
            dossier=dossier,
            by=colleague,
            expected_version=dossier.version,
            unit=place.province,
            note="Nhầm.",
        )
    dossier = forward(
        dossier=dossier,
        by=colleague,
        expected_version=dossier.version,
        unit=place.other_division,
        note="Thuộc phòng Kinh tế.",
    )
    assert (dossier.holder, dossier.assignee) == (place.other_division, None)
    with pytest.raises(NotAllowed):
        claim(dossier=dossier, by=officer, expected_version=dossier.version)


def test_two_persons_decide(place, owner, desk, officer):
    both = official(place.committee, Role.OFFICER, Role.LEADER, name="Vừa đề xuất vừa ký")
    dossier = accepted(owner, place, desk)
    propose(
        dossier=dossier,
        by=both,
        expected_version=dossier.version,
        outcome="GRANT",
        wording="Chấp thuận.",
    )
    dossier.refresh_from_db()

    with pytest.raises(NotAllowed):
        decide(
            dossier=dossier,
            by=both,
            expected_version=dossier.version,
            outcome="GRANT",
            wording="Chấp thuận.",
        )

    dossier.refresh_from_db()
    assert dossier.state == State.PROPOSED


def test_a_refusing_decision_needs_its_reason(place, owner, desk, officer, leader):
    dossier = proposed(owner, place, desk, officer)
    with pytest.raises(Invalid) as refused:
        decide(
            dossier=dossier,
            by=leader,
            expected_version=dossier.version,
            outcome="REFUSE",
            wording="Không chấp thuận.",
        )
    assert "reason" in refused.value.errors


def test_sent_back_and_proposed_again(place, owner, desk, officer, leader):
    dossier = proposed(owner, place, desk, officer)
    send_back(
        dossier=dossier, by=leader, expected_version=dossier.version, remarks="Bổ sung căn cứ."
    )
    dossier.refresh_from_db()
    assert (dossier.state, dossier.assignee) == (State.PROCESSING, officer)
    assert Notice.objects.filter(recipient=officer, text="dossiers/sent_back_for_official").exists()

    propose(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        outcome="GRANT",
        wording="Chấp thuận theo Điều 16.",
    )
    assert dossier.proposals.filter(closed_at=None).count() == 1


def test_decision_signature_and_hand_over(place, owner, desk, officer, leader):
    dossier = proposed(owner, place, desk, officer)
    decision = decide(
        dossier=dossier,
        by=leader,
        expected_version=dossier.version,
        outcome="GRANT",
        wording="Chấp thuận.",
    )
    assert decision.post_title == "Phó Chủ tịch"
    dossier.refresh_from_db()
    assert dossier.state == State.SIGNING
    assert not Notice.objects.filter(text__startswith="dossiers/result_").exists()

    fail_signing(dossier=dossier, reason="Thiết bị ký không trả lời")
    dossier.refresh_from_db()
    assert dossier.state == State.SIGNING
    assert dossier.signing_error

    signed(dossier)
    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED
    assert dossier.signing_error == ""
    assert Notice.objects.filter(text="dossiers/result_online_for_citizen").count() == 1


def test_stopping_tells_why(place, owner, desk, leader):
    dossier = accepted(owner, place, desk)
    done = stop(
        dossier=dossier, by=leader, expected_version=dossier.version, reason="Có bản án của tòa."
    )
    assert done.state == State.STOPPED
    assert "Có bản án của tòa." in Notice.objects.get(text="dossiers/stopped_for_citizen").body


def test_an_opinion_is_kept_with_the_agency_it_was_given_for(place, owner, desk, officer):
    dossier = accepted(owner, place, desk)
    opinion = opine(
        dossier=dossier, by=officer, expected_version=dossier.version, text="Đủ điều kiện."
    )
    assert opinion.agency == place.division


def test_replies_are_watched_once_each(place, owner, desk, leader):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)
    deadline = dossier.deadline_at

    assert watch_replies(deadline - timedelta(hours=3)) == 0
    assert watch_replies(deadline - timedelta(hours=1)) == 1
    assert watch_replies(deadline - timedelta(minutes=50)) == 0
    assert watch_replies(deadline + timedelta(minutes=1)) == 1
    assert watch_replies(deadline + timedelta(hours=1)) == 0
    told = Notice.objects.filter(text__startswith="dossiers/reply_").order_by("pk")
    assert {row.link for row in told} == {dossier.desk_url}
    assert [(row.recipient, row.text.rsplit("_", 2)[0]) for row in told] == [
        (desk, "dossiers/reply_soon"),
        *((who, "dossiers/reply_late") for who in sorted([desk, leader], key=lambda u: u.pk)),
    ]


def test_a_new_holiday_moves_the_law_not_the_promise(place, owner, desk):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)
    dossier = accept(
        dossier=dossier, by=desk, expected_version=1, unit=place.division, at=FRIDAY_4_PM
    )
    promised = dossier.due_dates.get(kind=DueKind.PROMISED).at
    new_calendar_with_off(datetime(2026, 11, 25).date())

    version = calendar_of(place.committee, FRIDAY_4_PM.date()).version
    assert list(following(version)) == [dossier.pk]
    assert recompute(dossier=dossier)
    dossier.refresh_from_db()
    assert dossier.deadline_at == datetime(2026, 11, 27, 17, 30, tzinfo=VIETNAM)
    assert dossier.due_dates.get(kind=DueKind.PROMISED).at == promised
    assert Notice.objects.filter(recipient=owner, text="dossiers/date_moved_for_citizen").exists()


def new_calendar_with_off(day):
    before = CalendarVersion.objects.get()
    after = CalendarVersion.objects.create(
        calendar=before.calendar, number=2, since=before.since, weekly=before.weekly
    )
    for known in before.days.order_by("pk"):
        CalendarDay.objects.create(version=after, date=known.date, kind="OFF", name=known.name)
    CalendarDay.objects.create(version=after, date=day, kind="OFF", name="Nghỉ bù")
    after.state, after.published_at = CalendarVersion.State.PUBLISHED, before.published_at
    after.save()


def test_what_can_be_recomputed_agrees(place, owner, desk, officer):
    proposed(owner, place, desk, officer)
    submitted(owner, place)
    for check in (states_follow_events, codes_have_no_gaps, deadlines_follow_due_dates):
        assert list(check()) == []


def test_a_forged_state_is_found(place, owner, desk, capsys):
    dossier = accepted(owner, place, desk)
    type(dossier).objects.filter(pk=dossier.pk).update(state=State.RETURNED)

    assert "state" in [difference.problem for difference in states_follow_events()]
    with pytest.raises(SystemExit) as verdict:
        call_command("verify", "derived")
    assert verdict.value.code == 1
    assert dossier.code in capsys.readouterr().out


def test_stopping_ends_an_open_request(place, owner, desk, officer, leader):
    dossier = accepted(owner, place, desk)
    ask(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        phase=Phase.APPRAISAL,
        items=[item(dossier)],
        reason="",
    )
    dossier.refresh_from_db()
    stop(dossier=dossier, by=leader, expected_version=dossier.version, reason="Có bản án của tòa.")
    assert dossier.intervals.get().answered_at is not None


def test_nothing_is_accepted_into_another_agency(place, owner, desk):
    dossier = submitted(owner, place)
    with pytest.raises(Invalid) as refused:
        accept(dossier=dossier, by=desk, expected_version=1, unit=commune("H99.23").division)
    assert "unit" in refused.value.errors
    dossier.refresh_from_db()
    assert dossier.state == State.SUBMITTED


def test_the_time_to_answer_after_a_supplement_is_watched_anew(place, owner, desk):
    dossier = submitted(owner, place, at=FRIDAY_4_PM)
    assert watch_replies(dossier.deadline_at + timedelta(minutes=1)) == 1
    dossier.refresh_from_db()
    at = dossier.deadline_at + timedelta(minutes=2)
    ask(
        dossier=dossier,
        by=desk,
        expected_version=dossier.version,
        phase=Phase.DESK,
        items=[SupplementItem(label="Ghi rõ nơi cư trú", reason="Chưa ghi.")],
        reason="",
        at=at,
    )
    dossier.refresh_from_db()
    answered = answer_supplement(
        dossier=dossier,
        by=owner,
        expected_version=dossier.version,
        note="Thôn Đông, xã An Khê Hạ.",
        at=at + timedelta(minutes=5),
    )
    assert watch_replies(answered.deadline_at - timedelta(hours=1)) == 1
    assert watch_replies(answered.deadline_at + timedelta(minutes=1)) == 1
