"""Money of the demo province: accounts for transfers, and a few payments of the sample dossiers."""

from datetime import date

from django.utils import timezone

from dossiers.models import AgencyAccount, Movement
from dossiers.models.money.demand import Demand
from dossiers.services.money.account import confirm_account, enter_account
from dossiers.services.money.cash import claim_transfer, take_cash
from dossiers.workflow import State
from portal.accounts.models import User
from portal.agencies.selectors import agency_by_code
from portal.demo.accounts import BUILDING, WARD

# BIN of no bank that exists; the numbers belong to nobody.
BANK, BANK_NAME = "999999", "Ngân hàng Giả lập Minh Hà"
ACCOUNTS = [
    (WARD, "leader", "1000000022", "UBND PHUONG BEN MAY"),
    (BUILDING, "leader2", "1000000013", "SO XAY DUNG TINH MINH HA"),
]
SINCE = date(2026, 1, 1)


def load() -> None:
    """Accounts and payments that are not there yet; a demo in which people paid stays as it is."""
    if not AgencyAccount.objects.exists():
        for code, leader, number, holder in ACCOUNTS:
            _account(code, leader, number, holder)
    if not Movement.objects.exists():
        _payments()


def _account(code: str, leader: str, number: str, holder: str) -> None:
    account = AgencyAccount(
        agency=agency_by_code(code, timezone.localdate()),
        bank=BANK,
        bank_name=BANK_NAME,
        number=number,
        holder=holder,
        since=SINCE,
    )
    enter_account(account=account, by=_person("admin"))
    confirm_account(account=account, by=_person(leader))


def _payments() -> None:
    """Whoever has the result paid in cash; one who is in process says that he has transferred."""
    desk = _person("desk")
    waiting = Demand.objects.filter(state=Demand.State.OPEN).select_related("dossier__owner")
    for demand in waiting.order_by("id"):
        dossier = demand.dossier
        if dossier.state in (State.DONE, State.RETURNED, State.PROPOSED, State.SIGNING):
            take_cash(dossier=dossier, by=desk, amount=demand.amount)
        elif dossier.state == State.PROCESSING:
            claim_transfer(dossier=dossier, by=dossier.owner, demand_id=demand.pk, proof=None)


def _person(role: str) -> User:
    return User.objects.get(email=f"{role}@minhha.example")
