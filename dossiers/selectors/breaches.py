"""Breaches on record, as officials see them."""

from datetime import date

from django.db.models import Q, QuerySet

from dossiers.models import Breach
from dossiers.permissions import places_of
from dossiers.selectors.posts import acting_at
from portal.agencies.roles import Role
from portal.audit.actors import Actor

PAGE = 50
WORKERS = {Role.OFFICER, Role.LEADER, Role.DESK}


def may_explain(user, breach: Breach, on: date) -> Actor | None:
    return acting_at(user, breach.unit_id, WORKERS, on)


def breaches_for(user, on: date) -> QuerySet[Breach]:
    """Those of units in which the official works, leads or audits, and his own."""
    places = places_of(user, {*WORKERS, Role.AUDITOR}, on)
    return Breach.objects.filter(Q(unit__in=places) | Q(person=user)).select_related(
        "dossier__revision", "unit", "person"
    )


def unexplained(user, on: date, after: str = "") -> tuple[list[Breach], str]:
    """Those nobody has explained yet, the latest first: a page and the key of the next one."""
    rows = breaches_for(user, on).filter(explained_at=None).order_by("-pk")
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""
