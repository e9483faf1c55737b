"""A call to a partner ends soon, ends in one of three kinds, and is on record, whatever it says."""

import gzip
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.audit.payloads import PayloadRefused
from portal.integrations.client import call, received
from portal.integrations.errors import Never, Retry, SlowDown
from portal.integrations.models import ConnectorState, Exchange, Tally
from portal.integrations.selectors import is_on, state_of, when_down
from portal.integrations.troubles import Trouble, in_words
from tests.integrations.partner import NAME, always, http, known, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(monkeypatch, settings):
    """Let the partner answer in a certain way: `partner(say)`."""
    known(monkeypatch)
    settings.CONNECTORS = {}
    open_servers = []

    def answers(say):
        server = listening(say)
        settings.CONNECTORS[NAME] = {"url": server.__enter__()}
        open_servers.append(server)

    yield answers
    for server in open_servers:
        server.__exit__(None, None, None)


def last() -> Exchange:
    return Exchange.objects.latest("pk")


def test_an_answer_comes_back_and_is_on_record(partner):
    seen = []

    def say(handler):
        seen.extend(handler.head)
        handler.wfile.write(http(201, '{"tên": "Mận"}'.encode()))

    partner(say)
    answer = call(NAME, "POST", "/ho-so", json={"a": 1}, operation="GuiHoSo", about="dossier:12")

    assert (answer.status, answer.is_ok, answer.json()) == (201, True, {"tên": "Mận"})
    assert seen[0] == b"POST /ho-so HTTP/1.1\r\n"
    exchange = last()
    assert (exchange.connector, exchange.direction) == (NAME, "OUT")
    assert (exchange.operation, exchange.about) == ("GuiHoSo", "dossier:12")
    assert (exchange.status, exchange.error) == (201, "")
    tally = Tally.objects.get()
    assert (tally.succeeded, tally.failed) == (1, 0)
    assert state_of(NAME).condition == "WORKING"


def drip_body(handler):
    handler.wfile.write(http(body=b"x" * 5000)[:-5000])
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_head(handler):
    for byte in http()[:60]:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def bomb() -> bytes:
    return gzip.compress(b"0" * 5_000_000)


