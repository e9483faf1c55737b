"""What allauth tells us by signal, having no other door for it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.second_factor import REAL_FACTORS, remember_set_up


@receiver(authenticator_added)
def second_factor_set_up(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    if authenticator.type in REAL_FACTORS:
        remember_set_up(request, user)
