"""An administrator enters how long the dossiers of one procedure are kept."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import RetentionTerm
from dossiers.permissions import standing
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record

SHORTEST, LONGEST = 2, 70


def set_term(
    *, procedure, by, since: date, years: int | None, basis: str, at: datetime | None = None
) -> RetentionTerm:
    """Give a procedure a term of its own for what is closed from `since` on; without `years`, for
    ever. What is in the archive already keeps the term it was closed with. Raises `Invalid`,
    `NotAllowed`.
    """
    at = at or timezone.now()
    _check(years, basis)
    grants = [grant for grant, _places in standing(by, timezone.localdate(at))]
    grant = next((each for each in grants if each.role == Role.ADMIN), None)
    if grant is None:
        raise NotAllowed
    with transaction.atomic():
        if RetentionTerm.objects.filter(procedure=procedure, since=since).exists():
            raise Invalid({"since": _("This procedure has a term from that day on already.")})
        term = RetentionTerm.objects.create(
            procedure=procedure, since=since, years=years, basis=basis.strip(), by=by, at=at
        )
        facts = {"procedure": procedure.code, "since": since, "years": years}
        record("archive.term_set", term, Actor.official(by, grant), facts, at=at)
    return term


def _check(years: int | None, basis: str) -> None:
    if not basis.strip():
        raise Invalid({"basis": _("Write which text says so.")})
    if years is not None and not SHORTEST <= years <= LONGEST:
        words = _("The law allows from 2 to 70 years, or for ever.")
        raise Invalid({"years": words})
