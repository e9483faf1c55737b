"""Every page of the desk opens, is a good page, and belongs to those it is for."""

import pytest
from django.urls import reverse

from dossiers.models import Absence, BulkJob, Instruction, SavedList, Wording
from dossiers.models.desk import ItemState
from dossiers.services.bulk import do_step
from dossiers.services.marks import add_note, make_label, put_label
from dossiers.services.wordings import draft_wording, publish_wording
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.integrations.models import OutboxMessage
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
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


def listed(response) -> list[str]:
    return [cell.text for cell in response.tree.iterfind(".//tbody//a[@class='code']")]


def counts(response) -> list[str]:
    return [each.text for each in response.tree.iterfind(".//nav[@class='tabs']//span")]


def run_bulk() -> BulkJob:
    """What the worker does with the one job that there is."""
    job = BulkJob.objects.get()
    event = Event.objects.get(kind="bulk.started")
    while message := OutboxMessage.objects.filter(handler="dossiers.bulk", state="PENDING").first():
        do_step(job_id=job.pk, item_id=message.payload["item"], event=event)
        OutboxMessage.objects.filter(pk=message.pk).update(state="SENT", ended_at=message.asked_at)
    job.refresh_from_db()
    return job


def test_tabs_show_the_kept_counts_and_the_list_its_news(page, place, desk, officer, colleague):
    seen = accepted(citizen(), place, desk)
    accepted(citizen(), place, desk)
    come_in(page, officer)
    page.get(seen.desk_url)
    add_note(dossier=seen, by=colleague, text="Đã gọi điện.")

    response = page.get_counted(reverse("desk:list"), {"viec": "unit"})

    assert counts(response) == ["0", "2", "0"]
    assert len(listed(response)) == 2
    assert response.text_of(".//tbody").count("chưa xem") == 1
    assert not SavedList.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tt": "ACCEPTED"}, 1),
        ({"tt": "PROCESSING"}, 0),
        ({"thu_tuc": "1.001193"}, 1),
        ({"thu_tuc": "9.999999"}, 0),
        ({"han": "late"}, 0),
        ({"han": "none"}, 0),
        ({"cho": "OFFICER"}, 1),
        ({"cho": "OWNER"}, 0),
        ({"kenh": "ONLINE"}, 1),
        ({"kenh": "KIOSK"}, 0),
        ({"nguoi": "0"}, 1),
        ({"moi": "on"}, 1),
        ({"q": "man"}, 1),
        ({"q": "khong ai"}, 0),
        ({"nguoi": "khac", "han": "hôm qua"}, 1),
    ],
)
def test_each_filter_leaves_what_fits(page, place, desk, officer, query, found):
    accepted(citizen("Nguyễn Thị Mận"), place, desk)
    come_in(page, officer)
    assert len(listed(page.get(reverse("desk:list"), {"viec": "unit", **query}))) == found


def test_a_list_is_kept_for_the_unit_with_its_columns(page, place, officer, colleague):
    come_in(page, officer)
    kept = {"query": "?viec=unit&han=late&cot=han&cot=kenh&xyz=1", "name": "Trễ hạn"}
    page.post(reverse("desk:keep_list"), kept | {"unit": place.division.pk, "action": "keep"})
    assert SavedList.objects.get().query == "?viec=unit&han=late&cot=han&cot=kenh"
    come_in(page, colleague)
    links = page.get(reverse("desk:list")).tree.iterfind(".//nav[@class='saved-lists']//a")
    assert [link.text for link in links] == ["Trễ hạn"]


def test_next_and_previous_walk_through_the_narrowed_list(page, place, desk, officer):
    first, second, third = (accepted(citizen(), place, desk) for _number in range(3))
    come_in(page, officer)
    response = page.get(second.desk_url, {"ds": "viec=unit&tt=ACCEPTED"})
    around = {
        link.get("rel"): link.get("href").split("?")[0]
        for link in response.tree.iterfind(".//a[@rel]")
        if link.get("rel") in ("prev", "next")
    }
    assert around == {"prev": first.desk_url, "next": third.desk_url}


