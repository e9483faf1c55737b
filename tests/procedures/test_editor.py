"""The editor of revisions and of terms of the province, as two officials use it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.agencies.models import Agency
from portal.agencies.roles import Role
from procedures.models import (
    EFormVersion,
    Exemption,
    Fee,
    LocalTerms,
    Offering,
    Procedure,
    Revision,
)
from procedures.selectors import published, terms_on
from procedures.workflow import State
from tests.agencies.test_admin import form_of
from tests.factories.accounts import come_in, official
from tests.procedures.test_admin import address


@pytest.fixture
def editors(province):
    return [
        come_in(Client(), official(province, Role.EDITOR, name=name))
        for name in ("Trần Văn Đậu", "Lê Thị Sen")
    ]


@pytest.fixture
def approver_page(province):
    return come_in(Client(), official(province, Role.APPROVER, name="Bùi Quốc Anh"))


@pytest.fixture
def draft(demo_catalogue, editors) -> Revision:
    procedure = Procedure.objects.get(code="1.014063")
    page = editors[0].get(address(procedure))
    editors[0].post(address(procedure), form_of(page) | {"action": "start"})
    return Revision.objects.get(state=State.DRAFT)


def test_the_second_editor_is_told_and_keeps_what_he_typed(draft, editors):
    first, second = (form_of(each.get(address(draft))) for each in editors)
    assert editors[0].post(address(draft), first | {"summary": "Của Đậu"}).status_code == 302
    refused = editors[1].post(address(draft), second | {"summary": "Của Sen"})
    draft.refresh_from_db()
    assert refused.status_code == 200 and draft.summary == "Của Đậu"
    shown = refused.content.decode()
    assert "Của Sen" in shown and "Trần Văn Đậu" in shown and 'role="alert"' in shown
    again = form_of(refused)
    assert again["summary"] == "Của Sen"
    assert editors[1].post(address(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.summary == "Của Sen"


def test_a_row_removed_meanwhile_is_no_fault_of_the_portal(draft, editors):
    values = form_of(editors[1].get(address(draft)))
    draft.papers.first().delete()
    kept = editors[1].post(address(draft), values | {"summary": "Của Sen"})
    assert kept.status_code == 200 and "Của Sen" in kept.content.decode()


def test_fees_and_exemptions_are_written_on_their_pages_and_make_a_new_version(draft, editors):
    channel = draft.channels.get(kind="COUNTER")
    assert f"/channel/{channel.pk}/change/" in editors[0].get(address(draft)).content.decode()
    fee = channel.fees.order_by("amount").last()
    values = form_of(editors[0].get(address(fee)))
    line = {"exemptions-0-group": "POOR", "exemptions-0-who": "Hộ nghèo"}
    line |= {"exemptions-0-share": "100", "exemptions-0-order": "1"}
    saved = editors[0].post(address(fee), values | line)
    assert saved.status_code == 302, saved.context["errors"]
    assert Exemption.objects.get(fee=fee).share == 100
    before, draft_now = draft.version, Revision.objects.get(pk=draft.pk)
    assert draft_now.version == before + 1
    stale = editors[1].post(address(fee), values | line)
    assert stale.status_code == 200 and Exemption.objects.filter(fee=fee).count() == 1


def test_who_publishes_reads_the_gate_first(draft, editors, approver_page):
    confirm = f"/quan-tri/procedures/revision/{draft.pk}/publish/"
    own = editors[0].get(confirm).content.decode()
    assert 'value="publish"' not in own and "Đinh" not in own and "Trần Văn Đậu" in own
    asked = approver_page.get(confirm).content.decode()
    assert 'value="publish"' in asked and f'value="{draft.version}"' in asked
    Fee.objects.filter(channel__revision=draft, channel__kind="COUNTER").delete()
    missing = approver_page.get(confirm).content.decode()
    assert 'value="publish"' not in missing and "#s-channels" in missing
    editor = editors[0].get(address(draft)).content.decode()
    assert 'href="#s-channels"' in editor


def test_a_form_changed_since_it_was_read_is_not_published(draft, approver_page):
    draft.form = EFormVersion.objects.create(
        form=draft.form.form, number=2, content=draft.form.content
    )
    draft.save()
    asked = approver_page.get(f"/quan-tri/procedures/revision/{draft.pk}/publish/").content.decode()
    assert 'name="form_edits" value="1"' in asked
    read = {"action": "publish", "version": draft.version, "form_edits": "1"}
    EFormVersion.objects.filter(pk=draft.form_id).update(edits=2)
    approver_page.post(address(draft), read)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    approver_page.post(address(draft), read | {"form_edits": "2"})
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED


def test_a_draft_is_seen_as_the_citizen_will_see_it_by_editors_alone(draft, editors, client):
    Revision.objects.filter(pk=draft.pk).update(summary="Bản mới chưa ai thấy")
    preview = f"/quan-tri/procedures/revision/{draft.pk}/preview/"
    page = editors[0].get(preview)
    assert page.status_code == 200 and "Bản mới chưa ai thấy" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert client.get(preview).status_code in (302, 403, 404)
    assert "Bản mới" not in client.get("/thu-tuc/1.014063/").content.decode()


def test_revisions_are_found_by_where_they_stand(draft, editors):
    def listed(standing):
        page = editors[0].get(f"/quan-tri/procedures/revision/?standing={standing}")
        return {row.pk for row in page.context["cl"].result_list}

    assert listed("draft") == {draft.pk}
    assert published("1.014063").pk in listed("current")
    assert listed("coming") == listed("past") == set()


def test_terms_of_the_province_from_the_first_line_to_their_end(
    demo_catalogue, editors, approver_page
):
    procedure = Procedure.objects.get(code="3.000347")
    add = "/quan-tri/procedures/localterms/add/"
    today = timezone.localdate()
    first = form_of(editors[0].get(add)) | {
        "procedure": procedure.pk,
        "symbol": "77/2026/NQ-HĐND",
        "signed_on": today - timedelta(days=30),
        "in_force_from": today,
    }
    begun = editors[0].post(add, first)
    terms = LocalTerms.objects.get()
    assert begun.url == address(terms) and terms.created_by is not None

    key = procedure.current.channels.first().fees.first().key
    values = form_of(editors[0].get(address(terms)))
    line = {"fees-0-fee_key": key, "fees-0-kind": "FIXED", "fees-0-amount": "9000"}
    saved = editors[0].post(address(terms), values | line | {"fees-0-order": "1", "_continue": "1"})
    assert saved.status_code == 302, saved.context["errors"]
    terms.refresh_from_db()

    act = {"action": "publish", "version": terms.version}
    editors[0].post(address(terms), act)
    assert LocalTerms.objects.get().state == State.DRAFT
    approver_page.post(address(terms), act)
    revision = published("3.000347")
    assert terms_on(revision, None, "COUNTER", today).charges[0].amount == 9000
    shown = approver_page.get("/thu-tuc/3.000347/").content.decode()
    assert "9.000 đ" in shown and "77/2026/NQ-HĐND" in shown
    answer = approver_page.get("/api/v1/procedures/3.000347").json()
    assert answer["channels"][0]["fees"][0]["local"] is True
    assert answer["local_terms"][0]["symbol"] == "77/2026/NQ-HĐND"

    end = {"action": "end", "version": terms.version + 1}
    approver_page.post(address(terms), end | {"until": "ngày mai"})
    approver_page.post(address(terms), end | {"until": (today + timedelta(days=1)).isoformat()})
    terms.refresh_from_db()
    assert terms.in_force_until == today + timedelta(days=1)
    assert terms_on(revision, None, "COUNTER", today + timedelta(days=2)).charges[0].local is None


def test_a_procedure_is_offered_to_all_communes_in_one_step(demo_catalogue, editors):
    procedure = Procedure.objects.get(code="3.000347")
    Offering.objects.filter(procedure=procedure).delete()
    communes = Agency.objects.filter(level="COMMUNE", kind="PEOPLE_COMMITTEE")
    taken = communes.first()
    desk = taken.children.get(kind="SERVICE_CENTRE")
    ways = {"channels": ["COUNTER"], "since": "2026-12-01"}
    Offering.objects.create(
        procedure=procedure, agency=taken, desk=desk, since=date(2026, 1, 1), channels=["COUNTER"]
    )
    page = "/quan-tri/danh-muc/noi-nhan/3.000347/"
    asked = {"group": "committees", "desk": desk.name, "division": "kind:POLICE"} | ways
    plan = editors[0].post(page, asked | {"action": "plan"})
    assert plan.status_code == 200 and plan.context["ready"] == communes.count() - 1
    assert Offering.objects.filter(procedure=procedure).count() == 1
    editors[0].post(page, asked | {"action": "offer"})
    editors[0].post(page, asked | {"action": "offer"})
    made = Offering.objects.filter(procedure=procedure, since=date(2026, 12, 1))
    assert made.count() == communes.count() - 1
    assert {each.division.kind for each in made} == {"POLICE"}
    close = {"group": "committees", "action": "close", "until": "2026-12-31"}
    editors[0].post(page, close)
    assert not Offering.objects.filter(procedure=procedure, until=None).exists()
    clerk = come_in(Client(), official(taken, Role.OFFICER, name="Đỗ Minh Quân"))
    assert clerk.get(page).status_code in (302, 403, 404)
