"""Time in which the house waits for others than the applicant: verification, visits, papers from
abroad, other agencies. What it does to the date is up to the procedure.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Dossier, LimitExtension, Verification, WaitingInterval
from dossiers.selectors.clock import clock_rules, limit_of
from dossiers.selectors.terms import terms_for
from dossiers.services.change import changing
from dossiers.services.clock import close_intervals, open_interval, set_return_due
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.kernel.clock import Policy, Unit, WaitKind

ELSEWHERE = (WaitKind.OTHER_AGENCY, WaitKind.FOREIGN_PAPER)
LOOKED_INTO = (WaitKind.VERIFICATION, WaitKind.SITE_VISIT)
REASON_MISSING = _("Write what is waited for.")
ALREADY_WAITS = _("The dossier waits for this already.")
NO_SUCH_WAIT = _("Choose what is waited for.")
PLACE_MISSING = _("Time, place, participants and subject are all needed.")
FINDINGS_MISSING = _("Write what was found.")
NO_EXTENSION = _("This procedure does not let its limit be extended.")
OVER_THE_CAP = _("The limit of this procedure may be extended by at most %(cap)s.")
EXTENDED_ALREADY = _("The limit of this dossier was extended before.")


def start_wait(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    kind: str,
    reason: str,
    at: datetime | None = None,
) -> WaitingInterval:
    """From now on the dossier waits for another agency or a paper from abroad.

    Raises `Invalid` for another kind, without a reason, or when it waits for that already.
    """
    if kind not in ELSEWHERE:
        raise Invalid({"kind": NO_SUCH_WAIT})
    if not reason.strip():
        raise Invalid({"reason": REASON_MISSING})
    with changing(
        dossier, Action.START_WAIT, by=by, expected_version=expected_version, at=at
    ) as change:
        if change.dossier.intervals.filter(kind=kind, answered_at=None).exists():
            raise Invalid({"kind": ALREADY_WAITS})
        row = open_interval(change.dossier, WaitKind(kind), change.at, reason=reason.strip())
        change.record(interval=row.pk, kind=str(kind))
    return row


def end_wait(
    *, dossier: Dossier, by, expected_version: int, interval: int, at: datetime | None = None
) -> Dossier:
    """What was waited for has come; the date is computed anew. Raises `Conflict`, `NotAllowed`."""
    with changing(
        dossier, Action.END_WAIT, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        rows = dossier.intervals.filter(pk=interval, kind__in=ELSEWHERE)
        if not rows.exists() or not close_intervals(dossier, change.at, pk=interval):
            raise Conflict(dossier)
        due = set_return_due(dossier, change.at)
        change.record(interval=interval, due=due.pk)
    return dossier


def arrange_verification(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    kind: str,
    planned_at: datetime,
    place: str,
    participants: str,
    subject: str,
    with_applicant: bool = False,
    at: datetime | None = None,
) -> Verification:
    """Arrange to look into facts on the spot or with others: when, where, with whom, on what (NĐ
    61/2018, art. 19(3)). The applicant is told when he must be there.

    Raises `Invalid` when a part is missing or one is arranged already, `NotAllowed`, `Conflict`.
    """
    if not (place.strip() and participants.strip() and subject.strip()):
        raise Invalid({"place": PLACE_MISSING})
    if kind not in LOOKED_INTO:
        raise Invalid({"kind": NO_SUCH_WAIT})
    action = Action.ARRANGE_VERIFICATION
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        if open_verification(dossier) is not None:
            raise Invalid({"kind": ALREADY_WAITS})
        row = Verification.objects.create(
            dossier=dossier,
            interval=open_interval(dossier, WaitKind(kind), change.at, reason=subject.strip()),
            planned_at=planned_at,
            place=place.strip(),
            participants=participants.strip(),
            subject=subject.strip(),
            with_applicant=with_applicant,
            arranged_by=by,
        )
        event = change.record(verification=row.pk, kind=str(kind))
        if with_applicant:
            context = {"dossier": dossier, "verification": row}
            text, link = "dossiers/verification_for_citizen", dossier.get_absolute_url()
            tell(event, text, dossier, context, link)
    return row


def open_verification(dossier: Dossier) -> Verification | None:
    """The one that is arranged and not recorded yet."""
    return dossier.verifications.filter(interval__answered_at=None).first()


def record_verification(
    *, dossier: Dossier, by, expected_version: int, findings: str, at: datetime | None = None
) -> Verification:
    """Write down what was found; the date is computed anew. Raises `Invalid`, `NotAllowed`,
    `Conflict` when none is arranged.
    """
    if not findings.strip():
        raise Invalid({"findings": FINDINGS_MISSING})
    action = Action.RECORD_VERIFICATION
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        row = open_verification(dossier)
        if row is None:
            raise Conflict(dossier)
        row.findings, row.recorded_by = findings.strip(), by
        row.save(update_fields=["findings", "recorded_by"])
        close_intervals(dossier, change.at, pk=row.interval_id)
        due = set_return_due(dossier, change.at)
        change.record(verification=row.pk, due=due.pk)
    return row


def extend_limit(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    amount: int,
    reason: str,
    at: datetime | None = None,
) -> LimitExtension:
    """Give a hard case more of its limit's unit, once, up to the cap of its procedure; the owner is
    told. Raises `Invalid` where the procedure allows none, over the cap, without a reason, or the
    second time; `NotAllowed`, `Conflict`.
    """
    if not reason.strip():
        raise Invalid({"reason": REASON_MISSING})
    action = Action.EXTEND_LIMIT
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        _check_extension(dossier, amount)
        row = LimitExtension.objects.create(
            dossier=dossier, amount=amount, reason=reason.strip(), by=by, at=change.at
        )
        due = set_return_due(dossier, change.at)
        event = change.record(amount=amount, due=due.pk)
        context = {"dossier": dossier, "extension": row, "due": due}
        link = dossier.get_absolute_url()
        tell(event, "dossiers/extended_for_citizen", dossier, context, link)
    return row


def extension_cap(dossier: Dossier) -> int:
    """By how much the limit may be extended; nothing where the procedure allows none."""
    rules = clock_rules(dossier.revision)
    _limit, unit = limit_of(terms_for(dossier))
    allowed = rules.policy is Policy.EXTEND_CAPPED and unit is not Unit.NONE
    return (rules.cap or 0) if allowed else 0


def _check_extension(dossier: Dossier, amount: int) -> None:
    cap = extension_cap(dossier)
    if not cap:
        raise Invalid({"amount": NO_EXTENSION})
    if not 1 <= amount <= cap:
        raise Invalid({"amount": OVER_THE_CAP % {"cap": cap}})
    if LimitExtension.objects.filter(dossier=dossier).exists():
        raise Invalid({"amount": EXTENDED_ALREADY})
