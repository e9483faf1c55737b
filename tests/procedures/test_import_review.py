"""From a file of the national database to a public page: staged, settled, accepted, published."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from time_machine import travel

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.integrations.models import OutboxMessage
from portal.integrations.services.deliver import deliver
from procedures.admin.imports.wording import REASONS
from procedures.errors import DraftIsOpen, GroundMissing, SomebodyWasFaster, WrongState
from procedures.imports import Reason
from procedures.models import ImportedProcedure, ImportRun, Procedure, Revision, UpdateDuty
from procedures.selectors import published
from procedures.services.accept_import import accept_import
from procedures.services.publish import publish
from procedures.services.reject_import import reject_import
from procedures.services.stage_import import stage_import
from procedures.workflow import ImportState
from tests.client import PageClient
from tests.factories.accounts import come_in, official
from tests.procedures.imported_pages import HEAD, page, write

TODAY = date(2026, 11, 21)
BARE = HEAD + "Trực tiếp7Miễn phíNộp tại quầyDịch vụ bưu chính9Miễn phíGửi bưu điện"
NOTE = "Tra trong Quyết định 12/QĐ-BXX"


@pytest.fixture
def reviewer(province):
    return come_in(PageClient(), official(province, Role.EDITOR, name="Trần Văn Đậu"))


@pytest.fixture
def staged(province, tmp_path):
    """Stages records and gives the import of every code."""

    def stage(*records):
        path = write(tmp_path / "trang.jsonl", *records)
        tally = stage_import(path=path, by=SYSTEM, today=TODAY)
        newest = ImportedProcedure.objects.order_by("pk")
        return tally, {each.code: each for each in newest}

    return stage


def typed(response) -> dict[str, str]:
    """What the page's own form would send."""
    forms = [*response.context["forms"], response.context["ground"]]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def told(path, capsys, *flags) -> dict:
    call_command("import_procedures", path, "--json", *flags)
    return json.loads(capsys.readouterr().out)


@travel("2026-11-21 09:00+07:00")
def test_every_record_counts_once_and_a_second_reading_changes_nothing(province, tmp_path, capsys):
    records = [page("1.999001"), page("1.999002", cach_thuc_thuc_hien=BARE), '{"ma_thu_tuc": "1.9']
    path = write(tmp_path / "trang.jsonl", *records)
    first = {"read": 3, "new": 1, "changed": 0, "unchanged": 0, "quarantined": 2}
    reasons = {"TIME_WITHOUT_UNIT": 1, "JSON_BROKEN": 1}

    assert told(path, capsys, "--dry-run") == first | {"reasons": reasons}
    assert not ImportRun.objects.exists() and not ImportedProcedure.objects.exists()
    assert told(path, capsys) == first | {"reasons": reasons}
    assert told(path, capsys) == first | {"new": 0, "unchanged": 1, "reasons": reasons}
    assert ImportedProcedure.objects.count() == 2
    line = ImportRun.objects.latest("pk").unreadable.get()
    assert (line.line, line.reason) == (3, "JSON_BROKEN")


def test_a_file_that_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="khong-co.jsonl"):
        call_command("import_procedures", "khong-co.jsonl")


def test_a_changed_page_overtakes_the_one_that_waits(staged):
    staged(page("1.999001"))
    tally, newest = staged(page("1.999001", so_quyet_dinh="13/QĐ-BXX"))
    assert (tally.changed, tally.new) == (1, 0)
    assert newest["1.999001"].known_before
    states = ImportedProcedure.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [ImportState.SUPERSEDED, ImportState.READY]


