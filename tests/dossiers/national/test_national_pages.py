"""What officials see and do: the part of the dossier's page, the list of those behind; where
citizens are led while the national portal is the only front.
"""

from urllib.parse import unquote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from dossiers.admin import national as pages
from dossiers.models import ArrivalConflict, ArrivalFile, Dossier, NationalReport
from portal.agencies.roles import Role
from portal.documents.lending import LinkVoid, lend
from portal.documents.services import lent_file
from portal.integrations.models import OutboxMessage
from portal.settings.partners import front_in
from procedures.models import Procedure
from tests.dossiers.national.test_arriving import CODE, HOME, MESSAGE, SECRET, send
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/cong-quoc-gia/"


@pytest.fixture
def connected(settings):
    settings.CONNECTORS = {
        "national": {"url": "https://quocgia.example", "files": HOME, "secret": SECRET}
    }


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def at_desk(client, place):
    return come_in(client, official(place.desk, Role.DESK))


def press(client, dossier, action, **more):
    return client.post(f"{LIST}{dossier.public_id}/", {"action": action, **more})


def test_a_dossier_that_nobody_told_of_shows_nothing(at_desk, place):
    dossier = submitted(citizen(), place)
    assert "Cổng Dịch vụ công Quốc gia" not in at_desk.get(dossier.desk_url).text_of(".//main")


def test_the_page_says_which_version_is_known_there_and_what_is_behind(connected, at_desk, place):
    dossier = submitted(citizen(), place)
    OutboxMessage.objects.filter(handler="dossiers.report_national").update(last_error="FAULT 502")
    behind = at_desk.get(dossier.desk_url).text_of(".//main")
    assert "Chưa kịp" in behind and "502" in behind
    NationalReport.objects.update(sent=1, sent_at=timezone.now(), error="")
    known = at_desk.get(dossier.desk_url).text_of(".//main")
    assert "Đã cập nhật" in known and "Chưa kịp" not in known


def test_the_list_shows_those_behind_that_the_official_may_see(connected, at_desk, place, client):
    mine = submitted(citizen(), place)
    elsewhere = submitted(citizen(), commune("H99.23"))
    told = submitted(citizen(), place)
    NationalReport.objects.filter(dossier=told).update(sent=1)
    text = at_desk.get(LIST).text_of(".//main")
    assert mine.reference in text
    assert elsewhere.reference not in text and told.reference not in text
    assert press(at_desk, elsewhere, "send_again").status_code == 404
    assert press(at_desk, mine, "nonsense").status_code == 404
    answer = press(at_desk, mine, "send_again", back="list")
    assert answer["Location"] == LIST
    waiting = OutboxMessage.objects.filter(
        recipient=f"dossier:{mine.pk}", handler__contains="report"
    )
    assert waiting.count() == 2
    come_in(client, official(place.committee, Role.AUDITOR))
    assert press(client, mine, "send_again").status_code == 403


def test_the_list_is_cut_by_key(connected, at_desk, place, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    made = [submitted(citizen(), place) for _each in range(3)]
    NationalReport.objects.update(wanted_at=timezone.now())
    first = at_desk.get(LIST)
    assert made[2].reference not in first.text_of(".//main")
    last = NationalReport.objects.get(dossier=made[1])
    second = at_desk.get(f"{LIST}?sau={last.pk}").text_of(".//main")
    assert made[2].reference in second and made[0].reference not in second


def test_an_empty_list_teaches(at_desk):
    assert "Không có hồ sơ nào" in at_desk.get(LIST).text_of(".//main")


def test_a_contradiction_is_shown_field_by_field_until_it_is_seen(connected, at_desk, place):
    procedure(place)
    send()
    send({**MESSAGE, "ChuHoSo": "Kẻ Mạo Danh"})
    dossier = Dossier.objects.get()
    text = at_desk.get(dossier.desk_url).text_of(".//main")
    assert CODE in text and "Kẻ Mạo Danh" in text and "Trần Văn Đậu" in text
    assert "Tôi đã xem" in text
    press(at_desk, dossier, "see")
    assert "Tôi đã xem" not in at_desk.get(dossier.desk_url).text_of(".//main")
    conflict = ArrivalConflict.objects.get()
    assert conflict.seen_at and conflict.seen_by_id
    ArrivalFile.objects.update(state="FAILED", problem="the link answers 404")
    assert "404" in at_desk.get(dossier.desk_url).text_of(".//main")
    press(at_desk, dossier, "fetch_again")
    assert ArrivalFile.objects.get().state == "WAITING"


def test_links_of_a_dossier_are_taken_back_with_one_press(connected, at_desk, place):
    dossier = submitted(citizen(), place)
    token = lend(dossier.papers.get().file, "national").partition("ma=")[2]
    assert lent_file(unquote(token))[1] == "national"
    press(at_desk, dossier, "recall_links")
    with pytest.raises(LinkVoid):
        lent_file(unquote(token))


def test_the_command_sends_for_what_is_behind(connected, place, settings, capsys):
    connectors, settings.CONNECTORS = settings.CONNECTORS, {}
    submitted(citizen(), place)
    settings.CONNECTORS = connectors
    call_command("report_national", "--open")
    assert capsys.readouterr().out == "1 new, 0 behind\n"
    OutboxMessage.objects.update(state="SENT", ended_at=timezone.now())
    call_command("report_national")
    assert capsys.readouterr().out == "0 new, 1 behind\n"


@pytest.mark.parametrize(
    ("front", "national"),
    [("own", False), ("national", True), ("2026-01-01", True), ("2999-01-01", False)],
)
def test_where_citizens_file_is_one_setting(client, place, settings, front, national):
    settings.FRONT = front
    procedure(place)
    Procedure.objects.update(national_page="https://quocgia.example/thu-tuc/1")
    page = client.get("/thu-tuc/1.001193/").content.decode()
    assert ('class="button" href="https://quocgia.example/thu-tuc/1"' in page) is national
    assert ("/thu-tuc/1.001193/nop/" in page) is not national
    come_in(client, citizen())
    filing = client.get("/thu-tuc/1.001193/nop/").content.decode()
    assert ("https://quocgia.example/thu-tuc/1" in filing) is national


def test_what_was_begun_here_is_sent_here_after_the_front_has_moved(client, place, settings):
    owner = citizen()
    begun = draft(owner, place, return_way="ONLINE", way_chosen=True)
    settings.FRONT = "national"
    come_in(client, owner)
    check = reverse("dossiers:draft_check", args=[begun.public_id])
    assert client.post(check, {"action": "send"}).status_code == 302
    assert Dossier.objects.get().owner == owner


@pytest.mark.parametrize("told", ["nationl", "2027-13-01", "tomorrow"])
def test_a_front_that_is_none_stops_the_start(told):
    with pytest.raises(ImproperlyConfigured, match="FRONT"):
        front_in(told)
    assert front_in("") == "own"
    assert front_in("2027-01-01") == "2027-01-01"


def test_without_a_page_of_its_own_a_procedure_leads_to_the_front_door(client, place, settings):
    settings.FRONT, settings.NATIONAL_PORTAL_URL = "national", "https://quocgia.example/cua/"
    procedure(place)
    assert "https://quocgia.example/cua/" in client.get("/thu-tuc/1.001193/").content.decode()
