"""Publish a version of a working calendar."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.agencies.models import Calendar, CalendarVersion
from portal.agencies.registry import calendar_handlers
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.integrations.services import put
from portal.kernel.calendar import CalendarError


class AlreadyPublished(Exception):
    """Somebody else has published this version in the meantime."""


def publish_calendar(*, version: CalendarVersion, by: Actor) -> CalendarVersion:
    """From now on ``version`` counts and cannot be changed; whoever keeps due dates is told.

    Due dates still open are computed again by those who keep them; dates already promised stand.
    Raises ``AlreadyPublished``, and ``ValidationError`` for a calendar that contradicts itself.
    """
    with transaction.atomic():
        Calendar.objects.select_for_update().get(pk=version.calendar_id)
        version = CalendarVersion.objects.select_related("calendar").get(pk=version.pk)
        if version.is_published:
            raise AlreadyPublished
        _check(version)
        version.state = CalendarVersion.State.PUBLISHED
        version.published_at = timezone.now()
        version.published_by_id = by.user_id
        version.save(update_fields=["state", "published_at", "published_by"])
        facts = {"calendar": version.calendar_id, "version": version.pk, "number": version.number}
        event = record("calendar.published", version, by, facts)
        for handler in calendar_handlers():
            put(handler, event, f"calendar:{version.calendar_id}", "internal", facts)
        return version


def _check(version: CalendarVersion) -> None:
    try:
        version.as_value()
    except CalendarError as error:
        raise ValidationError(_(str(error))) from error
