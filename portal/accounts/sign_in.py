"""Guessing passwords, counted by account and browser so that strangers lock nobody out."""

from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import devices, limits
from portal.accounts.models import KnownDevice, User
from portal.accounts.selectors import is_known_device, normalise_contact


def before_password(request: HttpRequest, contact: str) -> None:
    """Count one try. A browser known to the account counts for itself alone.

    Raises LimitReached, the same whether the account exists or not.
    """
    contact = normalise_contact(contact)
    limits.hit("sign_in_address", request.client_address)
    limits.hit("sign_in_device", contact, request.device)
    if not is_known_device(contact, devices.device_hash(request)):
        limits.hit("sign_in_strangers", contact)


def after_sign_in(request: HttpRequest, user: User) -> None:
    """Remember this browser as the account's own."""
    KnownDevice.objects.update_or_create(
        user=user,
        device_hash=devices.device_hash(request),
        defaults={"last_seen": timezone.now()},
    )
    for contact in filter(None, (user.email, user.phone)):
        limits.forget("sign_in_device", normalise_contact(contact), request.device)


def before_code(request: HttpRequest, contact: str) -> None:
    """Count one code asked for. A browser known to the account counts for itself alone, so that
    strangers do not keep its owner from a code.

    Raises LimitReached, whether the account exists or not.
    """
    contact, device = normalise_contact(contact), devices.device_hash(request)
    known = is_known_device(contact, device)
    limits.hit("code_to_contact", contact, device if known else "strangers")
    limits.hit_device_and_address(request, "code")


def before_second_factor(request: HttpRequest, user: User) -> None:
    """Count one try of a second factor. A browser known to the account counts for itself alone."""
    device = devices.device_hash(request)
    known = KnownDevice.objects.filter(user=user, device_hash=device).exists()
    limits.hit("second_factor", user.pk, device if known else "strangers")
