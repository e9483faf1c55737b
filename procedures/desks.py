"""The catalogue in the back office: its pages, its places in the navigation, its tools."""

from django.utils.translation import gettext_lazy as _

from portal.admin_site.registry import Desk, desk, pages
from portal.agencies.roles import EDITORS, Role
from portal.texts.permissions import TRANSLATORS
from procedures.registry import revision_tool
from procedures.workflow import State

PAGES = {
    "bieu-mau/": "procedures.admin.builder.urls",
    "danh-muc/": "procedures.admin.urls",
    "mau-don/": "procedures.admin.blanks_urls",
    "nhap-thu-tuc/": "procedures.admin.imports.urls",
    "so-sanh/": "procedures.admin.changes_urls",
    "tieng-anh/": "procedures.admin.english_urls",
}
DESKS = (
    Desk(
        "catalogue",
        _("Catalogue"),
        "admin:procedures_revision_changelist",
        EDITORS,
        order=40,
        help=_("Procedures in force, coming and past; drafts and their publication."),
    ),
    Desk(
        "eforms",
        _("Forms"),
        "eforms:list",
        EDITORS,
        order=41,
        help=_("Electronic forms: built, tried out, and checked before they are published."),
    ),
    Desk(
        "english",
        _("English texts"),
        "english:list",
        TRANSLATORS,
        order=42,
        help=_("What has no English yet, and what changed in Vietnamese since."),
    ),
    Desk(
        "imports",
        _("From the national database"),
        "imports:list",
        EDITORS,
        order=43,
        help=_("What was read there and waits for a decision."),
    ),
    Desk(
        "catalogue_duties",
        _("Duties of the catalogue"),
        "catalogue_desk:duties",
        EDITORS,
        order=44,
        help=_("Pages owed, services on their way online, yearly lists and reports, help texts."),
    ),
    Desk(
        "yearly_reports",
        _("Yearly reports"),
        "catalogue_desk:reports",
        frozenset({Role.LEADER}),
        order=45,
        help=_("Sign the report of your agency on its online services."),
    ),
)


def open_desks() -> None:
    """Offers all of this to the back office, when the portal starts."""
    for prefix, urlconf in PAGES.items():
        pages(prefix, urlconf)
    for each in DESKS:
        desk(each)
    revision_tool(_("Forms to download"), "blank_forms:edit", EDITORS)
    by_question = _("The electronic form, question by question")
    revision_tool(by_question, "eforms:of_revision", EDITORS, states=State)
