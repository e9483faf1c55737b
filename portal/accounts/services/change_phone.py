from django.db import transaction

from portal.accounts.actors import actor_for
from portal.accounts.models import User
from portal.audit.services import record


def change_phone(*, user: User, phone: str) -> User:
    """Write down the phone (E.164) that the person gave; unproven until its code comes back."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        locked.phone, locked.phone_proven_at = phone, None
        locked.save(update_fields=["phone", "phone_proven_at"])
        record("account.contact_changed", locked, actor_for(locked), {"contact": "phone"})
    user.phone, user.phone_proven_at = phone, None
    return user
