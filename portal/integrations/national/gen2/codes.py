"""The numbers of generation 2: the same statuses, other numbers for persons."""

from portal.integrations.national.facts import Collected, CopyKind, OwnerKind, Status

STATUS: dict[Status, int] = {
    Status.REGISTERED: 1,
    Status.ACCEPTED: 2,
    Status.NOT_ACCEPTED: 3,
    Status.IN_PROCESS: 4,
    Status.PAPERS_ASKED: 5,
    Status.PAYMENT_ASKED: 6,
    Status.WITHDRAWN: 7,
    Status.STOPPED: 8,
    Status.DONE: 9,
    Status.RETURNED: 10,
}

# The list knows no authorities and no other bodies: they are sent as organisations.
OWNER: dict[OwnerKind, int] = {
    OwnerKind.CITIZEN: 0,
    OwnerKind.ENTERPRISE: 1,
    OwnerKind.HOUSEHOLD: 2,
    OwnerKind.AGENCY: 1,
    OwnerKind.OTHER: 1,
}

COPY: dict[CopyKind, int] = {CopyKind.ORIGINAL: 0, CopyKind.COPY: 1, CopyKind.ELECTRONIC: 2}

COLLECTED: dict[Collected, int] = {
    Collected.AT_RECEIPT: 1,
    Collected.AT_SUPPLEMENT: 2,
    Collected.AT_RETURN: 4,
}

# With these the centre expects the list of fees.
WITH_FEES = frozenset({Status.PAYMENT_ASKED, Status.PAPERS_ASKED, Status.DONE})
