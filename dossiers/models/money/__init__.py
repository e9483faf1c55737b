"""Money of a dossier: what is owed, how it was asked for and tried, what came and went.

What is due, paid and refunded is never stored: it follows from rows that nobody changes.
"""

from dossiers.models.money.account import AgencyAccount
from dossiers.models.money.attempt import Attempt, Method
from dossiers.models.money.charge import Charge, ChargeKind, Purpose, ReliefClaim
from dossiers.models.money.demand import Demand, DemandLine
from dossiers.models.money.ledger import MoneyReceipt, Movement, ReceiptCounter, Refund
from dossiers.models.money.platform import Irregularity, PlatformCall
from dossiers.models.money.reconciliation import Reconciliation, ReconciliationLine

__all__ = [
    "AgencyAccount",
    "Attempt",
    "Charge",
    "ChargeKind",
    "Demand",
    "DemandLine",
    "Irregularity",
    "Method",
    "MoneyReceipt",
    "Movement",
    "PlatformCall",
    "Purpose",
    "ReceiptCounter",
    "Reconciliation",
    "ReconciliationLine",
    "Refund",
    "ReliefClaim",
]
