"""An editor builds a form without a script: a condition, a repeated group, a try-out, test data."""

from procedures.models import EFormVersion
from procedures.services.check_form import what_stops
from tests.journeys.building import FIRST, LIST, Building


def test_a_form_is_built_tried_out_and_ready(province, person):
    editor = person(province["editor"], javascript=False)
    editor.sign_in(LIST)
    form = Building(editor, "Đơn hỗ trợ học phí", "Help with school fees")
    root = form.root
    form.add(FIRST, "Bạn là", "person", prefill="profile", required="on")
    answers = "Có con đi học | Has children\nTự đi học | Studies"
    form.add(FIRST, "Bạn thuộc trường hợp nào?", "choice", options=answers)
    form.add(FIRST, "Con đi học", "group")
    form.add("con_di_hoc", "Tên con", "text", required="on")
    form.add("con_di_hoc", "Học phí một tháng", "money", required="on")
    form.add(FIRST, "Tổng học phí", "calculation")
    form.calculate("tong_hoc_phi", "sum_of:con_di_hoc.hoc_phi_mot_thang")
    form.show_if("con_di_hoc", "ban_thuoc_truong_hop_nao", "co_con_di_hoc")
    said = "“Bạn thuộc trường hợp nào?” là “Có con đi học”"
    assert said in editor.reads()

    editor.page.goto(f"{root}xem-thu/?rong=phone")
    assert "Con đi học\n(không bắt buộc)" not in editor.reads()
    editor.press("known")
    editor.fill({"ban_thuoc_truong_hop_nao": "co_con_di_hoc"})
    editor.press("refresh")
    editor.press("add:con_di_hoc")
    editor.fill({"con_di_hoc.0.ten_con": "Nguyễn Văn Tí", "con_di_hoc.0.hoc_phi_mot_thang": "x"})
    editor.press("next")
    assert editor.page.locator(".error-summary li").count() == 1
    editor.fill({"con_di_hoc.0.hoc_phi_mot_thang": "150.000"})
    editor.press("next")
    assert "Nguyễn Văn Tí" in editor.reads()
    editor.fill({"trial_name": "Một con"})
    editor.press("keep")

    version = EFormVersion.objects.get(form__name="Đơn hỗ trợ học phí")
    assert what_stops(version) == []
    trial = version.trials.get()
    assert (trial.errors, trial.computed) == ([], {"tong_hoc_phi": 150000})

    editor.page.goto(f"{root}")
    editor.press("up:con_di_hoc")
    keys = [
        item.key for item in EFormVersion.objects.get(pk=version.pk).definition.sections[0].fields
    ]
    assert keys.index("con_di_hoc") < keys.index("ban_thuoc_truong_hop_nao")
    assert any(
        "không đứng trước" in words for words in what_stops(EFormVersion.objects.get(pk=version.pk))
    )