HOSTILE = {
    "says nothing": (lambda handler: time.sleep(2), "TIMEOUT"),
    "hangs up": (lambda handler: None, "CUT_OFF"),
    "drips the head": (drip_head, "TIMEOUT"),
    "drips the body": (drip_body, "TIMEOUT"),
    "ends in the middle": (always(http(body=b"x" * 500)[:-100]), "CUT_OFF"),
    "too long": (always(http(body=b"x" * 20_000)), "TOO_LONG"),
    "unfolds": (always(http(body=bomb(), **{"Content-Encoding": "gzip"})), "TOO_LONG"),
    "not gzip": (always(http(body=b"plain", **{"Content-Encoding": "gzip"})), "UNREADABLE"),
    "is no HTTP": (always(b"220 smtp ready\r\n\r\n"), "CUT_OFF"),
    "sends on": (always(http(302, Location="http://127.0.0.1:1/")), "MOVED"),
    "fails": (always(http(500, b"<h1>Fault</h1>")), "FAULT"),
    "fails for now": (always(http(408)), "FAULT"),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_whatever_fails_may_pass_and_ends_soon(partner, how):
    say, error = HOSTILE[how]
    partner(say)
    began = time.monotonic()

    with pytest.raises(Retry) as raised:
        call(NAME, "GET", "/")

    assert time.monotonic() - began < 2.5
    assert raised.value.reason.split()[0] == error
    assert last().error == error
    assert Tally.objects.get().failed == 1
    assert state_of(NAME).condition == "FAILING"
    assert in_words(raised.value.reason) != raised.value.reason


def test_nobody_listens(monkeypatch, settings):
    known(monkeypatch)
    settings.CONNECTORS = {NAME: {"url": "http://127.0.0.1:9"}}
    with pytest.raises(Retry, match=Trouble.NO_CONNECTION):
        call(NAME, "GET", "/")


@pytest.mark.parametrize("url", ["ftp://partner", "http://[", "no address", "http://\udcff/"])
def test_a_mistyped_address_is_told_and_mended_later(monkeypatch, settings, url):
    known(monkeypatch)
    settings.CONNECTORS = {NAME: {"url": url}}
    with pytest.raises(Retry, match=f"{Trouble.MALFORMED}|{Trouble.NO_CONNECTION}"):
        call(NAME, "GET", "/")


def test_a_certificate_nobody_vouches_for(partner, settings):
    partner(always(http()))
    settings.CONNECTORS[NAME]["url"] = settings.CONNECTORS[NAME]["url"].replace("http:", "https:")
    with pytest.raises(Retry):
        call(NAME, "GET", "/")


def test_no_log_tells_what_an_address_carries(partner, caplog):
    caplog.set_level("INFO")
    partner(always(http()))
    call(NAME, "GET", "/", params={"access_token": "khong-duoc-ghi"})
    assert "khong-duoc-ghi" not in caplog.text


def test_proxies_of_the_environment_are_not_asked(partner, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    partner(always(http()))
    assert call(NAME, "GET", "/").is_ok


@pytest.mark.parametrize(
    "told, seconds",
    [
        ("7", 7),
        ("99999999999", 3600),
        ("nonsense", 60),
        ("", 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_for_patience_gets_it_from_everyone(partner, status, told, seconds):
    partner(always(http(status, **{"Retry-After": told})))

    with pytest.raises(SlowDown) as raised:
        call(NAME, "GET", "/")

    assert raised.value.after.total_seconds() == pytest.approx(seconds, abs=1)
    assert state_of(NAME).condition != "FAILING"
    with pytest.raises(SlowDown, match=Trouble.RESTING):
        call(NAME, "GET", "/")
    assert Exchange.objects.count() == 1


@pytest.mark.parametrize("status", [400, 401, 404, 409, 422])
def test_a_refusal_is_the_partners_own_business(partner, status):
    partner(always(http(status, b'{"error_code": "3"}')))
    answer = call(NAME, "POST", "/")
    assert (answer.status, answer.json()) == (status, {"error_code": "3"})
    assert not answer.is_ok and state_of(NAME).condition == "WORKING"


@pytest.mark.parametrize("status, kind", [(400, Never), (404, Never), (401, Retry), (403, Retry)])
def test_a_refusal_of_who_has_no_table_of_errors(partner, status, kind):
    partner(always(http(status)))
    with pytest.raises(kind, match=str(status)):
        call(NAME, "POST", "/", raise_for_status=True)
    assert last().error


@pytest.mark.parametrize("body", [b"<html>", b"\xff\xfe{", b"", b"[" * 9_000])
def test_what_is_no_json_may_pass_and_is_marked(partner, body):
    partner(always(http(body=body)))
    answer = call(NAME, "GET", "/")
    assert isinstance(answer.text, str)
    with pytest.raises(Retry, match=Trouble.UNREADABLE):
        answer.json()
    assert last().error == Trouble.UNREADABLE


def test_an_unknown_encoding_is_read_all_the_same(partner):
    partner(always(http(body=b"xin chao", **{"Content-Type": "text/plain; charset=x-none"})))
    assert call(NAME, "GET", "/").text == "xin chao"


def test_a_partner_judges_its_own_answer(partner):
    partner(always(http(body=b'{"error_code": "7"}')))
    call(NAME, "GET", "/").judge("code-7")
    assert last().error == "code-7"


def test_nobody_is_called_without_an_address(monkeypatch, settings):
    known(monkeypatch)
    settings.CONNECTORS = {}
    with pytest.raises(SlowDown, match=Trouble.NOT_CONFIGURED):
        call(NAME, "GET", "/")
    assert not is_on(NAME) and when_down(NAME) == "Bạn vẫn nộp được."
    assert not Exchange.objects.exists()


def test_nobody_is_called_who_is_switched_off(partner):
    partner(always(http()))
    ConnectorState.objects.create(name=NAME, is_off=True)
    with pytest.raises(SlowDown, match=Trouble.OFF):
        call(NAME, "GET", "/")
    assert not is_on(NAME) and when_down(NAME)


def test_what_the_partner_calls_is_on_record(monkeypatch):
    known(monkeypatch)
    received(NAME, "IPN", about="payment:3", status=200)
    received(NAME, "IPN", status=400, error="WRONG_HASH")
    assert [(e.direction, e.error) for e in Exchange.objects.order_by("pk")] == [
        ("IN", ""),
        ("IN", "WRONG_HASH"),
    ]
    assert state_of(NAME).state.last_received_at is not None
    assert not Tally.objects.exists()


@pytest.mark.parametrize("about", ["0912345678", "079185001234", "Nguyễn Thị Mận", "a@b.vn"])
def test_no_record_tells_about_a_person(partner, about):
    partner(always(http()))
    with pytest.raises(PayloadRefused):
        call(NAME, "GET", "/", about=about)
    assert not Exchange.objects.exists()


def test_good_news_is_not_written_at_every_call(partner, django_assert_num_queries):
    """A row that every call of every worker wrote would be fought for."""
    partner(always(http()))
    call(NAME, "GET", "/")
    seen = ConnectorState.objects.get().last_success_at
    call(NAME, "GET", "/")
    assert ConnectorState.objects.get().last_success_at == seen
    ConnectorState.objects.update(last_success_at=timezone.now() - timedelta(minutes=1))
    call(NAME, "GET", "/")
    assert ConnectorState.objects.get().last_success_at > seen
