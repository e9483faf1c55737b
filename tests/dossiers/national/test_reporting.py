"""The national portal is told how every dossier stands: against the sandbox, over HTTP, with
partners that fail, lie and forget.
"""

import json
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from dossiers.models import ArrivalFile, Dossier, NationalReport, Rating, SupplementItem
from dossiers.models.supplement import Phase
from dossiers.services.accept import accept
from dossiers.services.hold import claim, release
from dossiers.services.rate_national import rate_last_month
from dossiers.services.receive_national import receive_national
from dossiers.services.report_national import HANDLER, catch_up, report_again, want_all
from dossiers.services.supplement import ask
from dossiers.services.withdraw import withdraw
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.integrations.models import ConnectorState, OutboxMessage
from portal.integrations.national.incoming import IncomingDossier, IncomingFile
from portal.integrations.services import deliver, resend
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db
PENDING = OutboxMessage.State.PENDING


@pytest.fixture(autouse=True)
def no_session_kept():
    cache.clear()


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK, name="Phạm Thu Trang", title="Công chức một cửa")


@pytest.fixture
def second(sandbox, settings):
    """The sandbox in generation 2."""
    national = {**settings.CONNECTORS["national"], "generation": "2"}
    settings.CONNECTORS = {**settings.CONNECTORS, "national": national}
    return sandbox


def waiting() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(handler=HANDLER, state=PENDING).order_by("id"))


def due_now() -> None:
    """The pause after a failure is over, for the message and for the connector."""
    OutboxMessage.objects.filter(state=PENDING).update(next_try_at=timezone.now())
    ConnectorState.objects.update(resting_until=None, failures=0)


def send_all() -> None:
    """As the worker does, with what follows from it."""
    for _round in range(4):
        for message in waiting():
            deliver(message.pk)


def calls(sandbox, operation: str = "") -> list[dict]:
    """What the centre was asked, with its body; its own fetching of files left out."""
    told = [line for line in sandbox.traffic("national") if line["direction"] == "IN"]
    return [
        {**line, "body": json.loads(line["request"] or "{}")}
        if line["request"][:1] in "{["
        else line
        for line in told
        if operation in ("", line["operation"])
    ]


def told_of(sandbox) -> dict:
    return calls(sandbox, "DongBoHoSoMC")[-1]["body"]["data"][0]


def operations(sandbox) -> list[str]:
    return [line["operation"] for line in calls(sandbox)]


def test_nothing_is_written_where_no_national_portal_is_connected(place, settings):
    settings.CONNECTORS = {}
    dossier = submitted(citizen(), place)
    assert not NationalReport.objects.exists()
    assert not OutboxMessage.objects.filter(handler=HANDLER).exists()
    assert Dossier.objects.get(pk=dossier.pk).external_code == ""


def test_what_waits_in_the_outbox_tells_nothing_about_anybody(sandbox, place):
    dossier = submitted(citizen(), place)
    (message,) = waiting()
    assert message.payload == {"dossier": dossier.pk}
    assert message.recipient == f"dossier:{dossier.pk}"
    assert message.connector == "national"


def test_a_dossier_is_told_from_filing_to_withdrawal_under_one_code(sandbox, place, desk):
    owner = citizen("Nguyễn Thị Mận")
    dossier = submitted(owner, place)
    send_all()
    first = told_of(sandbox)
    assert (first["TrangThaiHoSo"], first["MaHoSo"]) == ("1", dossier.submission_number)
    assert calls(sandbox, "DongBoHoSoMC")[-1]["body"]["isUpdating"] == "False"
    assert first["TaiLieuNop"][0]["DuongDanTaiTepTin"].split("?")[0].endswith("/tep-doi-tac/")

    done = accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    second = told_of(sandbox)
    assert (second["TrangThaiHoSo"], second["MaHoSo"]) == ("2", dossier.submission_number)
    assert second["ThongTinKhac"] == done.code
    assert second["NgayHenTra"] and second["NgayTiepNhan"]
    assert calls(sandbox, "DongBoHoSoMC")[-1]["body"]["isUpdating"] == "True"
    step = calls(sandbox, "CapNhatTienDoHoSoMC")[-1]["body"]["data"]
    assert [row["TrangThai"] for row in step] == ["2"]
    assert (step[0]["NguoiXuLy"], step[0]["ChucDanh"]) == ("Phạm Thu Trang", "Công chức một cửa")
    assert step[0]["NgayBatDau"] and step[0]["NgayKetThucTheoQuyDinh"] == second["NgayHenTra"]

    done.refresh_from_db()
    withdraw(dossier=done, by=owner, expected_version=done.version)
    send_all()
    assert told_of(sandbox)["TrangThaiHoSo"] == "7"
    report = NationalReport.objects.get()
    assert (report.sent, report.is_behind, report.error) == (3, False, "")
    assert {row["TrangThai"] for row in sent_steps(sandbox)} == {"1", "2", "7"}
    assert len(sent_steps(sandbox)) == 3