def test_a_procedure_has_one_open_import_at_most(staged):
    _tally, newest = staged(page("1.999001"))
    twin = newest["1.999001"]
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_the_reviewer_puts_right_what_was_held_back_and_makes_a_draft(staged, reviewer, approver):
    _tally, newest = staged(page("1.999002", cach_thuc_thuc_hien=BARE))
    address = f"/quan-tri/nhap-thu-tuc/{newest['1.999002'].pk}/"
    values = typed(reviewer.get(address))
    assert (values["p0-number"], values["p1-number"]) == ("7", "9")

    mended = {"p0-how": "MENDED", "p0-unit": "working_day", "p1-how": "AS_STATED", "note": NOTE}
    unsure = reviewer.post(address, values | mended | {"p0-unit": "", "action": "settle"})
    assert unsure.status_code == 422
    assert "Chọn đơn vị" in unsure.text
    assert reviewer.post(address, values | mended | {"action": "settle"}).status_code == 302
    again = reviewer.post(address, values | mended | {"action": "settle"})
    assert again.status_code == 409

    values = typed(reviewer.get(address))
    assert reviewer.post(address, values | {"action": "accept"}).status_code == 302
    imported = ImportedProcedure.objects.get()
    draft = imported.revision
    limits = {each.kind: each for each in draft.channels.all()}
    assert (limits["COUNTER"].limit, limits["COUNTER"].unit) == (7, "working_day")
    assert (limits["POST"].limit_kind, limits["POST"].stated_as) == ("NOT_STATED", "9")
    assert imported.settlements.count() == 2
    assert published("1.999002") is None

    publish(revision=draft, by=approver, expected_version=draft.version, today=timezone.localdate())
    citizen = Client().get("/thu-tuc/1.999002/")
    assert "7 ngày làm việc" in citizen.text and "59/2020/QH14" in citizen.text


def test_many_are_decided_at_once_each_with_its_result(staged, reviewer):
    bare = [page(f"1.99910{n}", cach_thuc_thuc_hien=BARE) for n in range(3)]
    staged(*bare, page("1.999200", ten_thu_tuc=""))
    address = "/quan-tri/nhap-thu-tuc/?state=QUARANTINED&reason=TIME_WITHOUT_UNIT"
    listed = reviewer.get(address)
    assert "1.999100" in listed.text and "1.999200" not in listed.text

    decision = {"action": "bulk", "way": "working_days", "scope": "all", "note": NOTE}
    assert reviewer.post(address, decision | {"note": ""}).status_code == 302
    assert ImportedProcedure.objects.filter(state=ImportState.QUARANTINED).count() == 4
    reviewer.post(address, decision)
    ready = ImportedProcedure.objects.filter(state=ImportState.READY)
    assert {each.effective.channels[0].limit.number for each in ready} == {7}
    assert ready.count() == 3

    first = ready.order_by("pk").first()
    one = {"action": "bulk", "way": "accept", "scope": "ticked", "import": [first.pk]}
    outcomes = reviewer.post("/quan-tri/nhap-thu-tuc/?state=READY", one)
    assert first.code in outcomes.text
    assert [p.code for p in Procedure.objects.filter(revisions__state="DRAFT")] == [first.code]


def test_what_the_source_does_not_know_outlives_its_next_page(staged, editor, approver):
    """Visits, keys and words of our own stay; what the source says is replaced."""
    told = {"dia_chi_tiep_nhan": "Nhà văn hóa làng", "thu_tuc_lien_quan": "1.999009"}
    _tally, newest = staged(page("1.999001", **told))
    asked = {"by": editor, "today": TODAY}
    draft = accept_import(imported=newest["1.999001"], expected_version=1, **asked)
    assert draft.imported_at and draft.source_url == "https://thutuc.example/1.999001"
    assert (draft.procedure_type, draft.reception_agency) == ("LAW_DELEGATED", "Nhà văn hóa làng")
    assert draft.related == ["1.999009"]
    counter = draft.channels.get(kind="COUNTER")
    counter.visits = 2
    counter.save()
    key = draft.papers.get(name__startswith="Bản vẽ").key
    with pytest.raises(DraftIsOpen):
        _tally, newest = staged(page("1.999001", so_quyet_dinh="13/QĐ-BXX"))
        accept_import(imported=newest["1.999001"], expected_version=1, **asked)
    publish(revision=draft, by=approver, expected_version=draft.version, today=TODAY)

    dearer = page("1.999001")
    dearer["cach_thuc_thuc_hien"] = dearer["cach_thuc_thuc_hien"].replace("50,000", "60,000")
    _tally, newest = staged(dearer)
    assert UpdateDuty.objects.get().state == "OPEN"
    second = accept_import(imported=newest["1.999001"], expected_version=1, **asked)
    counter = second.channels.get(kind="COUNTER")
    assert (counter.visits, counter.fees.get().amount) == (2, 60_000)
    assert second.papers.get(name__startswith="Bản vẽ").key == key
    assert draft.channels.get(kind="COUNTER").fees.get().amount == 50_000
    publish(revision=second, by=approver, expected_version=second.version, today=TODAY)
    assert UpdateDuty.objects.get().state == "DONE"


