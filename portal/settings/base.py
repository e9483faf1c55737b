"""Settings shared by every environment. What differs by environment comes from the environment."""

from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF

from portal.settings.accounts import *  # noqa: F403
from portal.settings.accounts import IDENTITY_PROVIDER_ORIGIN
from portal.settings.documents import *  # noqa: F403
from portal.settings.documents import PRIVATE_STORAGE
from portal.settings.logs import *  # noqa: F403
from portal.settings.messages import *  # noqa: F403
from portal.settings.partners import *  # noqa: F403
from portal.settings.work import *  # noqa: F403
from portal.settings.work import REDIS_URL

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# True only in the demo: its accounts and its signing authority exist nowhere else.
DEMO = False

# Applications. The ground first, the apps of the portal last.
INSTALLED_APPS = [
    "portal.apps.RoofConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "portal.audit",
    "portal.integrations",
    "portal.agencies",
    "portal.documents",
    "portal.messaging",
    "portal.accounts",
    "portal.search",
    "portal.reports",
    "portal.texts",
    "portal.pages",
    "procedures",
    "dossiers",
    "portal.admin_site.apps.PortalAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "simple_history",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.TextMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.DeviceMiddleware",
    "portal.accounts.middleware.LimitMiddleware",
    "portal.accounts.middleware.AllauthMiddleware",
    "portal.middleware.RightsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.portal",
            ],
            "builtins": ["portal.pages.templatetags.ui"],
        },
    }
]

# Database and Redis. Server-side cursors and session state would not survive a transaction pooler.
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].update(
    HOST=unquote(DATABASES["default"]["HOST"]),  # a folder with a socket, written %2F
    CONN_MAX_AGE=60,
    CONN_HEALTH_CHECKS=True,
    DISABLE_SERVER_SIDE_CURSORS=True,
    ATOMIC_REQUESTS=False,
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.PortalBackend"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.accounts.views.kept.csrf_failure"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time. Vietnamese is what people read; English messages are the ids.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# Files: private ones never have a public address
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": PRIVATE_STORAGE,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.pages.stylesheet.StylesheetFinder",
]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))

# Security headers. Nothing inline, nothing from another host.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *filter(None, [IDENTITY_PROVIDER_ORIGIN])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# Minutes that a decision can still be recalled; empty: as the rule of the day says.
DECISION_HOLD_MINUTES = env.int("DECISION_HOLD_MINUTES", default=None)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
