"""Verbs of the desk: holds, taking back, absences, notes, instructions, wordings, counts."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from dossiers.checks.course import states_follow_events
from dossiers.checks.desk import lists_are_counted_right
from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import AbsenceMove, Decision, DeskChange, Dossier, Wording
from dossiers.selectors.citizen import moments
from dossiers.selectors.desk_counts import kept, recounted
from dossiers.selectors.next_best import left_today, next_best
from dossiers.selectors.wordings import offered, similar
from dossiers.services.absence import announce_absence, end_absence, watch_absences
from dossiers.services.decide import decide, propose
from dossiers.services.desk_counts import recount_desk, roll_up_desk
from dossiers.services.give_back import hand_back, take_back
from dossiers.services.hold import assign, claim, forward
from dossiers.services.instruct import extend, instruct, report_done, watch_instructions
from dossiers.services.let_out import let_out, recall
from dossiers.services.marks import add_note, edit_note
from dossiers.services.soft_claim import take_softly
from dossiers.services.wordings import draft_wording, publish_wording
from dossiers.tasks.desk import deliver_held_decision
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import Envelope
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted, proposed, submitted

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
def colleague(place):
    return official(place.division, Role.OFFICER, name="Lê Thị Lan")


@pytest.fixture
def leader(place):
    return official(place.committee, Role.LEADER, name="Vũ Thị Hiền")


@pytest.fixture
def held(settings, place, desk, officer, leader):
    """A dossier with a decision that can still be recalled."""
    settings.DECISION_HOLD_MINUTES = 10
    dossier = proposed(citizen(), place, desk, officer)
    return decided(dossier, leader)


def decided(dossier, leader) -> Dossier:
    say = {"outcome": "GRANT", "wording": "Chấp thuận."}
    decide(dossier=dossier, by=leader, expected_version=dossier.version, **say)
    dossier.refresh_from_db()
    return dossier


def waiting(dossier) -> OutboxMessage:
    return OutboxMessage.objects.get(handler="dossiers.let_out", payload__dossier=dossier.pk)


def delivered(message: OutboxMessage) -> None:
    deliver_held_decision(
        Envelope(
            id=message.pk,
            key=message.key,
            event_id=message.event_id,
            recipient=message.recipient,
            channel=message.channel,
            payload=message.payload,
            attempt=1,
        )
    )


def papers() -> int:
    return OutboxMessage.objects.filter(payload__kind="RESULT").count()


def test_a_decision_waits_ten_minutes_and_leaves_by_itself(held, time_machine):
    message = waiting(held)
    assert (held.state, papers()) == (State.HELD, 0)
    assert timedelta(minutes=9) < message.next_try_at - timezone.now() <= timedelta(minutes=10)

    delivered(message)
    held.refresh_from_db()
    assert held.state == State.HELD

    time_machine.move_to(message.next_try_at + timedelta(seconds=1), tick=False)
    delivered(message)
    held.refresh_from_db()
    assert (held.state, papers()) == (State.SIGNING, 1)


def test_a_recalled_decision_was_never_one(held, officer, leader, time_machine):
    message = waiting(held)
    recall(dossier=held, by=leader, expected_version=held.version, reason="Sai họ tên.")

    held.refresh_from_db()
    assert (held.state, held.decided_at) == (State.PROPOSED, None)
    assert not Decision.objects.filter(revoked_at=None).exists()
    assert Notice.objects.filter(recipient=officer, text__contains="recalled").exists()
    assert not Notice.objects.filter(recipient=held.owner, text__contains="recalled").exists()
    assert not [each for each in moments(held) if "quyết định" in str(each.title)[:12]]

    time_machine.move_to(timezone.now() + timedelta(minutes=11), tick=False)
    delivered(message)
    decided(held, leader)
    assert (held.state, papers()) == (State.HELD, 0)
    assert Decision.objects.filter(revoked_at=None).count() == 1
    assert not list(states_follow_events())


def test_only_the_decider_or_his_superior_recalls_and_with_a_reason(held, place, officer, leader):
    deputy = official(place.division, Role.LEADER, name="Trần Văn Phó")
    for who, refusal in ((officer, NotAllowed), (deputy, NotAllowed)):
        with pytest.raises(refusal):
            recall(dossier=held, by=who, expected_version=held.version, reason="Sai.")
    with pytest.raises(Invalid):
        recall(dossier=held, by=leader, expected_version=held.version, reason=" ")
    chair = official(place.committee, Role.LEADER, name="Ngô Thị Chủ")
    recall(dossier=held, by=chair, expected_version=held.version, reason="Sai.")


def test_a_leader_need_not_wait_and_then_nobody_recalls(held, leader):
    let_out(dossier=held, by=leader, expected_version=held.version)
    held.refresh_from_db()
    assert held.state == State.SIGNING
    with pytest.raises(Conflict):
        recall(dossier=held, by=leader, expected_version=held.version, reason="Sai.")


def test_a_forward_is_taken_back_until_somebody_acts(place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    there = official(place.other_division, Role.OFFICER)
    sent = {"unit": place.other_division, "note": "Thuộc kinh tế."}
    before = kept()
    for acted in (False, True):
        forward(dossier=dossier, by=officer, expected_version=dossier.version, **sent)
        dossier.refresh_from_db()
        if acted:
            claim(dossier=dossier, by=there, expected_version=dossier.version)
            dossier.refresh_from_db()
            with pytest.raises(NotAllowed):
                take_back(
                    dossier=dossier, by=officer, expected_version=dossier.version, reason="Nhầm."
                )
            return
        take_back(dossier=dossier, by=officer, expected_version=dossier.version, reason="Nhầm.")
        dossier.refresh_from_db()
        assert dossier.holder == place.division
        assert kept() == before
        assert not list(states_follow_events())


def test_a_proposal_is_taken_back_and_another_takes_its_place(place, desk, officer, leader):
    dossier = proposed(citizen(), place, desk, officer)
    take_back(dossier=dossier, by=officer, expected_version=dossier.version, reason="Sót giấy.")
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING
    say = {"outcome": "GRANT", "wording": "Chấp thuận."}
    propose(dossier=dossier, by=officer, expected_version=dossier.version, **say)
    assert dossier.proposals.filter(closed_at=None).count() == 1


def test_a_claim_cannot_be_taken_back(place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    dossier = claim(dossier=dossier, by=officer, expected_version=dossier.version)
    with pytest.raises(Conflict):
        take_back(dossier=dossier, by=officer, expected_version=dossier.version, reason="Nhầm.")


def test_what_was_forwarded_or_assigned_goes_back_to_its_sender(
    place, desk, officer, colleague, leader
):
    dossier = accepted(citizen(), place, desk)
    with pytest.raises(Invalid):
        hand_back(dossier=dossier, by=officer, expected_version=dossier.version, reason="Nhầm.")
    dossier = claim(dossier=dossier, by=officer, expected_version=dossier.version)
    dossier = forward(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        unit=place.other_division,
        note="Hỏi.",
    )
    there = official(place.other_division, Role.OFFICER)
    dossier = hand_back(dossier=dossier, by=there, expected_version=dossier.version, reason="Sai.")
    assert (dossier.holder, dossier.assignee) == (place.division, officer)

    dossier = assign(dossier=dossier, by=leader, expected_version=dossier.version, to=colleague)
    dossier = hand_back(dossier=dossier, by=colleague, expected_version=dossier.version, reason="K")
    assert dossier.assignee == leader


def test_counts_follow_every_step_and_come_out_again(place, desk, officer, leader):
    submitted(citizen(), place)
    proposed(citizen(), place, desk, officer)
    decided(proposed(citizen(), place, desk, officer), leader)
    assert dict(recounted()) == {slot: number for slot, number in kept().items() if number}
    assert roll_up_desk() and not DeskChange.objects.exists()
    assert not list(lists_are_counted_right())
    DeskChange.objects.create(place="UNIT", place_id=place.division.pk, state="DONE", amount=1)
    assert [each.problem for each in lists_are_counted_right()] == ["count"]
    recount_desk()
    assert not list(lists_are_counted_right())


def near(dossier, days: int = 1) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(deadline_at=timezone.now() + timedelta(days=days))
    dossier.refresh_from_db()
    return dossier


def test_work_near_its_date_goes_to_the_deputy_and_untouched_comes_back(
    place, desk, officer, colleague
):
    urgent, touched, later = (
        claim(dossier=d, by=officer, expected_version=d.version)
        for d in (accepted(citizen(), place, desk) for _number in range(3))
    )
    near(urgent), near(touched), near(later, 20)
    today = timezone.localdate()

    absence = announce_absence(
        official=officer, deputy=colleague, since=today, until=None, by=officer
    )

    for dossier in (urgent, touched, later):
        dossier.refresh_from_db()
    assert [d.assignee for d in (urgent, touched, later)] == [colleague, colleague, officer]
    for person in (officer, colleague):
        assert Notice.objects.filter(recipient=person, text__contains="absence").exists()

    near(later)
    assert watch_absences() == 1
    say = {"outcome": "GRANT", "wording": "Chấp thuận."}
    propose(dossier=touched, by=colleague, expected_version=touched.version, **say)
    end_absence(absence=absence, by=officer)
    end_absence(absence=absence, by=officer)
    for dossier in (urgent, touched, later):
        dossier.refresh_from_db()
    assert [d.assignee for d in (urgent, touched, later)] == [officer, colleague, officer]
    assert AbsenceMove.objects.filter(back_at=None).count() == 1


def test_an_absence_ends_by_the_calendar(place, officer, colleague):
    today = timezone.localdate()
    absence = announce_absence(
        official=officer, deputy=colleague, since=today, until=today, by=officer
    )
    watch_absences(at=timezone.now() + timedelta(days=1))
    absence.refresh_from_db()
    assert absence.returned_at


def test_nobody_sends_his_superior_away(place, officer, colleague):
    head = official(place.committee, Role.LEADER)
    below = official(place.division, Role.LEADER)
    today = timezone.localdate()
    with pytest.raises(NotAllowed):
        announce_absence(official=head, deputy=below, since=today, until=None, by=below)
    announce_absence(official=below, deputy=head, since=today, until=today, by=head)
    announce_absence(official=officer, deputy=colleague, since=today, until=None, by=below)


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_nobody_sends_somebody_else_away(place, officer, colleague, who):
    stranger = official(commune("H99.23").committee, Role.LEADER)
    by = {"colleague": colleague, "stranger": stranger}[who]
    with pytest.raises(NotAllowed):
        announce_absence(
            official=officer, deputy=colleague, since=timezone.localdate(), until=None, by=by
        )


def test_the_deputy_works_there_and_is_not_away_himself(place, officer, colleague):
    elsewhere = official(place.other_division, Role.OFFICER)
    today = timezone.localdate()
    with pytest.raises(Invalid):
        announce_absence(official=officer, deputy=elsewhere, since=today, until=None, by=officer)
    announce_absence(official=officer, deputy=colleague, since=today, until=None, by=officer)
    with pytest.raises(Invalid):
        announce_absence(official=colleague, deputy=officer, since=today, until=None, by=colleague)


def test_a_note_is_mended_for_a_quarter_of_an_hour(place, desk, officer, colleague, time_machine):
    dossier = accepted(citizen(), place, desk)
    note = add_note(dossier=dossier, by=officer, text="Hỏi lại.")
    with pytest.raises(NotAllowed):
        edit_note(note=note, by=colleague, text="Khác.")
    assert edit_note(note=note, by=officer, text="Hỏi lại số nhà.").text == "Hỏi lại số nhà."
    time_machine.move_to(note.at + timedelta(minutes=16), tick=False)
    with pytest.raises(Invalid):
        edit_note(note=note, by=officer, text="Muộn.")
    assert dossier.version == Dossier.objects.get().version


def test_a_soft_claim_tells_and_expires_but_never_blocks(
    place, desk, officer, colleague, time_machine
):
    dossier = accepted(citizen(), place, desk)
    take_softly(dossier=dossier, by=officer)
    with pytest.raises(Conflict, match="Đỗ Minh Quân"):
        take_softly(dossier=dossier, by=colleague)
    claim(dossier=dossier, by=colleague, expected_version=dossier.version)
    take_softly(dossier=dossier, by=colleague, even_from_others=True)
    time_machine.move_to(timezone.now() + timedelta(minutes=31), tick=False)
    take_softly(dossier=dossier, by=officer)


def test_next_best_is_the_nearest_date_that_nobody_is_at(place, desk, officer, colleague):
    far, close, taken, theirs = (accepted(citizen(), place, desk) for _number in range(4))
    near(far, 5), near(close, 2), near(taken, 1), near(theirs, 1)
    take_softly(dossier=taken, by=colleague)
    claim(dossier=theirs, by=colleague, expected_version=theirs.version)
    now = timezone.now()
    assert next_best(officer, now) == close
    assert next_best(officer, now, but=close.pk) == far
    near(far, -1)
    assert left_today(officer, now) == (1, False)


def test_of_one_day_what_goes_on_after_a_wait_comes_first(place, desk, officer):
    plain, waited = (accepted(citizen(), place, desk) for _number in range(2))
    day = datetime(2026, 12, 1, 9, tzinfo=VIETNAM)
    Dossier.objects.filter(pk=plain.pk).update(deadline_at=day)
    Dossier.objects.filter(pk=waited.pk).update(deadline_at=day + timedelta(hours=2))
    waited.intervals.create(
        kind="PAYMENT", asked_at=waited.accepted_at, answered_at=waited.accepted_at
    )
    assert next_best(officer, timezone.now()) == waited


DUE = date(2026, 12, 1)
NOW = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


@pytest.fixture
def task(place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    about = {"kind": "dossiers.dossier", "key": str(dossier.pk)}
    return instruct(by=leader, **about, text="Làm trước.", due=DUE, to_official=officer, at=NOW)


def test_an_instruction_is_due_at_the_close_of_a_working_day(task, leader, officer, place):
    assert timezone.localtime(task.due_at, VIETNAM).strftime("%d %H:%M") == "01 17:30"
    wish = {"kind": "agencies.agency", "key": str(place.committee.pk), "text": "Rà soát."}
    for day in (date(2026, 11, 24), date(2026, 11, 29), date(2026, 11, 20)):
        with pytest.raises(Invalid):
            instruct(by=leader, **wish, due=day, to_official=officer, at=NOW)
    with pytest.raises(NotAllowed):
        instruct(by=officer, **wish, due=DUE, to_official=officer, at=NOW)
    stranger = official(commune("H99.23").committee, Role.OFFICER)
    with pytest.raises(Invalid):
        instruct(by=leader, **wish, due=DUE, to_official=stranger, at=NOW)


def test_it_is_reminded_of_once_told_late_once_and_anew_after_extension(task, officer, leader):
    before, after = task.due_at - timedelta(hours=5), task.due_at + timedelta(hours=1)
    assert [watch_instructions(before), watch_instructions(before)] == [1, 0]
    assert [watch_instructions(after), watch_instructions(after)] == [1, 0]
    assert Notice.objects.filter(recipient=leader, text__contains="instruction_late").exists()
    extend(
        instruction=task, by=leader, expected_version=1, due=date(2026, 12, 8), text="Vì", at=after
    )
    task.refresh_from_db()
    assert watch_instructions(task.due_at - timedelta(hours=1)) == 1
    report_done(instruction=task, by=officer, expected_version=2, text="Xong.", at=after)
    assert watch_instructions(task.due_at + timedelta(days=1)) == 0


def test_two_who_change_an_instruction_do_not_overwrite_each_other(task, officer, leader):
    report_done(instruction=task, by=officer, expected_version=1, text="Xong.", at=NOW)
    with pytest.raises(Conflict):
        extend(instruction=task, by=leader, expected_version=1, due=DUE, text="Vì", at=NOW)
    with pytest.raises(NotAllowed):
        report_done(instruction=task, by=leader, expected_version=2, text="Xong.", at=NOW)


def test_a_wording_needs_a_second_person_and_knows_its_placeholders(
    place, desk, officer, colleague
):
    dossier = accepted(citizen("Nguyễn {code} Mận"), place, desk)
    wording = Wording(procedure=dossier.revision.procedure, outcome="GRANT", ground="Đầy đủ")
    actor = Actor.official(officer)
    with pytest.raises(Invalid):
        draft_wording(wording=wording, by=officer, actor=actor, text="{owner}", citations="Điều 5")
    said = {"text": "Cấp cho {applicant}.", "citations": "Điều 5"}
    draft = draft_wording(wording=wording, by=officer, actor=actor, **said)
    with pytest.raises(NotAllowed):
        publish_wording(version=draft, by=officer, actor=actor, seen=draft.text)
    with pytest.raises(Conflict):
        publish_wording(version=draft, by=colleague, actor=actor, seen="Khác")
    first = publish_wording(version=draft, by=colleague, actor=actor, seen=draft.text)
    assert offered(first, dossier)["wording"] == "Cấp cho Nguyễn {code} Mận."
    again = draft_wording(
        wording=first.wording, by=colleague, actor=actor, text="Cấp.", citations="Điều 6"
    )
    publish_wording(version=again, by=officer, actor=actor, seen="Cấp.")
    first.refresh_from_db()
    assert (first.state, again.number) == ("REPLACED", 2)


def test_similar_dossiers_are_sums_once_there_are_enough(place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    day = timezone.localdate()
    for _number in range(4):
        decided(proposed(citizen(), place, desk, officer), leader)
    assert similar(dossier, officer, day) is None
    decided(proposed(citizen(), place, desk, officer), leader)
    found = similar(dossier, officer, day)
    assert (found.number, found.outcomes, len(found.dossiers)) == (5, [("GRANT", 5)], 5)
    stranger = official(commune("H99.23").division, Role.OFFICER)
    assert similar(dossier, stranger, day).dossiers == []
