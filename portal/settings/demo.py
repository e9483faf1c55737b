"""Settings of the demo: one machine, loopback only, fictional province."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import env

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1"]
DEMO = True
