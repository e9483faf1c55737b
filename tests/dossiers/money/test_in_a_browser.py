"""Paying in a browser: on the platform and back; at the desk while the platform is away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Attempt, Demand, Movement
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from tests.browser import check_page, come_signed_in
from tests.client import PageClient
from tests.dossiers.money.conftest import PRICE
from tests.factories.accounts import come_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payer(new_visitor, client, scene):
    """A window of the payer, signed in; a phone without scripts."""
    client.force_login(scene.payer, backend="portal.accounts.backends.PortalBackend")
    window = new_visitor(javascript=False, width=360)
    come_signed_in(window, client)
    return window


def prepare() -> str | None:
    """Play the worker for the message that asks for a page to pay on."""
    return deliver(OutboxMessage.objects.filter(handler="dossiers.pay_init").latest("id").pk)


def test_paid_on_the_platform_and_seen_as_paid(payer, scene, sandbox, live_server):
    sandbox.reset(portal=live_server.url)
    payer.goto(reverse("dossiers:pay", args=[scene.dossier.public_id]))
    check_page(payer)
    payer.locator("button[value='online']").click()
    assert payer.locator("[data-state]").get_attribute("data-state") == "PREPARING"
    check_page(payer)
    assert prepare() == "SENT"
    payer.reload()
    payer.locator(f"main a[href^='{sandbox.url}']").click()
    payer.locator("button[value='right']").click()
    payer.wait_for_url("**/le-phi/**")
    for _look in range(40):
        if payer.locator("[data-state='PAID']").count():
            break
        payer.wait_for_timeout(250)
        payer.reload()
    check_page(payer)
    assert Movement.objects.get().amount == PRICE
    assert scene.demand.state == Demand.State.PAID
    payer.goto(scene.dossier.get_absolute_url())
    assert "đã nộp" in payer.locator("main").inner_text()


def test_the_platform_is_away_and_the_desk_takes_the_money(payer, scene, sandbox):
    sandbox.fault("payments", mode="down")
    payer.goto(reverse("dossiers:pay", args=[scene.dossier.public_id]))
    payer.locator("button[value='online']").click()
    assert prepare() == "PENDING"
    long_ago = timezone.now() - timedelta(hours=1)
    waiting = OutboxMessage.objects.filter(handler="dossiers.pay_init")
    waiting.update(attempts=8, next_try_at=long_ago)
    prepare()
    payer.reload()
    assert "không trả lời" in payer.locator("main").inner_text()
    assert Attempt.objects.get().state == Attempt.State.FAILED
    payer.locator("main a[href$='/le-phi/']").last.click()
    assert "Nộp tại quầy" in payer.locator("main").inner_text()

    desk = come_in(PageClient(), scene.cashier)
    there = reverse("money:dossier", args=[scene.dossier.public_id])
    assert desk.post(there, {"action": f"cash_fees:{int(PRICE)}"}).status_code == 302
    payer.reload()
    assert "đã nộp" in payer.locator("main").inner_text()
