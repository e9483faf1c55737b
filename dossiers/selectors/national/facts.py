"""A dossier as the national portal is told of it, read when it is sent."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from dossiers.models import Dossier, DossierPaper, NationalReport
from dossiers.models.dossier import ReturnWay
from dossiers.selectors.national.fees import fees_of, paid_online
from dossiers.selectors.national.papers import paper_in, papers_of, results_of, rounds_of
from dossiers.selectors.national.steps import due_of, status_of
from dossiers.workflow import State
from portal.accounts.models import ProvenIdentity
from portal.agencies.selectors import code_of
from portal.integrations.national.facts import (
    DossierFacts,
    GivenBack,
    Owner,
    OwnerKind,
    Quality,
    Way,
)
from procedures.models.choices import ChannelKind

GIVEN_BACK = {
    ReturnWay.ONLINE: GivenBack.ACCOUNT,
    ReturnWay.DESK: GivenBack.DESK,
    ReturnWay.POST: GivenBack.POST,
}
WAYS = {
    ChannelKind.COUNTER: Way.COUNTER,
    ChannelKind.ONLINE: Way.ONLINE,
    ChannelKind.POST: Way.POST,
    ChannelKind.KIOSK: Way.KIOSK,
}
RELATED = (
    "revision__procedure__sector",
    "channel",
    "owner__proven_identity",
    "owner__profile",
    "organisation",
    "agency",
    "receiving_agency",
    "holder",
)


def to_report(dossier_id: int) -> Dossier:
    return Dossier.objects.select_related(*RELATED).get(pk=dossier_id)


def behind() -> QuerySet[NationalReport]:
    """Reports of dossiers of which the national portal knows less than the public, oldest first."""
    return (
        NationalReport.objects.filter(sent__lt=F("wanted"))
        .select_related("dossier")
        .order_by("wanted_at", "id")
    )


def facts_of(dossier: Dossier) -> DossierFacts:
    """How the dossier stands now. Its links are made only when they are sent."""
    day = timezone.localdate(dossier.submitted_at)
    papers = papers_of(dossier)
    procedure = dossier.revision.procedure
    return DossierFacts(
        code=dossier.external_code or dossier.reference,
        local_code=dossier.code or "",
        procedure_code=procedure.code,
        procedure_name=dossier.revision.name,
        sector_code=procedure.sector.code,
        sector_name=procedure.sector.name,
        received_at_code=code_of(dossier.receiving_agency.authority, day),
        received_at=dossier.receiving_agency.name,
        held_by=dossier.holder.name,
        way=WAYS[ChannelKind(dossier.channel.kind)],
        owner=owner_of(dossier),
        status=status_of(dossier.state),
        filed_at=_filed_at(dossier),
        accepted_at=dossier.accepted_at,
        due_at=due_of(dossier),
        decided_at=None if dossier.state == State.HELD else dossier.decided_at,
        returned_at=_closed(dossier, State.RETURNED),
        refused_at=_closed(dossier, State.REFUSED),
        summary=f"{dossier.revision.name} – {dossier.applicant_name}",
        remark=dossier.closing_reason,
        given_back=GIVEN_BACK[ReturnWay(dossier.return_way)],
        given_to=dossier.received_by,
        papers=tuple(paper_in(row, dossier) for row in papers if row.supplement_id is None),
        fees=fees_of(dossier),
        rounds=tuple(rounds_of(dossier, papers)),
        results=tuple(results_of(dossier)),
        quality=_quality(dossier, papers),
    )


def owner_of(dossier: Dossier) -> Owner:
    """The organisation the dossier was filed for, else the person who filed it."""
    person = dossier.owner
    proof: ProvenIdentity | None = getattr(person, "proven_identity", None)
    profile = getattr(person, "profile", None)
    organisation = dossier.organisation
    if organisation is not None:
        kind = OwnerKind.ENTERPRISE if organisation.tax_number else OwnerKind.OTHER
        number = organisation.tax_number
    else:
        kind, number = OwnerKind.CITIZEN, proof.number if proof else ""
    return Owner(
        name=dossier.applicant_name,
        kind=kind,
        number=number,
        account=proof.subject if proof else "",
        email=person.email,
        phone=person.phone,
        born=profile.birth_date if profile and organisation is None else None,
    )


def _quality(dossier: Dossier, papers: Sequence[DossierPaper]) -> Quality:
    proof = getattr(dossier.owner, "proven_identity", None)
    return Quality(
        digitised=bool(papers),
        identity_proven=bool(proof and proof.proven_by == ProvenIdentity.ProvenBy.PROVIDER),
        paid_online=paid_online(dossier),
    )


def _filed_at(dossier: Dossier) -> datetime:
    arrival = getattr(dossier, "arrival", None)
    return arrival.filed_at if arrival else dossier.submitted_at


def _closed(dossier: Dossier, state: State) -> datetime | None:
    return dossier.closed_at if dossier.state == state else None
