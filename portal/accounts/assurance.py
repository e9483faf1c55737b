"""How sure the portal is about who sits at the other end of this session."""

from enum import IntEnum
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts.models import User
from portal.accounts.second_factor import REAL_FACTORS

SET_UP_PROVEN = "set_up_proven"


class Assurance(IntEnum):
    """Levels a procedure or a page may ask for; a higher one includes the lower."""

    NONE = 0
    CONTACT = 1
    IDENTITY = 2


def assurance_of(request: HttpRequest) -> Assurance:
    """IDENTITY: the number is proven, and this session was proven through the identity provider or
    with a second factor that is the proven person's. CONTACT: signed in with a proven e-mail
    address or phone.
    """
    user = request.user
    if not user.is_authenticated:
        return Assurance.NONE
    strong = hasattr(user, "proven_identity") and _is_strong(request)
    return Assurance.IDENTITY if strong else Assurance.CONTACT


def factors_of_the_proven(user: User) -> QuerySet[Authenticator]:
    """The apps and passkeys that show the proven person: set up in a session that was proven
    itself, or before the card was last compared. One that somebody set up with the password alone
    shows no more than the password, in that session and in every later one.
    """
    compared = Q(created_at__lt=user.proven_identity.proven_at)
    own = Authenticator.objects.filter(user=user, type__in=REAL_FACTORS)
    return own.filter(Q(data__has_key=SET_UP_PROVEN) | compared)


def factor_to_compare(user: User) -> Authenticator | None:
    """The latest app or passkey of which nobody knows whether the proven person set it up."""
    own = Authenticator.objects.filter(user=user, type__in=REAL_FACTORS)
    if hasattr(user, "proven_identity"):
        own = own.exclude(pk__in=factors_of_the_proven(user).values("pk"))
    return own.order_by("created_at").last()


@receiver(authenticator_added)
def note_proof(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """Note on a new factor that the session in which it was set up was proven."""
    if assurance_of(request) == Assurance.IDENTITY:
        authenticator.data[SET_UP_PROVEN] = True
        authenticator.save(update_fields=["data"])


def _is_strong(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    if any(record["method"] == "socialaccount" for record in records):
        return True
    used = {record.get("id") for record in records if record["method"] == "mfa"}
    return bool(used) and factors_of_the_proven(request.user).filter(pk__in=used).exists()


def step_up_url(request: HttpRequest, level: Assurance, back: str = "") -> str:
    """The page that raises this session to `level` and goes on to `back`, or comes back here."""
    query = urlencode({"next": back or request.get_full_path(), "level": level.name})
    return f"{reverse('accounts:step_up')}?{query}"
