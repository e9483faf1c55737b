"""How sure the portal is about who sits at the other end of this session."""

from enum import IntEnum

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode


class Assurance(IntEnum):
    """Levels a procedure or a page may ask for; a higher one includes the lower."""

    NONE = 0
    CONTACT = 1
    IDENTITY = 2


def assurance_of(request: HttpRequest) -> Assurance:
    """IDENTITY: the number is proven, and this session was opened through the identity provider
    or with a second factor. CONTACT: signed in with a proven e-mail address or phone.
    """
    user = request.user
    if not user.is_authenticated:
        return Assurance.NONE
    records = get_authentication_records(request, user)
    strong = {"socialaccount", "mfa"} & {record.get("method") for record in records}
    if strong and hasattr(user, "proven_identity"):
        return Assurance.IDENTITY
    return Assurance.CONTACT


def step_up_url(request: HttpRequest, level: Assurance) -> str:
    """The page that raises this session to `level` and comes back here."""
    query = urlencode({"next": request.get_full_path(), "level": level.name})
    return f"{reverse('accounts:step_up')}?{query}"
