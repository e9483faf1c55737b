"""The national identity in tests: a sandbox of its own that knows the live server as its client."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.demo.sandbox.client import CLIENT_ID, client_secret
from tests.sandbox import KEY, Sandbox, start


@pytest.fixture(scope="session")
def provider_running(live_server: Any, tmp_path_factory: Any) -> Iterator[Sandbox]:
    found, server = start(tmp_path_factory.mktemp("sandbox"), portal=live_server.url)
    yield found
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def provider(provider_running: Sandbox, settings: Any) -> Sandbox:
    """The portal's identity provider, forgetful and well behaved; a browser may go there."""
    provider_running.reset()
    settings.IDENTITY_PROVIDER_URL = provider_running.url
    app = {
        "provider_id": "dinh-danh",
        "name": "Định danh thử",
        "client_id": CLIENT_ID,
        "secret": client_secret(KEY),
        "settings": {
            "server_url": provider_running.url,
            "scope": ["openid", "profile"],
            "fetch_userinfo": True,
            "oauth_pkce_enabled": True,
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {**policy, "form-action": [*policy["form-action"], provider_running.url]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": allowed}
    return provider_running
