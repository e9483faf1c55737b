"""A dossier of the national portal arrives over HTTP: believed only when signed, taken in once,
and then a dossier like any other.
"""

import json
import time
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from dossiers.admin.parts.history import history
from dossiers.models import Arrival, ArrivalConflict, ArrivalFile, Dossier
from dossiers.selectors.citizen import moments
from dossiers.services.accept import accept
from dossiers.services.fetch_arrival import fetch_again
from portal.accounts.models import Organisation, ProvenIdentity, User
from portal.agencies.roles import Role
from portal.audit.actors import Actor, ActorKind
from portal.audit.selectors import timeline
from portal.integrations.models import Exchange, OutboxMessage, UsedNonce
from portal.integrations.signatures import Algorithm, Key, sign
from procedures.models import Channel
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

PATH = "/api/v1/partners/national/dossiers"
SECRET = "a shared secret of more than thirty-two bytes"
KEY = Key("national", Algorithm.HMAC, SECRET.encode())
CODE = "G09.20-20261120-0092637"
HOME = "https://files.quocgia.example/tep"
MESSAGE = {
    "MaHoSo": CODE,
    "MaTTHC": "1.001193",
    "MaDonViTiepNhan": "H99.22",
    "NgayNopHoSo": "20261120081500",
    "ChuHoSo": "Trần Văn Đậu",
    "SoGiayToChuHoSo": "079090002345",
    "MaDoiTuong": "tech-dau",
    "Email": "dau@example.com",
    "SoDienThoai": "0901234567",
    "TaiLieuNop": [
        {
            "TepDinhKemId": "t1",
            "TenTepDinhKem": "giay-chung-sinh.jpg",
            "MaThanhPhanHoSo": "chung-sinh",
            "DuongDanTaiTepTin": f"{HOME}/t1?ma=abc",
        }
    ],
}


@pytest.fixture(autouse=True)
def connected(settings):
    cache.clear()
    settings.CONNECTORS = {
        "national": {"url": "https://quocgia.example", "files": HOME, "secret": SECRET}
    }


@pytest.fixture
def place():
    found = commune()
    procedure(found)
    return found


def send(fields=None, *, key=KEY, body=None, path=PATH, headers=None, method="POST"):
    body = body if body is not None else json.dumps(fields or MESSAGE).encode()
    made = headers if headers is not None else sign(method, path, body, key)
    as_wsgi = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in made.items()}
    return Client().generic(method, path, body, content_type="application/json", **as_wsgi)


def refused(answer, status: int) -> dict:
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert not Dossier.objects.exists()
    return answer.json()


def test_it_stands_in_the_intake_of_the_desk_like_any_other(place, client):
    answer = send()

    assert answer.status_code == 200, answer.content.decode()
    dossier = Dossier.objects.get()
    assert (dossier.external_partner, dossier.external_code) == ("national", CODE)
    assert (dossier.state, dossier.code) == ("SUBMITTED", None)
    assert (dossier.agency, dossier.holder) == (place.committee, place.desk)
    assert (dossier.channel.kind, dossier.applicant_name) == ("ONLINE", "Trần Văn Đậu")
    assert dossier.deadline_at is not None
    assert dossier.arrival.filed_at == datetime(2026, 11, 20, 8, 15, tzinfo=VIETNAM)
    event = timeline(dossier).get(kind="dossier.submit")
    assert event.actor_kind == ActorKind.PARTNER
    assert (event.payload["partner"], event.payload["external"]) == ("national", CODE)
    assert str(history(dossier)[0]["by"]) == moments(dossier)[0].by == "hệ thống của đối tác"
    told = answer.json()
    assert told["MaHoSo"] == CODE
    assert told["SoTiepNhan"] == dossier.submission_number
    assert (told["TrangThaiHoSo"], told["TepChuaTai"]) == ("1", [])
    desk = official(place.desk, Role.DESK)
    come_in(client, desk)
    assert dossier.reference in client.get("/quan-tri/ho-so/?viec=intake").content.decode()
    done = accept(dossier=dossier, by=desk, expected_version=1, unit=place.division)
    assert done.code.startswith("H99.22-")
    assert done.external_code == CODE
    standing = f"{PATH}/{CODE}"
    assert send(method="GET", path=standing, body=b"").json()["TrangThaiHoSo"] == "2"


def test_the_person_is_found_or_made_by_the_proven_number(place):
    send()
    made = Dossier.objects.get().owner
    assert made.proven_identity.number == "079090002345"
    assert (made.proven_identity.subject, made.has_usable_password()) == ("tech-dau", False)
    assert (made.email, made.email_proven_at, made.phone) == (
        "dau@example.com",
        None,
        "+84901234567",
    )
    send({**MESSAGE, "MaHoSo": "G09.20-20261120-0092638", "ChuHoSo": "Tên Khác"})
    assert User.objects.count() == ProvenIdentity.objects.count() == 1
    second = Dossier.objects.get(external_code="G09.20-20261120-0092638")
    assert (second.owner, second.applicant_name) == (made, "Trần Văn Đậu")


