"""Answers of an earlier dossier, to begin again from: one that ended without a result, or whose
result is to be renewed.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dossiers.models import Dossier, ResultEntry
from dossiers.models.mandate import Power
from dossiers.permissions import owned_by
from dossiers.selectors.acting import Acting
from dossiers.selectors.results import renewable_by
from dossiers.workflow import State
from procedures.eforms.kinds import Kind
from procedures.models import Procedure

RESULTS = ResultEntry.objects.filter(dossier=OuterRef("pk"))
AGAIN = frozenset({State.REFUSED, State.GIVEN_BACK, State.WITHDRAWN})


def earlier_dossier(user, procedure: Procedure, key: str, on: date) -> Dossier | None:
    """The dossier that `key` names, over which `user` may file: of this procedure, once it can be
    filed again, or with a result that this procedure renews.
    """
    if not key:
        return None
    try:
        rows = owned_by(user, on, Power.FILE).filter(public_id=UUID(key))
    except ValueError:
        return None
    same = Q(revision__procedure=procedure) & (Q(state__in=AGAIN) | Exists(RESULTS))
    return rows.filter(same | Exists(RESULTS.filter(renewable_by(procedure)))).first()


def is_for(dossier: Dossier, user, acting: Acting) -> bool:
    """Whether its applicant is the one for whom `user` files as `acting`."""
    if dossier.organisation_id is not None or acting.organisation is not None:
        return dossier.organisation == acting.organisation
    applicant = acting.mandate.principal_id if acting.mandate else user.pk
    return dossier.owner_id == applicant


def answers_to_take_over(dossier: Dossier, definition) -> dict[str, Any]:
    """Its answers to what the form of today still asks. What a person declares is declared anew."""
    asked = {path.split(".")[0] for path, item in definition.walk()}
    declared = {path for path, item in definition.walk() if item.kind is Kind.STATEMENT}
    return {
        key: value for key, value in dossier.answers.items() if key in asked and key not in declared
    }