def sent_steps(sandbox) -> list[dict]:
    told = calls(sandbox, "CapNhatTienDoHoSoMC")
    return [row for line in told for row in line["body"]["data"]]


def test_a_request_for_papers_is_5_with_its_round_and_never_9(sandbox, place, desk):
    dossier = submitted(citizen(), place)
    paper = dossier.revision.papers.first()
    ask(
        dossier=dossier,
        by=desk,
        expected_version=1,
        phase=Phase.DESK,
        items=[SupplementItem(paper=paper, label=paper.name, reason="Ảnh mờ.")],
        reason="Thiếu giấy tờ",
    )
    send_all()
    told = told_of(sandbox)
    assert told["TrangThaiHoSo"] == "5"
    (asked,) = told["DanhSachHoSoBoSung"]
    assert (asked["NoiDungBoSung"], asked["TrangThaiBoSung"]) == ("Thiếu giấy tờ", "0")


def test_what_the_house_says_to_itself_is_not_told(sandbox, place, desk):
    officer = official(place.division, Role.OFFICER)
    dossier = submitted(citizen(), place)
    done = accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    done = claim(dossier=done, by=officer, expected_version=done.version)
    send_all()
    told = len(calls(sandbox))
    release(dossier=done, by=officer, expected_version=done.version)
    assert not waiting()
    assert len(calls(sandbox)) == told
    assert not NationalReport.objects.get().is_behind


def test_a_later_state_is_never_overtaken_by_an_earlier_message(sandbox, place, desk):
    dossier = submitted(citizen(), place)
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    early, late = waiting()

    assert deliver(late.pk) == "SENT"
    told = len(calls(sandbox, "DongBoHoSoMC"))
    assert told_of(sandbox)["TrangThaiHoSo"] == "2"
    assert deliver(early.pk) == "SENT"
    assert len(calls(sandbox, "DongBoHoSoMC")) == told == 1
    assert [row["TrangThai"] for row in sent_steps(sandbox)] == ["1", "2"]


@pytest.mark.parametrize(
    "fault",
    [
        {"mode": "failing", "status": 502},
        {"mode": "down"},
        {"mode": "lying"},
        {"mode": "failing", "status": 502, "part": "mapi/g"},
    ],
)
def test_a_centre_that_fails_or_lies_is_tried_again_until_it_has_the_dossier(sandbox, place, fault):
    sandbox.fault("national", **fault)
    submitted(citizen(), place)
    send_all()
    (message,) = waiting()
    assert message.last_error
    assert NationalReport.objects.get().is_behind
    sandbox.fault("national", mode="ok")
    due_now()
    send_all()
    assert not waiting()
    report = NationalReport.objects.get()
    assert (report.sent, report.is_behind) == (1, False)
    assert told_of(sandbox)["TrangThaiHoSo"] == "1"


def test_a_session_that_ends_in_the_middle_is_renewed_once(sandbox, place, desk):
    dossier = submitted(citizen(), place)
    send_all()
    sandbox.post("national/het-phien")
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    assert operations(sandbox).count("login") == 2
    assert not NationalReport.objects.get().is_behind


def test_credentials_that_are_refused_are_not_tried_for_ever(sandbox, place, settings):
    national = {**settings.CONNECTORS["national"], "password": "wrong"}
    settings.CONNECTORS = {**settings.CONNECTORS, "national": national}
    submitted(citizen(), place)
    (message,) = waiting()
    deliver(message.pk)
    assert operations(sandbox) == ["login"]
    assert "session" in waiting()[0].last_error


