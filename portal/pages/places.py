"""The public addresses of the portal, by name, and which of them are open in this installation."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    path: str
    label: str | Promise

    @property
    def url(self) -> str:
        """The address in the language of the reader."""
        return in_language(self.path, get_language() or settings.LANGUAGE_CODE)

    @property
    def is_open(self) -> bool:
        return _resolves(self.path)


PLACES = {
    "home": Place("/", _("Home")),
    "search": Place("/tim-kiem/", _("Search")),
    "procedures": Place("/thu-tuc/", _("Procedures")),
    "my_dossiers": Place("/ho-so/", _("My dossiers")),
    "track": Place("/tra-cuu/", _("Track a dossier")),
    "check": Place("/kiem-tra/", _("Check a paper")),
    "due_date": Place("/tinh-han/", _("Work out a due date")),
    "papers": Place("/giay-to/", _("My papers")),
    "inbox": Place("/thong-bao/", _("Notices")),
    "account": Place("/tai-khoan/", _("Account")),
    "news": Place("/tin-tuc/", _("News")),
    "legal": Place("/van-ban/", _("Legal documents")),
    "directory": Place("/danh-ba/", _("Directory")),
    "questions": Place("/hoi-dap/", _("Questions and answers")),
    "petitions": Place("/phan-anh/", _("Petitions")),
    "consultations": Place("/gop-y/", _("Consultations")),
    "statistics": Place("/thong-ke/", _("Figures")),
    "about": Place("/gioi-thieu/", _("About the portal")),
    "help": Place("/tro-giup/", _("Help")),
    "status": Place("/tinh-trang/", _("State of the services")),
    "contact": Place("/lien-he/", _("Contact")),
    "site_map": Place("/so-do/", _("Site map")),
    "accessibility": Place("/tiep-can/", _("Accessibility")),
    "privacy": Place("/quyen-rieng-tu/", _("Privacy")),
    "terms": Place("/dieu-khoan/", _("Terms of use and reuse")),
    "report_problem": Place("/lien-he/", _("Report a problem with this page")),
    "display": Place("/hien-thi/", _("Display")),
    "api": Place("/api/", _("Data for developers")),
    "desk": Place("/quan-tri/", _("Officials’ desk")),
}
MAIN_MENU = (
    "home",
    "about",
    "procedures",
    "my_dossiers",
    "track",
    "news",
    "legal",
    "questions",
    "site_map",
)


def in_language(path: str, language: str) -> str:
    """`path` (with or without a language prefix) under the prefix of `language`."""
    for code, _name in settings.LANGUAGES:
        if path == f"/{code}" or path.startswith(f"/{code}/"):
            path = path[len(code) + 1 :] or "/"
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def open_places(*keys: str) -> list[Place]:
    return [PLACES[key] for key in keys if PLACES[key].is_open]


@cache
def _resolves(path: str) -> bool:
    with override(settings.LANGUAGE_CODE):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True
