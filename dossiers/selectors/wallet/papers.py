"""The kept papers of a person: which they are, which fit where, and where each was used."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier, DossierPaper, Draft, DraftPaper, KeptPaper, SupplementFile
from dossiers.models.mandate import Power
from dossiers.models.wallet import Standing
from dossiers.permissions import may_act
from dossiers.selectors.acting import organisations_for
from dossiers.selectors.wallet.checked import ACCEPTED
from dossiers.selectors.wallet.kinds import marks_of
from procedures.models import Paper

PAGE = 20
USES_SHOWN = 50
CANNOT_SERVE = {
    Standing.EXPIRED: _("This paper has expired. Hand in one that is valid."),
    Standing.REVOKED: _("The agency has revoked this paper. Hand in one that is valid."),
    Standing.REPLACED: _("This paper has been replaced. Use the newer one."),
    Standing.REMOVED: _("This paper is no longer among your papers."),
    Standing.DAMAGED: _("The stored file of this paper is damaged. Hand in the paper again."),
}


def wallet_of(user, on: date) -> QuerySet[KeptPaper]:
    """The papers a person keeps, and those of organisations for which he may file on that day."""
    mine = Q(owner=user, organisation=None)
    theirs = Q(organisation__in=organisations_for(user, on))
    return KeptPaper.objects.filter(mine | theirs).select_related(
        "file", "result", "agency", "organisation", "checked_by", "dossier"
    )


def kept_paper(user, public_id: UUID, on: date) -> KeptPaper:
    """One that the person keeps or has kept. Raises `KeptPaper.DoesNotExist` for another's."""
    return wallet_of(user, on).get(public_id=public_id)


def wallet_page(user, on: date, after: str = "") -> tuple[list[KeptPaper], str]:
    """What is kept, latest first, cut by key; and the key from which the next page goes on."""
    rows = wallet_of(user, on).filter(removed_at=None)
    last = _by_key(user, on, after)
    if last is not None:
        rows = rows.filter(Q(kept_at__lt=last.kept_at) | Q(kept_at=last.kept_at, id__lt=last.pk))
    found = list(rows.order_by("-kept_at", "-id")[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].public_id) if len(found) > PAGE else ""


def _by_key(user, on: date, key: str) -> KeptPaper | None:
    try:
        return wallet_of(user, on).filter(public_id=UUID(key)).first()
    except ValueError:
        return None


def kept_for(filing: Draft | Dossier, user, on: date) -> QuerySet[KeptPaper]:
    """What `user` may use in a filing: his own papers and those of the organisation it is for; of
    another person for whom he acts only where the authority says so.
    """
    rows = KeptPaper.objects.filter(_whose(filing, user, on), removed_at=None)
    return rows.select_related("file", "result", "agency").order_by("-kept_at", "-id")


def kept_named(filing: Draft | Dossier, user, on: date, public_id: str) -> KeptPaper | None:
    """The one of them that a button names."""
    return next(
        (row for row in kept_for(filing, user, on) if str(row.public_id) == public_id), None
    )


def _whose(filing: Draft | Dossier, user, on: date) -> Q:
    own = Q(owner=user, organisation=None)
    if filing.organisation_id is not None:
        return own | Q(organisation=filing.organisation_id)
    applicant = applicant_id(filing)
    if applicant == user.pk:
        return own
    return Q(owner=applicant, organisation=None) if _lent(filing, user, on) else Q(pk__in=[])


def applicant_id(filing: Draft | Dossier) -> int:
    """The person it is for, or who files it for an organisation."""
    mandate = filing.mandate if isinstance(filing, Draft) else None
    return mandate.principal_id if mandate else filing.owner_id


def _lent(filing: Draft | Dossier, user, on: date) -> bool:
    if isinstance(filing, Dossier):
        return may_act(user, filing, on, Power.REUSE)
    return filing.mandate.is_good_on(on) and Power.REUSE in filing.mandate.powers


def fitting(
    filing: Draft | Dossier, papers: Iterable[Paper], user, on: date
) -> dict[int, list[KeptPaper]]:
    """The kept papers that fit each of `papers`, by its id, whether they can serve or not."""
    kept = list(kept_for(filing, user, on))
    return {
        paper.pk: [row for row in kept if marks_of(paper) & set(row.kinds)]
        for paper in (papers if kept else ())
    }


def fits(kept: KeptPaper, paper: Paper) -> bool:
    """Whether a kept paper is of the kind that the catalogue asks for."""
    return bool(marks_of(paper) & set(kept.kinds))


def no_longer_good(rows: Iterable[DraftPaper | SupplementFile], on: date) -> dict[int, Promise]:
    """Why papers put there before cannot serve any more on that day, by the id of the row."""
    states = {row.pk: row.kept.standing(on) for row in rows if row.kept is not None}
    return {pk: CANNOT_SERVE[state] for pk, state in states.items() if state in CANNOT_SERVE}


def uses_of(kept: KeptPaper) -> list[DossierPaper]:
    """Where and by whom it was used, latest first."""
    rows = kept.uses.select_related("dossier__revision", "dossier__agency", "added_by")
    return list(rows.order_by("-added_at", "-id")[:USES_SHOWN])


def can_be_kept() -> Q:
    """Of rows of papers of dossiers: accepted by an official, and not kept yet."""
    kept = KeptPaper.objects.filter(
        dossier=OuterRef("dossier"), file=OuterRef("file"), removed_at=None
    )
    return ACCEPTED & Q(kept=None, source=None) & ~Exists(kept)
