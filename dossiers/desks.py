"""The pages of officials’ own work on dossiers: their navigation and their addresses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.selectors.instructions import (
    about_dossier,
    about_unit,
    subject_of_instructions,
)
from portal.admin_site.registry import Desk, desk, pages
from portal.agencies.roles import Role

WORKERS = frozenset({Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR})

DESKS = [
    Desk(
        "national",
        _("National Public Service Portal"),
        "national:behind",
        roles=frozenset({Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN}),
        order=19,
        help=_("Dossiers of which the national portal does not know the latest yet."),
    ),
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
        "results",
        _("Register of results"),
        "results:register",
        roles=WORKERS,
        order=15,
        help=_("Licences and certificates issued: number, holder, validity, renewal, revocation."),
    ),
    Desk(
        "money",
        _("Money"),
        "money:today",
        roles=frozenset({Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN}),
        order=12,
        help=_("What came in today, what is odd, refunds, and the daily reconciliation."),
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
        order=17,
        help=_("Opinions on the handling to answer, and breaches of its rules to explain."),
    ),
    Desk(
        "settlement",
        _("Report on handling"),
        "settlement:form",
        roles=frozenset({Role.LEADER, Role.AUDITOR}),
        order=20,
        help=_("Received, settled, in process and late, by sector and period: form II.06a."),
    ),
    Desk(
        "instructions",
        _("Instructions"),
        "instructions:list",
        roles=WORKERS,
        order=16,
        help=_("What leaders have asked for, by when, and what became of it."),
    ),
    Desk(
        "archive",
        _("Archive"),
        "archive:list",
        roles=WORKERS - {Role.DESK},
        order=20,
        help=_("Ended dossiers, how long they are kept, and what becomes of them then."),
    ),
    Desk(
        "wordings",
        _("Decision texts"),
        "wordings:list",
        roles=frozenset({Role.OFFICER, Role.LEADER}),
        order=18,
        help=_("Texts for decisions with the provisions they rest on."),
    ),
    Desk(
        "post",
        pgettext_lazy("carriage", "Post"),
        "post_desk:list",
        roles=frozenset({Role.DESK}),
        order=13,
        help=_("Envelopes to pack and hand over, those that come in, and what went wrong."),
    ),
]

# Address under /quan-tri/ → module of its URLs.
PAGES = {
    "cong-quoc-gia/": "dossiers.admin.national_urls",
    "ho-so/": "dossiers.admin.urls",
    "bao-cao/": "dossiers.admin.settlement_urls",
    "luu-tru/": "dossiers.admin.archive.urls",
    "chi-dao/": "dossiers.admin.instructions_urls",
    "mau-quyet-dinh/": "dossiers.admin.wordings_urls",
    "giai-trinh/": "dossiers.admin.explanations_urls",
    "phoi-hop/": "dossiers.admin.coordination_urls",
    "thu-phi/": "dossiers.admin.money.urls",
    "buu-chinh/": "dossiers.admin.post.urls",
    "thu-lai/": "dossiers.admin.replay_urls",
    "ket-qua/": "dossiers.admin.results_urls",
    "tiep-nhan/": "dossiers.admin.counter.urls",
    "xep-hang/": "dossiers.admin.counter.queue_urls",
}


def open_desks() -> None:
    """Offers all of this to the back office, when the portal starts."""
    subject_of_instructions("dossiers.dossier", about_dossier)
    subject_of_instructions("agencies.agency", about_unit)
    for prefix, urlconf in PAGES.items():
        pages(prefix, urlconf)
    for each in DESKS:
        desk(each)
