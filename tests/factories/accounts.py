"""People: citizens with a proven contact, officials with a post."""

import itertools

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from portal.accounts.models import CitizenProfile, User
from portal.accounts.second_factor import SET_UP_IN_THIS_SESSION
from tests.factories.agencies import appoint

PASSWORD = "bến mây chiều nay"
_numbers = itertools.count(1)


def citizen(name: str = "Nguyễn Thị Mận", **fields) -> User:
    """Somebody with a proven e-mail address."""
    email = fields.pop("email", f"nguoi{next(_numbers)}@minhha.example")
    user = User.objects.create_user(
        full_name=name, email=email, email_proven_at=timezone.now(), password=PASSWORD, **fields
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    CitizenProfile.objects.create(user=user)
    return user


def official(place, *roles, name: str = "Phạm Thu Trang", title: str = "") -> User:
    """An official who holds `roles` at `place`."""
    user = citizen(name, kind=User.Kind.OFFICIAL, is_staff=True)
    appoint(user, place, *roles, title=title)
    return user


def come_in(client, user: User):
    """Sign `user` in; an official with a second factor passed."""
    client.force_login(user, backend="portal.accounts.backends.PortalBackend")
    if user.is_official:
        if not user.authenticator_set.exists():
            TOTP.activate(user, generate_totp_secret())
        session = client.session
        session[SET_UP_IN_THIS_SESSION] = user.pk
        session.save()
    return client
