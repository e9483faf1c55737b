"""An official uses what the portal holds instead of asking for it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Dossier, DossierPaper
from dossiers.selectors.wallet.held import held_for
from dossiers.services.change import changing
from dossiers.services.tell import tell
from dossiers.services.wallet.lock import hold
from dossiers.workflow import Action
from portal.audit.models import Event
from portal.audit.purposes import Purpose
from portal.audit.services import looked

NOT_HELD = _("The portal does not hold this paper any more, or its owner does not agree.")


def attach_held(
    *, dossier: Dossier, by, expected_version: int, paper: int, at: datetime | None = None
) -> DossierPaper:
    """Put what is held for `paper` (the id of a paper of the revision) into the dossier and tell
    the applicant (NĐ 118/2025, art. 4(2a)).

    Raises `Invalid` when it is not held, has ended, or its owner has withdrawn his consent;
    `NotAllowed`, `Conflict`.
    """
    action = (
        Action.ATTACH_HELD_AT_DESK
        if dossier.accepted_at is None
        else Action.ATTACH_HELD_IN_APPRAISAL
    )
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        day = timezone.localdate(change.at)
        held = held_for(change.dossier, day).get(paper)
        if held is not None and held.kept is not None:
            hold([held.kept.pk])
            held = held_for(change.dossier, day).get(paper)
        if held is None:
            raise Invalid({"paper": NOT_HELD})
        row = DossierPaper.objects.create(
            dossier=change.dossier,
            paper_id=paper,
            file_id=held.file_id,
            kept=held.kept,
            source=held.row,
            added_by=by,
            added_at=change.at,
        )
        event = change.record(
            paper=paper,
            row=row.pk,
            kept=row.kept_id,
            source=row.source_id,
            ground=held.ground,
        )
        looked(
            change.actor,
            held.kept or held.row.dossier,
            change.dossier.owner_id,
            Purpose.PROCESSING,
        )
        tell_of_use(row, event)
    return row


def tell_of_use(row: DossierPaper, event: Event) -> None:
    """The applicant hears that an official used what was held; inside the change."""
    dossier = row.dossier
    context = {"dossier": dossier, "row": row}
    tell(event, "dossiers/paper_used_for_citizen", dossier, context, dossier.get_absolute_url())
