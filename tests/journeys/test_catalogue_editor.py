"""A procedure changes under the hands of two people, and a dossier filed before keeps its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.services.accept import accept
from portal.agencies.roles import Role
from procedures.models import Channel, EFormVersion, Procedure
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.procedures import procedure
from tests.journeys.building import FIRST, Building
from tests.journeys.filings import photo

# The story is long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

CODE = "9.000001"
ANSWERS = "Có con đi học | Has children at school\nTự đi học | Studies"


@pytest.fixture
def place():
    return commune()


def test_a_procedure_is_built_published_filed_and_revised(arrive, place, letters, tmp_path):
    procedure(place, code=CODE)
    editor = arrive(official(place.province, Role.EDITOR, name="Đinh Hoài Nam"))
    approver = arrive(official(place.province, Role.APPROVER, name="Vũ Minh Châu"))
    mother = arrive(citizen(), javascript=False, width=360)

    form = build(editor)
    draft = begin_revision(editor, in_force_since=1)
    put_in(editor, {"name": "Hỗ trợ học phí", "channels-0-visits": "0"})
    fail_the_gate_and_mend(editor, draft, form)
    publish(approver, draft)

    dossier = file(mother, tmp_path)
    accept(
        dossier=dossier,
        by=official(place.desk, Role.DESK),
        expected_version=dossier.version,
        unit=place.division,
    )
    desk = arrive(official(place.desk, Role.DESK))
    pages = [(mother, f"/ho-so/{dossier.public_id}/"), (desk, dossier.desk_url)]
    as_filed = [read(*each) for each in pages]
    assert all("Nguyễn Văn Tí" in told and "450.000" in told for told in as_filed)

    form.next_version()
    form.add(FIRST, "Trường của con", "text", required="on")
    draft = begin_revision(editor, in_force_since=0)
    revise(editor)
    try_on_what_was_filed(editor)
    read_what_changes(approver, draft)
    publish(approver, draft, told=("phải đến 1 lượt, hiện nay chỉ 0 lượt",))

    assert [read(*each) for each in pages] == as_filed
    read_what_changed(mother)
    file_anew(mother)


def build(editor) -> Building:
    """A question that brings up rows, and their sum, which is forgotten at first."""
    form = Building(editor, "Đơn hỗ trợ học phí", "Help with school fees")
    form.add(FIRST, "Bạn thuộc trường hợp nào?", "choice", options=ANSWERS, required="on")
    form.add(FIRST, "Con đi học", "group")
    form.add("con_di_hoc", "Tên con", "text", required="on")
    form.add("con_di_hoc", "Học phí một tháng", "money", required="on")
    form.show_if("con_di_hoc", "ban_thuoc_truong_hop_nao", "co_con_di_hoc")
    form.add(FIRST, "Tổng học phí", "calculation")
    return form


def begin_revision(editor, *, in_force_since: int) -> str:
    """A draft that takes the newest version of the form; gives its address."""
    made = Procedure.objects.get(code=CODE)
    editor.open(f"/quan-tri/procedures/procedure/{made.pk}/change/")
    editor.press("start")
    assert "Người soạn: Đinh Hoài Nam." in editor.reads()
    draft = editor.page.url.split("?")[0]
    day = timezone.localdate() - timedelta(days=in_force_since)
    newest = EFormVersion.objects.latest("pk")
    put_in(editor, {"form": str(newest.pk), "in_force_from": day.isoformat()})
    return draft


def put_in(editor, facts: dict[str, str]) -> None:
    """Fill in fields of the page of a revision or of one of its parts, wherever they are folded."""
    for name in facts:
        for fold in editor.page.locator(f"details:not([open]):has([name='{name}'])").all():
            fold.locator("> summary").click()
    editor.fill(facts)
    editor.leave_by(editor.page.locator("[name='_continue']"))


def fail_the_gate_and_mend(editor, draft, form) -> None:
    editor.open(f"{draft}../publish/")
    assert "Tổng học phí: thiếu phép tính" in editor.reads()
    assert editor.page.locator("main button[value='publish']").count() == 0
    form.calculate("tong_hoc_phi", "sum_of:con_di_hoc.hoc_phi_mot_thang")
    editor.open(f"{draft}../publish/")
    assert "Người không tham gia soạn bản thảo này mới được công khai." in editor.reads()
    assert editor.page.locator("main button[value='publish']").count() == 0


def publish(approver, draft, told=()) -> None:
    approver.open(f"{draft}../publish/")
    assert all(words in approver.reads() for words in ("Đinh Hoài Nam", *told))
    approver.press("publish")
    assert approver.state() == "PUBLISHED"


def file(mother, folder) -> Dossier:
    """On a phone without scripts: the answer brings up the rows, each row asks the same."""
    begin(mother)
    mother.press("next")
    assert mother.page.locator(".error-summary").count() == 1
    assert mother.page.locator("button[value='add:con_di_hoc']").count() == 0
    mother.fill({"ban_thuoc_truong_hop_nao": "co_con_di_hoc"})
    mother.press("next")
    mother.press("add:con_di_hoc")
    mother.fill(child(0, "Nguyễn Văn Tí", "150.000"))
    mother.press("add:con_di_hoc")
    mother.fill(child(1, "Nguyễn Thị Tèo", "300.000"))
    mother.press("next")
    chooser = mother.page.locator("[name='paper-chung-sinh']")
    chooser.set_input_files(photo(folder, "giay.jpg"))
    mother.press("next")
    mother.fill({"return_way": "ONLINE"})
    mother.press("next")
    assert "450.000" in mother.reads()
    mother.press("send")
    return Dossier.objects.get()


def begin(mother) -> None:
    mother.open(f"/thu-tuc/{CODE}/")
    mother.follow(f"/thu-tuc/{CODE}/nop/")
    mother.press("start")


def child(row: int, name: str, fee: str) -> dict[str, str]:
    return {f"con_di_hoc.{row}.ten_con": name, f"con_di_hoc.{row}.hoc_phi_mot_thang": fee}


def read(reader, address: str) -> str:
    """All words of a page, folded or not."""
    reader.open(address)
    return " ".join(reader.page.locator("main").text_content().split())


def revise(editor) -> None:
    """Longer, dearer, and one visit more."""
    put_in(editor, {"channels-0-limit": "5", "channels-0-visits": "1"})
    channel = Channel.objects.latest("pk")
    revision = editor.page.url
    editor.open(f"/quan-tri/procedures/channel/{channel.pk}/change/")
    put_in(editor, {"fees-0-kind": "FIXED", "fees-0-amount": "50000"})
    editor.open(revision)


def try_on_what_was_filed(editor) -> None:
    editor.leave_by(editor.page.get_by_role("link", name="Thử trên hồ sơ đã nộp"))
    editor.press("start")
    told = editor.page.get_by_role("row").last.inner_text()
    assert "Trường của con" in told and "50.000" in told
    assert all(words in told for words in ("Thiếu:", "Muộn hơn:", "Tốn hơn:"))


def read_what_changes(approver, draft) -> None:
    """Before it is published, in the back office."""
    approver.open(draft)
    approver.leave_by(approver.page.get_by_role("link", name="Bản này thay đổi những gì"))
    expect_it_to_be_harder(approver)


def read_what_changed(anybody) -> None:
    """Afterwards, by anybody."""
    anybody.open(f"/thu-tuc/{CODE}/lich-su/")
    anybody.follow("/lich-su/3/")
    expect_it_to_be_harder(anybody)


def expect_it_to_be_harder(reader) -> None:
    harder = reader.page.locator(".felt", has_text="Nặng hơn").inner_text()
    assert "đến cơ quan" in harder and "0 → 1" in harder
    assert all(words in reader.reads() for words in ("Trường của con", "50.000"))


def file_anew(mother) -> None:
    begin(mother)
    assert mother.page.locator("[name='truong_cua_con']").count() == 1