def test_an_account_that_only_typed_the_number_is_not_that_person(place):
    typed = citizen("Người Gõ Số")
    typed.profile.typed_number = MESSAGE["SoGiayToChuHoSo"]
    typed.profile.save()
    send()
    assert Dossier.objects.get().owner != typed


def test_an_organisation_comes_with_its_proven_tax_number(place):
    fields = {
        **MESSAGE,
        "LoaiDoiTuong": "2",
        "TenThuongNhan": "Công ty TNHH Gạch Bến Mây",
        "MaSoThue": "0100109106",
    }
    assert send(fields).status_code == 200
    firm = Organisation.objects.get()
    assert firm.proven_at and Dossier.objects.get().organisation == firm
    assert Dossier.objects.get().applicant_name == "Công ty TNHH Gạch Bến Mây"


def test_the_same_message_again_gives_the_same_answer(place):
    first, again = send(), send()
    assert first.json() == again.json()
    assert Dossier.objects.count() == Arrival.objects.count() == ArrivalFile.objects.count() == 1
    assert OutboxMessage.objects.filter(handler="dossiers.fetch_arrival").count() == 1


def test_another_message_under_the_same_code_is_kept_for_officials_and_changes_nothing(place):
    send()
    for _again in range(2):
        changed = send({**MESSAGE, "ChuHoSo": "Kẻ Mạo Danh"})
        assert changed.status_code == 409
        assert "lần đầu" in changed.json()["title"]
    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.version) == ("Trần Văn Đậu", 1)
    conflict = ArrivalConflict.objects.get()
    assert conflict.fields["ChuHoSo"] == "Kẻ Mạo Danh"
    assert conflict.arrival.fields["ChuHoSo"] == "Trần Văn Đậu"
    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM dossiers_arrivalconflict")
        assert "Mạo Danh" not in cursor.fetchone()[0]
    assert send().status_code == 200


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"MaTTHC": "9.999999"}, "MaTTHC", "/api/v1/procedures"),
        ({"MaDonViTiepNhan": "H99.77"}, "MaDonViTiepNhan", "H99.22"),
        ({"SoGiayToChuHoSo": "123"}, "SoGiayToChuHoSo", ""),
        ({"TruongHop": "khong-co"}, "TruongHop", ""),
        ({"MaDoiTuong": ""}, "MaDoiTuong", ""),
        ({"NgayNopHoSo": "2026-11-20"}, "NgayNopHoSo", ""),
        ({"NgayNopHoSo": 20261120081500}, "NgayNopHoSo", ""),
        ({"MaHoSo": "<script>"}, "MaHoSo", ""),
        ({"ChuHoSo": "a\u0000b"}, "ChuHoSo", ""),
        ({"ChuHoSo": "a\ud800b"}, "ChuHoSo", ""),
        ({"KenhThucHien": "1"}, "KenhThucHien", ""),
        ({"TruongLa": "x"}, "TruongLa", ""),
        (
            {"EformThongTinChiTiet": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {}}}}}}}}},
            "EformThongTinChiTiet",
            "",
        ),
        ({"EformThongTinChiTiet": {"a": float("nan")}}, "EformThongTinChiTiet", ""),
    ],
)
def test_what_does_not_fit_is_named_with_how_to_mend_it(place, change, field, words):
    problem = refused(send({**MESSAGE, **change}), 400)
    named = {error["field"]: error["message"] for error in problem["errors"]}
    assert field in named, named
    assert words in named[field]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:5432/",
        "https://files.quocgia.example.evil.example/tep/t1",
        "https://files.quocgia.example@evil.example/tep/t1",
        "https://evil.example/tep/t1",
        "http://files.quocgia.example/tep/t1",
        "https://files.quocgia.example:8443/tep/t1",
        "https://files.quocgia.example/khac/t1",
        "https://files.quocgia.example/tep/../khac",
        "https://files.quocgia.example/tep/%2e%2e/khac",
        "https://files.quocgia.example/tep/\\..\\x",
        "file:///etc/passwd",
        "https://[::1",
        "//files.quocgia.example/tep/t1",
    ],
)
def test_no_link_leads_into_the_house(place, address):
    files = [{**MESSAGE["TaiLieuNop"][0], "DuongDanTaiTepTin": address}]
    problem = refused(send({**MESSAGE, "TaiLieuNop": files}), 400)
    assert problem["errors"][0]["field"] == "TaiLieuNop.0.DuongDanTaiTepTin"


