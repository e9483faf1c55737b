"""The demo province for journeys: its people, a letter box, and the worker behind the portal."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.accounts.limits import connection as limits
from portal.demo import accounts, agencies, catalogue
from portal.demo.accounts_file import kept
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from tests.browser import come_signed_in
from tests.factories.accounts import come_in
from tests.journeys.person import Letters, Person
from tests.mail import mail_server

PROCEDURES = ("1.001193", "1.013236")


@pytest.fixture(autouse=True)
def new_day(live_server, settings):
    """Addresses on paper lead here; limits are empty, no code of a second factor is used up."""
    settings.BASE_URL = live_server.url
    cache.clear()
    limits().flushdb()


@pytest.fixture
def province(transactional_db, work, monkeypatch, tmp_path) -> dict[str, dict]:
    """The demo province with two procedures; its accounts by role."""
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    agencies.load()
    accounts.load()
    catalogue.load(PROCEDURES)
    work()
    return {account["role"]: account for account in kept()}


@pytest.fixture
def letters(settings) -> Iterator[Letters]:
    """What arrives by e-mail, through a real mail server."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield Letters(server)


@pytest.fixture
def work(letters) -> Callable[[], None]:
    """Plays the worker: delivers whatever is due, and what that brings about, until nothing is."""

    def until_nothing_is_due() -> None:
        while due := _due():
            for message_id in due:
                assert deliver(message_id) != OutboxMessage.State.FAILED

    return until_nothing_is_due


def _due() -> list[int]:
    waiting = OutboxMessage.objects.filter(
        state=OutboxMessage.State.PENDING, next_try_at__lte=timezone.now()
    )
    return list(waiting.order_by("id").values_list("pk", flat=True))


@pytest.fixture
def person(new_visitor) -> Callable[..., Person]:
    """Somebody at a browser: `person(province["desk"], width=1280)`, or a stranger."""

    def arrive(account: dict[str, str] | None = None, **options) -> Person:
        return Person(new_visitor(**options), account)

    return arrive


@pytest.fixture
def arrive(person) -> Callable[..., Person]:
    """Somebody signed in, by account; how one signs in is a story of its own."""

    def come(user, **options) -> Person:
        somebody = person(**options)
        come_signed_in(somebody.page, come_in(Client(), user))
        return somebody

    return come
