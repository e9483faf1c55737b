"""Signing the report on handling of a period that has closed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import SettlementReport
from dossiers.permissions import actor_at
from dossiers.selectors.settlement import settlement
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import post_title
from portal.audit.services import record
from portal.kernel.hashing import canonical_json, sha256_hex
from portal.reports.values import Span

STILL_RUNS = _("The period is not over yet: it can be signed from the day after it closes.")
SIGNED_ALREADY = _("The report of this period has been signed already.")


def sign_settlement(
    *, agency: Agency, span: Span, by, at: datetime | None = None
) -> SettlementReport:
    """Freeze the figures of `agency` over `span` as its report, once.

    Raises `NotAllowed` unless `by` leads the agency, `Invalid` while the period runs or when it was
    signed before.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    actor = actor_at(by, [agency.pk], {Role.LEADER}, today)
    if actor is None:
        raise NotAllowed
    if today <= span.until:
        raise Invalid({"period": STILL_RUNS})
    try:
        with transaction.atomic():
            report = _freeze(agency, span, by, at)
            facts = {"agency": agency.pk, "since": span.since, "until": span.until}
            facts = {key: str(value) for key, value in facts.items()}
            record("settlement.signed", report, actor, facts | {"digest": report.digest}, at=at)
    except IntegrityError as twice:
        raise Invalid({"period": SIGNED_ALREADY}) from twice
    return report


def _freeze(agency: Agency, span: Span, by, at: datetime) -> SettlementReport:
    today = timezone.localdate(at)
    found = settlement([agency.pk], span, today)
    lines, beside = found.as_json()
    return SettlementReport.objects.create(
        agency=agency,
        since=span.since,
        until=span.until,
        lines=lines,
        beside=beside,
        digest=sha256_hex(canonical_json({"lines": lines, "beside": beside})),
        signed_by=by,
        signed_post=post_title(by, agency, today),
        signed_at=at,
    )
