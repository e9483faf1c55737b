"""The pages of officials’ own work on dossiers: their navigation and their addresses."""

from django.utils.translation import gettext_lazy as _

from portal.admin_site.registry import Desk, desk, pages
from portal.agencies.roles import Role

WORKERS = frozenset({Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR})

DESKS = [
    Desk(
        "counter",
        _("Counter"),
        "counter:home",
        roles=frozenset({Role.DESK}),
        order=9,
        help=_("Take in dossiers, hand over, hand out; queue and register."),
    ),
    Desk(
        "dossiers",
        _("Dossiers"),
        "desk:list",
        roles=WORKERS,
        order=10,
        help=_("What waits for you and your unit, the nearest deadline first."),
    ),
    Desk(
        "coordination",
        _("Asked by other agencies"),
        "coordination:asked",
        roles=WORKERS,
        order=14,
        help=_("What other agencies ask of yours, and what you wait for from others."),
    ),
    Desk(
        "explanations",
        _("Explanations"),
        "explanations:cases",
        roles=WORKERS,
        order=16,
        help=_("Opinions on the handling to answer, and breaches of its rules to explain."),
    ),
]

# Address under /quan-tri/ → module of its URLs.
PAGES = {
    "ho-so/": "dossiers.admin.urls",
    "giai-trinh/": "dossiers.admin.explanations_urls",
    "phoi-hop/": "dossiers.admin.coordination_urls",
    "thu-lai/": "dossiers.admin.replay_urls",
    "tiep-nhan/": "dossiers.admin.counter_urls",
    "xep-hang/": "dossiers.admin.queue_urls",
}


def open_desks() -> None:
    """Offers all of this to the back office, when the portal starts."""
    for prefix, urlconf in PAGES.items():
        pages(prefix, urlconf)
    for each in DESKS:
        desk(each)
