"""A page is owed from the announcing decision until what people read is right."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.kernel.law import Standing
from portal.messaging.models import Notice
from procedures.errors import (
    BadFacts,
    NotPermitted,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import Revision, UpdateDuty
from procedures.rules.updating import LIMITS, Trigger, days_short
from procedures.selectors import published
from procedures.selectors.duties import radar
from procedures.services.claim_no_change import (
    claim_no_change,
    confirm_no_change,
    reject_no_change,
)
from procedures.services.open_update_duty import open_update_duty
from procedures.services.publish import publish
from procedures.services.remind_editors import remind_editors
from procedures.services.start_revision import start_revision
from procedures.workflow import DutyState
from tests.client import PageClient
from tests.factories import accounts
from tests.factories.accounts import come_in

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CODE = "1.001193"
NOW = "2026-11-21 09:00:00 +0700"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def owed(demo_catalogue):
    """Opens a duty by `by`, or the editor-less portal."""

    def make(by=SYSTEM, **given) -> UpdateDuty:
        facts = {
            "procedure_code": CODE,
            "trigger": Trigger.MINISTRY,
            "symbol": "900/QĐ-BTP",
            "on": date(2026, 11, 20),
        }
        return open_update_duty(by=by, **facts | given)

    return make


# Tuesday 24/11/2026 is a holiday; 31/8 to 2/9 are off, and Saturday 22/8 is worked instead.
OWED_BY = {
    (Trigger.MINISTRY, date(2026, 11, 2)): "2026-11-16 17:30",
    (Trigger.MINISTRY, date(2026, 11, 20)): "2026-12-07 17:30",
    (Trigger.PROVINCE, date(2026, 11, 20)): "2026-11-30 17:30",
    (Trigger.PROVINCE, date(2026, 8, 20)): "2026-08-26 17:30",
    (Trigger.SHORT, date(2026, 11, 20)): "2026-11-25 17:30",
    (Trigger.SHORT, date(2026, 8, 28)): "2026-09-04 17:30",
    (Trigger.NATIONAL_CHANGE, date(2026, 11, 14)): "2026-11-20 17:30",
}


def test_by_when_a_page_is_owed(owed):
    duties = {(trigger, on): owed(trigger=trigger, on=on) for trigger, on in OWED_BY}
    found = {key: f"{duty.due_at.astimezone(HANOI):%Y-%m-%d %H:%M}" for key, duty in duties.items()}
    assert found == OWED_BY
    for (trigger, on), duty in duties.items():
        counted = [line for line in duty.days if line["counted"]]
        assert len(counted) == duty.limit == LIMITS[trigger].on(on)
        assert duty.days[0] == {"date": on.isoformat(), "counted": False} | duty.days[0]
        assert duty.citations[0].startswith("63/2010/NĐ-CP#2") and duty.calendar_version


def test_only_what_the_decree_says_is_called_law():
    confirmed = {
        key for key, rule in LIMITS.items() if rule.values[0].standing is Standing.CONFIRMED
    }
    assert confirmed == {Trigger.MINISTRY, Trigger.PROVINCE, Trigger.SHORT}


@pytest.mark.parametrize(
    ("trigger", "signed", "in_force", "short"),
    [
        (Trigger.MINISTRY, date(2026, 11, 1), date(2026, 11, 21), 0),
        (Trigger.MINISTRY, date(2026, 11, 1), date(2026, 11, 20), 1),
        (Trigger.PROVINCE, date(2026, 11, 1), date(2026, 11, 6), 0),
        (Trigger.PROVINCE, date(2026, 11, 5), date(2026, 11, 6), 4),
        (Trigger.SHORT, date(2026, 11, 6), date(2026, 11, 6), 0),
        (Trigger.MINISTRY, date(2026, 11, 1), None, 0),
    ],
)
def test_an_announcement_that_came_too_late_is_noticed(trigger, signed, in_force, short):
    assert days_short(trigger, signed, in_force) == short


def test_the_same_decision_is_owed_once(owed, editor):
    first = owed()
    assert owed(by=editor, symbol=" 900 / QĐ-BTP ") == first
    assert owed(trigger=Trigger.NATIONAL_CHANGE, symbol="") != first
    assert UpdateDuty.objects.count() == 2


def test_what_cannot_be_a_decision(owed):
    wrong = {
        "procedure_code": {"procedure_code": "1.999999"},
        "on": {"on": date(2026, 11, 22)},
        "symbol": {"symbol": "  "},
    }
    for field, given in wrong.items():
        with pytest.raises(BadFacts) as refused:
            owed(**given)
        assert refused.value.field == field
    with pytest.raises(NotPermitted):
        owed(by=Actor("OFFICIAL", 1, 1, Role.DESK.value))


def test_publishing_a_revision_that_names_the_decision_settles_it(owed, editor, approver):
    duty, other = owed(), owed(symbol="901/QĐ-BTP")
    unnamed = owed(trigger=Trigger.NATIONAL_CHANGE, symbol="")
    facts = {"decision_symbol": "0900/qd-btp", "in_force_from": date(2026, 12, 15)}
    draft = start_revision(procedure=published(CODE).procedure, by=editor, **facts)
    publish(revision=draft, by=approver, expected_version=1, today=timezone.localdate())
    for each in (duty, other, unnamed):
        each.refresh_from_db()
    assert duty.state == DutyState.DONE and duty.revision == draft
    assert duty.closed_at == Revision.objects.get(pk=draft.pk).published_at
    assert other.state == DutyState.OPEN
    assert unnamed.state == DutyState.DONE
    event = Event.objects.get(kind="update_duty.settled", subject_id=str(duty.pk))
    assert event.payload == {"revision": draft.pk, "late": False}


def test_a_decision_entered_after_the_page_was_made_right_is_settled_at_once(owed):
    symbol = published(CODE).decision_symbol
    duty = owed(symbol=symbol, on=date(2026, 1, 5))
    assert duty.state == DutyState.DONE
    assert duty.closed_at == published(CODE).published_at > duty.due_at


def test_no_change_takes_two_people_and_a_reason(owed, editor, approver):
    duty = owed()
    with pytest.raises(BadFacts):
        claim_no_change(duty=duty, reason=" ", by=editor, expected_version=1)
    with pytest.raises(NotPermitted):
        claim_no_change(duty=duty, reason="Đã đúng", by=SYSTEM, expected_version=1)
    duty = claim_no_change(duty=duty, reason="Đã đúng", by=approver, expected_version=1)
    with pytest.raises(SecondPersonNeeded):
        confirm_no_change(duty=duty, by=approver, expected_version=2)
    with pytest.raises(NotPermitted):
        confirm_no_change(duty=duty, by=editor, expected_version=2)
    with transaction.atomic(), pytest.raises(IntegrityError):
        UpdateDuty.objects.filter(pk=duty.pk).update(
            state="NO_CHANGE", closed_by=approver.user_id, closed_at=timezone.now()
        )


def test_a_claim_is_confirmed_or_rejected_once(owed, editor, approver):
    duty = claim_no_change(duty=owed(), reason="Đã đúng", by=editor, expected_version=1)
    back = reject_no_change(duty=duty, by=approver, expected_version=2)
    assert back.state == DutyState.OPEN and back.due_at == duty.due_at
    with pytest.raises(SomebodyWasFaster):
        confirm_no_change(duty=duty, by=approver, expected_version=2)
    with pytest.raises(WrongState):
        confirm_no_change(duty=duty, by=approver, expected_version=3)
    again = claim_no_change(duty=duty, reason="Đã xem lại", by=editor, expected_version=3)
    done = confirm_no_change(duty=again, by=approver, expected_version=4)
    assert done.state == DutyState.NO_CHANGE and done.closed_at == timezone.now()


def _told() -> list[tuple[str, int]]:
    return list(Notice.objects.order_by("pk").values_list("text", "recipient_id"))


def test_reminders_go_out_once_each_and_late_ones_to_those_who_approve(owed, editor, approver):
    duty = owed(trigger=Trigger.PROVINCE)  # owed by 30/11 at 17:30
    assert remind_editors(datetime(2026, 11, 28, 17, 0, tzinfo=HANOI)) == 0
    for _again in range(2):
        remind_editors(datetime(2026, 11, 28, 18, 0, tzinfo=HANOI))
    assert _told() == [("procedures/update_soon_for_official", editor.user_id)]
    for _again in range(2):
        remind_editors(datetime(2026, 12, 1, 8, 0, tzinfo=HANOI))
    late = {who for text, who in _told() if text == "procedures/update_late_for_official"}
    assert {editor.user_id, approver.user_id} <= late
    assert len(_told()) == 1 + len(late)
    assert Notice.objects.last().link == f"/quan-tri/danh-muc/{duty.pk}/"


def test_each_list_of_the_radar_shows_its_own(owed, editor, approver, time_machine):
    soon = owed(trigger=Trigger.SHORT, symbol="1/QĐ", on=date(2026, 11, 18))
    calm, late = owed(symbol="2/QĐ"), owed(symbol="3/QĐ", on=date(2026, 10, 1))
    time_machine.move_to("2026-11-19 09:00:00 +0700", tick=False)
    duty = claim_no_change(
        duty=owed(symbol="4/QĐ", on=date(2026, 11, 11)), reason="x", by=editor, expected_version=1
    )
    in_time = confirm_no_change(duty=duty, by=approver, expected_version=2)
    duty = claim_no_change(
        duty=owed(symbol="5/QĐ", on=date(2026, 9, 1)), reason="x", by=editor, expected_version=1
    )
    too_late = confirm_no_change(duty=duty, by=approver, expected_version=2)
    expected = {
        "owed": [late, soon, calm],
        "soon": [soon],
        "late": [late],
        "done": [in_time],
        "done_late": [too_late],
    }
    assert {tab: list(radar(tab, timezone.now())) for tab in expected} == expected


def test_the_radar_from_decision_to_draft(owed, province, client, monkeypatch):
    monkeypatch.setattr("procedures.admin.radar.PAGE", 2)
    desk = come_in(PageClient(), accounts.official(province, Role.EDITOR, name="Trần Văn Đậu"))
    boss = come_in(PageClient(), accounts.official(province, Role.APPROVER, name="Lý Thị Na"))
    refused = desk.post("/quan-tri/danh-muc/moi/", {"procedure_code": "1.9", "on": "2027-01-01"})
    assert refused.status_code == 422
    given = {"procedure_code": CODE, "trigger": "PROVINCE", "symbol": "7/QĐ", "on": "2026-11-20"}
    opened = desk.post("/quan-tri/danh-muc/moi/", given)
    page = desk.get(opened.url)
    assert "Thứ Hai, 30/11/2026" in page.text_of(".//main")
    assert "Ngày Văn hóa" in page.text_of(".//main")
    for symbol in ("8/QĐ", "9/QĐ"):
        owed(symbol=symbol)
    seen, url = [], "/quan-tri/danh-muc/"
    while url:
        listed = desk.get(url)
        seen += [row.get("data-state") for row in listed.tree.findall(".//tbody/tr")]
        following = listed.tree.find(".//a[@rel='next']")
        url = "/quan-tri/danh-muc/" + following.get("href") if following is not None else ""
    assert len(seen) == 3
    for odd in ("?sau=x", "?sau=2026-11-20T00:00~1", "?sau=~", "?danh-sach=x&agency=999999999999"):
        assert desk.get(f"/quan-tri/danh-muc/{odd}").status_code in (200, 400)

    claimed = desk.post(opened.url, {"action": "claim", "reason": "Không đổi", "version": "1"})
    assert claimed.status_code == 302
    assert desk.post(opened.url, {"action": "confirm", "version": "2"}).status_code == 302
    duty = UpdateDuty.objects.get(symbol="7/QĐ")
    assert duty.state == DutyState.CLAIMED
    assert "Xác nhận" in boss.get(opened.url).text_of(".//main")
    boss.post(opened.url, {"action": "reject", "version": "2"})
    begun = desk.post(opened.url, {"action": "start", "version": "3"})
    draft = Revision.objects.get(state="DRAFT")
    assert draft.decision_symbol == "7/QĐ" and str(draft.pk) in begun.url
    stranger = come_in(PageClient(), accounts.official(province, Role.OFFICER))
    assert stranger.get("/quan-tri/danh-muc/").status_code == 403
