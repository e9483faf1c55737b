"""Settings of the sandbox: a Django of its own, with its own database, keys and cookies."""

from pathlib import Path

import environ

from portal.demo.sandbox.keys import signing_key

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(env("PORTAL_DATA_DIR")) / "sandbox"
FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)

SECRET_KEY = "sandbox " + env("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
PORTAL_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "portal.demo.sandbox.traffic.TrafficMiddleware",
    "portal.demo.sandbox.faults.FaultMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.demo.sandbox.choice.ChoiceMiddleware",
]
ROOT_URLCONF = "portal.demo.sandbox.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates" / "sandbox"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "sandbox.sqlite3"}
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
SESSION_COOKIE_NAME = "sandbox_session"
CSRF_COOKIE_NAME = "sandbox_csrf"

LOGIN_URL = "/chon-nguoi/"
IDP_OIDC_ADAPTER = "portal.demo.sandbox.provider.ProviderAdapter"
IDP_OIDC_PRIVATE_KEY = signing_key(FOLDER / "signing.pem")
IDP_OIDC_RATE_LIMITS = False
# Partners take whole dossiers.
DATA_UPLOAD_MAX_MEMORY_SIZE = None
