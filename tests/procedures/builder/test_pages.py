"""The pages of the builder, without scripts: what they show, what they refuse, what they keep."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.agencies.roles import Role
from procedures.models import EForm, EFormVersion
from procedures.services.check_form import results_of
from tests.client import PageClient
from tests.factories.accounts import come_in, official

ROOT = "/quan-tri/bieu-mau/don-xin/1/"
KINDS = [
    *("text", "long_text", "number", "money", "date", "month", "yes_no", "choice", "many"),
    *("identity_number", "tax_number", "phone", "email", "address", "person", "organisation"),
    *("group", "table", "calculation", "file", "statement", "heading"),
]


def now(draft) -> EFormVersion:
    return EFormVersion.objects.get(pk=draft.pk)


def press(page, draft, path: str, action: str, **data):
    return page.post(
        f"{ROOT}{path}", {"edits": now(draft).edits, "action": action, **data}, follow=True
    )


def values_of(answer) -> dict:
    """What a browser would send back of the page's form."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields if form[name].value()}


def test_a_form_begins_and_every_kind_of_question_has_its_page(page, editor):
    answer = page.post(
        "/quan-tri/bieu-mau/moi/", {"title": "Đơn xin", "action": "start"}, follow=True
    )
    draft = EFormVersion.objects.get()
    section = draft.definition.sections[0].key
    for kind in KINDS:
        answer = press(
            page, draft, f"them/section:{section}/", "add", label=f"Câu {kind}", kind=kind
        )
        assert answer.status_code == 200
        path = answer.context["path"]
        saved = press(page, draft, f"cau/{path}/", "save", **values_of(answer))
        assert saved.redirect_chain, (kind, saved.context["form"].errors)
    assert [item.kind.value for item in now(draft).definition.sections[0].fields] == KINDS
    for part in ("", "kiem-tra/", "xem-thu/", "du-lieu-thu/", "so-sanh/"):
        assert page.get(ROOT + part).status_code == 200


def test_lists(page, draft):
    page.get_counted("/quan-tri/bieu-mau/")
    page.get_counted("/quan-tri/bieu-mau/don-xin/")
    assert b"don-xin" in page.get("/quan-tri/bieu-mau/?q=%C4%90%C6%A1n").content
    assert b"don-xin/" not in page.get("/quan-tri/bieu-mau/?q=kh%C3%B4ng+c%C3%B3").content
    page.get_counted(ROOT)


def test_properties_are_those_of_the_kind_and_come_back_as_typed(page, draft):
    press(page, draft, "them/section:viec/", "add", label="Nơi nhận", kind="choice")
    answer = page.get(f"{ROOT}cau/noi_nhan/")
    assert "options" in answer.context["form"].fields
    assert not {"min", "pattern", "unit", "parts"} & set(answer.context["form"].fields)
    typed = values_of(answer) | {"options": "Tại quầy | At the desk\nTại nhà", "label_en": "Where"}
    press(page, draft, "cau/noi_nhan/", "save", **typed)
    item = now(draft).definition.sections[0].fields[1]
    assert [(each.key, each.label.vi, each.label.en) for each in item.options] == [
        ("tai_quay", "Tại quầy", "At the desk"),
        ("tai_nha", "Tại nhà", ""),
    ]
    wrong = press(page, draft, "cau/noi_nhan/", "save", **typed | {"options": "a = A\na = B"})
    assert wrong.status_code == 422
    assert wrong.context["form"]["options"].value() == "a = A\na = B"


def test_limits_are_written_as_people_write_them(page, draft):
    press(page, draft, "them/section:viec/", "add", label="Ngày cấp", kind="date")
    values = values_of(page.get(f"{ROOT}cau/ngay_cap/"))
    press(page, draft, "cau/ngay_cap/", "save", **values | {"min": "1/7/2025", "max": "Hôm nay"})
    item = now(draft).definition.sections[0].fields[1]
    assert (item.min, item.max) == ("2025-07-01", "today")
    wrong = press(page, draft, "cau/ngay_cap/", "save", **values | {"min": "31/2/2025"})
    assert wrong.status_code == 422


