"""Whose money an official sees."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.selectors.money.rights import agencies_for
from portal.agencies.models import Agency
from portal.agencies.roles import Role

WATCHERS = (Role.DESK, Role.LEADER, Role.AUDITOR, Role.ADMIN)
OVERSEES = frozenset({Role.ADMIN, Role.AUDITOR})

TABS = [
    ("today", _("Today"), "money:today"),
    ("odd", _("To clear up"), "money:odd"),
    ("transfers", _("Transfers to check"), "money:transfers"),
    ("refunds", _("Refunds"), "money:refunds"),
    ("reconciliations", _("Reconciliation"), "money:reconciliations"),
    ("accounts", _("Accounts"), "money:accounts"),
]


def agencies_of(request: HttpRequest) -> list[Agency]:
    """The agencies whose money is the reader's business."""
    return agencies_for(request.user, frozenset(WATCHERS), timezone.localdate())


def sees_everywhere(request: HttpRequest) -> bool:
    return any(grant.role in OVERSEES for grant in request.grants)