def test_a_paper_the_procedure_does_not_ask_for_is_named_with_those_it_does(place):
    files = [{**MESSAGE["TaiLieuNop"][0], "MaThanhPhanHoSo": "la"}]
    problem = refused(send({**MESSAGE, "TaiLieuNop": files}), 400)
    assert "chung-sinh" in problem["errors"][0]["message"]


def test_without_a_signature_that_holds_nobody_comes_in(place):
    stranger = Key("national", Algorithm.HMAC, b"another secret of more than 32 bytes!")
    other_partner = Key("member", Algorithm.HMAC, SECRET.encode())
    body = json.dumps(MESSAGE).encode()
    made = sign("POST", PATH, body, KEY)
    late = sign("POST", PATH, body, KEY, now=time.time() - 400)
    for answer in (
        send(headers={}),
        send(key=stranger),
        send(key=other_partner),
        send(headers=late),
        send({**MESSAGE, "ChuHoSo": "Đổi Giữa Đường"}, headers=made),
        send(headers=made, path=PATH + "?x=1"),
        send(headers={**made, "Signature": "sig=:AAAA:"}),
    ):
        refused(answer, 401)
    assert not UsedNonce.objects.exists()
    assert Exchange.objects.filter(direction="IN", status=401).count() == 7


def test_a_signed_call_is_let_in_once(place):
    body = json.dumps(MESSAGE).encode()
    made = sign("POST", PATH, body, KEY)
    assert send(body=body, headers=made).status_code == 200
    replayed = send(body=body, headers=made)
    assert replayed.status_code == 401
    assert "nonce" in replayed.json()["title"]


def test_a_giant_body_is_turned_away_at_the_door(place):
    body = json.dumps({**MESSAGE, "EformThongTinChiTiet": {"a": "x" * 1_100_000}}).encode()
    refused(send(body=body), 413)


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(MESSAGE, ensure_ascii=False).encode("utf-16"),
        '{"ChuHoSo": "Trần"}'.encode("cp1258", "replace"),
        b"{" * 500,
        b"[" * 100_000,
        b"",
        b"[]",
        b"null",
        b'{"MaHoSo": 1e999}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_message_is_400(place, body):
    refused(send(body=body), 400)


def test_nothing_is_there_while_the_portal_is_not_connected(place, settings):
    settings.CONNECTORS = {}
    refused(send(), 404)


def test_a_dossier_the_national_portal_was_never_told_of_is_not_there(place, settings):
    connectors, settings.CONNECTORS = settings.CONNECTORS, {}
    mine = submitted(citizen(), place)
    settings.CONNECTORS = connectors
    for code in (mine.submission_number, "G09.20-20261120-0000001"):
        assert send(method="GET", path=f"{PATH}/{code}", body=b"").status_code == 404


def test_answers_of_any_shape_break_no_page(place, client):
    from_form = procedure(commune("H99.23"), "1.001194", form=True)
    assert Channel.objects.filter(revision=from_form).exists()
    answers = {"person": ["x"], "full_name": {"a": 1}, "note": [1, None, {"b": True}], "lạ": "x"}
    fields = {**MESSAGE, "MaTTHC": "1.001194", "MaDonViTiepNhan": "H99.23", "TaiLieuNop": []}
    assert send({**fields, "EformThongTinChiTiet": answers}).status_code == 200
    dossier = Dossier.objects.get()
    desk = official(commune("H99.23").desk, Role.DESK)
    come_in(client, desk)
    assert client.get(dossier.desk_url).status_code == 200


def test_files_that_did_not_come_are_asked_for_again(place):
    send()
    dossier = Dossier.objects.get()
    ArrivalFile.objects.update(state="FAILED", problem="404")
    told = send(method="GET", path=f"{PATH}/{CODE}", body=b"").json()
    assert told["TepChuaTai"] == ["t1"]
    assert fetch_again(dossier=dossier, by=Actor(ActorKind.OFFICIAL, user_id=1)) == 1
    assert ArrivalFile.objects.get().state == "WAITING"
    assert OutboxMessage.objects.filter(handler="dossiers.fetch_arrival").count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_dossier_and_one_person():
    place = commune()
    procedure(place)
    start, answers = Barrier(4), []

    def knock():
        start.wait()
        try:
            answers.append(send().status_code)
        finally:
            connection.close()

    threads = [Thread(target=knock) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [200] * 4
    assert Dossier.objects.count() == User.objects.count() == Arrival.objects.count() == 1


def test_a_code_of_our_own_dossier_is_not_overwritten(place):
    mine = submitted(citizen(), place)
    Dossier.objects.filter(pk=mine.pk).update(external_partner="national", external_code=CODE)
    assert send().status_code == 409
    assert Dossier.objects.count() == 1
    assert not Arrival.objects.exists()
