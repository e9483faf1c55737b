"""A person chooses by which ways to be told."""

from collections.abc import Iterable

from django.utils import timezone

from portal.messaging.models import Wishes


def wish(*, person_id: int, switched_off: Iterable[str], digest: bool) -> Wishes:
    """Pairs `TOPIC:CHANNEL` that the person does not want; what is binding still reaches him."""
    wishes, _is_new = Wishes.objects.update_or_create(
        person_id=person_id,
        defaults={
            "switched_off": sorted(set(switched_off)),
            "digest": digest,
            "changed_at": timezone.now(),
        },
    )
    return wishes
