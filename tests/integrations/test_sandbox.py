"""The partners of the demo: what they got can be read, and they misbehave when told to."""

import re
import time
from threading import Thread
from types import SimpleNamespace

import httpx
import pytest

from portal.demo.sandbox import outward, store
from portal.demo.sandbox.partners import PARTNERS, connectors
from portal.demo.sandbox.store import Store
from portal.demo.sandbox.traffic import LONGEST_BODY, text_of
from portal.integrations.client import call
from portal.integrations.connectors import discover, every, packages
from portal.integrations.errors import Retry
from portal.integrations.troubles import Trouble
from tests.client import examine
from tests.integrations.partner import NAME, always, http, known, listening

CONFIGURATION = "/.well-known/openid-configuration"


@pytest.fixture
def told(sandbox, monkeypatch, settings):
    """The portal's client, pointed at a partner that is there in any case."""
    known(monkeypatch, failures=100)
    settings.CONNECTORS = {NAME: {"url": sandbox.url}}
    return lambda: call(NAME, "GET", CONFIGURATION)


def page(sandbox, path=""):
    """A page of the sandbox, held to the same rules as those of the portal."""
    found = sandbox.get(path)
    response = SimpleNamespace(content=found.content, request={"PATH_INFO": path})
    response.tree = examine(response)
    return response.tree, found.text


@pytest.mark.django_db
def test_every_partner_has_a_page_with_what_went_to_and_fro(sandbox, told):
    told()
    tree, _text = page(sandbox)
    links = {link.get("href") for link in tree.iter("a")}
    assert {f"/doi-tac/{partner.name}/" for partner in PARTNERS} <= links
    for partner in PARTNERS:
        page(sandbox, f"doi-tac/{partner.name}/")
    _tree, text = page(sandbox, "doi-tac/identity/?live")
    assert "authorization_endpoint" in text and 'http-equiv="refresh"' in text
    (line,) = sandbox.traffic("identity")
    assert (line["method"], line["status"], line["direction"]) == ("GET", 200, "IN")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault, error",
    [
        ({"mode": "failing"}, Trouble.FAULT),
        ({"mode": "failing", "status": 502}, Trouble.FAULT),
        ({"mode": "down"}, Trouble.CUT_OFF),
        ({"mode": "slow", "delay": 1.5}, Trouble.TIMEOUT),
    ],
)
def test_a_partner_misbehaves_when_told(sandbox, told, fault, error):
    sandbox.fault("identity", **fault)
    with pytest.raises(Retry, match=error):
        told()
    sandbox.fault("identity")
    assert told().is_ok
    modes = [line["mode"] for line in sandbox.traffic("identity") if line["mode"] != "ok"]
    assert len(modes) <= 1


@pytest.mark.django_db
def test_what_began_before_everything_was_forgotten_is_not_kept(sandbox, told):
    sandbox.fault("identity", mode="slow", delay=1.5)
    with pytest.raises(Retry, match=Trouble.TIMEOUT):
        told()
    sandbox.reset()
    sandbox.fault("identity", mode="slow", delay=0.6)
    assert told().is_ok
    (line,) = sandbox.traffic("identity")
    assert line["milliseconds"] < 1500


@pytest.mark.django_db
def test_a_fault_may_concern_some_paths_only(sandbox, told):
    sandbox.fault("identity", mode="failing", part="/token")
    assert told().is_ok


@pytest.mark.parametrize(
    "fault", [{"mode": "angry"}, {"delay": 999}, {"status": 1}, {"delay": "x"}]
)
def test_a_fault_that_makes_no_sense_is_refused(sandbox, fault):
    answer = httpx.post(f"{sandbox.url}/_sandbox/identity/fault", data=fault, trust_env=False)
    assert answer.status_code == 400


def test_nobody_else_is_played(sandbox):
    for path in ("doi-tac/khong-co/", "_sandbox/khong-co/fault", "_sandbox/khong-co/traffic"):
        assert httpx.get(f"{sandbox.url}/{path}", trust_env=False).status_code == 404


