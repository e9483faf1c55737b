"""A whole road while no partner answers: nobody is stopped, everybody is told what follows; when
they are back, everything leaves, once.
"""

import json
from collections import Counter
from dataclasses import replace

import pytest
from django.utils import timezone

from dossiers.models import Attempt, Dossier, Movement, NationalReport
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.demo.sandbox.partners import PARTNERS
from portal.integrations import connectors
from portal.integrations.models import OutboxMessage
from portal.integrations.selectors import when_down
from portal.integrations.services import try_now
from portal.messaging.models import Delivery
from tests.dossiers.money.conftest import priced
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft
from tests.factories.post import HOME, places, post_service

# The stories are long; a machine that is busy with other things needs its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

NEEDED = ("national", "payments", "vnpost", "esms")


@pytest.fixture
def place(sandbox, settings, monkeypatch, live_server):
    """A commune with the post, a fee and text messages; every partner rests after one failure."""
    sandbox.reset(portal=live_server.url)
    settings.SMS_GATEWAYS, settings.QUIET_HOURS = ["esms"], ""
    settings.DECISION_HOLD_MINUTES = 0
    for name in NEEDED:
        impatient = replace(connectors.find(name), failures=1)
        monkeypatch.setitem(connectors._connectors, name, impatient)
    places()
    made = commune()
    priced(made)
    post_service(made)
    return made


def test_no_partner_answers_and_nobody_is_stopped(arrive, place, sandbox, letters, work):
    for partner in PARTNERS:
        sandbox.fault(partner.name, "down")
    owner = citizen(phone="+84912345678", phone_proven_at=timezone.now())
    mother = arrive(owner, javascript=False, width=360)
    case = file_with_post(mother, draft(owner, place, post={"IN": HOME.__dict__}))
    work()
    pay_and_be_told(mother, case, work)
    assert case.submission_number in letters.last(owner.email)
    all_are_disturbed(mother)
    decide(arrive, place, case, work)
    mother.open(case.get_absolute_url())
    assert mother.state() == "RETURNED"
    result = mother.download(mother.page.locator(".page-head a[href*='/ket-qua/']"))
    assert result.startswith(b"%PDF")
    waiting = OutboxMessage.objects.filter(state="PENDING")
    assert set(waiting.values_list("connector", flat=True)) >= {"national", "payments", "vnpost"}

    for partner in PARTNERS:
        sandbox.fault(partner.name)
    for name in NEEDED:
        try_now(name=name, by=SYSTEM)
    work()
    everything_left_once(sandbox, case)
    pay_after_all(mother, case, sandbox)


def file_with_post(mother, begun) -> Dossier:
    """From the choice of the way back to the receipt; the post is to fetch the originals."""
    mother.open(f"/ho-so/nhap/{begun.public_id}/nhan-ket-qua/")
    mother.fill({"return_way": "ONLINE", "fetch": "on"})
    mother.press("next")
    mother.press("send")
    return Dossier.objects.get()


def pay_and_be_told(mother, case, work) -> None:
    mother.open(f"/ho-so/{case.public_id}/le-phi/")
    mother.press("online")
    work()
    mother.open(mother.page.url)
    assert mother.state() == "PREPARING"
    assert when_down("payments") in mother.reads()
    mother.open(case.get_absolute_url())
    assert when_down("vnpost") in mother.reads()


def all_are_disturbed(mother) -> None:
    mother.open("/tinh-trang/")
    assert all(when_down(name) in mother.reads() for name in NEEDED)


def decide(arrive, place, case, work) -> None:
    desk = arrive(official(place.desk, Role.DESK))
    officer = arrive(official(place.division, Role.OFFICER))
    leader = arrive(official(place.committee, Role.LEADER))
    page = f"/quan-tri/ho-so/{case.public_id}/"
    desk.open(page)
    desk.do("accept", {})
    officer.open(page)
    officer.press("claim")
    officer.do("propose", {"outcome": "GRANT", "wording": "Chấp thuận."})
    leader.open(page)
    leader.do("decide", {})
    work()


def everything_left_once(sandbox, case) -> None:
    due = OutboxMessage.objects.filter(next_try_at__lte=timezone.now()).exclude(state="SENT")
    assert not due.exists()
    assert not NationalReport.objects.get().is_behind
    told = [line for line in sandbox.traffic("national") if line["operation"] == "DongBoHoSoMC"]
    records = [json.loads(line["request"])["data"][0] for line in told]
    assert {record["MaHoSo"] for record in records} == {case.submission_number}
    assert records[-1]["TrangThaiHoSo"] == "10"
    assert asked_of(sandbox, "post", "order", "orderNumber") == {case.submission_number: 1}
    assert list(asked_of(sandbox, "payments", "INIT", "MaThamChieu").values()) == [1]
    every_text_arrived_once(sandbox)


def every_text_arrived_once(sandbox) -> None:
    """What came together went as one message, under the key of the first."""
    texts = Delivery.objects.filter(channel=Delivery.Channel.SMS)
    assert set(texts.values_list("state", flat=True)) <= {"SENT", "DELIVERED"}
    keys = texts.filter(leader=None).values_list("public_id", flat=True)
    assert keys
    assert asked_of(sandbox, "sms", "eSMS", "RequestId") == {str(key): 1 for key in keys}


def asked_of(sandbox, partner, operation, key) -> Counter:
    """How often the partner was asked for each thing once it was back."""
    lines = [line for line in sandbox.traffic(partner) if line["operation"] == operation]
    return Counter(json.loads(line["request"])[key] for line in lines)


def pay_after_all(mother, case, sandbox) -> None:
    mother.open(f"/ho-so/{case.public_id}/le-phi/")
    mother.follow("/le-phi/")
    assert mother.state() == "READY"
    mother.page.locator(f"main a[href^='{sandbox.url}']").click()
    mother.page.locator("button[value='right']").click()
    mother.page.wait_for_url("**/le-phi/**")
    for _look in range(40):
        if mother.state() == "PAID":
            break
        mother.page.wait_for_timeout(250)
        mother.page.reload()
    assert Movement.objects.get().amount == Attempt.objects.get().amount