def test_one_sees_who_else_has_it_open_and_what_is_new(page, place, desk, officer, colleague):
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer).get(dossier.desk_url)
    page.post(dossier.desk_url, {"action": "claim", "version": dossier.version})
    come_in(page, colleague)

    response = page.get(dossier.desk_url)
    assert "Đỗ Minh Quân vừa mở hồ sơ này" in response.text_of(".//*[@id='visitors']")
    fragment = page.get(reverse("desk:presence", args=[dossier.public_id]), HTTP_HX_REQUEST="true")
    assert "Đỗ Minh Quân" in fragment.content.decode()


def test_who_has_it_open_is_told_without_redis(page, place, desk, officer, colleague, monkeypatch):
    def away():
        raise OSError

    monkeypatch.setattr("dossiers.selectors.presence.redis", away)
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer).get(dossier.desk_url)
    come_in(page, colleague)
    assert "Đỗ Minh Quân" in page.get(dossier.desk_url).text_of(".//*[@id='visitors']")


def test_news_are_what_others_did_since_the_last_look(page, place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer).get(dossier.desk_url)
    come_in(page, leader)
    given = {"action": "assign", "version": dossier.version, "to": officer.pk}
    page.post(dossier.desk_url, given)
    come_in(page, officer)
    news = page.get(dossier.desk_url).text_of(".//section[@class='changed']")
    assert "Đã phân công cho cán bộ" in news and "Vũ Thị Hiền" in news


