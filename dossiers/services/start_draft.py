"""Beginning to fill in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft
from dossiers.rules.typing import MOST_DRAFTS
from dossiers.selectors.acting import MYSELF, Acting, acting_errors
from dossiers.selectors.filing import (
    online_cases,
    online_channel,
    online_offerings,
    why_not_online,
)
from portal.accounts.models import User
from procedures.models import Procedure

TOO_MANY = _("You have %(most)s drafts. Send or delete one before you begin another.")
CHOOSE_CASE = _("Choose the situation that applies to you.")
CHOOSE_AGENCY = _("Choose the agency that should handle your dossier.")


def start_draft(
    *,
    procedure: Procedure,
    by: User,
    agency: Any,
    case: Any = None,
    acting: Acting = MYSELF,
    answers: dict[str, Any] | None = None,
    origins: dict[str, int] | None = None,
    at: datetime | None = None,
) -> Draft:
    """Begin a dossier under the revision and the form in force now; the draft keeps both.

    `acting` says for whom. `answers` are what the portal knows already, `origins` the earlier
    dossiers some of them come from. Beginning the same again, before anything was typed, gives the
    draft that is there. Raises `Invalid` with the words for each choice that is not possible today.
    """
    day = timezone.localdate(at or timezone.now())
    errors = _check(procedure, by, agency, case, acting, day)
    if errors:
        raise Invalid(errors)
    revision = procedure.current
    offering = online_offerings(procedure, day).get(agency=agency)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if Draft.objects.filter(owner=by)[:MOST_DRAFTS].count() == MOST_DRAFTS:
            raise Invalid({"agency": TOO_MANY % {"most": MOST_DRAFTS}})
        same = {
            "owner": by,
            **acting.columns,
            "revision": revision,
            "case": case,
            "agency": offering.agency,
        }
        untouched = Draft.objects.filter(**same, version=0, papers=None, way_chosen=False)
        return untouched.first() or Draft.objects.create(
            **same,
            channel=online_channel(revision, case),
            form_version=revision.form,
            desk=offering.desk,
            answers=answers or {},
            origins=origins or {},
        )


def _check(procedure, by, agency, case, acting, day) -> dict[str, Any]:
    refusal = why_not_online(procedure, day)
    if refusal is not None:
        return {"agency": refusal}
    errors: dict[str, Any] = dict(acting_errors(by, acting, procedure, day))
    if not online_offerings(procedure, day).filter(agency=agency).exists():
        errors["agency"] = CHOOSE_AGENCY
    cases = online_cases(procedure.current)
    if (cases or case) and case not in cases:
        errors["case"] = CHOOSE_CASE
    return errors