def test_what_the_centre_has_already_is_sent_as_an_update(sandbox, place, desk):
    dossier = submitted(citizen(), place)
    send_all()
    # As after a restore: the centre knows more than we remember.
    NationalReport.objects.update(sent=0, step=0)
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    last = [line["body"]["isUpdating"] for line in calls(sandbox, "DongBoHoSoMC")]
    assert last == ["False", "False", "True"]
    assert not NationalReport.objects.get().is_behind


def test_what_the_centre_has_lost_is_sent_anew(sandbox, place, desk):
    dossier = submitted(citizen(), place)
    send_all()
    sandbox.post("_sandbox/national/clear")
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    last = [line["body"]["isUpdating"] for line in calls(sandbox, "DongBoHoSoMC")]
    assert last[-1] == "False"
    assert not NationalReport.objects.get().is_behind


def test_the_centre_finds_nothing_wrong_and_would_say_so(sandbox, place):
    """The sandbox refuses fields and dates that are not in the specification; ours all are."""
    submitted(citizen(), place)
    send_all()
    assert all('"error_code": "0"' in line["answer"] for line in calls(sandbox))


def test_a_report_given_up_is_seen_and_sent_again(sandbox, place):
    dossier = submitted(citizen(), place)
    (message,) = waiting()
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=12)
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == "FAILED"
    report = NationalReport.objects.get()
    assert report.error and report.is_behind
    assert report_again(dossier=dossier, by=Actor.citizen(dossier.owner))
    send_all()
    report.refresh_from_db()
    assert (report.is_behind, report.error) == (False, "")
    assert not report_again(dossier=dossier, by=Actor.citizen(dossier.owner))
    assert resend(message_id=message.pk, by=Actor.citizen(dossier.owner))
    told = len(calls(sandbox))
    send_all()
    assert len(calls(sandbox)) == told


def test_what_is_left_behind_is_caught_up_with_once(sandbox, place):
    submitted(citizen(), place)
    OutboxMessage.objects.update(state="FAILED", ended_at=timezone.now())
    assert catch_up() == 0
    later = timezone.now() + timedelta(hours=2)
    assert catch_up(now=later) == 1
    assert catch_up(now=later) == 0
    send_all()
    assert not NationalReport.objects.get().is_behind


def test_dossiers_from_before_the_connection_can_be_told(sandbox, place, settings):
    connectors, settings.CONNECTORS = settings.CONNECTORS, {}
    submitted(citizen(), place)
    settings.CONNECTORS = connectors
    assert want_all(dossiers=Dossier.objects.all()) == 1
    assert want_all(dossiers=Dossier.objects.all()) == 0
    send_all()
    assert told_of(sandbox)["TrangThaiHoSo"] == "1"


def test_generation_2_gives_the_code_and_takes_the_files(second, place, desk):
    dossier = submitted(citizen(), place)
    send_all()
    dossier.refresh_from_db()
    assert dossier.external_code.startswith("H99.22-")
    assert dossier.code is None
    expected = ["GetToken", "GetNextValue", "UploadFile", "CreateDossier", "CapNhatTienTrinh"]
    assert operations(second) == [*expected, "CapNhatTrangThai"]
    created = calls(second, "CreateDossier")[0]["body"]
    assert created["MaHoSo"] == dossier.external_code
    paper = dossier.papers.get()
    assert created["ThanhPhanHoSo"][0]["GiayToDinhKem"][0]["HashTepTin"] == paper.file.sha256

    code = dossier.external_code
    second.post("national/het-phien")
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    told = calls(second, "CapNhatTrangThai")[-1]["body"]
    assert (told["MaHoSo"], told["TrangThai"]) == (code, 2)
    assert operations(second).count("CreateDossier") == 1
    assert operations(second).count("GetToken") == 2
    assert not NationalReport.objects.get().is_behind


def test_a_try_that_breaks_off_costs_no_second_code(second, place):
    second.fault("national", mode="failing", status=502, part="CreateDossier")
    submitted(citizen(), place)
    send_all()
    second.fault("national", mode="ok")
    due_now()
    send_all()
    assert operations(second).count("GetNextValue") == 1
    assert not NationalReport.objects.get().is_behind