def test_a_condition_is_built_row_by_row_and_stored_only_by_saving(page, draft):
    press(page, draft, "them/section:viec/", "add", label="Có con", kind="yes_no")
    press(page, draft, "them/section:viec/", "add", label="Số con", kind="number")
    place = "cau/so_con/hien/"
    answer = press(page, draft, place, "add", new="co_con", join="all")
    rows = {"join": "all", "0.field": "co_con", "0.test": "is", "0.value": "true"}
    answer = press(page, draft, place, "add", new="ly_do", **rows)
    assert now(draft).definition.sections[0].fields[2].show_if is None
    rows |= {"1.field": "ly_do", "1.test": "filled"}
    answer = press(page, draft, place, "save", **rows)
    item = now(draft).definition.sections[0].fields[2]
    assert item.show_if == {
        "all": [{"field": "co_con", "is": True}, {"field": "ly_do", "filled": True}]
    }
    assert "“Có con” là “Có” và “Lý do” đã trả lời" in answer.content.decode()
    unknown = press(page, draft, place, "save", **{"0.field": "so_con", "0.test": "filled"})
    assert unknown.redirect_chain
    assert now(draft).definition.sections[0].fields[2].show_if is None


def test_a_bad_row_is_told_and_nothing_is_stored(page, draft):
    press(page, draft, "them/section:viec/", "add", label="Diện tích", kind="number")
    press(page, draft, "them/section:viec/", "add", label="Ghi chú", kind="text")
    rows = {"0.field": "dien_tich", "0.test": "gt", "0.value": "hai trăm"}
    answer = press(page, draft, "cau/ghi_chu/bat-buoc/", "save", **rows)
    assert answer.status_code == 422
    assert answer.context["form"].items[0].text == "hai trăm"
    assert now(draft).definition.sections[0].fields[2].required_if is None


def test_the_second_of_two_editors_gets_his_words_back(page, draft, place):
    other = come_in(PageClient(), official(place, Role.EDITOR, name="Lê Thị Hồng"))
    values = values_of(page.get(f"{ROOT}cau/ly_do/"))
    press(other, draft, "cau/ly_do/", "save", **values | {"label": "Lý do xin"})
    stale = values | {"label": "Vì sao xin", "edits": "1", "action": "save"}
    answer = page.post(f"{ROOT}cau/ly_do/", stale)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Vì sao xin" in shown
    assert "Lê Thị Hồng" in shown
    assert now(draft).definition.sections[0].fields[0].label.vi == "Lý do xin"


def test_a_version_in_use_is_only_read(page, draft):
    draft.locked = True
    draft.save()
    before = draft.content
    assert b'value="save"' not in page.get(f"{ROOT}cau/ly_do/").content
    for path, action in (("cau/ly_do/", "remove"), ("", "up:ly_do"), ("phan/viec/", "remove")):
        answer = press(page, draft, path, action)
        assert answer.context["messages"]
    assert now(draft).content == before
    answer = page.post("/quan-tri/bieu-mau/don-xin/", {"action": "start"})
    assert answer.url == "/quan-tri/bieu-mau/don-xin/2/"
    assert page.get(answer.url + "so-sanh/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("cau/khong/", "cau/ly_do.x/", "cau/ly_do/khac/", "cau/ly_do/phep-tinh/", "phan/khong/"),
        *("them/section:khong/", "them/ly_do/", "du-lieu-thu/0/", "so-sanh/?truoc=9"),
        *("so-sanh/?truoc=abc", "cau/" + "a." * 300 + "/"),
    ],
)
def test_forged_addresses_are_404(page, draft, path):
    assert page.get(ROOT + path).status_code == 404


@pytest.mark.parametrize("action", ["", "up", "up:khong", "up:ly_do.x", "section-up:khong", "drop"])
def test_forged_actions_are_404_and_change_nothing(page, draft, action):
    assert press(page, draft, "", action).status_code == 404
    assert now(draft).edits == 1