def test_marks_of_the_house_are_put_from_the_page(page, place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    label = make_label(unit=place.division, by=officer, name="Gấp", tone="bad")
    come_in(page, officer)
    address = reverse("desk:mark", args=[dossier.public_id])
    for sent in (
        {"action": "note", "text": "Hỏi lại số nhà."},
        {"action": "label", "label": label.pk},
        {"action": "follow"},
        {"action": "at_it"},
    ):
        assert page.post(address, sent).status_code == 302
    text = page.get(dossier.desk_url).text_of(".//main")
    assert "Hỏi lại số nhà." in text and "Bạn báo đang xử lý" in text
    assert listed(page.get(reverse("desk:list"), {"viec": "followed", "nhan": label.pk}))
    assert page.post(address, {"action": "erase"}).status_code == 404


def test_many_are_done_each_with_its_result(page, place, desk, officer, colleague):
    free, changed = (accepted(citizen(), place, desk) for _number in range(2))
    foreign = submitted(citizen(), commune("H99.23"))
    ticked = [f"{d.public_id}:{d.version}" for d in (free, changed, foreign)]
    come_in(page, colleague)
    page.post(changed.desk_url, {"action": "claim", "version": changed.version})
    come_in(page, officer)
    wild = [f"{free.public_id}:{much}" for much in ("9" * 25, "-1", "٣", "1:zz")]
    ticked += [*wild, "", ":", "x:1"]
    asked = page.post(reverse("desk:bulk"), {"act": "claim", "chon": ticked})
    key = asked.tree.find(".//input[@name='key']").get("value")
    sent = {"act": "claim", "chon": ticked, "key": key, "action": "start"}
    first = page.post(reverse("desk:bulk"), sent)
    again = page.post(reverse("desk:bulk"), sent)
    assert first.url == again.url

    job = run_bulk()

    assert [item.state for item in job.items.order_by("pk")] == [ItemState.DONE, ItemState.CHANGED]
    assert job.ended_at and job.done == 2
    text = page.get(first.url).text_of(".//main")
    assert free.code in text and foreign.submission_number not in text
    assert page.get(reverse("desk:bulk")).status_code == 200
    come_in(page, colleague)
    assert page.get(first.url).status_code == 404


def test_a_leader_reads_ticks_and_decides_on_many(page, place, desk, officer, leader):
    kept, replaced = (proposed(citizen(), place, desk, officer) for _number in range(2))
    come_in(page, leader)
    shown = page.get(reverse("desk:batch"))
    boxes = [each.get("value") for each in shown.tree.iterfind(".//input[@name='chon']")]
    assert len(boxes) == 2 and "Chấp thuận." in shown.text_of(".//main")
    open_proposal = replaced.proposals.get()
    open_proposal.wording = "Từ chối."
    open_proposal.save()
    key = shown.tree.find(".//input[@name='key']").get("value")
    page.post(reverse("desk:bulk"), {"act": "decide", "chon": boxes, "key": key, "action": "start"})

    run_bulk()

    kept.refresh_from_db()
    replaced.refresh_from_db()
    assert (kept.state, replaced.state) == (State.SIGNING, State.PROPOSED)


@pytest.mark.parametrize(
    ("act", "more", "after"),
    [
        ("assign", {}, State.PROCESSING),
        ("forward", {"note": "Thuộc kinh tế."}, State.ACCEPTED),
        ("propose", {"outcome": "GRANT", "wording": "Chấp thuận."}, State.PROPOSED),
        ("label", {}, State.ACCEPTED),
    ],
)
def test_what_an_act_needs_is_asked_once(page, place, desk, officer, act, more, after):
    dossier = accepted(citizen(), place, desk)
    label = make_label(unit=place.division, by=officer, name="Gấp", tone="bad")
    more |= {"assign": {"to": officer.pk}, "label": {"label": label.pk}}.get(act, {})
    more |= {"unit": place.other_division.pk} if act == "forward" else {}
    come_in(page, officer)
    sent = {"act": act, "chon": [f"{dossier.public_id}:{dossier.version}"], "action": "start"}
    assert page.post(reverse("desk:bulk"), sent).status_code == 422
    page.post(reverse("desk:bulk"), sent | more)
    assert run_bulk().items.get().state == ItemState.DONE
    dossier.refresh_from_db()
    assert dossier.state == after


def test_absences_are_announced_and_ended_on_a_page(page, place, officer, colleague):
    come_in(page, officer)
    sent = {"official": officer.pk, "deputy": colleague.pk, "since": "2026-11-20"}
    assert page.post(reverse("desk:absences"), sent | {"deputy": officer.pk}).status_code == 422
    assert page.post(reverse("desk:absences"), sent | {"action": "announce"}).status_code == 302
    assert "Lê Thị Lan" in page.get(reverse("desk:absences")).text_of(".//table")
    page.post(reverse("desk:absences"), {"action": "back", "absence": Absence.objects.get().pk})
    assert Absence.objects.get().returned_at


def test_instructions_go_their_way_on_pages(page, place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    address = reverse("instructions:give", args=["dossiers.dossier", dossier.pk])
    assert come_in(page, officer).get(address).status_code == 403
    come_in(page, leader)
    assert page.get(address).status_code == 200
    assert page.get(reverse("instructions:unit")).status_code == 200
    wish = {"text": "Báo cáo tiến độ.", "to_official": officer.pk, "due": "2099-12-01"}
    assert page.post(address, wish | {"due": "2099-12-05"}).status_code == 422
    one = page.post(address, wish).url
    come_in(page, officer)
    assert "Báo cáo tiến độ." in page.get(reverse("instructions:list")).text_of(".//table")
    page.post(one, {"action": "done", "version": 1, "text": "Đã xong."})
    assert Instruction.objects.get().done_at
    assert page.post(one, {"action": "close", "version": 2}).status_code == 302
    assert Instruction.objects.get().closed_at is None
    assert "Báo cáo tiến độ." in page.get(dossier.desk_url).text_of(".//main")
    stranger = official(commune("H99.23").committee, Role.LEADER)
    assert come_in(page, stranger).get(one).status_code == 404


def test_a_text_of_the_library_begins_a_proposal(page, place, desk, officer, colleague, leader):
    dossier = accepted(citizen("Nguyễn Thị Mận"), place, desk)
    actor = Actor.official(officer)
    wording = Wording(procedure=dossier.revision.procedure, outcome="GRANT", ground="Hồ sơ đầy đủ")
    said = {"text": "Chấp thuận cho {applicant}.", "citations": "Điều 5"}
    draft = draft_wording(wording=wording, by=officer, actor=actor, **said)
    publish_wording(version=draft, by=colleague, actor=actor, seen=draft.text)
    come_in(page, officer)
    shown = page.get(dossier.desk_url, {"mau": draft.pk})
    field = shown.tree.find(".//textarea[@name='wording']")
    assert field.text.strip() == "Chấp thuận cho Nguyễn Thị Mận."
    page.post(
        dossier.desk_url,
        {
            "action": "propose",
            "version": dossier.version,
            "outcome": "GRANT",
            "wording": field.text,
            "wording_version": draft.pk,
        },
    )
    assert dossier.proposals.get().wording_version == draft
    for name in ("wordings:list", "wordings:new"):
        assert page.get(reverse(name)).status_code == 200
    assert page.get(reverse("wordings:one", args=[draft.wording_id])).status_code == 200


def test_labels_are_made_and_retired_on_a_page(page, place, desk, officer):
    come_in(page, officer)
    made = {"name": "Gấp", "tone": "bad", "unit": place.division.pk, "action": "make"}
    assert page.post(reverse("desk:labels"), made).status_code == 302
    assert page.post(reverse("desk:labels"), made).status_code == 422
    other = made | {"unit": place.other_division.pk}
    assert page.post(reverse("desk:labels"), other).status_code == 422
    assert "Gấp" in page.get(reverse("desk:labels")).text_of(".//table")


def test_next_best_opens_the_nearest_date_and_says_so(page, place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    response = come_in(page, officer).post(reverse("desk:next"), {"action": "next"})
    assert response.url == dossier.desk_url
    assert dossier.soft_claim.by == officer


def test_my_last_step_is_taken_back_on_its_page(page, place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    come_in(page, officer)
    sent = {"action": "forward", "version": dossier.version, "unit": place.other_division.pk}
    gone = page.post(dossier.desk_url, sent | {"note": "Nhầm."})
    assert gone.url == reverse("desk:just_done")
    assert page.get(gone.url).status_code == 200
    back = {"dossier": dossier.public_id, "version": dossier.version + 1, "action": "take_back"}
    assert page.post(gone.url, back).status_code == 409
    assert page.post(gone.url, back | {"reason": "Chuyển nhầm."}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.holder == place.division


def test_a_label_of_another_unit_is_not_put(page, place, desk, officer):
    dossier = accepted(citizen(), place, desk)
    stranger = official(place.other_division, Role.OFFICER)
    label = make_label(unit=place.other_division, by=stranger, name="Riêng", tone="info")
    come_in(page, officer)
    page.post(
        reverse("desk:mark", args=[dossier.public_id]), {"action": "label", "label": label.pk}
    )
    assert not dossier.labelled.exists()
    mine = make_label(unit=place.division, by=officer, name="Của tôi", tone="info")
    put_label(dossier=dossier, label=mine, by=officer)
    assert dossier.labelled.get().label == mine


def test_a_refused_page_is_one_line_in_the_log(page, place, officer, caplog):
    come_in(page, officer)
    assert page.get(reverse("desk:batch")).status_code == 403
    refused = [each for each in caplog.records if getattr(each, "status_code", None) == 403]
    assert len(refused) == 1 and not refused[0].exc_info


@pytest.mark.parametrize(
    ("address", "field"),
    [("desk:labels", "name"), ("desk:keep_list", "name"), ("desk:just_done", "reason")],
)
def test_a_zero_in_a_small_field_is_refused_in_words(page, officer, address, field):
    come_in(page, officer)
    sent = {"action": "make", "tone": "plain", field: "a\x00"}
    assert page.post(reverse(address), sent).status_code == 400
