"""Settings of the test run: real PostgreSQL and Redis, given by the environment of the run."""

from portal.launch import schema
from portal.settings.base import *  # noqa: F403

# The database the run was given already holds the schema; each worker's is copied from it.
DATABASES["default"]["TEST"] = {"TEMPLATE": schema.NAME}
SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FIELD_KEYS = {"t1": "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMTI="}
LOOKUP_KEY = "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMzQ="
# A test that is about the hour sets one; all others pass by night too.
QUIET_HOURS = ""
NOTICES_AN_HOUR = 1000
# A test that is about the hold sets one.
DECISION_HOLD_MINUTES = 0
WHITENOISE_AUTOREFRESH = True
# Passkeys without TLS work on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
