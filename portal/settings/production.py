"""Settings of a real installation: all from the environment, refused when they are unsafe.

Every variable stands in `docs/operations.md`.
"""

from urllib.parse import urlsplit

from portal.settings.base import *  # noqa: F403
from portal.settings.base import env
from portal.settings.refusals import refuse_unsafe

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="")

# Hosts: the main one from the address people use, member portals by name.
MAIN_HOST = urlsplit(BASE_URL).hostname or ""
ALLOWED_HOSTS = [MAIN_HOST, *env.list("MEMBER_HOSTS", default=[])]

# TLS ends at the reverse proxy, which says so in a header that only it can set.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# The prefix makes browsers refuse these cookies from any other host and without TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

refuse_unsafe(
    debug=env.bool("DEBUG", default=False),
    secret_key=SECRET_KEY,
    field_keys=FIELD_KEYS,
    lookup_key=LOOKUP_KEY,
    base_url=BASE_URL,
    trusted_proxies=TRUSTED_PROXIES,
    signer=SIGNER,
    sandbox=env("SANDBOX_URL", default=""),
    connectors=CONNECTORS,
)
