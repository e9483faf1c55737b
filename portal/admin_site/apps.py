from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _

from portal.admin_site.registry import Desk, desk, pages
from portal.agencies.roles import EDITORS, Role

# Pages of the ground, which imports no back office; the apps bring their own.
PAGES = {
    "danh-tinh/": "portal.admin_site.identity.urls",
    "ket-noi/": "portal.integrations.admin.urls",
    "thong-bao/": "portal.messaging.admin.urls",
    "tim-kiem/": "portal.search.admin.urls",
}
DESKS = (
    Desk(
        "identity",
        _("Identity at the desk"),
        "identity_desk:find",
        roles=frozenset({Role.DESK}),
        order=15,
        help=_("Prove who a person is with the identity card."),
    ),
    Desk(
        "papers",
        _("Issued papers"),
        "admin:documents_issueddocument_changelist",
        roles=frozenset({Role.LEADER}),
        order=40,
        help=_("Papers of the agency that anyone can check; a wrong one is revoked here."),
    ),
    Desk(
        "search",
        _("Words of the search"),
        "search_desk:missed",
        roles=EDITORS,
        order=45,
        help=_("What people searched for and did not find, and what it means."),
    ),
    Desk(
        "letters",
        _("Letters to post"),
        "notices_desk:letters",
        roles=frozenset({Role.DESK}),
        order=35,
        help=_("Notices that a date hangs on and that reached nobody by shorter ways."),
    ),
    Desk(
        "notices",
        _("Notices sent"),
        "notices_desk:list",
        roles=frozenset({Role.ADMIN, Role.AUDITOR}),
        order=75,
        help=_("What went out to people, by which way, and what did not arrive."),
    ),
    Desk(
        "connections",
        _("Connections"),
        "connectors_desk:list",
        roles=frozenset({Role.ADMIN, Role.AUDITOR}),
        order=80,
        help=_("Other authorities’ systems: what waits for them, what failed, the switch."),
    ),
)


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own site: officials only, second factor, our look."""

    default_site = "portal.admin_site.site.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        for prefix, urlconf in PAGES.items():
            pages(prefix, urlconf)
        for each in DESKS:
            desk(each)
