"""Answers of an earlier dossier, to begin again from: one that ended without a result, or whose
result is to be renewed.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dossiers.models import Dossier, ResultEntry
from dossiers.permissions import owned_by
from dossiers.workflow import State
from procedures.eforms.kinds import Kind
from procedures.models import Procedure

RESULTS = ResultEntry.objects.filter(dossier=OuterRef("pk"))
AGAIN = frozenset({State.REFUSED, State.GIVEN_BACK, State.WITHDRAWN})


def earlier_dossier(user, procedure: Procedure, key: str, on: date) -> Dossier | None:
    """The person's own dossier of this procedure that `key` names, once it can be filed again, or
    its result be renewed.
    """
    try:
        rows = owned_by(user, on).filter(public_id=UUID(key))
    except ValueError:
        return None
    rows = rows.filter(Q(state__in=AGAIN) | Exists(RESULTS), revision__procedure=procedure)
    return rows.first()


def answers_to_take_over(dossier: Dossier, definition) -> dict[str, Any]:
    """Its answers to what the form of today still asks. What a person declares is declared anew."""
    asked = {path.split(".")[0] for path, item in definition.walk()}
    declared = {path for path, item in definition.walk() if item.kind is Kind.STATEMENT}
    return {
        key: value for key, value in dossier.answers.items() if key in asked and key not in declared
    }
