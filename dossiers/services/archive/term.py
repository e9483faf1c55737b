"""An administrator enters how long the dossiers of one procedure are kept."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import RetentionTerm
from dossiers.permissions import standing
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.models import Procedure

SHORTEST, LONGEST = 2, 70


def set_term(
    *, procedure, by, since: date, years: int | None, basis: str, at: datetime | None = None
) -> RetentionTerm:
    """Give a procedure a term of its own for what is closed from `since` on; without `years`, for
    ever. What is in the archive already keeps the term it was closed with. Raises `Invalid`,
    `NotAllowed`.
    """
    at = at or timezone.now()
    grants = [grant for grant, _places in standing(by, timezone.localdate(at))]
    grant = next((each for each in grants if each.role == Role.ADMIN), None)
    if grant is None:
        raise NotAllowed
    with transaction.atomic():
        Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
        if problems := problems_of(procedure=procedure, since=since, years=years, basis=basis):
            raise Invalid(problems)
        term = RetentionTerm.objects.create(
            procedure=procedure, since=since, years=years, basis=basis.strip(), by=by, at=at
        )
        facts = {"procedure": procedure.code, "since": since, "years": years}
        record("archive.term_set", term, Actor.official(by, grant), facts, at=at)
    return term


def problems_of(
    *, procedure: Procedure, since: date, years: int | None, basis: str
) -> dict[str, Promise]:
    """What is wrong with such a term, by field."""
    problems: dict[str, Promise] = {}
    if not basis.strip():
        problems["basis"] = _("Write which text says so.")
    if years is not None and not SHORTEST <= years <= LONGEST:
        problems["years"] = _("The law allows from 2 to 70 years, or for ever.")
    if RetentionTerm.objects.filter(procedure=procedure, since=since).exists():
        problems["since"] = _("This procedure has a term from that day on already.")
    return problems
