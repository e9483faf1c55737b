from typing import Any

from django.db import transaction

from portal.accounts.models import CitizenProfile, User
from portal.audit.actors import Actor
from portal.audit.services import record

PROFILE = {
    "birth_date",
    "sex",
    "typed_number",
    "province_code",
    "commune_code",
    "address_detail",
}


def change_profile(*, user: User, by: Actor, **changes: Any) -> CitizenProfile:
    """Write what the person tells about himself. A proven name or number is not changed here."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        profile, _is_new = CitizenProfile.objects.get_or_create(user=locked)
        proven = hasattr(locked, "proven_identity")
        if not proven and changes.get("full_name"):
            locked.full_name = changes["full_name"]
        locked.language = changes.get("language") or locked.language
        locked.save(update_fields=["full_name", "language"])
        for name in PROFILE & set(changes):
            setattr(profile, name, changes[name])
        if proven:
            profile.typed_number = ""
        profile.save()
        record("account.profile_changed", locked, by, {"fields": sorted(changes)})
    return profile
