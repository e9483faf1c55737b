"""A paper comes to the papers of a person: a result by itself, a paper handed in if he wants."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import DossierPaper, KeptPaper, ResultEntry
from dossiers.models.dossier import Dossier
from dossiers.models.mandate import Power
from dossiers.models.wallet import Provenance
from dossiers.permissions import standing_in
from dossiers.selectors.wallet.checked import checked
from dossiers.selectors.wallet.kinds import marks_of, marks_of_result
from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record

NOT_CHECKED = _("Only a paper that an official has accepted can be kept.")
KEPT_ALREADY = _("This paper is among your papers already.")
IN_ORDER = _("A paper cannot end before it was issued.")
NOT_ISSUED_YET = _("This day is still to come.")


@dataclass(frozen=True)
class Facts:
    """What its owner reads off the paper."""

    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


def keep_result(entry: ResultEntry, at: datetime) -> KeptPaper:
    """What has come on the register of results comes to the papers of its holder, once, as signed
    `at`; inside the change of the dossier. One that he has removed stays away.
    """
    decision = entry.dossier.decisions.filter(revoked_at=None).first()
    kept, is_new = KeptPaper.objects.get_or_create(
        owner=entry.holder,
        organisation=entry.organisation,
        file=entry.document.file,
        defaults={
            "name": entry.name[:500],
            "kinds": sorted(marks_of_result(entry)),
            "number": entry.code,
            "issuer": str(entry.agency),
            "issued_on": entry.issued_on,
            "valid_until": entry.valid_until,
            "sha256": entry.document.file.sha256,
            "provenance": Provenance.RESULT,
            "result": entry.document,
            "dossier": entry.dossier,
            "reference": entry.dossier.reference,
            "agency": entry.agency,
            "checked_by": decision.by if decision else None,
            "checked_at": at,
            "kept_at": at,
        },
    )
    if is_new:
        record("wallet.kept", kept, SYSTEM, _payload(kept), at=kept.kept_at)
    return kept


def keep_paper(*, row: DossierPaper, by, facts: Facts, at: datetime | None = None) -> KeptPaper:
    """Keep a paper of a dossier that an official has accepted; one removed before comes back.

    Raises `Invalid` for a paper that nobody has accepted, that is kept already, or whose days
    contradict each other; `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=row.dossier_id)
        standing = standing_in(by, dossier, timezone.localdate(at), Power.REUSE)
        if standing is None or standing.for_another:
            raise NotAllowed
        seen = checked(row)
        if seen is None:
            raise Invalid({"paper": NOT_CHECKED})
        _check(facts, timezone.localdate(at))
        found = KeptPaper.objects.filter(
            owner=dossier.owner, organisation=dossier.organisation, file=row.file_id
        ).first()
        if found is not None and found.removed_at is None:
            raise Invalid({"paper": KEPT_ALREADY})
        kept = found or KeptPaper(
            owner=dossier.owner,
            organisation=dossier.organisation,
            name=row.paper.name[:500],
            kinds=sorted(marks_of(row.paper)),
            file=row.file,
            sha256=row.file.sha256,
            provenance=seen.provenance,
            dossier=dossier,
            reference=dossier.reference,
            agency_id=dossier.agency_id,
            checked_by_id=seen.by_id,
            checked_at=seen.at,
        )
        kept.number, kept.issuer = facts.number.strip(), facts.issuer.strip()
        kept.issued_on, kept.valid_until = facts.issued_on, facts.valid_until
        kept.kept_at, kept.removed_at, kept.reminded_at = at, None, None
        kept.save()
        record("wallet.kept", kept, Actor.citizen(by), _payload(kept), at=at)
    return kept


def _check(facts: Facts, on: date) -> None:
    if facts.issued_on is not None and facts.issued_on > on:
        raise Invalid({"issued_on": NOT_ISSUED_YET})
    if facts.issued_on and facts.valid_until and facts.valid_until < facts.issued_on:
        raise Invalid({"valid_until": IN_ORDER})


def _payload(kept: KeptPaper) -> dict:
    return {"dossier": kept.dossier_id, "provenance": kept.provenance, "sha256": kept.sha256}
