"""Many hands at once: real threads on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import CodeCounter, Decision, Dossier
from dossiers.services.accept import accept
from dossiers.services.decide import decide
from dossiers.services.hold import claim
from dossiers.services.refuse import refuse
from dossiers.services.submit import submit
from dossiers.services.watch.replies import watch_replies
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.audit.models import Event
from portal.kernel.codes import parse_dossier_code
from portal.messaging.models import Notice
from portal.reports.rules.names import Name
from portal.reports.selectors import figures
from portal.reports.values import BEGINNING, Span
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, draft, proposed, submitted

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs):
    """Run every job in a thread of its own, all starting together; results or what they raised."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


def accepted_so_far() -> int:
    ever = {"ever": Span(BEGINNING, timezone.localdate())}
    return figures("procedure", "1.001193", ever)["ever"].of(Name.ACCEPTED)


def test_64_acceptances_at_once_give_64_codes_without_gap(place, desk):
    owner = citizen()
    dossiers = [submitted(owner, place) for _number in range(64)]

    done = at_once(
        [
            lambda d=dossier: accept(dossier=d, by=desk, expected_version=1, unit=place.division)
            for dossier in dossiers
        ]
    )

    codes = [parse_dossier_code(dossier.code) for dossier in done]
    assert sorted(code.seq for code in codes) == list(range(1, 65))
    assert {code.org for code in codes} == {place.code}
    assert CodeCounter.objects.get().last == 64
    assert accepted_so_far() == 64


def test_numbers_stay_whole_over_midnight_and_past_9999(place, desk):
    owner = citizen()
    last_second = timezone.make_aware(datetime(2026, 11, 19, 23, 59, 59))
    first_second = last_second + timedelta(seconds=1)
    CodeCounter.objects.create(agency_code=place.code, day=last_second.date(), last=9_997)
    moments = [last_second, first_second] * 4
    dossiers = [submitted(owner, place, at=last_second - timedelta(hours=9)) for _one in moments]

    done = at_once(
        [
            lambda d=dossier, at=at: accept(
                dossier=d, by=desk, expected_version=1, unit=place.division, at=at
            )
            for dossier, at in zip(dossiers, moments, strict=True)
        ]
    )

    codes = [dossier.code.removeprefix(f"{place.code}-") for dossier in done]
    before = [f"261119-{number}" for number in ("9998", "9999", "10000", "10001")]
    after = [f"261120-{number}" for number in ("0001", "0002", "0003", "0004")]
    assert sorted(codes) == sorted(before + after)


def test_a_failed_acceptance_gives_its_number_back(place, desk, monkeypatch):
    owner = citizen()
    first, second = submitted(owner, place), submitted(owner, place)

    def break_down(*_arguments):
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr("dossiers.services.accept.order_paper", break_down)
        accept(dossier=first, by=desk, expected_version=1, unit=place.division)
    done = accept(dossier=second, by=desk, expected_version=1, unit=place.division)

    assert done.code.endswith("-0001")
    first.refresh_from_db()
    assert (first.state, first.code) == (State.SUBMITTED, None)
    assert accepted_so_far() == 1


def test_20_presses_of_send_make_one_dossier_and_20_equal_receipts(place):
    owner = citizen()
    key = draft(owner, place).public_id

    receipts = at_once([lambda: submit(draft_id=key, by=owner)] * 20)

    assert len({receipt.submission_number for receipt in receipts}) == 1
    assert Dossier.objects.count() == 1
    assert Event.objects.filter(kind="dossier.submit").count() == 1
    assert Notice.objects.filter(text="dossiers/submitted_for_citizen").count() == 1


def test_accept_and_refuse_at_once_make_one_decision_and_one_clear_answer(place, desk):
    colleague = official(place.desk, Role.DESK, name="Lê Văn Sẻ")
    dossier = submitted(citizen(), place)

    results = at_once(
        [
            lambda: accept(dossier=dossier, by=desk, expected_version=1, unit=place.division),
            lambda: refuse(dossier=dossier, by=colleague, expected_version=1, reason="Thiếu giấy."),
        ]
    )

    lost = [result for result in results if isinstance(result, Conflict)]
    assert len(lost) == 1
    dossier.refresh_from_db()
    assert lost[0].dossier.state == dossier.state
    assert dossier.state in (State.ACCEPTED, State.REFUSED)
    assert (dossier.code is None) == (dossier.state == State.REFUSED)


def test_two_leaders_decide_at_once_one_decision_stands(place, desk):
    officer = official(place.division, Role.OFFICER)
    leaders = [official(place.committee, Role.LEADER), official(place.committee, Role.LEADER)]
    dossier = proposed(citizen(), place, desk, officer)

    results = at_once(
        [
            lambda who=leader, what=outcome: decide(
                dossier=dossier,
                by=who,
                expected_version=dossier.version,
                outcome=what,
                wording="Quyết định.",
                reason="Theo quy định.",
            )
            for leader, outcome in zip(leaders, ["GRANT", "REFUSE"], strict=True)
        ]
    )

    assert sum(isinstance(result, Decision) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Decision.objects.count() == 1


def test_two_officers_claim_at_once_one_has_it(place, desk):
    officers = [official(place.division, Role.OFFICER), official(place.division, Role.OFFICER)]
    dossier = accepted(citizen(), place, desk)

    results = at_once(
        [
            lambda who=officer: claim(dossier=dossier, by=who, expected_version=dossier.version)
            for officer in officers
        ]
    )

    assert sum(isinstance(result, Conflict) for result in results) == 1
    dossier.refresh_from_db()
    assert dossier.assignee in officers
    assert dossier.state == State.PROCESSING


def test_two_watches_at_once_report_a_missed_reply_once(place, desk):
    late = [submitted(citizen(), place) for _number in range(8)]
    at = max(dossier.deadline_at for dossier in late) + timedelta(minutes=1)

    told = at_once([lambda: watch_replies(at)] * 4)

    assert sum(told) == 8
    assert Event.objects.filter(kind="dossier.miss_reply").count() == 8
    assert (
        Notice.objects.filter(recipient=desk, text="dossiers/reply_late_for_official").count() == 8
    )
