"""Settings of the demo: one machine, loopback only, fictional province."""

from portal.demo.sandbox.partners import connectors
from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, env

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
DEMO = True
SANDBOX_URL = env("SANDBOX_URL", default="")
# Whoever tries the portal goes through many steps in an hour and wants to read each letter.
NOTICES_AN_HOUR = 1000
SMS_GATEWAYS = ["esms", "viettel", "vnpt"] if SANDBOX_URL else ["mail"]
CONNECTORS = connectors(SANDBOX_URL, SECRET_KEY) if SANDBOX_URL else {}

# Hashed names as in production, without the minutes that the best compression takes.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60
# Passkeys without TLS work on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
