"""A result goes out before it is paid for, because a leader says so in writing."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import UnpaidRelease
from dossiers.selectors.money.before_result import holds_result
from dossiers.services.change import changing
from dossiers.workflow import Action


def release_unpaid(
    *, dossier, by, expected_version: int, reason: str, at: datetime | None = None
) -> UnpaidRelease:
    """Let the desk hand the result out although money is owed; the debt stays.

    Raises `Invalid` without a reason, `Conflict` when nothing is owed any more, `NotAllowed`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why the result goes out before it is paid for.")})
    with changing(
        dossier, Action.RELEASE_UNPAID, by=by, expected_version=expected_version, at=at
    ) as change:
        owed = holds_result(change.dossier, timezone.localdate(change.at))
        if not owed:
            raise Conflict(change.dossier, _("Nothing keeps the result back any more."))
        row = UnpaidRelease.objects.create(
            dossier=change.dossier, amount=owed, reason=reason, by=by, at=change.at
        )
        change.record(release=row.pk, amount=int(owed))
    return row
