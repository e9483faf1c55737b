"""Asking more than once, through the desk, too late; ticking off; the time to answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from dossiers.errors import Conflict, DossierError, Invalid, NotAllowed
from dossiers.models import Breach, Dossier, Supplement, SupplementItem, SupplementReason
from dossiers.models.supplement import Phase
from dossiers.rules import supplement as rules
from dossiers.selectors.desk import available, fields_to_ask
from dossiers.selectors.reasons import reasons_for
from dossiers.selectors.unlocked import registry_items
from dossiers.services.answer_supplement import answer_supplement, keep_supplement
from dossiers.services.check_supplement import check_supplement
from dossiers.services.draft_supplement import (
    deny_asking,
    draft_supplement,
    grant_asking,
    send_asking,
)
from dossiers.services.supplement import ask
from dossiers.services.watch.supplements import watch_supplements
from dossiers.workflow import Action, State
from portal.agencies.roles import Role
from portal.audit.models import Event
from portal.kernel.law import DEFAULT, Citation, Rule, Value
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)


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
def in_appraisal(place, desk, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return accepted(citizen(), place, desk)


def item(**fields):
    return SupplementItem(label="Lời giải thích", reason="Chưa rõ.", **fields)


def asked(dossier, by, **options):
    dossier.refresh_from_db()
    return ask(
        dossier=dossier,
        by=by,
        expected_version=dossier.version,
        phase=Phase.APPRAISAL,
        items=[item()],
        reason="",
        **options,
    )


def answered(dossier):
    dossier.refresh_from_db()
    return answer_supplement(
        dossier=dossier, by=dossier.owner, expected_version=dossier.version, note="Đã bổ sung."
    )


def drafted(dossier, by, justification="Giấy mới nộp lại thiếu trang.", **options):
    dossier.refresh_from_db()
    return draft_supplement(
        dossier=dossier,
        by=by,
        expected_version=dossier.version,
        phase=Phase.APPRAISAL,
        items=[item()],
        reason="",
        justification=justification,
        **options,
    )


def test_a_second_request_needs_a_reason_and_another_person(in_appraisal, officer, leader):
    dossier = in_appraisal
    asked(dossier, officer)
    dossier = answered(dossier)
    with pytest.raises(Invalid, match="một lần|once"):
        asked(dossier, officer)
    with pytest.raises(Invalid) as refused:
        drafted(dossier, officer, justification=" ")
    assert "justification" in refused.value.errors

    drafted(dossier, officer)
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING
    assert Notice.objects.filter(
        recipient=leader, text="dossiers/asking_drafted_for_official"
    ).exists()
    second = grant_asking(dossier=dossier, by=leader, expected_version=dossier.version)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.deadline_at) == (State.ASKED_IN_APPRAISAL, None)
    assert (second.number, second.approved_by, second.asked_by) == (2, leader, officer)
    assert second.justification and second.items.get().reason == "Chưa rõ."
    event = Event.objects.filter(kind="dossier.grant_asking").get()
    assert event.payload["number"] == 2


def test_nobody_approves_his_own_further_request(in_appraisal, place):
    both = official(place.committee, Role.OFFICER, Role.LEADER, name="Hai Vai")
    asked(in_appraisal, both)
    dossier = answered(in_appraisal)
    drafted(dossier, both)
    dossier.refresh_from_db()
    assert Action.GRANT_ASKING not in available(both, dossier, timezone.localdate())
    with pytest.raises(NotAllowed):
        grant_asking(dossier=dossier, by=both, expected_version=dossier.version)


def test_a_further_request_that_is_not_approved_goes_back_with_words(in_appraisal, officer, leader):
    asked(in_appraisal, officer)
    dossier = answered(in_appraisal)
    draft = drafted(dossier, officer)
    dossier.refresh_from_db()
    with pytest.raises(Conflict):
        drafted(dossier, officer)
    with pytest.raises(Invalid):
        deny_asking(dossier=dossier, by=leader, expected_version=dossier.version, remarks="")
    deny_asking(
        dossier=dossier, by=leader, expected_version=dossier.version, remarks="Đủ để quyết định."
    )
    dossier.refresh_from_db()
    draft.refresh_from_db()
    assert draft.closed_at and draft.remarks and draft.supplement is None
    assert dossier.state == State.PROCESSING and dossier.supplements.count() == 1


def test_the_database_knows_one_request_a_phase_unless_approved(in_appraisal, officer):
    first = asked(in_appraisal, officer)
    for broken in ({"number": 2}, {"number": 2, "justification": "Vì vậy."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Supplement.objects.create(
                dossier=in_appraisal,
                phase=first.phase,
                reason="",
                asked_by=officer,
                asked_at=timezone.now(),
                **broken,
            )


@pytest.mark.parametrize(
    ("day", "sector_days", "late"),
    [(5, None, False), (6, None, True), (6, 10, False), (23, 10, True)],
)
def test_asking_after_day_three_is_a_breach_unless_the_sector_says_otherwise(
    place, desk, officer, time_machine, day, sector_days, late
):
    basis = "Điều 7 Thông tư chuyên ngành" if sector_days else ""
    revision = procedure(place, asking_days=sector_days, asking_basis=basis)
    time_machine.move_to(MONDAY, tick=False)
    dossier = accepted(citizen(), place, desk, revision=revision)
    time_machine.move_to(datetime(2026, 11, day, 16, 0, tzinfo=VIETNAM), tick=False)
    assert asked(dossier, officer).late is late
    assert Breach.objects.filter(kind="LATE_ASKING", person=officer).count() == int(late)
    event = Event.objects.filter(kind="dossier.ask_in_appraisal").get()
    assert event.payload["breach"] == ("LATE_ASKING" if late else "")


def test_where_the_desk_sends_the_unit_only_drafts(in_appraisal, officer, desk, monkeypatch):
    route = Value(
        rules.DESK_SENDS, date(2018, 6, 21), None, Citation("61/2018/NĐ-CP", "5"), DEFAULT
    )
    rule = Rule("supplement.route", "", "", (route,))
    for module in ("dossiers.services.supplement", "dossiers.selectors.offers"):
        monkeypatch.setattr(f"{module}.ROUTE", rule)
    with pytest.raises(Invalid):
        asked(in_appraisal, officer)
    draft = drafted(in_appraisal, officer, justification="")
    in_appraisal.refresh_from_db()
    assert draft.waits_for == "DESK"
    assert Action.SEND_ASKING in available(desk, in_appraisal, timezone.localdate())
    sent = send_asking(dossier=in_appraisal, by=desk, expected_version=in_appraisal.version)
    assert (sent.asked_by, sent.sent_by, sent.number) == (officer, desk, 1)


def test_the_desk_sees_what_went_out_under_its_name(in_appraisal, officer, desk):
    asked(in_appraisal, officer, own_fault=True)
    assert Notice.objects.filter(recipient=desk, text="dossiers/supplement_for_desk").exists()
    event = Event.objects.get(kind="dossier.ask_in_appraisal")
    assert event.payload["own_fault"] is True


def test_a_database_is_put_right_by_words_and_nothing_else(in_appraisal, officer):
    in_appraisal.refresh_from_db()
    supplement = ask(
        dossier=in_appraisal,
        by=officer,
        expected_version=in_appraisal.version,
        phase=Phase.APPRAISAL,
        items=[item(registry="POPULATION")],
        reason="",
    )
    in_appraisal.refresh_from_db()
    wanted = registry_items(supplement)[0]
    owner, version = in_appraisal.owner, in_appraisal.version
    with pytest.raises(Invalid) as refused:
        answer_supplement(dossier=in_appraisal, by=owner, expected_version=version)
    assert f"note-{wanted.pk}" in refused.value.errors
    keep_supplement(supplement=supplement, by=owner, notes={wanted.pk: "Công an xã, 5/11/2026."})
    answer_supplement(dossier=in_appraisal, by=owner, expected_version=version)
    wanted.refresh_from_db()
    assert wanted.after == {"value": "Công an xã, 5/11/2026."}


def test_items_are_ticked_off_without_outdating_open_pages(in_appraisal, officer):
    supplement = asked(in_appraisal, officer)
    dossier = answered(in_appraisal)
    wanted = supplement.items.get()
    check_supplement(
        dossier=dossier, by=officer, expected_version=dossier.version, checked={wanted.pk: "Đạt."}
    )
    wanted.refresh_from_db()
    assert (wanted.checked_by, wanted.remark) == (officer, "Đạt.")
    assert Dossier.objects.get(pk=dossier.pk).version == dossier.version
    check_supplement(dossier=dossier, by=officer, expected_version=dossier.version, checked={})
    wanted.refresh_from_db()
    assert wanted.checked_at is None


def test_the_applicant_is_reminded_once_and_told_once_that_time_is_over(
    in_appraisal, officer, time_machine
):
    supplement = asked(in_appraisal, officer)
    assert supplement.due_at == datetime(2026, 12, 1, 17, 30, tzinfo=VIETNAM)
    assert watch_supplements(supplement.due_at - timedelta(days=10)) == 0
    near = supplement.due_at - timedelta(days=1)
    assert [watch_supplements(near), watch_supplements(near)] == [1, 0]
    over = supplement.due_at + timedelta(minutes=1)
    assert [watch_supplements(over), watch_supplements(over)] == [1, 0]
    texts = [
        "dossiers/supplement_reminder_for_citizen",
        "dossiers/supplement_lapsed_for_citizen",
        "dossiers/supplement_lapsed_for_official",
    ]
    assert [Notice.objects.filter(text=text).count() for text in texts] == [1, 1, 1]
    time_machine.move_to(over + timedelta(days=1), tick=False)
    assert answered(in_appraisal).state == State.PROCESSING


def test_common_reasons_are_those_of_the_day_and_of_the_paper(in_appraisal):
    paper = in_appraisal.revision.papers.first()
    everywhere = SupplementReason.objects.create(text="Ảnh mờ.", since=date(2026, 1, 1))
    here = SupplementReason.objects.create(
        text="Thiếu dấu.",
        since=date(2026, 1, 1),
        procedure=in_appraisal.revision.procedure,
        paper_key=paper.key,
    )
    SupplementReason.objects.create(
        text="Cũ.", since=date(2025, 1, 1), until=date(2025, 12, 31), paper_key=paper.key
    )
    found = reasons_for(in_appraisal, date(2026, 11, 2))
    thing = fields_to_ask(in_appraisal)[f"paper-{paper.pk}"]
    assert found.fitting(thing) == [here, everywhere]
    assert found.by_key(str(here.pk)) == here and found.by_key("nothing") is None


@pytest.mark.django_db(transaction=True)
def test_two_further_requests_at_once_make_one(place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    asked(dossier, officer)
    dossier = answered(dossier)
    drafted(dossier, officer)
    dossier.refresh_from_db()
    other = official(place.committee, Role.LEADER, name="Phó Chủ tịch khác")
    start = Barrier(2)

    def run(by):
        try:
            start.wait()
            return grant_asking(dossier=dossier, by=by, expected_version=dossier.version)
        except DossierError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, [leader, other]))
    assert sum(isinstance(result, Supplement) for result in results) == 1
    assert dossier.supplements.count() == 2


def test_at_the_desk_a_further_request_needs_the_leader_too(place, desk, leader, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    dossier = submitted(citizen(), place)
    common = {"phase": Phase.DESK, "items": [item()], "reason": ""}
    ask(dossier=dossier, by=desk, expected_version=1, **common)
    dossier.refresh_from_db()
    answered(dossier)
    dossier.refresh_from_db()
    draft_supplement(
        dossier=dossier,
        by=desk,
        expected_version=dossier.version,
        justification="Giấy nộp lại vẫn mờ.",
        phase=Phase.DESK,
        items=[item()],
        reason="",
    )
    dossier.refresh_from_db()
    grant_asking(dossier=dossier, by=leader, expected_version=dossier.version)
    dossier.refresh_from_db()
    assert dossier.state == State.ASKED_AT_DESK
