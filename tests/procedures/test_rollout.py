"""Services on their way online: the record, the yearly list, the agencies' reports."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from procedures.errors import (
    BadFacts,
    NotPermitted,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import Frozen, PriorityEntry, PriorityList, RolloutStep, YearlyReport
from procedures.models.rollout import Stage
from procedures.rules.reporting import report_by
from procedures.selectors.reports import figures_of, late_agencies
from procedures.services.priority_list import (
    approve_priority_list,
    open_priority_list,
    propose_service,
    weigh_service,
)
from procedures.services.record_stage import record_stage
from procedures.services.yearly_report import sign_report, write_report
from tests.client import PageClient
from tests.factories import accounts
from tests.factories.accounts import come_in

BIRTH = "1.001193"
DECISION = {"decision_symbol": "12/QĐ-UBND", "decision_date": date(2026, 1, 15)}


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-21 09:00:00 +0700", tick=False)


def approved(entry: PriorityEntry, secretary: Actor, approver: Actor) -> PriorityList:
    weigh_service(entry=entry, keep=True, by=secretary)
    found = PriorityList.objects.get()
    return approve_priority_list(
        found=found, by=approver, expected_version=found.version, **DECISION
    )


def test_stages_are_only_added_and_stand_in_order(birth, editor, client):
    record_stage(procedure=birth, stage=Stage.BUILT, on=date(2026, 6, 1), by=editor)
    for stage, on, field in [
        (Stage.CHOSEN, date(2026, 6, 2), "on"),
        (Stage.TRIAL, date(2026, 5, 31), "on"),
        (Stage.TRIAL, date(2026, 11, 22), "on"),
    ]:
        with pytest.raises(BadFacts) as refused:
            record_stage(procedure=birth, stage=stage, on=on, by=editor)
        assert refused.value.field == field
    with pytest.raises(NotPermitted):
        record_stage(
            procedure=birth, stage=Stage.TRIAL, on=date(2026, 7, 1), by=Actor("OFFICIAL", 1, 1, "X")
        )
    assert "Nộp trực tuyến được từ" not in client.get("/thu-tuc/1.001193/").text_of(".//main")
    record_stage(procedure=birth, stage=Stage.PROVIDED, on=date(2026, 8, 1), by=editor)
    step = record_stage(procedure=birth, stage=Stage.PROVIDED, on=date(2026, 8, 3), by=editor)
    shown = client.get("/thu-tuc/1.001193/").text_of(".//main")
    assert "Nộp trực tuyến được từ 03/08/2026" in shown and "01/08/2026" not in shown
    with pytest.raises(Frozen):
        step.save()
    for change in (
        lambda: RolloutStep.objects.filter(pk=step.pk).update(note="x"),
        lambda: RolloutStep.objects.filter(pk=step.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_nobody_can_file_online_is_not_called_provided(birth, editor):
    birth.offerings.update(until=date(2026, 11, 20))
    with pytest.raises(BadFacts) as refused:
        record_stage(procedure=birth, stage=Stage.PROVIDED, on=date(2026, 11, 1), by=editor)
    assert refused.value.field == "stage"


def test_three_people_make_a_list(proposed, editor, secretary, approver):
    found = PriorityList.objects.get()
    with pytest.raises(NotPermitted):
        open_priority_list(year=2027, by=editor)
    with pytest.raises(BadFacts):
        propose_service(
            found=found,
            procedure=proposed.procedure,
            level=4,
            by_when=date(2026, 12, 1),
            reason="x",
            by=editor,
        )
    with pytest.raises(NotPermitted):
        weigh_service(entry=proposed, keep=True, by=editor)
    with pytest.raises(BadFacts):
        weigh_service(entry=proposed, keep=False, by=secretary)
    with pytest.raises(BadFacts):
        approve_priority_list(found=found, by=approver, expected_version=found.version, **DECISION)
    weigh_service(entry=proposed, keep=True, by=secretary)
    with pytest.raises(SomebodyWasFaster):
        approve_priority_list(found=found, by=approver, expected_version=1, **DECISION)
    found.refresh_from_db()
    same = Actor("OFFICIAL", secretary.user_id, secretary.agency_id, Role.APPROVER.value)
    with pytest.raises(SecondPersonNeeded):
        approve_priority_list(found=found, by=same, expected_version=found.version, **DECISION)
    done = approve_priority_list(
        found=found, by=approver, expected_version=found.version, **DECISION
    )
    assert done.approved_at == timezone.now()
    with pytest.raises(WrongState):
        weigh_service(entry=proposed, keep=False, reason="x", by=secretary)
    for change in (
        lambda: PriorityEntry.objects.update(reason="Khác"),
        lambda: PriorityList.objects.update(decision_symbol="Khác"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_public_list_and_its_data(client, proposed, editor, secretary, approver):
    assert client.get("/thu-tuc/uu-tien/2026/").status_code == 404
    assert client.get("/thu-tuc/uu-tien/").status_code == 200
    record_stage(procedure=proposed.procedure, stage=Stage.TRIAL, on=date(2026, 3, 1), by=editor)
    PriorityEntry.objects.update(reason="=HYPERLINK(0)")
    approved(proposed, secretary, approver)
    page = client.get_counted("/thu-tuc/uu-tien/2026/")
    assert "0 trong 1 dịch vụ" in page.text_of(".//main")
    record_stage(procedure=proposed.procedure, stage=Stage.PROVIDED, on=date(2026, 4, 1), by=editor)
    data = client.get("/thu-tuc/uu-tien/2026.json").json()
    assert data["decision"] == "12/QĐ-UBND" and data["services"][0]["online"] is True
    assert data["services"][0]["stage_on"] == "2026-04-01"
    rows = client.get("/thu-tuc/uu-tien/2026.csv").getvalue().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("code,name,agency") and rows[1].startswith(f"{BIRTH},")
    assert client.get("/thu-tuc/uu-tien/2026.xml").status_code == 404
    assert client.get("/thu-tuc/uu-tien/2025.csv").status_code == 404


def test_the_list_at_the_desk(province, birth):
    def person(role, name):
        return come_in(PageClient(), accounts.official(province, role, name=name))

    editor, boss = person(Role.EDITOR, "Trần Văn Đậu"), person(Role.APPROVER, "Lý Thị Na")
    secretary = person(Role.SECRETARY, "Lương Bích Thủy")
    address = secretary.post("/quan-tri/danh-muc/uu-tien/", {"year": "2026"}).url
    wish = {"action": "propose", "procedure_code": BIRTH, "level": "4", "reason": "Nhiều người cần"}
    refused = editor.post(address, wish | {"by_when": "2027-01-01"})
    assert refused.status_code == 422 and "năm của danh mục" in refused.text_of(".//main")
    editor.post(address, wish | {"by_when": "2026-12-31"})
    entry = PriorityEntry.objects.get()
    assert f"keep:{entry.pk}" not in editor.get(address).content.decode()
    assert f"keep:{entry.pk}" in secretary.get(address).content.decode()
    assert secretary.post(address, {"action": "keep:0"}).status_code == 404
    secretary.post(address, {"action": f"keep:{entry.pk}"})
    decision = {"action": "approve", "decision_symbol": "12/QĐ", "decision_date": "2026-01-15"}
    version = PriorityList.objects.get().version
    boss.post(address, decision | {"version": str(version)})
    assert "/thu-tuc/uu-tien/2026/" in boss.get(address).content.decode()
    assert "1" in editor.get("/quan-tri/danh-muc/trien-khai/?code=1.001193").url
    recorded = {"stage": "BUILT", "on": "2026-06-01", "decision": "", "note": ""}
    service = "/quan-tri/danh-muc/trien-khai/1.001193/"
    assert editor.post(service, recorded).status_code == 302
    assert editor.post(service, recorded | {"on": "2027-01-01"}).status_code == 422
    assert "Xây dựng" in editor.get("/quan-tri/danh-muc/trien-khai/").text_of(".//table")


@pytest.fixture
def police(demo_catalogue):
    """The one agency that takes driving licences."""
    return AgencyIdentifier.objects.get(code="H99.06").agency


def _of(agency, role, name) -> Actor:
    user = accounts.official(agency, role, name=name)
    return Actor("OFFICIAL", user.pk, agency.pk, role.value)


def test_the_leader_signs_what_somebody_else_wrote(police, province, editor, secretary):
    leader, other = _of(police, Role.LEADER, "Bùi A"), _of(province, Role.LEADER, "Bùi B")
    texts = {"done": "Đã đưa lên trực tuyến.", "plans": ""}
    given = {"year": 2026, "agency": police, "expected_version": 0}
    with pytest.raises(NotPermitted):
        write_report(by=editor, **given, **texts)
    report = write_report(by=secretary, **given, **texts)
    with pytest.raises(SomebodyWasFaster):
        write_report(by=secretary, **given, **texts)
    with pytest.raises(BadFacts):
        write_report(by=secretary, **given | {"agency": province})
    with pytest.raises(NotPermitted):
        sign_report(report=report, by=other, expected_version=1)
    YearlyReport.objects.update(written_by=leader.user_id)
    with pytest.raises(SecondPersonNeeded):
        sign_report(report=report, by=leader, expected_version=1)
    YearlyReport.objects.update(written_by=secretary.user_id)
    signed = sign_report(report=report, by=leader, expected_version=1)
    assert signed.figures == figures_of(police, 2026)
    assert signed.figures["offered"] == signed.figures["online"] == 1
    assert signed.figures["levels"] == {"1": 0, "2": 0, "3": 0, "4": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyReport.objects.update(figures={})


def test_who_is_late_with_the_report(police, secretary, time_machine):
    assert report_by(2026) == date(2026, 12, 15)
    time_machine.move_to("2026-12-15 23:00:00 +0700", tick=False)
    assert late_agencies(timezone.now()) == []
    time_machine.move_to("2026-12-16 00:10:00 +0700", tick=False)
    assert (2026, police) in late_agencies(timezone.now())
    report = write_report(
        year=2026, agency=police, by=secretary, expected_version=0, done="Đã làm."
    )
    sign_report(report=report, by=_of(police, Role.LEADER, "Bùi A"), expected_version=1)
    late = late_agencies(timezone.now())
    assert late and (2026, police) not in late


def test_reports_at_the_desk(police, province, secretary):
    clerk = come_in(PageClient(), accounts.official(police, Role.EDITOR, name="Đỗ Minh"))
    leader = come_in(PageClient(), accounts.official(police, Role.LEADER, name="Bùi A"))
    address = f"/quan-tri/danh-muc/bao-cao/2026/{police.pk}/"
    assert clerk.post(address, {"action": "write", "version": "0", "done": ""}).status_code == 422
    clerk.post(address, {"action": "write", "version": "0", "done": "Đã làm nhiều việc."})
    assert "Ký báo cáo" not in clerk.get(address).text_of(".//main")
    assert "Đã làm nhiều việc." in leader.get(address).text_of(".//main")
    leader.post(address, {"action": "sign", "version": "1"})
    assert "Bùi A" in leader.get(address).text_of(".//main")
    table = leader.get_counted("/quan-tri/danh-muc/bao-cao/2026/")
    assert "Đã ký" in table.text_of(".//table")
    assert leader.get("/quan-tri/danh-muc/uu-tien/").status_code == 403
    assert leader.get("/quan-tri/danh-muc/bao-cao/2026/999999/").status_code == 404