def test_the_page_shows_exactly_what_changed(staged, reviewer):
    staged(page("1.999001"))
    dearer = page("1.999001")
    dearer["cach_thuc_thuc_hien"] = dearer["cach_thuc_thuc_hien"].replace("50,000", "60,000")
    _tally, newest = staged(dearer)
    shown = reviewer.get(f"/quan-tri/nhap-thu-tuc/{newest['1.999001'].pk}/")
    [change] = shown.context["changes"]
    marked = [piece.text for piece in change.pieces if piece.change != "SAME"]
    assert "".join(marked).split() == ["50.000", "60.000"]


def test_verbs_refuse_what_does_not_fit(staged, editor):
    _tally, newest = staged(page("1.999001"), page("1.999002", cach_thuc_thuc_hien=BARE))
    ready, held = newest["1.999001"], newest["1.999002"]
    with pytest.raises(WrongState):
        accept_import(imported=held, by=editor, expected_version=1, today=TODAY)
    with pytest.raises(SomebodyWasFaster):
        accept_import(imported=ready, by=editor, expected_version=9, today=TODAY)
    with pytest.raises(GroundMissing):
        reject_import(imported=ready, by=editor, expected_version=1, note=" ")
    reject_import(imported=ready, by=editor, expected_version=1, note=NOTE)
    tally, newest = staged(page("1.999001"))
    assert (tally.unchanged, newest["1.999001"].state) == (1, ImportState.REJECTED)


@pytest.mark.parametrize("address", ["", "?after=x", "99999999/", "lan-doc/", "lan-doc/99999999/"])
def test_strangers_find_nothing_and_bad_numbers_break_nothing(reviewer, address):
    place = f"/quan-tri/nhap-thu-tuc/{address}"
    assert Client().get(place).status_code in (302, 404)
    assert reviewer.get(place).status_code in (200, 400, 404)


def test_a_second_person_publishes_many_at_once(staged, editor, reviewer, province):
    _tally, newest = staged(page("1.999001"), page("1.999002", can_cu_phap_ly=""), page("1.999003"))
    for imported in newest.values():
        accept_import(imported=imported, by=editor, expected_version=1, today=TODAY)
    address = "/quan-tri/nhap-thu-tuc/cong-bo/"
    assert reviewer.get(address).status_code == 403

    second = come_in(PageClient(), official(province, Role.APPROVER, name="Bùi Quốc Anh"))
    boxes = second.get(address).tree.findall(".//input[@name='draft']")
    drafts = [box.get("value") for box in boxes]
    assert len(drafts) == 3
    Revision.objects.filter(procedure__code="1.999003").update(version=2)
    outcomes = second.post(address, {"action": "publish", "draft": drafts}).context["outcomes"]
    done = {each.code: each.done for each in outcomes}
    assert done == {"1.999001": True, "1.999002": False, "1.999003": False}
    assert published("1.999001") and not published("1.999002") and not published("1.999003")


def test_a_file_sent_in_is_read_in_the_background(province, reviewer, tmp_path):
    path = write(tmp_path / "gui.jsonl", page("1.999001"), "không phải JSON")
    with path.open("rb") as upload:
        sent = reviewer.post("/quan-tri/nhap-thu-tuc/lan-doc/", {"file": upload, "action": "send"})
    assert sent.status_code == 302
    assert ImportRun.objects.get().finished_at is None
    deliver(OutboxMessage.objects.get(handler="procedures.read_import").pk)
    run = ImportRun.objects.get()
    assert (run.file_name, run.read, run.new, run.quarantined) == ("gui.jsonl", 2, 1, 1)
    assert run.by.full_name == "Trần Văn Đậu"


def test_every_reason_has_words():
    assert {reason.name for reason in Reason} == set(REASONS)
