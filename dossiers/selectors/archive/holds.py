"""What keeps a dossier from being closed, and a closed one from being destroyed."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import (
    ArchiveEntry,
    DisposalItem,
    Dossier,
    ExplanationCase,
    Instruction,
    Irregularity,
    Refund,
    Shipment,
)
from dossiers.selectors.charges import NOTHING, book_of
from dossiers.workflow.shipment import ENDED
from portal.documents.selectors import issued_for
from portal.documents.workflow import Signing

REFUND_OPEN = (Refund.State.ASKED, Refund.State.APPROVED)


class Hold(StrEnum):
    """Why a dossier must stay as it is. Codes; words in `HOLDS`."""

    NOT_ENDED = "NOT_ENDED"
    UNPAID = "UNPAID"
    OVERPAID = "OVERPAID"
    MONEY_ODD = "MONEY_ODD"
    REFUND = "REFUND"
    EXPLANATION = "EXPLANATION"
    MESSAGE = "MESSAGE"
    PARCEL = "PARCEL"
    SIGNATURE = "SIGNATURE"
    INSTRUCTION = "INSTRUCTION"
    NOT_ARCHIVED = "NOT_ARCHIVED"
    TERM = "TERM"
    FOR_EVER = "FOR_EVER"
    LISTED = "LISTED"
    DAMAGED = "DAMAGED"


HOLDS: dict[Hold, Promise] = {
    Hold.NOT_ENDED: _("It has not come to its end."),
    Hold.UNPAID: _("Money is still owed for it."),
    Hold.OVERPAID: _("More was paid than is due: it must be given back."),
    Hold.MONEY_ODD: _("Something about its money has not been settled."),
    Hold.REFUND: _("A refund is under way."),
    Hold.EXPLANATION: _("An opinion on its handling has not been answered."),
    Hold.MESSAGE: _("A message of the applicant waits for an answer."),
    Hold.PARCEL: _("A parcel of it is on its way."),
    Hold.SIGNATURE: _("A paper of it is still being signed."),
    Hold.INSTRUCTION: _("A leader’s instruction about it is open."),
    Hold.NOT_ARCHIVED: _("It is not in the archive any more."),
    Hold.TERM: _("Its term of keeping has not ended."),
    Hold.FOR_EVER: _("It is kept for ever."),
    Hold.LISTED: _("It stands on another list already."),
    Hold.DAMAGED: _("Its contents are not what they were when it was closed."),
}


def holds_on(dossier: Dossier) -> list[Hold]:
    """Everything that is still owed or open, best nothing: it forbids to close and to destroy."""
    return list(_holds(dossier))


def _holds(dossier: Dossier) -> Iterator[Hold]:
    if not dossier.is_final:
        yield Hold.NOT_ENDED
    yield from _money(dossier)
    if ExplanationCase.objects.filter(dossier=dossier, answered_at=None).exists():
        yield Hold.EXPLANATION
    if dossier.messages.filter(due_at__isnull=False, settled_at=None).exists():
        yield Hold.MESSAGE
    if Shipment.objects.filter(dossier=dossier).exclude(state__in=ENDED).exists():
        yield Hold.PARCEL
    if issued_for(dossier).filter(signing__in=(Signing.SIGNING, Signing.FAILED)).exists():
        yield Hold.SIGNATURE
    about = Instruction.objects.filter(
        subject_kind=Dossier._meta.label_lower, subject_id=str(dossier.pk), closed_at=None
    )
    if about.exists():
        yield Hold.INSTRUCTION


def destruction_holds(
    dossier: Dossier, entry: ArchiveEntry | None, on: date, within: int | None = None
) -> list[Hold]:
    """Everything that forbids to destroy it on that day; `within` is the list it stands on."""
    return [*_archive_holds(entry, on, within), *holds_on(dossier)]


def _archive_holds(entry: ArchiveEntry | None, on: date, within: int | None) -> Iterator[Hold]:
    if entry is None:
        yield Hold.NOT_ARCHIVED
        return
    if entry.ends_on is None:
        yield Hold.FOR_EVER
    elif entry.ends_on >= on:
        yield Hold.TERM
    listed = DisposalItem.objects.filter(dossier=entry.dossier_id, is_open=True)
    if listed.exclude(disposal=within).exists():
        yield Hold.LISTED


def _money(dossier: Dossier) -> Iterator[Hold]:
    book = book_of(dossier)
    if book.unpaid > NOTHING and dossier.demands.filter(state="OPEN").exists():
        yield Hold.UNPAID
    if book.too_much > NOTHING:
        yield Hold.OVERPAID
    ours = Q(demand__dossier=dossier) | Q(attempt__demand__dossier=dossier)
    if Irregularity.objects.filter(ours, settled_at=None).exists():
        yield Hold.MONEY_ODD
    if Refund.objects.filter(demand__dossier=dossier, state__in=REFUND_OPEN).exists():
        yield Hold.REFUND
