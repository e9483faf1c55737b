"""The web process. Pages are loaded before the workers part, so that they share them and the first
visitor does not wait."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
