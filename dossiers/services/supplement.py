"""Asking the applicant, once, for everything that is missing."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Supplement, SupplementItem
from dossiers.models.supplement import Phase
from dossiers.rules.supplement import MAX_REQUESTS_PER_PHASE
from dossiers.selectors.clock import asking_ends
from dossiers.services.change import changing
from dossiers.services.clock import open_interval
from dossiers.services.papers import order_paper
from dossiers.workflow import Action
from portal.documents.workflow import PaperKind
from portal.kernel.clock import WaitKind
from portal.messaging.services import notify

ASK = {Phase.DESK: Action.ASK_AT_DESK, Phase.APPRAISAL: Action.ASK_IN_APPRAISAL}
ALREADY_ASKED = _(
    "The applicant has been asked once in this phase. The law allows one request: decide "
    "on what you have."
)


def ask(
    *,
    dossier,
    by,
    expected_version: int,
    phase: str,
    items: Sequence[SupplementItem],
    reason: str,
    at: datetime | None = None,
) -> Supplement:
    """Ask the applicant to complete `items`, each with its own reason, once in a phase (NĐ 61/2018,
    art. 15(3)).

    Asked for in appraisal after the time for it, the request goes out and the event says `late`.
    Raises `Invalid` when nothing is named, a reason is missing or the phase had its request;
    `NotAllowed`, `Conflict`.
    """
    if not items or not all(item.reason.strip() for item in items):
        raise Invalid({"items": _("Name at least one item and give the reason for each.")})
    with changing(dossier, ASK[phase], by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        asked = dossier.supplements.filter(phase=phase).count()
        if asked >= MAX_REQUESTS_PER_PHASE.on(dossier.rules_day):
            raise Invalid({"items": ALREADY_ASKED})
        supplement = Supplement.objects.create(
            dossier=dossier, phase=phase, reason=reason, asked_by=by, asked_at=change.at
        )
        for item in items:
            item.supplement = supplement
        SupplementItem.objects.bulk_create(items)
        open_interval(dossier, WaitKind.SUPPLEMENT, change.at, supplement=supplement)
        ends = asking_ends(dossier)
        late = ends is not None and change.at > ends
        event = change.record(supplement=supplement.pk, phase=phase, items=len(items), late=late)
        order_paper(PaperKind.SUPPLEMENT, event, dossier)
        notify(
            event,
            "dossiers/supplement_for_citizen",
            dossier.owner,
            {"dossier": dossier, "items": items},
            dossier.get_absolute_url(),
        )
    return supplement
