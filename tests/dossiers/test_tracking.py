"""What a stranger learns, and how somebody proves that a dossier is his."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from dossiers.models import TrackingCode
from dossiers.rules.lookup import ANONYMOUS_FIELDS
from dossiers.services.prove import check_code, send_code
from portal.accounts.limits import connection as limits
from portal.agencies.roles import Role
from portal.documents.checking import check_secret
from portal.documents.services import issue
from portal.messaging import sealed
from portal.messaging.models import Delivery
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_windows():
    limits().flushdb()


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen(email="man.nguyen@minhha.example")


@pytest.fixture
def dossier(owner, place):
    return accepted(owner, place, official(place.desk, Role.DESK))


def letter():
    sent = Delivery.objects.filter(text="dossiers/tracking_code_for_citizen").latest("id")
    return sealed.open_sealed(sent.sealed)


def code_sent() -> str:
    return re.search(r"\b\d{6}\b", letter()["body"])[0]


def secrets_of(dossier):
    """Everything about a dossier that a stranger must not learn."""
    return {
        "name": dossier.owner.full_name,
        "e-mail": dossier.owner.email,
        "local part": "man.nguyen",
        "procedure": dossier.revision.title,
        "procedure code": dossier.revision.procedure.code,
        "state": dossier.state,
        "label": str(dossier.row.label),
        "agency": str(dossier.agency),
        "division": str(dossier.holder),
        "id": str(dossier.public_id),
        "paper": dossier.papers.get().file.name,
        "attribute": "data-state",
    }


def assert_tells_nothing(answer, dossier, besides=()):
    html = answer.content.decode()
    told = [what for what, words in secrets_of(dossier).items() if words in html]
    assert set(told) <= set(besides)


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_stranger_sees_code_and_completion_and_nothing_else(page, dossier, language):
    answer = page.get(f"{language}/tra-cuu/", {"code": dossier.code})
    assert answer.tree.find(".//progress").get("value") == "30"
    assert dossier.code in answer.text_of(".//main")
    assert_tells_nothing(answer, dossier)
    assert dossier.submission_number not in answer.content.decode()


def test_the_api_says_exactly_what_the_law_allows(client, dossier):
    answer = client.get(f"/api/v1/dossiers/{dossier.code}")
    assert answer.json() == {"code": dossier.code, "completion": 30}
    assert tuple(answer.json()) == ANONYMOUS_FIELDS.on(dossier.rules_day)


def test_an_unknown_number_is_not_found(client, page, dossier):
    assert client.get("/api/v1/dossiers/H99.22-261123-9999").status_code == 404
    assert client.get("/api/v1/dossiers/%20").status_code == 404
    answer = page.get("/tra-cuu/", {"code": "H99.22-261123-9999"})
    assert answer.tree.find(".//input[@name='code']").get("aria-invalid") == "true"


def test_numbers_are_found_as_people_type_them(page, owner, place):
    sent = submitted(owner, place)
    for between in (" – ", " ", ""):
        typed = f"  {sent.submission_number.lower().replace('-', between)} "
        answer = page.get("/tra-cuu/", {"code": typed})
        assert answer.tree.find(".//progress") is not None, typed


def test_the_code_goes_to_the_dossiers_own_contact_and_proves_it(page, dossier, place):
    answer = page.post("/tra-cuu/", {"code": dossier.code, "action": "prove"})
    assert letter()["to"] == dossier.owner.email
    waiting = page.get(answer["Location"])
    assert_tells_nothing(waiting, dossier)
    assert (
        page.post(
            answer["Location"], {"proof": "000000" if code_sent() != "000000" else "111111"}
        ).status_code
        == 200
    )
    shown = page.post(answer["Location"], {"proof": code_sent()}, follow=True)
    text = shown.text_of(".//main")
    assert str(dossier.row.label) in text and str(place.division) in text
    assert_tells_nothing(
        shown, dossier, besides=("state", "label", "agency", "division", "attribute", "id")
    )


def test_a_proof_holds_in_its_own_browser_for_half_an_hour(page, client, dossier):
    answer = page.post("/tra-cuu/", {"code": dossier.code, "action": "prove"})
    shown = page.post(answer["Location"], {"proof": code_sent()})["Location"]
    assert page.get(shown).status_code == 200
    stranger = type(page)()
    assert stranger.get(shown).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert page.get(shown).status_code == 302


def test_a_code_works_once(dossier):
    tracking = send_code(dossier=dossier)
    code = code_sent()
    assert check_code(tracking=tracking, code=code)
    assert not check_code(tracking=tracking, code=code)


def test_a_code_dies_after_five_wrong_tries(dossier):
    tracking = send_code(dossier=dossier)
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(5):
        assert not check_code(tracking=tracking, code=wrong)
    assert not check_code(tracking=tracking, code=right)


def test_a_code_dies_after_ten_minutes_and_when_a_new_one_is_sent(dossier):
    old = send_code(dossier=dossier)
    first = code_sent()
    new = send_code(dossier=dossier)
    assert not check_code(tracking=old, code=first)
    late = timezone.now() + timedelta(minutes=10)
    assert not check_code(tracking=new, code=code_sent(), at=late)


def test_the_code_is_nowhere_in_the_database(dossier):
    send_code(dossier=dossier)
    code, row = code_sent(), TrackingCode.objects.values().get()
    assert not any(code == str(value) for value in row.values())
    stored = Delivery.objects.get(text="dossiers/tracking_code_for_citizen")
    assert code not in stored.sealed and code not in stored.address


def test_sending_codes_is_limited(page, dossier):
    answers = [page.post("/tra-cuu/", {"code": dossier.code, "action": "prove"}) for _ in range(6)]
    assert [answer.status_code for answer in answers[-2:]] == [302, 429]


def test_strangers_who_ask_for_codes_do_not_keep_the_owner_from_his(page, dossier):
    ask = {"code": dossier.code, "action": "prove"}
    assert page.post("/tra-cuu/", ask).status_code == 302
    own = page.post(page.post("/tra-cuu/", ask)["Location"], {"proof": code_sent()})
    assert own.status_code == 302
    answers = [
        type(page)(REMOTE_ADDR=f"203.0.113.{place}").post("/tra-cuu/", ask).status_code
        for place in range(1, 17)
    ]
    assert answers == [302] * 13 + [429] * 3  # two were the owner’s own, before he proved it
    assert page.post("/tra-cuu/", ask).status_code == 302


def test_a_stranger_cannot_end_the_code_of_the_owner(dossier):
    own = send_code(dossier=dossier, device_hash="a" * 64)
    code = code_sent()
    send_code(dossier=dossier, device_hash="b" * 64)
    assert check_code(tracking=own, code=code)


def test_trying_secrets_for_one_number_is_limited(page, client, dossier):
    tries = [{"code": dossier.code, "k": f"{number:021}"} for number in range(60)]
    assert {page.get("/tra-cuu/", each).status_code for each in tries} == {200}
    assert page.get("/tra-cuu/", tries[0]).status_code == 429
    answer = client.get(f"/api/v1/dossiers/{dossier.code}")
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")


def test_the_secret_of_the_receipt_proves_it(page, dossier, place):
    issue(
        kind="RECEIPT",
        code=dossier.code,
        pdf=b"%PDF-1.7",
        agency=dossier.agency,
        owner=dossier.owner,
        subject=dossier,
    )
    right = {"code": dossier.code, "k": check_secret(dossier.code)}
    scanned = page.get(f"/kiem-tra/{dossier.code}/", {"k": right["k"]})
    links = [link.get("href", "") for link in scanned.tree.find(".//main").iter("a")]
    way = next(link for link in links if link.startswith("/tra-cuu/"))
    assert str(place.division) in page.get(way).text_of(".//main")
    assert str(place.division) in page.get("/tra-cuu/", right).text_of(".//main")
    wrong = page.get("/tra-cuu/", {**right, "k": check_secret("H99.22-261123-0099")})
    assert_tells_nothing(wrong, dossier)


def test_without_a_proven_contact_no_code_is_sent(page, dossier):
    dossier.owner.email_proven_at = None
    dossier.owner.save()
    page.post("/tra-cuu/", {"code": dossier.code, "action": "prove"})
    assert not TrackingCode.objects.exists()
