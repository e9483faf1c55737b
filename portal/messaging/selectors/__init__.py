from portal.messaging.selectors.inbox import MANY, PAGE, Inbox, inbox, notice_of, unread, urgent
from portal.messaging.selectors.proof import Proof, Try, proof_of, proven_at

__all__ = [
    "MANY",
    "PAGE",
    "Inbox",
    "Proof",
    "Try",
    "inbox",
    "notice_of",
    "proof_of",
    "proven_at",
    "unread",
    "urgent",
]
