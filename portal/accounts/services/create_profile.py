from django.db import transaction

from portal.accounts.actors import actor_for
from portal.accounts.models import CitizenProfile, User
from portal.audit.services import record


def create_profile(*, user: User) -> CitizenProfile:
    """The empty profile of a new citizen, with the event that the account exists."""
    with transaction.atomic():
        profile, is_new = CitizenProfile.objects.get_or_create(user=user)
        if is_new:
            record("account.created", user, actor_for(user))
    return profile