def test_generation_2_that_knows_the_dossier_already_goes_on(second, place):
    submitted(citizen(), place)
    send_all()
    NationalReport.objects.update(sent=0, wanted=2)
    assert report_again(dossier=Dossier.objects.get(), by=Actor.anonymous())
    send_all()
    assert [line["status"] for line in calls(second, "CreateDossier")] == [200, 400]
    assert NationalReport.objects.get().sent == 1


def test_ratings_go_once_a_month_as_totals(sandbox, place):
    at = datetime(2026, 10, 31, 23, 59, tzinfo=VIETNAM)
    for grade in (3, 3, 1):
        dossier = submitted(citizen(), place)
        Rating.objects.create(dossier=dossier, overall=grade, at=at, comment="Tên tôi là Mận")
    outside = submitted(citizen(), place)
    Rating.objects.create(dossier=outside, overall=1, at=at + timedelta(minutes=1))
    today = datetime(2026, 11, 22, tzinfo=VIETNAM).date()
    assert (rate_last_month(today=today), rate_last_month(today=today)) == (1, 0)
    message = OutboxMessage.objects.get(handler="dossiers.rate_national")
    assert deliver(message.pk) == "SENT"
    (row,) = calls(sandbox, "DongBoDanhGia")[0]["body"]["data"]
    assert (row["MaThuTuc"], row["Madonvi"]) == ("1.001193", "H99.22")
    assert (row["TongSoNguoiDanhGia"], row["NgayTongHop"]) == ("3", "20261101")
    assert row["PhanTramDanhGiaRatHaiLong"] == "67"
    assert "Mận" not in json.dumps(row, ensure_ascii=False)


def arrived(sandbox, place, address: str):
    procedure(place)
    fields = {
        "code": "G09.20-20261120-0000001",
        "procedure": "1.001193",
        "agency": "H99.22",
        "filed_at": datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM),
        "name": "Trần Văn Đậu",
        "number": "079090002345",
        "account": "tech-dau",
    }
    file = IncomingFile("t1", "giay-to.jpg", "chung-sinh", f"{sandbox.url}/national/{address}")
    incoming = IncomingDossier(**fields, files=(file,))
    return receive_national(incoming=incoming, fields={"MaHoSo": fields["code"]}).dossier


def fetch_now() -> str:
    return deliver(OutboxMessage.objects.get(handler="dossiers.fetch_arrival").pk)


def test_files_of_an_arrival_come_from_the_national_portal_and_status_goes_back(
    sandbox, place, desk
):
    dossier = arrived(sandbox, place, "tep/giay-to-1.jpg")
    assert fetch_now() == "SENT"
    paper = dossier.papers.get()
    assert (paper.file.content_type, paper.paper.key) == ("image/jpeg", "chung-sinh")
    assert ArrivalFile.objects.get().state == "KEPT"
    accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    send_all()
    told = told_of(sandbox)
    assert (told["MaHoSo"], told["TrangThaiHoSo"]) == ("G09.20-20261120-0000001", "2")
    assert told["NgayNopHoSo"] == "20261120080000"


def test_a_file_that_is_not_there_is_shown_as_missing(sandbox, place):
    arrived(sandbox, place, "khong-co.jpg")
    assert fetch_now() == "FAILED"
    file = ArrivalFile.objects.get()
    assert (file.state, file.problem) == ("FAILED", "the link answers 404")


def test_what_no_upload_may_be_is_not_kept(sandbox, place):
    dossier = arrived(sandbox, place, "chuyen-ho-so/")
    assert fetch_now() == "SENT"
    file = ArrivalFile.objects.get()
    assert file.state == "FAILED" and file.problem
    assert not dossier.papers.exists()


def test_a_file_other_than_announced_is_not_kept(sandbox, place):
    arrived(sandbox, place, "tep/giay-to-1.jpg")
    ArrivalFile.objects.update(sha256="0" * 64)
    assert fetch_now() == PENDING
    assert ArrivalFile.objects.get().state == "WAITING"
