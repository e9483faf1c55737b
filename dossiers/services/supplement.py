"""Asking the applicant, once, for everything that is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Dossier, Draft, Supplement, SupplementItem
from dossiers.models.late import BreachKind
from dossiers.models.supplement import Phase
from dossiers.rules.supplement import DESK_SENDS, MAX_REQUESTS_PER_PHASE, ROUTE
from dossiers.selectors.clock import answer_due, asking_ends
from dossiers.selectors.wallet.held import held_for
from dossiers.services.breach import note_breach
from dossiers.services.change import Change, changing
from dossiers.services.clock import open_interval
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.documents.workflow import PaperKind
from portal.kernel.clock import WaitKind
from portal.messaging.services import notify

ASK = {Phase.DESK: Action.ASK_AT_DESK, Phase.APPRAISAL: Action.ASK_IN_APPRAISAL}
ALREADY_ASKED = _(
    "The applicant has been asked once in this phase. The law allows one request: decide "
    "on what you have, or ask a superior to approve a further one."
)
THROUGH_THE_DESK = _("Requests go through the desk: draft yours, the desk sends it.")
NAME_ITEMS = _("Name at least one item and give the reason for each.")
HELD = _(
    "The portal holds “%(name)s” already, from %(reference)s. Use it instead of asking for it, or "
    "say why it must be asked for all the same."
)


@dataclass(frozen=True)
class Asking:
    """What is asked for: the items, a remark for the applicant, whether he alone has caused it.

    `approved_by` and `justification` belong to a further request of a phase.
    """

    phase: str
    items: Sequence[SupplementItem]
    reason: str = ""
    own_fault: bool = False
    justification: str = ""
    approved_by: object = None

    def check(self) -> None:
        """Raises `Invalid` when nothing is named or a reason is missing."""
        if not self.items or not all(item.reason.strip() for item in self.items):
            raise Invalid({"items": NAME_ITEMS})


def ask(
    *,
    dossier,
    by,
    expected_version: int,
    phase: str,
    items: Sequence[SupplementItem],
    reason: str,
    own_fault: bool = False,
    at: datetime | None = None,
) -> Supplement:
    """Ask the applicant to complete `items`, each with its own reason, once in a phase (NĐ 61/2018,
    art. 15(3)), under the name of the desk (art. 5(1)).

    Asked for in appraisal after the time for it, the request goes out, the event says `late`, and
    unless the law of the sector sets that time it is on record as a breach. Raises `Invalid` when
    nothing is named, a reason is missing, the phase had its request or the desk must send it;
    `NotAllowed`, `Conflict`.
    """
    asking = Asking(phase, items, reason, own_fault)
    asking.check()
    with changing(dossier, ASK[phase], by=by, expected_version=expected_version, at=at) as change:
        check_first(change.dossier, phase)
        check_held(change.dossier, items, change.at)
        if through_desk(change.dossier, phase):
            raise Invalid({"items": THROUGH_THE_DESK})
        return send_out(change, asking, by)


def check_first(dossier: Dossier, phase: str) -> None:
    """Raises `Invalid` when the phase had its request: a further one needs a superior."""
    if asked_in(dossier, phase) >= MAX_REQUESTS_PER_PHASE.on(dossier.rules_day):
        raise Invalid({"items": ALREADY_ASKED})


def check_held(filing: Draft | Dossier, items: Sequence[SupplementItem], at: datetime) -> None:
    """Raises `Invalid` for a paper that the portal holds valid, unless the item says in writing why
    it is asked for all the same (NĐ 118/2025, art. 4(2a)); of others nothing of that is kept.
    """
    held = held_for(filing, timezone.localdate(at))
    for item in items:
        found = held.get(item.paper_id)
        if found is None:
            item.held_but = item.held_words = ""
        elif not (item.held_but and item.held_words.strip()):
            facts = {"name": item.label, "reference": found.reference}
            raise Invalid({"held_but": HELD % facts})


def asked_in(dossier: Dossier, phase: str) -> int:
    """How many requests have gone out in a phase."""
    return dossier.supplements.filter(phase=phase).count()


def through_desk(dossier: Dossier, phase: str) -> bool:
    """Whether the desk itself sends what the unit drafts."""
    return phase == Phase.APPRAISAL and ROUTE.on(dossier.rules_day) == DESK_SENDS


def send_out(change: Change, asking: Asking, asked_by, sent_by=None) -> Supplement:
    """The request leaves the house: the clock waits, the paper is ordered, people are told."""
    dossier = change.dossier
    ends = asking_ends(dossier) if asking.phase == Phase.APPRAISAL else None
    late = ends is not None and change.at > ends
    supplement = Supplement.objects.create(
        dossier=dossier,
        phase=asking.phase,
        number=asked_in(dossier, asking.phase) + 1,
        reason=asking.reason,
        asked_by=asked_by,
        sent_by=sent_by,
        asked_at=change.at,
        justification=asking.justification,
        approved_by=asking.approved_by,
        own_fault=asking.own_fault,
        late=late,
        due_at=answer_due(dossier, change.at),
    )
    for item in asking.items:
        item.supplement = supplement
    SupplementItem.objects.bulk_create(asking.items)
    open_interval(dossier, WaitKind.SUPPLEMENT, change.at, supplement=supplement)
    breach = note_breach(dossier, BreachKind.LATE_ASKING, change.at, asked_by) if late else ""
    event = change.record(
        supplement=supplement.pk,
        phase=asking.phase,
        items=len(asking.items),
        number=supplement.number,
        late=late,
        own_fault=asking.own_fault,
        breach=breach,
        held=sum(bool(item.held_but) for item in asking.items),
    )
    order_paper(PaperKind.SUPPLEMENT, event, dossier)
    _tell(event, change, supplement)
    return supplement


def _tell(event, change: Change, supplement: Supplement) -> None:
    dossier = change.dossier
    context = {"dossier": dossier, "supplement": supplement, "items": supplement.items.all()}
    link = dossier.get_absolute_url()
    tell(event, "dossiers/supplement_for_citizen", dossier, context, link)
    if supplement.phase == Phase.APPRAISAL and supplement.sent_by is None:
        desk = holders(Role.DESK, dossier.receiving_agency, timezone.localdate(change.at))
        for clerk in get_user_model().objects.filter(pk__in=desk):
            notify(event, "dossiers/supplement_for_desk", clerk, context, dossier.desk_url)
