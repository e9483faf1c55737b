"""The numbers of generation 1, each beside the fact it stands for; nothing else uses them."""

from portal.integrations.national.facts import FeeKind, GivenBack, OwnerKind, Status, Way

STATUS: dict[Status, str] = {
    Status.REGISTERED: "1",
    Status.ACCEPTED: "2",
    Status.NOT_ACCEPTED: "3",
    Status.IN_PROCESS: "4",
    Status.PAPERS_ASKED: "5",
    Status.PAYMENT_ASKED: "6",
    Status.WITHDRAWN: "7",
    Status.STOPPED: "8",
    Status.DONE: "9",
    Status.RETURNED: "10",
}

# The list has no number for a kiosk, which stands in the hall of the desk.
WAY: dict[Way, str] = {Way.COUNTER: "1", Way.ONLINE: "2", Way.POST: "3", Way.KIOSK: "1"}

OWNER: dict[OwnerKind, str] = {
    OwnerKind.CITIZEN: "1",
    OwnerKind.ENTERPRISE: "2",
    OwnerKind.HOUSEHOLD: "2",
    OwnerKind.AGENCY: "3",
    OwnerKind.OTHER: "4",
}

# Only two ways on paper have a number; a result in the account is told in words.
GIVEN_BACK: dict[GivenBack, str] = {
    GivenBack.ACCOUNT: "",
    GivenBack.DESK: "0",
    GivenBack.POST: "1",
}

FEE: dict[FeeKind, str] = {FeeKind.FEE: "1", FeeKind.LEVY: "2"}

# By length: the citizen's identity number and the identity card it replaced.
NUMBER_KIND: dict[int, str] = {12: "1", 9: "2"}

OPEN_ROUND, ANSWERED_ROUND = "0", "1"
PAID_AT_DESK, PAID_ONLINE = "1", "2"

GOOD = "0"
KNOWN_ALREADY = frozenset({"3", "-3"})
