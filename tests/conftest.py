import random

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.template import engines
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from portal.launch import assets
from tests.browser import browser, new_visitor  # noqa: F401
from tests.client import PageClient
from tests.identity_provider import provider, provider_running  # noqa: F401
from tests.nu import pytest_sessionfinish, pytest_terminal_summary  # noqa: F401
from tests.sandbox import running_sandbox, sandbox  # noqa: F401
from tests.strictness import Undefined, without_order

# How long an example takes says more about the machine than about the rule it tries.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


# Threads of the live server keep connections as in production; the database goes all the same.
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

# What takes longest is begun first, so that no worker is left with it at the end.
LONG = ("tests/journeys/", "tests/launch/", "tests/pages/test_browser", "tests/dossiers/test_races")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with real transactions empty all tables afterwards; the log refuses that elsewhere."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal", "audit_accessentry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(END_OTHERS)


@pytest.fixture(scope="session", autouse=True)
def made_files():
    """Fonts and messages as a running portal has them."""
    assets.refresh()


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_fail():
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True)
def no_order_is_no_order(monkeypatch):
    """Rows come shuffled unless the query says in which order it wants them."""
    monkeypatch.setattr(QuerySet, "_fetch_all", without_order(QuerySet._fetch_all, random.Random()))


@pytest.fixture(autouse=True)
def vietnamese_first(settings):
    """A request leaves its language behind in the thread; a test begins in Vietnamese."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client():
    """Django's client, but every page it opens is examined."""
    return PageClient()


@pytest.fixture
def page(client):
    """The same client under the name that reads well in view tests."""
    return client