def test_html_in_words_is_text(page, draft):
    bad = "<script>alert(1)</script>"
    press(page, draft, "them/section:viec/", "add", label=bad, kind="text")
    for path in ("", "cau/script_alert_1_script/", "xem-thu/", "kiem-tra/"):
        assert bad.encode() not in page.get(ROOT + path).content


def test_the_preview_judges_and_stores_nothing(page, draft):
    values = values_of(page.get(f"{ROOT}cau/ly_do/"))
    press(page, draft, "cau/ly_do/", "save", **values | {"required": "on"})
    before = now(draft)
    answer = page.post(f"{ROOT}xem-thu/", {"at": "viec", "action": "next"})
    assert answer.context["errors"]
    answer = page.post(f"{ROOT}xem-thu/", {"at": "viec", "action": "next", "ly_do": "Cần"})
    assert answer.context["form"] is None
    assert "Cần" in answer.content.decode()
    assert ("ly_do", "Cần") in answer.context["carried"]
    known = press(page, draft, "them/section:viec/", "add", label="Bạn là", kind="person")
    press(page, draft, "cau/ban_la/", "save", **values_of(known) | {"prefill": "profile"})
    empty = {"at": "viec", "action": "known", "ban_la.full_name": ""}
    filled = page.post(f"{ROOT}xem-thu/", empty).context["form"].answers
    assert filled["ban_la"]["full_name"] == "Nguyễn Thị Mận"
    before = now(draft)
    forged = page.post(f"{ROOT}xem-thu/?rong=x", {"at": "khong", "action": "go:khong"})
    assert forged.status_code == 200
    assert (now(draft).content, now(draft).edits) == (before.content, before.edits)


def test_answers_of_the_preview_are_kept_as_test_data(page, draft):
    answer = page.post(
        f"{ROOT}xem-thu/",
        {"at": "viec", "action": "keep", "ly_do": "Cần", "trial_name": "Đủ"},
        follow=True,
    )
    trial = answer.context["trial"]
    assert (trial.name, trial.answers, trial.errors) == ("Đủ", {"ly_do": "Cần"}, [])
    place = f"du-lieu-thu/{trial.pk}/"
    expected = {"name": "Đủ", "on": trial.on.isoformat(), "refused": ["ly_do"]}
    answer = press(page, draft, place, "save", **expected)
    assert answer.context["passed"] is False
    assert 'data-state="failed"' in page.get(f"{ROOT}du-lieu-thu/").content.decode()
    press(page, draft, place, "accept", **expected)
    opened = page.post(f"{ROOT}xem-thu/", {"ly_do": "Cần", "action": "open"})
    assert opened.context["form"].answers == {"ly_do": "Cần"}
    assert [outcome.passed for _trial, outcome in results_of(now(draft))] == [True]
    press(page, draft, place, "drop")
    assert results_of(now(draft)) == []


def test_a_form_travels_as_a_file(page, draft):
    sent = page.get(f"{ROOT}tep/")
    assert sent["Content-Disposition"].startswith("attachment")
    upload = SimpleUploadedFile("don-xin.json", sent.content)
    answer = page.post("/quan-tri/bieu-mau/nhap-tep/", {"file": upload, "action": "import"})
    assert answer.url == "/quan-tri/bieu-mau/don-xin-2/1/"
    assert EForm.objects.count() == 2
    broken = SimpleUploadedFile("x.json", json.dumps({"format": "eform/1", "form": []}).encode())
    refused = page.post("/quan-tri/bieu-mau/nhap-tep/", {"file": broken, "action": "import"})
    assert refused.status_code == 422
    assert EForm.objects.count() == 2


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DESK, Role.AUDITOR])
def test_others_do_not_build(draft, place, role):
    clerk = come_in(PageClient(), official(place, role, name="Đỗ Minh Quân"))
    assert clerk.get(ROOT).status_code == 403
    assert clerk.post(ROOT, {"action": "discard", "edits": 1}).status_code == 403
    assert EFormVersion.objects.count() == 1
