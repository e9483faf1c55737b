"""Whether an action about requests and dates makes sense for a dossier now, beyond its state."""

from collections.abc import Callable

from dossiers.models import Apology, Dossier, LimitExtension, SupplementDraft
from dossiers.models.supplement import Phase
from dossiers.models.supplement_draft import WaitsFor
from dossiers.rules.supplement import DESK_SENDS, ROUTE
from dossiers.selectors.clock import clock_rules
from dossiers.selectors.lapsed import lapsed_request
from dossiers.workflow import Action
from portal.kernel.clock import Policy, WaitKind

Test = Callable[[object, Dossier], bool]
ELSEWHERE = (WaitKind.OTHER_AGENCY, WaitKind.FOREIGN_PAPER)


def makes_sense(user, action: Action, dossier: Dossier) -> bool:
    """True also for actions this module knows nothing of."""
    test = TESTS.get(action)
    return test is None or test(user, dossier)


def _may_ask(phase: Phase) -> Test:
    return lambda user, dossier: (
        not (_draft(dossier) or _asked(dossier, phase) or _routed(phase, dossier))
    )


def _may_draft(phase: Phase) -> Test:
    return lambda user, dossier: (
        not _draft(dossier) and (_asked(dossier, phase) or _routed(phase, dossier))
    )


def _asked(dossier: Dossier, phase: Phase) -> bool:
    return dossier.supplements.filter(phase=phase).exists()


def _routed(phase: Phase, dossier: Dossier) -> bool:
    return phase == Phase.APPRAISAL and ROUTE.on(dossier.rules_day) == DESK_SENDS


def _draft(dossier: Dossier) -> SupplementDraft | None:
    return SupplementDraft.objects.filter(dossier=dossier, closed_at=None).first()


def _decides(waits_for: WaitsFor) -> Test:
    def test(user, dossier: Dossier) -> bool:
        draft = _draft(dossier)
        phase = Phase.DESK if dossier.accepted_at is None else Phase.APPRAISAL
        return draft is not None and draft.waits_for == waits_for and draft.phase == phase

    return test


def _grants(user, dossier: Dossier) -> bool:
    draft = _draft(dossier)
    return _decides(WaitsFor.LEADER)(user, dossier) and draft.by_id != user.pk


def _waits(user, dossier: Dossier) -> bool:
    return dossier.intervals.filter(answered_at=None, kind__in=ELSEWHERE).exists()


def _verifies(dossier: Dossier) -> bool:
    return dossier.verifications.filter(interval__answered_at=None).exists()


def _may_extend(user, dossier: Dossier) -> bool:
    if clock_rules(dossier.revision).policy is not Policy.EXTEND_CAPPED:
        return False
    return not LimitExtension.objects.filter(dossier=dossier).exists()


def _may_apologise(user, dossier: Dossier) -> bool:
    apology = Apology.objects.filter(dossier=dossier).first()
    return dossier.deadline_at is not None and (apology is None or apology.signed_at is None)


def _to_sign(user, dossier: Dossier) -> bool:
    rows = Apology.objects.filter(dossier=dossier, signed_at=None, written_at__isnull=False)
    return rows.exclude(written_by=user).exists()


def _has_lapsed(user, dossier: Dossier) -> bool:
    return lapsed_request(dossier) is not None


def _to_check(user, dossier: Dossier) -> bool:
    return dossier.supplements.filter(answered_at__isnull=False).exists()


TESTS: dict[Action, Test] = {
    Action.ASK_AT_DESK: _may_ask(Phase.DESK),
    Action.ASK_IN_APPRAISAL: _may_ask(Phase.APPRAISAL),
    Action.DRAFT_ASKING_AT_DESK: _may_draft(Phase.DESK),
    Action.DRAFT_ASKING_IN_APPRAISAL: _may_draft(Phase.APPRAISAL),
    Action.GRANT_ASKING: _grants,
    Action.DENY_ASKING: _decides(WaitsFor.LEADER),
    Action.SEND_ASKING: _decides(WaitsFor.DESK),
    Action.RETURN_ASKING: _decides(WaitsFor.DESK),
    Action.CHECK_AT_DESK: _to_check,
    Action.CHECK_IN_APPRAISAL: _to_check,
    Action.END_WAIT: _waits,
    Action.ARRANGE_VERIFICATION: lambda user, dossier: not _verifies(dossier),
    Action.RECORD_VERIFICATION: lambda user, dossier: _verifies(dossier),
    Action.EXTEND_LIMIT: _may_extend,
    Action.WRITE_APOLOGY: _may_apologise,
    Action.SIGN_APOLOGY: _to_sign,
    Action.RETURN_APOLOGY: _to_sign,
    Action.GIVE_BACK: _has_lapsed,
    Action.REFUSE_LAPSED: _has_lapsed,
}
