"""Acceptance at the desk: code, receipt, start of the legal clock."""

from datetime import datetime

from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import DueDate, DueKind
from dossiers.selectors.counter.desk import is_on_paper, way_to
from dossiers.selectors.terms import terms_for
from dossiers.services.carry import open_hand_over
from dossiers.services.change import changing
from dossiers.services.clock import set_return_due
from dossiers.services.code import next_code
from dossiers.services.counter.register import enter_register
from dossiers.services.hold import UNIT_ELSEWHERE
from dossiers.services.money.demand import ask_when
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.agencies.selectors import code_of, divisions_of
from portal.documents.workflow import PaperKind
from procedures.models.choices import CollectWhen


def accept(
    *,
    dossier,
    by,
    expected_version: int,
    unit,
    receipt: bool = True,
    at: datetime | None = None,
):
    """Accept a complete dossier and hand it to `unit`, a division of the agency in charge.

    Takes the next code of the agency (TT 01/2018/TT-VPCP, art. 19) and the next line of the desk's
    register, starts the legal clock (NĐ 118/2025, art. 17(3)), promises the computed date, and
    orders the receipt unless nobody wants one (NĐ 61/2018, art. 17(4)). Does not wait for the
    receipt's PDF. Raises `Invalid` for a unit of another agency, `NotAllowed`, `Conflict`.
    """
    with changing(
        dossier, Action.ACCEPT, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        if unit not in divisions_of(dossier.agency):
            raise Invalid({"unit": UNIT_ELSEWHERE})
        dossier.local_terms = [text.pk for text in terms_for(dossier).local]
        dossier.accepted_at = change.at
        day = timezone.localdate(change.at)
        dossier.code = next_code(agency_code=code_of(dossier.agency, day), day=day)
        dossier.holder = unit
        entry = enter_register(dossier, change.at)
        open_hand_over(
            dossier,
            giver=dossier.receiving_agency,
            taker=way_to(dossier, unit),
            by=by,
            at=change.at,
            on_paper=is_on_paper(dossier),
        )
        promise(set_return_due(dossier, change.at))
        event = change.record(code=dossier.code, unit=unit.pk, entry=entry.number)
        if receipt:
            order_paper(PaperKind.RECEIPT, event, dossier)
        ask_when(CollectWhen.ACCEPTANCE, dossier, change.actor, change.at)
        tell(
            event,
            "dossiers/accepted_for_citizen",
            dossier,
            {"dossier": dossier},
            dossier.get_absolute_url(),
        )
    return dossier


def promise(statutory: DueDate) -> DueDate:
    """The date printed on the receipt; it stays even when the law's own date moves later."""
    statutory.pk, statutory.kind = None, DueKind.PROMISED
    statutory.save(force_insert=True)
    return statutory
