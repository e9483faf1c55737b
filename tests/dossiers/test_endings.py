"""How dossiers end: what each ending leaves behind, and what may still follow it."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Draft
from dossiers.papers import build, code_for
from dossiers.rules.endings import CORRECTION_WORKING_DAYS
from dossiers.selectors import desk_lists
from dossiers.selectors.counter.hand_out import result_at_desk
from dossiers.selectors.desk import available
from dossiers.selectors.desk_lists import QUEUES, in_queue
from dossiers.selectors.lapsed import to_be_closed
from dossiers.services.close_lapsed import close_forgotten
from dossiers.services.refuse import refuse
from dossiers.services.reopen import reopen
from dossiers.services.watch.results import watch_results
from dossiers.workflow import STATES, Action, National, State
from portal.agencies.roles import Role
from portal.audit.checks import run
from portal.audit.models import Event
from portal.documents.checking import check_path, check_secret
from portal.documents.workflow import PaperKind, Validity
from portal.integrations.models import OutboxMessage
from portal.kernel.codes import result_code
from portal.messaging.models import Notice
from portal.reports.models import Delta
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted
from tests.factories.play import MONDAY, Play
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db


def ordered(dossier) -> set[str]:
    """Kinds of the papers that were ordered for it."""
    rows = OutboxMessage.objects.filter(handler="dossiers.make_paper")
    return {row.payload["kind"] for row in rows if row.payload["dossier"] == dossier.pk}


# Given back


@pytest.fixture
def lapsed():
    return Play().do("submit", "accept", "claim", "ask_in_appraisal", "supplement_lapsed")


def test_nothing_is_given_back_while_the_applicant_has_time():
    play = Play().do("submit", "accept", "claim", "ask_in_appraisal")
    assert Action.GIVE_BACK not in available(play.officer, play.dossier, play.at.date())
    with pytest.raises(Invalid):
        play.give_back()
    play.dossier.refresh_from_db()
    assert play.dossier.state == State.ASKED_IN_APPRAISAL


def test_an_official_gives_back_what_was_never_completed(lapsed):
    assert Action.GIVE_BACK in available(lapsed.officer, lapsed.dossier, lapsed.at.date())
    dossier = lapsed.do("give_back").dossier
    assert (dossier.state, dossier.deadline_at, dossier.closed_at) == (
        State.GIVEN_BACK,
        None,
        lapsed.at,
    )
    assert not dossier.intervals.filter(answered_at=None).exists()
    assert STATES[State(dossier.state)].national == National.STOPPED
    paper = build(PaperKind.GIVEN_BACK, dossier, Event.objects.get(kind="dossier.give_back"))
    assert paper.code == f"{dossier.code}-TH1"
    assert [(item.name, item.reason) for item in paper.items] == [(lapsed.paper.name, "Ảnh mờ.")]
    assert PaperKind.GIVEN_BACK in ordered(dossier)
    told = Notice.objects.get(text="dossiers/given_back_for_citizen")
    assert dossier.closing_reason in told.body and "Nộp lại" in told.body


def test_the_portal_closes_what_nobody_closed_and_only_after_the_days_of_grace(lapsed):
    soon, late = lapsed.at + timedelta(days=3), lapsed.at + timedelta(days=8)
    assert [close_forgotten(soon), close_forgotten(late), close_forgotten(late)] == [0, 1, 0]
    lapsed.dossier.refresh_from_db()
    assert lapsed.dossier.state == State.GIVEN_BACK
    signer = build(
        PaperKind.GIVEN_BACK, lapsed.dossier, Event.objects.get(kind="dossier.give_back")
    ).signer
    assert signer == lapsed.officer.full_name, "the paper names a person to turn to"
    assert list(to_be_closed(late)) == []


def test_before_acceptance_it_is_a_refusal_that_says_how_to_go_on():
    play = Play().do("submit", "ask_at_desk", "supplement_lapsed", "refuse_lapsed")
    assert (play.dossier.state, play.dossier.code) == (State.REFUSED, None)
    paper = build(PaperKind.REFUSAL, play.dossier, Event.objects.get(kind="dossier.refuse_lapsed"))
    assert "Nộp lại hồ sơ" in paper.advice and play.dossier.closing_reason == paper.reason
    assert ordered(play.dossier) == {PaperKind.SUPPLEMENT, PaperKind.REFUSAL}


def test_an_answer_that_comes_after_all_keeps_the_dossier_open(lapsed, time_machine):
    time_machine.move_to(lapsed.at + timedelta(hours=1))
    lapsed.do("answer_in_appraisal")
    assert close_forgotten(lapsed.at + timedelta(days=60)) == 0
    lapsed.do("draft_asking_in_appraisal", "grant_asking")
    with pytest.raises(Invalid):
        lapsed.give_back()
    assert close_forgotten(lapsed.at + timedelta(days=60)) == 0, "the new request is not late yet"


@pytest.fixture
def refused():
    place, owner = commune(), citizen()
    sent = submitted(owner, place, revision=procedure(place, form=BIRTH), answers=ANSWERS)
    desk = official(place.desk, Role.DESK)
    return refuse(dossier=sent, by=desk, expected_version=1, reason="Sai nơi nộp.")


def begin_again(page, dossier):
    address = f"/thu-tuc/{dossier.revision.procedure.code}/nop/?tu={dossier.public_id}"
    data = {"agency": dossier.agency_id, "applicant": "self", "action": "start"}
    shown = page.get(address)
    assert page.post(address, data).status_code == 302
    return shown, Draft.objects.get().answers


def test_filing_again_begins_with_the_earlier_answers_but_what_is_declared(page, refused):
    page.force_login(refused.owner)
    detail = page.get(f"/ho-so/{refused.public_id}/").content.decode()
    assert f"/nop/?tu={refused.public_id}" in detail
    shown, answers = begin_again(page, refused)
    assert refused.reference in shown.content.decode()
    declared = {"true"}
    assert answers == {key: value for key, value in ANSWERS.items() if key not in declared}


def test_nobody_begins_with_the_answers_of_another(page, refused):
    page.force_login(citizen())
    shown, answers = begin_again(page, refused)
    assert refused.reference not in shown.content.decode()
    assert answers.keys() <= {"full_name"}


# Not fetched


@pytest.fixture
def ready():
    play = Play().do("submit", "accept", "claim", "propose", "decide")
    return play.do("complete_signing")


def days(play, number):
    return play.at + timedelta(days=number)


def notices(dossier) -> list[str]:
    rows = Notice.objects.filter(recipient=dossier.owner, text__contains="/result_")
    return [row.text.partition("/")[2] for row in rows.order_by("pk")]


def test_two_reminders_then_the_result_is_put_away_each_once(ready):
    told = [watch_results(days(ready, each)) for each in (5, 11, 12, 31, 32, 61, 62)]
    assert told == [0, 1, 0, 1, 0, 1, 0]
    ready.dossier.refresh_from_db()
    assert (ready.dossier.state, ready.dossier.closed_at) == (State.UNCLAIMED, None)
    assert STATES[State.UNCLAIMED].national == National.DONE
    assert notices(ready.dossier) == [
        "result_desk_for_citizen",
        "result_waits_for_citizen",
        "result_waits_for_citizen",
        "result_unclaimed_for_citizen",
    ]


def test_what_nobody_fetched_lies_in_a_list_of_the_desk_and_is_still_handed_out(ready):
    ready.do("leave_unclaimed")
    queue = next(each for each in QUEUES if each.key == "unclaimed")
    today = ready.at.date()
    assert list(in_queue(ready.desk, queue, today)) == [ready.dossier]
    assert desk_lists.counted(ready.desk, [queue], today) == {"unclaimed": 1}
    assert result_at_desk(ready.desk, ready.dossier.public_id, today) == ready.dossier
    ready.do("return_result")
    assert (ready.dossier.state, ready.dossier.closed_at) == (State.RETURNED, ready.at)
    assert desk_lists.counted(ready.desk, [queue], today) == {"unclaimed": 0}


def test_whoever_then_wants_it_by_post_is_waited_for_anew(ready):
    ready.do("leave_unclaimed", "choose_return")
    assert (ready.dossier.state, ready.dossier.return_way) == (State.DONE, "POST")
    assert (ready.dossier.ready_at, ready.dossier.fetch_reminders) == (ready.at, 0)
    assert watch_results(days(ready, 200)) == 0, "the desk has yet to post it"


# Mistakes of the agency


@pytest.fixture
def handed_out():
    play = Play().do("submit", "accept", "claim", "propose", "decide")
    return play.do("complete_signing", "return_result")


def test_only_a_superior_takes_a_finished_dossier_up_again_and_says_why(handed_out):
    assert Action.REOPEN not in available(handed_out.officer, handed_out.dossier, MONDAY.date())
    given = handed_out.as_(handed_out.leader)
    with pytest.raises(Invalid):
        reopen(**given, reason=" ")
    with pytest.raises(NotAllowed):
        reopen(**(given | {"by": handed_out.officer}), reason="Sai tên.")
    handed_out.dossier.refresh_from_db()
    assert handed_out.dossier.state == State.RETURNED


def test_a_reopened_dossier_keeps_its_code_has_a_limit_of_its_own_and_costs_nothing(handed_out):
    before = handed_out.dossier.code, handed_out.dossier.demands.count()
    dossier = handed_out.do("reopen").dossier
    assert (dossier.state, dossier.closed_at, dossier.received_by) == (State.PROCESSING, None, "")
    assert (dossier.code, dossier.demands.count()) == before
    days = CORRECTION_WORKING_DAYS.on(handed_out.at.date())
    due = dossier.due_dates.order_by("pk").last()
    assert (due.limit, due.since, due.at) == (days, handed_out.at, dossier.deadline_at)
    told = Notice.objects.get(text="dossiers/reopened_for_citizen")
    assert "xin lỗi" in told.body and "Sai tên đệm" in told.body
    handed_out.result.refresh_from_db()
    assert handed_out.result.state == Validity.VALID, "it counts until the corrected one is there"
    assert derived() == []


def test_the_corrected_result_replaces_the_first_one_for_whoever_checks_it(handed_out, page):
    first = handed_out.result
    handed_out.do("reopen", "propose", "decide")
    order = Event.objects.get(kind="dossier.let_out", payload__decision=latest(handed_out).pk)
    assert code_for(PaperKind.RESULT, handed_out.dossier, order) == result_code(
        handed_out.dossier.code, 2
    )
    second = handed_out.do("complete_signing").result
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (Validity.REPLACED, second)
    assert handed_out.dossier.corrections.get().done_at == handed_out.at
    shown = page.get(check_path(first.code), {"k": check_secret(first.code)}).content.decode()
    assert second.code in shown and 'data-state="REPLACED"' in shown
    handed_out.do("return_result")
    assert [counted(each) for each in ("done", "reopened", "in_process")] == [1, 1, 0]
    assert derived() == []


def counted(name: str) -> int:
    return Delta.objects.filter(name=name).aggregate(all=Sum("amount"))["all"]


def latest(play):
    return play.dossier.decisions.get(revoked_at=None)


def derived() -> list:
    return [each for _area, _name, found in run(["derived"]) for each in found]
