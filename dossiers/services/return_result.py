"""Handing the result over."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.services.change import changing
from dossiers.workflow import Action


def return_result(
    *,
    dossier,
    by,
    expected_version: int | None = None,
    receiver: str = "",
    at: datetime | None = None,
):
    """Record the hand-over: at the desk by an official who names the receiver, or in the account by
    the portal (`by=None`) (NĐ 61/2018, art. 20).

    Raises `Invalid` when the desk names nobody; `NotAllowed`, `Conflict`.
    """
    if by is not None and not receiver.strip():
        raise Invalid({"receiver": _("Write who received the result.")})
    with changing(
        dossier, Action.RETURN_RESULT, by=by, expected_version=expected_version, at=at
    ) as change:
        change.dossier.received_by = receiver.strip()
        change.record()
    return change.dossier
