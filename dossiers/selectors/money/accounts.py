"""The account of an agency, and the code that fills in a transfer to it."""

from datetime import date

from dossiers.models import AgencyAccount, Demand
from portal.agencies.models import Agency
from portal.integrations.payments.vietqr import Transfer, encode


def account_of(agency: Agency, on: date) -> AgencyAccount | None:
    """The confirmed account that transfers for the agency go to on the local date `on`; an agency
    without one of its own uses that of the agency above."""
    for place in (agency, agency.parent):
        rows = AgencyAccount.objects.filter(agency=place, since__lte=on, confirmed_at__isnull=False)
        found = rows.order_by("-since", "-id").first() if place else None
        if found is not None:
            return found
    return None


def transfer_code(demand: Demand, account: AgencyAccount) -> str:
    """The text of the VietQR code that pays the demand."""
    return encode(Transfer(account.bank, account.number, demand.amount, demand.reference))
