"""The yardstick: Django's default middleware, one primary-key query, a page of 20 KB.

Served by the same server with the same number of workers as the portal, on the same database.
"""

import os
from urllib.parse import unquote

import django
import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines
from django.urls import path

DATABASE = environ.Env().db("DATABASE_URL")
DATABASE |= {"HOST": unquote(DATABASE["HOST"]), "CONN_MAX_AGE": 60}

PAGE = """<!doctype html>
<html lang="vi"><head><title>{{ thing }}</title></head>
<body><h1>{{ thing }}</h1>
{% for row in rows %}<p>{{ row }}: {{ thing.app_label }} – {{ words }}</p>
{% endfor %}</body></html>"""

settings.configure(
    SECRET_KEY=os.environ.get("SECRET_KEY", "bench"),
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": DATABASE},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402 — needs the settings above

TEMPLATE = engines["django"].from_string(PAGE)
ROWS = range(170)
WORDS = "một trang bình thường với khoảng hai mươi nghìn ký tự để so sánh cho công bằng"


def view(request):
    thing = ContentType.objects.order_by("pk").get(pk=1)
    return HttpResponse(TEMPLATE.render({"thing": thing, "rows": ROWS, "words": WORDS}, request))


urlpatterns = [path("", view)]
application = get_wsgi_application()
