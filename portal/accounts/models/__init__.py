from portal.accounts.models.device import KnownDevice
from portal.accounts.models.guess import Guess
from portal.accounts.models.identity import ProvenIdentity
from portal.accounts.models.invitation import Invitation
from portal.accounts.models.kept_post import KeptPost
from portal.accounts.models.organisation import MemberInvitation, Membership, Organisation
from portal.accounts.models.profile import CitizenProfile
from portal.accounts.models.request import AccountRequest
from portal.accounts.models.user import User

__all__ = [
    "AccountRequest",
    "CitizenProfile",
    "Guess",
    "Invitation",
    "KeptPost",
    "KnownDevice",
    "MemberInvitation",
    "Membership",
    "Organisation",
    "ProvenIdentity",
    "User",
]
