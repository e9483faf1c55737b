"""The settings of production, under the web server of production, on a database of their own."""

import ast
import base64
import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from psycopg import sql

from portal.launch import schema
from portal.launch.checks import PRODUCTION
from portal.settings.refusals import refuse_unsafe

ROOT = Path(__file__).resolve().parents[2]
HOST = "dichvucong.minhha.example"
KEY = base64.b64encode(bytes(range(32))).decode()
SAFE = {
    "debug": False,
    "secret_key": "".join(map(chr, range(48, 112))),
    "field_keys": {"k1": KEY},
    "lookup_key": KEY,
    "base_url": f"https://{HOST}",
    "trusted_proxies": 1,
    "signer": "portal.documents.signing.remote.RemoteSigner",
    "sandbox": "",
    "connectors": {"post": {"url": "https://post.example"}, "lgsp": {"url": "http://10.1.2.3"}},
}


def test_safe_settings_are_taken():
    refuse_unsafe(**SAFE)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"debug": True}, "DEBUG"),
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"secret_key": "a" * 80}, "SECRET_KEY"),
        ({"field_keys": {}}, "FIELD_KEYS"),
        ({"field_keys": {"k1": KEY, "k2": "bm90IDMyIGJ5dGVz"}}, "k2"),
        ({"lookup_key": ""}, "LOOKUP_KEY"),
        ({"lookup_key": "not base64!"}, "LOOKUP_KEY"),
        ({"base_url": f"http://{HOST}"}, "BASE_URL"),
        ({"base_url": "https://"}, "BASE_URL"),
        ({"trusted_proxies": 0}, "TRUSTED_PROXIES"),
        ({"signer": "portal.documents.signing.demo.DemoSigner"}, "SIGNER"),
        ({"sandbox": "http://127.0.0.1:8003"}, "SANDBOX_URL"),
        ({"connectors": {"post": {"url": "http://post.example"}}}, "CONNECTOR_POST__URL"),
        ({"connectors": {"post": {"url": "post.example"}}}, "CONNECTOR_POST__URL"),
        ({"connectors": {"zalo": {"oauth_url": "http://8.8.8.8"}}}, "CONNECTOR_ZALO__URL"),
    ],
)
def test_unsafe_settings_are_refused_by_name(change, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        refuse_unsafe(**SAFE | change)


def test_all_that_is_unsafe_is_named_at_once():
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe(**SAFE | {"debug": True, "lookup_key": "", "base_url": "http://x"})
    assert str(refused.value).count("\n  - ") == 3


class Installation:
    """Tables, collected files and a web process, as the compose file has them."""

    def __init__(self, folder):
        self.name = f"production_{secrets.token_hex(4)}"
        self.database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{self.name}"
        self.environment = (
            os.environ
            | PRODUCTION
            | {
                "DATABASE_URL": self.database,
                "PORTAL_DATA_DIR": str(folder / "data"),
                "STATIC_ROOT": str(folder / "static"),
            }
        )
        self.log = folder / "web.log"
        self.port = None
        self.web = None

    def sql(self, statement):
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as line:
            line.execute(sql.SQL(statement).format(sql.Identifier(self.name)))

    def manage(self, *arguments, **other):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment | other,
            capture_output=True,
            text=True,
        )

    def start(self):
        """The command of the image, on a port of this machine."""
        command = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        address = f"127.0.0.1:{self.port}"
        given = [part.replace("0.0.0.0:8000", address) for part in ast.literal_eval(command)]
        with self.log.open("w") as log:
            self.web = subprocess.Popen(
                [Path(sys.prefix) / "bin" / given[0], *given[1:]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while not self.healthy():
            assert self.web.poll() is None and time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.2)

    def healthy(self):
        """Asked by the health check of the container."""
        command = [sys.executable, "-m", "portal.launch.health", str(self.port), "/readyz"]
        return subprocess.run(command, cwd=ROOT, env=self.environment).returncode == 0

    def get(self, path, host=HOST, scheme="https"):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": scheme})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def end(self):
        if self.web:
            self.web.terminate()
            self.web.wait()
        self.sql("DROP DATABASE IF EXISTS {} WITH (FORCE)")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("production"))
    made.sql(f"CREATE DATABASE {{}} TEMPLATE {schema.NAME}")
    try:
        done = made.manage("migrate", "--noinput")
        assert done.returncode == 0, done.stdout + done.stderr
        # The same hashed names as production's, without the minutes of the best compression.
        quick = {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        done = made.manage("collectstatic", "--noinput", **quick)
        assert done.returncode == 0, done.stdout + done.stderr
        made.start()
        yield made
    finally:
        made.end()


@pytest.mark.timeout(300)
class TestServing:
    def test_home_page(self, installation):
        status, headers, page = installation.get("/")
        assert status == 200
        assert "<h1" in page
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"

    def test_stylesheet_has_a_hashed_name_and_may_be_kept_for_ever(self, installation):
        _, _, page = installation.get("/")
        address = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)[1]
        status, headers, _ = installation.get(address)
        assert status == 200
        assert "immutable" in headers["Cache-Control"]

    def test_unencrypted_request_is_sent_to_the_encrypted_address(self, installation):
        status, headers, _ = installation.get("/thu-tuc/", scheme="http")
        assert (status, headers["Location"]) == (301, f"https://{HOST}/thu-tuc/")

    def test_health_is_answered_without_tls(self, installation):
        status, _, body = installation.get("/healthz", scheme="http")
        assert (status, body) == (200, '{"status": "ok"}')

    def test_readiness_names_parts_and_no_secrets(self, installation):
        status, _, body = installation.get("/readyz")
        assert status == 200
        assert '"database": "ok"' in body
        for secret in ("SECRET_KEY", "LOOKUP_KEY", "DATABASE_URL"):
            assert installation.environment[secret] not in body

    def test_unknown_host_is_refused(self, installation):
        assert installation.get("/", host="elsewhere.example")[0] == 400

    def test_unknown_page_tells_nothing_of_the_inside(self, installation):
        status, _, page = installation.get("/khong-co-trang-nay/")
        assert status == 404
        assert "urlpatterns" not in page and "Traceback" not in page

    def test_cookies_are_kept_to_this_host_and_tls(self, installation):
        _, headers, _ = installation.get(reverse("account_login"))
        cookies = headers.get_all("Set-Cookie") or []
        assert any(cookie.startswith("__Host-csrf=") for cookie in cookies)
        for cookie in cookies:
            assert "Secure" in cookie and "SameSite" in cookie

    def test_demo_province_is_refused(self, installation):
        done = installation.manage("load_demo")
        assert done.returncode == 1
        assert "refused outside the demo" in done.stderr

    def test_release_is_refused_on_a_database_with_demo_accounts(self, installation):
        assert installation.manage("migrate", "--check").returncode == 0
        add = (
            "from portal.accounts.models import User;"
            "User.objects.create_user(full_name='Thử', is_demo=True)"
        )
        remove = "from portal.accounts.models import User; User.objects.all().delete()"
        try:
            assert installation.manage("shell", "-v", "0", "-c", add).returncode == 0
            done = installation.manage("migrate", "--noinput")
            assert done.returncode == 1
            assert "accounts of the demo" in done.stderr
        finally:
            installation.manage("shell", "-v", "0", "-c", remove)


def _clean(environment) -> dict[str, str]:
    """Without what the browser tests of the same process need and no production has."""
    return {name: value for name, value in environment.items() if "ASYNC_UNSAFE" not in name}


def test_deploy_checks_find_nothing():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=_clean(os.environ) | PRODUCTION,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
