"""Explanation cases as officials see them: who may do what, and the lists."""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from dossiers.models import ExplanationCase
from dossiers.permissions import places_of
from dossiers.selectors.posts import acting_at
from dossiers.workflow.explanation import EXPLANATIONS, ExplanationAction
from dossiers.workflow.parties import Party
from portal.agencies.roles import Role
from portal.agencies.selectors import divisions_of, holders
from portal.audit.actors import Actor

PAGE = 50
READERS = {Role.LEADER, Role.AUDITOR}


def may(user, action: ExplanationAction, case: ExplanationCase, on: date) -> Actor | None:
    """In which capacity `user` may do it, or None: leaders of the agency, and whoever is named."""
    parties = EXPLANATIONS[action].parties
    if Party.LEADER in parties:
        return acting_at(user, case.agency_id, {Role.LEADER}, on)
    if Party.OFFICER in parties and case.official_id == user.pk:
        return _named(user, case, on)
    return None


def _named(user, case: ExplanationCase, on: date) -> Actor | None:
    roles = {Role.OFFICER, Role.LEADER, Role.DESK}
    units = [case.agency_id, *divisions_of(case.agency).values_list("pk", flat=True)]
    found = (acting_at(user, unit, roles, on) for unit in units)
    return next((actor for actor in found if actor is not None), None)


def officials_for(case: ExplanationCase, on: date) -> QuerySet:
    """Officials of the agency and its units, who can be named."""
    ids: set[int] = set()
    for unit in {case.agency, *divisions_of(case.agency)}:
        for role in (Role.OFFICER, Role.LEADER, Role.DESK):
            ids |= set(holders(role, unit, on))
    return get_user_model().objects.filter(pk__in=ids).order_by("name_key")


def cases_for(user, on: date) -> QuerySet[ExplanationCase]:
    """The cases an official may open: of agencies he leads or audits, or named for."""
    led = Q(agency__in=places_of(user, READERS, on)) | Q(official=user)
    return ExplanationCase.objects.filter(led).select_related(
        "dossier__revision", "agency", "official"
    )


def waiting_cases(user, on: date, after: str = "") -> tuple[list[ExplanationCase], str]:
    """Unanswered cases by their date, cut by key: a page and the key of the next one."""
    rows = cases_for(user, on).filter(answered_at=None).order_by("due_at", "pk")
    if key := _key(after):
        rows = rows.filter(Q(due_at__gt=key[0]) | Q(due_at=key[0], pk__gt=key[1]))
    return _page(rows, lambda case: case.due_at)


def answered_cases(user, on: date, after: str = "") -> tuple[list[ExplanationCase], str]:
    """Answered cases, the latest first."""
    rows = cases_for(user, on).exclude(answered_at=None).order_by("-answered_at", "-pk")
    if key := _key(after):
        rows = rows.filter(Q(answered_at__lt=key[0]) | Q(answered_at=key[0], pk__lt=key[1]))
    return _page(rows, lambda case: case.answered_at)


def _page(rows: QuerySet, moment) -> tuple[list[ExplanationCase], str]:
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    more = len(found) > PAGE
    return shown, f"{moment(shown[-1]).isoformat()}_{shown[-1].pk}" if more else ""


def _key(text: str) -> tuple[datetime, int] | None:
    moment, _, number = text.partition("_")
    try:
        return datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None


def actions_for(user, case: ExplanationCase, on: date) -> list[ExplanationAction]:
    """What this official may do with the case now."""
    return [
        action
        for action, row in EXPLANATIONS.items()
        if case.state in row.moves
        and None not in row.moves
        and may(user, action, case, on) is not None
        and not (action is ExplanationAction.APPROVE and case.drafted_by_id == user.pk)
    ]