@pytest.mark.django_db
def test_people_use_the_form(sandbox, told):
    address = f"{sandbox.url}/doi-tac/identity/"
    with httpx.Client(trust_env=False, follow_redirects=True) as visitor:
        shown = visitor.get(address).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
        choice = {"action": "fault", "mode": "failing", "delay": "0", "status": "500"}
        assert visitor.post(address, data=choice).status_code == 403
        after = visitor.post(address, data={**choice, "csrfmiddlewaretoken": token}).text
        assert "Báo lỗi</span> mã 500" in after
        with pytest.raises(Retry):
            told()
        cleared = {"action": "clear", "csrfmiddlewaretoken": token}
        assert "Chưa có gì." in visitor.post(address, data=cleared).text
    assert sandbox.traffic("identity") == []


@pytest.mark.django_db
def test_a_reset_makes_everyone_forget_and_behave(sandbox, told):
    sandbox.fault("identity", mode="down")
    with pytest.raises(Retry):
        told()
    sandbox.reset()
    assert sandbox.traffic("identity") == []
    assert told().is_ok


def test_the_demo_tells_the_portal_of_connectors_that_exist():
    """Else a partner is played that the portal never calls."""
    discover()
    known = {entry.name for entry in every()}
    played = connectors("http://sandbox", "key")
    assert set(played) <= known
    assert set(packages("sandbox")) <= {partner.name for partner in PARTNERS}
    assert {url["url"].split("/")[3] for url in played.values()} <= {each.name for each in PARTNERS}


# The store and the partner's own calls, without a server.


@pytest.fixture
def kept(settings, tmp_path):
    settings.FOLDER = tmp_path
    store.prepare()
    return Store("post")


def test_a_thing_is_kept_once_under_its_key(kept):
    assert kept.add("order", "K1", {"sum": 1})
    assert not kept.add("order", "K1", {"sum": 2})
    assert Store("payments").add("order", "K1", {"sum": 3})
    assert kept.get("order", "K1") == {"sum": 1}
    kept.put("order", "K1", {"sum": 4})
    assert kept.get("order", "K1") == {"sum": 4}
    kept.clear()
    assert kept.get("order", "K1") is None and Store("payments").get("order", "K1") == {"sum": 3}


def test_changes_at_once_do_not_overwrite_each_other(kept):
    def add():
        with kept.change("counter", "n") as data:
            before = data.get("n", 0)
            time.sleep(0.01)
            data["n"] = before + 1

    threads = [Thread(target=add) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.get("counter", "n") == {"n": 10}


def test_a_change_that_fails_changes_nothing(kept):
    kept.put("order", "K", {"sum": 1})
    with pytest.raises(RuntimeError), kept.change("order", "K") as data:
        data["sum"] = 2
        raise RuntimeError
    assert kept.get("order", "K") == {"sum": 1}


def test_a_log_keeps_its_order_and_only_the_newest(kept):
    for number in range(7):
        kept.append("push", {"n": number})
    kept.trim("push", 5)
    assert [record.data["n"] for record in kept.read("push")] == [2, 3, 4, 5, 6]
    assert [record.data["n"] for record in kept.read("push", last=2)] == [5, 6]


def test_a_partner_calls_the_portal_and_keeps_what_it_said(kept, settings):
    with listening(always(http(200, b'{"RspCode": "00"}'))) as url:
        settings.PORTAL_URL = url
        assert outward.tell("post", "POST", "/api/ipn", operation="IPN", json={"a": 1}) == 200
    (line,) = (record.data for record in kept.read("traffic"))
    assert (line["direction"], line["operation"], line["status"]) == ("OUT", "IPN", 200)
    assert '"a": 1' in line["request"] and "RspCode" in line["answer"]
    settings.PORTAL_URL = "http://127.0.0.1:9"
    assert outward.tell("post", "POST", "/api/ipn") == 0


def test_bodies_are_shown_as_far_as_a_person_reads():
    assert text_of('{"tên":"Mận"}'.encode()) == '{\n  "tên": "Mận"\n}'
    assert text_of(b"\xff\xfe") == "(2 byte, không phải chữ)"
    assert len(text_of(b"x" * 1_000_000)) == LONGEST_BODY + 1
