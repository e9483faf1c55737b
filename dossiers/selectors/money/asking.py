"""What the platform is told about a try to pay."""

from django.utils import timezone, translation

from dossiers.models import AgencyAccount, Attempt, Demand
from dossiers.models.money.charge import ChargeKind
from dossiers.selectors.money.accounts import account_of
from portal.agencies.selectors import code_of
from portal.integrations.payments.bill import FEE, LEVY, Bill, BillLine
from portal.integrations.payments.client import credentials
from portal.integrations.payments.messages import Init, Query, stamp


def init_of(attempt: Attempt) -> Init:
    """The request for a page to pay on. The address of the payer's device is not told."""
    partner, _secret = credentials()
    return Init(
        partner=partner,
        reference=attempt.reference,
        amount=str(int(attempt.amount)),
        about=f"Nop phi le phi {attempt.demand.reference}",
        at=stamp(timezone.now()),
        language="vi",
    )


def query_of(attempt: Attempt, kind: str = "QUERY") -> Query:
    partner, _secret = credentials()
    at = stamp(timezone.now())
    return Query(kind=kind, partner=partner, reference=attempt.reference, at=at)


def bill_of(demand: Demand) -> Bill:
    """Whom the money is for and what it pays, in Vietnamese."""
    dossier, today = demand.dossier, timezone.localdate()
    procedure = dossier.revision.procedure
    account = account_of(dossier.agency, today) or AgencyAccount()
    with translation.override("vi"):
        return Bill(
            procedure_code=procedure.code,
            procedure_name=dossier.revision.name,
            agency_code=code_of(dossier.agency, today),
            agency_name=dossier.agency.name,
            dossier=dossier.reference,
            account=account.number,
            account_bank=account.bank,
            account_name=account.holder,
            about=demand.reference,
            payer=dossier.applicant_name,
            lines=tuple(
                BillLine(
                    kind=LEVY if line.charge.kind == ChargeKind.LEVY else FEE,
                    code=line.charge.code,
                    name=line.charge.name,
                    amount=line.amount,
                )
                for line in demand.lines.select_related("charge").order_by("id")
            ),
        )
