"""Requests for more that cannot go out at once: a further one in a phase waits for a superior, and
where the desk sends, any request of the unit waits for the desk.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Dossier, Supplement, SupplementDraft, SupplementItem
from dossiers.models.supplement import Phase
from dossiers.models.supplement_draft import WaitsFor
from dossiers.rules.supplement import MAX_REQUESTS_PER_PHASE
from dossiers.services.change import Change, changing
from dossiers.services.supplement import (
    Asking,
    asked_in,
    check_first,
    check_held,
    send_out,
    through_desk,
)
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.messaging.services import notify

DRAFT = {
    Phase.DESK: Action.DRAFT_ASKING_AT_DESK,
    Phase.APPRAISAL: Action.DRAFT_ASKING_IN_APPRAISAL,
}
PACKED = (
    "paper_id",
    "field_key",
    "registry",
    "label",
    "fault",
    "common_id",
    "reason",
    "held_but",
    "held_words",
    "before",
)
JUSTIFY = _("Write why one request was not enough: a superior decides on it.")
OPEN_ALREADY = _("A request is drafted already and waits. Look at it first.")
SECOND_PERSON = _("Somebody other than the author must approve it.")
REMARKS_MISSING = _("Write why it does not go out like this.")
NOT_NEEDED = _("No draft is needed: the request can go out at once.")


def draft_supplement(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    phase: str,
    items: Sequence[SupplementItem],
    reason: str,
    own_fault: bool = False,
    justification: str = "",
    at: datetime | None = None,
) -> SupplementDraft:
    """Write down a request that somebody else lets out; those who can are told.

    Raises `Invalid` when nothing is named, a further request is not justified, or it could go out
    at once; `Conflict` when one waits already; `NotAllowed`.
    """
    asking = Asking(phase, items, reason, own_fault)
    asking.check()
    action = DRAFT[Phase(phase)]
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        if open_draft(dossier) is not None:
            raise Conflict(dossier, OPEN_ALREADY)
        check_held(dossier, items, change.at)
        draft = SupplementDraft.objects.create(
            dossier=dossier,
            phase=phase,
            waits_for=_waits_for(dossier, phase, justification),
            items=[_pack(item) for item in items],
            reason=reason,
            own_fault=own_fault,
            justification=justification.strip(),
            by=by,
            at=change.at,
        )
        event = change.record(draft=draft.pk, phase=phase, items=len(items))
        _tell_those_who_decide(event, change, draft)
    return draft


def _waits_for(dossier: Dossier, phase: str, justification: str) -> WaitsFor:
    if asked_in(dossier, phase) >= MAX_REQUESTS_PER_PHASE.on(dossier.rules_day):
        if not justification.strip():
            raise Invalid({"justification": JUSTIFY})
        return WaitsFor.LEADER
    if not through_desk(dossier, phase):
        raise Invalid({"items": NOT_NEEDED})
    return WaitsFor.DESK


def open_draft(dossier: Dossier, waits_for: str = "") -> SupplementDraft | None:
    """The request that waits to be let out, by anybody or by those named."""
    rows = SupplementDraft.objects.filter(dossier=dossier, closed_at=None)
    return (rows.filter(waits_for=waits_for) if waits_for else rows).first()


def grant_asking(
    *, dossier: Dossier, by, expected_version: int, at: datetime | None = None
) -> Supplement:
    """Approve the further request; it goes out at once. Raises `NotAllowed` for its own author,
    `Conflict` when none waits.
    """
    return _let_out(dossier, Action.GRANT_ASKING, WaitsFor.LEADER, by, expected_version, at)


def send_asking(
    *, dossier: Dossier, by, expected_version: int, at: datetime | None = None
) -> Supplement:
    """Send to the applicant what the unit has drafted. Raises `NotAllowed`, `Conflict`."""
    return _let_out(dossier, Action.SEND_ASKING, WaitsFor.DESK, by, expected_version, at)


def _let_out(dossier, action: Action, waits_for, by, expected_version, at) -> Supplement:
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        draft = _waiting(change.dossier, waits_for)
        approves = waits_for == WaitsFor.LEADER
        if approves and draft.by_id == by.pk:
            raise NotAllowed(SECOND_PERSON)
        if not approves:
            check_first(change.dossier, draft.phase)
        asking = Asking(
            draft.phase,
            [SupplementItem(**packed) for packed in draft.items],
            draft.reason,
            draft.own_fault,
            draft.justification if approves else "",
            by if approves else None,
        )
        draft.supplement = send_out(change, asking, draft.by, None if approves else by)
        draft.approved_by = by if approves else None
        _close(draft, by, change.at)
    return draft.supplement


def deny_asking(
    *, dossier: Dossier, by, expected_version: int, remarks: str, at: datetime | None = None
) -> SupplementDraft:
    """Do not approve the further request; its author reads why. Raises `Invalid` without a reason,
    `NotAllowed`, `Conflict`.
    """
    return _give_back(
        dossier, Action.DENY_ASKING, WaitsFor.LEADER, by, expected_version, remarks, at
    )


def return_asking(
    *, dossier: Dossier, by, expected_version: int, remarks: str, at: datetime | None = None
) -> SupplementDraft:
    """The desk gives a drafted request back to the unit. Raises as `deny_asking`."""
    return _give_back(
        dossier, Action.RETURN_ASKING, WaitsFor.DESK, by, expected_version, remarks, at
    )


def _give_back(dossier, action, waits_for, by, expected_version, remarks, at) -> SupplementDraft:
    if not remarks.strip():
        raise Invalid({"remarks": REMARKS_MISSING})
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        draft = _waiting(change.dossier, waits_for)
        draft.remarks = remarks.strip()
        _close(draft, by, change.at)
        event = change.record(draft=draft.pk)
        context = {"dossier": change.dossier, "draft": draft}
        text = "dossiers/asking_returned_for_official"
        notify(event, text, draft.by, context, change.dossier.desk_url)
    return draft


def _waiting(dossier: Dossier, waits_for: str) -> SupplementDraft:
    draft = open_draft(dossier, waits_for)
    phase = Phase.DESK if dossier.accepted_at is None else Phase.APPRAISAL
    if draft is None or draft.phase != phase:
        raise Conflict(dossier)
    return draft


def _close(draft: SupplementDraft, by, at: datetime) -> None:
    draft.closed_by, draft.closed_at = by, at
    draft.save()


def _pack(item: SupplementItem) -> dict:
    return {name: getattr(item, name) for name in PACKED}


def _tell_those_who_decide(event, change: Change, draft: SupplementDraft) -> None:
    dossier, day = change.dossier, timezone.localdate(change.at)
    if draft.waits_for == WaitsFor.LEADER:
        people = holders(Role.LEADER, dossier.agency, day)
    else:
        people = holders(Role.DESK, dossier.receiving_agency, day)
    for official in get_user_model().objects.filter(pk__in=people).exclude(pk=draft.by_id):
        context = {"dossier": dossier, "draft": draft}
        notify(event, "dossiers/asking_drafted_for_official", official, context, dossier.desk_url)
